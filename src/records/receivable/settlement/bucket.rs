use std::fmt;

use crate::measure::Steps;

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

/// The first day past due of each bucket.
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
        Steps::new(&FIRST_DAYS, |(first, _)| *first).row(days).map_or(Self::NotDue, |(_, it)| *it)
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
