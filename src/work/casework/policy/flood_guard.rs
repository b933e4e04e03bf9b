use crate::measure::Ratio;

/// The bounds from which new warnings of one rule are held back as a bad load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct FloodGuard {
    /// The share of the judged customers above which new warnings are a flood. A step in which the
    /// rule begins to judge a new period is never a flood.
    pub share_above: Ratio,
    /// Multiple of the mean share of the steps before; it has to be exceeded as well.
    pub times_mean: u16,
    /// The number of steps for the mean; before that nothing is held back.
    pub fewest_steps: u16,
    /// Warnings that a person can look at in one step; fewer are never held back.
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
