use super::closing::CaseStatus;
use crate::handling::{HandlingAct, HandlingError};
use crate::id::StaffId;
use crate::lifecycle::TrailError;
use crate::valid::codes;
use crate::warning::Level;

/// The refusal of a step of a case. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CaseError {
    /// The step is dated before the last step or evaluation.
    #[error(transparent)]
    Trail(#[from] TrailError),
    /// No case is open.
    #[error("cannot {step} a case: none is open")]
    NoCase {
        /// The step, in a word.
        step: &'static str,
    },
    /// The status does not allow the step.
    #[error("cannot {step} a case that is {status}")]
    OutOfTurn {
        /// The step, in a word.
        step: &'static str,
        /// The status of the case.
        status: CaseStatus,
        /// The acts of people that are in turn. A reset takes back acts, so it is not among them.
        allowed: Vec<HandlingAct>,
    },
    /// The reason or the evidence is missing.
    #[error("to {step} a case takes {what}, and that was blank")]
    Blank {
        /// The step, in a word.
        step: &'static str,
        /// A reason, or evidence.
        what: &'static str,
    },
    /// The policy does not know the code for this rule.
    #[error("{code:?} is not known to the policy of this rule, which knows {}", known.join(", "))]
    UnknownCode {
        /// The code.
        code: String,
        /// The codes of this kind that the policy knows for the rule.
        known: Vec<String>,
    },
    /// There is no such remedy to be done.
    #[error("there is no remedy to be done at place {place} of {count}")]
    NoRemedy {
        /// The place that was named.
        place: usize,
        /// The number of remedies of the case.
        count: usize,
    },
    /// The condition is still raised, or has not been clear for long enough.
    #[error("cannot {step} a case whose condition is {condition}")]
    NotClear {
        /// The step, in a word.
        step: &'static str,
        /// The state of the condition, in words.
        condition: String,
    },
    /// Something still judges the condition, so that it cannot be withdrawn.
    #[error("cannot withdraw a case whose condition is still judged")]
    StillJudged,
    /// The only cause is that the warning cleared by itself, which does not resolve a case.
    #[error("a case that was at {level} is not resolved because it cleared by itself")]
    SelfCleared {
        /// The highest level that the case had.
        level: Level,
    },
    /// It takes two people to close a case as lost.
    #[error("to close as lost a case at {level} takes two people, {by} was both")]
    Lost {
        /// The highest level that the case had.
        level: Level,
        /// The staff member.
        by: StaffId,
    },
    /// A day lies outside what the policy allows, or it takes two people.
    #[error(transparent)]
    Handling(#[from] HandlingError<Level>),
}

codes! {
    CaseError {
        NoCase = "no_case",
        OutOfTurn = "step_out_of_turn",
        Blank = "blank",
        UnknownCode = "unknown_code",
        NoRemedy = "unknown_remedy",
        NotClear = "condition_not_clear",
        StillJudged = "still_judged",
        SelfCleared = "cleared_by_itself",
        Lost = "lost_takes_two",
    }
    passing {
        CaseError::Trail(reason) => reason.code(),
        CaseError::Handling(reason) => reason.code(),
    }
}
