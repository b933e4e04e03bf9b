#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a mean of months is not money; it becomes an integer here, once"
)]

use std::f64::consts::{PI, SQRT_2};
use std::fmt;

use libm::{ceil, erfc, exp, round, sqrt};

use super::{DeclinePolicy, Sigmas};
use crate::measure::{Ratio, write_micros};

/// After how many months, on average, a steady customer raises a false alarm, the month of the alarm
/// included; in millionths of a month, printed in months.
///
/// With 1,000 steady customers and a run length of 50 months, 20 false alarms a month are to be expected.
///
/// For months from a normal distribution. Real months have heavier tails, and so has what is measured by
/// a noise that few months tell; alarms then come sooner. Try a policy on history before it is used.
///
/// ```
/// use guanxi::lapse::{RunLength, Sigmas};
/// let two = Sigmas::from_hundredths(200);
/// assert_eq!(RunLength::of_latest(two).to_string(), "43.955789");
/// ```
#[doc(alias = "平均运行长度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunLength(u64);

impl RunLength {
    /// A thousand million months: what is longer is told as that.
    pub const MAX: Self = Self(1_000_000_000_000_000);

    /// The run length in millionths of a month.
    ///
    /// ```
    /// # use guanxi::lapse::{RunLength, Sigmas};
    /// let half = RunLength::of_latest(Sigmas::from_hundredths(0));
    /// assert_eq!(half.micros(), 2_000_000, "one month in two lies below what is expected");
    /// ```
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// That of a threshold for the latest month: `1 / Φ(−h)`, months being independent.
    ///
    /// ```
    /// # use guanxi::lapse::{RunLength, Sigmas};
    /// let three = RunLength::of_latest(Sigmas::from_hundredths(300));
    /// assert_eq!(three.micros() / 1_000_000, 740);
    /// ```
    pub fn of_latest(below: Sigmas) -> Self {
        Self::of_months(1.0 / below_by(number(below)))
    }

    /// That of a threshold for the running average with so much weight on the latest month, from an
    /// average of nothing on; `None` for a weight outside 5 % to 100 %.
    ///
    /// # Rule
    ///
    /// > With `S_n(u)` the chance of no alarm in `n` months from an average of `u` on, `S_0 = 1` and
    /// > `S_n(u) = ∫ S_{n−1}(y)·φ((y − (1 − w)·u) / w) / w dy` over the averages that raise no alarm; the
    /// > run length is `Σ S_n(0)`.
    ///
    /// The integral equation of Crowder 1987 (*A simple method for studying run-length distributions of
    /// exponentially weighted moving average charts*), which the Markov chain of Brook & Evans 1972 (*An
    /// approach to the probability distribution of cusum run length*) and Lucas & Saccucci 1990
    /// (*Exponentially weighted moving average control schemes*) approaches; by Simpson's rule, and as a
    /// geometric series once the chances fall by the same factor every month.
    ///
    /// ```
    /// # use guanxi::lapse::{RunLength, Sigmas};
    /// let below = Sigmas::from_hundredths(200);
    /// let all_weight = RunLength::of_average(below, "100%".parse()?);
    /// let latest = RunLength::of_latest(below);
    /// assert!(all_weight.is_some_and(|it| it.micros().abs_diff(latest.micros()) < 1_000));
    /// # Ok::<(), guanxi::measure::RatioError>(())
    /// ```
    pub fn of_average(below: Sigmas, weight: Ratio) -> Option<Self> {
        if weight < DeclinePolicy::LEAST_WEIGHT || weight > Ratio::ONE {
            return None;
        }
        let weight = f64::from(weight.parts_per_million()) / 1e6;
        let below = number(below);
        // No average is ever seen so far from nothing.
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

/// How many months, on average, until an average that starts at nothing leaves the given bounds.
fn months_within(low: f64, high: f64, weight: f64) -> f64 {
    let (nodes, step) = grid(low, high, weight);
    let last = nodes.len().saturating_sub(1);
    let simpson = |place: usize| match place {
        0 => 1.0,
        place if place == last => 1.0,
        place if place % 2 == 1 => 4.0,
        _even => 2.0,
    };
    // Chance, by Simpson's weights, to come from an average to that of each node in a month.
    let from = |average: f64| -> Vec<f64> {
        let to = |(place, node): (usize, &f64)| {
            let off = (node - (1.0 - weight) * average) / weight;
            simpson(place) * step / 3.0 * exp(-off * off / 2.0) / (weight * sqrt(2.0 * PI))
        };
        nodes.iter().enumerate().map(to).collect()
    };
    let (start, moves) = (from(0.0), nodes.iter().map(|node| from(*node)).collect::<Vec<_>>());
    let expected = |chances: &[f64], stays: &[f64]| -> f64 {
        chances.iter().zip(stays).map(|(chance, stays)| chance * stays).sum()
    };
    let mut stays = vec![1.0; nodes.len()];
    let (mut now, mut months) = (1.0, 0.0);
    let mut passed = 0.0;
    // What the start was is forgotten by (1 − w) a month; after so many of them it is.
    while passed < 40.0 / weight {
        let next = expected(&start, &stays);
        if next <= 0.0 {
            break;
        }
        stays = moves.iter().map(|chances| expected(chances, &stays)).collect();
        months += now;
        now = next;
        passed += 1.0;
    }
    let next = expected(&start, &stays);
    months + now * now / (now - next)
}

/// An even number of steps of an eighth of the weight, or less, and their ends.
fn grid(low: f64, high: f64, weight: f64) -> (Vec<f64>, f64) {
    let steps = ceil((high - low) / (weight / 8.0) / 2.0).max(1.0) * 2.0;
    let step = (high - low) / steps;
    let mut nodes = Vec::new();
    let mut place = 0.0;
    while place <= steps {
        nodes.push(low + place * step);
        place += 1.0;
    }
    (nodes, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lucas & Saccucci 1990: pairs of weight and width in sigmas of the average with a run length of 500
    /// when both sides alarm.
    #[test]
    fn both_sides_alarm_after_the_published_500_months() {
        let published = [(0.4, 3.054), (0.25, 2.998), (0.2, 2.962), (0.1, 2.814), (0.05, 2.615)];
        for (weight, width) in published {
            let bound = width * sqrt(weight / (2.0 - weight));
            let months = months_within(-bound, bound, weight);
            assert!((months - 500.0).abs() < 2.0, "{weight} {width}: {months}");
        }
    }

    /// All weight on the latest month is a threshold for the latest month.
    #[test]
    fn an_average_of_one_month_is_that_month() {
        for bound in [0.5, 1.0, 2.0, 3.0, 4.0] {
            let (found, exact) = (months_within(-bound, 8.0, 1.0), 1.0 / below_by(bound));
            assert!((found / exact - 1.0).abs() < 1e-3, "{bound}: {found} {exact}");
        }
    }
}
