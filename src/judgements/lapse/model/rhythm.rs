use crate::calendar::{AsOf, Day};
use crate::measure::proven;
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
#[doc(alias = "订货节奏")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    order_days: u32,
    first: Day,
    last: Day,
}

impl Rhythm {
    /// The rhythm of order days; `None` when they cannot be: none at all, the last before the
    /// first, one order day at two dates, or more order days than days.
    pub fn try_new(days: OrderDays) -> Option<Self> {
        let OrderDays { count, first, last } = days;
        let span = u32::try_from(last.days_since(first)).ok()?;
        let repeats = count.checked_sub(1)?;
        let possible = repeats <= span && (repeats > 0 || span == 0);
        possible.then_some(Self { order_days: count, first, last })
    }

    /// The rhythm of sales up to `t`; `None` for a customer that never bought.
    #[inline]
    pub fn from_sales(sales: Timeline<'_>, t: AsOf) -> Option<Self> {
        let seen = sales.up_to(t.day());
        let (first, last) = (seen.first_active_day()?, seen.last_active_day()?);
        Some(Self { order_days: seen.at(t.day()).active_days, first, last })
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
        t.day().days_since(self.last)
    }
}
