use super::{DayNet, DayTotal, RunningTotal};
use crate::calendar::{Day, MonthsBack, Window};
use crate::engine::last_of_first;
use crate::money::{Amount, Total};

/// The days on which something happened, in order, with running totals.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::{Day, Window};
/// use guanxi::trade::Sale;
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 100".parse()?))?;
/// account.record(Sale::new("S2".parse()?, "2026-01-05".parse()?, "CNY -30".parse()?))?;
/// account.record(Sale::new("S3".parse()?, "2026-02-01".parse()?, "CNY 50".parse()?))?;
///
/// let january = Window::inclusive("2026-01-01".parse()?, "2026-01-31".parse()?);
/// let sales = account.view().sales();
/// assert_eq!(sales.net(january).minor(), 70_00);
/// assert_eq!(sales.active_days(january), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Timeline<'a>(&'a [DayTotal]);

impl<'a> Timeline<'a> {
    pub(crate) const fn new(days: &'a [DayTotal]) -> Self {
        Self(days)
    }

    pub(super) const fn day_totals(self) -> &'a [DayTotal] {
        self.0
    }

    /// The part up to and including a day.
    #[inline]
    pub fn up_to(self, day: Day) -> Self {
        Self(self.0.get(..self.count_up_to(day)).unwrap_or_default())
    }

    /// Tells whether the timeline has no day at all.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The running total at the end of a day.
    #[inline]
    pub fn at(self, day: Day) -> RunningTotal {
        self.after_days(self.count_up_to(day))
    }

    /// The running total at the [end](MonthsBack::ends) of each month, the latest first: that of
    /// [`at`](Self::at) for each of them, in one pass.
    #[inline]
    pub fn by_month(self, months: &MonthsBack) -> [RunningTotal; MonthsBack::REACH] {
        self.up_to(months.day_index().latest()).indexed(months.day_index()).by_month()
    }

    /// The sum of the amounts in a window.
    #[inline]
    pub fn net(self, window: Window) -> Total {
        if window.until <= window.after {
            return Total::ZERO;
        }
        self.at(window.until).since(self.at(window.after))
    }

    /// The sums of the amounts between neighbouring days of `ends`, which stand latest first: each
    /// after the earlier day, up to and including the later one.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::trade::Sale;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-31".parse()?, "CNY 100".parse()?))?;
    /// account.record(Sale::new("S2".parse()?, "2026-02-01".parse()?, "CNY 50".parse()?))?;
    /// let ends = ["2026-02-28".parse()?, "2026-01-31".parse()?, "2025-12-31".parse()?];
    /// let sales = account.view().sales();
    /// let nets: Vec<i128> = sales.nets_between(&ends).map(|it| it.minor()).collect();
    /// assert_eq!(nets, [50_00, 100_00]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn nets_between(self, ends: &[Day]) -> impl Iterator<Item = Total> {
        let mut days = self.0;
        let mut totals = ends.iter().map(move |end| {
            while let Some((_, before)) = days.split_last().filter(|(last, _)| last.day > *end) {
                days = before;
            }
            days.last().map_or(Amount::ZERO, |it| it.total)
        });
        let mut later = totals.next();
        totals.map(move |earlier| {
            let net = later.map_or(Total::ZERO, |later| later.to_total().minus(earlier));
            later = Some(earlier);
            net
        })
    }

    /// Days with a positive amount in a window.
    #[inline]
    pub fn active_days(self, window: Window) -> u32 {
        self.at(window.until).days_since(self.at(window.after))
    }

    /// The first day on which anything happened.
    pub(crate) fn first_day(self) -> Option<Day> {
        self.0.first().map(|it| it.day)
    }

    /// The first day with a positive amount.
    #[inline]
    pub fn first_active_day(self) -> Option<Day> {
        self.0.iter().find(|it| it.active_days() > 0).map(|it| it.day)
    }

    /// The last day with a positive amount.
    #[inline]
    pub fn last_active_day(self) -> Option<Day> {
        self.active_days_latest_first().next()
    }

    /// The days with a positive amount, latest first.
    #[inline]
    pub fn active_days_latest_first(self) -> impl Iterator<Item = Day> + Clone + 'a {
        let mut days = self.0;
        std::iter::from_fn(move || {
            loop {
                let (last, earlier) = days.split_last()?;
                days = earlier;
                if last.active_days() > earlier.last().map_or(0, DayTotal::active_days) {
                    return Some(last.day);
                }
            }
        })
    }

    /// The days with a positive amount, or with amounts of 0 and nothing else, in order.
    pub(crate) fn days_with_orders(self) -> impl Iterator<Item = Day> + 'a {
        let before = [DayTotal::default()].into_iter().chain(self.0.iter().copied());
        let pairs = self.0.iter().zip(before);
        let ordered = pairs.filter(|(it, before)| {
            it.active_days() > before.active_days() || it.total == before.total
        });
        ordered.map(|(it, _)| it.day)
    }

    /// Each day with its net amount, in order.
    pub fn days(self) -> impl Iterator<Item = DayNet> + 'a {
        let before = [Amount::ZERO].into_iter().chain(self.0.iter().map(|it| it.total));
        self.0
            .iter()
            .zip(before)
            .map(|(it, before)| DayNet { day: it.day, net: it.total.to_total().minus(before) })
    }

    /// The largest net amount of a day in a window; `None` without a day.
    #[inline]
    pub(crate) fn largest_net_in(self, window: Window) -> Option<Total> {
        let (before, inside) = self.split_in(window);
        // Nets of 64 bits are all there are but at the bounds of amounts: half the time.
        let (mut last, mut largest) = (before.total.minor(), None);
        for it in inside {
            let total = it.total.minor();
            let Some(net) = total.checked_sub(last) else {
                return self.nets_in(window).map(|it| it.net).max();
            };
            (last, largest) = (total, Some(largest.map_or(net, |largest: i64| largest.max(net))));
        }
        largest.map(|it| Amount::from_minor(it).to_total())
    }

    /// The day with the largest net amount in a window, of equal ones the first.
    pub(crate) fn largest_day_in(self, window: Window) -> Option<DayNet> {
        let largest = self.largest_net_in(window)?;
        self.nets_in(window).find(|it| it.net == largest)
    }

    /// The days of a window with a positive amount, in order, each with its net amount.
    #[inline]
    pub(crate) fn active_nets_in(self, window: Window) -> impl Iterator<Item = Total> + 'a {
        let (mut before, inside) = self.split_in(window);
        inside.iter().filter_map(move |it| {
            let (net, is_active) =
                (it.total.to_total().minus(before.total), it.active_days() > before.active_days());
            before = *it;
            is_active.then_some(net)
        })
    }

    /// Each day of a window with its net amount, in order.
    fn nets_in(self, window: Window) -> impl Iterator<Item = DayNet> + 'a {
        let (before, inside) = self.split_in(window);
        let mut before = before.total;
        inside.iter().map(move |it| {
            let net = it.total.to_total().minus(before);
            before = it.total;
            DayNet { day: it.day, net }
        })
    }

    /// The days of a window, and the last one before them.
    #[inline]
    fn split_in(self, window: Window) -> (DayTotal, &'a [DayTotal]) {
        let (first, end) = (self.count_up_to(window.after), self.count_up_to(window.until));
        let before = last_of_first(self.0, first).copied().unwrap_or_default();
        (before, self.0.get(first..end).unwrap_or_default())
    }

    /// The running total after the first `count` days of the timeline.
    #[inline]
    pub(super) fn after_days(self, count: usize) -> RunningTotal {
        last_of_first(self.0, count).map_or(RunningTotal::default(), |it| RunningTotal {
            total: it.total,
            active_days: it.active_days(),
        })
    }

    /// The number of days of the timeline on or before a day. Most questions are about the end, so
    /// the last day is tried first.
    #[inline]
    fn count_up_to(self, day: Day) -> usize {
        match self.0.last() {
            Some(last) if last.day > day => self.0.partition_point(|it| it.day <= day),
            Some(_) | None => self.0.len(),
        }
    }
}
