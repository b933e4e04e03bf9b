use std::borrow::Cow;

use crate::calendar::{AsOf, Day, Validity};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::money::{Money, Total};

/// An agreement about floor stock: goods that a dealer shows and keeps in stock on standing credit.
///
/// # Rule
///
/// > S20: floor stock is a category of exposure of its own, neither aged nor asked for while its
/// > agreement stands; it is due some days after the end.
///
/// The items issued on its days are floor stock, the first due first, up to the ceiling; what is in
/// dispute is none. From the day after its last they are open items again, due on the day of the
/// clearing or on their own due day, whichever is later. Without a last day an agreement stands
/// until it is ended. For a yearly clearing record an agreement for each year.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::Validity;
/// use guanxi::day;
/// use guanxi::receivable::{FloorStock, Invoice, OpenBalance};
///
/// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
/// let days = Validity::try_new(day!(2026, 1, 1), Some(day!(2026, 12, 31)))?;
/// let floor = FloorStock { ceiling: "CNY 500".parse()?, days, clearing_days: 60 };
/// assert_eq!(floor.due(), Some(day!(2027, 3, 1)));
/// li.record(floor)?;
/// let (issued, due) = (day!(2026, 2, 1), day!(2026, 3, 1));
/// li.record(Invoice::new("I1".parse()?, issued, due, "CNY 800".parse()?))?;
/// let on = |t| OpenBalance::as_of(li.view().receivables(), t);
/// let june = on("2026-06-30".parse()?);
/// assert_eq!((june.floor_stock.minor(), june.ageing.overdue().minor()), (500_00, 300_00));
/// let cleared = on("2027-03-02".parse()?);
/// assert_eq!((cleared.floor_stock.minor(), cleared.ageing.overdue().minor()), (0, 800_00));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "铺底货")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FloorStock {
    /// The most that may stand; not negative.
    #[doc(alias = "铺底额度")]
    pub ceiling: Money,
    /// The days of the agreement. No two agreements of a customer share one.
    pub days: Validity,
    /// The days after its end within which it is cleared.
    pub clearing_days: u16,
}

impl FloorStock {
    /// The day on which it is due; `None` while no end is agreed.
    pub fn due(&self) -> Option<Day> {
        self.days.to().map(|to| to.offset(i32::from(self.clearing_days)))
    }

    /// The ceilings of the agreements that stand on a day.
    pub fn standing(agreements: &[Self], t: AsOf) -> Total {
        let standing = agreements.iter().filter(|it| it.days.contains(t.day()));
        standing.map(|it| it.ceiling.amount()).collect()
    }
}

impl Record for FloorStock {
    fn name(&self) -> Cow<'_, str> {
        format!("from {}", self.days.from()).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { ceiling, days, clearing_days } = self;
        vec![
            Field::new("ceiling", ceiling),
            Field::new("days", days),
            Field::new("clearing_days", clearing_days),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.not_negative(self.ceiling)
    }
}

/// On a day at most one agreement stands.
impl Listed for FloorStock {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.days.overlap(recorded.days).is_some()
    }

    fn sole_days(&self) -> Option<Validity> {
        Some(self.days)
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.days.from() <= recorded.days.from()
    }
}

impl Kept for FloorStock {
    const IS_EXCLUSIVE: bool = true;

    fn own_day(&self) -> Option<Day> {
        None
    }
}
