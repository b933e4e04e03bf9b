use super::due_months::DueMonths;
use crate::account::AccountView;
use crate::calendar::{AsOf, DayIndex, IndexedWindow, PeriodToDate, Window, WorkCalendarDraft};
use crate::money::Total;
use crate::timeline::{IndexedTimeline, MonthAmount};

/// A period up to a day, the same part of last year's, and the part of agreed amounts that is due
/// by the day. Worked out once for a day and used for every customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PeriodPart {
    to_date: IndexedWindow,
    last_year: IndexedWindow,
    has_last_year: bool,
    due: DueMonths,
    worked: WorkedDays,
}

/// The worked days of a period to date and of the same part of last year's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WorkedDays {
    pub(crate) now: u32,
    pub(crate) last_year: u32,
}

impl WorkedDays {
    /// The days of a calendar by which amounts are compared as they are.
    pub(crate) const EQUAL: Self = Self { now: 1, last_year: 1 };

    /// With rest or closed days amounts are compared per worked day. Without any, and where either
    /// part has no worked day, they are compared as they are.
    fn of(calendar: &WorkCalendarDraft, now: Window, last_year: Window) -> Self {
        if calendar.is_every_day_worked() {
            return Self::EQUAL;
        }
        let worked =
            Self { now: calendar.days_worked(now), last_year: calendar.days_worked(last_year) };
        if worked.now == 0 || worked.last_year == 0 { Self::EQUAL } else { worked }
    }
}

/// Purchases of the same part of last year's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LastYear {
    pub(crate) bought: Total,
    pub(crate) order_days: u32,
}

impl PeriodPart {
    pub(super) fn new(
        period: PeriodToDate,
        calendar: &WorkCalendarDraft,
        index: &DayIndex,
    ) -> Self {
        let PeriodToDate { to_date, last_year, .. } = period;
        let nothing = Window { after: to_date.until, until: to_date.until };
        let base = last_year.unwrap_or(nothing);
        Self {
            to_date: index.window(to_date),
            last_year: index.window(base),
            has_last_year: last_year.is_some(),
            due: DueMonths::of(to_date, |part, whole| worked(calendar, part, whole)),
            worked: WorkedDays::of(calendar, to_date, base),
        }
    }

    /// From the first day of the period to the day.
    pub(crate) const fn to_date(self) -> Window {
        self.to_date.window()
    }

    /// The same part of last year's period; empty where that is not stated.
    pub(crate) const fn last_year(&self) -> Window {
        self.last_year.window()
    }

    /// Tells whether last year's period is known.
    pub(crate) const fn has_last_year(&self) -> bool {
        self.has_last_year
    }

    /// The days worked in both.
    pub(crate) const fn worked(&self) -> WorkedDays {
        self.worked
    }

    /// Net purchases of the period.
    #[inline]
    pub(crate) fn bought(&self, sales: &IndexedTimeline<'_>) -> Total {
        sales.net(&self.to_date)
    }

    /// Purchases of last year's period.
    #[inline]
    pub(crate) fn bought_last_year(&self, sales: &IndexedTimeline<'_>) -> LastYear {
        let (start, end) = (sales.at(self.last_year.after), sales.at(self.last_year.until));
        LastYear { bought: end.since(start), order_days: end.days_since(start) }
    }

    /// The part of agreed amounts that is due.
    #[inline]
    pub(crate) fn due(&self, agreed: &[MonthAmount]) -> Total {
        self.due.due(agreed)
    }

    /// Returns `true` when an amount, be it zero, is agreed for a month of the period.
    pub(crate) fn has_agreed(&self, agreed: &[MonthAmount]) -> bool {
        self.due.has_agreed(agreed)
    }

    /// Returns `true` when the customer started by the first day of the period.
    pub(crate) fn is_begun_by(&self, account: AccountView<'_>, t: AsOf) -> bool {
        account.start_after(self.to_date().after.offset(1), t).is_none()
    }
}

/// The worked days of a part and of the whole. Where the whole has none every day counts.
pub(super) fn worked(calendar: &WorkCalendarDraft, part: Window, whole: Window) -> (u32, u32) {
    match calendar.days_worked(whole) {
        0 => (part.days(), whole.days()),
        days => (calendar.days_worked(part), days),
    }
}
