use crate::calendar::Day;
use crate::measure::Excess;
use crate::money::{Amount, Total};

/// One day of a timeline with the sum and count up to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayTotal {
    pub(super) day: Day,
    /// The active days up to this one; the two highest bits tell of amounts without a number.
    pub(super) marks: u32,
    pub(super) total: Amount,
}

/// The lowest and the highest of some totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TotalRange {
    pub(crate) lowest: Total,
    pub(crate) highest: Total,
}

impl DayTotal {
    /// The bit of a day on which an amount without a document number stands.
    pub(super) const UNNUMBERED: u32 = 1 << 31;
    /// The bit of a day on which such an amount is positive.
    pub(super) const UNNUMBERED_ACTIVE: u32 = 1 << 30;
    const COUNT: u32 = !(Self::UNNUMBERED | Self::UNNUMBERED_ACTIVE);

    /// The range of the running totals, nothing among them, without some of the amounts that are in
    /// the run; these stand in the order of their days.
    pub(crate) fn range_without(run: &[Self], taken: &[(Day, Amount)]) -> TotalRange {
        let (mut taken, mut sum) = (taken.iter().copied().peekable(), Total::ZERO);
        let mut range = TotalRange { lowest: Total::ZERO, highest: Total::ZERO };
        for it in run {
            while let Some((_, amount)) = taken.next_if(|(day, _)| *day <= it.day) {
                sum = sum.plus(amount);
            }
            let total = it.total.to_total().minus(sum);
            range.lowest = range.lowest.min(total);
            range.highest = range.highest.max(total);
        }
        range
    }

    /// The number of active days up to this one.
    #[inline]
    pub(super) const fn active_days(&self) -> u32 {
        self.marks & Self::COUNT
    }

    /// The bits that tell of amounts without a number.
    pub(super) const fn unnumbered(&self) -> u32 {
        self.marks & !Self::COUNT
    }

    /// Tells whether an amount without a document number stands on the day.
    pub(crate) const fn has_unnumbered(&self) -> bool {
        self.marks & Self::UNNUMBERED != 0
    }

    /// Tells whether a positive amount without a document number stands on the day.
    pub(crate) const fn has_unnumbered_active(&self) -> bool {
        self.marks & Self::UNNUMBERED_ACTIVE != 0
    }

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
