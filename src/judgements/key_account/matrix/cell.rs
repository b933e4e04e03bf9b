use std::fmt;

use crate::valid::words;

words! {
    /// The attractiveness of an account to us.
    #[doc(alias = "吸引力")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Attractiveness as "an attractiveness" {
        /// Below the lower line.
        Low = "low",
        /// From the lower line on.
        Medium = "medium",
        /// From the upper line on.
        High = "high",
    }
}

words! {
    /// The relationship of an account with us.
    #[doc(alias = "关系")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Relationship as "a relationship" {
        /// Below the lower line.
        Poor = "poor",
        /// From the lower line on.
        Fair = "fair",
        /// From the upper line on.
        Good = "good",
    }
}

words! {
    /// An axis of the matrix.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MatrixAxis as "an axis of the matrix" {
        /// The attractiveness.
        Attractiveness = "attractiveness",
        /// The relationship.
        Relationship = "relationship",
    }
}

/// A cell of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct KeyAccountCell {
    /// The attractiveness.
    pub attractiveness: Attractiveness,
    /// The relationship.
    pub relationship: Relationship,
}

impl KeyAccountCell {
    /// All nine cells, by attractiveness, then relationship.
    pub fn all() -> impl Iterator<Item = Self> {
        Attractiveness::ALL.into_iter().flat_map(|attractiveness| {
            Relationship::ALL
                .into_iter()
                .map(move |relationship| Self { attractiveness, relationship })
        })
    }
}

impl fmt::Display for KeyAccountCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} attractiveness, {} relationship", self.attractiveness, self.relationship)
    }
}
