use std::fmt;

use crate::calendar::Day;
use crate::id::BatchId;
use crate::lifecycle::{Act, Entry, JourneyPart, Reason, Stage, Step};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The stage of a repair on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RepairStage as "a stage of a repair" {
        /// We have the thing.
        #[doc(alias = "接修")]
        TakenIn = "taken_in" => "taken in",
        /// The customer has our estimate and is to answer.
        #[doc(alias = "报价待确认")]
        Estimated = "estimated",
        /// The customer accepts the estimate.
        Accepted = "accepted",
        /// The customer does not want the repair at that price.
        Declined = "declined",
        /// The thing works.
        #[doc(alias = "修复")]
        Repaired = "repaired",
        /// The thing cannot be repaired.
        GivenUp = "given_up" => "given up",
        /// The customer has the thing again.
        #[doc(alias = "返还")]
        HandedBack = "handed_back" => "handed back",
        /// Nothing is left to be done.
        Closed = "closed",
    }
}

words! {
    /// The kinds of steps of a repair.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RepairAct as "an act of a repair" {
        /// Tells the customer the price and the day.
        Estimate = "estimate",
        /// Notes that the customer accepts the estimate.
        Accept = "accept" => "accept the estimate of",
        /// Notes that the customer declines the estimate.
        Decline = "decline" => "decline the estimate of",
        /// Notes that the thing works.
        Mend = "mend" => "finish",
        /// Notes that it cannot be repaired.
        GiveUp = "give_up" => "give up",
        /// Hands the thing back to the customer.
        HandBack = "hand_back" => "hand back",
        /// Lends the customer a unit for the time of the repair.
        #[doc(alias = "备用机")]
        Lend = "lend" => "lend a unit for",
        /// Takes the lent unit back.
        TakeBack = "take_back" => "take back the unit of",
        /// Tells the customer how it stands.
        Inform = "inform" => "tell of",
        /// Notes that the customer asks again.
        AskAgain = "ask_again" => "ask about",
        /// Closes it.
        Close = "close",
    }
}

/// A step of a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum RepairStep {
    /// The customer is told the price and the day; a later estimate replaces an earlier one.
    Estimate {
        /// The price; 0 for a repair without charge.
        price: Money,
        /// The day by which it is done.
        done_by: Day,
    },
    /// The customer accepts the estimate.
    Accept,
    /// The customer declines the estimate.
    Decline {
        /// Its reason.
        reason: Reason,
    },
    /// The thing works.
    Mend {
        /// The work that was done.
        work: Reason,
    },
    /// It cannot be repaired.
    GiveUp {
        /// The reason, for the customer.
        reason: Reason,
    },
    /// The customer has the thing again.
    HandBack,
    /// The customer is lent a unit.
    Lend {
        /// The serial number of the unit.
        unit: BatchId,
    },
    /// The lent unit is back.
    TakeBack {
        /// Its state.
        state: Reason,
    },
    /// The customer hears how it stands.
    Inform {
        /// The text.
        text: Reason,
    },
    /// The customer asks again.
    AskAgain,
    /// It is closed.
    Close,
}

/// A step that was taken, with who took it and when.
pub type RepairEvent = Entry<RepairStep>;

impl RepairStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: RepairAct) -> Option<Self> {
        use RepairAct as A;
        match (self, act) {
            (Self::TakenIn | Self::Estimated | Self::Accepted, A::Estimate) => {
                Some(Self::Estimated)
            }
            (Self::Estimated, A::Accept) => Some(Self::Accepted),
            (Self::Estimated, A::Decline) => Some(Self::Declined),
            (Self::TakenIn | Self::Accepted, A::Mend) => Some(Self::Repaired),
            (Self::TakenIn | Self::Estimated | Self::Accepted, A::GiveUp) => Some(Self::GivenUp),
            (Self::Repaired | Self::Declined | Self::GivenUp, A::HandBack) => {
                Some(Self::HandedBack)
            }
            (Self::TakenIn | Self::Estimated | Self::Accepted, A::Lend)
            | (
                Self::TakenIn
                | Self::Estimated
                | Self::Accepted
                | Self::Declined
                | Self::Repaired
                | Self::GivenUp
                | Self::HandedBack,
                A::TakeBack | A::Inform | A::AskAgain,
            ) => Some(self),
            (Self::HandedBack, A::Close) => Some(Self::Closed),
            (Self::TakenIn | Self::Accepted, A::Accept | A::Decline)
            | (Self::TakenIn | Self::Accepted | Self::Estimated, A::HandBack | A::Close)
            | (Self::Estimated, A::Mend)
            | (
                Self::Declined | Self::Repaired | Self::GivenUp,
                A::Estimate | A::Accept | A::Decline | A::Mend | A::GiveUp | A::Lend | A::Close,
            )
            | (
                Self::HandedBack,
                A::Estimate | A::Accept | A::Decline | A::Mend | A::GiveUp | A::HandBack | A::Lend,
            )
            | (Self::Closed, _) => None,
        }
    }

    /// Returns `true` until it is known what becomes of the thing.
    pub const fn is_in_work(self) -> bool {
        match self {
            Self::TakenIn | Self::Estimated | Self::Accepted => true,
            Self::Declined | Self::Repaired | Self::GivenUp | Self::HandedBack | Self::Closed => {
                false
            }
        }
    }
}

impl RepairAct {
    /// The part of the act in the way of the customer: it is answered when it has its thing again.
    pub(super) const fn part(self) -> JourneyPart {
        match self {
            Self::AskAgain => JourneyPart::Asking,
            Self::HandBack | Self::Close => JourneyPart::Answer,
            Self::Estimate
            | Self::Accept
            | Self::Decline
            | Self::Mend
            | Self::GiveUp
            | Self::Lend
            | Self::TakeBack
            | Self::Inform => JourneyPart::Work,
        }
    }
}

impl Act for RepairAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for RepairStage {
    type Act = RepairAct;

    const SUBJECT: &'static str = "a repair";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::TakenIn];

    fn after(self, act: RepairAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for RepairStep {
    type Stage = RepairStage;

    fn act(&self) -> RepairAct {
        match self {
            Self::Estimate { .. } => RepairAct::Estimate,
            Self::Accept => RepairAct::Accept,
            Self::Decline { .. } => RepairAct::Decline,
            Self::Mend { .. } => RepairAct::Mend,
            Self::GiveUp { .. } => RepairAct::GiveUp,
            Self::HandBack => RepairAct::HandBack,
            Self::Lend { .. } => RepairAct::Lend,
            Self::TakeBack { .. } => RepairAct::TakeBack,
            Self::Inform { .. } => RepairAct::Inform,
            Self::AskAgain => RepairAct::AskAgain,
            Self::Close => RepairAct::Close,
        }
    }
}

impl fmt::Display for RepairStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
