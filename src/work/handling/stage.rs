use std::fmt;

use crate::lifecycle::{Act, Stage};

/// A stage of handling, without its data. [`Status`](super::Status) has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandlingStage {
    /// No person has acknowledged the case.
    New,
    /// A person has acknowledged the case.
    Acknowledged,
    /// A person looks for the cause.
    Investigating,
    /// The cause is known.
    CauseKnown,
    /// A remedy is under way.
    Handling,
    /// The remedies are done and have to hold.
    Resolved,
    /// The remedies did not hold.
    Reopened,
    /// The risk is accepted up to a day.
    RiskAccepted,
    /// The case is closed.
    Closed,
}

/// An act of handling. The first ones are acts of people; the last three follow from what is known
/// of the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandlingAct {
    /// Assigns the case to a staff member.
    Assign,
    /// Confirms that somebody has seen the case.
    Acknowledge,
    /// Begins to look for the cause.
    Investigate,
    /// Records a cause that was found.
    FindCause,
    /// Plans a remedy.
    Plan,
    /// Records that the last remedy is done.
    Finish,
    /// Gives up the last remedy, when none was done.
    Drop,
    /// Finds nothing left to be done.
    Resolve,
    /// Finds a false alarm.
    Dismiss,
    /// Takes the risk for a while.
    AcceptRisk,
    /// Puts it off.
    Shelve,
    /// Takes it up again.
    Unshelve,
    /// Closes it.
    Close,
    /// Closes it however far it is: nothing judges its subject any more.
    Withdraw,
    /// Goes on with remedies that were planned before.
    Resume,
    /// Comes back: the remedies did not hold.
    Reopen,
    /// Ends without a step of a person.
    End,
}

impl HandlingStage {
    /// The stage to which an act leads; `None` when the act is not allowed.
    #[expect(
        clippy::match_same_arms,
        clippy::unnested_or_patterns,
        reason = "refused acts stand by stage, the end first"
    )]
    pub const fn after(self, act: HandlingAct) -> Option<Self> {
        use HandlingAct as A;
        match (self, act) {
            (Self::Closed, _) => None,
            (
                Self::New
                | Self::Acknowledged
                | Self::Investigating
                | Self::CauseKnown
                | Self::Handling
                | Self::Resolved
                | Self::Reopened
                | Self::RiskAccepted,
                A::Assign | A::Shelve | A::Unshelve,
            )
            | (Self::CauseKnown | Self::Handling, A::FindCause) => Some(self),
            (Self::New, A::Acknowledge) => Some(Self::Acknowledged),
            (Self::Reopened, A::Acknowledge)
            | (Self::New | Self::Reopened | Self::Acknowledged, A::Investigate) => {
                Some(Self::Investigating)
            }
            (Self::Investigating, A::FindCause) | (Self::Handling, A::Drop) => {
                Some(Self::CauseKnown)
            }
            (Self::CauseKnown | Self::Handling, A::Plan) | (Self::CauseKnown, A::Resume) => {
                Some(Self::Handling)
            }
            (Self::Handling, A::Finish) | (Self::CauseKnown, A::Resolve) => Some(Self::Resolved),
            (Self::New | Self::Reopened | Self::Acknowledged | Self::Investigating, A::Dismiss)
            | (Self::Resolved, A::Close)
            // From every stage before the end.
            | (_, A::Withdraw)
            | (
                Self::New
                | Self::Reopened
                | Self::Acknowledged
                | Self::Resolved
                | Self::RiskAccepted,
                A::End,
            ) => Some(Self::Closed),
            (Self::CauseKnown | Self::Handling, A::AcceptRisk) => Some(Self::RiskAccepted),
            (Self::Resolved, A::Reopen) => Some(Self::Reopened),
            (Self::New, A::FindCause | A::Plan | A::Finish | A::Drop | A::Resolve)
            | (Self::New, A::AcceptRisk | A::Close | A::Resume | A::Reopen)
            | (Self::Reopened, A::FindCause | A::Plan | A::Finish | A::Drop | A::Resolve)
            | (Self::Reopened, A::AcceptRisk | A::Close | A::Resume | A::Reopen)
            | (Self::Acknowledged, A::Acknowledge | A::FindCause | A::Plan | A::Finish)
            | (Self::Acknowledged, A::Drop | A::Resolve | A::AcceptRisk | A::Close)
            | (Self::Acknowledged, A::Resume | A::Reopen)
            | (Self::Investigating, A::Acknowledge | A::Investigate | A::Plan | A::Finish)
            | (Self::Investigating, A::Drop | A::Resolve | A::AcceptRisk | A::Close)
            | (Self::Investigating, A::Resume | A::Reopen | A::End)
            | (Self::CauseKnown, A::Acknowledge | A::Investigate | A::Finish | A::Drop)
            | (Self::CauseKnown, A::Dismiss | A::Close | A::Reopen | A::End)
            | (Self::Handling, A::Acknowledge | A::Investigate | A::Resolve | A::Dismiss)
            | (Self::Handling, A::Close | A::Resume | A::Reopen | A::End)
            | (
                Self::Resolved,
                A::Acknowledge | A::Investigate | A::FindCause | A::Plan | A::Resume,
            )
            | (Self::Resolved, A::Finish | A::Drop | A::Resolve | A::Dismiss | A::AcceptRisk)
            | (Self::RiskAccepted, A::Acknowledge | A::Investigate | A::FindCause | A::Plan)
            | (Self::RiskAccepted, A::Finish | A::Drop | A::Resolve | A::Dismiss)
            | (Self::RiskAccepted, A::AcceptRisk | A::Close | A::Resume | A::Reopen) => None,
        }
    }

    /// The stage to which the calendar alone leads: a case that was seen and not investigated is
    /// new again, and an accepted risk ends.
    pub const fn after_time(self) -> Option<Self> {
        match self {
            Self::Acknowledged => Some(Self::New),
            Self::RiskAccepted => Some(Self::Investigating),
            Self::New
            | Self::Investigating
            | Self::CauseKnown
            | Self::Handling
            | Self::Resolved
            | Self::Reopened
            | Self::Closed => None,
        }
    }

    /// Returns `true` while somebody still has to look after it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::New
            | Self::Acknowledged
            | Self::Investigating
            | Self::CauseKnown
            | Self::Handling
            | Self::Resolved
            | Self::Reopened
            | Self::RiskAccepted => true,
            Self::Closed => false,
        }
    }
}

