use std::collections::BTreeSet;

use super::{Artwork, FundClaim, FundRequest, ProofKind};
use crate::calendar::Day;
use crate::id::{ProductGroupId, RoleId};
use crate::lifecycle::{Seat, StaffedPolicy, Staffing};
use crate::measure::Ratio;
use crate::money::{Amount, Major, Rounding, Total};
use crate::support::SupportKind;
use crate::valid::or_none::NONE;
use crate::valid::{Draft, Valid, Violations};

/// The rate of accrual on a group of products.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ProductAccrual {
    /// The products.
    pub products: ProductGroupId,
    /// The rate.
    pub rate: Ratio,
}

/// Proofs that claims of a kind need.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct KindProofs {
    /// The kind.
    pub kind: SupportKind,
    /// The proofs.
    pub proofs: BTreeSet<ProofKind>,
}

/// Net purchases of a group of products in the base period; returns are taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductPurchases {
    /// The products.
    pub products: ProductGroupId,
    /// The purchases less returns, in the currency of the fund.
    pub net: Amount,
}

/// The plain form of a [`FundPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FundPolicyDraft {
    /// The role that approves, denies and returns; anybody by default.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<RoleId>"))]
    pub manager: Option<RoleId>,
    /// The rate of accrual on net purchases, 3 % by default.
    pub accrual: Ratio,
    /// Rates of groups of products, each group once.
    pub accrual_by_product: Vec<ProductAccrual>,
    /// Our share of the cost, 50 % by default.
    pub share: Ratio,
    /// Our share of the cost with artwork of ours, 60 % by default.
    pub share_of_our_artwork: Ratio,
    /// Days from the end of the activity in which it is claimed, 60 by default.
    pub claim_days: u16,
    /// The least share of the cost that is claimed, 25 by default.
    pub least_claim: Major,
    /// Kinds that need no request before the activity; none by default.
    pub without_request: BTreeSet<SupportKind>,
    /// Proofs by kind, each kind once. An invoice by default, and with it a tear sheet for
    /// advertising, a photo for the shop and for promotion, a list of leads for selling.
    pub proofs: Vec<KindProofs>,
    /// Worked days from the submission in which a claim is decided, 10 by default.
    pub decide_days: u16,
    /// Days before the last day of a lot at which the customer is told, falling; 90, 30 and 7 by
    /// default.
    pub told_before: Vec<u16>,
}

/// The policy of support funds.
///
/// # Rule
///
/// > S25: half of the cost is paid, out of what has accrued, for activities that were approved
/// > before they began; claims come within 60 days after the end, with proof, and of at least 25.
#[doc(alias = "市场费用政策")]
pub type FundPolicy = Valid<FundPolicyDraft>;

impl Default for FundPolicyDraft {
    fn default() -> Self {
        let with = |kind, proof: &[ProofKind]| KindProofs {
            kind,
            proofs: proof.iter().copied().chain([ProofKind::Invoice]).collect(),
        };
        Self {
            manager: None,
            accrual: Ratio::from_percent(3),
            accrual_by_product: Vec::new(),
            share: Ratio::from_percent(50),
            share_of_our_artwork: Ratio::from_percent(60),
            claim_days: 60,
            least_claim: Major::from_units(25),
            without_request: BTreeSet::new(),
            proofs: vec![
                with(SupportKind::Management, &[]),
                with(SupportKind::Selling, &[ProofKind::LeadList]),
                with(SupportKind::Advertising, &[ProofKind::TearSheet]),
                with(SupportKind::Shop, &[ProofKind::Photo]),
                with(SupportKind::Promotion, &[ProofKind::Photo]),
                with(SupportKind::Information, &[]),
            ],
            decide_days: 10,
            told_before: vec![90, 30, 7],
        }
    }
}

