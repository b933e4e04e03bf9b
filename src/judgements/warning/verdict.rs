use std::fmt;

use super::{Arm, Level, Silence};
use crate::evidence::Evidence;

/// What a rule says of a customer, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Something is wrong, so grave.
    Breach(Level, Evidence),
    /// At least one arm could speak and none objected.
    Clear(Evidence),
    /// No arm could speak.
    NotApplicable(Why),
    /// The book has no facts of the kind that the rule reads.
    NoData(Why),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Breach(level, evidence) => write!(f, "{level}: {evidence}"),
            Self::Clear(evidence) => write!(f, "clear: {evidence}"),
            Self::NotApplicable(why) => write!(f, "not applicable: {why}"),
            Self::NoData(why) => write!(f, "no data: {why}"),
        }
    }
}

/// Why a rule says nothing: what keeps each arm silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    pub(super) silences: Vec<(Arm, Silence)>,
}

impl Why {
    /// The arms with what keeps them silent.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::{LapsePolicy, Prior}, warning::{LossPolicy, Silence, Verdict}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let prior = Prior::fallback(&LapsePolicy::default());
    /// let verdict = LossPolicy::default().judge(account.view(), "2026-01-01".parse()?, &prior);
    /// let Verdict::NoData(why) = verdict else { return Err("there is data".into()) };
    /// assert!(why.silences().iter().all(|(_, silence)| *silence == Silence::NoSalesFeed));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn silences(&self) -> &[(Arm, Silence)] {
        &self.silences
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said: Vec<Silence> = Vec::new();
        for (_, silence) in &self.silences {
            if said.contains(silence) {
                continue;
            }
            let separator = if said.is_empty() { "" } else { "; " };
            write!(f, "{separator}{silence}")?;
            said.push(*silence);
        }
        Ok(())
    }
}

/// A verdict without its evidence: one byte, for columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The book has no facts of the kind that the rule reads.
    NoData,
    /// No arm could speak.
    NotApplicable,
    /// At least one arm could speak and none objected.
    Clear,
    /// Something is wrong, so grave.
    Breach(Level),
}

impl Outcome {
    /// The level of a breach.
    ///
    /// ```
    /// use guanxi::warning::{Level, Outcome};
    /// assert_eq!(Outcome::Breach(Level::Watch).level(), Some(Level::Watch));
    /// assert_eq!(Outcome::Clear.level(), None);
    /// ```
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Breach(level) => Some(level),
            Self::NoData | Self::NotApplicable | Self::Clear => None,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoData => f.write_str("no data"),
            Self::NotApplicable => f.write_str("not applicable"),
            Self::Clear => f.write_str("clear"),
            Self::Breach(level) => level.fmt(f),
        }
    }
}
