use super::PurchaseFigures;
use super::period_part::{PeriodPart, worked};
use crate::account::AccountView;
use crate::calendar::{
    AsOf, Day, DayIndex, FiscalYear, MonthsBack, Period, PeriodToDate, Window, WorkCalendarDraft,
};
use crate::evidence::NotJudged;
use crate::lapse::OwnDays;
use crate::measure::Ratio;
use crate::money::Total;
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
    current: PeriodPart,
    /// The last complete period; `None` where it is not stated.
    last: Option<PeriodPart>,
    /// All days of the period; `None` where it is not stated.
    whole: Option<Window>,
    /// The last day of the stated periods, where the day lies after it.
    stated_to: Option<Day>,
    period_worked: u32,
    period_days: u32,
}

impl Pace {
    /// The pace of the period in which `t` lies. In a month or period without any working day every
    /// day counts.
    pub fn new(t: AsOf, period: Period, calendar: &WorkCalendarDraft) -> Self {
        Self::in_fiscal_year(t, period, &FiscalYear::default(), calendar)
    }

    /// The pace of the period of a fiscal year in which `t` lies. Where the periods of the year are
    /// stated and that of `t` is not, nothing has been bought in it and nothing is due.
    pub fn in_fiscal_year(
        t: AsOf,
        period: Period,
        year: &FiscalYear,
        calendar: &WorkCalendarDraft,
    ) -> Self {
        Self::with_days(t, (period, year), calendar, &[])
    }

    /// The pace with an index of more days, at whose end every customer is looked at.
    pub(super) fn with_days(
        t: AsOf,
        (period, year): (Period, &FiscalYear),
        calendar: &WorkCalendarDraft,
        more: &[Day],
    ) -> Self {
        let day = t.day();
        let current = year.to_date(period, day);
        let whole = current.map(|it| it.whole);
        let last = whole.and_then(|whole| year.complete_by(period, whole.after));
        let nothing = Window { after: day, until: day };
        let unstated = PeriodToDate { whole: nothing, to_date: nothing, last_year: None };
        let current = current.unwrap_or(unstated);
        let (period_worked, period_days) = worked(calendar, current.to_date, current.whole);
        let months = MonthsBack::up_to(t);
        let base = current.last_year.unwrap_or(nothing);
        let own = [day, current.to_date.after, base.until, base.after];
        let index = months.index_with(&[&own, more].concat());
        Self {
            months,
            index,
            current: PeriodPart::new(current, calendar, &index),
            last: last.map(|last| PeriodPart::new(last, calendar, &index)),
            whole,
            stated_to: year.ends_before(day),
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

    /// The period to date.
    pub(crate) const fn current(&self) -> &PeriodPart {
        &self.current
    }

    /// The last complete period, which answers while too little of this one has elapsed. `None`
    /// where it is not stated.
    pub(crate) const fn last_complete(&self) -> Option<&PeriodPart> {
        self.last.as_ref()
    }

    /// The days by which the arms of a period answer: the period to date once this share of it has
    /// elapsed, before that the last complete one. `None` where that is not stated.
    ///
    /// ```
    /// # use guanxi::{calendar::{Period, WorkCalendar}, context::Pace, measure::Ratio};
    /// let (calendar, share) = (WorkCalendar::default(), Ratio::from_percent(25));
    /// let until = |t: &str| -> Result<_, guanxi::calendar::DayError> {
    ///     let pace = Pace::new(t.parse()?, Period::Quarter, &calendar);
    ///     Ok(pace.judged_days(share).map(|it| it.until.to_string()))
    /// };
    /// assert_eq!(until("2026-04-22")?.as_deref(), Some("2026-03-31"));
    /// assert_eq!(until("2026-04-23")?.as_deref(), Some("2026-04-23"));
    /// # Ok::<(), guanxi::calendar::DayError>(())
    /// ```
    pub fn judged_days(&self, least_elapsed: Ratio) -> Option<Window> {
        if self.has_elapsed(least_elapsed) {
            return self.whole.map(|_| self.to_date());
        }
        self.last.map(PeriodPart::to_date)
    }

    /// All days of the period in which the day lies; `None` where its periods are stated and this
    /// one is not.
    pub const fn period(&self) -> Option<Window> {
        self.whole
    }

    /// The reason for which the arms of the period are silent: it is not stated.
    pub(crate) const fn lacks_period(&self) -> Option<NotJudged> {
        match (self.whole, self.stated_to) {
            (Some(_), _) => None,
            (None, Some(day)) => Some(NotJudged::FiscalYearEnds(day)),
            (None, None) => Some(NotJudged::NoPeriod),
        }
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
        own_days: &'a OwnDays<'a>,
    ) -> PurchaseFigures<'a> {
        PurchaseFigures {
            sales,
            own_days,
            to_date: self.current.bought(sales),
            planned: self.current.due(account.plans()),
        }
    }

    /// From the first day of the period to the day.
    pub const fn to_date(&self) -> Window {
        self.current.to_date()
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
        self.current.last_year()
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
        has_elapsed(share, self.period_worked, self.period_days)
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
        self.current.due(agreed)
    }

    /// Returns `true` when an amount, be it zero, is agreed for a month of the period to date.
    pub(crate) fn has_agreed(&self, agreed: &[MonthAmount]) -> bool {
        self.current.has_agreed(agreed)
    }

    /// Returns `true` when more than nothing is agreed for a month of the period up to the current
    /// one, however little of it has elapsed.
    pub(crate) fn has_agreed_ever(&self, agreed: &[MonthAmount]) -> bool {
        let Some(whole) = self.whole else { return false };
        let first = whole.after.offset(1).month();
        let last = whole.until.month().min(self.to_date().until.month());
        let mut inside = agreed.iter().filter(|it| (first..=last).contains(&it.month()));
        inside.any(|each| each.amount().is_positive())
    }
}

/// Tells whether the days worked up to now are at least a share of all days worked.
pub(crate) fn has_elapsed(share: Ratio, worked: u32, all: u32) -> bool {
    !share.is_missed_by(i128::from(worked), i128::from(all))
}
