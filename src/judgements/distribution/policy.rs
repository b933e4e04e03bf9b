use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`DistributionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct DistributionPolicyDraft {
    /// The days for which an outlet that was visited counts as seen.
    pub fresh_days: u16,
    /// The metres from its outlet within which a check-in counts.
    pub check_in_metres: u32,
}

/// The policy of distribution (S9).
///
/// By default a visit is fresh for 180 days, and a check-in within 500 metres of its outlet: a
/// receiver between tall houses errs by a tenth of that.
pub type DistributionPolicy = Valid<DistributionPolicyDraft>;

impl Default for DistributionPolicyDraft {
    fn default() -> Self {
        Self { fresh_days: 180, check_in_metres: 500 }
    }
}

impl Draft for DistributionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("fresh_days", 1, self.fresh_days);
    }
}
