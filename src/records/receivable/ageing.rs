use std::fmt;

use crate::money::{Amount, Total};

/// How long an open item is past due.
///
/// # Rule
///
/// > S10: not due (`dpd ≤ 0`), 1–30, 31–60, 61–90, 91–120, over 120 days past due.
#[doc(alias = "账龄")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Not due, due today included.
    NotDue,
    /// 1 to 30 days past due.
    Days1To30,
    /// 31 to 60 days past due.
    Days31To60,
    /// 61 to 90 days past due.
    Days61To90,
    /// 91 to 120 days past due.
    Days91To120,
    /// More than 120 days past due.
    Over120,
}

impl Bucket {
    /// All buckets, the youngest first.
    pub const ALL: [Self; 6] = [
        Self::NotDue,
        Self::Days1To30,
        Self::Days31To60,
        Self::Days61To90,
        Self::Days91To120,
        Self::Over120,
    ];

    /// The bucket of an item so many days past due.
    ///
    /// ```
    /// use guanxi::receivable::Bucket;
    /// assert_eq!(Bucket::of_days_past_due(0), Bucket::NotDue);
    /// assert_eq!(Bucket::of_days_past_due(30), Bucket::Days1To30);
    /// assert_eq!(Bucket::of_days_past_due(31), Bucket::Days31To60);
    /// ```
    #[inline]
    pub fn of_days_past_due(days: i32) -> Self {
        // One bucket further for each bound that is passed.
        let passed = [0, 30, 60, 90, 120].map(|bound| usize::from(days > bound));
        let place = passed.into_iter().fold(0_usize, usize::wrapping_add);
        Self::ALL.get(place).copied().unwrap_or(Self::Over120)
    }

    /// The place among [`ALL`](Self::ALL).
    const fn place(self) -> usize {
        match self {
            Self::NotDue => 0,
            Self::Days1To30 => 1,
            Self::Days31To60 => 2,
            Self::Days61To90 => 3,
            Self::Days91To120 => 4,
            Self::Over120 => 5,
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotDue => "not due",
            Self::Days1To30 => "1–30 days",
            Self::Days31To60 => "31–60 days",
            Self::Days61To90 => "61–90 days",
            Self::Days91To120 => "91–120 days",
            Self::Over120 => "over 120 days",
        })
    }
}

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
