#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money"
)]

use libm::{exp, lgamma, log};

/// The most trials for which a term is multiplied out: the binomial coefficient has 53 bits, and a
/// few factors are sooner done and nearer the truth than logarithms.
const MULTIPLIED_OUT: u32 = 56;

/// The probability of at most `hits` hits in `hits + misses` trials, where the chance of a hit is
/// that of the first of two weights in both; neither weight may be 0. `None` when the trials need
/// more than 32 bits.
///
/// The terms of the binomial distribution are added up; nothing is approximated.
pub(crate) fn lower_tail(hits: u32, misses: u32, weights: [u32; 2]) -> Option<f64> {
    let trials = hits.checked_add(misses)?;
    let [hit, miss] = weights.map(f64::from);
    let all = hit + miss;
    let (inside, outside) = (hit / all, miss / all);
    // The largest term first: down from it when it is below the mean, otherwise up and from one.
    let is_low = f64::from(hits) * all <= f64::from(trials) * hit;
    let (start, rest) = if is_low {
        (hits, misses)
    } else {
        let Some(rest) = misses.checked_sub(1) else {
            return Some(1.0);
        };
        (hits.checked_add(1)?, rest)
    };
    let first = if trials <= MULTIPLIED_OUT {
        ways(start, rest) * power(inside, start) * power(outside, rest)
    } else {
        let (n, start, rest) = (f64::from(trials), f64::from(start), f64::from(rest));
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
    Some(if is_low { sum } else { 1.0 - sum })
}

/// The binomial coefficient `some + others` over `some`: a whole number, exact while it has 53
/// bits.
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
        for some in 0..=MULTIPLIED_OUT {
            for rest in 0..=MULTIPLIED_OUT.saturating_sub(some) {
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