impl Act for HandlingAct {
    const ALL: &'static [Self] = &[
        Self::Assign,
        Self::Acknowledge,
        Self::Investigate,
        Self::FindCause,
        Self::Plan,
        Self::Finish,
        Self::Drop,
        Self::Resolve,
        Self::Dismiss,
        Self::AcceptRisk,
        Self::Shelve,
        Self::Unshelve,
        Self::Close,
        Self::Withdraw,
        Self::Resume,
        Self::Reopen,
        Self::End,
    ];
}

impl Stage for HandlingStage {
    type Act = HandlingAct;

    const SUBJECT: &'static str = "a case";
    const ALL: &'static [Self] = &[
        Self::New,
        Self::Acknowledged,
        Self::Investigating,
        Self::CauseKnown,
        Self::Handling,
        Self::Resolved,
        Self::Reopened,
        Self::RiskAccepted,
        Self::Closed,
    ];
    const FIRST: &'static [Self] = &[Self::New];

    fn after(self, act: HandlingAct) -> Option<Self> {
        self.after(act)
    }

    fn in_time(self) -> &'static [Self] {
        match self.after_time() {
            Some(Self::New) => &[Self::New],
            Some(Self::Investigating) => &[Self::Investigating],
            Some(_) | None => &[],
        }
    }
}

impl fmt::Display for HandlingStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "new",
            Self::Acknowledged => "acknowledged",
            Self::Investigating => "under investigation",
            Self::CauseKnown => "of known cause",
            Self::Handling => "being handled",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::RiskAccepted => "accepted as a risk",
            Self::Closed => "closed",
        })
    }
}

impl fmt::Display for HandlingAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Assign => "assign",
            Self::Acknowledge => "acknowledge",
            Self::Investigate => "investigate",
            Self::FindCause => "record the cause of",
            Self::Plan => "plan a remedy for",
            Self::Finish => "finish",
            Self::Drop => "drop the remedies of",
            Self::Resolve => "resolve",
            Self::Dismiss => "dismiss",
            Self::AcceptRisk => "accept the risk of",
            Self::Shelve => "shelve",
            Self::Unshelve => "unshelve",
            Self::Close => "close",
            Self::Withdraw => "withdraw",
            Self::Resume => "resume",
            Self::Reopen => "reopen",
            Self::End => "end",
        })
    }
}
