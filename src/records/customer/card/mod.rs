//! The card of a customer: its records, the values that stand, and its views.
//!
//! | type | meaning |
//! |---|---|
//! | [`Card`] | the records of a customer, field by field |
//! | [`Entry`], [`Ruling`] | a record, a decision between sources |
//! | [`CardView`] | the card as somebody sees it |
//! | [`FieldStanding`] | the value that stands, or a conflict |
//! | [`StandingValue`], [`StandingBasis`] | a value, and the record by which it stands |
//! | [`FieldState`] | the state of a field, by which it counts |
//! | [`Completeness`], [`Filled`] | the filled part of the card |

mod card;
mod completeness;
mod entry;
mod ruling;
mod standing;
mod view;
#[cfg(feature = "serde")]
mod written;

pub use card::Card;
pub use completeness::{Completeness, FieldState, Filled, completeness, field_state};
pub use entry::Entry;
pub use ruling::Ruling;
pub use standing::{FieldStanding, StandingBasis, StandingValue};
pub use view::CardView;
