use std::num::NonZeroU16;

use super::Parameter;

/// How lapse is judged. Every combination is legal.
///
/// ```
/// use guanxi::lapse::LapsePolicy;
/// let policy = LapsePolicy { fewest_accounts: 10, ..LapsePolicy::default() };
/// assert_eq!(policy.horizon_days.get(), 90);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct LapsePolicy {
    /// First parameter of the dropout prior: with `b` it says that a customer drops out after its
    /// first order with probability `a / (a + b)`.
    pub dropout_a: Parameter,
    /// Second parameter of the dropout prior.
    pub dropout_b: Parameter,
    /// Days ahead within which an order is awaited.
    pub horizon_days: NonZeroU16,
    /// A book with fewer customers that have ordered on three days or more takes the fallback
    /// instead of its own moments.
    pub fewest_accounts: u16,
    /// Shape of the gamma distribution of rates when the book is too small.
    pub fallback_r: Parameter,
    /// Scale of the gamma distribution of rates, in days, when the book is too small.
    pub fallback_alpha: Parameter,
}

impl Default for LapsePolicy {
    fn default() -> Self {
        const NINETY: NonZeroU16 = NonZeroU16::MIN.saturating_add(89);
        Self {
            dropout_a: Parameter::HALF,
            dropout_b: Parameter::THREE,
            horizon_days: NINETY,
            fewest_accounts: 5,
            fallback_r: Parameter::ONE,
            fallback_alpha: Parameter::SIXTY,
        }
    }
}
