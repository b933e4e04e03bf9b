use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::credit::{OrderRequest, Pool, PoolKind};
use crate::id::{CustomerId, DocumentId};
use crate::money::Money;

/// The number of a reservation, given once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct ReservationId(pub(super) u64);

impl fmt::Display for ReservationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The kind and the name of a pool. Files hold it as a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "(PoolKind, String)", into = "(PoolKind, String)")
)]
pub struct PoolName {
    /// The kind.
    pub kind: PoolKind,
    /// The name.
    pub name: String,
}

impl PoolName {
    /// True when it names a pool.
    pub fn names(&self, pool: &Pool) -> bool {
        self.kind == pool.kind && self.name == pool.name
    }
}

impl From<&Pool> for PoolName {
    fn from(pool: &Pool) -> Self {
        Self { kind: pool.kind, name: pool.name.clone() }
    }
}

impl From<(PoolKind, String)> for PoolName {
    fn from((kind, name): (PoolKind, String)) -> Self {
        Self { kind, name }
    }
}

impl From<PoolName> for (PoolKind, String) {
    fn from(PoolName { kind, name }: PoolName) -> Self {
        (kind, name)
    }
}

/// Credit set aside for an approved order, until the order is recorded under its number or the last
/// day is over.
#[doc(alias = "额度占用")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Reservation {
    /// Its number.
    pub id: ReservationId,
    /// The number of the order; `None` for an order that was reserved without a number.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub order: Option<DocumentId>,
    /// The customer.
    pub customer: CustomerId,
    /// The amount.
    pub amount: Money,
    /// The pools that the customer shares, from which the reservation takes as well.
    pub pools: Vec<PoolName>,
    /// The day on which it was made.
    pub made: Day,
    /// The last day on which it holds.
    pub until: Day,
}

impl Reservation {
    /// True on its last day and on every earlier day, even before it was made, so that a check as
    /// of an earlier day does not count the credit as free.
    pub fn holds_on(&self, day: Day) -> bool {
        day <= self.until
    }

    /// True when its order is recorded in the account of its customer at `t`, so that it has ended.
    pub fn is_recorded_in(&self, account: AccountView<'_>, t: AsOf) -> bool {
        self.order.as_ref().is_some_and(|order| account.has_order(order, t))
    }

    pub(super) fn takes_from(&self, pool: &Pool) -> bool {
        self.pools.iter().any(|name| name.names(pool))
    }

    /// True when it was made under the number of an order.
    pub(super) fn has_number_of(&self, order: &OrderRequest) -> bool {
        self.order.is_some() && self.order.as_ref() == order.document()
    }

    /// True when it was made for an order of a customer.
    pub(crate) fn is_of(&self, customer: &CustomerId, order: &OrderRequest) -> bool {
        self.customer == *customer && self.has_number_of(order)
    }

    /// True when another one is for the same customer, amount and last day.
    pub(super) fn has_same_content(&self, other: &Self) -> bool {
        let (one, two) = (self, other);
        one.customer == two.customer && one.amount == two.amount && one.until == two.until
    }
}
