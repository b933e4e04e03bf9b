use super::DayWeightsDraft;
use crate::calendar::{Day, Window, WorkCalendarDraft};
use crate::measure::{Excess, Quotient, proven};
use crate::money::{Amount, Rounding};
use crate::valid::codes;

/// A period over which nothing can be spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhaseError {
    /// No day of the period has a weight.
    #[error("no day from {first} to {last} has a weight")]
    NoWeight {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// The period is longer than a plan can be.
    #[error("a period has at most {most} days, this one has {days}", most = Phase::MOST_DAYS)]
    TooLong {
        /// The days of the period.
        days: u32,
    },
    /// The closed days of the period are not known.
    #[error("the calendar is known up to {year}, the period ends on {last}")]
    BeyondCalendar {
        /// The last year of the calendar.
        year: i32,
        /// The last day of the period.
        last: Day,
    },
}

codes! {
    PhaseError {
        NoWeight = "no_day_weight",
        TooLong = "period_too_long",
        BeyondCalendar = "beyond_calendar",
    }
}

/// A period with the weights of its days.
///
/// Made once for a period and asked for any amount and day.
///
/// # Rule
///
/// > S7: phase(t) = W(first day to t) ÷ W(first day to last day). Plan to date = target × phase(t),
/// > rounded half up; before the first day it is 0, from the last day on the target.
///
/// ```
/// use guanxi::calendar::{Month, WorkCalendar};
/// use guanxi::money::Amount;
/// use guanxi::phase::{DayWeights, Phase};
///
/// let june: Month = "2026-06".parse()?;
/// let phase = Phase::try_new(june.window(), &DayWeights::default(), &WorkCalendar::default())?;
/// let target = Amount::from_minor(300_00);
/// assert_eq!(phase.amount_to(target, "2026-06-10".parse()?).minor(), 100_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "进度")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    window: Window,
    /// The weight up to and including each day of the window; the last is above 0.
    cumulated: Vec<u64>,
}

impl Phase {
    /// The most days of a period: a hundred years.
    pub const MOST_DAYS: u32 = 36_525;

    /// The phase of a period.
    ///
    /// # Errors
    ///
    /// When no day of the period has a weight, when the period is longer than
    /// [`Phase::MOST_DAYS`], or when it ends after the last year of the calendar.
    pub fn try_new(
        window: Window,
        weights: &DayWeightsDraft,
        calendar: &WorkCalendarDraft,
    ) -> Result<Self, PhaseError> {
        let days = window.days();
        if days > Self::MOST_DAYS {
            return Err(PhaseError::TooLong { days });
        }
        if let Some(year) = calendar.ends_before(window.until) {
            return Err(PhaseError::BeyondCalendar { year, last: window.until });
        }
        let mut weight = 0_u64;
        let mut day = window.after;
        let mut cumulated = Vec::new();
        while day < window.until {
            day = day.offset(1);
            let more = u64::from(weights.weight(day, calendar));
            weight =
                proven!(weight.checked_add(more), else weight, "36,525 weights of 32 bits each");
            cumulated.push(weight);
        }
        if weight == 0 {
            let first = window.after.offset(1);
            return Err(PhaseError::NoWeight { first, last: window.until });
        }
        Ok(Self { window, cumulated })
    }

    /// The days of the period.
    pub const fn window(&self) -> Window {
        self.window
    }

    /// The weight of the period; above 0.
    pub fn weight(&self) -> u64 {
        *proven!(self.cumulated.last(), else &1, "a period with a weight has a day")
    }

    /// The weight from the first day of the period up to and including a day.
    pub fn weight_to(&self, day: Day) -> u64 {
        if day <= self.window.after {
            return 0;
        }
        let place = day.min(self.window.until).days_since(self.window.after).checked_sub(1);
        let place = place.and_then(|place| usize::try_from(place).ok());
        let weight = place.and_then(|place| self.cumulated.get(place));
        *proven!(weight, else &0, "a day of the period")
    }

    /// The weight of the days of a window that lie in the period.
    pub fn weight_of(&self, window: Window) -> u64 {
        self.weight_to(window.until).excess_over(self.weight_to(window.after))
    }

    /// The number of days of a window that lie in the period and have a weight.
    pub fn days_of(&self, window: Window) -> u32 {
        let mut days = 0_u32;
        let mut day = window.after.max(self.window.after);
        while day < window.until.min(self.window.until) {
            let before = self.weight_to(day);
            day = day.offset(1);
            if self.weight_to(day) > before {
                days = proven!(days.checked_add(1), else days, "at most 36,525 days");
            }
        }
        days
    }

    /// The part of the period that has gone by at the end of a day, by weight.
    ///
    /// ```
    /// # use guanxi::{calendar::{Month, WorkCalendar}, phase::{DayWeights, Phase}};
    /// # let june: Month = "2026-06".parse()?;
    /// # let (weights, calendar) = (DayWeights::default(), WorkCalendar::default());
    /// let phase = Phase::try_new(june.window(), &weights, &calendar)?;
    /// assert_eq!(phase.to("2026-06-15".parse()?).percent().to_string(), "50%");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to(&self, day: Day) -> Quotient {
        let quotient = Quotient::try_new(self.weight_to(day).into(), self.weight().into());
        proven!(quotient, else Quotient::ZERO, "the weight of a period is above 0")
    }

    /// The part of an amount that is due by a day, rounded half up.
    pub fn amount_to(&self, target: Amount, day: Day) -> Amount {
        let part = i64::try_from(self.part(target.minor().into(), day)).ok();
        Amount::from_minor(proven!(part, else 0, "a part of an amount fits"))
    }

    /// The part of an amount that is due in a window: that due by its last day less that due
    /// before it. Windows that follow each other have parts that add up to the amount.
    pub fn amount_of(&self, target: Amount, window: Window) -> Amount {
        if window.until < window.after {
            return Amount::ZERO;
        }
        let (until, after) =
            (self.amount_to(target, window.until), self.amount_to(target, window.after));
        proven!(until.checked_sub(after), else Amount::ZERO, "two parts of one sign")
    }

    /// The part of a quantity that is due by a day, in whole units, rounded half up.
    pub fn quantity_to(&self, target: u64, day: Day) -> u64 {
        let part = u64::try_from(self.part(target.into(), day)).ok();
        proven!(part, else 0, "a part of a quantity fits")
    }

    /// The part of a whole of at most 64 bits and a sign, due by a day.
    fn part(&self, whole: i128, day: Day) -> i128 {
        // At most 2^64 · 2^48.
        let product = whole.checked_mul(self.weight_to(day).into());
        let part = product.and_then(|it| Rounding::HalfUp.divide(it, self.weight().into()));
        proven!(part, else 0, "a product of 112 bits, and a weight above 0")
    }
}
