use std::num::NonZeroU32;

use super::Bought;
use crate::account::AccountView;
use crate::calendar::{
    AsOf, Day, DayIndex, IndexedDay, IndexedWindow, Month, MonthsBack, Period, Window,
    WorkCalendarDraft,
};
use crate::engine::Divisor;
use crate::measure::Ratio;
use crate::money::{Amount, Total};
use crate::timeline::{IndexedTimeline, MonthAmount};

/// How far the period has come by a day: its windows, and how much of what was agreed for its
/// months is due to date.
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
/// use guanxi::warning::Pace;
///
/// let pace = Pace::of("2026-05-10".parse()?, Period::Quarter, &WorkCalendar::default());
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
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, warning::Pace};
    /// let pace = Pace::of("2026-03-31".parse()?, Period::Quarter, &WorkCalendar::default());
    /// assert_eq!(pace.to_date().days(), 90);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(t: AsOf, period: Period, calendar: &WorkCalendarDraft) -> Self {
        Self::marking(t, period, calendar, &[])
    }

    /// The same, ready to look at every customer at the end of more days as well.
    pub(crate) fn marking(
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
        // A month has days.
        let month_days = NonZeroU32::new(month_days).unwrap_or(NonZeroU32::MIN);
        let whole_period = Window { until: period.last_day(day), ..to_date };
        let (period_worked, period_days) = worked(to_date, whole_period);
        let last_year = Window::inclusive(first_last_year, day.year_earlier());
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

    /// The day it was worked out for.
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, warning::Pace};
    /// let t = "2026-05-10".parse()?;
    /// assert_eq!(Pace::of(t, Period::Month, &WorkCalendar::default()).as_of(), t);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn as_of(&self) -> AsOf {
        self.months.as_of()
    }

    /// The months up to `t`.
    ///
    /// ```
    /// # use guanxi::{calendar::{MonthsBack, Period, WorkCalendar}, warning::Pace};
    /// let t = "2026-05-10".parse()?;
    /// assert_eq!(*Pace::of(t, Period::Month, &WorkCalendar::default()).months(), MonthsBack::up_to(t));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn months(&self) -> &MonthsBack {
        &self.months
    }

    /// The day `t` and the ends of the same period last year, as the sales of a customer are asked for them.
    pub(super) const fn looked_at(&self) -> (IndexedDay, &IndexedWindow) {
        (self.to_date.until, &self.last_year)
    }

    /// The days at whose end the rules look at a customer.
    pub(crate) const fn day_index(&self) -> &DayIndex {
        &self.index
    }

    /// What a customer had bought by the days at whose end the rules look at it, as `t` sees it.
    #[inline]
    pub(crate) fn sales<'a>(&'a self, account: AccountView<'a>) -> IndexedTimeline<'a> {
        account.sales().up_to(self.as_of().day()).indexed(&self.index)
    }

    /// What several rules ask of purchases.
    #[inline]
    pub(crate) fn bought<'a>(
        &self,
        account: AccountView<'_>,
        sales: &'a IndexedTimeline<'a>,
    ) -> Bought<'a> {
        let (to_date, planned) = (sales.net(&self.to_date), self.due_to_date(account.plans()));
        Bought { sales, to_date, planned }
    }

    /// From the first day of the period to `t`.
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, warning::Pace};
    /// let pace = Pace::of("2026-05-10".parse()?, Period::Month, &WorkCalendar::default());
    /// assert_eq!(pace.to_date().days(), 10);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn to_date(&self) -> Window {
        self.to_date.window()
    }

    /// The same calendar dates one year earlier.
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, warning::Pace};
    /// let pace = Pace::of("2024-02-29".parse()?, Period::Month, &WorkCalendar::default());
    /// assert_eq!(pace.last_year().until.to_string(), "2023-02-28");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn last_year(&self) -> Window {
        self.last_year.window()
    }

    /// Whether at least this share of the period has elapsed, in working days.
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, measure::Ratio, warning::Pace};
    /// let pace = Pace::of("2026-01-23".parse()?, Period::Quarter, &WorkCalendar::default());
    /// assert!(pace.has_elapsed(Ratio::from_percent(25)), "23 of 90 days");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn has_elapsed(&self, share: Ratio) -> bool {
        !share.is_missed_by(i128::from(self.period_worked), i128::from(self.period_days))
    }

    /// How much of what was agreed for the months of the period is due to date. Months after that
    /// of `t` are not seen.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::{Period, WorkCalendar}, trade::Plan, warning::Pace};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Plan::new("2026-04".parse()?, "CNY 300".parse()?))?;
    /// account.record(Plan::new("2026-05".parse()?, "CNY 310".parse()?))?;
    /// let pace = Pace::of("2026-05-10".parse()?, Period::Quarter, &WorkCalendar::default());
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

    /// Whether anything is agreed for the period to date, be it nothing.
    pub(super) fn has_agreed(&self, agreed: &[MonthAmount]) -> bool {
        self.seen(agreed).next().is_some()
    }

    /// What is agreed for the months of the period to date, the latest first: mostly the last few of all.
    fn seen<'a>(&self, agreed: &'a [MonthAmount]) -> impl Iterator<Item = &'a MonthAmount> {
        let (first, last) = (self.first_month, self.month);
        let seen = agreed.iter().rev().skip_while(move |each| each.month() > last);
        seen.take_while(move |each| each.month() >= first)
    }

    /// The part of a month's amount that has elapsed, rounded half up; the amount is not negative.
    fn elapsed_part(&self, amount: Amount) -> Amount {
        let (minor, worked) = (amount.minor().unsigned_abs(), u64::from(self.month_worked));
        // As long as the product leaves room for rounding, as that of nearly every amount does.
        let product = minor.checked_mul(worked).filter(|product| product >> 63 == 0);
        let part = match product {
            Some(product) => self.month_days.rounded(product),
            None => self.elapsed_part_of_much(minor, worked),
        };
        // Part of the amount, so it fits wherever the amount does.
        i64::try_from(part).map_or(amount, Amount::from_minor)
    }

    /// The same of an amount whose product with days may leave 64 bits.
    #[cold]
    fn elapsed_part_of_much(&self, minor: u64, worked: u64) -> u64 {
        // Whole days' worth first: minor = each · days + rest.
        let (each, rest) = self.month_days.divide(minor);
        let rounded = self.month_days.rounded(rest.saturating_mul(worked));
        each.saturating_mul(worked).saturating_add(rounded)
    }
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
            let pace = Pace::of(t.parse().unwrap(), Period::Month, &WorkCalendar::default());
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
