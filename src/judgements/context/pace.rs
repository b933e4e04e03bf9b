use std::num::NonZeroU32;

use super::PurchaseFigures;
use crate::account::AccountView;
use crate::calendar::{
    AsOf, Day, DayIndex, IndexedDay, IndexedWindow, Month, MonthsBack, Period, Window,
    WorkCalendarDraft,
};
use crate::engine::Divisor;
use crate::measure::{Ratio, proven};
use crate::money::{Amount, Total};
use crate::timeline::{IndexedTimeline, MonthAmount};

/// The progress of a period by a day: its windows, and the part of agreed amounts that is due.
///
/// Worked out once for a day and used for every customer.
///
/// # Rule
///
/// > S21.2: plan to date = the plans of the full months of the period, plus the current month's
/// > plan × elapsed / total working days, rounded half up to the minor unit. A month without a plan
/// > counts as zero.
///
/// ```
/// use guanxi::calendar::{Period, WorkCalendar};
/// use guanxi::context::Pace;
///
/// let calendar = WorkCalendar::default();
/// let pace = Pace::new("2026-05-10".parse()?, Period::Quarter, &calendar);
/// assert_eq!(pace.to_date().days(), 40);
/// assert_eq!(pace.last_year().until.to_string(), "2025-05-10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    months: MonthsBack,
    index: DayIndex,
    first_month: Month,
    month: Month,
    to_date: IndexedWindow,
    last_year: IndexedWindow,
    month_worked: u32,
    month_days: Divisor,
    period_worked: u32,
    period_days: u32,
}

impl Pace {
    /// The pace of the period in which `t` lies. In a month or period without any working day every
    /// day counts.
    pub fn new(t: AsOf, period: Period, calendar: &WorkCalendarDraft) -> Self {
        Self::with_days(t, period, calendar, &[])
    }

    /// The pace with an index of more days, at whose end every customer is looked at.
    pub(super) fn with_days(
        t: AsOf,
        period: Period,
        calendar: &WorkCalendarDraft,
        more: &[Day],
    ) -> Self {
        let day = t.day();
        let (first_month, month) = (period.first_month(day), day.month());
        let to_date = Window::inclusive(first_month.first_day(), day);
        let first_last_year = first_month.first_day().year_earlier();
        let worked = |part: Window, whole: Window| match calendar.days_worked(whole) {
            0 => (part.days(), whole.days()),
            days => (calendar.days_worked(part), days),
        };
        let month_part = Window { until: day, ..month.window() };
        let (month_worked, month_days) = worked(month_part, month.window());
        let month_days =
            proven!(NonZeroU32::new(month_days), else NonZeroU32::MIN, "a month has days");
        let whole_period = Window { until: period.last_day(day), ..to_date };
        let (period_worked, period_days) = worked(to_date, whole_period);
        let last_year = Window::inclusive(first_last_year, year_before(day, period));
        let months = MonthsBack::up_to(t);
        let own = [day, to_date.after, last_year.until, last_year.after];
        let index = months.index_with(&[&own, more].concat());
        Self {
            months,
            index,
            first_month,
            month,
            to_date: index.window(to_date),
            last_year: index.window(last_year),
            month_worked,
            month_days: Divisor::new(month_days),
            period_worked,
            period_days,
        }
    }

    /// The day for which the pace was worked out.
    pub const fn as_of(&self) -> AsOf {
        self.months.as_of()
    }

    /// The months up to the day.
    pub const fn months(&self) -> &MonthsBack {
        &self.months
    }

    /// The day itself, as the sales of a customer are asked for it.
    pub(crate) const fn today(&self) -> IndexedDay {
        self.to_date.until
    }

    /// The same period last year, as the sales of a customer are asked for it.
    pub(crate) const fn indexed_last_year(&self) -> &IndexedWindow {
        &self.last_year
    }

    /// The index of the days at whose end the rules look at a customer.
    pub(crate) const fn day_index(&self) -> &DayIndex {
        &self.index
    }

    /// Purchases of a customer by the indexed days, as the day sees them.
    #[inline]
    pub(crate) fn sales<'a>(&'a self, account: AccountView<'a>) -> IndexedTimeline<'a> {
        account.sales().up_to(self.as_of().day()).indexed(&self.index)
    }

