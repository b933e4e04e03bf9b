use crate::calendar::Day;
use crate::id::ProductGroupId;
use crate::measure::Ratio;
use crate::money::Major;
use crate::valid::codes;

/// A quotation that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PriceError {
    /// There is no list price.
    #[error("{product} has no list price on {day}")]
    NoListPrice {
        /// The product.
        product: ProductGroupId,
        /// The day.
        day: Day,
    },
    /// The discount is beyond the authority.
    #[error("{price} for {product} is below the list price {list} by more than {most}")]
    BelowAuthority {
        /// The product.
        product: ProductGroupId,
        /// The price that was quoted.
        price: Major,
        /// The list price.
        list: Major,
        /// The largest discount of the roles.
        most: Ratio,
    },
    /// A price is too large.
    #[error("the price of {product} is too large to be compared")]
    Overflow {
        /// The product.
        product: ProductGroupId,
    },
}

codes! {
    PriceError {
        NoListPrice = "no_list_price",
        BelowAuthority = "below_authority",
        Overflow = "price_overflow",
    }
}
