use std::fmt;

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::lifecycle::{Act, Entry, Reason, Stage, Step};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The stage of an enquiry on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EnquiryStage as "a stage of an enquiry" {
        /// The customer asked; nothing is quoted.
        #[doc(alias = "询价")]
        Open = "open",
        /// A quote was given.
        #[doc(alias = "报价")]
        Quoted = "quoted",
        /// The customer ordered.
        Ordered = "ordered",
        /// The customer did not order, with a reason.
        Lost = "lost",
        /// The quote ran out without an answer.
        Lapsed = "lapsed",
    }
}

words! {
    /// The kinds of steps of an enquiry.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EnquiryAct as "an act of an enquiry" {
        /// Gives a quote, or another one.
        Quote = "quote",
        /// Notes a question of the customer.
        Ask = "ask",
        /// Notes the order.
        Order = "order",
        /// Notes that the customer does not order.
        Lose = "lose",
        /// Notes that the quote ran out.
        Lapse = "lapse",
    }
}

words! {
    /// The topic of a question of the customer about what is offered.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum QuestionTopic as "a topic of a question" {
        /// The delivery: when, where, how much at a time.
        Delivery = "delivery",
        /// The terms: payment, rebates, returns.
        Terms = "terms",
        /// The use: training, fitting, after-sales service.
        Use = "use",
        /// The price alone.
        Price = "price",
        /// Anything else.
        Other = "other",
    }
}

/// A step of an enquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum EnquiryStep {
    /// Gives a quote.
    Quote {
        /// The sum.
        sum: Money,
        /// The last day on which it holds; not before the quote.
        until: Day,
    },
    /// The customer asks a question.
    Ask {
        /// The topic.
        about: QuestionTopic,
        /// The question, in words.
        words: Reason,
    },
    /// The customer orders.
    Order {
        /// The number of the order or the sale.
        document: DocumentId,
    },
    /// The customer does not order.
    Lose {
        /// The reason.
        reason: Reason,
    },
    /// The quote ran out.
    Lapse,
}

/// A step that was taken, with who took it and when.
pub type EnquiryEvent = Entry<EnquiryStep>;

impl QuestionTopic {
    /// Returns `true` for a topic that only somebody asks about who sees the goods as bought.
    pub const fn is_signal(self) -> bool {
        match self {
            Self::Delivery | Self::Terms | Self::Use => true,
            Self::Price | Self::Other => false,
        }
    }
}

impl EnquiryStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: EnquiryAct) -> Option<Self> {
        match (self, act) {
            (Self::Open | Self::Quoted | Self::Lapsed, EnquiryAct::Quote)
            | (Self::Quoted, EnquiryAct::Ask) => Some(Self::Quoted),
            (Self::Open, EnquiryAct::Ask) => Some(Self::Open),
            (Self::Quoted, EnquiryAct::Order) => Some(Self::Ordered),
            (Self::Open | Self::Quoted, EnquiryAct::Lose) => Some(Self::Lost),
            (Self::Quoted, EnquiryAct::Lapse) => Some(Self::Lapsed),
            (Self::Ordered | Self::Lost, EnquiryAct::Quote)
            | (Self::Ordered | Self::Lost | Self::Lapsed, EnquiryAct::Ask | EnquiryAct::Lose)
            | (
                Self::Open | Self::Ordered | Self::Lost | Self::Lapsed,
                EnquiryAct::Order | EnquiryAct::Lapse,
            ) => None,
        }
    }

    /// Returns `true` while something is to be done.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Open | Self::Quoted => true,
            Self::Ordered | Self::Lost | Self::Lapsed => false,
        }
    }
}

impl Act for EnquiryAct {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Stage for EnquiryStage {
    type Act = EnquiryAct;

    const SUBJECT: &'static str = "an enquiry";
    const ALL: &'static [Self] = &Self::ALL;
    const FIRST: &'static [Self] = &[Self::Open];

    fn after(self, act: EnquiryAct) -> Option<Self> {
        self.after(act)
    }
}

impl Step for EnquiryStep {
    type Stage = EnquiryStage;

    fn act(&self) -> EnquiryAct {
        match self {
            Self::Quote { .. } => EnquiryAct::Quote,
            Self::Ask { .. } => EnquiryAct::Ask,
            Self::Order { .. } => EnquiryAct::Order,
            Self::Lose { .. } => EnquiryAct::Lose,
            Self::Lapse => EnquiryAct::Lapse,
        }
    }
}

impl fmt::Display for EnquiryStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.act().fmt(f)
    }
}
