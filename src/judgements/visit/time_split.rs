use std::fmt;

use crate::measure::{Quotient, proven, split};
use crate::valid::words;

words! {
    /// The customers among whom working time is split.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TimeBucket as "a bucket of time" {
        /// Key accounts: about a tenth of the customers.
        #[doc(alias = "核心客户")]
        Key = "key",
        /// Ordinary customers.
        #[doc(alias = "一般客户")]
        Ordinary = "ordinary",
        /// Prospects.
        #[doc(alias = "潜在客户")]
        Prospect = "prospect",
    }
}

/// Minutes by bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct BucketMinutes {
    /// Minutes for key accounts.
    pub key: u32,
    /// Minutes for ordinary customers.
    pub ordinary: u32,
    /// Minutes for prospects.
    pub prospect: u32,
}

/// The weights by which working time is split (S24).
///
/// # Rule
///
/// > S24: 60 to key accounts, 30 to ordinary customers, 10 to prospects, in minutes by largest
/// > remainder.
///
/// ```
/// use guanxi::visit::{BucketMinutes, TimeSplit};
///
/// let minutes = TimeSplit::default().minutes(2_400);
/// assert_eq!(minutes, BucketMinutes { key: 1_440, ordinary: 720, prospect: 240 });
/// ```
#[doc(alias = "时间分配")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TimeSplit {
    /// The weight of key accounts, 60 by default.
    pub key: u16,
    /// The weight of ordinary customers, 30 by default.
    pub ordinary: u16,
    /// The weight of prospects, 10 by default.
    pub prospect: u16,
}

impl Default for TimeSplit {
    fn default() -> Self {
        Self { key: 60, ordinary: 30, prospect: 10 }
    }
}

impl TimeSplit {
    /// The minutes of each bucket; they add up to all of them. None where every weight is 0.
    pub fn minutes(self, minutes: u32) -> BucketMinutes {
        let weights = [self.key, self.ordinary, self.prospect].map(i64::from);
        let parts = split(minutes.into(), &weights).unwrap_or_default();
        let mut parts = parts.into_iter().map(|part| u32::try_from(part).ok());
        let mut next = || parts.next().flatten().unwrap_or_default();
        BucketMinutes { key: next(), ordinary: next(), prospect: next() }
    }

    /// The weight of a bucket, of all; `None` where every weight is 0.
    pub fn share(self, bucket: TimeBucket) -> Option<Quotient> {
        let weights = [self.key, self.ordinary, self.prospect].map(i128::from);
        let part = match bucket {
            TimeBucket::Key => self.key,
            TimeBucket::Ordinary => self.ordinary,
            TimeBucket::Prospect => self.prospect,
        };
        Quotient::try_new(part.into(), weights.into_iter().sum())
    }
}

impl BucketMinutes {
    /// The minutes of a bucket.
    pub const fn of(self, bucket: TimeBucket) -> u32 {
        match bucket {
            TimeBucket::Key => self.key,
            TimeBucket::Ordinary => self.ordinary,
            TimeBucket::Prospect => self.prospect,
        }
    }

    /// The minutes with some more in a bucket; `None` when they do not fit in 32 bits, which are
    /// eight thousand years.
    pub fn with(mut self, bucket: TimeBucket, minutes: u32) -> Option<Self> {
        let of_bucket = match bucket {
            TimeBucket::Key => &mut self.key,
            TimeBucket::Ordinary => &mut self.ordinary,
            TimeBucket::Prospect => &mut self.prospect,
        };
        *of_bucket = of_bucket.checked_add(minutes)?;
        Some(self)
    }

    /// The minutes with those of a visit that found room in the days of a plan.
    pub(super) fn with_placed(self, bucket: TimeBucket, minutes: u16) -> Self {
        proven!(self.with(bucket, minutes.into()), else self, "the days of a plan fit in 32 bits")
    }

    /// All minutes.
    pub fn sum(self) -> u64 {
        [self.key, self.ordinary, self.prospect].map(u64::from).into_iter().sum()
    }
}

impl fmt::Display for BucketMinutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, ordinary, prospect } = self;
        write!(f, "key {key}, ordinary {ordinary}, prospect {prospect} minutes")
    }
}
