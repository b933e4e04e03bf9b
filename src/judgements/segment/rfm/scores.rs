/// The highest score.
pub(super) const BEST: u8 = 5;

/// The scores of a customer, each from 1 to 5, 5 the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RfmScores {
    /// Recency.
    pub recency: u8,
    /// Frequency.
    pub frequency: u8,
    /// Monetary value; `None` where the policy has no cuts for it.
    pub monetary: Option<u8>,
}
