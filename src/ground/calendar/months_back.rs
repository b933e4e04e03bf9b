use super::{AsOf, Day, DayIndex};

/// The months up to a day: that of the day and the sixteen before it.
///
/// Computed once for a day and used for every customer.
///
/// ```
/// use guanxi::calendar::MonthsBack;
///
/// let months = MonthsBack::up_to("2026-03-10".parse()?);
/// let [_, _, _, december, ..] = *months.ends();
/// assert_eq!(december.to_string(), "2025-12-31");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthsBack {
    t: AsOf,
    ends: [Day; Self::REACH],
    /// The ends alone, so that a place in the index is a number of months back.
    index: DayIndex,
    /// The number of ends that lie after `t`: 0 when `t` is an end itself, otherwise 1.
    open: u8,
}

impl MonthsBack {
    /// The number of months, the month of the day itself included.
    pub const REACH: usize = DayIndex::MONTHS;

    /// The months up to `t`.
    pub fn up_to(t: AsOf) -> Self {
        let month = t.day().month();
        let ends: [Day; Self::REACH] = std::array::from_fn(|place| month.earlier(place).last_day());
        let open = u8::from(month.last_day() != t.day());
        let index = DayIndex::new(&ends, &[]);
        Self { t, ends, index, open }
    }

    /// The place of the earliest of the [`ends`](Self::ends) that is not before a day; `None` for a
    /// day after all of them.
    #[inline]
    pub(crate) fn back_to(&self, day: Day) -> Option<usize> {
        (day <= self.index.latest()).then(|| self.index.place(day))
    }

    /// The index of the ends.
    pub(crate) const fn day_index(&self) -> &DayIndex {
        &self.index
    }

    /// The index of the ends and of more days.
    pub(crate) fn index_with(&self, more: &[Day]) -> DayIndex {
        DayIndex::new(&self.ends, more)
    }

    /// The day up to which the months go.
    pub const fn as_of(&self) -> AsOf {
        self.t
    }

    /// The last days of the months, that of `t` first.
    ///
    /// ```
    /// # use guanxi::calendar::MonthsBack;
    /// let [march, february, ..] = *MonthsBack::up_to("2026-03-10".parse()?).ends();
    /// assert_eq!(march.to_string(), "2026-03-31");
    /// assert_eq!(february.to_string(), "2026-02-28");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn ends(&self) -> &[Day; Self::REACH] {
        &self.ends
    }

    /// The number of [`ends`](Self::ends) of months that are not complete at `t`: 0 or 1. A month
    /// is complete on its last day.
    ///
    /// ```
    /// # use guanxi::calendar::MonthsBack;
    /// assert_eq!(MonthsBack::up_to("2026-03-31".parse()?).incomplete(), 0);
    /// assert_eq!(MonthsBack::up_to("2026-04-29".parse()?).incomplete(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn incomplete(&self) -> u8 {
        self.open
    }
}
