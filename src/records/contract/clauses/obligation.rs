use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::{Day, Validity};
use crate::id::ProductGroupId;
use crate::money::Money;
use crate::valid::words;

words! {
    /// The event that counts for an obligation to purchase.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PurchaseEvent as "an event of a purchase" {
        /// The order.
        Ordered = "ordered",
        /// The delivery.
        Delivered = "delivered",
        /// The invoice.
        Invoiced = "invoiced",
    }
}

words! {
    /// Purchases above the target of a period.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum Carry as "a way to carry over" {
        /// They count for their period only: one good year does not buy three bad ones.
        #[default]
        None = "none",
        /// They count for the next period, too.
        Excess = "excess",
    }
}

words! {
    /// The consequence of an obligation that was missed and not cured.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObligationRemedy as "a remedy for a missed obligation" {
        /// None.
        None = "none",
        /// The contract may be terminated.
        Terminate = "terminate",
        /// An exclusive right becomes a non-exclusive one from the day after the cure.
        #[doc(alias = "取消独家")]
        Downgrade = "downgrade",
        /// The customer pays for what is missing.
        PayShortfall = "pay_shortfall" => "pay shortfall",
    }
}

/// A duty to purchase at least an amount in each period of a contract.
#[doc(alias = "最低采购量")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Obligation {
    /// The product groups that count; all where it is empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub products: BTreeSet<ProductGroupId>,
    /// The event that the clause names.
    pub event: PurchaseEvent,
    /// The length of a period in months, counted from the first day of the contract; at least 1.
    pub months: u16,
    /// The amount of a period; positive.
    pub target: Money,
    /// Purchases above the target.
    #[cfg_attr(feature = "serde", serde(default))]
    pub carry: Carry,
    /// The days after a period within which what is missing can be made up for.
    #[cfg_attr(feature = "serde", serde(default))]
    pub cure_days: u16,
    /// The consequence.
    pub remedy: ObligationRemedy,
}

impl Obligation {
    /// The days of a period, counted from 0, of a contract with a first day; `None` beyond the
    /// calendar and for an obligation without a period.
    pub fn period(&self, first: Day, number: u16) -> Option<Validity> {
        let months = u32::from(self.months).checked_mul(number.into())?;
        let from = first.months_later(months);
        let next = first.months_later(months.checked_add(self.months.into())?);
        Validity::try_new(from, Some(next.checked_offset(-1)?)).ok()
    }
}

impl fmt::Display for Obligation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { products, event, months, target, carry, cure_days, remedy } = self;
        write!(f, "{target} {event} in {months} months")?;
        let names: Vec<&str> = products.iter().map(ProductGroupId::as_str).collect();
        if !names.is_empty() {
            write!(f, " of {}", names.join(" and "))?;
        }
        write!(f, ", carry {carry}, {cure_days} days to cure, then {remedy}")
    }
}
