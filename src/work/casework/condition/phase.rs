use std::fmt;

use crate::calendar::Day;
use crate::warning::Level;

/// The phase of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Phase {
    /// Nothing is wrong.
    Clear,
    /// Something was seen, not long enough.
    Pending,
    /// A level is raised.
    Raised(Level),
    /// A level is raised and past its clearing threshold, not long enough.
    Recovering(Level),
}

impl Phase {
    /// The level that is raised, recovering or not.
    ///
    /// ```
    /// use guanxi::casework::Phase;
    /// use guanxi::warning::Level;
    /// assert_eq!(Phase::Recovering(Level::Watch).level(), Some(Level::Watch));
    /// assert_eq!(Phase::Pending.level(), None);
    /// ```
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Clear | Self::Pending => None,
            Self::Raised(level) | Self::Recovering(level) => Some(level),
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clear => f.write_str("clear"),
            Self::Pending => f.write_str("pending"),
            Self::Raised(level) => level.fmt(f),
            Self::Recovering(level) => write!(f, "{level}, recovering"),
        }
    }
}

/// A change that an evaluation made, for others to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConditionChange {
    /// A level is raised where none was.
    Raised(Level),
    /// A higher level is raised.
    Escalated {
        /// The level before.
        from: Level,
        /// The level now.
        to: Level,
    },
    /// A lower level is raised.
    DeEscalated {
        /// The level before.
        from: Level,
        /// The level now.
        to: Level,
    },
    /// Nothing is raised any more.
    Recovered(Level),
    /// There has been no data for too long.
    Stale {
        /// The last day on which something was known.
        since: Day,
    },
}
