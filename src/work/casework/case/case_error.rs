use super::case_status::CaseStatus;
use crate::calendar::Day;
use crate::id::StaffId;
use crate::warning::Level;

/// Why a step was not taken. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CaseError {
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
