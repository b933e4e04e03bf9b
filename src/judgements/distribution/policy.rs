use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`DistributionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DistributionPolicyDraft {
    /// The days for which an outlet that was visited counts as seen.
    pub fresh_days: u16,
    /// The metres from its outlet within which a check-in counts.
    pub check_in_metres: u32,
    /// The outlets on one point from which on they are a finding.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_usual_crowd"))]
    pub point_outlets: u16,
}

/// Two stalls may share a point; a third is a copy or a town whose middle stands for an address.
const POINT_OUTLETS: u16 = 3;

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_usual_crowd(outlets: &u16) -> bool {
    *outlets == POINT_OUTLETS
}

/// The policy of distribution (S9).
///
/// By default a visit is fresh for 180 days, and a check-in within 500 metres of its outlet: a
/// receiver between tall houses errs by a tenth of that. From three outlets on, those on one point
/// are a finding.
pub type DistributionPolicy = Valid<DistributionPolicyDraft>;

impl Default for DistributionPolicyDraft {
    fn default() -> Self {
        Self { fresh_days: 180, check_in_metres: 500, point_outlets: POINT_OUTLETS }
    }
}

impl Draft for DistributionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("fresh_days", 1, self.fresh_days);
        found.at_least("point_outlets", 2, self.point_outlets);
    }
}
