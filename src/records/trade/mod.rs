//! Trade with a customer: sales and returns, open orders and their documents, plans, breaches of
//! the channel.
//!
//! | fact | rule |
//! |---|---|
//! | [`Sale`] | S8: date and amount; a negative amount is a return |
//! | [`OpenOrder`] | S20: ordered, not delivered; part of the exposure until then |
//! | [`DocumentFlow`] | S20: value leaves one [`DocumentStage`] as it enters the next |
//! | [`Plan`] | S7: the target of a month; a month without one counts as zero |
//! | [`Breach`] | S14: diversion (窜货), price dumping, extortion; disloyal when upheld |
//! | [`Claim`], [`ClaimKind`] | a claim about orders to come, or about credit |
//! | [`BreachKind`] | S14: the kinds of breaches of the channel |
//!
//! Parts of facts, and facts as an account holds them:
//!
//! | type | meaning |
//! |---|---|
//! | [`RecordedOrder`] | a recorded open order |
//! | [`SaleLine`], [`LineQuantity`] | a line of a sale; a quantity in a unit |
//! | [`OrderBalance`] | a recorded order with its open part |
//! | [`StagedDocument`] | a document at a stage |
//!
//! Systems of the domain: [S7], [S8], [S14], [S20].
//!
//! [S7]: crate::docs::domain#s7
//! [S8]: crate::docs::domain#s8
//! [S14]: crate::docs::domain#s14
//! [S20]: crate::docs::domain#s20

mod breach;
mod claim;
mod document_flow;
mod order;
mod order_balance;
mod plan;
mod sale;
mod sale_line;

pub use breach::{Breach, BreachKind};
pub use claim::{Claim, ClaimKind};
pub use document_flow::{DocumentFlow, DocumentStage, StagedDocument};
pub use order::{OpenOrder, RecordedOrder};
pub use order_balance::OrderBalance;
pub use plan::Plan;
pub use sale::Sale;
pub use sale_line::{LineQuantity, SaleLine};
