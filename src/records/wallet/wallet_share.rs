use std::borrow::Cow;
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::customer::EntrySource;
use crate::id::RivalId;
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::measure::Quotient;
use crate::money::Money;

/// The share that we have of what a customer buys in our lines, as it was learnt on a day.
///
/// # Rule
///
/// > S13: attitude is observed from shares of what they buy in our lines, each with a day and a
/// > source.
///
/// Of a day there is one.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::customer::EntrySource;
/// use guanxi::day;
/// use guanxi::wallet::WalletShare;
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// let share = WalletShare {
///     day: day!(2026, 3, 2),
///     ours: "CNY 60000".parse()?,
///     total: "CNY 80000".parse()?,
///     main_rival: Some("North Mill".parse()?),
///     source: EntrySource::Stated,
/// };
/// assert_eq!(share.fraction().map(|it| it.to_string()).as_deref(), Some("0.75"));
/// account.record(share)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "钱包份额")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct WalletShare {
    /// The day on which it was learnt.
    pub day: Day,
    /// The purchases from us, not negative and at most the total.
    pub ours: Money,
    /// All purchases in our lines over the same time, above zero.
    pub total: Money,
    /// The competitor from which it buys most; `None` where that is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub main_rival: Option<RivalId>,
    /// The source.
    pub source: EntrySource,
}

/// The supplier from which a customer buys most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MainSupplier<'a> {
    /// We: half of the purchases or more.
    Us,
    /// A competitor.
    Rival(&'a RivalId),
}

impl WalletShare {
    /// Our purchases by all.
    pub fn fraction(&self) -> Option<Quotient> {
        let (ours, total) = (self.ours.amount(), self.total.amount());
        Quotient::try_new(ours.minor().into(), total.minor().into())
    }

    /// The latest share by a date; `None` where nobody has learnt of any.
    pub fn latest(shares: &[Self], t: AsOf) -> Option<&Self> {
        shares.iter().filter(|it| t.sees(it.day)).max_by_key(|it| it.day)
    }

    /// The main supplier; `None` where we have less than half and nobody knows who has more.
    pub(crate) fn main_supplier(&self) -> Option<MainSupplier<'_>> {
        let (ours, total) = (self.ours.amount().minor(), self.total.amount().minor());
        let others = total.checked_sub(ours)?;
        if ours >= others {
            return Some(MainSupplier::Us);
        }
        self.main_rival.as_ref().map(MainSupplier::Rival)
    }
}

impl fmt::Display for WalletShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { day, ours, total, .. } = self;
        write!(f, "{ours} of {total} on {day}")
    }
}

impl Record for WalletShare {
    fn name(&self) -> Cow<'_, str> {
        format!("on {}", self.day).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { day, ours, total, main_rival, source } = self;
        vec![
            Field::new("day", day),
            Field::new("ours", ours),
            Field::new("total", total),
            Field::optional("main_rival", main_rival.as_ref()),
            Field::new("source", source),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.positive(self.total)?;
        intake.not_negative(self.ours)?;
        let is_part = self.ours.amount() <= self.total.amount();
        let bound = || format!("be at most total ({})", self.total);
        Intake::demand(is_part, "ours", bound, || self.ours.to_string())
    }
}

/// The list stands in the order of days.
impl Listed for WalletShare {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.day == recorded.day
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.day <= recorded.day
    }
}

impl Kept for WalletShare {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
