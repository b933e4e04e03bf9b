use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::StaffId;
use crate::intake::{Fault, Feed, Field, Intake, Kept, Listed, Record};

/// A reading of a customer card by one of ours on a day: the card was opened.
///
/// # Rule
///
/// > S1: a card is read before each visit. A book without consultations says nothing about it.
///
/// Once a day is enough: the same person on the same day is the same consultation.
#[doc(alias = "查阅记录")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Consultation {
    /// The staff member.
    pub staff: StaffId,
    /// The day.
    pub day: Day,
}

impl Record for Consultation {
    fn name(&self) -> Cow<'_, str> {
        format!("by {} on {}", self.staff, self.day).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { staff, day } = self;
        vec![Field::new("staff", staff), Field::new("day", day)]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }

    fn feed(&self) -> Option<(Feed, Day)> {
        Some((Feed::Consultations, self.day))
    }
}

/// The list stands in the order of days.
impl Listed for Consultation {
    fn is_before(&self, recorded: &Self) -> bool {
        (self.day, &self.staff) <= (recorded.day, &recorded.staff)
    }
}

impl Kept for Consultation {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
