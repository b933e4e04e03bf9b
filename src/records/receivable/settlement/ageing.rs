use super::Bucket;
use crate::money::{Amount, Total};

/// Open items by bucket, in minor units. The buckets add up to all that is open, to the minor unit.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::{Ageing, Bucket};
///
/// let mut ageing = Ageing::default();
/// ageing.add(0, Amount::from_minor(200));
/// ageing.add(31, Amount::from_minor(500));
/// assert_eq!(ageing.in_bucket(Bucket::Days31To60).minor(), 500);
/// assert_eq!((ageing.overdue().minor(), ageing.open().minor()), (500, 700));
/// ```
#[doc(alias = "账龄")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ageing {
    by_bucket: [Total; Bucket::ALL.len()],
    /// All that is past due, held beside the buckets because most judgements ask for it alone.
    overdue: Total,
}

impl Ageing {
    /// Puts an open item into its bucket.
    #[inline]
    pub fn add(&mut self, days_past_due: i32, open: Amount) {
        self.add_total(Bucket::from_days_past_due(days_past_due), Total::from(open));
    }

    /// Adds another ageing bucket by bucket, to sum up a group or a whole book.
    ///
    /// ```
    /// # use guanxi::{money::Amount, receivable::Ageing};
    /// let mut one = Ageing::default();
    /// one.add(5, Amount::from_minor(5));
    /// let mut two = one;
    /// two.merge(&one);
    /// assert_eq!(two.overdue().minor(), 10);
    /// ```
    pub fn merge(&mut self, other: &Self) {
        for bucket in Bucket::ALL {
            self.add_total(bucket, other.in_bucket(bucket));
        }
    }

    #[inline]
    fn add_total(&mut self, bucket: Bucket, open: Total) {
        let is_past_due = bucket != Bucket::NotDue;
        self.overdue = self.overdue.plus(if is_past_due { open } else { Total::ZERO });
        if let Some(sum) = self.by_bucket.get_mut(bucket.place()) {
            *sum = sum.plus(open);
        }
    }

    /// The sum of the open items in a bucket.
    pub fn in_bucket(&self, bucket: Bucket) -> Total {
        self.by_bucket.get(bucket.place()).copied().unwrap_or_default()
    }

    /// The sum of the open items past due.
    pub const fn overdue(&self) -> Total {
        self.overdue
    }

    /// The sum of all open items.
    pub fn open(&self) -> Total {
        self.overdue().plus(self.in_bucket(Bucket::NotDue))
    }
}
