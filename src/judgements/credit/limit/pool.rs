use crate::credit::Reason;
use crate::money::{Amount, Total};
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
/// };
/// let used = pool.with(Amount::from_minor(5_000));
/// assert_eq!(used.minor(), 13_000, "1,000 of it was held already");
/// ```
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
}

impl Pool {
    /// The use of the pool with an order on credit.
    pub fn with(&self, order: Amount) -> Total {
        self.used.plus(order.to_total().minus(self.held).or_zero())
    }
}
