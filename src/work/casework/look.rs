use std::fmt;

use crate::calendar::Day;
use crate::warning::Level;

/// What a look at a rule found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Look {
    /// The rule could speak.
    Seen {
        /// The level that its value raises.
        raised: Option<Level>,
        /// The highest level whose clearing threshold the value has not passed; at least the one
        /// that it raises. The same as that where raising and clearing share a threshold.
        kept: Option<Level>,
    },
    /// There was nothing to go by.
    NoData,
    /// The rule could not be asked.
    Failed,
}

impl Look {
    /// A look at a rule without clearing thresholds of its own.
    ///
    /// ```
    /// use guanxi::casework::Look;
    /// use guanxi::warning::Level;
    /// let look = Look::at(Some(Level::Watch));
    /// assert_eq!(look, Look::Seen { raised: Some(Level::Watch), kept: Some(Level::Watch) });
    /// ```
    pub const fn at(level: Option<Level>) -> Self {
        Self::Seen { raised: level, kept: level }
    }
}

/// Where a condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// What a look changed, for others to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// A level is raised where none was.
    Raised(Level),
    /// A higher one is.
    Escalated {
        /// The level before.
        from: Level,
        /// The level now.
        to: Level,
    },
    /// A lower one is.
    DeEscalated {
        /// The level before.
        from: Level,
        /// The level now.
        to: Level,
    },
    /// Nothing is raised any more.
    Recovered(Level),
    /// Nothing has been known for too long.
    Stale {
        /// The last day on which something was.
        since: Day,
    },
}

/// Why a look was not taken. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LookRefused {
    /// It is dated before the last one.
    #[error("a look of {on} cannot follow one of {last}")]
    OutOfOrder {
        /// The day of the look.
        on: Day,
        /// The day of the last one.
        last: Day,
    },
    /// Its clearing threshold lies on the wrong side.
    #[error("a look that raises {raised} keeps at least that, kept {kept}")]
    KeptBelowRaised {
        /// The level that is raised.
        raised: Level,
        /// What is kept, in words.
        kept: String,
    },
}
