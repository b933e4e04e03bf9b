//! S11: evenness of purchases by month, and the nine cells of ABC × XYZ.
//!
//! | type | meaning |
//! |---|---|
//! | [`Xyz`] | even, changing or erratic |
//! | [`XyzPolicy`], [`XyzPolicyDraft`] | the bounds, the months and the texts of the cells |
//! | [`XyzReading`] | months, coefficient of variation and letter of a customer |
//! | [`AbcXyzCell`], [`CellTexts`] | a cell of ABC × XYZ, the ways to treat each |

mod cell;
mod policy;
mod reading;

pub use cell::{AbcXyzCell, CellTexts, Xyz};
pub use policy::{XyzPolicy, XyzPolicyDraft};
pub use reading::XyzReading;
