use crate::measure::Ratio;

/// When so many new warnings of one rule at once are held back as a bad load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct FloodGuard {
    /// More than this share of the customers of which the rule could speak. A step in which the rule
    /// begins to speak of a new period is not judged.
    pub share_above: Ratio,
    /// And more than so many times the mean share of the steps before.
    pub times_mean: u16,
    /// Steps that the mean takes; before, nothing is held back.
    pub fewest_steps: u16,
    /// So many warnings a person can look at: fewer are never held back.
    pub fewest_raised: u16,
}

impl Default for FloodGuard {
    fn default() -> Self {
        Self {
            share_above: Ratio::from_percent(5),
            times_mean: 4,
            fewest_steps: 3,
            fewest_raised: 10,
        }
    }
}
