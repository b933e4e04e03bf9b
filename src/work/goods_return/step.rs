use std::fmt;

use crate::calendar::Day;
use crate::id::{BatchId, ReturnId};
use crate::lifecycle::{Act, Entry, JourneyPart, Reason, Stage, Step};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The stage of goods that come back, on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ReturnStage as "a stage of a return" {
        /// The customer asks to return goods.
        #[doc(alias = "退货申请")]
        Requested = "requested",
        /// Goods came back without a number.
        #[doc(alias = "隔离")]
        Quarantined = "quarantined",
        /// The customer is asked for more.
        InfoAsked = "info_asked" => "asked about",
        /// The goods may come back.
        #[doc(alias = "同意退货")]
        Authorised = "authorised",
        /// Goods have come back.
        Received = "received",
        /// Their state is known.
        #[doc(alias = "验收")]
        Inspected = "inspected",
        /// Money was credited.
        #[doc(alias = "退款")]
        Refunded = "refunded",
        /// Other goods were sent.
        #[doc(alias = "换货")]
        Replaced = "replaced",
        /// The goods were repaired.
        #[doc(alias = "维修")]
        Repaired = "repaired",
        /// The goods went back to the customer.
        SentBack = "sent_back" => "sent back",
        /// The customer keeps the goods with an allowance.
        Kept = "kept",
        /// Nothing is left to be done.
        Closed = "closed",
        /// The goods may not come back.
        Denied = "denied",
        /// The customer took the request back.
        Cancelled = "cancelled",
        /// The goods never came.
        Lapsed = "lapsed",
    }
}

words! {
    /// The kinds of steps of a return.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ReturnAct as "an act of a return" {
        /// Asks the customer for more.
        AskInfo = "ask_info" => "ask more about",
        /// Notes what the customer says.
        GiveInfo = "give_info" => "complete",
        /// Allows the goods to come back.
        Authorise = "authorise",
        /// Denies it.
        Deny = "deny",
        /// Hands a part over to another return.
        Split = "split",
        /// Takes goods in.
        Receive = "receive",
        /// Finds the state of the goods.
        Inspect = "inspect",
        /// Credits money.
        Refund = "refund",
        /// Sends other goods.
        Replace = "replace",
        /// Repairs the goods.
        Repair = "repair",
        /// Sends the goods back.
        SendBack = "send_back" => "send back",
        /// Leaves the goods with an allowance.
        Keep = "keep" => "leave with an allowance",
        /// Tells the customer how it stands.
        Inform = "inform" => "tell of",
        /// Notes that the customer asks again.
        AskAgain = "ask_again" => "ask again about",
        /// Notes that the customer takes the request back.
        Cancel = "cancel",
        /// Notes that the goods never came.
        Lapse = "lapse",
        /// Closes it.
        Close = "close",
    }
}

words! {
    /// The reason for which a customer returns goods.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ReturnReason as "a reason for a return" {
        /// The goods are defective.
        Defect = "defect",
        /// Other goods than ordered, or more of them.
        WrongGoods = "wrong_goods" => "wrong goods",
        /// The goods were damaged on the way.
        #[doc(alias = "破损")]
        Damaged = "damaged",
        /// The customer changed its mind.
        Choice = "choice",
        /// The goods do not sell there.
        #[doc(alias = "滞销")]
        Unsold = "unsold",
    }
}

words! {
    /// The reason for which a return is denied, after the codes of X12.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DenialReason as "a reason for a denial" {
        /// EW: worn or used beyond what is taken back.
        Wear = "wear",
        /// FR: damaged by the carrier, who is to be claimed from.
        FreightDamage = "freight_damage" => "freight damage",
        /// IN: not defective.
        NotDefective = "not_defective" => "not defective",
        /// IO: delivered as ordered.
        AsOrdered = "as_ordered" => "as ordered",
        /// NR: no record of the sale.
        NoRecord = "no_record" => "no record of the sale",
        /// OS: out of season.
        OutOfSeason = "out_of_season" => "out of season",
        /// PC: a difference in price, for which goods do not come back.
        PriceDifference = "price_difference" => "price difference",
        /// QD: a difference in quantity.
        QuantityDifference = "quantity_difference" => "quantity difference",
        /// RT: the time has run out.
        TimeLimit = "time_limit" => "time limit exceeded",
        /// SR: a sample.
        Sample = "sample",
        /// UI: the goods cannot be identified.
        Unidentifiable = "unidentifiable",
    }
}

impl ReturnReason {
    /// Returns `true` when the fault is ours: neither class, window nor fee counts then.
    pub const fn is_our_fault(self) -> bool {
        match self {
            Self::Defect | Self::WrongGoods | Self::Damaged => true,
            Self::Choice | Self::Unsold => false,
        }
    }
}

