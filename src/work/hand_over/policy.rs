use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`HandOverPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct HandOverPolicyDraft {
    /// The days ahead for which dates are named, the last one included.
    pub dates_ahead_days: u16,
}

/// The policy of the hand-over (S1). By default dates are named 60 days ahead: a new salesperson
/// needs that long to have met everybody.
pub type HandOverPolicy = Valid<HandOverPolicyDraft>;

impl Default for HandOverPolicyDraft {
    fn default() -> Self {
        Self { dates_ahead_days: 60 }
    }
}

impl Draft for HandOverPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("dates_ahead_days", 1, self.dates_ahead_days);
    }
}
