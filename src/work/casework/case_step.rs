use std::fmt;

use crate::calendar::Day;
use crate::id::{CauseId, RemedyId, StaffId};
use crate::warning::Level;

/// What somebody does about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)
)]
pub enum CaseStep {
    /// Gives it to somebody.
    #[doc(alias = "分派")]
    Assign {
        /// To whom.
        to: StaffId,
    },
    /// Has seen it.
    #[doc(alias = "确认")]
    Acknowledge,
    /// Looks for the cause.
    #[doc(alias = "调查")]
    Investigate,
    /// Has found a cause.
    #[doc(alias = "查明原因")]
    RecordCause {
        /// Which, of those that the policy knows.
        cause: CauseId,
        /// What shows it; at least one, none blank.
        evidence: Vec<String>,
        /// Whether it is the main one; the first is in any case.
        is_primary: bool,
    },
    /// Says what is to be done.
    #[doc(alias = "处理措施")]
    PlanRemedy {
        /// Which, of those that the policy knows.
        remedy: RemedyId,
        /// By whom.
        owner: StaffId,
        /// By when; what the policy gives it where not said.
        due: Option<Day>,
    },
    /// A remedy is done.
    CompleteRemedy {
        /// Its place among the remedies of the case, from 0.
        place: usize,
        /// What came of it.
        outcome: RemedyOutcome,
    },
    /// A remedy is not to be done.
    CancelRemedy {
        /// Its place among the remedies of the case, from 0.
        place: usize,
        /// Why; never blank.
        why: String,
    },
    /// Nothing is left to be done: the cause is known, and the condition has cleared.
    Resolve,
    /// Clears a condition that only a person clears; its cause is known.
    Reset {
        /// Why; never blank.
        why: String,
    },
    /// It was a false alarm: quiet until it gets worse.
    #[doc(alias = "误报")]
    Dismiss {
        /// Why; never blank.
        why: String,
        /// Who asked for it.
        requested_by: StaffId,
    },
    /// The risk is taken for a while.
    #[doc(alias = "接受风险")]
    AcceptRisk {
        /// The last day.
        until: Day,
        /// Why; never blank.
        why: String,
        /// Who asked for it.
        requested_by: StaffId,
    },
    /// Not now.
    #[doc(alias = "搁置")]
    Shelve {
        /// The last day.
        until: Day,
        /// Whether it also ends when the condition clears once.
        is_once: bool,
        /// Why; never blank.
        why: String,
    },
    /// Now after all.
    Unshelve,
    /// Closes a case whose remedies have held, or of a customer that is lost.
    #[doc(alias = "关闭")]
    Close,
}

impl CaseStep {
    /// The step in a word.
    ///
    /// ```
    /// assert_eq!(guanxi::casework::CaseStep::Acknowledge.name(), "acknowledge");
    /// ```
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Assign { .. } => "assign",
            Self::Acknowledge => "acknowledge",
            Self::Investigate => "investigate",
            Self::RecordCause { .. } => "record the cause of",
            Self::PlanRemedy { .. } => "plan a remedy for",
            Self::CompleteRemedy { .. } => "complete a remedy of",
            Self::CancelRemedy { .. } => "cancel a remedy of",
            Self::Resolve => "resolve",
            Self::Reset { .. } => "reset",
            Self::Dismiss { .. } => "dismiss",
            Self::AcceptRisk { .. } => "accept the risk of",
            Self::Shelve { .. } => "shelve",
            Self::Unshelve => "unshelve",
            Self::Close => "close",
        }
    }
}

/// What came of a remedy, as whoever did it sees it; the data have the last word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum RemedyOutcome {
    /// It is well again.
    Recovered,
    /// It is better.
    Improved,
    /// It is the same.
    NoChange,
    /// It is worse.
    Worse,
    /// The customer is lost.
    Lost,
}

impl fmt::Display for RemedyOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Recovered => "recovered",
            Self::Improved => "improved",
            Self::NoChange => "no change",
            Self::Worse => "worse",
            Self::Lost => "lost",
        })
    }
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseStatus {
    /// Nobody has seen it.
    New,
    /// Somebody has.
    Acknowledged,
    /// Somebody looks for the cause.
    Investigating,
    /// The cause is known.
    CauseKnown,
    /// Something is being done.
    Handling,
    /// All is done; now the condition has to stay clear.
    Resolved,
    /// It came back before that was shown.
    Reopened,
    /// The risk is taken up to a day.
    RiskAccepted(Day),
    /// It is over.
    Closed(Closing),
}

