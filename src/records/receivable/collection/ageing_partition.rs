use crate::calendar::{AsOf, Day};
use crate::measure::{Steps, proven};
use crate::money::{Amount, Total};
use crate::receivable::{RecordedInvoice, RecordedPayment, settle};
use crate::valid::{Draft, Order, Valid, Violations, words};

words! {
    /// What the age of an item is counted from.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum AgeingBasis as "a basis of ageing" {
        /// The due date: the age is the days past due.
        #[default]
        DueDate = "due_date",
        /// The day of issue: the age is the days since the invoice.
        InvoiceDate = "invoice_date",
    }
}

/// Into which buckets items are put, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct AgeingDraft {
    /// The last day of each bucket after the first, rising; what is older is in one more bucket.
    pub up_to_days: Vec<u16>,
    /// What the age is counted from.
    pub basis: AgeingBasis,
}

impl Default for AgeingDraft {
    /// The buckets of [`Bucket`](crate::receivable::Bucket).
    fn default() -> Self {
        Self { up_to_days: vec![30, 60, 90, 120], basis: AgeingBasis::DueDate }
    }
}

impl Draft for AgeingDraft {
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

/// Into which buckets open items are put by age.
///
/// # Rule
///
/// > S10: the partition has no gap and no overlap: age 0 or less, then up to each bound, then beyond
/// > the last. The buckets less unapplied credit equal the balance, to the minor unit.
///
/// ```
/// use guanxi::receivable::{AgeingDraft, AgeingPartition};
///
/// let weekly = AgeingDraft { up_to_days: vec![7, 14], ..AgeingDraft::default() };
/// let weekly = AgeingPartition::try_new(weekly)?;
/// assert_eq!([0, 1, 7, 8, 14, 15].map(|age| weekly.place(age)), [0, 1, 1, 2, 2, 3]);
///
/// let gap = AgeingDraft { up_to_days: vec![14, 7, 7], ..AgeingDraft::default() };
/// assert_eq!(
///     AgeingPartition::try_new(gap).unwrap_err().to_string(),
///     "up_to_days.1 must exceed 14, was 7; up_to_days.2 must exceed 7, was 7",
/// );
/// # Ok::<(), guanxi::valid::Violations>(())
/// ```
#[doc(alias = "账龄区间")]
pub type AgeingPartition = Valid<AgeingDraft>;

/// Open items by bucket, and what settles none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedItems {
    /// The sums, the youngest bucket first.
    pub buckets: Vec<Total>,
    /// Money received that has settled nothing yet.
    pub unapplied: Total,
}

impl AgedItems {
    /// The buckets less unapplied credit.
    ///
    /// ```
    /// # use guanxi::{money::Total, receivable::AgedItems};
    /// let nothing = AgedItems { buckets: Vec::new(), unapplied: Total::ZERO };
    /// assert_eq!(nothing.balance(), Total::ZERO);
    /// ```
    pub fn balance(&self) -> Total {
        self.buckets.iter().copied().fold(Total::ZERO, Total::plus).minus(self.unapplied)
    }
}

/// Columns that differ in length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("columns differ in length: {days} days, {amounts} amounts")]
pub struct AgeingError {
    /// How many days.
    pub days: usize,
    /// How many amounts.
    pub amounts: usize,
}

impl AgeingPartition {
    /// The place of the bucket of an age: 0 for an age of 0 or less.
    ///
    /// ```
    /// # use guanxi::receivable::AgeingPartition;
    /// assert_eq!(AgeingPartition::default().place(31), 2);
    /// ```
    pub fn place(&self, age: i32) -> usize {
        let first_day = |last: &u16| {
            let next = i32::from(*last).checked_add(1);
            proven!(next, else i32::MAX, "at most 65,536")
        };
        let beyond = Steps::new(&self.up_to_days, first_day).reached(age);
        let place = beyond.checked_add(usize::from(age > 0));
        proven!(place, else beyond, "at most one more than the bounds of a vector")
    }

    /// How many buckets there are.
    ///
    /// ```
    /// # use guanxi::receivable::AgeingPartition;
    /// assert_eq!(AgeingPartition::default().buckets(), 6);
    /// ```
    pub fn buckets(&self) -> usize {
        let buckets = self.up_to_days.len().checked_add(2);
        proven!(buckets, else usize::MAX, "a vector of numbers has fewer than 2^63")
    }

    fn empty(&self) -> AgedItems {
        AgedItems { buckets: vec![Total::ZERO; self.buckets()], unapplied: Total::ZERO }
    }

    /// Puts what is open of a customer at `t` into its buckets.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::receivable::{AgeingBasis, AgeingDraft, AgeingPartition, Invoice};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due) = ("2026-01-01".parse()?, "2026-03-02".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
    /// let (view, t) = (account.view(), "2026-03-31".parse()?);
    ///
    /// let by_due = AgeingPartition::default().age(view.invoices(), view.payments(), t);
    /// assert_eq!(by_due.buckets[1].minor(), 5_00, "29 days past due");
    /// let by_issue = AgeingDraft { basis: AgeingBasis::InvoiceDate, ..AgeingDraft::default() };
    /// let by_issue = AgeingPartition::try_new(by_issue)?.age(view.invoices(), view.payments(), t);
    /// assert_eq!(by_issue.buckets[3].minor(), 5_00, "89 days old");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn age(
        &self,
        invoices: &[RecordedInvoice],
        payments: &[RecordedPayment],
        t: AsOf,
    ) -> AgedItems {
        let mut aged = self.empty();
        let standing = settle(invoices, payments, t, |item| {
            let age = match self.basis {
                AgeingBasis::DueDate => item.days_past_due,
                AgeingBasis::InvoiceDate => t.day().days_since(item.invoice.issued()),
            };
            self.add(&mut aged, age, item.open);
        });
        aged.unapplied = standing.unapplied;
        aged
    }

    /// Puts open parts into their buckets, each with the day that its age is counted from: the
    /// instalments of invoices, or items from elsewhere.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, money::Amount, receivable::AgeingPartition};
    /// let t: AsOf = "2026-03-31".parse()?;
    /// let parts = [(t.day(), Amount::from_minor(5)), (t.day().offset(-1), Amount::from_minor(7))];
    /// let aged = AgeingPartition::default().age_parts(parts, t);
    /// assert_eq!((aged.buckets[0].minor(), aged.buckets[1].minor()), (5, 7));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn age_parts(&self, parts: impl IntoIterator<Item = (Day, Amount)>, t: AsOf) -> AgedItems {
        let mut aged = self.empty();
        for (from, open) in parts {
            self.add(&mut aged, t.day().days_since(from), open);
        }
        aged
    }

    /// The same from columns: days since 1970-01-01 that the ages are counted from, and minor units.
    ///
    /// # Errors
    ///
    /// When the columns differ in length.
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
            return Err(AgeingError { days: from.len(), amounts: open.len() });
        }
        let mut aged = self.empty();
        let today = t.day().to_epoch_days();
        for (from, open) in from.iter().zip(open) {
            self.add(&mut aged, today.saturating_sub(*from), Amount::from_minor(*open));
        }
        Ok(aged)
    }

    fn add(&self, aged: &mut AgedItems, age: i32, open: Amount) {
        if let Some(bucket) = aged.buckets.get_mut(self.place(age)) {
            *bucket = bucket.plus(open);
        }
    }
}
