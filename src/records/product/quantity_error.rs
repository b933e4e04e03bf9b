use crate::id::{ProductGroupId, UnitId};
use crate::valid::codes;

/// A quantity that cannot be said in a unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// The product is not in the tree, or nothing on its way up states a base unit.
    #[error("{product} has no base unit")]
    NoUnit {
        /// The product.
        product: ProductGroupId,
    },
    /// The product is not sold in the unit.
    #[error("{product} is not sold in {unit}")]
    OtherUnit {
        /// The product.
        product: ProductGroupId,
        /// The unit.
        unit: UnitId,
    },
    /// The quantity is no whole number of the unit.
    #[error("{quantity} of {product} are no whole number of {unit}, which holds {holds}")]
    NotWhole {
        /// The product.
        product: ProductGroupId,
        /// The quantity in base units.
        quantity: i64,
        /// The unit asked for.
        unit: UnitId,
        /// The base units that it holds.
        holds: u32,
    },
    /// The quantity in base units does not fit.
    #[error("{quantity} {unit} of {product} are more base units than fit")]
    Overflow {
        /// The product.
        product: ProductGroupId,
        /// The quantity in the unit.
        quantity: i64,
        /// The unit.
        unit: UnitId,
    },
}

codes! {
    QuantityError {
        NoUnit = "no_base_unit",
        OtherUnit = "other_unit",
        NotWhole = "not_whole",
        Overflow = "overflow",
    }
}
