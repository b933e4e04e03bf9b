//! Usual orders: what a customer orders, how often and how much; its next order; what its peers buy
//! and it does not (S16).
//!
//! | type | meaning |
//! |---|---|
//! | [`OrderProfilePolicy`], [`OrderProfilePolicyDraft`] | the bounds, and their plain form |
//! | [`SoldLine`] | a line of a sale: product, quantity, amount |
//! | [`OrderProfile`], [`UsualProduct`], [`UsualWeekday`] | the usual order of a customer |
//! | [`NextOrder`], [`ProposedLine`] | the next order, proposed from it |
//! | [`Basket`], [`WhiteSpace`] | purchases beside those of peers; products that only they buy |
//!
//! Days to pay are no part of the profile: the index of payment conduct has them
//! ([`PaymentIndexPolicy`](crate::receivable::PaymentIndexPolicy)). Stock is what the caller knows,
//! and changes a proposal by hand. Gaps are counted in the [own days](crate::lapse::OwnDays) of the
//! customer, so that neither its season nor a closed week makes an order late.
//!
//! System of the domain: [S16].
//!
//! [S16]: crate::docs::domain#s16

mod policy;
mod profile;
mod sold_line;
mod white_space;

pub use policy::{OrderProfilePolicy, OrderProfilePolicyDraft};
pub use profile::{NextOrder, OrderProfile, ProposedLine, UsualProduct, UsualWeekday};
pub use sold_line::SoldLine;
pub use white_space::{Basket, WhiteSpace};
