use crate::lapse::{Cadence, LapseSignal};
use crate::measure::Ratio;
use crate::valid::Violations;
use crate::warning::{Level, Levels};

/// The method by which silence is weighed.
///
/// A file that states `probability`, `alive` or `cadence` alone means its usual thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "method", rename_all = "snake_case", deny_unknown_fields)
)]
#[non_exhaustive]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum LossMethod {
    /// By the probability of no order within the horizon or two usual gaps, whichever is longer,
    /// from the customer's own rhythm shrunk to that of the book. A silence no longer than the
    /// usual gap raises nothing.
    Probability {
        /// Raised from this probability on.
        #[cfg_attr(feature = "serde", serde(default = "no_order_from"))]
        no_order_from: Levels<Ratio>,
    },
    /// By the probability that the customer is still alive, from its own rhythm shrunk to that of
    /// the book.
    Alive {
        /// Raised strictly below.
        #[cfg_attr(feature = "serde", serde(default = "alive_below"))]
        alive_below: Levels<Ratio>,
    },
    /// By multiples of the customer's usual gap between order days.
    Cadence {
        /// The usual gap of a customer with fewer than three gaps.
        #[cfg_attr(feature = "serde", serde(default = "otherwise_days"))]
        otherwise_days: u16,
        /// Raised strictly above this number of usual gaps.
        #[cfg_attr(feature = "serde", serde(default = "gaps_above"))]
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
        Self::Probability { no_order_from: no_order_from() }
    }
}

impl LossMethod {
    /// The method by the probability of being alive with its usual thresholds: below 70 %, 50 % and
    /// 25 %.
    ///
    /// ```
    /// use guanxi::warning::LossMethod;
    /// let LossMethod::Alive { alive_below } = LossMethod::alive() else { return };
    /// assert_eq!(alive_below.critical.to_string(), "25%");
    /// ```
    pub const fn alive() -> Self {
        Self::Alive { alive_below: alive_below() }
    }

    /// The cadence method with its usual thresholds: above 1.5, 2 and 3 usual gaps, 60 days for a
    /// customer with few gaps.
    ///
    /// ```
    /// use guanxi::warning::LossMethod;
    /// assert!(matches!(LossMethod::cadence(), LossMethod::Cadence { otherwise_days: 60, .. }));
    /// ```
    pub const fn cadence() -> Self {
        Self::Cadence { otherwise_days: otherwise_days(), gaps_above: gaps_above() }
    }

    /// Adds a violation for each threshold that cannot be.
    pub(super) fn check(&self, found: &mut Violations) {
        match self {
            Self::Probability { no_order_from } => {
                no_order_from.check_rising("no_order_from", found);
                found.at_most("no_order_from.critical", Ratio::ONE, no_order_from.critical);
                if no_order_from.watch == Ratio::ZERO {
                    found.add("no_order_from.watch", "must exceed 0%, was 0%".to_owned());
                }
            }
            Self::Alive { alive_below } => {
                alive_below.check_falling("alive_below", found);
                found.at_most("alive_below.watch", Ratio::ONE, alive_below.watch);
                if alive_below.critical == Ratio::ZERO {
                    found.add("alive_below.critical", "must exceed 0%, was 0%".to_owned());
                }
            }
            Self::Cadence { otherwise_days, gaps_above } => {
                gaps_above.check_rising("gaps_above", found);
                found.at_least("otherwise_days", 1, *otherwise_days);
            }
            Self::FixedDays { days_above } => days_above.check_rising("days_above", found),
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
            Self::Probability { no_order_from } => {
                let level = no_order_from.highest(|from| !signal.stays_away.is_below(*from));
                level.filter(|_| !signal.is_within_usual_gap(days_silent))
            }
            Self::Alive { alive_below } => {
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

/// The usual thresholds of each method.
const fn no_order_from() -> Levels<Ratio> {
    percents([40, 60, 80])
}

const fn alive_below() -> Levels<Ratio> {
    percents([70, 50, 25])
}

const fn gaps_above() -> Levels<Ratio> {
    percents([150, 200, 300])
}

const fn otherwise_days() -> u16 {
    60
}

const fn percents([watch, warning, critical]: [u16; 3]) -> Levels<Ratio> {
    let percent = Ratio::from_percent;
    Levels { watch: percent(watch), warning: percent(warning), critical: percent(critical) }
}
