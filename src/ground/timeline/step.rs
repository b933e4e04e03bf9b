use crate::calendar::{Day, MonthsBack, Window};
use crate::money::{Amount, Total};

/// One day of a timeline: what had come together by its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Step {
    pub(super) day: Day,
    pub(super) active_days: u32,
    pub(super) total: Amount,
}

/// What had come together by the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Sum of all amounts.
    pub total: Amount,
    /// Days with at least one positive amount. For sales these are the *order days*.
    #[doc(alias = "下单日")]
    pub active_days: u32,
}

impl Standing {
    /// What came together since an earlier standing.
    #[inline]
    pub(crate) fn since(self, earlier: Self) -> Total {
        self.total.to_total().minus(earlier.total)
    }

    /// The active days since an earlier standing.
    #[inline]
    pub(crate) const fn days_since(self, earlier: Self) -> u32 {
        self.active_days.saturating_sub(earlier.active_days)
    }
}

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
pub struct Timeline<'a>(&'a [Step]);

impl<'a> Timeline<'a> {
    pub(crate) const fn new(steps: &'a [Step]) -> Self {
        Self(steps)
    }

    pub(super) const fn steps(self) -> &'a [Step] {
        self.0
    }

    /// The part that a day can see.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, timeline::Timeline};
    /// assert!(Timeline::default().up_to(Day::MAX).is_empty());
    /// ```
    #[inline]
    pub fn up_to(self, day: Day) -> Self {
        Self(self.0.get(..self.steps_by(day)).unwrap_or_default())
    }

    /// Whether nothing ever happened.
    ///
    /// ```
    /// assert!(guanxi::timeline::Timeline::default().is_empty());
    /// ```
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// What had come together by the end of a day.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, timeline::Timeline};
    /// assert_eq!(Timeline::default().at(Day::MAX).active_days, 0);
    /// ```
    #[inline]
    pub fn at(self, day: Day) -> Standing {
        self.after_steps(self.steps_by(day))
    }

    /// What had come together by the [end](MonthsBack::ends) of each month: the same as
    /// [`at`](Self::at) of each, in one pass with nothing to decide.
    ///
    /// ```
    /// # use guanxi::{calendar::MonthsBack, timeline::{Standing, Timeline}};
    /// let months = MonthsBack::of("2026-03-10".parse()?);
    /// assert_eq!(Timeline::default().by_month(&months), [Standing::default(); 17]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn by_month(self, months: &MonthsBack) -> [Standing; MonthsBack::REACH] {
        self.up_to(months.marks().latest()).marked(months.marks()).by_month()
    }

    /// The sum of the amounts in a window.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, timeline::Timeline, money::Total};
    /// let year = AsOf::new(Day::default()).last_days(365);
    /// assert_eq!(Timeline::default().net(year), Total::ZERO);
    /// ```
    #[inline]
    pub fn net(self, window: Window) -> Total {
        if window.until <= window.after {
            return Total::ZERO;
        }
        self.at(window.until).since(self.at(window.after))
    }

    /// Days with a positive amount in a window.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, timeline::Timeline};
    /// assert_eq!(Timeline::default().active_days(AsOf::new(Day::default()).last_days(90)), 0);
    /// ```
    #[inline]
    pub fn active_days(self, window: Window) -> u32 {
        self.at(window.until).days_since(self.at(window.after))
    }

    /// The first day with a positive amount.
    ///
    /// ```
    /// assert_eq!(guanxi::timeline::Timeline::default().first_active_day(), None);
    /// ```
    #[inline]
    pub fn first_active_day(self) -> Option<Day> {
        self.0.iter().find(|step| step.active_days > 0).map(|step| step.day)
    }

    /// The last day with a positive amount.
    ///
    /// ```
    /// assert_eq!(guanxi::timeline::Timeline::default().last_active_day(), None);
    /// ```
    #[inline]
    pub fn last_active_day(self) -> Option<Day> {
        self.active_days_latest_first().next()
    }

    /// The days with a positive amount, latest first.
    ///
    /// ```
    /// assert_eq!(guanxi::timeline::Timeline::default().active_days_latest_first().count(), 0);
    /// ```
    #[inline]
    pub fn active_days_latest_first(self) -> impl Iterator<Item = Day> + 'a {
        let mut steps = self.0;
        std::iter::from_fn(move || {
            loop {
                let (last, before) = steps.split_last()?;
                steps = before;
                if last.active_days > before.last().map_or(0, |step| step.active_days) {
                    return Some(last.day);
                }
            }
        })
    }

    /// The net amount of each day, in order.
    ///
    /// ```
    /// assert_eq!(guanxi::timeline::Timeline::default().days().count(), 0);
    /// ```
    pub fn days(self) -> impl Iterator<Item = (Day, Total)> + 'a {
        let before = [Amount::ZERO].into_iter().chain(self.0.iter().map(|step| step.total));
        self.0
            .iter()
            .zip(before)
            .map(|(step, before)| (step.day, step.total.to_total().minus(before)))
    }

    /// What had come together after so many steps.
    #[inline]
    pub(super) fn after_steps(self, count: usize) -> Standing {
        let last = self.0.get(count.wrapping_sub(1));
        last.map_or(Standing::default(), |step| Standing {
            total: step.total,
            active_days: step.active_days,
        })
    }

    /// How many steps lie on or before a day. Most questions are about the end, so the last step is
    /// tried first.
    #[inline]
    fn steps_by(self, day: Day) -> usize {
        match self.0.last() {
            Some(last) if last.day > day => self.0.partition_point(|step| step.day <= day),
            Some(_) | None => self.0.len(),
        }
    }
}
