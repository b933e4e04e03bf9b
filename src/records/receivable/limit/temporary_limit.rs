use std::borrow::Cow;

use crate::calendar::{Day, Validity};
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Field, Intake, Listed, Names, Record};
use crate::money::Money;

/// A limit that replaces the base limit for a while.
///
/// # Rule
///
/// > S20: a temporary limit replaces the base in `[from, to]`, both ends included; two that
/// > overlap are refused.
#[doc(alias = "临时额度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TemporaryLimit {
    /// The first day.
    pub from: Day,
    /// The last day, that one included; not before the first.
    pub to: Day,
    /// The limit, not negative.
    pub limit: Money,
}

impl TemporaryLimit {
    /// The days for which it holds; `None` when its last day lies before its first. An account
    /// records no such limit.
    pub fn validity(&self) -> Option<Validity> {
        Validity::try_new(self.from, Some(self.to)).ok()
    }

    /// Tells whether the limit holds on a day.
    ///
    /// ```
    /// # use guanxi::receivable::TemporaryLimit;
    /// let (from, to) = ("2026-01-01".parse()?, "2026-02-28".parse()?);
    /// let season = TemporaryLimit { from, to, limit: "CNY 80000".parse()? };
    /// assert!(season.holds_on(to) && !season.holds_on(to.offset(1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn holds_on(&self, day: Day) -> bool {
        self.validity().is_some_and(|days| days.contains(day))
    }
}

impl Record for TemporaryLimit {
    fn name(&self) -> Cow<'_, str> {
        format!("{} to {}", self.from, self.to).into()
    }

    fn number(&self) -> Cow<'_, str> {
        self.from.to_string().into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { from, to, limit } = self;
        vec![Field::new("from", from), Field::new("to", to), Field::new("limit", limit)]
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

    fn sole_days(&self) -> Option<Validity> {
        Validity::try_new(self.from, Some(self.to)).ok()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.from <= recorded.from
    }
}

impl Dealing for TemporaryLimit {
    const NAMES: Names = Names::Nothing;
    const IS_TERM: bool = true;
    const IS_EXCLUSIVE: bool = true;
    const SHARES_NAMES: bool = false;
    const STARTS_CUSTOMER: bool = false;

    fn own_day(&self) -> Option<Day> {
        None
    }

    fn invoice(&self) -> Option<&DocumentId> {
        None
    }
}
