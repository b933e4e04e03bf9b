use crate::calendar::{AsOf, Day};
use crate::engine::sums_below;
use crate::measure::{Steps, proven};
use crate::money::{Amount, Total};
use crate::receivable::{Receivables, settle};
use crate::valid::{Draft, Order, Valid, Violations, words};

words! {
    /// The day from which the age of an item is counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum AgeingBasis as "a basis of ageing" {
        /// The due date: the age is the days past due.
        #[default]
        DueDate = "due_date",
        /// The day of issue: the age is the days since the invoice.
        InvoiceDate = "invoice_date",
    }
}

/// The plain form of an [`AgeingPartition`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AgeingPartitionDraft {
    /// The last day of each bucket after the first, rising; older items lie in one more bucket.
    pub up_to_days: Vec<u16>,
    /// The day from which the age is counted.
    pub basis: AgeingBasis,
}

impl Default for AgeingPartitionDraft {
    /// The buckets of [`Bucket`](crate::receivable::Bucket).
    fn default() -> Self {
        Self { up_to_days: vec![30, 60, 90, 120], basis: AgeingBasis::DueDate }
    }
}

impl Draft for AgeingPartitionDraft {
    fn check(&self, found: &mut Violations) {
        if self.up_to_days.is_empty() {
            found.add("up_to_days", "must name at least one bucket, was empty".to_owned());
        }
        found.within("up_to_days", |found| {
            let before = [0].into_iter().chain(self.up_to_days.iter().copied());
            for (place, (days, before)) in self.up_to_days.iter().zip(before).enumerate() {
                found.check_order(&place.to_string(), Order::Rising, Some(before), *days);
            }
        });
    }
}

/// Buckets into which open items are put by age.
///
/// # Rule
///
/// > S10: the partition has no gap and no overlap: age 0 or less, then up to each bound, then
/// > beyond the last. The buckets less unapplied and earmarked credit equal the balance, to the
/// > minor unit.
///
/// ```
/// use guanxi::receivable::{AgeingPartitionDraft, AgeingPartition};
///
/// let weekly = AgeingPartitionDraft { up_to_days: vec![7, 14], ..Default::default() };
/// let weekly = AgeingPartition::try_new(weekly)?;
/// assert_eq!([0, 1, 7, 8, 14, 15].map(|age| weekly.place(age)), [0, 1, 1, 2, 2, 3]);
///
/// let gap = AgeingPartitionDraft { up_to_days: vec![14, 7, 7], ..Default::default() };
/// assert_eq!(
///     AgeingPartition::try_new(gap).unwrap_err().to_string(),
///     "up_to_days.1 must exceed 14, was 7; up_to_days.2 must exceed 7, was 7",
/// );
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
#[doc(alias = "账龄区间")]
pub type AgeingPartition = Valid<AgeingPartitionDraft>;

/// Open items by bucket, and the credit that is not applied to any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedItems {
    /// The sums in minor units, the youngest bucket first.
    pub buckets: Vec<Total>,
    /// Credit that has settled no invoice yet.
    pub unapplied: Total,
    /// Credit named for invoices that are not issued yet.
    pub earmarked: Total,
}

impl AgedItems {
    /// The buckets less unapplied and earmarked credit.
    pub fn balance(&self) -> Total {
        let open = self.buckets.iter().copied().fold(Total::ZERO, Total::plus);
        open.minus(self.unapplied).minus(self.earmarked)
    }
}

/// An open part of an invoice, or an open item from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgedPart {
    /// The day from which its age is counted.
    pub from: Day,
    /// The open amount in minor units.
    pub open: Amount,
}

/// The reason why columns cannot be aged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AgeingError {
    /// The columns differ in length.
    #[error("columns differ in length: that of days has {days}, that of amounts {amounts}")]
    Lengths {
        /// The number of days.
        days: usize,
        /// The number of amounts.
        amounts: usize,
    },
    /// A day lies outside the calendar.
    #[error("row {row}: {days} days from 1970-01-01 lie outside the calendar")]
    OutsideCalendar {
        /// The row, from 0.
        row: usize,
        /// Its days since 1970-01-01.
        days: i32,
    },
}

impl AgeingPartition {
    /// The place of the bucket of an age in days: 0 for an age of 0 or less.
    pub fn place(&self, age: i32) -> usize {
        let first_day = |last: &u16| {
            let next = i32::from(*last).checked_add(1);
            proven!(next, else i32::MAX, "at most 65,536")
        };
        let beyond = Steps::new(&self.up_to_days, first_day).reached(age);
        let place = beyond.checked_add(usize::from(age > 0));
        proven!(place, else beyond, "at most one more than the bounds of a vector")
    }

    /// The number of buckets: two more than there are bounds.
    pub fn buckets(&self) -> usize {
        let buckets = self.up_to_days.len().checked_add(2);
        proven!(buckets, else usize::MAX, "a vector of numbers has fewer than 2^63")
    }

