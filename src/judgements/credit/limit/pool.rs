use crate::credit::Reason;
use crate::money::{Amount, Total};
use crate::receivable::CreditLimit;
use crate::valid::words;

words! {
    /// What a pool is for.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PoolKind as "a kind of pool" {
        /// A group of customers: a parent and its branches.
        Group = "group",
        /// A segment of the business.
        Segment = "segment",
        /// What is owed in a currency.
        Currency = "currency",
    }
}

impl PoolKind {
    /// The reason of an order that exceeds the pool.
    ///
    /// ```
    /// use guanxi::credit::{PoolKind, Reason};
    /// assert_eq!(PoolKind::Group.reason(), Reason::OverGroupLimit);
    /// ```
    pub const fn reason(self) -> Reason {
        match self {
            Self::Group => Reason::OverGroupLimit,
            Self::Segment => Reason::OverSegmentLimit,
            Self::Currency => Reason::OverCurrencyLimit,
        }
    }
}

/// A limit that a customer shares: an order has to fit it besides the customer's own.
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
/// assert_eq!(pool.with(Amount::from_minor(5_000)).minor(), 13_000, "1,000 of it was held already");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// What it is for.
    pub kind: PoolKind,
    /// Which one.
    pub name: String,
    /// The limit.
    pub limit: CreditLimit,
    /// What is used of it by all who share it, allotments held for them included.
    pub used: Total,
    /// How much of that is held for this customer and not used yet.
    pub held: Total,
}

impl Pool {
    /// What would be used of it after an order of so much on credit.
    ///
    /// ```
    /// # use guanxi::{credit::{Pool, PoolKind}, money::{Amount, Total}, receivable::CreditLimit};
    /// # let (kind, limit) = (PoolKind::Segment, CreditLimit::Unlimited);
    /// let pool = Pool { kind, name: String::new(), limit, used: Total::ZERO, held: Total::ZERO };
    /// assert_eq!(pool.with(Amount::from_minor(7)).minor(), 7);
    /// ```
    pub fn with(&self, order: Amount) -> Total {
        self.used.plus(order.to_total().minus(self.held).or_zero())
    }
}
