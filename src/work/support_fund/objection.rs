use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{DenialGround, FundClaim, FundPolicyDraft, FundRequest, ProofKind};
use crate::calendar::{Day, Validity};
use crate::id::{DocumentId, FundClaimId};
use crate::money::{Currency, Money};

/// A fact for which a request or a claim cannot be approved.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "objection", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum FundObjection {
    /// No request of its kind was approved, and the kind needs one.
    NotApproved,
    /// The activity lies outside of the programme or of the request.
    OutsideWindow {
        /// The days of the activity.
        activity: Validity,
        /// The days in which it must lie.
        window: Validity,
    },
    /// The request came after the activity began.
    AfterBegin {
        /// The day of the request.
        on: Day,
        /// The first day of the activity.
        began: Day,
    },
    /// The claim is late.
    Late {
        /// The day of the first submission.
        on: Day,
        /// The last day.
        last: Day,
    },
    /// The share of the cost is below the minimum.
    BelowMinimum {
        /// Our share of the cost.
        share: Money,
        /// The minimum.
        least: Money,
    },
    /// A proof is missing.
    ProofMissing {
        /// The kind of the proof.
        proof: ProofKind,
    },
    /// An invoice stands in another claim, or twice in this one.
    InvoiceAgain {
        /// The invoice.
        invoice: DocumentId,
        /// The claim with the invoice.
        claim: FundClaimId,
    },
}

impl FundObjection {
    /// The ground of a denial for it.
    pub const fn ground(&self) -> DenialGround {
        match self {
            Self::NotApproved => DenialGround::NotApproved,
            Self::OutsideWindow { .. } => DenialGround::OutsideWindow,
            Self::AfterBegin { .. } => DenialGround::AfterBegin,
            Self::Late { .. } => DenialGround::Late,
            Self::BelowMinimum { .. } => DenialGround::BelowMinimum,
            Self::ProofMissing { .. } => DenialGround::ProofMissing,
            Self::InvoiceAgain { .. } => DenialGround::InvoiceAgain,
        }
    }
}

impl fmt::Display for FundObjection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotApproved => f.write_str("the activity was not approved before it began"),
            Self::OutsideWindow { activity, window } => {
                write!(f, "the activity of {activity} lies outside of {window}")
            }
            Self::AfterBegin { on, began } => {
                write!(f, "the request of {on} came after the activity began on {began}")
            }
            Self::Late { on, last } => write!(f, "the claim was due by {last}, came on {on}"),
            Self::BelowMinimum { share, least } => {
                write!(f, "a claim is of at least {least}, was {share}")
            }
            Self::ProofMissing { proof } => write!(f, "{proof} is missing"),
            Self::InvoiceAgain { invoice, claim } => {
                write!(f, "invoice {invoice} is claimed in {claim}")
            }
        }
    }
}

/// The objections to a request.
pub(super) fn to_request(request: &FundRequest, programme: Validity) -> Vec<FundObjection> {
    let activity = request.opening.activity;
    let late = request.submitted().filter(|on| *on > activity.from());
    let outside = (!lies_in(activity, programme))
        .then_some(FundObjection::OutsideWindow { activity, window: programme });
    let after = late.map(|on| FundObjection::AfterBegin { on, began: activity.from() });
    outside.into_iter().chain(after).collect()
}

/// Facts beside a claim that decide on it.
pub(super) struct ClaimContext<'a> {
    pub(super) policy: &'a FundPolicyDraft,
    pub(super) currency: Currency,
    pub(super) programme: Validity,
    /// The request that was approved.
    pub(super) request: Option<&'a FundRequest>,
    /// Invoices with which other claims that were not denied are paid.
    pub(super) claimed: BTreeMap<&'a DocumentId, &'a FundClaimId>,
}

/// The objections to a claim as it was handed in last; none before.
pub(super) fn to_claim(claim: &FundClaim, context: &ClaimContext<'_>) -> Vec<FundObjection> {
    let (Some(on), Some(submission)) = (claim.first_submitted(), claim.submission()) else {
        return Vec::new();
    };
    let (opening, policy) = (&claim.opening, context.policy);
    let (activity, kind) = (opening.activity, opening.item.kind());
    let mut found = Vec::new();
    if context.request.is_none() && !policy.without_request.contains(&kind) {
        found.push(FundObjection::NotApproved);
    }
    let window = context.request.map_or(context.programme, |it| it.opening.activity);
    if !lies_in(activity, window) {
        found.push(FundObjection::OutsideWindow { activity, window });
    }
    let last = policy.claim_by(claim, context.request);
    if let Some(last) = last.filter(|last| on > *last) {
        found.push(FundObjection::Late { on, last });
    }
    let minimum = policy.least_claim.to_minor_ceil(context.currency);
    if let Some(share) = policy.share_of(claim).filter(|share| *share < minimum) {
        let money = |amount| Money::new(amount, context.currency);
        found.push(FundObjection::BelowMinimum { share: money(share), least: money(minimum) });
    }
    let missing = policy.proofs(kind).difference(submission.proofs);
    found.extend(missing.map(|proof| FundObjection::ProofMissing { proof: *proof }));
    let mut own = BTreeSet::new();
    for line in submission.eligible(kind) {
        let is_twice = !own.insert(&line.invoice);
        let other =
            if is_twice { Some(&opening.id) } else { context.claimed.get(&line.invoice).copied() };
        found.extend(other.map(|other| FundObjection::InvoiceAgain {
            invoice: line.invoice.clone(),
            claim: other.clone(),
        }));
    }
    found
}

fn lies_in(inner: Validity, outer: Validity) -> bool {
    inner.overlap(outer) == Some(inner)
}
