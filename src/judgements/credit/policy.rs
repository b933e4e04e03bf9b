use std::fmt;

use crate::measure::Ratio;
use crate::money::{Major, Total};
use crate::valid::{Draft, Valid, Violations};

/// What becomes of an order that breaks a rule.
///
/// ```
/// use guanxi::credit::Action;
/// assert!(Action::Off < Action::Warn && Action::Warn < Action::Hold);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Action {
    /// Nothing: the rule is not asked.
    #[default]
    Off,
    /// It goes out with a warning.
    Warn,
    /// It is held.
    Hold,
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "off",
            Self::Warn => "warn",
            Self::Hold => "hold",
        })
    }
}

/// When a limit is exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Comparison {
    /// Strictly above it: a limit may be used to the last cent.
    #[default]
    Above,
    /// At it or above.
    AtOrAbove,
}

/// Whether a category counts as exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Inclusion {
    /// It counts.
    #[default]
    Counted,
    /// It is shown and does not count.
    LeftOut,
}

impl Inclusion {
    /// What counts of a total: all of it or nothing.
    pub(super) const fn part(self, total: Total) -> Total {
        match self {
            Self::Counted => total,
            Self::LeftOut => Total::ZERO,
        }
    }
}

/// Which categories count as exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Included {
    /// Open orders.
    pub orders: Inclusion,
    /// Deliveries not billed.
    pub deliveries: Inclusion,
    /// Bills not posted.
    pub billed: Inclusion,
    /// Items that the customer disputes; left out, they are not overdue either.
    pub disputed: Inclusion,
    /// Unapplied credit, which lessens the exposure.
    pub unapplied: Inclusion,
    /// Guarantees, which lessen the exposure.
    pub secured: Inclusion,
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

/// How an order is checked, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct OrderCheckDraft {
    /// What counts as exposure.
    pub included: Included,
    /// When a limit is exceeded.
    pub comparison: Comparison,
    /// By which share of it the customer's own limit may be exceeded.
    pub may_exceed: Ratio,
    /// Nobody has agreed a limit and something is owed.
    pub limit_not_set: Action,
    /// The limit has expired, so many days of grace granted.
    pub limit_expired: Bounded<u16>,
    /// No contract is in force.
    pub contract_missing: Action,
    /// A verified incident is unresolved.
    pub incident_open: Action,
    /// Reports of the same kind within so many days are of the same incident, as for the incident
    /// rule.
    pub same_incident_within_days: u16,
    /// The static check: all open orders count.
    pub limit: Action,
    /// The dynamic check: open orders count that are delivered within so many days.
    pub limit_in_horizon: Bounded<u16>,
    /// The categories of the exposure, each by itself.
    pub categories: CategoryLimits,
    /// The pools of groups, segments and currencies.
    pub pools: Action,
    /// The value of a single order.
    pub order_value: Bounded<Major>,
    /// Days past due of the oldest item.
    pub oldest_item: Bounded<u16>,
    /// The overdue share of the open items.
    pub overdue_share: OverdueShareRule,
    /// The overdue sum.
    pub overdue_amount: OverdueAmountRule,
    /// The highest level of a reminder that was sent.
    pub dunning_level: Bounded<u8>,
    /// The payment index, 0 to 100: at least so much.
    pub payment_index: PaymentIndexRule,
    /// Promises to pay that were broken.
    pub broken_promises: Bounded<u16>,
    /// The terms are due for review.
    pub review_overdue: Action,
    /// Below this sum nothing counts as overdue.
    pub overdue_tolerance: Major,
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

impl Default for OrderCheckDraft {
    fn default() -> Self {
        use Action::{Hold, Off, Warn};
        Self {
            included: Included::default(),
            comparison: Comparison::Above,
            may_exceed: Ratio::ZERO,
            limit_not_set: Hold,
            limit_expired: Bounded { action: Hold, at_most: 0 },
            contract_missing: Warn,
            incident_open: Warn,
            same_incident_within_days: 7,
            limit: Hold,
            limit_in_horizon: Bounded { action: Off, at_most: 30 },
            categories: CategoryLimits::default(),
            pools: Hold,
            order_value: Bounded { action: Off, at_most: Major::from_units(0) },
            oldest_item: Bounded { action: Hold, at_most: 30 },
            overdue_share: OverdueShareRule {
                action: Off,
                more_than_days: 30,
                at_most: Ratio::from_percent(30),
            },
            overdue_amount: OverdueAmountRule {
                action: Off,
                at_most: Major::from_units(0),
                and_used_above: None,
            },
            dunning_level: Bounded { action: Hold, at_most: 2 },
            payment_index: PaymentIndexRule { action: Off, at_least: 50 },
            broken_promises: Bounded { action: Warn, at_most: 0 },
            review_overdue: Warn,
            overdue_tolerance: Major::from_units(1),
        }
    }
}

impl Draft for OrderCheckDraft {
    fn check(&self, found: &mut Violations) {
        if self.overdue_share.at_most > Ratio::ONE {
            let problem = format!("must not exceed 100%, was {}", self.overdue_share.at_most);
            found.add("overdue_share.at_most", problem);
        }
        if self.payment_index.at_least > 100 {
            let problem = format!("must not exceed 100, was {}", self.payment_index.at_least);
            found.add("payment_index.at_least", problem);
        }
        let limits = &self.categories;
        let any = [limits.orders, limits.deliveries, limits.billed, limits.open_items];
        if limits.action != Action::Off && any.iter().all(Option::is_none) {
            let problem =
                format!("must be off without a limit of a category, was {}", limits.action);
            found.add("categories.action", problem);
        }
        let order = self.order_value;
        if order.action != Action::Off && order.at_most == Major::from_units(0) {
            found.add(
                "order_value.at_most",
                "must be above 0 when the rule is on, was 0".to_owned(),
            );
        }
    }
}

/// How an order is checked: which rules are asked, what breaks them, and what becomes of the order.
///
/// # Rule
///
/// > S20: order check — approve, warn or hold, with all reasons.
#[doc(alias = "信用检查")]
pub type OrderCheckPolicy = Valid<OrderCheckDraft>;
