use std::fmt;

use crate::calendar::Day;
use crate::valid::codes;

/// A review that does not follow the one before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewOrderError {
    /// The review is not later than the one before.
    #[error("a review of {on} cannot follow one of {last}")]
    NotLater {
        /// The day of the review.
        on: Day,
        /// The day of the review before.
        last: Day,
    },
}

codes! {
    ReviewOrderError {
        NotLater = "review_out_of_order",
    }
}

/// The status of a customer in the list of key accounts, after a review.
///
/// # Rule
///
/// > S16: it takes two reviews in succession to enter and two to leave. A flag enters at once,
/// > since a person decided; an exclusion takes out at once. At the first review there is nothing
/// > to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "status", rename_all = "snake_case", deny_unknown_fields)
)]
pub enum KeyAccountStatus {
    /// No key account.
    Other {
        /// The day of the review.
        reviewed: Day,
        /// The reviews in succession in which a rule chose it.
        met: u8,
    },
    /// A key account.
    Key {
        /// The day of the review.
        reviewed: Day,
        /// The day of the review by which it became one.
        since: Day,
        /// The reviews in succession in which no rule chose it.
        missed: u8,
    },
}

/// The answer of the rules to a customer at a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleAnswer {
    /// A reason for exclusion takes it out.
    Barred,
    /// No rule chooses it.
    Passed,
    /// A rule chooses it.
    Chosen,
    /// A person chose it.
    Flagged,
}

impl KeyAccountStatus {
    /// Returns `true` for a key account.
    pub const fn is_key(self) -> bool {
        match self {
            Self::Key { .. } => true,
            Self::Other { .. } => false,
        }
    }

    /// The day of the review.
    pub const fn reviewed(self) -> Day {
        match self {
            Self::Key { reviewed, .. } | Self::Other { reviewed, .. } => reviewed,
        }
    }

    /// The status after a review.
    pub(super) fn after(
        before: Option<Self>,
        answer: RuleAnswer,
        on: Day,
        reviews: u8,
    ) -> Result<Self, ReviewOrderError> {
        if let Some(last) = before.map(Self::reviewed).filter(|last| on <= *last) {
            return Err(ReviewOrderError::NotLater { on, last });
        }
        let enough = |count: Option<u8>| count.is_none_or(|count| count >= reviews);
        let entered = Self::Key { reviewed: on, since: on, missed: 0 };
        let other = |met| Self::Other { reviewed: on, met };
        Ok(match (before, answer) {
            (_, RuleAnswer::Barred) | (None | Some(Self::Other { .. }), RuleAnswer::Passed) => {
                other(0)
            }
            (None, RuleAnswer::Chosen | RuleAnswer::Flagged)
            | (Some(Self::Other { .. }), RuleAnswer::Flagged) => entered,
            (Some(Self::Other { met, .. }), RuleAnswer::Chosen) => {
                let met = met.checked_add(1);
                if enough(met) { entered } else { other(met.unwrap_or_default()) }
            }
            (Some(Self::Key { since, .. }), RuleAnswer::Chosen | RuleAnswer::Flagged) => {
                Self::Key { reviewed: on, since, missed: 0 }
            }
            (Some(Self::Key { since, missed, .. }), RuleAnswer::Passed) => {
                let missed = missed.checked_add(1);
                if enough(missed) {
                    other(0)
                } else {
                    Self::Key { reviewed: on, since, missed: missed.unwrap_or_default() }
                }
            }
        })
    }
}

impl fmt::Display for KeyAccountStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key { since, missed: 0, .. } => write!(f, "key account since {since}"),
            Self::Key { since, missed, .. } => {
                write!(f, "key account since {since}, reviews without a reason: {missed}")
            }
            Self::Other { met: 0, .. } => f.write_str("no key account"),
            Self::Other { met, .. } => write!(f, "no key account, reviews with a reason: {met}"),
        }
    }
}