    /// The purchases of a customer that several rules look at.
    #[inline]
    pub(crate) fn purchases<'a>(
        &self,
        account: AccountView<'_>,
        sales: &'a IndexedTimeline<'a>,
    ) -> PurchaseFigures<'a> {
        PurchaseFigures {
            sales,
            to_date: sales.net(&self.to_date),
            planned: self.due_to_date(account.plans()),
        }
    }

    /// From the first day of the period to the day.
    pub const fn to_date(&self) -> Window {
        self.to_date.window()
    }

    /// The same calendar dates one year earlier, with 28 February for a 29th.
    ///
    /// # Rule
    ///
    /// > S21.2: a period that ends on the last day of February is compared up to the last day of
    /// > that February.
    ///
    /// So the month of February 2029 is compared with all 29 days of February 2028. A quarter or a
    /// year to date that has reached 28 February is compared by its dates, since it has not ended.
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, context::Pace};
    /// let (t, calendar) = ("2029-02-28".parse()?, WorkCalendar::default());
    /// let until = |period| Pace::new(t, period, &calendar).last_year().until.to_string();
    /// assert_eq!(until(Period::Month), "2028-02-29");
    /// assert_eq!(until(Period::Quarter), "2028-02-28");
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub const fn last_year(&self) -> Window {
        self.last_year.window()
    }

    /// Returns `true` when at least this share of the period has elapsed, in working days.
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, context::Pace, measure::Ratio};
    /// let pace = Pace::new("2026-01-23".parse()?, Period::Quarter, &WorkCalendar::default());
    /// assert!(pace.has_elapsed(Ratio::from_percent(25)), "23 of 90 days");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn has_elapsed(&self, share: Ratio) -> bool {
        !share.is_missed_by(i128::from(self.period_worked), i128::from(self.period_days))
    }

    /// The part of amounts agreed for the months of the period that is due to date. Months after
    /// that of the day are not seen.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # use guanxi::calendar::{Period, WorkCalendar};
    /// # use guanxi::{context::Pace, trade::Plan};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Plan::new("2026-04".parse()?, "CNY 300".parse()?))?;
    /// account.record(Plan::new("2026-05".parse()?, "CNY 310".parse()?))?;
    /// let pace = Pace::new("2026-05-10".parse()?, Period::Quarter, &WorkCalendar::default());
    /// assert_eq!(pace.due_to_date(account.view().plans()).minor(), 400_00);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn due_to_date(&self, agreed: &[MonthAmount]) -> Total {
        let mut seen = self.seen(agreed).peekable();
        let this_month = seen.next_if(|each| each.month() == self.month);
        let this_month = this_month.map_or(Amount::ZERO, |each| self.elapsed_part(each.amount()));
        seen.map(|each| each.amount()).fold(Total::from(this_month), Total::plus)
    }

    /// Returns `true` when an amount, be it zero, is agreed for a month of the period to date.
    pub(crate) fn has_agreed(&self, agreed: &[MonthAmount]) -> bool {
        self.seen(agreed).next().is_some()
    }

    /// The amounts agreed for the months of the period to date, the latest first.
    fn seen<'a>(&self, agreed: &'a [MonthAmount]) -> impl Iterator<Item = &'a MonthAmount> {
        let (first, last) = (self.first_month, self.month);
        let seen = agreed.iter().rev().skip_while(move |each| each.month() > last);
        seen.take_while(move |each| each.month() >= first)
    }

    /// The part of a month's amount that has elapsed, rounded half up; the amount is not negative.
    fn elapsed_part(&self, amount: Amount) -> Amount {
        let (minor, worked) = (amount.minor().unsigned_abs(), u64::from(self.month_worked));
        // Rounding takes one bit more.
        let product = minor.checked_mul(worked).filter(|product| product >> 63 == 0);
        let part = match product {
            Some(product) => self.month_days.rounded(product),
            None => self.elapsed_part_of_much(minor, worked),
        };
        let part = proven!(i64::try_from(part).ok(), else i64::MAX, "a part of an amount fits");
        Amount::from_minor(part)
    }

    /// The elapsed part of an amount whose product with days may leave 64 bits: whole days' worth
    /// first, minor = each · days + rest.
    #[cold]
    fn elapsed_part_of_much(&self, minor: u64, worked: u64) -> u64 {
        let (each, rest) = self.month_days.divide(minor);
        let part = rest.checked_mul(worked).map(|product| self.month_days.rounded(product));
        let whole = each.checked_mul(worked);
        let sum = whole.zip(part).and_then(|(whole, part)| whole.checked_add(part));
        proven!(sum, else minor, "a part of the amount, and the rest is below 31 days")
    }
}

/// The day up to which last year's period is counted: the end of its month where the period ends.
/// Only in February does that differ from the date.
fn year_before(day: Day, period: Period) -> Day {
    let date = day.year_earlier();
    if day == period.last_day(day) { date.month().last_day() } else { date }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;
    use crate::calendar::WorkCalendar;

    #[test]
    fn the_elapsed_part_of_any_amount_is_that_of_plain_fractions() {
        let most = i64::MAX;
        let near = [0, most / 31, most / 30, most / 15, most / 2, most];
        let amounts =
            near.into_iter().flat_map(|it| (-40..=40).map(move |by| it.saturating_add(by)));
        let amounts: Vec<i64> = amounts.filter(|minor| *minor >= 0).collect();
        for t in ["2026-05-01", "2026-05-16", "2026-05-30", "2026-05-31", "2026-02-14"] {
            let pace = Pace::new(t.parse().unwrap(), Period::Month, &WorkCalendar::default());
            let day = pace.as_of().day();
            let (worked, days) = (
                i128::from(Window::inclusive(day.month().first_day(), day).days()),
                i128::from(day.month().window().days()),
            );
            for minor in &amounts {
                let found = pace.elapsed_part(Amount::from_minor(*minor)).minor();
                let expected = (i128::from(*minor) * worked * 2 + days) / (2 * days);
                assert_eq!(i128::from(found), expected, "{minor} on {t}");
            }
        }
    }
}
