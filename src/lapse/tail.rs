#![expect(
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money"
)]

use libm::{exp, lgamma, log};

use super::signal::probability;
use crate::measure::Probability;

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
    let (r, b) = (f64::from(recent), f64::from(baseline));
    let n = r + b;
    let all_days = f64::from(recent_days) + f64::from(baseline_days);
    let (inside, outside) =
        (f64::from(recent_days) / all_days, f64::from(baseline_days) / all_days);
    if recent_days == 0 || baseline_days == 0 || recent.checked_add(baseline).is_none() {
        return Probability::ONE;
    }
    // The largest term first: down from it when it is below the mean, otherwise up and from one.
    let is_low = r * all_days <= n * f64::from(recent_days);
    let start = if is_low { r } else { r + 1.0 };
    if start > n {
        return Probability::ONE;
    }
    let choose = lgamma(n + 1.0) - lgamma(start + 1.0) - lgamma(n - start + 1.0);
    let first = exp(choose + start * log(inside) + (n - start) * log(outside));
    let odds = if is_low { outside / inside } else { inside / outside };
    // Terms left towards the end, and terms passed towards the other: each step swaps one of the
    // former for one of the latter.
    let (mut left, mut passed) = if is_low { (start, n - start) } else { (n - start, start) };
    let (mut term, mut sum) = (first, first);
    while left > 0.0 && term > 0.0 {
        passed += 1.0;
        term *= left / passed * odds;
        sum += term;
        left -= 1.0;
    }
    probability(if is_low { sum } else { 1.0 - sum })
}
