use crate::calendar::Day;
use crate::id::ProductGroupId;
use crate::product::{ProductTree, QuantityError};
use crate::trade::{LineQuantity, SaleLine};
use crate::valid::words;

words! {
    /// A kind of movement of goods at a customer, as product transfer and resale reports (EDI 867)
    /// tell them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ChannelMove as "a movement of goods" {
        /// We sold the goods to the customer.
        SellIn = "sell_in" => "sold in",
        /// The customer sent them back to us.
        Returned = "returned",
        /// The customer sold them on.
        #[doc(alias = "动销")]
        SellOut = "sell_out" => "sold out",
        /// A buyer of the customer brought them back to it.
        #[doc(alias = "退货")]
        TakenBack = "taken_back" => "taken back",
        /// The customer took them from another customer of ours.
        TransferIn = "transfer_in" => "taken over",
        /// The customer gave them to another customer of ours.
        TransferOut = "transfer_out" => "given over",
        /// A count found more than was there.
        Surplus = "surplus",
        /// A count found less than was there: theft, breakage, expiry.
        Shortage = "shortage",
        /// The customer was asked for them and had none. Moves no stock.
        LostDemand = "lost_demand" => "lost demand",
    }
}

impl ChannelMove {
    /// The direction in which the stock moves: 1, −1, or 0.
    pub const fn direction(self) -> i8 {
        match self {
            Self::SellIn | Self::TakenBack | Self::TransferIn | Self::Surplus => 1,
            Self::Returned | Self::SellOut | Self::TransferOut | Self::Shortage => -1,
            Self::LostDemand => 0,
        }
    }
}

/// A movement of goods at a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ChannelEvent {
    /// The day.
    pub day: Day,
    /// The product.
    pub product: ProductGroupId,
    /// The kind.
    pub kind: ChannelMove,
    /// The quantity in base units.
    pub quantity: u64,
}

impl ChannelEvent {
    /// The goods that a line of a sale moved to the customer, or back to us; `None` without a
    /// quantity, or with one of 0.
    ///
    /// # Errors
    ///
    /// When the product is not sold in the unit of the line.
    pub fn try_from_line(
        line: &SaleLine,
        products: &ProductTree,
    ) -> Result<Option<Self>, QuantityError> {
        let Some(LineQuantity { number, unit }) = &line.quantity else { return Ok(None) };
        let (day, product) = (line.day, line.product.clone());
        let base = products.to_base(&product, *number, unit)?;
        let kind = if base < 0 { ChannelMove::Returned } else { ChannelMove::SellIn };
        let event = Self { day, product, kind, quantity: base.unsigned_abs() };
        Ok(Some(event).filter(|it| it.quantity > 0))
    }
}

/// A stock that was counted at the end of a day (EDI 852).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct StockReport {
    /// The day.
    pub day: Day,
    /// The product.
    pub product: ProductGroupId,
    /// The quantity in base units.
    pub quantity: u64,
}
