use super::{ComplaintAct, ComplaintStage};

impl ComplaintStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: ComplaintAct) -> Option<Self> {
        match self {
            Self::Received => Self::after_received(act),
            Self::Acknowledged => Self::after_acknowledged(act),
            Self::Assessed => Self::after_assessed(act),
            Self::Investigating => Self::after_investigating(act),
            Self::Decided => Self::after_decided(act),
            Self::Told => Self::after_told(act),
            Self::Accepted => Self::after_accepted(act),
            Self::Escalated => Self::after_escalated(act),
            Self::Closed => Self::after_closed(act),
            Self::Withdrawn | Self::Merged | Self::Duplicate => None,
        }
    }

    const fn after_received(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Acknowledge => Some(Self::Acknowledged),
            A::Assign | A::Inform | A::AskAgain => Some(Self::Received),
            A::Resolve | A::GrantGoodwill => Some(Self::Decided),
            A::Withdraw => Some(Self::Withdrawn),
            A::Merge => Some(Self::Merged),
            A::MarkDuplicate => Some(Self::Duplicate),
            A::Assess
            | A::Investigate
            | A::Pause
            | A::Resume
            | A::HoldOff
            | A::Decide
            | A::Tell
            | A::Finish
            | A::Accept
            | A::Reject
            | A::Escalate
            | A::Close
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_acknowledged(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Assess => Some(Self::Assessed),
            A::Assign | A::HoldOff | A::Inform | A::AskAgain => Some(Self::Acknowledged),
            A::Resolve | A::GrantGoodwill => Some(Self::Decided),
            A::Escalate => Some(Self::Escalated),
            A::Withdraw => Some(Self::Withdrawn),
            A::Merge => Some(Self::Merged),
            A::MarkDuplicate => Some(Self::Duplicate),
            A::Acknowledge
            | A::Investigate
            | A::Pause
            | A::Resume
            | A::Decide
            | A::Tell
            | A::Finish
            | A::Accept
            | A::Reject
            | A::Close
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_assessed(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Assess | A::Assign | A::Pause | A::Resume | A::HoldOff | A::Inform | A::AskAgain => {
                Some(Self::Assessed)
            }
            A::Investigate => Some(Self::Investigating),
            A::Resolve | A::GrantGoodwill => Some(Self::Decided),
            A::Escalate => Some(Self::Escalated),
            A::Withdraw => Some(Self::Withdrawn),
            A::Merge => Some(Self::Merged),
            A::MarkDuplicate => Some(Self::Duplicate),
            A::Acknowledge
            | A::Decide
            | A::Tell
            | A::Finish
            | A::Accept
            | A::Reject
            | A::Close
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_investigating(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Assess | A::Assign | A::Pause | A::Resume | A::HoldOff | A::Inform | A::AskAgain => {
                Some(Self::Investigating)
            }
            A::Decide => Some(Self::Decided),
            A::Escalate => Some(Self::Escalated),
            A::Withdraw => Some(Self::Withdrawn),
            A::Merge => Some(Self::Merged),
            A::MarkDuplicate => Some(Self::Duplicate),
            A::Acknowledge
            | A::Investigate
            | A::Resolve
            | A::GrantGoodwill
            | A::Tell
            | A::Finish
            | A::Accept
            | A::Reject
            | A::Close
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_decided(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Assign | A::Inform | A::AskAgain | A::Finish => Some(Self::Decided),
            A::Tell => Some(Self::Told),
            A::Withdraw => Some(Self::Withdrawn),
            A::Acknowledge
            | A::Assess
            | A::Investigate
            | A::Pause
            | A::Resume
            | A::HoldOff
            | A::Resolve
            | A::GrantGoodwill
            | A::Decide
            | A::Accept
            | A::Reject
            | A::Escalate
            | A::Close
            | A::Merge
            | A::MarkDuplicate
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_told(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Assign | A::Inform | A::AskAgain | A::Finish => Some(Self::Told),
            A::Accept => Some(Self::Accepted),
            A::Reject => Some(Self::Escalated),
            A::Close => Some(Self::Closed),
            A::Acknowledge
            | A::Assess
            | A::Investigate
            | A::Pause
            | A::Resume
            | A::HoldOff
            | A::Resolve
            | A::GrantGoodwill
            | A::Decide
            | A::Tell
            | A::Escalate
            | A::Withdraw
            | A::Merge
            | A::MarkDuplicate
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_accepted(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Assign | A::Inform | A::AskAgain | A::Finish => Some(Self::Accepted),
            A::Close => Some(Self::Closed),
            A::Acknowledge
            | A::Assess
            | A::Investigate
            | A::Pause
            | A::Resume
            | A::HoldOff
            | A::Resolve
            | A::GrantGoodwill
            | A::Decide
            | A::Tell
            | A::Accept
            | A::Reject
            | A::Escalate
            | A::Withdraw
            | A::Merge
            | A::MarkDuplicate
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_escalated(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Assess | A::Assign | A::Pause | A::Resume | A::HoldOff | A::Inform | A::AskAgain => {
                Some(Self::Escalated)
            }
            A::Investigate => Some(Self::Investigating),
            A::Withdraw => Some(Self::Withdrawn),
            A::Merge => Some(Self::Merged),
            A::MarkDuplicate => Some(Self::Duplicate),
            A::Acknowledge
            | A::Resolve
            | A::GrantGoodwill
            | A::Decide
            | A::Tell
            | A::Finish
            | A::Accept
            | A::Reject
            | A::Escalate
            | A::Close
            | A::Reopen
            | A::ReopenHigher => None,
        }
    }

    const fn after_closed(act: ComplaintAct) -> Option<Self> {
        use ComplaintAct as A;
        match act {
            A::Reopen => Some(Self::Investigating),
            A::ReopenHigher => Some(Self::Escalated),
            A::Acknowledge
            | A::Assess
            | A::Assign
            | A::Investigate
            | A::Pause
            | A::Resume
            | A::HoldOff
            | A::Inform
            | A::AskAgain
            | A::Resolve
            | A::GrantGoodwill
            | A::Decide
            | A::Tell
            | A::Finish
            | A::Accept
            | A::Reject
            | A::Escalate
            | A::Close
            | A::Withdraw
            | A::Merge
            | A::MarkDuplicate => None,
        }
    }
}
