//! The card of a customer: its records, the values that stand, and its views.
//!
//! | type | meaning |
//! |---|---|
//! | [`Card`] | the records of a customer, field by field |
//! | [`Entry`], [`Ruling`] | a record, a decision between sources |
//! | [`CardView`] | the card as somebody sees it |
//! | [`FieldStanding`] | the value that stands, or a conflict |
//! | [`StandingValue`], [`StandingBasis`] | a value, and the record by which it stands |
//! | [`CardAsOf`], [`FieldContent`], [`StatedValue`] | the card as it stood on a day |
//! | [`CardDiff`], [`FieldChange`], [`ChangeKind`] | the changes between two days |
//! | [`CardDiffError`] | a change that does not fit a card |
//! | [`FieldState`] | the state of a field, by which it counts |
//! | [`Completeness`], [`Filled`] | the filled part of the card |

mod card;
mod card_as_of;
mod card_diff;
mod completeness;
mod entry;
mod filling;
mod ruling;
mod standing;
mod union;
mod view;
#[cfg(feature = "serde")]
mod written;

pub use card::Card;
pub use card_as_of::{CardAsOf, FieldContent, StatedValue};
pub use card_diff::{CardDiff, CardDiffError, ChangeKind, FieldChange};
pub use completeness::{Completeness, FieldState, Filled, completeness, field_state};
pub use entry::Entry;
pub use ruling::Ruling;
pub(crate) use standing::FieldFilling;
pub use standing::{FieldStanding, StandingBasis, StandingValue};
pub use view::CardView;
