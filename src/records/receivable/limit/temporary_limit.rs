use std::borrow::Cow;

use crate::calendar::Day;
use crate::intake::{Fault, Intake, Listed, Record};
use crate::money::Money;

/// A limit that replaces the base limit for a while.
///
/// # Rule
///
/// > A temporary limit replaces the base in `[from, to]`, both ends included; two that overlap are
/// > refused.
///
/// ```
/// use guanxi::receivable::TemporaryLimit;
/// let season = TemporaryLimit {
///     from: "2026-01-01".parse()?, to: "2026-02-28".parse()?, limit: "CNY 80000".parse()?,
/// };
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "临时额度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TemporaryLimit {
    /// The first day.
    pub from: Day,
    /// The last day, not before the first.
    pub to: Day,
    /// The limit, not negative.
    pub limit: Money,
}

impl TemporaryLimit {
    /// Whether the limit holds on a day.
    ///
    /// ```
    /// # use guanxi::receivable::TemporaryLimit;
    /// # let day = "2026-01-01".parse()?;
    /// # let one = TemporaryLimit { from: day, to: day, limit: "CNY 1".parse()? };
    /// assert!(one.holds_on(day) && !one.holds_on(day.offset(1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn holds_on(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

impl Record for TemporaryLimit {
    fn name(&self) -> Cow<'_, str> {
        format!("{} to {}", self.from, self.to).into()
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        intake.not_negative(self.limit)?;
        Intake::not_before("to", self.to, self.from)
    }
}

/// On a day at most one temporary limit holds.
impl Listed for TemporaryLimit {
    fn contradicts(&self, recorded: &Self) -> bool {
        recorded.from <= self.to && self.from <= recorded.to
    }

    fn content(&self) -> String {
        format!("{} from {} to {}", self.limit, self.from, self.to)
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.from <= recorded.from
    }
}
