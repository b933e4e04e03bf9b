//! Products as a tree, and the units in which they are sold (S8).
//!
//! | type | meaning |
//! |---|---|
//! | [`ProductTree`] | variety, brand, specification: every product below one that is wider |
//! | [`ProductNode`] | a product or group, with its parent and its units |
//! | [`PackUnit`] | a unit that holds a number of base units, as a carton of 12 |
//! | [`QuantityError`] | a quantity that is no whole number of a unit |
//!
//! A plan, a rebate and a report ask about any node of the tree and mean all products below it.
//!
//! Systems of the domain: [S7], [S8].
//!
//! [S7]: crate::docs::domain#s7
//! [S8]: crate::docs::domain#s8

mod product_tree;
mod quantity_error;

pub use product_tree::{PackUnit, ProductNode, ProductTree};
pub use quantity_error::QuantityError;
