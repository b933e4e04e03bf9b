use std::fmt;

use crate::calendar::Day;
use crate::casework::case::Closing;
use crate::casework::policy::Source;
use crate::handling::Deadline;
use crate::id::CauseId;
use crate::measure::proven;
use crate::warning::{Arm, Level};

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
    /// A silence of the register, by its number. Its end tells the news.
    Silence(u64),
}

impl fmt::Display for Inhibitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Influence(source) => source.fmt(f),
            Self::Flood => f.write_str("a suspect batch"),
            Self::Silence(number) => write!(f, "silence {number}"),
        }
    }
}

/// An event of a warning, for the application to pass on to the people concerned.
///
/// From its raising to its closing an episode says: raised once; then escalated, de-escalated,
/// recovered and come back, in turn; closed once. Every raising is followed by a closing.
///
/// Written with its [code](Self::code) as `effect`, what belongs to it, and its words as `text`:
/// `{"effect": "escalated", "from": "watch", "to": "critical", "text": …}`.
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
    /// An arm that raised the condition has been silent for too long; without an arm the rule as a
    /// whole. The case may be withdrawn.
    Silent {
        /// The arm.
        arm: Option<Arm>,
        /// The last day on which it spoke.
        since: Day,
    },
    /// The customer is lost from now on, whether or not a case is open. Told once, and when
    /// nothing holds the warning back: a silence, an influence, the shelf of its case.
    #[doc(alias = "客户流失")]
    Lost,
    /// The accepted risk is over: it is under investigation again.
    RiskExpired,
    /// An input of this number and content was taken before: nothing has changed.
    Repeated,
}

impl Effect {
    /// The word in files.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "raised",
            Self::Escalated { .. } => "escalated",
            Self::DeEscalated { .. } => "de_escalated",
            Self::Recovered { .. } => "recovered",
            Self::CameBack { .. } => "came_back",
            Self::Closed(_) => "closed",
            Self::Inhibited(_) => "inhibited",
            Self::Released => "released",
            Self::Unshelved(_) => "unshelved",
            Self::Reminder(_) => "reminder",
            Self::DeadlineMissed(_) => "deadline_missed",
            Self::HandOver => "hand_over",
            Self::CauseSuggested(_) => "cause_suggested",
            Self::Silent { .. } => "silent",
            Self::Lost => "lost",
            Self::RiskExpired => "risk_expired",
            Self::Repeated => "repeated",
        }
    }
}

/// The written form of an effect: what it does not have is left out.
#[cfg(feature = "serde")]
#[derive(Default, serde::Serialize)]
struct WrittenEffect<'a> {
    effect: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence_of: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<Closing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a Inhibitor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier_reminders: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Deadline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'a CauseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arm: Option<Arm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Day>,
    text: String,
}

#[cfg(feature = "serde")]
impl serde::Serialize for Effect {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut it =
            WrittenEffect { effect: self.code(), text: self.to_string(), ..Default::default() };
        match self {
            Self::Raised { level, recurrence_of } => {
                (it.level, it.recurrence_of) = (Some(*level), *recurrence_of);
            }
            Self::Escalated { from, to } | Self::DeEscalated { from, to } => {
                (it.from, it.to) = (Some(*from), Some(*to));
            }
            Self::Recovered { from } => it.from = Some(*from),
            Self::CameBack { level } => it.level = Some(*level),
            Self::Closed(closing) => it.closing = Some(*closing),
            Self::Inhibited(by) => it.by = Some(by),
            Self::Unshelved(level) => it.level = *level,
            Self::Reminder(before) => it.earlier_reminders = Some(*before),
            Self::DeadlineMissed(deadline) => it.deadline = Some(*deadline),
            Self::CauseSuggested(cause) => it.cause = Some(cause),
            Self::Silent { arm, since } => (it.arm, it.since) = (*arm, Some(*since)),
            Self::Released | Self::HandOver | Self::Lost | Self::RiskExpired | Self::Repeated => {}
        }
        it.serialize(to)
    }
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
            Self::Silent { arm: Some(arm), since } => {
                write!(f, "{} not judged since {since}", arm.label())
            }
            Self::Silent { arm: None, since } => write!(f, "not judged since {since}"),
            Self::Lost => f.write_str("the customer is lost"),
            Self::RiskExpired => f.write_str("accepted risk expired"),
            Self::Repeated => f.write_str("taken already, nothing has changed"),
        }
    }
}

/// The number of a reminder, from 1.
fn next(before: u32) -> u64 {
    proven!(u64::from(before).checked_add(1), else u64::MAX, "32 bits and one fit into 64")
}
