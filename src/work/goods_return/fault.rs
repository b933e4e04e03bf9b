use std::fmt;

use super::ReturnStage;
use crate::calendar::Day;
use crate::id::{BatchId, ProductGroupId, ReturnId};
use crate::lifecycle::{ContentError, StepError};
use crate::money::{Currency, Money};
use crate::valid::codes;

/// The content for which a step of a return is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReturnFault {
    /// The step is dated before the request.
    #[error("a step of {on} cannot come before the request of {asked}")]
    BeforeRequest {
        /// The day of the step.
        on: Day,
        /// The day of the request.
        asked: Day,
    },
    /// The window is over.
    #[error("goods of this delivery come back until {last}, were asked for on {asked}")]
    WindowOver {
        /// The day of the request.
        asked: Day,
        /// The last day of the window.
        last: Day,
    },
    /// The goods broke after the window and the warranty.
    #[error("the warranty ended on {last}, the goods were asked for on {asked}")]
    WarrantyOver {
        /// The day of the request.
        asked: Day,
        /// The last day of the warranty.
        last: Day,
    },
    /// The product is not taken back.
    #[error("{product} is not taken back")]
    Excluded {
        /// The product.
        product: ProductGroupId,
    },
    /// The batch is none of that sale.
    #[error("batch {batch} is none of this sale")]
    OtherBatch {
        /// The batch.
        batch: BatchId,
    },
    /// More serial numbers are replaced than things.
    #[error("at most {quantity} serial numbers can be replaced, were {serials}")]
    TooManySerials {
        /// The serial numbers.
        serials: usize,
        /// The quantity that is replaced.
        quantity: u64,
    },
    /// The serial number stands in the return already.
    #[error("serial number {serial} is replaced, delivered or sent already")]
    SerialTaken {
        /// The serial number.
        serial: BatchId,
    },
    /// There is not as much left.
    #[error("at most {most} base units are left, were {quantity}")]
    TooMany {
        /// The quantity.
        quantity: u64,
        /// The most that is left.
        most: u64,
    },
    /// A quantity of nothing.
    #[error("a quantity is 1 or more")]
    NoQuantity,
    /// The customer was not told of goods that came without a number.
    #[error("goods without a number are told to the customer before they are decided")]
    NotTold,
    /// The goods may still come.
    #[error("the goods may come until {last}, so they have not lapsed on {on}")]
    StillTime {
        /// The day of the step.
        on: Day,
        /// The last day.
        last: Day,
    },
    /// Goods are received and not settled.
    #[error("{quantity} base units are received and neither refunded nor sent anywhere")]
    NotSettled {
        /// The quantity.
        quantity: u64,
    },
    /// An amount is negative or in another currency than was paid.
    #[error("an amount of a return paid in {currency} is not negative, was {amount}")]
    Amount {
        /// The amount.
        amount: Money,
        /// The currency.
        currency: Currency,
    },
    /// The credit is larger than what was paid.
    #[error("a return is credited with at most {most}, was {credit}")]
    CreditTooLarge {
        /// The credit; those before it count as well.
        credit: Money,
        /// The amount paid less rebates.
        most: Money,
    },
    /// A part would go over to the return itself.
    #[error("{id} cannot be split into itself")]
    Itself {
        /// The return.
        id: ReturnId,
    },
    /// A part went over to that return before.
    #[error("a part was split off to {to} before")]
    SplitBefore {
        /// The return.
        to: ReturnId,
    },
}

codes! {
    ReturnFault {
        BeforeRequest = "before_return",
        WindowOver = "return_window_over",
        WarrantyOver = "warranty_over",
        Excluded = "not_taken_back",
        OtherBatch = "other_batch",
        TooManySerials = "too_many_serials",
        SerialTaken = "serial_taken",
        TooMany = "too_many_to_return",
        NoQuantity = "nothing_to_return",
        NotTold = "return_not_told",
        StillTime = "goods_may_come",
        NotSettled = "goods_not_settled",
        Amount = "amount_of_return",
        CreditTooLarge = "credit_too_large",
        Itself = "split_into_itself",
        SplitBefore = "split_to_one_twice",
    }
}

impl ContentError for ReturnFault {
    fn code(&self) -> &'static str {
        self.code()
    }
}

/// The refusal of a step of a return.
pub type ReturnStepError = StepError<ReturnStage, ReturnFault>;

/// A matter of a return that is late or left undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ReturnFinding {
    /// Goods did not come in time: they are to lapse.
    ToLapse {
        /// The base units that did not come.
        quantity: u64,
        /// The last day for them.
        last: Day,
    },
    /// Goods are not repaired by the day that the customer was told.
    RepairLate {
        /// The day.
        by: Day,
    },
}

impl fmt::Display for ReturnFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ToLapse { quantity, last } => {
                write!(f, "{quantity} base units were to come by {last}: to lapse")
            }
            Self::RepairLate { by } => write!(f, "was to be repaired by {by}"),
        }
    }
}
