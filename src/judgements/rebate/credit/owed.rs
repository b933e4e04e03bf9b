use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::DocumentId;
use crate::money::{Amount, Total};
use crate::valid::words;

words! {
    /// Kinds of what we owe a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OwedKind as "a kind of what we owe" {
        /// A settled rebate.
        #[doc(alias = "返利")]
        Rebate = "rebate",
        /// A refund.
        #[doc(alias = "退款")]
        Refund = "refund",
        /// A credit.
        Credit = "credit",
        /// An approved claim.
        #[doc(alias = "理赔")]
        Claim = "claim",
        /// A deposit to be given back.
        #[doc(alias = "保证金")]
        Deposit = "deposit",
    }
}

words! {
    /// The right to set off what we owe against what the customer owes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SetOff as "a right of set-off" {
        /// It is set off.
        Allowed = "allowed",
        /// It is paid as it is.
        Excluded = "excluded",
    }
}

/// An amount that we owe a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OwedItem {
    /// The paper that says so.
    pub reference: DocumentId,
    /// The kind.
    pub kind: OwedKind,
    /// The amount.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub amount: Amount,
    /// The day on which it is due.
    pub due: Day,
    /// The right of set-off.
    pub set_off: SetOff,
}

/// All that we owe a customer, by due day: the counterpart of the collection schedule.
#[doc(alias = "付款计划")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwedSchedule {
    items: Vec<OwedItem>,
}

/// Both sides on a day after set-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Netting {
    /// The amount set off.
    pub set_off: Total,
    /// The amount that we still pay.
    pub to_pay: Total,
    /// The amount that the customer may still be asked for.
    pub to_collect: Total,
}

impl OwedSchedule {
    /// The schedule of some items, ordered by due day, kind and reference.
    pub fn new(items: impl IntoIterator<Item = OwedItem>) -> Self {
        let mut items: Vec<OwedItem> = items.into_iter().collect();
        items.sort_by(|a, b| (a.due, a.kind, &a.reference).cmp(&(b.due, b.kind, &b.reference)));
        Self { items }
    }

    /// The items by due day.
    pub fn items(&self) -> &[OwedItem] {
        &self.items
    }

    /// The sum due by a day.
    pub fn due(&self, t: AsOf) -> Total {
        self.due_items(t).map(|it| it.amount).collect()
    }

    /// Both sides on a day, with what the customer owes and is due.
    ///
    /// # Rule
    ///
    /// > S6: nobody is chased for what we owe him. What is due by the day and may be set off
    /// > lessens what the customer is asked for.
    pub fn net(&self, receivable: Total, t: AsOf) -> Netting {
        let allowed = self.due_items(t).filter(|it| it.set_off == SetOff::Allowed);
        let allowed: Total = allowed.map(|it| it.amount).collect();
        let set_off = allowed.min(receivable).or_zero();
        Netting {
            set_off,
            to_pay: self.due(t).minus(set_off),
            to_collect: receivable.minus(set_off).or_zero(),
        }
    }

    fn due_items(&self, t: AsOf) -> impl Iterator<Item = &OwedItem> {
        self.items.iter().filter(move |it| t.sees(it.due))
    }
}

impl fmt::Display for OwedItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reference, kind, due, set_off, .. } = self;
        write!(f, "{kind} {reference}, due on {due}, set-off {set_off}")
    }
}
