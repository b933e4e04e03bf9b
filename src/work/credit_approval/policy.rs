use crate::calendar::Day;
use crate::id::RoleId;
use crate::lifecycle::{DeadlinePair, Quorum, QuorumBand, QuorumBands, StaffedPolicy, Staffing};
use crate::money::{Major, Money};
use crate::valid::or_none::NONE;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`CreditApprovalPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CreditApprovalPolicyDraft {
    /// The people who approve, by the limit.
    pub quorum: QuorumBands<Major>,
    /// The role that refuses, reviews and ends, the credit manager by default; without one anybody
    /// does. A policy file says `"none"` for that, so no such role is called `none`.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<RoleId>"))]
    pub manager: Option<RoleId>,
    /// The working days after the proposal within which it is decided, 5 by default.
    pub decide_within_days: u16,
    /// The most days from the first day of the terms, or from a review, to the next review, 365 by
    /// default.
    pub review_days: u16,
    /// The day from which limits need an approval. Without a day all need one.
    pub required_from: Option<Day>,
}

/// The policy of approvals of limits and terms (S20).
///
/// # Rule
///
/// > S20: limits, temporary limits and terms are applied for, set beside the proposal, approved by
/// > quorum in bands, reviewed; a limit without an approval is a finding.
///
/// The default values: the credit manager approves; from a limit of 10,000 on, so does the head of
/// sales, and from 100,000 on the head of finance. These are the steps of the admission of
/// customers and of the release of orders, and one more.
///
/// ```
/// use guanxi::credit_approval::{CreditApprovalPolicy, CreditApprovalPolicyDraft};
///
/// let draft = CreditApprovalPolicyDraft { review_days: 0, ..Default::default() };
/// assert_eq!(
///     CreditApprovalPolicy::try_new(draft).unwrap_err().to_string(),
///     "review_days must be at least 1, was 0"
/// );
/// ```
#[doc(alias = "授信审批权限")]
pub type CreditApprovalPolicy = Valid<CreditApprovalPolicyDraft>;

impl Default for CreditApprovalPolicyDraft {
    fn default() -> Self {
        let band = |units, roles| QuorumBand {
            from: Major::from_units(units),
            quorum: Quorum::of_roles(roles),
        };
        Self {
            quorum: QuorumBands {
                least: Quorum::of_roles(&["credit manager"]),
                bands: vec![
                    band(10_000, &["credit manager", "head of sales"]),
                    band(100_000, &["credit manager", "head of sales", "head of finance"]),
                ],
            },
            manager: RoleId::try_new("credit manager").ok(),
            decide_within_days: 5,
            review_days: 365,
            required_from: None,
        }
    }
}

impl Draft for CreditApprovalPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("quorum", |found| {
            self.quorum.check(found);
            self.quorum.check_places(found);
        });
        if self.manager.as_ref().is_some_and(|role| role.as_str() == NONE) {
            found.add("manager", format!("must not be called {NONE}, the word for no role"));
        }
        found.at_least("review_days", 1, self.review_days);
    }
}

impl CreditApprovalPolicyDraft {
    /// The people who approve a limit.
    pub fn approvers(&self, limit: Money) -> &Quorum {
        let is_reached = |from: &Major| from.to_minor_ceil(limit.currency()) <= limit.amount();
        self.quorum.quorum_by(is_reached)
    }
}

impl StaffedPolicy for CreditApprovalPolicyDraft {
    fn staffings(&self) -> Vec<Staffing> {
        self.quorum.staffings("quorum", "propose")
    }

    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        vec![DeadlinePair {
            path: "decide_within_days".to_owned(),
            days: self.decide_within_days,
            next: "review_days".to_owned(),
            next_days: self.review_days,
        }]
    }
}
