use std::fmt;

use crate::casework::case::Closing;
use crate::casework::policy::Source;
use crate::handling::Deadline;
use crate::id::CauseId;
use crate::measure::proven;
use crate::warning::Level;

/// A reason for which a warning is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum Inhibitor {
    /// Another warning, or an event.
    Influence(Source),
    /// Too many were raised at once: the data may be bad.
    #[cfg_attr(feature = "serde", serde(rename = "suspect_batch"))]
    Flood,
}

impl fmt::Display for Inhibitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Influence(source) => source.fmt(f),
            Self::Flood => f.write_str("a suspect batch"),
        }
    }
}

/// An event of a warning, for the application to pass on to the people concerned.
///
/// From its raising to its closing an episode says: raised once; then escalated, de-escalated,
/// recovered and come back, in turn; closed once. Every raising is followed by a closing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The warning is raised: a case is open.
    Raised {
        /// The level.
        level: Level,
        /// The number of the closed episode that it repeats.
        recurrence_of: Option<u32>,
    },
    /// Its level rose; deadlines may have come nearer.
    Escalated {
        /// The level that was notified before.
        from: Level,
        /// The level now.
        to: Level,
    },
    /// Its level fell.
    DeEscalated {
        /// The level that was notified before.
        from: Level,
        /// The level now.
        to: Level,
    },
    /// Its condition cleared. The case goes on until somebody has seen to it.
    Recovered {
        /// The level that was notified before.
        from: Level,
    },
    /// Its condition came back: in the same case.
    CameBack {
        /// The level.
        level: Level,
    },
    /// The case is over.
    Closed(Closing),
    /// The warning is held back from now on.
    Inhibited(Inhibitor),
    /// The warning is held back no longer.
    Released,
    /// The case is off the shelf: at this level, or cleared meanwhile.
    Unshelved(Option<Level>),
    /// Nobody has worked on the case for a while; the number of earlier reminders.
    Reminder(u32),
    /// A deadline has passed.
    DeadlineMissed(Deadline),
    /// The case is open for too long: somebody else has to look at it.
    HandOver,
    /// Another warning suggests a cause.
    CauseSuggested(CauseId),
    /// The accepted risk is over: it is under investigation again.
    RiskExpired,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raised { level, recurrence_of: None } => write!(f, "raised at {level}"),
            Self::Raised { level, recurrence_of: Some(ordinal) } => {
                write!(f, "raised at {level} again, as in episode {ordinal}")
            }
            Self::Escalated { from, to } => write!(f, "escalated from {from} to {to}"),
            Self::DeEscalated { from, to } => write!(f, "de-escalated from {from} to {to}"),
            Self::Recovered { from } => write!(f, "recovered from {from}"),
            Self::CameBack { level } => write!(f, "came back at {level}"),
            Self::Closed(closing) => write!(f, "closed: {closing}"),
            Self::Inhibited(by) => write!(f, "held back by {by}"),
            Self::Released => f.write_str("held back no longer"),
            Self::Unshelved(Some(level)) => write!(f, "off the shelf at {level}"),
            Self::Unshelved(None) => f.write_str("off the shelf, cleared"),
            Self::Reminder(before) => write!(f, "reminder {}", next(*before)),
            Self::DeadlineMissed(deadline) => write!(f, "deadline {deadline} missed"),
            Self::HandOver => f.write_str("open for too long, to be handed over"),
            Self::CauseSuggested(cause) => write!(f, "may be caused by {cause}"),
            Self::RiskExpired => f.write_str("accepted risk expired"),
        }
    }
}

/// The number of a reminder, from 1.
fn next(before: u32) -> u64 {
    proven!(u64::from(before).checked_add(1), else u64::MAX, "32 bits and one fit into 64")
}