impl DenialReason {
    /// The code of X12.
    pub const fn x12(self) -> &'static str {
        match self {
            Self::Wear => "EW",
            Self::FreightDamage => "FR",
            Self::NotDefective => "IN",
            Self::AsOrdered => "IO",
            Self::NoRecord => "NR",
            Self::OutOfSeason => "OS",
            Self::PriceDifference => "PC",
            Self::QuantityDifference => "QD",
            Self::TimeLimit => "RT",
            Self::Sample => "SR",
            Self::Unidentifiable => "UI",
        }
    }
}

/// A thing that was replaced by another, by serial number. Both are kept, so that the warranty of
/// the new one can be found by the old one.
#[doc(alias = "序列号")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SerialSwap {
    /// The serial number of the thing that came back.
    pub old: BatchId,
    /// The serial number of the thing that was sent for it.
    pub new: BatchId,
}

/// A step of a return. Quantities are in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum ReturnStep {
    /// The customer is asked for more.
    AskInfo {
        /// The question.
        question: Reason,
    },
    /// The customer answered.
    GiveInfo {
        /// The answer.
        answer: Reason,
    },
    /// The goods may come back.
    Authorise {
        /// The quantity, at most as requested.
        quantity: u64,
    },
    /// The goods may not come back.
    Deny {
        /// The reason.
        reason: DenialReason,
        /// The text for the customer.
        text: Reason,
    },
    /// A part goes over to another return.
    Split {
        /// The other return.
        to: ReturnId,
        /// The quantity.
        quantity: u64,
    },
    /// Goods have come back.
    Receive {
        /// The quantity.
        quantity: u64,
    },
    /// Their state is known.
    Inspect {
        /// The state.
        state: Reason,
    },
    /// Money is credited.
    Refund {
        /// The quantity.
        quantity: u64,
        /// The credit, less fee and rebates.
        credit: Money,
    },
    /// Other goods are sent.
    Replace {
        /// The quantity.
        quantity: u64,
        /// The serial numbers, old and new, of things that have one: at most as many as the
        /// quantity.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
        serials: Vec<SerialSwap>,
    },
    /// The goods are repaired.
    Repair {
        /// The quantity.
        quantity: u64,
        /// The price that the customer accepted; `None` for a repair without charge.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        accepted: Option<Money>,
        /// The day by which it is done.
        by: Day,
    },
    /// The goods go back to the customer.
    SendBack {
        /// The quantity.
        quantity: u64,
    },
    /// The customer keeps goods with an allowance.
    Keep {
        /// The quantity.
        quantity: u64,
        /// The allowance.
        allowance: Money,
    },
    /// The customer hears how it stands.
    Inform {
        /// The text.
        text: Reason,
    },
    /// The customer asks again.
    AskAgain,
    /// The customer takes the request back.
    Cancel {
        /// The reason.
        reason: Reason,
    },
    /// The goods never came.
    Lapse,
    /// It is closed.
    Close,
}

/// A step that was taken, with who took it and when.
pub type ReturnEvent = Entry<ReturnStep>;

impl ReturnAct {
    /// The part of the act in the way of the customer.
    pub(super) const fn part(self) -> JourneyPart {
        match self {
            Self::AskAgain => JourneyPart::Asking,
            Self::Deny
            | Self::Refund
            | Self::Replace
            | Self::Repair
            | Self::SendBack
            | Self::Keep
            | Self::Cancel
            | Self::Lapse
            | Self::Close => JourneyPart::Answer,
            Self::AskInfo
            | Self::GiveInfo
            | Self::Authorise
            | Self::Split
            | Self::Receive
            | Self::Inspect
            | Self::Inform => JourneyPart::Work,
        }
    }
}

impl Act for ReturnAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for ReturnStage {
    type Act = ReturnAct;

    const SUBJECT: &'static str = "a return";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Requested, Self::Quarantined];

    fn after(self, act: ReturnAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for ReturnStep {
    type Stage = ReturnStage;

    fn act(&self) -> ReturnAct {
        match self {
            Self::AskInfo { .. } => ReturnAct::AskInfo,
            Self::GiveInfo { .. } => ReturnAct::GiveInfo,
            Self::Authorise { .. } => ReturnAct::Authorise,
            Self::Deny { .. } => ReturnAct::Deny,
            Self::Split { .. } => ReturnAct::Split,
            Self::Receive { .. } => ReturnAct::Receive,
            Self::Inspect { .. } => ReturnAct::Inspect,
            Self::Refund { .. } => ReturnAct::Refund,
            Self::Replace { .. } => ReturnAct::Replace,
            Self::Repair { .. } => ReturnAct::Repair,
            Self::SendBack { .. } => ReturnAct::SendBack,
            Self::Keep { .. } => ReturnAct::Keep,
            Self::Inform { .. } => ReturnAct::Inform,
            Self::AskAgain => ReturnAct::AskAgain,
            Self::Cancel { .. } => ReturnAct::Cancel,
            Self::Lapse => ReturnAct::Lapse,
            Self::Close => ReturnAct::Close,
        }
    }
}

impl fmt::Display for ReturnStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
