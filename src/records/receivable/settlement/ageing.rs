use super::Bucket;
use crate::money::{Amount, Total};

/// Open items by how long they are past due. The buckets add up to the open items, to the minor
/// unit.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::receivable::{Ageing, Bucket};
///
/// let mut ageing = Ageing::default();
/// ageing.add(31, Amount::from_minor(500));
/// assert_eq!(ageing.in_bucket(Bucket::Days31To60).minor(), 500);
/// assert_eq!(ageing.open().minor(), 500);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ageing {
    by_bucket: [Total; Bucket::ALL.len()],
    /// All that is past due: kept beside its buckets, which most judgements do not ask for.
    overdue: Total,
}

impl Ageing {
    /// Puts an open item into its bucket.
    ///
    /// ```
    /// # use guanxi::{money::Amount, receivable::Ageing};
    /// let mut ageing = Ageing::default();
    /// ageing.add(0, Amount::from_minor(5));
    /// assert_eq!(ageing.overdue().minor(), 0);
    /// ```
    #[inline]
    pub fn add(&mut self, days_past_due: i32, open: Amount) {
        self.add_total(Bucket::of_days_past_due(days_past_due), Total::from(open));
    }

    /// Adds another ageing, as of customers of a group or of a whole book.
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

    /// What is open in a bucket.
    ///
    /// ```
    /// # use guanxi::receivable::{Ageing, Bucket};
    /// assert_eq!(Ageing::default().in_bucket(Bucket::Over120).minor(), 0);
    /// ```
    pub fn in_bucket(&self, bucket: Bucket) -> Total {
        self.by_bucket.get(bucket.place()).copied().unwrap_or_default()
    }

    /// All that is past due.
    ///
    /// ```
    /// assert_eq!(guanxi::receivable::Ageing::default().overdue().minor(), 0);
    /// ```
    pub const fn overdue(&self) -> Total {
        self.overdue
    }

    /// All open items.
    ///
    /// ```
    /// assert_eq!(guanxi::receivable::Ageing::default().open().minor(), 0);
    /// ```
    pub fn open(&self) -> Total {
        self.overdue().plus(self.in_bucket(Bucket::NotDue))
    }
}
