use std::fmt;

use super::ShareInterval;
use crate::measure::{Proportion, Ratio};
use crate::valid::words;

words! {
    /// The verdict about a coverage and its target.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BreadthVerdict as "a verdict of breadth" {
        /// The target is reached, whatever the facts that are missing say.
        Reached = "reached",
        /// The facts that are missing decide.
        Undecided = "undecided",
        /// The target is missed, whatever they say.
        Missed = "missed",
    }
}

/// The breadth of distribution: a coverage of an area and tier against its target.
///
/// # Rule
///
/// > S9: a coverage whose interval spans the target is undecided. A target met exactly is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Breadth {
    /// The coverage.
    pub coverage: ShareInterval,
    /// The outlets that were not seen lately, of all.
    pub stale: Proportion,
    /// The target.
    pub target: Ratio,
}

impl Breadth {
    /// The verdict.
    pub fn verdict(&self) -> BreadthVerdict {
        if self.coverage.low >= self.target {
            BreadthVerdict::Reached
        } else if self.coverage.high < self.target {
            BreadthVerdict::Missed
        } else {
            BreadthVerdict::Undecided
        }
    }
}

impl fmt::Display for Breadth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of a target of {}: {}", self.coverage, self.target, self.verdict())?;
        if self.stale.part() > 0 {
            write!(f, "; {} not seen lately", self.stale)?;
        }
        Ok(())
    }
}
