use std::collections::{BTreeMap, BTreeSet};

use super::{Permit, PermitFinding};
use crate::calendar::AsOf;
use crate::id::{BusinessTypeId, PermitKindId};
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The answer to a customer that trades without a permit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum PermitResponse as "an answer to a missing permit" {
        /// It is a finding.
        #[default]
        Finding = "finding",
        /// It is a finding, and orders are to be held until a permit is there.
        #[doc(alias = "停止发货")]
        Hold = "hold",
    }
}

/// Plain form of a [`PermitPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PermitPolicyDraft {
    /// The notice before the end of a permit, in days; one that ends in exactly as many has it.
    pub notice_days: u16,
    /// The answer where the last permit of a mandatory kind has ended.
    pub ended: PermitResponse,
    /// The answer where there never was one of a mandatory kind.
    pub missing: PermitResponse,
    /// The kinds of permits that a kind of business needs.
    pub mandatory: BTreeMap<BusinessTypeId, BTreeSet<PermitKindId>>,
}

/// The policy of permits (S1): the notice before the end of one, and the answer to trading without.
///
/// The default notice is 60 days, as long as an authority takes to renew a permit;
/// trading without is a finding and holds no order, since the book may just not know of the
/// renewal. No kind is mandatory until the policy says for which business.
///
/// The check of an order does not read permits: ask [`holds`](PermitPolicyDraft::holds) beside it.
///
/// ```
/// use guanxi::means::{PermitPolicy, PermitPolicyDraft};
///
/// let draft = PermitPolicyDraft { notice_days: 0, ..Default::default() };
/// assert_eq!(
///     PermitPolicy::try_new(draft).unwrap_err().to_string(),
///     "notice_days must be at least 1, was 0"
/// );
/// ```
#[doc(alias = "许可证管理")]
pub type PermitPolicy = Valid<PermitPolicyDraft>;

impl Default for PermitPolicyDraft {
    fn default() -> Self {
        Self {
            notice_days: 60,
            ended: PermitResponse::Finding,
            missing: PermitResponse::Finding,
            mandatory: BTreeMap::new(),
        }
    }
}

impl Draft for PermitPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("notice_days", 1, self.notice_days);
        for (business, kinds) in self.mandatory.iter().filter(|(_, kinds)| kinds.is_empty()) {
            let problem = format!("must name a kind of permit, was {}", kinds.len());
            found.within("mandatory", |found| found.add(business.as_str(), problem));
        }
    }
}

impl PermitPolicyDraft {
    /// The findings of each mandatory kind of a business on a date, by kind.
    ///
    /// # Rule
    ///
    /// > S1: a permit that ends within the days of the policy is a notice, trading after its end a
    /// > finding and by policy a hold.
    ///
    /// A permit is valid on its last day. One that ends exactly `notice_days` later is
    /// reported. The business of a customer is that of its
    /// [`Placement`](crate::assignment::Placement).
    ///
    /// ```
    /// use guanxi::calendar::{AsOf, Day, Validity};
    /// use guanxi::day;
    /// use guanxi::means::{Permit, PermitPolicy, PermitPolicyDraft, PermitResponse};
    ///
    /// let policy = PermitPolicy::try_new(PermitPolicyDraft {
    ///     ended: PermitResponse::Hold,
    ///     mandatory: [("feed_mill".parse()?, ["feed_trade".parse()?].into())].into(),
    ///     ..Default::default()
    /// })?;
    /// let last_day = day!(2026, 8, 31);
    /// let permits = [Permit {
    ///     kind: "feed_trade".parse()?,
    ///     number: "P-1".parse()?,
    ///     scope: None,
    ///     term: Validity::try_new(day!(2026, 1, 1), Some(last_day))?,
    /// }];
    /// let mill = "feed_mill".parse()?;
    /// let on = |day: Day| policy.findings(&permits, &mill, AsOf::new(day));
    /// assert_eq!(on(last_day)[0].to_string(), "permit feed_trade ends on 2026-08-31");
    /// assert!(!policy.holds(&on(last_day)[0]));
    /// assert_eq!(on(last_day.offset(1))[0].to_string(), "permit feed_trade ended on 2026-08-31");
    /// assert!(policy.holds(&on(last_day.offset(1))[0]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings(
        &self,
        permits: &[Permit],
        business: &BusinessTypeId,
        t: AsOf,
    ) -> Vec<PermitFinding> {
        let kinds = self.mandatory.get(business);
        kinds.map_or_else(Vec::new, |kinds| self.findings_of(permits, kinds, t))
    }

    /// The findings of the kinds given on a date, by kind. Give the kinds that a customer once had
    /// where the policy names none for its business.
    pub fn findings_of(
        &self,
        permits: &[Permit],
        kinds: &BTreeSet<PermitKindId>,
        t: AsOf,
    ) -> Vec<PermitFinding> {
        let found = |kind| PermitFinding::of_kind(permits, kind, t, self.notice_days);
        kinds.iter().filter_map(found).collect()
    }

    /// Returns `true` when orders of the customer are to be held for a finding.
    pub const fn holds(&self, finding: &PermitFinding) -> bool {
        let response = match finding {
            PermitFinding::Missing { .. } => self.missing,
            PermitFinding::Ended { .. } => self.ended,
            PermitFinding::EndsSoon { .. } => PermitResponse::Finding,
        };
        match response {
            PermitResponse::Hold => true,
            PermitResponse::Finding => false,
        }
    }
}
