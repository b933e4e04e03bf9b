use crate::calendar::{AsOf, Day};
use crate::timeline::Timeline;

/// What an order history comes down to: how many order days, the first and the last. Returns
/// neither make nor unmake one.
///
/// ```
/// use guanxi::lapse::Rhythm;
///
/// let rhythm = Rhythm::try_new(3, "2026-01-01".parse()?, "2026-03-01".parse()?).ok_or("impossible")?;
/// assert_eq!(rhythm.days_active(), 59);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    order_days: u32,
    first: Day,
    last: Day,
}

impl Rhythm {
    /// A rhythm of so many order days; `None` when the days cannot be: none at all, the last before
    /// the first, one order day at two dates, or more order days than days.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, lapse::Rhythm};
    /// assert!(Rhythm::try_new(2, Day::default(), Day::default()).is_none());
    /// assert!(Rhythm::try_new(0, Day::default(), Day::default()).is_none());
    /// ```
    pub fn try_new(order_days: u32, first: Day, last: Day) -> Option<Self> {
        let span = u32::try_from(last.days_since(first)).ok()?;
        let repeats = order_days.checked_sub(1)?;
        let possible = repeats <= span && (repeats > 0 || span == 0);
        possible.then_some(Self { order_days, first, last })
    }

    /// The rhythm of sales up to `t`; `None` for a customer that never bought.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Rhythm};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(Rhythm::of(account.view().sales(), "2026-01-01".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn of(sales: Timeline<'_>, t: AsOf) -> Option<Self> {
        let seen = sales.up_to(t.day());
        let (first, last) = (seen.first_active_day()?, seen.last_active_day()?);
        Some(Self { order_days: seen.at(t.day()).active_days, first, last })
    }

    /// The rhythm of order days that stand in order, each once, up to `t`; `None` without any.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, lapse::Rhythm};
    /// let days = [Day::MIN, Day::MIN.offset(7), Day::MAX];
    /// let seen = Rhythm::of_days(&days, "2026-01-01".parse()?).ok_or("none")?;
    /// assert_eq!((seen.order_days(), seen.days_active()), (2, 7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_days(days: &[Day], t: AsOf) -> Option<Self> {
        let seen = days.get(..days.partition_point(|day| t.sees(*day)))?;
        let order_days = u32::try_from(seen.len()).ok()?;
        Self::try_new(order_days, *seen.first()?, *seen.last()?)
    }

    /// How many order days there are.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, lapse::Rhythm};
    /// assert_eq!(Rhythm::try_new(1, Day::MIN, Day::MIN).map(Rhythm::order_days), Some(1));
    /// ```
    pub const fn order_days(self) -> u32 {
        self.order_days
    }

    /// The first order day.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, lapse::Rhythm};
    /// assert_eq!(Rhythm::try_new(1, Day::MIN, Day::MIN).map(Rhythm::first), Some(Day::MIN));
    /// ```
    pub const fn first(self) -> Day {
        self.first
    }

    /// The last order day.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, lapse::Rhythm};
    /// assert_eq!(Rhythm::try_new(1, Day::MIN, Day::MIN).map(Rhythm::last), Some(Day::MIN));
    /// ```
    pub const fn last(self) -> Day {
        self.last
    }

    /// Order days after the first: `x`.
    pub(super) const fn repeats(self) -> u32 {
        self.order_days.saturating_sub(1)
    }

    /// Days from the first order day to the last: `tx`.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, lapse::Rhythm};
    /// assert_eq!(Rhythm::try_new(1, Day::MIN, Day::MIN).map(Rhythm::days_active), Some(0));
    /// ```
    pub fn days_active(self) -> u32 {
        u32::try_from(self.last.days_since(self.first)).unwrap_or(0)
    }

    /// Days since the last order day; negative when `t` lies before it.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, lapse::Rhythm};
    /// let day = Day::default();
    /// let silent = Rhythm::try_new(1, day, day).map(|r| r.days_silent(AsOf::new(day.offset(9))));
    /// assert_eq!(silent, Some(9));
    /// ```
    pub fn days_silent(self, t: AsOf) -> i32 {
        t.day().days_since(self.last)
    }
}
