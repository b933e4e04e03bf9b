use std::fmt;

use crate::id::{AnswerId, QuestionId};
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of an objection on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObjectionStage {
        /// Raised by the customer; nothing is established.
        Open = "open",
        /// Questions are being established.
        Establishing = "establishing" => "being established",
        /// Answered; the customer has not said what follows.
        Answered = "answered",
        /// Raised again after an answer.
        Repeated = "repeated",
        /// Overcome: the sale went on.
        Advanced = "advanced" => "overcome",
        /// Closed without going on.
        Closed = "closed",
    }
}

words! {
    /// The kinds of steps of an objection.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObjectionAct {
        /// Establishes a question.
        Establish = "establish",
        /// Answers.
        Answer = "answer",
        /// Follows the answer up with a visit or a call.
        FollowUp = "follow_up" => "follow up",
        /// Tells that the sale goes on.
        Advance = "advance",
        /// Tells that the customer objects again.
        Repeat = "repeat",
        /// Closes it without going on.
        Close = "close",
    }
}

/// A step of an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum ObjectionStep {
    /// Establishes a question that belongs to the kind.
    Establish {
        /// The question.
        question: QuestionId,
        /// The finding, in words.
        finding: Reason,
    },
    /// Answers the customer.
    Answer {
        /// The code of the answer.
        answer: AnswerId,
    },
    /// Follows the answer up with a visit or a call.
    FollowUp,
    /// The sale goes on.
    Advance,
    /// The customer objects again.
    Repeat,
    /// Closed without going on.
    Close {
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type ObjectionEvent = Entry<ObjectionStep>;

impl ObjectionStage {
    /// The stage after an act; `None` when the act is not allowed.
    ///
    /// ```
    /// use guanxi::objection::{ObjectionAct, ObjectionStage};
    ///
    /// let answered = ObjectionStage::Open.after(ObjectionAct::Answer);
    /// assert_eq!(answered, Some(ObjectionStage::Answered), "allowed, and a finding");
    /// assert_eq!(ObjectionStage::Open.after(ObjectionAct::Advance), None);
    /// ```
    pub const fn after(self, act: ObjectionAct) -> Option<Self> {
        match (self, act) {
            (Self::Open | Self::Establishing | Self::Repeated, ObjectionAct::Establish) => {
                Some(Self::Establishing)
            }
            (Self::Open | Self::Establishing | Self::Repeated, ObjectionAct::Answer)
            | (Self::Answered, ObjectionAct::FollowUp) => Some(Self::Answered),
            (Self::Answered, ObjectionAct::Advance) => Some(Self::Advanced),
            (Self::Answered, ObjectionAct::Repeat) => Some(Self::Repeated),
            (
                Self::Open | Self::Establishing | Self::Answered | Self::Repeated,
                ObjectionAct::Close,
            ) => Some(Self::Closed),
            (
                Self::Answered | Self::Advanced | Self::Closed,
                ObjectionAct::Establish | ObjectionAct::Answer,
            )
            | (
                Self::Open | Self::Establishing | Self::Repeated | Self::Advanced | Self::Closed,
                ObjectionAct::FollowUp | ObjectionAct::Advance | ObjectionAct::Repeat,
            )
            | (Self::Advanced | Self::Closed, ObjectionAct::Close) => None,
        }
    }
}

impl Act for ObjectionAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for ObjectionStage {
    type Act = ObjectionAct;

    const SUBJECT: &'static str = "an objection";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Open];

    fn after(self, act: ObjectionAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for ObjectionStep {
    type Stage = ObjectionStage;

    fn act(&self) -> ObjectionAct {
        match self {
            Self::Establish { .. } => ObjectionAct::Establish,
            Self::Answer { .. } => ObjectionAct::Answer,
            Self::FollowUp => ObjectionAct::FollowUp,
            Self::Advance => ObjectionAct::Advance,
            Self::Repeat => ObjectionAct::Repeat,
            Self::Close { .. } => ObjectionAct::Close,
        }
    }
}

impl fmt::Display for ObjectionStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
