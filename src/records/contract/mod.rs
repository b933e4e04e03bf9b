//! Contracts: clauses, steps from the draft to the end, and the days on which a contract binds.
//!
//! | type | content |
//! |---|---|
//! | [`Contract`] | clauses, term and trail of one contract |
//! | [`Clauses`], [`ClauseGroup`] | the eleven groups that every contract must have |
//! | [`Rights`] | level, exclusivity, territories and brands granted |
//! | [`Validity`](crate::calendar::Validity) | the term, both days included; the end may be open |
//! | [`ContractStep`], [`ContractAct`] | the steps and their kinds |
//! | [`ContractEvent`] | a step with its day and the one who took it |
//! | [`ContractAction`], [`ContractActionError`] | an act on a recorded contract, and its refusal |
//! | [`ContractPapers`] | keepers and loans of the papers |
//! | [`PapersError`], [`PapersFinding`] | a refusal and a fault in their keeping |
//! | [`ContractStatus`] | the status on a date |
//! | [`Coverage`] | a customer has a contract in force, had one, or never had one |
//! | [`TermClause`] | the clause about renewal, notice and termination |
//! | [`Renewal`] | none, by silence, or by agreement |
//! | [`NoticePeriod`] | the length of a notice in months or days |
//! | [`TermSchedule`], [`TermPeriod`] | the terms one after the other, and one of them |
//! | [`TermStepError`] | the refusal of a step by the clause about the term |
//! | [`ContractOrigin`] | the beginning of the trail: drafted here, or signed elsewhere |
//! | [`Parties`], [`Party`] | the two parties to a contract, and one of them |
//! | [`PartyItem`] | one of the eight things that a party states |
//! | [`ClausePromise`], [`ClauseItem`] | a promise, and a limit that it takes |
//! | [`Obligation`], [`ObligationDraft`] | a duty to purchase |
//! | [`PurchaseTarget`], [`PurchaseEvent`] | its target with the unit, and the event that counts |
//! | [`Carry`], [`ObligationRemedy`] | purchases above a target; the consequence of a miss |
//! | [`Amendment`] | other content of some groups of clauses from a day on |
//! | [`AmendmentStage`], [`AmendmentAct`], [`AmendmentStep`] | the way of an amendment |
//! | [`AmendmentError`], [`AmendmentStepError`] | the refusal of an amendment, and of its step |
//! | [`GoodsLine`] | a kind of goods in a contract |
//! | [`Delivery`] | delivery: time, place, transport, cost |
//! | [`TradePolicy`] | grants to the customer beyond the goods |
//! | [`ChannelLevel`] | the level of the channel at which a customer sells |
//! | [`Exclusivity`] | exclusive and shared grants of trading rights |
//! | [`ContractError`] | the refusal of a contract |
//! | [`ContractStepError`] | the refusal of a step |
//!
//! | rule of the contract (S5) | kept by |
//! |---|---|
//! | renewal, notice, minimum term | [`Contract::schedule`], [`Contract::bound_term`] |
//! | the mandatory clause groups | [`Clauses::missing`] |
//! | from drafted to expired or terminated, step by step | [`Contract::apply`] |
//! | in force iff signed, begun, not over and not terminated, as seen | [`Contract::status`] |
//! | a signature without approval is an error | [`ContractStepError::NotNow`] |
//! | trading without a contract in force is a finding | [`is_in_force_on`] |
//! | coverage of the customer base | [`coverage`] |
//! | exclusive rights do not overlap | [`trading_rights`](crate::trading_rights) |
//!
//! The status after each act; all other acts are refused:
//!
//! | stage | acts | next |
//! |---|---|---|
//! | drafted | submit | in review |
//! | in review | return | drafted |
//! | in review | approve | approved |
//! | approved | sign | signed |
//! | signed | terminate | terminated |
//! | signed | decline renewal, give notice, notify breach, accept cure, renew | signed |
//! | in force | terminate | terminated |
//! | in force | decline renewal, give notice, notify breach, accept cure, renew | in force |
//! | expired | renew | in force |
//! | terminated | reopen | in force |
//!
//! The stage of an amendment after each act:
//!
//! | stage | submit | return | approve | sign | withdraw |
//! |---|---|---|---|---|---|
//! | drafted | in review | – | – | – | withdrawn |
//! | in review | – | drafted | approved | – | withdrawn |
//! | approved | – | drafted | – | signed | withdrawn |
//! | signed | – | – | – | – | – |
//! | withdrawn | – | – | – | – | – |
//!
//! A contract is submitted with all clause groups, approved by another than the one who submitted
//! it, signed on the last day of its term or before, and terminated with a reason. The calendar
//! alone leads from signed to in force on the first day of the term, to expired on the day after
//! the last, and to terminated on the day for which notice was given.
//!
//! A term that is renewed by silence goes on until somebody declines; a notice that comes too late
//! ends the next term. An ordinary termination takes a notice and the end of the minimum term, one
//! for cause a breach that was notified and not cured in time. A terminated contract is locked: it
//! is reopened with a role and a reason, and the days since its termination stay uncovered.
//!
//! System of the domain: [S5].
//!
//! [S5]: crate::docs::domain#s5

mod action;
mod amendment;
mod check;
mod clauses;
mod contract;
mod coverage;
mod error;
mod papers;
mod record;
mod step;
mod term;
#[cfg(feature = "serde")]
mod written;

pub use action::{ContractAction, ContractActionError};
pub use amendment::{
    Amendment, AmendmentAct, AmendmentError, AmendmentStage, AmendmentStep, AmendmentStepError,
};
pub use clauses::{
    Carry, ChannelLevel, ClauseGroup, ClauseItem, ClausePromise, Clauses, Delivery, Exclusivity,
    GoodsLine, Obligation, ObligationDraft, ObligationRemedy, Parties, Party, PartyItem,
    PurchaseEvent, PurchaseTarget, Rights, TradePolicy,
};
pub use contract::{Contract, ContractOrigin};
pub use coverage::{Coverage, coverage, is_in_force_on};
pub use error::{ContractError, ContractStepError};
pub use papers::{ContractPapers, PapersError, PapersFinding};
pub use step::{ContractAct, ContractEvent, ContractStatus, ContractStep};
pub use term::{NoticePeriod, Renewal, TermClause, TermPeriod, TermSchedule, TermStepError};
