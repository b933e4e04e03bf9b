use super::Position;
use crate::calendar::Day;
use crate::id::{OutletId, ProductGroupId};
use crate::valid::words;

/// A visit to an outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OutletVisit {
    /// The outlet.
    pub outlet: OutletId,
    /// The day.
    pub day: Day,
    /// The place of the check-in (打卡), where it was taken.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub position: Option<Position>,
}

words! {
    /// A kind of evidence about a product at an outlet.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum HandlingKind as "a kind of handling" {
        /// Stock was seen.
        Stock = "stock",
        /// The place of the product was seen empty.
        #[doc(alias = "断货")]
        OutOfStock = "out_of_stock" => "out of stock",
        /// The outlet bought the product.
        Purchase = "purchase",
        /// The outlet sold the product.
        Sale = "sale",
    }
}

/// A product that was seen, bought or sold at an outlet on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OutletHandling {
    /// The outlet.
    pub outlet: OutletId,
    /// The day.
    pub day: Day,
    /// The product.
    pub product: ProductGroupId,
    /// The kind of evidence.
    pub kind: HandlingKind,
}
