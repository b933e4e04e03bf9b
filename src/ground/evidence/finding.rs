use std::fmt;

use super::{NotJudged, Outcome};

/// The result of one arm or check of a rule. `L` is the scale of its gravity, as
/// [`warning::Level`](crate::warning::Level).
///
/// Written as `{"finding": "raised", "level": "watch"}`, `{"finding": "quiet"}` or
/// `{"finding": "not_judged", "reason": "too_early"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding<L> {
    /// The arm objects.
    Raised(L),
    /// The arm was judged and does not object.
    Quiet,
    /// The arm was not judged, with the reason.
    NotJudged(NotJudged),
}

impl<L> Finding<L> {
    /// Raised when a level is reached, quiet otherwise.
    pub fn from_level(level: Option<L>) -> Self {
        match level {
            Some(level) => Self::Raised(level),
            None => Self::Quiet,
        }
    }
}

impl<L: Copy> Finding<L> {
    /// The level at which the arm objects.
    ///
    /// ```
    /// use guanxi::warning::{Finding, Level};
    /// assert_eq!(Finding::Raised(Level::Watch).level(), Some(Level::Watch));
    /// assert_eq!(Finding::Quiet.level(), None);
    /// ```
    pub const fn level(self) -> Option<L> {
        match self {
            Self::Raised(level) => Some(level),
            Self::Quiet | Self::NotJudged(_) => None,
        }
    }

    /// The outcome of a rule that has this arm only.
    ///
    /// ```
    /// use guanxi::evidence::{Finding, Outcome};
    /// assert_eq!(Finding::Raised(3).outcome(), Outcome::Breach(3));
    /// ```
    #[inline]
    pub const fn outcome(self) -> Outcome<L> {
        match self {
            Self::Raised(level) => Outcome::Breach(level),
            Self::Quiet => Outcome::Clear,
            Self::NotJudged(reason) if reason.is_lack_of_data() => Outcome::NoData,
            Self::NotJudged(_) => Outcome::NotApplicable,
        }
    }
}

impl<L: fmt::Display> fmt::Display for Finding<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raised(level) => level.fmt(f),
            Self::Quiet => f.write_str("quiet"),
            Self::NotJudged(reason) => write!(f, "silent ({reason})"),
        }
    }
}
