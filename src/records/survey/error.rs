use super::Respondent;
use crate::calendar::Day;
use crate::id::{CustomerId, NeedId};
use crate::valid::{Difference, Violations, codes};

/// The reason why an answer is refused, or figures are not told. The survey is left as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SurveyError {
    /// Marks lie off their scale, or the answer has none. All faults are listed.
    #[error("the answer of {respondent} to {need} on {day}: {violations}")]
    Marks {
        /// The need that was asked about.
        need: NeedId,
        /// The one who answered.
        respondent: Respondent,
        /// The day of the answer.
        day: Day,
        /// Everything that is wrong.
        violations: Violations,
    },
    /// The very same answer is in the survey.
    #[error("the answer of {respondent} to {need} on {day} is known already")]
    Duplicate {
        /// The need that was asked about.
        need: NeedId,
        /// The one who answered.
        respondent: Respondent,
        /// The day of both answers.
        day: Day,
    },
    /// The respondent gave another answer to that need on that day.
    #[error(
        "{respondent} answered to {need} on {day} already, with other marks: {}",
        Difference::listed(differences)
    )]
    Conflict {
        /// The need that was asked about.
        need: NeedId,
        /// The one who answered.
        respondent: Respondent,
        /// The day of both answers.
        day: Day,
        /// The marks that differ, each with both values: at least one.
        differences: Vec<Difference>,
    },
    /// Customers are weighted by their sales, and those of one are not given.
    #[error("answers are weighted by sales, and those of customer {customer} are not given")]
    NoSales {
        /// The customer.
        customer: CustomerId,
    },
    /// Answers are weighted by sales, and no customer that answered bought anything.
    #[error("answers to {need} are weighted by sales, and those who answered bought nothing")]
    NoWeight {
        /// The need.
        need: NeedId,
    },
    /// Weights and marks add up to more than can be told exactly.
    #[error("the weights of the answers to {need} do not fit into sums of 127 bits")]
    OutOfRange {
        /// The need.
        need: NeedId,
    },
}

codes! {
    SurveyError {
        Marks = "marks_of_answer",
        Duplicate = "duplicate_answer",
        Conflict = "conflicting_answer",
        NoSales = "sales_not_given",
        NoWeight = "answers_without_weight",
        OutOfRange = "sums_of_answers",
    }
}

impl SurveyError {
    /// The error about sums over the answers to a need.
    pub(super) fn out_of_range(need: &NeedId) -> Self {
        Self::OutOfRange { need: need.clone() }
    }
}

impl std::fmt::Display for Respondent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.person {
            Some(person) => write!(f, "{person} at {}", self.customer),
            None => write!(f, "{}", self.customer),
        }
    }
}
