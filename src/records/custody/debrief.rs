use std::borrow::Cow;

use super::card_check::demand_two_people;
use crate::calendar::Day;
use crate::id::StaffId;
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};

/// A talk of a manager with a salesperson about the results of a day of visits (S1): a fact of each
/// customer whose visit was talked over.
///
/// # Rule
///
/// > S1: the manager talks over the results of a day with the salesperson, not before the visits.
/// > Nobody is the manager of himself or herself.
#[doc(alias = "工作讲评")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Debrief {
    /// The salesperson.
    pub salesperson: StaffId,
    /// The day whose visits were talked over.
    pub about: Day,
    /// The day of the talk, not before the visits.
    pub day: Day,
    /// The manager.
    pub manager: StaffId,
}

impl Debrief {
    /// The place among the debriefs about a customer.
    const fn order(&self) -> (Day, Day, &StaffId, &StaffId) {
        (self.day, self.about, &self.salesperson, &self.manager)
    }
}

impl Record for Debrief {
    fn name(&self) -> Cow<'_, str> {
        let Self { salesperson, about, day, manager } = self;
        format!("of {salesperson} by {manager} on {day} about {about}").into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { salesperson, about, day, manager } = self;
        vec![
            Field::new("salesperson", salesperson),
            Field::new("about", about),
            Field::new("day", day),
            Field::new("manager", manager),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Intake::not_before("day", self.day, self.about)?;
        demand_two_people(&self.salesperson, &self.manager)
    }
}

/// The list stands in the order of days.
impl Listed for Debrief {
    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for Debrief {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
