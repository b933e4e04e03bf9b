//! The revenue bridge (S14): from the purchases of one window to those of another, to the cent.
//!
//! | type | meaning |
//! |---|---|
//! | [`RevenueBridge`] | the rows from the one total to the other, with figures of retention |
//! | [`BridgeWindows`] | the two windows of days |
//! | [`BridgePurchases`] | the net purchases of a customer in both windows |
//! | [`BridgeRow`], [`RowTotal`] | a row; its customers and its amount |
//! | [`BridgeEntry`] | a customer in its row |
//! | [`RetentionFormula`], [`RetentionFigure`] | a formula of retention; its figure |
//! | [`RetentionPolicy`], [`RetentionPolicyDraft`] | the least share of existing customers (S27) |
//! | [`ExistingShare`] | the share of sales from existing customers beside its least |
//! | [`BridgeError`] | windows or purchases that make no bridge |
//!
//! | row | customers | amount |
//! |---|---|---|
//! | new | none before, first order in the second window | `a⁺` |
//! | won back | none before, ordered earlier | `a⁺` |
//! | expansion | some before, more after | `a⁺ − b⁺` |
//! | contraction | some before, less after | `a⁺ − b⁺` |
//! | lost | some before, none after | `−b⁺` |
//! | residue | returns beyond sales in either window | `a⁻ − b⁻` |
//! | merged | counted as another, in both windows | 0 |
//!
//! `b` and `a` are the net purchases before and after, `x⁺` is `max(x, 0)` and `x⁻` is `min(x, 0)`.
//!
//! Systems of the domain: [S14], [S27].
//!
//! [S14]: crate::docs::domain#s14
//! [S27]: crate::docs::domain#s27

mod entry;
mod error;
mod existing_share;
mod retention;
mod revenue_bridge;
mod row;
mod windows;
#[cfg(feature = "serde")]
mod written;

pub use entry::{BridgeEntry, BridgePurchases};
pub use error::BridgeError;
pub use existing_share::{ExistingShare, RetentionPolicy, RetentionPolicyDraft};
pub use retention::{RetentionFigure, RetentionFormula};
pub use revenue_bridge::RevenueBridge;
pub use row::{BridgeRow, RowTotal};
pub use windows::BridgeWindows;
