use crate::warning::Level;

/// The rules for a customer with one order day ever. Most of them never come back, so they are told
/// as a list, and no case asks anybody to look after each. The call list has them, marked as bought
/// once; the budget of calls leaves them out.
///
/// # Rule
///
/// > S21.4: bought once: watch at most, the hard cap included; no case opens for it.
///
/// ```
/// use guanxi::warning::{BoughtOnceRules, Level, LossPolicy, LossPolicyDraft};
/// let bought_once = BoughtOnceRules { at_most: Level::Critical, opens_case: true };
/// let policy = LossPolicy::try_new(LossPolicyDraft { bought_once, ..Default::default() })?;
/// assert_eq!(policy.bought_once.at_most, Level::Critical);
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
#[doc(alias = "一次性客户")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct BoughtOnceRules {
    /// The highest level of its loss.
    pub at_most: Level,
    /// `true` where a case of loss opens for it as for any other customer.
    pub opens_case: bool,
}

impl Default for BoughtOnceRules {
    fn default() -> Self {
        Self { at_most: Level::Watch, opens_case: false }
    }
}
