#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a mean of months is not money; it becomes an integer here, once"
)]

use std::f64::consts::SQRT_2;
use std::fmt;

use libm::{erfc, round, sqrt};

use super::DeclineMeasure;
use crate::lapse::Sigmas;
use crate::lapse::math::months_within;
use crate::measure::{Ratio, write_micros};

/// The mean number of months until a steady customer raises a false alarm, the month of the alarm
/// included; in millionths of a month, printed in months.
///
/// With 1,000 steady customers and a run length of 50 months, 20 false alarms a month are to be
/// expected.
///
/// For months from a normal distribution. Real months have heavier tails, and so has a change
/// measured by the noise of few months; alarms then come sooner. Try a policy on history before it
/// is used.
///
/// ```
/// use guanxi::lapse::{RunLength, Sigmas};
/// let two = Sigmas::from_hundredths(200);
/// assert_eq!(RunLength::for_latest(two).to_string(), "43.955789");
/// ```
#[doc(alias = "平均运行长度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunLength(u64);

impl RunLength {
    /// A thousand million months, which stands for every longer run.
    pub const MAX: Self = Self(1_000_000_000_000_000);

    /// The run length in millionths of a month.
    ///
    /// ```
    /// # use guanxi::lapse::{RunLength, Sigmas};
    /// let half = RunLength::for_latest(Sigmas::from_hundredths(0));
    /// assert_eq!(half.micros(), 2_000_000, "one month in two lies below what is expected");
    /// ```
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// The run length of a threshold for the latest month: `1 / Φ(−h)`, months being independent.
    ///
    /// ```
    /// # use guanxi::lapse::{RunLength, Sigmas};
    /// let three = RunLength::for_latest(Sigmas::from_hundredths(300));
    /// assert_eq!(three.micros() / 1_000_000, 740);
    /// ```
    pub fn for_latest(below: Sigmas) -> Self {
        Self::of_months(1.0 / below_by(number(below)))
    }

    /// The run length of a threshold for the running average with `weight` on the latest month,
    /// from an average of 0 on; `None` for a weight outside 5 % to 100 %.
    ///
    /// # Rule
    ///
    /// > With `S_n(u)` the chance of no alarm in `n` months from an average of `u` on, `S_0 = 1`
    /// > and `S_n(u) = ∫ S_{n−1}(y)·φ((y − (1 − w)·u) / w) / w dy` over the averages that raise no
    /// > alarm; the run length is `Σ S_n(0)`.
    ///
    /// The integral equation of Crowder 1987 (*A simple method for studying run-length
    /// distributions of exponentially weighted moving average charts*), which the Markov chain of
    /// Brook & Evans 1972 (*An approach to the probability distribution of cusum run length*) and
    /// Lucas & Saccucci 1990 (*Exponentially weighted moving average control schemes*) approaches;
    /// by Simpson's rule, and as a geometric series once the chances fall by the same factor every
    /// month.
    ///
    /// ```
    /// # use guanxi::lapse::{RunLength, Sigmas};
    /// let below = Sigmas::from_hundredths(200);
    /// let all_weight = RunLength::for_average(below, "100%".parse()?);
    /// let latest = RunLength::for_latest(below);
    /// assert!(all_weight.is_some_and(|it| it.micros().abs_diff(latest.micros()) < 1_000));
    /// # Ok::<(), guanxi::measure::RatioError>(())
    /// ```
    pub fn for_average(below: Sigmas, weight: Ratio) -> Option<Self> {
        if weight < DeclineMeasure::LEAST_WEIGHT || weight > Ratio::ONE {
            return None;
        }
        let weight = f64::from(weight.parts_per_million()) / 1e6;
        let below = number(below);
        // No average is ever seen this far from 0.
        let furthest = 8.0 * sqrt(weight / (2.0 - weight));
        if below >= furthest {
            return Some(Self::MAX);
        }
        Some(Self::of_months(months_within(-below, furthest, weight)))
    }

    fn of_months(months: f64) -> Self {
        let micros = round(months * 1e6);
        // Infinite, too, when the chance of an alarm is nothing.
        if micros < 1e15 { Self(micros as u64) } else { Self::MAX }
    }
}

impl fmt::Display for RunLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.0))
    }
}

fn number(sigmas: Sigmas) -> f64 {
    f64::from(sigmas.hundredths()) / 100.0
}

/// `Φ(−h)`
fn below_by(sigmas: f64) -> f64 {
    erfc(sigmas / SQRT_2) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All weight on the latest month is a threshold for the latest month.
    #[test]
    fn an_average_of_one_month_is_that_month() {
        for bound in [0.5, 1.0, 2.0, 3.0, 4.0] {
            let (found, exact) = (months_within(-bound, 8.0, 1.0), 1.0 / below_by(bound));
            assert!((found / exact - 1.0).abs() < 1e-3, "{bound}: {found} {exact}");
        }
    }
}
