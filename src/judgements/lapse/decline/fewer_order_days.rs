use crate::lapse::math::{lower_tail, to_probability};
use crate::measure::Probability;

/// Order days in a window of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderFrequency {
    /// Days with an order.
    pub order_days: u32,
    /// All days of the window.
    pub days: u32,
}

/// The probability of as few order days in the recent window as there were, or fewer, when nothing
/// has changed since the baseline.
///
/// # Rule
///
/// > S21.2: `p = P[Binomial(r + b, R / (R + B)) ≤ r]`: of all `r + b` order days each falls into
/// > the recent `R` days rather than the `B` days before with chance `R / (R + B)`.
///
/// The terms of the binomial distribution are added up; nothing is approximated. Given the total,
/// the recent count of two Poisson processes of equal rate is binomial (Przyborowski & Wilenski
/// 1940). 1 when a window has no days, or the order days need more than 32 bits.
///
/// ```
/// use guanxi::lapse::{OrderFrequency, fewer_order_days};
///
/// // No order in 90 days after 12 in the 360 before: (360 / 450)^12.
/// let recent = OrderFrequency { order_days: 0, days: 90 };
/// let baseline = OrderFrequency { order_days: 12, days: 360 };
/// assert_eq!(fewer_order_days(recent, baseline).to_string(), "0.068719");
/// ```
pub fn fewer_order_days(recent: OrderFrequency, baseline: OrderFrequency) -> Probability {
    if recent.days == 0 || baseline.days == 0 {
        return Probability::ONE;
    }
    let tail = lower_tail(recent.order_days, baseline.order_days, [recent.days, baseline.days]);
    tail.map_or(Probability::ONE, to_probability)
}