impl Draft for FundPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.manager.as_ref().is_some_and(|role| role.as_str() == NONE) {
            found.add("manager", format!("must not be called {NONE}, the word for no role"));
        }
        found.at_most("accrual", Ratio::ONE, self.accrual);
        for (place, row) in self.accrual_by_product.iter().enumerate() {
            let products = &row.products;
            found.within(&format!("accrual_by_product.{place}"), |found| {
                found.at_most("rate", Ratio::ONE, row.rate);
                if self.accrual_by_product.iter().take(place).any(|it| it.products == *products) {
                    found.add("products", format!("must stand once, {products} stands again"));
                }
            });
        }
        found.at_most("share", Ratio::ONE, self.share);
        found.at_most("share_of_our_artwork", Ratio::ONE, self.share_of_our_artwork);
        for (place, row) in self.proofs.iter().enumerate() {
            if self.proofs.iter().take(place).any(|it| it.kind == row.kind) {
                let kind = row.kind;
                found.add(
                    &format!("proofs.{place}.kind"),
                    format!("must stand once, {kind} stands again"),
                );
            }
        }
        found.at_least("decide_days", 1, self.decide_days);
        let mut before = None;
        for (place, days) in self.told_before.iter().enumerate() {
            if before.is_some_and(|before| before <= *days) {
                let least = before.unwrap_or_default();
                found.add(
                    &format!("told_before.{place}"),
                    format!("must lie below {least}, was {days}"),
                );
            }
            before = Some(*days);
        }
    }
}

impl FundPolicyDraft {
    /// The accrual on net purchases of the base period, each part rounded down; `None` when it does
    /// not fit. More goods returned than bought in all accrue nothing.
    ///
    /// ```
    /// use guanxi::money::Amount;
    /// use guanxi::support_fund::{FundPolicyDraft, ProductPurchases};
    ///
    /// let policy = FundPolicyDraft::default();
    /// let bought = ProductPurchases {
    ///     products: "tea".parse()?,
    ///     net: Amount::from_minor(50_000_00),
    /// };
    /// assert_eq!(policy.accrued_on(&[bought]), Some(Amount::from_minor(1_500_00)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn accrued_on(&self, purchases: &[ProductPurchases]) -> Option<Amount> {
        let rate = |it: &ProductPurchases| {
            let row = self.accrual_by_product.iter().find(|row| row.products == it.products);
            row.map_or(self.accrual, |row| row.rate)
        };
        let parts = purchases.iter().map(|it| it.net.share(rate(it), Rounding::TowardZero));
        let whole: Total = parts.collect::<Option<Vec<_>>>()?.into_iter().collect();
        whole.or_zero().to_amount()
    }

    /// Our share of the eligible cost of a claim, rounded down; `None` when it does not fit.
    /// Lines of another kind than the claim are not eligible.
    pub fn share_of(&self, claim: &FundClaim) -> Option<Amount> {
        let kind = claim.opening().item.kind();
        let submission = claim.submission();
        let eligible = submission.iter().flat_map(|it| it.eligible(kind));
        let cost: Total = eligible.map(|line| line.amount.amount()).collect();
        let share = match claim.opening().artwork {
            Artwork::Own => self.share,
            Artwork::Ours => self.share_of_our_artwork,
        };
        cost.to_amount()?.share(share, Rounding::TowardZero)
    }

    /// The last day on which a claim is handed in, by the end of its activity and by its request;
    /// `None` for an activity without end and without a request that is approved.
    pub fn claim_by(&self, claim: &FundClaim, request: Option<&FundRequest>) -> Option<Day> {
        let activity = claim.opening().activity;
        let of_activity = activity.to().map(|last| last.offset(i32::from(self.claim_days)));
        of_activity.into_iter().chain(request.and_then(FundRequest::until)).min()
    }

    /// The proofs that claims of a kind need; none for a kind without a row.
    pub(super) fn proofs(&self, kind: SupportKind) -> &BTreeSet<ProofKind> {
        const NOTHING: &BTreeSet<ProofKind> = &BTreeSet::new();
        self.proofs.iter().find(|row| row.kind == kind).map_or(NOTHING, |row| &row.proofs)
    }
}

/// Everything that decides on an entry besides the fund.
#[derive(Debug, Clone, Copy)]
pub struct FundInputs<'a> {
    /// The roles of the person who makes the entry.
    pub held: &'a BTreeSet<RoleId>,
    /// The policy.
    pub policy: &'a FundPolicy,
}

impl StaffedPolicy for FundPolicyDraft {
    /// Whoever hands in a request or a claim does not approve it.
    fn staffings(&self) -> Vec<Staffing> {
        let approve = Seat { act: "approve", role: self.manager.clone() };
        vec![Staffing::new("manager", vec![Seat::anyone("submit"), approve])]
    }
}
