use std::borrow::Cow;

use crate::calendar::Day;
use crate::id::StaffId;
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};

/// A check of a salesperson's cards by a manager (S1): a fact of each customer whose card was
/// looked at.
///
/// # Rule
///
/// > S1: the manager checks the cards of each salesperson. Nobody is the manager of himself or
/// > herself.
#[doc(alias = "资料卡检查")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CardCheck {
    /// The salesperson.
    pub salesperson: StaffId,
    /// The day.
    pub day: Day,
    /// The manager.
    pub manager: StaffId,
}

impl CardCheck {
    /// The place among the checks of a customer's card.
    const fn order(&self) -> (Day, &StaffId, &StaffId) {
        (self.day, &self.salesperson, &self.manager)
    }
}

impl Record for CardCheck {
    fn name(&self) -> Cow<'_, str> {
        let Self { salesperson, day, manager } = self;
        format!("of {salesperson} by {manager} on {day}").into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { salesperson, day, manager } = self;
        vec![
            Field::new("salesperson", salesperson),
            Field::new("day", day),
            Field::new("manager", manager),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        demand_two_people(&self.salesperson, &self.manager)
    }
}

/// Demands that a manager and a salesperson are two.
pub(super) fn demand_two_people(salesperson: &StaffId, manager: &StaffId) -> Result<(), Fault> {
    let bound = || "not be the salesperson".to_owned();
    Intake::demand(salesperson != manager, "manager", bound, || manager.to_string())
}

/// The list stands in the order of days.
impl Listed for CardCheck {
    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for CardCheck {
    fn own_day(&self) -> Option<Day> {
        Some(self.day)
    }
}
