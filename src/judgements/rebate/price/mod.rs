//! List prices, authority for discounts, gaps between territories, resale prices.

mod error;
mod price_gap;
mod price_system;

pub use error::PriceError;
pub use price_gap::{PriceGap, TerritoryPrice};
pub use price_system::{
    DiscountAuthority, ListPrice, PriceSystem, PriceSystemDraft, Quotation, QuotedPrice,
    ResaleBinding, ResalePrice, ResalePriceFixed, SpecialPrice,
};
