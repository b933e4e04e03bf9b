use std::borrow::Cow;

use crate::calendar::{AsOf, Day};
use crate::id::StaffId;
use crate::intake::{Fault, Feed, Field, Intake, Kept, Listed, Record};

/// The keeper of a customer card from a day on, until the next keeper.
///
/// # Rule
///
/// > S1: each card is kept by a named custodian. A card changes hands and is never put down: the
/// > next custody ends the one before it, so that no day between two keepers is without one.
///
/// Of one day there is one keeper. Days before the first have none, which is a finding.
#[doc(alias = "专人保管")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Custody {
    /// The keeper.
    pub keeper: StaffId,
    /// The first day.
    pub from: Day,
}

impl Custody {
    /// The custody that stands on a date; `None` before the first.
    pub fn on(custodies: &[Self], t: AsOf) -> Option<&Self> {
        custodies.iter().filter(|it| t.sees(it.from)).max_by_key(|it| it.from)
    }
}

impl Record for Custody {
    fn name(&self) -> Cow<'_, str> {
        format!("from {}", self.from).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { keeper, from } = self;
        vec![Field::new("keeper", keeper), Field::new("from", from)]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Custody, self.from))
    }
}

/// The list stands in the order of days.
impl Listed for Custody {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.from == recorded.from
    }

    fn is_before(&self, recorded: &Self) -> bool {
        (self.from, &self.keeper) <= (recorded.from, &recorded.keeper)
    }
}

impl Kept for Custody {
    const IS_TERM: bool = true;

    fn own_day(&self) -> Option<Day> {
        None
    }
}
