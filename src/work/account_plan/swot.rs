use std::fmt;

use crate::calendar::Day;
use crate::lifecycle::Reason;
use crate::valid::words;

words! {
    /// A part of a SWOT analysis.
    #[doc(alias = "SWOT分析")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SwotPart as "a part of SWOT" {
        /// A strength of ours.
        Strength = "strength",
        /// A weakness of ours.
        Weakness = "weakness",
        /// An opportunity at the customer.
        Opportunity = "opportunity",
        /// A threat at the customer.
        Threat = "threat",
    }
}

/// An entry of a SWOT analysis. It cites a fact and the day of the fact: an opinion is no entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SwotEntry {
    /// The part.
    pub part: SwotPart,
    /// The entry, in words.
    pub words: Reason,
    /// The fact that it cites, such as `invoice I-77` or `survey of March`.
    pub fact: Reason,
    /// The day of the fact.
    pub on: Day,
}

impl fmt::Display for SwotEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, words, fact, on } = self;
        write!(f, "{part}: {words} ({fact}, {on})")
    }
}
