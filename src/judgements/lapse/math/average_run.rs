#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a mean of months is not money"
)]

use std::f64::consts::PI;

use libm::{ceil, exp, sqrt};

use crate::measure::Excess;

/// The mean number of months until a running average of noise, which starts at 0, leaves the
/// bounds: the integral equation of Crowder 1987, by Simpson's rule.
pub(crate) fn months_within(low: f64, high: f64, weight: f64) -> f64 {
    let (nodes, step) = grid(low, high, weight);
    let last = nodes.len().excess_over(1);
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
    // The start is forgotten by (1 − w) a month; after this many months nothing is left of it.
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

    /// Lucas & Saccucci 1990: pairs of weight and width in sigmas of the average with a run length
    /// of 500 when both sides alarm.
    #[test]
    fn both_sides_alarm_after_the_published_500_months() {
        let published = [(0.4, 3.054), (0.25, 2.998), (0.2, 2.962), (0.1, 2.814), (0.05, 2.615)];
        for (weight, width) in published {
            let bound = width * sqrt(weight / (2.0 - weight));
            let months = months_within(-bound, bound, weight);
            assert!((months - 500.0).abs() < 2.0, "{weight} {width}: {months}");
        }
    }
}
