//! Agreements as they stand on a day: terms that come to their end, renewals, notices (S5).
//!
//! | type | meaning |
//! |---|---|
//! | [`TermReading`], [`TermStage`] | the term of a contract as of a day, and its stage |
//! | [`TermAhead`] | a term of the notice calendar |
//! | [`ContractNotice`] | a notice about a contract, given once |
//! | [`RenewalPolicy`], [`RenewalPolicyDraft`] | lead, postal days, sell-off |
//! | [`ClauseGap`], [`ClauseTier`] | something that a contract does not say, and its weight |
//! | [`GapSubject`], [`PartySide`] | the subject of a gap; a side of a contract |
//! | [`ClausePolicy`], [`ClausePolicyDraft`] | texts that count as not written |
//! | [`PartyCard`], [`PartyMismatch`] | a party against its card |
//! | [`ContractApprovalPolicy`], [`ContractApprovalPolicyDraft`] | who approves a contract |
//! | [`ContentApproval`], [`ContractApprovalError`] | an approval of one content, and its refusal |
//! | [`ContractFinding`] | days that are not covered, a text that was never seen, papers |
//! | [`AmendmentFinding`], [`ClauseChange`] | findings on amendments; a group before and after |
//! | [`Purchase`], [`PurchaseLog`] | purchases as ordered, delivered and invoiced |
//! | [`ObligationReading`], [`ObligationStage`] | a duty to purchase as of a day |
//! | [`CompetitionFacts`] | facts for competition law |
//! | [`CompetitionPolicy`], [`CompetitionPolicyDraft`] | its figures |
//! | [`CompetitionFinding`], [`CompetitionCode`], [`Regime`] | a notice, and the law behind it |
//! | [`ResalePriceClause`], [`PriceGround`], [`ActiveSaleBar`] | prices and areas among the facts |
//! | [`NonCompete`], [`PenaltyTable`] | duties and damages among the facts |
//!
//! | rule (S5) | item |
//! |---|---|
//! | act by the notice day less postal days, on a worked day | [`RenewalPolicyDraft::act_by`] |
//! | stages by the calendar alone | [`RenewalPolicyDraft::read`] |
//! | the notice calendar some terms ahead | [`notice_calendar`] |
//! | one notice for a contract, an end and a stage | [`due_notices`] |
//! | the next day on which anything changes | [`RenewalPolicyDraft::next_day`] |
//! | completeness in three tiers, limits of promises | [`ClausePolicyDraft::gaps`] |
//! | name and identity number agree with the card | [`party_mismatches`] |
//! | approval by quorum, bound to a content | [`approve_content`], [`content_number`] |
//! | days that a signature or a termination leaves uncovered | [`contract_findings`] |
//! | amendments that reach back, or lie over each other | [`amendment_findings`], [`changes`] |
//! | minimum purchases, projected and cured | [`read_obligation`] |
//! | cautions of competition law | [`competition_findings`], [`resale_price_grounds`] |
//!
//! System of the domain: [S5].
//!
//! [S5]: crate::docs::domain#s5

mod amendment_finding;
mod approval_policy;
mod clause_gap;
mod clause_policy;
mod competition;
mod contract_finding;
mod notice_calendar;
mod obligation_reading;
mod party_agreement;
mod renewal_policy;
mod term_reading;

pub use amendment_finding::{AmendmentFinding, ClauseChange, amendment_findings, changes};
pub use approval_policy::{
    ContentApproval, ContractApprovalError, ContractApprovalPolicy, ContractApprovalPolicyDraft,
    approve_content, content_number,
};
pub use clause_gap::{ClauseGap, ClauseTier, GapSubject, PartySide};
pub use clause_policy::{ClausePolicy, ClausePolicyDraft};
pub use competition::{
    ActiveSaleBar, CompetitionCode, CompetitionFacts, CompetitionFinding, CompetitionPolicy,
    CompetitionPolicyDraft, NonCompete, PenaltyTable, PriceGround, Regime, ResalePriceClause,
    competition_findings, resale_price_grounds,
};
pub use contract_finding::{ContractFinding, contract_findings};
pub use notice_calendar::{ContractNotice, TermAhead, due_notices, notice_calendar};
pub use obligation_reading::{
    ObligationReading, ObligationStage, Purchase, PurchaseLog, read_obligation,
};
pub use party_agreement::{PartyCard, PartyMismatch, party_mismatches};
pub use renewal_policy::{RenewalPolicy, RenewalPolicyDraft};
pub use term_reading::{TermReading, TermStage};
