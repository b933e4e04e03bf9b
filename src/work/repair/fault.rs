use super::RepairStage;
use crate::calendar::Day;
use crate::id::BatchId;
use crate::lifecycle::{ContentError, StepError};
use crate::money::Money;
use crate::valid::codes;

/// The content for which a step of a repair is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RepairFault {
    /// The step is dated before the thing was taken in.
    #[error("a step of {on} cannot come before the thing was taken in on {taken_in}")]
    BeforeTakenIn {
        /// The day of the step.
        on: Day,
        /// The day on which it was taken in.
        taken_in: Day,
    },
    /// The price is below 0.
    #[error("the price of a repair is not negative, was {price}")]
    Price {
        /// The price.
        price: Money,
    },
    /// The repair would be done before the estimate is given.
    #[error("an estimate of {on} must name that day or a later one, was {done_by}")]
    DoneBefore {
        /// The day of the step.
        on: Day,
        /// The day that was named.
        done_by: Day,
    },
    /// A repair out of warranty begins without the consent of the customer.
    #[error("a repair out of warranty begins when the customer has accepted an estimate")]
    NotAccepted,
    /// The lent unit is the thing itself.
    #[error("{unit} is the thing that is repaired")]
    OwnUnit {
        /// The serial number.
        unit: BatchId,
    },
    /// A unit is lent already, or not back yet.
    #[error("unit {unit} is still lent")]
    StillLent {
        /// The serial number of the unit.
        unit: BatchId,
    },
    /// No unit is lent.
    #[error("no unit is lent")]
    NotLent,
}

codes! {
    RepairFault {
        BeforeTakenIn = "before_repair",
        Price = "price_of_repair",
        DoneBefore = "repair_done_before",
        NotAccepted = "estimate_not_accepted",
        OwnUnit = "unit_is_repaired",
        StillLent = "unit_still_lent",
        NotLent = "unit_not_lent",
    }
}

impl ContentError for RepairFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a repair.
pub type RepairStepError = StepError<RepairStage, RepairFault>;