impl CaseStatus {
    /// Whether somebody still has to look after it.
    ///
    /// ```
    /// use guanxi::casework::{CaseStatus, Closing};
    /// assert!(CaseStatus::Resolved.is_open());
    /// assert!(!CaseStatus::Closed(Closing::Remedied).is_open());
    /// ```
    pub const fn is_open(self) -> bool {
        match self {
            Self::New
            | Self::Acknowledged
            | Self::Investigating
            | Self::CauseKnown
            | Self::Handling
            | Self::Resolved
            | Self::Reopened
            | Self::RiskAccepted(_) => true,
            Self::Closed(_) => false,
        }
    }
}

impl fmt::Display for CaseStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("new"),
            Self::Acknowledged => f.write_str("acknowledged"),
            Self::Investigating => f.write_str("under investigation"),
            Self::CauseKnown => f.write_str("of known cause"),
            Self::Handling => f.write_str("being handled"),
            Self::Resolved => f.write_str("resolved"),
            Self::Reopened => f.write_str("reopened"),
            Self::RiskAccepted(until) => write!(f, "accepted as a risk up to {until}"),
            Self::Closed(closing) => write!(f, "closed ({closing})"),
        }
    }
}

/// How a case ended.
///
/// | ends | from | by | when the condition |
/// |---|---|---|---|
/// | remedied | resolved | the days, from the level of four eyes on a second person | has stayed clear |
/// | lost | resolved, a remedy of a loss having ended so | always a second person | is raised |
/// | self-cleared | new, reopened; resolved where nothing was done | the days; as remedied | clears; has stayed clear |
/// | risk passed | risk accepted | the days | clears |
/// | dismissed | new to under investigation, reopened | a person, from the level of four eyes on two | stands as it may |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closing {
    /// Its cause was found, something was done, and the condition stayed clear.
    Remedied,
    /// Its cause was found, something was done, and the customer is lost all the same.
    #[doc(alias = "客户流失")]
    Lost,
    /// It went away by itself, at most watched: before anybody did anything, or as whoever looked into it
    /// found.
    SelfCleared,
    /// The risk was taken, and the condition cleared meanwhile.
    RiskPassed,
    /// It was a false alarm.
    Dismissed,
}

impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Remedied => "remedied",
            Self::Lost => "lost",
            Self::SelfCleared => "cleared by itself",
            Self::RiskPassed => "risk passed",
            Self::Dismissed => "false alarm",
        })
    }
}

/// A part of a case that has a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// Somebody has to see it.
    Acknowledge,
    /// The cause has to be known.
    Cause,
    /// The remedies have to be done.
    Remedy,
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Acknowledge => "to acknowledge",
            Self::Cause => "to find the cause",
            Self::Remedy => "to remedy",
        })
    }
}

/// Why a step was not taken. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CaseRefused {
    /// There is no open case.
    #[error("cannot {step} a case: none is open")]
    NoCase {
        /// The step, in a word.
        step: &'static str,
    },
    /// The case does not stand where the step could be taken.
    #[error("cannot {step} a case that is {status}")]
    OutOfTurn {
        /// The step, in a word.
        step: &'static str,
        /// Where it stands.
        status: CaseStatus,
    },
    /// Nothing says why, or shows it.
    #[error("to {step} a case takes {what}, and that was blank")]
    Blank {
        /// The step, in a word.
        step: &'static str,
        /// A reason, or evidence.
        what: &'static str,
    },
    /// The policy does not know the code for this rule.
    #[error("{code:?} is not known to the policy of this rule")]
    UnknownCode {
        /// The code.
        code: String,
    },
    /// A day lies outside what the policy allows.
    #[error("to {step} a case takes a day in {first}..={last}, was {day}")]
    Day {
        /// The step, in a word.
        step: &'static str,
        /// The day.
        day: Day,
        /// The first day that is allowed.
        first: Day,
        /// The last.
        last: Day,
    },
    /// There is no such remedy to be done.
    #[error("there is no remedy to be done at place {place} of {count}")]
    NoRemedy {
        /// The place that was named.
        place: usize,
        /// How many remedies the case has.
        count: usize,
    },
    /// It takes two people.
    #[error("to {step} a case at {level} takes two people, {by} was both")]
    FourEyes {
        /// The step, in a word.
        step: &'static str,
        /// The level of the case.
        level: Level,
        /// Who.
        by: StaffId,
    },
    /// The condition is still raised, or has not been clear for long enough.
    #[error("cannot {step} a case whose condition is {condition}")]
    NotClear {
        /// The step, in a word.
        step: &'static str,
        /// How the condition stands.
        condition: String,
    },
    /// That a grave warning went away by itself explains nothing.
    #[error("a case that was at {level} is not resolved because it cleared by itself")]
    SelfCleared {
        /// The highest level that the case had.
        level: Level,
    },
    /// It is dated before the last step or look.
    #[error("a step of {on} cannot follow one of {last}")]
    BackDated {
        /// The day of the step.
        on: Day,
        /// The day of the last.
        last: Day,
    },
}
