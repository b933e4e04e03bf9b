use crate::calendar::Day;
use crate::measure::Ratio;
use crate::money::Money;
use crate::review::ReviewError;
use crate::valid::{Violations, codes};
use crate::warning::Rule;

/// The reason why no thresholds can be found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalibrationError {
    /// The rule has no thresholds that are sought.
    #[error("thresholds are sought for debt, progress and loss, was {rule}")]
    Rule {
        /// The rule.
        rule: Rule,
    },
    /// The loss policy goes by another method than the probability of no order.
    #[error("loss.silence.method must be probability to be calibrated")]
    Method,
    /// The policy leaves out every arm whose threshold is sought.
    #[error("{rule} must have an arm whose threshold is sought, all are off")]
    Off {
        /// The rule.
        rule: Rule,
    },
    /// A call has a negative cost.
    #[error("cost_per_call must not be negative, was {cost}")]
    Cost {
        /// The cost.
        cost: Money,
    },
    /// A call saves more than all of the money.
    #[error("saved must be at most 100%, was {saved}")]
    Saved {
        /// The share.
        saved: Ratio,
    },
    /// There are too few days to learn from.
    #[error("at least 2 days must have their outcomes by {tried_from}, have {days}")]
    TooFewToLearn {
        /// The days that there are.
        days: usize,
        /// The first day to be tried on.
        tried_from: Day,
    },
    /// There are too few days to try thresholds on.
    #[error("at least 2 days must lie on or after {tried_from}, were {days}")]
    TooFewToTry {
        /// The days that there are.
        days: usize,
        /// The first day to be tried on.
        tried_from: Day,
    },
    /// A book cannot be reviewed on one of the days.
    #[error(transparent)]
    Review(#[from] ReviewError),
    /// The policy contradicts itself with any other threshold.
    #[error("no threshold fits the policy: {0}")]
    Policy(Violations),
}

codes! {
    CalibrationError {
        Rule = "rule_not_calibrated",
        Method = "method_not_calibrated",
        Off = "arms_not_calibrated",
        Cost = "cost_per_call_negative",
        Saved = "saved_above_one",
        TooFewToLearn = "too_few_days_to_learn",
        TooFewToTry = "too_few_days_to_try",
        Policy = "thresholds_do_not_fit",
    }
    passing {
        Self::Review(reason) => reason.code(),
    }
}
