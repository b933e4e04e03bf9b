use std::fmt;

use super::{Evidence, Reasons};

/// The judgement of a rule about a customer, with its evidence. `L` is the scale of its gravity, as
/// [`warning::Level`](crate::warning::Level).
///
/// Written as `{"outcome": "breach", "level": "watch", "evidence": Evidence}`,
/// `{"outcome": "clear", "evidence": Evidence}`, or `not_applicable` and `no_data` with `reasons`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict<L> {
    /// An arm objects: the level is the highest of all arms.
    Breach(L, Evidence),
    /// At least one arm was judged and none objects.
    Clear(Evidence),
    /// No arm could be judged.
    NotApplicable(Reasons),
    /// No arm could be judged, and facts that the rule reads are missing: the book has none of
    /// the kind, or they or the calendar do not reach as far as the rule reads.
    NoData(Reasons),
}

impl<L: fmt::Display> fmt::Display for Verdict<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Breach(level, evidence) => write!(f, "{level}: {evidence}"),
            Self::Clear(evidence) => write!(f, "clear: {evidence}"),
            Self::NotApplicable(reasons) => write!(f, "not applicable: {reasons}"),
            Self::NoData(reasons) => write!(f, "no data: {reasons}"),
        }
    }
}

/// A verdict without its evidence, for columns. The outcome of a rule is the highest of its arms
/// that speak.
///
/// Written as one word: `no_data`, `not_applicable`, `clear` or the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome<L> {
    /// No arm could be judged, and facts that the rule reads are missing: the book has none of
    /// the kind, or they or the calendar do not reach as far as the rule reads.
    NoData,
    /// No arm could be judged.
    NotApplicable,
    /// At least one arm was judged and none objects.
    Clear,
    /// An arm objects: the level is the highest of all arms.
    Breach(L),
}

impl<L: Copy> Outcome<L> {
    /// The level of a breach.
    ///
    /// ```
    /// use guanxi::warning::{Level, Outcome};
    /// assert_eq!(Outcome::Breach(Level::Watch).level(), Some(Level::Watch));
    /// assert_eq!(Outcome::Clear.level(), None);
    /// ```
    pub const fn level(self) -> Option<L> {
        match self {
            Self::Breach(level) => Some(level),
            Self::NoData | Self::NotApplicable | Self::Clear => None,
        }
    }
}

impl<L: Ord> Outcome<L> {
    /// The outcome of a rule that has the arms of two: the highest, where any arm speaks; otherwise
    /// no data, where facts of any are missing.
    #[inline]
    pub(crate) fn joined(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotApplicable, it) | (it, Self::NotApplicable) => it,
            (one, other) => one.max(other),
        }
    }
}

impl<L: fmt::Display> fmt::Display for Outcome<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoData => f.write_str("no data"),
            Self::NotApplicable => f.write_str("not applicable"),
            Self::Clear => f.write_str("clear"),
            Self::Breach(level) => level.fmt(f),
        }
    }
}
