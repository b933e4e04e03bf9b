use super::action::Action;
use super::included::Included;
use super::rule_parts::{
    Bounded, CategoryLimits, Comparison, OverdueAmountRule, OverdueShareRule, PaymentIndexRule,
};
use crate::credit::BillPolicyDraft;
use crate::measure::Ratio;
use crate::money::Major;
use crate::receivable::SmallChange;
use crate::valid::{Draft, Valid, Violations};

/// The policy of the order check, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OrderCheckPolicyDraft {
    /// The categories that count as exposure.
    pub included: Included,
    /// The comparison by which a limit is exceeded.
    pub comparison: Comparison,
    /// The share of the customer's own limit by which it may be exceeded.
    pub may_exceed: Ratio,
    /// Nobody has agreed a limit and something is owed.
    pub limit_not_set: Action,
    /// The limit has expired, with days of grace.
    pub limit_expired: Bounded<u16>,
    /// No contract is in force.
    pub contract_missing: Action,
    /// A verified incident is unresolved.
    pub incident_open: Action,
    /// Reports of one kind within this number of days are of one incident, as for the incident
    /// rule.
    pub same_incident_within_days: u16,
    /// The static check: all open orders count.
    pub limit: Action,
    /// The dynamic check: open orders count up to a horizon in days.
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
    /// The lowest payment index, 0 to 100.
    pub payment_index: PaymentIndexRule,
    /// Promises to pay that were broken.
    pub broken_promises: Bounded<u16>,
    /// Part of what was owed is written off and not recovered. It is no exposure any more.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_warn"))]
    pub written_off: Action,
    /// The terms are due for review.
    pub review_overdue: Action,
    /// Below this sum nothing counts as overdue.
    pub overdue_tolerance: Major,
    /// An item below this, in minor units, is small change: it stays in every sum and is never the
    /// oldest. With an `overdue_tolerance` of 0 nothing is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "SmallChange::is_usual"))]
    pub small_change: SmallChange,
    /// The shares at which outstanding bills count as exposure.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BillPolicyDraft::is_usual"))]
    pub bills: BillPolicyDraft,
}

impl Default for OrderCheckPolicyDraft {
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
            written_off: Warn,
            review_overdue: Warn,
            overdue_tolerance: Major::from_units(1),
            small_change: SmallChange::default(),
            bills: BillPolicyDraft::default(),
        }
    }
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_warn(action: &Action) -> bool {
    *action == Action::Warn
}

impl OrderCheckPolicyDraft {
    /// The small change: nothing where nothing is tolerated.
    pub(crate) fn small_change(&self) -> SmallChange {
        self.small_change.within(self.overdue_tolerance)
    }
}

impl Draft for OrderCheckPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_most("overdue_share.at_most", Ratio::ONE, self.overdue_share.at_most);
        found.at_most("payment_index.at_least", 100, self.payment_index.at_least);
        found.within("bills", |found| self.bills.check(found));
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

/// The policy of the order check: the rules that are asked, their bounds, and their actions.
///
/// # Rule
///
/// > S20: order check — approve, warn or hold, with all reasons.
#[doc(alias = "信用检查")]
pub type OrderCheckPolicy = Valid<OrderCheckPolicyDraft>;
