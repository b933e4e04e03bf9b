use super::action::Action;
use crate::measure::Ratio;
use crate::money::Major;
use crate::valid::words;

words! {
    /// The comparison by which a limit is exceeded.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum Comparison as "a comparison with a limit" {
        /// Strictly above it: a limit may be used to the last cent.
        #[default]
        Above = "above",
        /// At it or above.
        AtOrAbove = "at_or_above",
    }
}

/// A rule with a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Bounded<T> {
    /// The action on an order that breaks the rule.
    pub action: Action,
    /// The bound, which may be reached.
    pub at_most: T,
}

/// The largest part of each category of the exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CategoryLimits {
    /// The action on an order that takes a category beyond its limit.
    pub action: Action,
    /// Open orders, the one under check with them.
    pub orders: Option<Major>,
    /// Deliveries not billed.
    pub deliveries: Option<Major>,
    /// Bills not posted.
    pub billed: Option<Major>,
    /// Open items.
    pub open_items: Option<Major>,
}

/// The rule about the overdue share of the open items. Off by default.
///
/// A share falls as debt that is not due grows, so with this rule on, more debt can help an order.
/// Small change is among the open items and never overdue here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OverdueShareRule {
    /// The action on an order that breaks the rule.
    pub action: Action,
    /// Items with more days past due count.
    pub more_than_days: u16,
    /// The largest share of them.
    pub at_most: Ratio,
}

/// The rule about the overdue sum, without small change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OverdueAmountRule {
    /// The action on an order that breaks the rule.
    pub action: Action,
    /// The largest sum.
    pub at_most: Major,
    /// The rule speaks only when more than this share of the limit is used; always without it.
    pub and_used_above: Option<Ratio>,
}

/// The rule about the payment index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PaymentIndexRule {
    /// The action on an order that breaks the rule.
    pub action: Action,
    /// The lowest index, which may be reached.
    pub at_least: u8,
}
