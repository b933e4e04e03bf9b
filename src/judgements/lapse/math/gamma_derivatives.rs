#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "derivatives of a likelihood, which is not money"
)]

use libm::log;

/// From here on the asymptotic series below are exact to the last digits of an `f64`.
const LARGE: f64 = 10.0;

/// The digamma function: the derivative of `ln Γ` at a positive number.
///
/// By `ψ(x) = ψ(x + 1) − 1/x` up to a large number, and there by its asymptotic series (Abramowitz
/// & Stegun 1964, *Handbook of mathematical functions*, 6.3.5 and 6.3.18).
pub(crate) fn digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < LARGE {
        below -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let terms =
        [1.0 / 12.0, -1.0 / 120.0, 1.0 / 252.0, -1.0 / 240.0, 1.0 / 132.0, -691.0 / 32_760.0];
    let series = terms.into_iter().rev().fold(1.0 / 12.0, |sum, term| term + square * sum);
    below + log(x) - 0.5 / x - square * series
}

/// The trigamma function: the second derivative of `ln Γ` at a positive number (6.4.6 and 6.4.12).
pub(crate) fn trigamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < LARGE {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let terms = [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2_730.0];
    let series = terms.into_iter().rev().fold(7.0 / 6.0, |sum, term| term + square * sum);
    below + 1.0 / x + 0.5 * square + square * series / x
}

#[cfg(test)]
mod tests {
    use super::{digamma, trigamma};

    /// Euler's constant, and values in closed form: ψ(1) = −γ, ψ(½) = −γ − 2 ln 2, ψ₁(1) = π²/6,
    /// ψ₁(½) = π²/2.
    #[test]
    fn both_have_their_values_in_closed_form() {
        const GAMMA: f64 = 0.577_215_664_901_532_9;
        let pi_squared = std::f64::consts::PI * std::f64::consts::PI;
        let all = [
            (digamma(1.0), -GAMMA),
            (digamma(0.5), -GAMMA - 2.0 * std::f64::consts::LN_2),
            (digamma(2.0), 1.0 - GAMMA),
            (digamma(11.0), -GAMMA + (1..=10).map(|n| 1.0 / f64::from(n)).sum::<f64>()),
            (trigamma(1.0), pi_squared / 6.0),
            (trigamma(0.5), pi_squared / 2.0),
            (trigamma(2.0), pi_squared / 6.0 - 1.0),
        ];
        for (found, expected) in all {
            assert!((found - expected).abs() < 1e-13, "{found} for {expected}");
        }
    }

    #[test]
    fn both_are_derivatives() {
        for x in [0.02_f64, 0.3, 1.7, 9.9, 10.1, 250.0] {
            let h = x * 1e-4;
            let slope = |f: fn(f64) -> f64| (f(x + h) - f(x - h)) / (2.0 * h);
            let (first, second) = (slope(libm::lgamma), slope(digamma));
            assert!((digamma(x) - first).abs() < 1e-6 * (1.0 + first.abs()), "ψ({x})");
            assert!((trigamma(x) - second).abs() < 1e-6 * second.abs(), "ψ₁({x})");
        }
    }
}
