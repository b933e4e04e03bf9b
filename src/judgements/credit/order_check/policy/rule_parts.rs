use super::action::Action;
use crate::measure::Ratio;
use crate::money::Major;
use crate::valid::words;

words! {
    /// When a limit is exceeded.
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
pub struct Bounded<T> {
    /// What becomes of an order that breaks it.
    pub action: Action,
    /// The bound, which may be reached and not passed.
    pub at_most: T,
}

/// The largest part of each category of the exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct CategoryLimits {
    /// What becomes of an order that takes a category beyond its limit.
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

/// When too large a share of the open items is overdue.
///
/// A share falls as more is owed that is not due, so with this rule on, more debt can help an order.
/// It is off by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OverdueShareRule {
    /// What becomes of the order.
    pub action: Action,
    /// Items with more days past due count.
    pub more_than_days: u16,
    /// The largest share of them.
    pub at_most: Ratio,
}

/// When too much is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OverdueAmountRule {
    /// What becomes of the order.
    pub action: Action,
    /// The largest sum.
    pub at_most: Major,
    /// The rule speaks only when more than this share of the limit is used; always without it.
    pub and_used_above: Option<Ratio>,
}

/// When a customer pays too late by its payment index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PaymentIndexRule {
    /// What becomes of the order.
    pub action: Action,
    /// The lowest index, which may be reached.
    pub at_least: u8,
}
