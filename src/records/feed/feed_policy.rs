use crate::valid::{Draft, Valid, Violations};

/// The grace that a late feed has, in plain form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FeedPolicyDraft {
    /// The most calendar days by which an arm may read beyond the day up to which its feed is
    /// complete; by more it is silent. The days after which a register tells of a late feed are
    /// those of [`CasePolicy`](crate::casework::CasePolicy).
    pub grace_days: u16,
}

/// The policy of late feeds.
///
/// # Rule
///
/// > An arm that would read beyond the day by more than the grace of policy (3 days) is silent with
/// > *no data* and that day.
#[doc(alias = "数据截止日宽限")]
pub type FeedPolicy = Valid<FeedPolicyDraft>;

impl Default for FeedPolicyDraft {
    fn default() -> Self {
        Self { grace_days: 3 }
    }
}

impl Draft for FeedPolicyDraft {
    fn check(&self, _: &mut Violations) {}
}
