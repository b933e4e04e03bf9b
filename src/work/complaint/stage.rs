use crate::lifecycle::{Act, JourneyPart, Stage};
use crate::valid::words;

words! {
    /// The stage of a complaint on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ComplaintStage as "a stage of a complaint" {
        /// Somebody of ours took it down.
        #[doc(alias = "受理")]
        Received = "received",
        /// The customer knows that we have it.
        #[doc(alias = "确认收到")]
        Acknowledged = "acknowledged",
        /// Its severity is known.
        #[doc(alias = "评估")]
        Assessed = "assessed",
        /// Somebody looks into it.
        #[doc(alias = "调查")]
        Investigating = "investigating",
        /// It is decided, and the customer does not know yet.
        #[doc(alias = "裁决")]
        Decided = "decided",
        /// The customer was told.
        #[doc(alias = "告知客户")]
        Told = "told",
        /// The customer accepts the answer.
        Accepted = "accepted",
        /// It lies with somebody higher.
        #[doc(alias = "升级处理")]
        Escalated = "escalated",
        /// Nothing is left to be done.
        #[doc(alias = "结案")]
        Closed = "closed",
        /// The customer withdrew it.
        Withdrawn = "withdrawn",
        /// It goes on as a part of another one.
        Merged = "merged",
        /// It is another one, taken down twice.
        Duplicate = "duplicate",
    }
}

impl ComplaintStage {
    /// Returns `true` until the complaint is closed or has ended otherwise.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Received
            | Self::Acknowledged
            | Self::Assessed
            | Self::Investigating
            | Self::Decided
            | Self::Told
            | Self::Accepted
            | Self::Escalated => true,
            Self::Closed | Self::Withdrawn | Self::Merged | Self::Duplicate => false,
        }
    }

    /// Returns `true` while the customer waits for the decision.
    pub const fn owes_answer(self) -> bool {
        match self {
            Self::Received
            | Self::Acknowledged
            | Self::Assessed
            | Self::Investigating
            | Self::Decided
            | Self::Escalated => true,
            Self::Told
            | Self::Accepted
            | Self::Closed
            | Self::Withdrawn
            | Self::Merged
            | Self::Duplicate => false,
        }
    }
}

impl Stage for ComplaintStage {
    type Act = ComplaintAct;

    const SUBJECT: &'static str = "a complaint";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Received];

    fn after(self, act: ComplaintAct) -> Option<Self> {
        self.after(act)
    }
}

words! {
    /// The kinds of steps of a complaint.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ComplaintAct as "an act of a complaint" {
        /// Tells the customer that we have it.
        Acknowledge = "acknowledge",
        /// Finds its severity.
        Assess = "assess",
        /// Gives it to somebody.
        Assign = "assign",
        /// Looks into it.
        Investigate = "investigate",
        /// Stops the clock while the customer is to answer.
        Pause = "pause",
        /// Starts the clock again.
        Resume = "resume",
        /// Gives a holding answer: the reason and the day of the answer.
        HoldOff = "hold_off" => "hold",
        /// Tells the customer how it stands.
        Inform = "inform",
        /// Notes that the customer asks again.
        AskAgain = "ask_again" => "ask again on",
        /// Resolves it at once, without an investigation.
        Resolve = "resolve",
        /// Grants a small sum as goodwill.
        #[doc(alias = "善意补偿")]
        GrantGoodwill = "grant_goodwill" => "grant goodwill for",
        /// Decides it.
        Decide = "decide",
        /// Tells the customer the decision.
        Tell = "tell" => "tell the decision of",
        /// Notes that the remedy is done.
        Finish = "finish",
        /// Notes that the customer accepts the answer.
        Accept = "accept" => "accept the answer to",
        /// Notes that the customer rejects the answer.
        Reject = "reject" => "reject the answer to",
        /// Takes it to somebody higher.
        Escalate = "escalate",
        /// Closes it.
        Close = "close",
        /// Notes that the customer withdraws it.
        Withdraw = "withdraw",
        /// Takes it as a part of another one.
        Merge = "merge",
        /// Takes it as another one that was taken down twice.
        MarkDuplicate = "mark_duplicate" => "drop as a duplicate",
        /// Opens it again.
        Reopen = "reopen",
        /// Opens it again with somebody higher.
        ReopenHigher = "reopen_higher" => "reopen with somebody higher",
    }
}

impl ComplaintAct {
    /// Returns `true` when the customer hears from us by the act.
    pub const fn reaches_customer(self) -> bool {
        match self {
            Self::Acknowledge
            | Self::HoldOff
            | Self::Inform
            | Self::Tell
            | Self::Withdraw
            | Self::Merge
            | Self::MarkDuplicate => true,
            Self::Assess
            | Self::Assign
            | Self::Investigate
            | Self::Pause
            | Self::Resume
            | Self::AskAgain
            | Self::Resolve
            | Self::GrantGoodwill
            | Self::Decide
            | Self::Finish
            | Self::Accept
            | Self::Reject
            | Self::Escalate
            | Self::Close
            | Self::Reopen
            | Self::ReopenHigher => false,
        }
    }

    /// The part of the act in the way of the customer.
    pub(super) const fn part(self) -> JourneyPart {
        match self {
            Self::AskAgain | Self::Reject | Self::Reopen | Self::ReopenHigher => {
                JourneyPart::Asking
            }
            Self::Tell | Self::Withdraw | Self::Merge | Self::MarkDuplicate | Self::Close => {
                JourneyPart::Answer
            }
            Self::Acknowledge
            | Self::Assess
            | Self::Assign
            | Self::Investigate
            | Self::Pause
            | Self::Resume
            | Self::HoldOff
            | Self::Inform
            | Self::Resolve
            | Self::GrantGoodwill
            | Self::Decide
            | Self::Finish
            | Self::Accept
            | Self::Escalate => JourneyPart::Work,
        }
    }
}

impl Act for ComplaintAct {
    const ALL: &'static [Self] = &Self::ALL;
}