    fn empty(&self) -> AgedItems {
        let (unapplied, earmarked) = (Total::ZERO, Total::ZERO);
        AgedItems { buckets: vec![Total::ZERO; self.buckets()], unapplied, earmarked }
    }

    /// Puts the open items of a customer at `t` into buckets.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::receivable::{AgeingBasis, AgeingPartitionDraft, AgeingPartition, Invoice};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due) = ("2026-01-01".parse()?, "2026-03-02".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
    /// let (view, t) = (account.view(), "2026-03-31".parse()?);
    ///
    /// let by_due = AgeingPartition::default().age(view.receivables(), t);
    /// assert_eq!(by_due.buckets[1].minor(), 5_00, "29 days past due");
    /// let basis = AgeingBasis::InvoiceDate;
    /// let by_issue = AgeingPartitionDraft { basis, ..AgeingPartitionDraft::default() };
    /// let by_issue = AgeingPartition::try_new(by_issue)?.age(view.receivables(), t);
    /// assert_eq!(by_issue.buckets[3].minor(), 5_00, "89 days old");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn age(&self, receivables: Receivables<'_>, t: AsOf) -> AgedItems {
        let mut aged = self.empty();
        let owed = settle(receivables, t, |item| {
            let age = match self.basis {
                AgeingBasis::DueDate => item.days_past_due,
                AgeingBasis::InvoiceDate => t.day().days_since(item.invoice.issued()),
            };
            self.add(&mut aged, age, item.open);
        });
        (aged.unapplied, aged.earmarked) = (owed.unapplied, owed.earmarked);
        aged
    }

    /// Puts open parts into buckets, whatever the basis of the policy: the instalments of invoices,
    /// or items from elsewhere.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::Amount, receivable::{AgedPart, AgeingPartition}};
    /// let t: AsOf = "2026-03-31".parse()?;
    /// let part = |age: i32, minor| {
    ///     AgedPart { from: t.day().offset(-age), open: Amount::from_minor(minor) }
    /// };
    /// let aged = AgeingPartition::default().age_parts([part(0, 5), part(1, 7)], t);
    /// assert_eq!((aged.buckets[0].minor(), aged.buckets[1].minor()), (5, 7));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn age_parts(&self, parts: impl IntoIterator<Item = AgedPart>, t: AsOf) -> AgedItems {
        let mut aged = self.empty();
        for part in parts {
            self.add(&mut aged, t.day().days_since(part.from), part.open);
        }
        aged
    }

    /// Puts open parts that stand in columns into buckets: the days from which their ages are
    /// counted, in days since 1970-01-01, and their open amounts in minor units.
    ///
    /// # Errors
    ///
    /// When the columns differ in length, or a day lies outside the calendar.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, receivable::AgeingPartition};
    /// let t: AsOf = "2026-03-31".parse()?;
    /// let today = t.day().to_epoch_days();
    /// let aged = AgeingPartition::default().age_columns(&[today, today - 200], &[5, 7], t)?;
    /// assert_eq!((aged.buckets[0].minor(), aged.buckets[5].minor()), (5, 7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn age_columns(
        &self,
        from: &[i32],
        open: &[i64],
        t: AsOf,
    ) -> Result<AgedItems, AgeingError> {
        if from.len() != open.len() {
            return Err(AgeingError::Lengths { days: from.len(), amounts: open.len() });
        }
        let is_outside = |days: &i32| Day::try_from_epoch_days(*days).is_none();
        // Asked of all at once first: nearly always none is.
        if from.iter().fold(false, |any, days| any | is_outside(days)) {
            let outside = from.iter().enumerate().find(|(_, days)| is_outside(days));
            let error =
                |(row, days): (usize, &i32)| AgeingError::OutsideCalendar { row, days: *days };
            return outside.map(error).map_or_else(|| Ok(self.empty()), Err);
        }
        Ok(self.age_sound_columns(from, open, t))
    }

    /// A bucket holds what is older than its first bound, less what is older than the next.
    fn age_sound_columns(&self, from: &[i32], open: &[i64], t: AsOf) -> AgedItems {
        let today = t.day().to_epoch_days();
        let older_than = |days: i32| {
            let bound = today.checked_sub(days);
            proven!(bound, else i32::MIN, "days of the calendar and 16 bits are far from 2^31")
        };
        let bounds = [0].into_iter().chain(self.up_to_days.iter().map(|days| i32::from(*days)));
        let bounds: Vec<i32> = [i32::MAX].into_iter().chain(bounds.map(older_than)).collect();
        let older = sums_below(from, open, &bounds);
        let total = |minor: &i128| Total::from_minor(*minor);
        let next = older.iter().skip(1).map(total).chain([Total::ZERO]);
        let buckets = older.iter().map(total).zip(next);
        let buckets = buckets.map(|(older, next)| older.minus(next)).collect();
        AgedItems { buckets, ..self.empty() }
    }

    fn add(&self, aged: &mut AgedItems, age: i32, open: Amount) {
        if let Some(bucket) = aged.buckets.get_mut(self.place(age)) {
            *bucket = bucket.plus(open);
        }
    }
}
