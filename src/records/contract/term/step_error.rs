use crate::calendar::Day;
use crate::contract::ContractAct;
use crate::valid::codes;

/// The refusal of a step by the clause about renewal, notice and termination, in the order of the
/// checks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TermStepError {
    /// The text of the step is blank.
    #[error("cannot {act} a contract without a reason, was {text:?}")]
    Blank {
        /// The act.
        act: ContractAct,
        /// The blank text.
        text: String,
    },
    /// The clause has no such right.
    #[error("cannot {act} a contract whose clause does not provide for it")]
    NotAgreed {
        /// The act.
        act: ContractAct,
    },
    /// Notice was given before for the same end.
    #[error("notice was given before: the contract ends with {last}")]
    NoticeGiven {
        /// The last day on which the contract binds.
        last: Day,
    },
    /// The notice is too short, or the minimum term is not over.
    #[error("notice can be given for {earliest} or later, was given for {effective}")]
    NoticeTooShort {
        /// The first day on which the contract would no longer bind.
        effective: Day,
        /// The first day for which notice can be given.
        earliest: Day,
    },
    /// There is no breach to be cured or to be terminated for: none was notified, or the last one
    /// was cured.
    #[error("cannot {act} without a breach that was notified and not cured")]
    NoBreach {
        /// The act.
        act: ContractAct,
    },
    /// The days to cure are not over.
    #[error("the breach can be cured until {until}, the contract terminated after that day")]
    CureRunning {
        /// The last day of the cure.
        until: Day,
    },
    /// The days within which the contract can be renewed have gone by.
    #[error("a contract that ended on {to} is renewed by {last}, was renewed on {on}")]
    RenewedTooLate {
        /// The day of the step.
        on: Day,
        /// The last day of the term.
        to: Day,
        /// The last day for a renewal.
        last: Day,
    },
    /// The term that the termination cut short is over.
    #[error("a terminated contract whose term ended on {to} is reopened by then, was on {on}")]
    ReopenedTooLate {
        /// The day of the step.
        on: Day,
        /// The last day of the term.
        to: Day,
    },
}

codes! {
    TermStepError {
        Blank = "blank",
        NotAgreed = "not_agreed",
        NoticeGiven = "notice_given",
        NoticeTooShort = "notice_too_short",
        NoBreach = "no_breach",
        CureRunning = "cure_running",
        RenewedTooLate = "renewed_too_late",
        ReopenedTooLate = "reopened_too_late",
    }
}
