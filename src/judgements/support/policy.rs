use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`SupportPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SupportPolicyDraft {
    /// The share of its days by which a line of the plan is begun, 50 % by default.
    pub begin_by: Ratio,
    /// The spread of support by purchases between competing customers, in points, beyond which it
    /// is disproportionate: 1.5 % by default. That is half of the 3 % of purchases that accrue for
    /// support by default, so a customer with nothing beside one with the usual support is told.
    pub spread: Ratio,
    /// Days within which a thing lent is counted, 180 by default.
    pub count_days: u16,
}

/// The policy of the support for customers (S25).
///
/// # Rule
///
/// > S25: a line of the plan is begun by half its time, competing customers have support in
/// > proportion to their purchases, and things lent are counted in 180 days.
#[doc(alias = "支援政策")]
pub type SupportPolicy = Valid<SupportPolicyDraft>;

impl Default for SupportPolicyDraft {
    fn default() -> Self {
        Self {
            begin_by: Ratio::from_percent(50),
            spread: Ratio::from_parts_per_million(15_000),
            count_days: 180,
        }
    }
}

impl Draft for SupportPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.begin_by == Ratio::ZERO {
            found.add("begin_by", "must be above 0%, was 0%".to_owned());
        }
        found.at_most("begin_by", Ratio::ONE, self.begin_by);
        found.at_most("spread", Ratio::ONE, self.spread);
        found.at_least("count_days", 1, self.count_days);
    }
}
