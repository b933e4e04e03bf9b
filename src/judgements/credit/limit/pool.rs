use crate::credit::Reason;
use crate::money::Total;
use crate::receivable::CreditLimit;
use crate::valid::words;

words! {
    /// The kind of a pool.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PoolKind as "a kind of pool" {
        /// A group of customers: a parent and its branches.
        Group = "group",
        /// A segment of the business.
        Segment = "segment",
        /// The debt in a currency.
        Currency = "currency",
    }
}

impl PoolKind {
    /// The reason of an order that exceeds the pool.
    pub const fn reason(self) -> Reason {
        match self {
            Self::Group => Reason::OverGroupLimit,
            Self::Segment => Reason::OverSegmentLimit,
            Self::Currency => Reason::OverCurrencyLimit,
        }
    }
}

/// A limit that customers share: an order has to keep it besides the customer's own.
///
/// # Rule
///
/// > S20: both the customer's own limit and the shared pool must hold; the binding one is named.
/// > The use of a pool is the sum of max(0, exposure) of each member: one that is ahead lends the
/// > others nothing. An order is checked against the use − max(0, own exposure before) + max(0, own
/// > exposure with the order).
///
/// ```
/// use guanxi::credit::{Pool, PoolKind};
/// use guanxi::money::{Amount, Total};
/// use guanxi::receivable::CreditLimit;
///
/// let pool = Pool {
///     kind: PoolKind::Group,
///     name: "Li Holding".to_owned(),
///     limit: CreditLimit::Amount(Amount::from_minor(15_000)),
///     used: Total::from(Amount::from_minor(9_000)),
///     held: Total::from(Amount::from_minor(1_000)),
///     least: Total::from(Amount::from_minor(9_000)),
/// };
/// let used = pool.with(Total::from(Amount::from_minor(5_000)));
/// assert_eq!(used.minor(), 13_000, "1,000 of it was held already");
/// ```
#[doc(alias = "共享额度")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The kind.
    pub kind: PoolKind,
    /// The name of the group, segment or currency.
    pub name: String,
    /// The limit.
    pub limit: CreditLimit,
    /// The use by all who share it, allotments held for them included.
    pub used: Total,
    /// The part of that use that is held for this customer and not used yet.
    pub held: Total,
    /// The use that stays when this customer owes nothing: that of the others, and what is held.
    pub least: Total,
}

impl Pool {
    /// The use of the pool when the debt of this customer grows by an amount, or falls by one that
    /// is negative.
    pub fn with(&self, growth: Total) -> Total {
        if growth >= Total::ZERO {
            return self.used.plus(growth.minus(self.held).or_zero());
        }
        // Nothing is given back of what is held.
        let least = if self.held.is_positive() { self.used } else { self.least.min(self.used) };
        self.used.plus(growth).max(least)
    }
}
