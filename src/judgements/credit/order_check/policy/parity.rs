//! Policies that decide as well-known systems do. A company that comes from one of them can prove
//! that nothing changes, and tighten from there.

use super::action::Action;
use super::included::Included;
use super::order_check_policy::{OrderCheckPolicy, OrderCheckPolicyDraft};
use super::rule_parts::{Bounded, Comparison, OverdueAmountRule, OverdueShareRule};
use crate::measure::{Ratio, proven};
use crate::money::Major;
use crate::receivable::Inclusion;
use crate::valid::Valid;

/// Nothing is asked: what a system does not check, its policy does not either.
fn silent() -> OrderCheckPolicyDraft {
    let off = |at_most| Bounded { action: Action::Off, at_most };
    OrderCheckPolicyDraft {
        limit_not_set: Action::Off,
        limit_expired: off(0),
        contract_missing: Action::Off,
        incident_open: Action::Off,
        limit: Action::Off,
        pools: Action::Off,
        oldest_item: off(0),
        dunning_level: Bounded { action: Action::Off, at_most: 0 },
        broken_promises: off(0),
        review_overdue: Action::Off,
        overdue_tolerance: Major::from_units(0),
        ..OrderCheckPolicyDraft::default()
    }
}

impl OrderCheckPolicy {
    /// The checks of SAP credit management: static and dynamic limit, segment and main segment
    /// both, maximum document value, oldest open item, share of overdue items, dunning level.
    ///
    /// A customer without a limit is held: there it has a limit of zero. The bounds of document
    /// value, oldest item and dunning level are to be set; the share may not exceed 30 % of what is
    /// more than 30 days past due. Source: SAP, *Different Types of Credit Checks*, and the
    /// definition of the overdue share in its data dictionary.
    ///
    /// ```
    /// use guanxi::credit::{Action, OrderCheckPolicy};
    /// let policy = OrderCheckPolicy::sap_like();
    /// assert_eq!(policy.limit_in_horizon.action, Action::Hold);
    /// assert_eq!(policy.contract_missing, Action::Off, "not asked there");
    /// ```
    pub fn sap_like() -> Self {
        Self::from_known(OrderCheckPolicyDraft {
            limit_not_set: Action::Hold,
            limit: Action::Hold,
            limit_in_horizon: Bounded { action: Action::Hold, at_most: 60 },
            pools: Action::Hold,
            oldest_item: Bounded { action: Action::Hold, at_most: 30 },
            overdue_share: OverdueShareRule {
                action: Action::Hold,
                more_than_days: 30,
                at_most: Ratio::from_percent(30),
            },
            dunning_level: Bounded { action: Action::Hold, at_most: 3 },
            included: Included { secured: Inclusion::Counted, ..Included::default() },
            ..silent()
        })
    }

    /// The blocking rules of Dynamics 365 Finance: limit and group limit, expired limit, days
    /// overdue, an overdue sum together with a used limit.
    ///
    /// Open orders do not count until they are checked there by themselves; they do here, as its
    /// parameter *include open orders* does. Source: Microsoft, *Credit holds for sales orders* and
    /// *Credit limit scenarios*.
    ///
    /// ```
    /// use guanxi::credit::{Action, OrderCheckPolicy};
    /// let policy = OrderCheckPolicy::d365_like();
    /// assert_eq!(policy.overdue_amount.action, Action::Hold);
    /// assert!(policy.overdue_amount.and_used_above.is_some(), "both have to be so");
    /// ```
    pub fn d365_like() -> Self {
        Self::from_known(OrderCheckPolicyDraft {
            limit_expired: Bounded { action: Action::Hold, at_most: 0 },
            limit: Action::Hold,
            pools: Action::Hold,
            oldest_item: Bounded { action: Action::Hold, at_most: 30 },
            overdue_amount: OverdueAmountRule {
                action: Action::Hold,
                at_most: Major::from_units(0),
                and_used_above: Some(Ratio::from_percent(90)),
            },
            ..silent()
        })
    }

    /// The check of `ERPNext`: the limit alone, strictly above it; a customer without a limit is
    /// not checked. Its limit of zero means *not set*: migrate it as such. Source: the customer
    /// document type of frappe/erpnext.
    ///
    /// ```
    /// use guanxi::credit::{Action, Comparison, OrderCheckPolicy};
    /// let policy = OrderCheckPolicy::erpnext_like();
    /// assert_eq!((policy.limit, policy.comparison), (Action::Hold, Comparison::Above));
    /// assert_eq!(policy.limit_not_set, Action::Off);
    /// ```
    pub fn erpnext_like() -> Self {
        let included = Included { secured: Inclusion::LeftOut, ..Included::default() };
        Self::from_known(OrderCheckPolicyDraft {
            comparison: Comparison::Above,
            limit: Action::Hold,
            included,
            ..silent()
        })
    }

    /// The check of the OCA modules for Odoo: the whole risk, and each category that has a limit,
    /// open items past their margin among them. The category limits are to be set. Source: the
    /// modules `account_financial_risk` and `sale_financial_risk` of OCA/credit-control.
    ///
    /// ```
    /// use guanxi::credit::{Action, OrderCheckPolicyDraft, OrderCheckPolicy};
    /// use guanxi::money::Major;
    /// let mut draft: OrderCheckPolicyDraft = OrderCheckPolicy::oca_like().into_draft();
    /// draft.categories.action = Action::Hold;
    /// draft.categories.orders = Some(Major::from_units(5_000));
    /// assert!(OrderCheckPolicy::try_new(draft).is_ok());
    /// ```
    pub fn oca_like() -> Self {
        Self::from_known(OrderCheckPolicyDraft { limit: Action::Hold, ..silent() })
    }

    /// A policy of this page.
    fn from_known(draft: OrderCheckPolicyDraft) -> Self {
        proven!(Valid::try_new(draft).ok(), else Self::default(), "a test holds that each is valid")
    }
}
