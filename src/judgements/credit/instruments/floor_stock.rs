use crate::calendar::{AsOf, Day, Validity};
use crate::money::{Amount, Total};

/// An agreement about floor stock: goods that a dealer shows and keeps in stock on standing credit.
///
/// # Rule
///
/// > S20: floor stock is a category of exposure of its own, neither aged nor asked for while its
/// > agreement stands; it is due some days after the end.
///
/// Without a last day it stands until it is ended. For a yearly clearing state an agreement for
/// each year.
///
/// ```
/// use guanxi::calendar::Validity;
/// use guanxi::credit::FloorStock;
/// use guanxi::day;
/// use guanxi::money::Amount;
///
/// let days = Validity::try_new(day!(2026, 1, 1), Some(day!(2026, 12, 31)))?;
/// let ceiling = Amount::from_minor(50_000_00);
/// let floor = FloorStock { ceiling, days, clearing_days: 60 };
/// assert_eq!(floor.due(), Some(day!(2027, 3, 1)));
///
/// let owed = Amount::from_minor(80_000_00).to_total();
/// let part = floor.part(owed, "2026-06-30".parse()?);
/// assert_eq!((part.standing.minor(), part.ordinary.minor()), (50_000_00, 30_000_00));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "铺底货")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FloorStock {
    /// The most that may stand.
    pub ceiling: Amount,
    /// The days of the agreement.
    pub days: Validity,
    /// The days after its end within which it is cleared.
    pub clearing_days: u16,
}

/// A debt for goods, with the part that stands as floor stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FloorStockPart {
    /// The part that stands: exposure, neither aged nor asked for.
    pub standing: Total,
    /// The part that is to be cleared: the agreement has ended, and its due day lies ahead.
    pub clearing: Total,
    /// The rest, due as any other: beyond the ceiling, or not cleared by the due day.
    pub ordinary: Total,
    /// Days past the due day of the clearing; 0 before it.
    pub days_past_due: i32,
}

impl FloorStock {
    /// The day on which it is due; `None` while no end is agreed.
    pub fn due(&self) -> Option<Day> {
        self.days.to().map(|to| to.offset(i32::from(self.clearing_days)))
    }

    /// Divides a debt for goods on a date. The parts add up to it.
    pub fn part(&self, owed: Total, t: AsOf) -> FloorStockPart {
        let within = owed.min(self.ceiling.to_total()).or_zero();
        let (none, late) = (Total::ZERO, self.due().map(|due| t.day().days_since(due)));
        let days_past_due = late.filter(|days| *days > 0);
        let (standing, clearing) = if self.days.contains(t.day()) {
            (within, none)
        } else if self.days.is_over_on(t.day()) && days_past_due.is_none() {
            (none, within)
        } else {
            (none, none)
        };
        let ordinary = owed.minus(standing).minus(clearing);
        let days_past_due = days_past_due.unwrap_or_default();
        FloorStockPart { standing, clearing, ordinary, days_past_due }
    }
}
