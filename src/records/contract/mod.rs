//! Contracts: what is agreed with a customer, how far the paper has come, and on which days it
//! binds.
//!
//! | type | what it is |
//! |---|---|
//! | [`Contract`] | clauses, term and history of one contract |
//! | [`Clauses`], [`ClauseGroup`] | the eleven groups that every contract must have |
//! | [`Rights`] | level, exclusivity, territories and brands granted |
//! | [`Validity`](crate::calendar::Validity) | the term: first day and last day, both included; no last day: open-ended |
//! | [`Step`], [`Event`], [`Status`] | what is done, who did it when, and where that leaves the contract on a date |
//! | [`Coverage`] | whether a customer has a contract in force, had one, or never had one |
//!
//! | rule of the contract (S5) | where |
//! |---|---|
//! | the mandatory clause groups | [`Clauses::missing`] |
//! | drafted → in review → approved → signed → in force → expired or terminated | [`Contract::apply`], [`Contract::status`] |
//! | in force iff signed, begun, not over and not terminated, all seen on the date | [`Contract::status`] |
//! | a signature without approval is an error | [`StepRefused::NotNow`] |
//! | trading without a contract in force is a finding | [`is_in_force_on`] |
//! | coverage of the customer base | [`coverage`] |
//! | exclusive rights do not overlap | [`rights_conflicts`] |
//!
//! From each status, a step leads on or is refused:
//!
//! | status | submit | return | approve | sign | terminate |
//! |---|---|---|---|---|---|
//! | drafted | in review, if no clause group is missing | – | – | – | – |
//! | in review | – | drafted | approved, by another than submitted | – | – |
//! | approved | – | – | – | signed, if the term is not over | – |
//! | signed, in force | – | – | – | – | terminated, with a reason |
//! | expired, terminated | – | – | – | – | – |

mod clauses;
mod coverage;
mod group;
mod guard;
mod lifecycle;
mod parts;
mod record;
mod refused;
mod rights;
#[cfg(feature = "serde")]
mod written;

pub use clauses::Clauses;
pub use coverage::{Coverage, coverage, is_in_force_on};
pub use group::ClauseGroup;
pub use lifecycle::{Event, Status, Step};
pub use parts::{Delivery, GoodsLine, Parties, Party, TradePolicy};
pub use record::{Contract, Origin};
pub use refused::{ContractError, StepRefused};
pub use rights::{ChannelLevel, Exclusivity, Rights, RightsConflict, rights_conflicts};
