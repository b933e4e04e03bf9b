use crate::calendar::{AsOf, Day, Window};
use crate::lapse::OwnDays;
use crate::measure::{Excess, proven};
use crate::timeline::Timeline;

/// The order days that make a [`Rhythm`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderDays {
    /// The number of order days.
    pub count: u32,
    /// The first order day.
    pub first: Day,
    /// The last order day; the first itself when there is one.
    pub last: Day,
}

/// An order history in three numbers: the count of order days, the first and the last. Returns
/// neither make nor unmake one.
///
/// ```
/// use guanxi::lapse::{OrderDays, Rhythm};
///
/// let (first, last) = ("2026-01-01".parse()?, "2026-03-01".parse()?);
/// let rhythm = Rhythm::try_new(OrderDays { count: 3, first, last }).ok_or("impossible")?;
/// assert_eq!(rhythm.days_active(), 59);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Its days are calendar days, or [own days](Self::by_own_days) of the customer.
#[doc(alias = "订货节奏")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    order_days: u32,
    first: Day,
    last: Day,
    others: OtherDays,
}

/// The days of a history that are no own days of the customer. None of a history in calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct OtherDays {
    /// Between the first order day and the last.
    active: u32,
    /// Since the last, up to the day by which the history was seen.
    silent: u32,
    /// The customer is off season on that day.
    is_off_season: bool,
}

impl Rhythm {
    /// The rhythm of order days; `None` when they cannot be: none at all, the last before the
    /// first, one order day at two dates, or more order days than days.
    pub fn try_new(days: OrderDays) -> Option<Self> {
        let OrderDays { count, first, last } = days;
        let span = u32::try_from(last.days_since(first)).ok()?;
        let repeats = count.checked_sub(1)?;
        let possible = repeats <= span && (repeats > 0 || span == 0);
        let others = OtherDays::default();
        possible.then_some(Self { order_days: count, first, last, others })
    }

    /// The rhythm of sales up to `t`; `None` for a customer that never bought.
    #[inline]
    pub fn from_sales(sales: Timeline<'_>, t: AsOf) -> Option<Self> {
        let seen = sales.up_to(t.day());
        let (first, last) = (seen.first_active_day()?, seen.last_active_day()?);
        let others = OtherDays::default();
        Some(Self { order_days: seen.at(t.day()).active_days, first, last, others })
    }

    /// The rhythm in own days of the customer, as of `t`: the days between the first order day and
    /// the last, and those of the silence up to `t`. Days after `t` count as own days.
    ///
    /// Every order after the first counts for a day at least, on whatever day it was placed.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::calendar::{Period, WorkCalendarDraft};
    /// use guanxi::context::Context;
    /// use guanxi::lapse::Rhythm;
    /// use guanxi::trade::Sale;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 1".parse()?))?;
    /// let holidays = ["2026-01-06".parse()?, "2026-01-07".parse()?].into();
    /// let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    /// let t = "2026-01-15".parse()?;
    /// let context = Context::new(t, Period::Quarter, &calendar);
    /// let rhythm = Rhythm::from_sales(account.view().sales(), t).ok_or("never bought")?;
    /// assert_eq!(rhythm.days_silent(t), 10);
    /// let own = rhythm.by_own_days(&context.own_days(account.view()), t);
    /// assert_eq!(own.days_silent(t), 8);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn by_own_days(self, own_days: &OwnDays<'_>, t: AsOf) -> Self {
        if own_days.is_every_day() { self } else { self.without(own_days, t) }
    }

    #[cold]
    fn without(self, own_days: &OwnDays<'_>, t: AsOf) -> Self {
        let Self { first, last, .. } = self;
        let most = self.span().excess_over(self.repeats());
        let active = own_days.others(Window { after: first, until: last }).min(most);
        let silent = own_days.others(Window { after: last, until: t.day() });
        let is_off_season = own_days.is_off_season(t.day());
        Self { others: OtherDays { active, silent, is_off_season }, ..self }
    }

    /// The rhythm of order days that stand in order, each once, up to `t`; `None` without any.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, lapse::Rhythm};
    /// let days = [Day::MIN, Day::MIN.offset(7), Day::MAX];
    /// let seen = Rhythm::from_days(&days, "2026-01-01".parse()?).ok_or("none")?;
    /// assert_eq!((seen.order_days(), seen.days_active()), (2, 7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_days(days: &[Day], t: AsOf) -> Option<Self> {
        let seen = days.get(..days.partition_point(|day| t.sees(*day)))?;
        let count = u32::try_from(seen.len()).ok()?;
        Self::try_new(OrderDays { count, first: *seen.first()?, last: *seen.last()? })
    }

    /// The number of order days.
    pub const fn order_days(self) -> u32 {
        self.order_days
    }

    /// The first order day.
    pub const fn first(self) -> Day {
        self.first
    }

    /// The last order day.
    pub const fn last(self) -> Day {
        self.last
    }

    /// Order days after the first: `x`.
    pub(crate) const fn repeats(self) -> u32 {
        proven!(self.order_days.checked_sub(1), else 0, "a rhythm has an order day")
    }

    /// Days from the first order day to the last: `tx`.
    pub fn days_active(self) -> u32 {
        self.span().excess_over(self.others.active)
    }

    /// Calendar days from the first order day to the last.
    fn span(self) -> u32 {
        let days = u32::try_from(self.last.days_since(self.first)).ok();
        proven!(days, else 0, "the last order day is not before the first")
    }

    /// Days since the last order day; negative when `t` lies before it.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, lapse::{OrderDays, Rhythm}};
    /// let day = Day::default();
    /// let once = Rhythm::try_new(OrderDays { count: 1, first: day, last: day });
    /// let silent = once.map(|it| it.days_silent(AsOf::new(day.offset(9))));
    /// assert_eq!(silent, Some(9));
    /// ```
    pub fn days_silent(self, t: AsOf) -> i32 {
        let days = t.day().days_since(self.last);
        let others = i32::try_from(self.others.silent).ok();
        let own = others.and_then(|others| days.checked_sub(others));
        proven!(own, else days, "both within the calendar")
    }

    /// Returns `true` when the customer was off season on the day by which its own days were
    /// counted.
    pub const fn is_off_season(self) -> bool {
        self.others.is_off_season
    }
}
