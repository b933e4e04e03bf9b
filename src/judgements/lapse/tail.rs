#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money"
)]

use libm::{exp, lgamma, log};

use super::signal::probability;
use crate::measure::Probability;

/// Up to so many order days a term is multiplied out: the number of ways has 53 bits, and a few factors are sooner
/// done and nearer the truth than logarithms.
const FEW: u32 = 56;

/// How likely it is to see so few order days in the recent window, or fewer, when nothing has
/// changed since the baseline.
///
/// # Rule
///
/// > S21.2: `p = P[Binomial(r + b, R / (R + B)) ≤ r]`: of all `r + b` order days each falls into
/// > the recent `R` days rather than the `B` days before with chance `R / (R + B)`.
///
/// The terms of the binomial distribution are added up; nothing is approximated. Given the total,
/// the recent count of two Poisson processes of equal rate is binomial (Przyborowski & Wilenski
/// 1940).
///
/// ```
/// use guanxi::lapse::fewer_order_days;
///
/// // No order in 90 days after 12 in the 360 before: (360 / 450)^12.
/// assert_eq!(fewer_order_days(0, 90, 12, 360).to_string(), "0.068719");
/// ```
pub fn fewer_order_days(
    recent: u32,
    recent_days: u32,
    baseline: u32,
    baseline_days: u32,
) -> Probability {
    let Some(n) = recent.checked_add(baseline) else {
        return Probability::ONE;
    };
    if recent_days == 0 || baseline_days == 0 {
        return Probability::ONE;
    }
    let all_days = f64::from(recent_days) + f64::from(baseline_days);
    let (inside, outside) =
        (f64::from(recent_days) / all_days, f64::from(baseline_days) / all_days);
    // The largest term first: down from it when it is below the mean, otherwise up and from one.
    let is_low = f64::from(recent) * all_days <= f64::from(n) * f64::from(recent_days);
    let (start, rest) = if is_low {
        (recent, baseline)
    } else {
        let Some(rest) = baseline.checked_sub(1) else {
            return Probability::ONE;
        };
        // Not above `n`, which fits.
        (recent.saturating_add(1), rest)
    };
    let first = if n <= FEW {
        ways(start, rest) * power(inside, start) * power(outside, rest)
    } else {
        let (n, start, rest) = (f64::from(n), f64::from(start), f64::from(rest));
        let ways = lgamma(n + 1.0) - lgamma(start + 1.0) - lgamma(rest + 1.0);
        exp(ways + start * log(inside) + rest * log(outside))
    };
    let odds = if is_low { outside / inside } else { inside / outside };
    // Terms left towards the end, and terms passed towards the other: each step swaps one of the
    // former for one of the latter.
    let (start, rest) = (f64::from(start), f64::from(rest));
    let (mut left, mut passed) = if is_low { (start, rest) } else { (rest, start) };
    let (mut term, mut sum) = (first, first);
    while left > 0.0 && term > 0.0 {
        passed += 1.0;
        term *= left / passed * odds;
        sum += term;
        left -= 1.0;
    }
    probability(if is_low { sum } else { 1.0 - sum })
}

/// In how many ways so many can be told from so many others: a whole number, exact while it has 53 bits.
fn ways(some: u32, others: u32) -> f64 {
    let more = f64::from(some.max(others));
    let steps = (1..=some.min(others)).map(f64::from);
    steps.fold(1.0, |ways, step| ways * (more + step) / step)
}

/// A power with a whole exponent.
fn power(base: f64, exponent: u32) -> f64 {
    let (mut left, mut square, mut power) = (exponent, base, 1.0);
    while left > 0 {
        power *= if left & 1 == 1 { square } else { 1.0 };
        square *= square;
        left >>= 1;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_multiplied_out_is_that_of_logarithms() {
        for some in 0..=FEW {
            for rest in 0..=FEW.saturating_sub(some) {
                for inside in [0.001, 0.1, 0.2, 0.5, 0.9, 0.999] {
                    let found = ways(some, rest) * power(inside, some) * power(1.0 - inside, rest);
                    let (x, y) = (f64::from(some), f64::from(rest));
                    let log_ways = lgamma(x + y + 1.0) - lgamma(x + 1.0) - lgamma(y + 1.0);
                    let expected = exp(log_ways + x * log(inside) + y * log(1.0 - inside));
                    assert!(
                        (found - expected).abs() < 1e-13,
                        "{some} of one kind, {rest} of the other, {inside}: {found}, {expected}"
                    );
                }
            }
        }
    }

    #[test]
    fn ways_are_exact_whole_numbers() {
        let exact = [((0, 0), 1.0), ((2, 3), 10.0), ((28, 28), 7_648_690_600_760_440.0)];
        for ((some, others), expected) in exact {
            assert!((ways(some, others) - expected).abs() < 0.5, "{some} and {others}");
        }
    }
}
