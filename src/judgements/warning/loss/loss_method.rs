use crate::lapse::{Cadence, LapseSignal};
use crate::measure::Ratio;
use crate::warning::{Level, Levels};

/// The method by which silence is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
pub enum LossMethod {
    /// By the probability that the customer is still alive, from its own rhythm shrunk to that of
    /// the book.
    Probability {
        /// Raised strictly below.
        alive_below: Levels<Ratio>,
    },
    /// By multiples of the customer's usual gap between order days.
    Cadence {
        /// The usual gap of a customer with fewer than three gaps.
        otherwise_days: u16,
        /// Raised strictly above this number of usual gaps.
        gaps_above: Levels<Ratio>,
    },
    /// By a number of days, the same for every customer.
    FixedDays {
        /// Raised strictly above.
        days_above: Levels<u16>,
    },
}

impl Default for LossMethod {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self::Probability {
            alive_below: Levels { watch: percent(70), warning: percent(50), critical: percent(25) },
        }
    }
}

impl LossMethod {
    /// The cadence method with its usual thresholds: above 1.5, 2 and 3 usual gaps, 60 days for a
    /// customer with few gaps.
    ///
    /// ```
    /// use guanxi::warning::LossMethod;
    /// assert!(matches!(LossMethod::cadence(), LossMethod::Cadence { otherwise_days: 60, .. }));
    /// ```
    pub const fn cadence() -> Self {
        let percent = Ratio::from_percent;
        Self::Cadence {
            otherwise_days: 60,
            gaps_above: Levels {
                watch: percent(150),
                warning: percent(200),
                critical: percent(300),
            },
        }
    }
    /// The level that a silence raises. The cadence is asked for by that method only.
    #[inline]
    pub(super) fn level(
        &self,
        signal: &LapseSignal,
        days_silent: i32,
        cadence: Option<Cadence>,
    ) -> Option<Level> {
        match self {
            Self::Probability { alive_below } => {
                alive_below.highest(|below| signal.alive.is_below(*below))
            }
            Self::Cadence { gaps_above, .. } => {
                let usual = i128::from(cadence?.days);
                gaps_above.highest_exceeded(i128::from(days_silent), usual)
            }
            Self::FixedDays { days_above } => {
                days_above.highest(|days| days_silent > i32::from(*days))
            }
        }
    }
}
