use std::hash::{Hash, Hasher};

use crate::measure::Ratio;

/// The bounds from which new warnings of one rule are held back as a bad load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
    /// Working days after which warnings that are held back go out by themselves, told as one list,
    /// where they still stand and nobody has answered; 0: never.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_usual_time_out"))]
    pub times_out_after: u16,
}

/// A week: a wrong load is mended by then, and what clears meanwhile is forgotten.
const USUAL_TIME_OUT: u16 = 5;

/// Tests for the usual time-out: policies that were written before say nothing of it.
#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_usual_time_out(days: &u16) -> bool {
    *days == USUAL_TIME_OUT
}

impl Hash for FloodGuard {
    /// A guard that says nothing of its time-out has the hash of one that was written before.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { share_above, times_mean, fewest_steps, fewest_raised, times_out_after } = *self;
        (share_above, times_mean, fewest_steps, fewest_raised).hash(state);
        if times_out_after != USUAL_TIME_OUT {
            times_out_after.hash(state);
        }
    }
}

impl Default for FloodGuard {
    fn default() -> Self {
        Self {
            share_above: Ratio::from_percent(5),
            times_mean: 4,
            fewest_steps: 3,
            fewest_raised: 10,
            times_out_after: USUAL_TIME_OUT,
        }
    }
}
