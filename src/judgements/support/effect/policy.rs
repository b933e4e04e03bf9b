use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of an [`EffectPolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct EffectPolicyDraft {
    /// The fewest pairs of a supported customer and a control, 5 by default.
    pub fewest_pairs: u16,
    /// The share of its purchases of the window before by which a control may be larger or smaller,
    /// 25 % by default.
    pub caliper: Ratio,
    /// The most that the groups may have moved apart before, as a share of the effect, 25 % by
    /// default.
    pub trend: Ratio,
    /// The most that may be missing in the later window, as a share of the effect, 25 % by default.
    pub moved_forward: Ratio,
    /// The probability of chance from which the pairs prove nothing, 5 % by default.
    pub chance: Ratio,
}

/// The policy of the effect of support (S25).
///
/// ```
/// use guanxi::support::{EffectPolicy, EffectPolicyDraft};
///
/// let draft = EffectPolicyDraft { fewest_pairs: 4, ..Default::default() };
/// assert_eq!(
///     EffectPolicy::try_new(draft).unwrap_err().to_string(),
///     "fewest_pairs must be at least 5, was 4"
/// );
/// ```
#[doc(alias = "支援效果")]
pub type EffectPolicy = Valid<EffectPolicyDraft>;

impl EffectPolicyDraft {
    /// The bound below which no policy may go: four of four pairs are chance once in sixteen times.
    pub const FEWEST_PAIRS: u16 = 5;
}

impl Default for EffectPolicyDraft {
    fn default() -> Self {
        Self {
            fewest_pairs: Self::FEWEST_PAIRS,
            caliper: Ratio::from_percent(25),
            trend: Ratio::from_percent(25),
            moved_forward: Ratio::from_percent(25),
            chance: Ratio::from_percent(5),
        }
    }
}

impl Draft for EffectPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("fewest_pairs", Self::FEWEST_PAIRS, self.fewest_pairs);
        found.at_most("caliper", Ratio::ONE, self.caliper);
        found.at_most("trend", Ratio::ONE, self.trend);
        found.at_most("moved_forward", Ratio::ONE, self.moved_forward);
        found.at_most("chance", Ratio::from_percent(50), self.chance);
    }
}
