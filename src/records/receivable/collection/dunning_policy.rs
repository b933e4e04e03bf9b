use crate::calendar::{AsOf, Day};
use crate::money::{Currency, Major, Total};
use crate::receivable::{OpenItem, SmallChange};
use crate::valid::{Draft, Order, Valid, Violations, words};

words! {
    /// The way in which the days of a level are counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum DunningBasis as "a basis of dunning" {
        /// From the due date.
        #[default]
        NetDays = "net_days",
        /// From the due date, then on to the end of the month reached.
        EndOfMonth = "end_of_month",
    }
}

/// A level of reminder.
#[doc(alias = "催款级别")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DunningLevel {
    /// Days after the due date from which an item counts for the level.
    pub after_days: u16,
    /// The way in which those days are counted.
    #[cfg_attr(feature = "serde", serde(default))]
    pub basis: DunningBasis,
    /// The least number of days since the reminder before.
    pub days_since_last: u16,
}

impl DunningLevel {
    /// The first day on which an item with that due date counts for the level.
    ///
    /// ```
    /// # use guanxi::receivable::{DunningBasis, DunningLevel};
    /// let basis = DunningBasis::EndOfMonth;
    /// let level = DunningLevel { after_days: 5, basis, days_since_last: 0 };
    /// assert_eq!(level.counts_from("2026-01-28".parse()?).to_string(), "2026-02-28");
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn counts_from(&self, due: Day) -> Day {
        let day = due.offset(i32::from(self.after_days));
        match self.basis {
            DunningBasis::NetDays => day,
            DunningBasis::EndOfMonth => day.month().last_day(),
        }
    }
}

/// A reminder that was sent.
#[doc(alias = "催款函")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reminder {
    /// Its level, from 1.
    pub level: u8,
    /// The day on which it was sent.
    pub sent: Day,
}

/// The plain form of a [`DunningPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DunningPolicyDraft {
    /// The levels, from the first reminder on, at most 255; their days rise.
    pub levels: Vec<DunningLevel>,
    /// The smallest sum for which a reminder is sent, in the currency of the items.
    pub tolerance: Major,
    /// An item below this, in minor units, is small change and not reminded. With
    /// a `tolerance` of 0 nothing is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "SmallChange::is_usual"))]
    pub small_change: SmallChange,
}

impl Default for DunningPolicyDraft {
    fn default() -> Self {
        let level = |after_days, days_since_last| DunningLevel {
            after_days,
            basis: DunningBasis::NetDays,
            days_since_last,
        };
        Self {
            levels: vec![level(5, 0), level(15, 10), level(30, 14)],
            tolerance: Major::from_units(1),
            small_change: SmallChange::default(),
        }
    }
}

impl Draft for DunningPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.levels.is_empty() {
            found.add("levels", "must name at least one level, was empty".to_owned());
        }
        if self.levels.len() > usize::from(u8::MAX) {
            found.add("levels", format!("must be at most 255, were {}", self.levels.len()));
        }
        found.each_row("levels", &self.levels, |found, before, level| {
            let before = before.map(|before| before.after_days);
            found.check_order("after_days", Order::Rising, before, level.after_days);
        });
    }
}

/// Rules by which reminders become due.
///
/// # Rule
///
/// > S10: level `k` is due when `due + days ≤ t` (or the end of that month), at least a stated
/// > number of days after the reminder before, for a sum not below the tolerance, which is in the
/// > currency of the items. No level is skipped. Disputed parts and small change are not reminded.
/// > Once everything of which a customer was reminded is settled, the levels begin anew.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::receivable::{DunningPolicy, Invoice, Reminder, settle};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-02-01".parse()?, "2026-03-01".parse()?);
/// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
/// let policy = DunningPolicy::default();
/// let level = |t, last| {
///     let (view, mut items) = (account.view(), Vec::new());
///     settle(view.receivables(), t, |item| items.push(item));
///     policy.level(&items, last, view.currency(), t)
/// };
/// assert_eq!(level("2026-03-05".parse()?, None), None, "four days past due");
/// assert_eq!(level("2026-03-06".parse()?, None), Some(1));
/// assert_eq!(level("2026-05-01".parse()?, None), Some(1), "no level is skipped");
/// let first = Reminder { level: 1, sent: "2026-03-06".parse()? };
/// assert_eq!(level("2026-03-16".parse()?, Some(first)), Some(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "催款级别")]
pub type DunningPolicy = Valid<DunningPolicyDraft>;

impl DunningPolicy {
    /// The level of the reminder that is due at `t`; `None` when none is due.
    ///
    /// It is the level after that of the last reminder that [stands](Self::standing).
    pub fn level(
        &self,
        items: &[OpenItem],
        last: Option<Reminder>,
        currency: Currency,
        t: AsOf,
    ) -> Option<u8> {
        let day = self.next_reminder(items, last, currency)?;
        let next = self.standing(items, last).map_or(0, |last| last.level).checked_add(1)?;
        t.sees(day).then_some(next)
    }

    /// The last reminder while anything of which the customer was reminded is open: an undisputed
    /// item that was past due when it was sent. `None` once all of it is settled.
    pub fn standing(&self, items: &[OpenItem], last: Option<Reminder>) -> Option<Reminder> {
        last.filter(|last| items.iter().any(|it| self.counts(it) && it.due < last.sent))
    }

    /// Tells whether a customer is reminded of an item.
    fn counts(&self, item: &OpenItem) -> bool {
        let undisputed = item.undisputed();
        undisputed.is_positive() && !self.small_change.within(self.tolerance).has(undisputed)
    }

    /// The first day on which the next reminder is due if nothing is paid until then.
    ///
    /// `None` when there is no further level, or the items never reach the sum for which a reminder
    /// is sent.
    pub fn next_reminder(
        &self,
        items: &[OpenItem],
        last: Option<Reminder>,
        currency: Currency,
    ) -> Option<Day> {
        let last = self.standing(items, last);
        let level = self.levels.get(last.map_or(0, |last| usize::from(last.level)))?;
        let tolerance = self.tolerance.to_minor_ceil(currency).to_total();
        let counted = items.iter().filter(|item| self.counts(item));
        let days = counted.map(|it| (level.counts_from(it.due), it.undisputed().to_total()));
        let mut days: Vec<(Day, Total)> = days.collect();
        days.sort_unstable();
        let mut sum = Total::ZERO;
        let enough = days.into_iter().find(|(_, open)| {
            sum = sum.plus(*open);
            sum.is_positive() && sum >= tolerance
        });
        let (day, _) = enough?;
        let rest = last.map(|last| last.sent.offset(i32::from(level.days_since_last)));
        Some(rest.map_or(day, |rest| day.max(rest)))
    }
}
