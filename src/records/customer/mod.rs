//! The customer card: who a customer is, and whether what is known of them is complete.
//!
//! | type | what it is |
//! |---|---|
//! | [`Customer`] | one customer: id, since when, attitude, group and card |
//! | [`Attitude`] | what the customer declares towards us, the 忠诚度 of S13 |
//! | [`Card`] | what is known, field by field; each [`Entry`] has a day and an author |
//! | [`Field`] | what a card asks, in four [`Section`]s |
//! | [`CardPolicy`] | what each field weighs and which fields are mandatory |
//! | [`Completeness`] | how much of the card is filled on a date, and which mandatory fields are not |
//!
//! | rule of the card (S1) | where |
//! |---|---|
//! | an entry says something, on a day, by an author | [`Entry::try_new`] |
//! | a card is revised; the entry that stands on a date is the last one recorded by then | [`Card::entry`] |
//! | a wrong entry is removed | [`Card::remove`] |
//! | completeness is the weight of the filled fields over the weight of all | [`completeness`] |
//! | an entry recorded after the as-of date is not seen | [`completeness`], [`Card::entry`] |
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod attitude;
mod card;
mod completeness;
mod field;
mod identity;
mod policy;

pub use attitude::Attitude;
pub use card::{Card, CardError, Entry};
pub use completeness::{Completeness, Filled, completeness};
pub use field::{Field, Section};
pub use identity::Customer;
pub use policy::{CardPolicy, CardPolicyDraft};
