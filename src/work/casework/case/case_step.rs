use super::case_error::CaseError;
use super::remedy::RemedyOutcome;
use crate::calendar::Day;
use crate::handling::HandlingAct;
use crate::id::{CauseId, RemedyId, StaffId};
use crate::lifecycle::Reason;

/// A step that somebody takes in a case. The module [`handling`](crate::handling) has the table of
/// the stages in which each is in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)
)]
pub enum CaseStep {
    /// Assigns the case to a staff member, or hands it over to another one.
    #[doc(alias = "分派")]
    #[doc(alias = "移交")]
    Assign {
        /// The new owner.
        to: StaffId,
    },
    /// Confirms that somebody has seen the warning.
    #[doc(alias = "确认")]
    Acknowledge,
    /// Begins to look for the cause.
    #[doc(alias = "调查")]
    Investigate,
    /// Records a cause that was found.
    #[doc(alias = "查明原因")]
    RecordCause {
        /// The cause, one that the policy knows for the rule, see
        /// [`Taxonomy::usual`](crate::casework::Taxonomy::usual).
        cause: CauseId,
        /// The evidence that shows it; at least one text, none blank.
        evidence: Vec<String>,
        /// `true` if it is the primary one; the first is in any case.
        is_primary: bool,
    },
    /// Plans a remedy.
    #[doc(alias = "处理措施")]
    PlanRemedy {
        /// The remedy, one that the policy knows for the rule, see
        /// [`Taxonomy::usual`](crate::casework::Taxonomy::usual).
        remedy: RemedyId,
        /// The staff member who does it.
        owner: StaffId,
        /// The last day for it; by default the usual time of the policy.
        due: Option<Day>,
    },
    /// Records that a remedy is done.
    CompleteRemedy {
        /// Its place among the remedies of the case, from 0.
        place: usize,
        /// Its outcome.
        outcome: RemedyOutcome,
    },
    /// Cancels a remedy.
    CancelRemedy {
        /// Its place among the remedies of the case, from 0.
        place: usize,
        /// The reason; never blank.
        why: String,
    },
    /// Resolves the case without a further remedy: the cause is known, and the condition has
    /// cleared.
    Resolve,
    /// Clears a condition that only a person clears; its cause is known.
    Reset {
        /// The reason; never blank.
        why: String,
    },
    /// Dismisses the warning as a false alarm: it is quiet until it gets worse. In turn as long as
    /// no cause is recorded.
    #[doc(alias = "误报")]
    Dismiss {
        /// The reason; never blank.
        why: String,
        /// The staff member who asked for it.
        requested_by: StaffId,
    },
    /// Accepts the risk until a day. Its cause has to be [recorded](Self::RecordCause) before.
    #[doc(alias = "接受风险")]
    AcceptRisk {
        /// The last day.
        until: Day,
        /// The reason; never blank.
        why: String,
        /// The staff member who asked for it.
        requested_by: StaffId,
    },
    /// Puts the case off until a day. It comes back before, when its level rises.
    #[doc(alias = "搁置")]
    Shelve {
        /// The last day.
        until: Day,
        /// `true` if it also ends when the condition clears once.
        is_once: bool,
        /// The reason; never blank.
        why: String,
    },
    /// Takes the case off its shelf.
    Unshelve,
    /// Closes a case that nothing judges any more: its arms have been silent for too long, or its
    /// customer is lost.
    Withdraw {
        /// The reason; never blank.
        why: String,
    },
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
            Self::Withdraw { .. } => "withdraw",
            Self::Close => "close",
        }
    }

    /// Checks evidence and reasons: none may be blank.
    pub(crate) fn check_texts(&self) -> Result<(), CaseError> {
        let is_blank = |text: &String| Reason::check(text).is_err();
        let (is_wanting, what) = match self {
            Self::RecordCause { evidence, .. } => {
                (evidence.is_empty() || evidence.iter().any(is_blank), "evidence")
            }
            Self::CancelRemedy { why, .. }
            | Self::Reset { why }
            | Self::Dismiss { why, .. }
            | Self::AcceptRisk { why, .. }
            | Self::Shelve { why, .. }
            | Self::Withdraw { why } => (is_blank(why), "a reason"),
            Self::Assign { .. }
            | Self::Acknowledge
            | Self::Investigate
            | Self::PlanRemedy { .. }
            | Self::CompleteRemedy { .. }
            | Self::Resolve
            | Self::Unshelve
            | Self::Close => (false, ""),
        };
        if is_wanting { Err(CaseError::Blank { step: self.name(), what }) } else { Ok(()) }
    }

    /// The act of handling by which the step is in turn; `None` for a reset, which is an act on the
    /// condition.
    pub const fn act(&self) -> Option<HandlingAct> {
        match self {
            Self::Assign { .. } => Some(HandlingAct::Assign),
            Self::Acknowledge => Some(HandlingAct::Acknowledge),
            Self::Investigate => Some(HandlingAct::Investigate),
            Self::RecordCause { .. } => Some(HandlingAct::FindCause),
            Self::PlanRemedy { .. } => Some(HandlingAct::Plan),
            Self::CompleteRemedy { .. } => Some(HandlingAct::Finish),
            Self::CancelRemedy { .. } => Some(HandlingAct::Drop),
            Self::Resolve => Some(HandlingAct::Resolve),
            Self::Reset { .. } => None,
            Self::Dismiss { .. } => Some(HandlingAct::Dismiss),
            Self::AcceptRisk { .. } => Some(HandlingAct::AcceptRisk),
            Self::Shelve { .. } => Some(HandlingAct::Shelve),
            Self::Unshelve => Some(HandlingAct::Unshelve),
            Self::Withdraw { .. } => Some(HandlingAct::Withdraw),
            Self::Close => Some(HandlingAct::Close),
        }
    }
}
