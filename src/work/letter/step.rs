use std::fmt;

use crate::calendar::Day;
use crate::id::ComplaintId;
use crate::interaction::InteractionKind;
use crate::lifecycle::{Act, Entry, JourneyPart, Reason, Stage, Step};
use crate::valid::words;

words! {
    /// The stage of a letter of a customer on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LetterStage as "a stage of a letter" {
        /// We have it.
        Received = "received",
        /// The customer knows that we have it.
        Acknowledged = "acknowledged",
        /// The customer has its answer.
        #[doc(alias = "回函")]
        Answered = "answered",
        /// It is a complaint, and goes on as one.
        Forwarded = "forwarded",
        /// The customer took it back.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// The kinds of steps of a letter.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LetterAct as "an act of a letter" {
        /// Tells the customer that we have it.
        Acknowledge = "acknowledge",
        /// Gives a holding answer: the reason and the day of the answer.
        HoldOff = "hold_off" => "hold off",
        /// Notes that the customer asks again.
        AskAgain = "ask_again" => "ask again about",
        /// Answers it.
        Answer = "answer",
        /// Notes a thank-you, which asks for nothing.
        Thank = "thank" => "thank for",
        /// Hands it on as a complaint.
        Forward = "forward",
        /// Notes that the customer takes it back.
        Withdraw = "withdraw",
    }
}

words! {
    /// The sense of an answer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LetterAnswer as "an answer" {
        /// Yes.
        Yes = "yes",
        /// No, with reasons.
        No = "no",
        /// An offer of another kind.
        Offer = "offer",
    }
}

/// A step of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum LetterStep {
    /// The customer knows that we have it.
    Acknowledge {
        /// The way on which it was told.
        channel: InteractionKind,
    },
    /// A holding answer.
    #[doc(alias = "暂复")]
    HoldOff {
        /// The reason.
        reason: Reason,
        /// The day by which it is answered.
        until: Day,
    },
    /// The customer asks again.
    AskAgain {
        /// Its words.
        text: Reason,
    },
    /// It is answered.
    Answer {
        /// The sense.
        answer: LetterAnswer,
        /// The text: of a no, with the reasons.
        text: Reason,
        /// The way on which it went.
        channel: InteractionKind,
    },
    /// The customer says thanks.
    Thank,
    /// It goes on as a complaint.
    Forward {
        /// The complaint.
        to: ComplaintId,
    },
    /// The customer takes it back.
    Withdraw {
        /// The reason.
        reason: Reason,
    },
}

/// A step that was taken, with who took it and when.
pub type LetterEvent = Entry<LetterStep>;

impl LetterStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: LetterAct) -> Option<Self> {
        use LetterAct as A;
        match (self, act) {
            (Self::Received, A::Acknowledge | A::HoldOff) | (Self::Answered, A::AskAgain) => {
                Some(Self::Acknowledged)
            }
            (Self::Acknowledged, A::HoldOff)
            | (Self::Received | Self::Acknowledged, A::AskAgain)
            | (Self::Answered, A::Thank) => Some(self),
            (Self::Received | Self::Acknowledged, A::Answer) => Some(Self::Answered),
            (Self::Received | Self::Acknowledged, A::Forward) => Some(Self::Forwarded),
            (Self::Received | Self::Acknowledged, A::Withdraw) => Some(Self::Withdrawn),
            (Self::Received, A::Thank)
            | (Self::Acknowledged, A::Acknowledge | A::Thank)
            | (
                Self::Answered,
                A::Acknowledge | A::HoldOff | A::Answer | A::Forward | A::Withdraw,
            )
            | (Self::Forwarded | Self::Withdrawn, _) => None,
        }
    }

    /// Returns `true` while the customer waits for the answer.
    pub const fn owes_answer(self) -> bool {
        match self {
            Self::Received | Self::Acknowledged => true,
            Self::Answered | Self::Forwarded | Self::Withdrawn => false,
        }
    }
}

impl LetterAct {
    /// The part of the act in the way of the customer.
    pub(super) const fn part(self) -> JourneyPart {
        match self {
            Self::AskAgain => JourneyPart::Asking,
            Self::Answer | Self::Withdraw | Self::Forward => JourneyPart::Answer,
            Self::Acknowledge | Self::HoldOff | Self::Thank => JourneyPart::Work,
        }
    }
}

impl Act for LetterAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for LetterStage {
    type Act = LetterAct;

    const SUBJECT: &'static str = "a letter";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Received];

    fn after(self, act: LetterAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for LetterStep {
    type Stage = LetterStage;

    fn act(&self) -> LetterAct {
        match self {
            Self::Acknowledge { .. } => LetterAct::Acknowledge,
            Self::HoldOff { .. } => LetterAct::HoldOff,
            Self::AskAgain { .. } => LetterAct::AskAgain,
            Self::Answer { .. } => LetterAct::Answer,
            Self::Thank => LetterAct::Thank,
            Self::Forward { .. } => LetterAct::Forward,
            Self::Withdraw { .. } => LetterAct::Withdraw,
        }
    }
}

impl fmt::Display for LetterStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
