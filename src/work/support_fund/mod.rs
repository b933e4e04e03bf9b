//! Support funds (市场费用, S25) as a ledger: accrual, requests, claims, proofs, expiry.
//!
//! | type | meaning |
//! |---|---|
//! | [`SupportFund`], [`FundOpening`] | a fund with its entries; its beginning |
//! | [`FundEntry`] | an entry: money in or off, a draft, a step |
//! | [`FundCredit`], [`FundCreditKind`] | a lot that comes in, and its source |
//! | [`FundReduction`] | an amount that is taken off |
//! | [`FundBalance`] | the balances on a date |
//! | [`FundExpiry`] | an amount that expires soon |
//! | [`FundClaimDue`] | a claim that waits for our decision |
//! | [`RepeatedInvoice`] | an invoice that is claimed out of several funds |
//! | [`FundRequest`], [`FundRequestOpening`] | a request with its steps; its draft |
//! | [`FundRequestStage`], [`FundRequestAct`] | the stages and the acts of a request |
//! | [`FundRequestStep`], [`FundRequestEvent`] | a step of a request; one that was taken |
//! | [`FundClaim`], [`FundClaimOpening`] | a claim with its steps; its draft |
//! | [`FundClaimStage`], [`FundClaimAct`] | the stages and the acts of a claim |
//! | [`FundClaimStep`], [`FundClaimEvent`] | a step of a claim; one that was taken |
//! | [`CostLine`], [`ProofKind`], [`Artwork`] | the content of a claim |
//! | [`FundObjection`], [`DenialGround`] | a fact against an approval; the ground of a denial |
//! | [`FundPolicy`], [`FundPolicyDraft`] | rates, shares, days and proofs, and the plain form |
//! | [`ProductAccrual`], [`KindProofs`] | rows of the policy |
//! | [`ProductPurchases`] | purchases on which a fund accrues |
//! | [`FundInputs`] | roles and policy for an entry |
//! | [`FundFault`], [`FundError`] | wrong content; an entry that is refused |
//! | [`FundRequestStepError`], [`FundClaimStepError`] | a step that is refused |
//!
//! A claim that comes late or without proof is recorded as it came: it cannot be approved, and is
//! denied on that ground. A claim given back for completion is not denied yet, and
//! one that was handed in in time stays in time. A claim that the customer does not complete can be
//! denied. Invoices of a denied claim may be claimed again.
//!
//! The stage of a request after each act; a dash stands where the act is refused:
//!
//! | stage | submit | approve | deny | close | lapse |
//! |---|---|---|---|---|---|
//! | drafted | requested | – | – | closed | – |
//! | requested | – | approved | denied | closed | – |
//! | approved | – | – | – | closed | lapsed |
//! | denied | – | – | – | – | – |
//! | closed | – | – | – | – | – |
//! | lapsed | – | – | – | – | – |
//!
//! The stage of a claim:
//!
//! | stage | submit | return | approve | deny | pay |
//! |---|---|---|---|---|---|
//! | drafted | submitted | – | – | – | – |
//! | submitted | – | returned | approved | denied | – |
//! | returned | submitted | – | – | denied | – |
//! | approved | – | – | – | – | paid |
//! | denied | – | – | – | – | – |
//! | paid | – | – | – | – | – |
//!
//! Systems of the domain: [S25].
//!
//! [S25]: crate::docs::domain#s25

mod claim;
mod entry;
mod fault;
mod fund;
mod lots;
mod objection;
mod policy;
mod request;
mod state;
mod steps;
mod words;

pub use claim::{
    Artwork, CostLine, FundClaim, FundClaimAct, FundClaimEvent, FundClaimOpening, FundClaimStage,
    FundClaimStep,
};
pub use entry::{FundCredit, FundCreditKind, FundEntry, FundOpening, FundReduction};
pub use fault::{FundClaimStepError, FundError, FundFault, FundRequestStepError};
pub use fund::{FundClaimDue, FundExpiry, RepeatedInvoice, SupportFund};
pub use lots::FundBalance;
pub use objection::FundObjection;
pub use policy::{
    FundInputs, FundPolicy, FundPolicyDraft, KindProofs, ProductAccrual, ProductPurchases,
};
pub use request::{
    FundRequest, FundRequestAct, FundRequestEvent, FundRequestOpening, FundRequestStage,
    FundRequestStep,
};
pub use words::{DenialGround, ProofKind};
