//! The customer, and the customer card with its completeness (S1).
//!
//! | type | meaning |
//! |---|---|
//! | [`Customer`] | a customer: id, first day, attitude, group and card |
//! | [`Attitude`] | the declared attitude towards us, the 忠诚度 of S13 |
//! | [`Card`] | the records of a customer, field by field; each [`Entry`] has a day and an author |
//! | [`Field`] | a field of the card, in one of four [`Section`]s |
//! | [`CardPolicy`] | the weights of the fields, and the mandatory fields |
//! | [`Completeness`] | the filled part of the card on a date, and the empty mandatory fields |
//! | [`Filled`] | the weight of the filled fields, and of all fields |
//! | [`CardPolicyDraft`] | the plain form of a card policy, before it is checked |
//! | [`CardError`] | the reason why an entry is refused |
//!
//! | rule of the card (S1) | item |
//! |---|---|
//! | an entry has a text, a day and an author | [`Entry::try_new`] |
//! | a card is revised; the last entry recorded by a date holds on it | [`Card::entry`] |
//! | a wrong entry is removed | [`Card::remove`] |
//! | completeness is the weight of the filled fields over the weight of all | [`completeness`] |
//! | an entry recorded after the as-of date is not seen | [`completeness`], [`Card::entry`] |
//!
//! System of the domain: [S1].
//!
//! [S1]: crate::docs::domain#s1

mod attitude;
mod card;
mod card_error;
mod card_policy;
mod completeness;
mod customer;
mod entry;
mod field;

pub use attitude::Attitude;
pub use card::Card;
pub use card_error::CardError;
pub use card_policy::{CardPolicy, CardPolicyDraft};
pub use completeness::{Completeness, Filled, completeness};
pub use customer::Customer;
pub use entry::Entry;
pub use field::{Field, Section};
