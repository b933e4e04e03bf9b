use crate::calendar::Day;
use crate::lifecycle::TrailError;
use crate::measure::Ratio;
use crate::money::Money;
use crate::valid::codes;

/// A step of rebate credit that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CreditError {
    /// The entry cannot follow the trail.
    #[error(transparent)]
    Trail(#[from] TrailError),
    /// The amount is not positive.
    #[error("a movement of credit is above 0, was {found}")]
    NotPositive {
        /// The amount.
        found: Money,
    },
    /// Credit expires before it is usable.
    #[error("credit usable from {usable_from} cannot expire on {until}")]
    ExpiresEarly {
        /// The first day.
        usable_from: Day,
        /// The last day.
        until: Day,
    },
    /// An order uses more than its share.
    #[error("credit pays at most {share} of the order, {most}, was {found}")]
    OverShare {
        /// The share.
        share: Ratio,
        /// The most that the order may use.
        most: Money,
        /// The amount.
        found: Money,
    },
    /// The account does not cover it.
    #[error("the credit left for it is {left}, was {found}")]
    NotCovered {
        /// The credit that is left.
        left: String,
        /// The amount.
        found: Money,
    },
}

codes! {
    CreditError {
        NotPositive = "credit_not_positive",
        ExpiresEarly = "credit_expires_early",
        OverShare = "credit_over_share",
        NotCovered = "credit_not_covered",
    }
    passing {
        CreditError::Trail(reason) => reason.code(),
    }
}
