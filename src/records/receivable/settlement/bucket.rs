use std::fmt;

use crate::measure::Steps;

/// A bucket of the ageing: a span of days past due.
///
/// # Rule
///
/// > S10: not due (`dpd ≤ 0`), 1–30, 31–60, 61–90, 91–120, over 120 days past due.
///
/// The spans have no gap and no overlap, so every open item lies in exactly one bucket.
#[doc(alias = "账龄")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Not due, or due today.
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

/// The buckets of what is past due, each with its first day.
const FIRST_DAYS: [(i32, Bucket); 5] = [
    (1, Bucket::Days1To30),
    (31, Bucket::Days31To60),
    (61, Bucket::Days61To90),
    (91, Bucket::Days91To120),
    (121, Bucket::Over120),
];

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

    /// The bucket of an item by its days past due; zero or less is not due.
    ///
    /// ```
    /// use guanxi::receivable::Bucket;
    /// assert_eq!(Bucket::from_days_past_due(0), Bucket::NotDue);
    /// assert_eq!(Bucket::from_days_past_due(30), Bucket::Days1To30);
    /// assert_eq!(Bucket::from_days_past_due(31), Bucket::Days31To60);
    /// ```
    #[inline]
    pub fn from_days_past_due(days: i32) -> Self {
        let steps = Steps::new(&FIRST_DAYS, |(first, _)| *first);
        steps.row(days).map_or(Self::NotDue, |(_, bucket)| *bucket)
    }

    /// The place among [`ALL`](Self::ALL).
    pub(super) const fn place(self) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_holds_each_bucket_at_its_place() {
        for (place, bucket) in Bucket::ALL.into_iter().enumerate() {
            assert_eq!(bucket.place(), place, "{bucket}");
        }
    }

    #[test]
    fn every_bound_is_the_last_day_of_a_bucket() {
        let bounds = [0, 30, 60, 90, 120];
        for (place, bound) in bounds.into_iter().enumerate() {
            let [at, over] = [bound, bound + 1].map(Bucket::from_days_past_due);
            assert_eq!((at.place(), over.place()), (place, place + 1), "{bound}");
        }
        assert_eq!(Bucket::from_days_past_due(i32::MIN), Bucket::NotDue);
        assert_eq!(Bucket::from_days_past_due(i32::MAX), Bucket::Over120);
    }
}
