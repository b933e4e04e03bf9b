use crate::calendar::Day;
use crate::measure::Excess;
use crate::money::{Amount, Total};

/// One day of a timeline with the sum and count up to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayTotal {
    pub(super) day: Day,
    pub(super) active_days: u32,
    pub(super) total: Amount,
}

impl DayTotal {
    /// The day.
    pub(crate) const fn day(&self) -> Day {
        self.day
    }
}

/// Sum and count up to the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunningTotal {
    /// Sum of all amounts.
    pub total: Amount,
    /// Days with at least one positive amount. For sales these are the *order days*.
    #[doc(alias = "下单日")]
    pub active_days: u32,
}

impl RunningTotal {
    /// The sum of the amounts after an earlier running total.
    #[inline]
    pub(crate) fn since(self, earlier: Self) -> Total {
        self.total.to_total().minus(earlier.total)
    }

    /// The active days after an earlier running total; none when `earlier` is the later one.
    #[inline]
    pub(crate) fn days_since(self, earlier: Self) -> u32 {
        self.active_days.excess_over(earlier.active_days)
    }
}

/// A day with its net amount: sales less returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayNet {
    /// The day.
    pub day: Day,
    /// The net amount of the day.
    pub net: Total,
}
