use super::stage::{HandlingAct, HandlingStage};
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::{Reason, Step};

/// A step that somebody takes in handling. `E` is the way in which handling ends.
///
/// Causes and remedies are kept by the record of the subject; a step says only that one was found,
/// planned or done.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)
)]
pub enum HandlingStep<E> {
    /// Assigns the case to a staff member.
    #[doc(alias = "分派")]
    Assign {
        /// The new owner.
        to: StaffId,
    },
    /// Confirms that somebody has seen the case.
    #[doc(alias = "确认")]
    Acknowledge,
    /// Begins to look for the cause.
    #[doc(alias = "调查")]
    Investigate,
    /// Records a cause that was found.
    #[doc(alias = "查明原因")]
    FindCause {
        /// `true` if it is the primary one; the first is in any case.
        is_primary: bool,
    },
    /// Plans a remedy.
    Plan,
    /// Records that the last remedy is done.
    Finish,
    /// Gives up the last remedy, when none was done.
    Drop,
    /// Resolves the case without a further remedy.
    Resolve,
    /// Dismisses the case as a false alarm.
    Dismiss {
        /// The reason.
        why: Reason,
        /// The person who asked for it.
        requested_by: StaffId,
        /// The way in which it ends.
        end: E,
    },
    /// Accepts the risk until a day.
    #[doc(alias = "接受风险")]
    AcceptRisk {
        /// The last day.
        until: Day,
        /// The reason.
        why: Reason,
        /// The person who asked for it.
        requested_by: StaffId,
    },
    /// Puts the case off until a day.
    #[doc(alias = "搁置")]
    Shelve {
        /// The last day.
        until: Day,
        /// `true` if it also ends when the subject is well again once.
        is_once: bool,
        /// The reason.
        why: Reason,
    },
    /// Takes the case off its shelf.
    Unshelve,
    /// Closes a case however far it is: nothing judges its subject any more.
    Withdraw {
        /// The reason.
        why: Reason,
        /// The way in which it ends.
        end: E,
    },
    /// Closes a case whose remedies have held.
    #[doc(alias = "关闭")]
    Close {
        /// The way in which it ends.
        end: E,
    },
}

impl<E: Clone + Eq + std::fmt::Debug> Step for HandlingStep<E> {
    type Stage = HandlingStage;

    fn act(&self) -> HandlingAct {
        match self {
            Self::Assign { .. } => HandlingAct::Assign,
            Self::Acknowledge => HandlingAct::Acknowledge,
            Self::Investigate => HandlingAct::Investigate,
            Self::FindCause { .. } => HandlingAct::FindCause,
            Self::Plan => HandlingAct::Plan,
            Self::Finish => HandlingAct::Finish,
            Self::Drop => HandlingAct::Drop,
            Self::Resolve => HandlingAct::Resolve,
            Self::Dismiss { .. } => HandlingAct::Dismiss,
            Self::AcceptRisk { .. } => HandlingAct::AcceptRisk,
            Self::Shelve { .. } => HandlingAct::Shelve,
            Self::Unshelve => HandlingAct::Unshelve,
            Self::Withdraw { .. } => HandlingAct::Withdraw,
            Self::Close { .. } => HandlingAct::Close,
        }
    }
}
