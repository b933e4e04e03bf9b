//! Outlets: shops, stands and counters where users buy, with their places and visits (S9).
//!
//! | type | meaning |
//! |---|---|
//! | [`OutletRegister`], [`OutletRegisterDraft`] | the outlets of a company; the plain form |
//! | [`Outlet`] | an outlet from its opening to its end |
//! | [`OutletState`] | its area, tier and weights from a day on |
//! | [`OutletDuplicate`] | the dated decision that an outlet is another one |
//! | [`Universe`], [`ActiveOutlet`] | the outlets that are active on a day; one of them |
//! | [`OutletVisit`] | a visit to an outlet, with the place of the check-in |
//! | [`OutletHandling`], [`HandlingKind`] | a product seen, bought or sold at an outlet |
//! | [`Position`], [`Datum`], [`PositionSource`] | a place on the earth; its datum; its source |
//! | [`AreaBox`] | a box of latitudes and longitudes around an area |
//! | [`PositionError`] | a place that is none, or of another datum |
//!
//! System of the domain: [S9].
//!
//! [S9]: crate::docs::domain#s9

mod area_box;
mod handling;
mod position;
mod register;
mod universe;

pub use area_box::AreaBox;
pub use handling::{HandlingKind, OutletHandling, OutletVisit};
pub use position::{Datum, Position, PositionError, PositionSource};
pub use register::{Outlet, OutletDuplicate, OutletRegister, OutletRegisterDraft, OutletState};
pub use universe::{ActiveOutlet, Universe};
