use crate::calendar::Day;

/// The day on which a customer has to be evaluated again although nothing happened to it.
#[doc(alias = "下次评估日")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextEvaluation {
    /// The first day on which something that a register takes of the customer is not as today.
    Differs(Day),
    /// Nothing differs up to this day, the last one that was looked at. Ask again on it.
    Unchanged(Day),
}

impl NextEvaluation {
    /// The day on which to evaluate the customer again, and to ask again.
    pub const fn day(self) -> Day {
        match self {
            Self::Differs(day) | Self::Unchanged(day) => day,
        }
    }
}
