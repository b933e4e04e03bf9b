use std::fmt;
use std::str::FromStr;

use crate::calendar::Day;

/// In which way the channel was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum BreachKind {
    /// Goods sold outside the territory that was granted.
    #[doc(alias = "窜货")]
    Diversion,
    /// Goods sold below the agreed price.
    #[doc(alias = "低价倾销")]
    PriceDumping,
    /// Terms forced by the threat of volume.
    #[doc(alias = "要挟")]
    Extortion,
}

impl BreachKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Diversion, Self::PriceDumping, Self::Extortion];

    /// The word used in files.
    ///
    /// ```
    /// assert_eq!(guanxi::trade::BreachKind::PriceDumping.code(), "price_dumping");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Diversion => "diversion",
            Self::PriceDumping => "price_dumping",
            Self::Extortion => "extortion",
        }
    }
}

impl fmt::Display for BreachKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Diversion => "diversion",
            Self::PriceDumping => "price dumping",
            Self::Extortion => "extortion",
        })
    }
}

/// The word is no kind of breach.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is not one of diversion, price_dumping, extortion")]
pub struct BreachKindError {
    word: String,
}

impl FromStr for BreachKind {
    type Err = BreachKindError;

    fn from_str(word: &str) -> Result<Self, BreachKindError> {
        let found = Self::ALL.into_iter().find(|kind| kind.code() == word);
        found.ok_or_else(|| BreachKindError { word: word.to_owned() })
    }
}

/// A breach of the channel that was looked into.
///
/// # Rule
///
/// > S14: an upheld breach of the channel makes the customer disloyal whatever the score.
///
/// ```
/// use guanxi::trade::{Breach, BreachKind};
/// let breach = Breach { date: "2026-03-01".parse()?, kind: BreachKind::Diversion, upheld: true };
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Breach {
    /// The day on which it happened.
    pub date: Day,
    /// In which way.
    pub kind: BreachKind,
    /// Whether it was found to be true.
    pub upheld: bool,
}
