use super::{DayCount, ExactInterest};
use crate::calendar::{Day, Validity, Window};
use crate::measure::Ratio;
use crate::money::{Amount, Major, Rounding};
use crate::valid::{Draft, Order, Valid, Violations, codes, words};

/// A rate from a day on, up to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RateStep {
    /// The first day.
    pub from: Day,
    /// The rate of a year.
    pub rate: Ratio,
}

words! {
    /// The effect of days of grace on interest.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum GraceEffect as "an effect of grace" {
        /// Payment within the days of grace bears no interest; an item still open after them bears
        /// it from the day after its due date.
        #[default]
        Forgives = "forgives",
        /// Interest begins after the days of grace.
        Postpones = "postpones",
    }
}

/// The plain form of an [`InterestPolicy`]. There is no default: a rate is agreed or stated by law.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct InterestPolicyDraft {
    /// The source of the rates, such as a clause of the contract.
    pub source: String,
    /// The rates of a year, by rising first days.
    pub rates: Vec<RateStep>,
    /// The last day for which the rates are known. `None`: the last rate holds on.
    #[cfg_attr(feature = "serde", serde(default))]
    pub until: Option<Day>,
    /// The multiple of each rate that is charged, 100 % by default.
    #[cfg_attr(feature = "serde", serde(default = "once"))]
    pub times: Ratio,
    /// The points that are added to each rate after that.
    #[cfg_attr(feature = "serde", serde(default))]
    pub plus: Ratio,
    /// The length of a year.
    #[cfg_attr(feature = "serde", serde(default))]
    pub day_count: DayCount,
    /// The days of grace after the due date.
    #[doc(alias = "宽限期")]
    #[cfg_attr(feature = "serde", serde(default))]
    pub grace_days: u16,
    /// The effect of these days.
    #[cfg_attr(feature = "serde", serde(default))]
    pub grace: GraceEffect,
    /// The one rounding at the end.
    #[cfg_attr(feature = "serde", serde(default = "half_up"))]
    pub rounding: Rounding,
    /// The fixed sum for each item on which interest runs, in the currency of the book.
    #[cfg_attr(feature = "serde", serde(default))]
    pub compensation: Option<Major>,
}

#[cfg(feature = "serde")]
const fn once() -> Ratio {
    Ratio::ONE
}

#[cfg(feature = "serde")]
const fn half_up() -> Rounding {
    Rounding::HalfUp
}

/// The policy of interest on arrears.
///
/// # Rule
///
/// > S20: simple interest on what is overdue, from the day after the due date, for each day at the
/// > rate of that day, on what was still open when the day began. Money settles items as it always
/// > does, so a part that was paid bears interest up to the day of its payment. Exact until the
/// > one rounding at the end.
///
/// ```
/// use guanxi::calendar::Day;
/// use guanxi::credit::{InterestPolicy, InterestPolicyDraft};
/// use guanxi::measure::Ratio;
///
/// let first: Day = "2026-01-01".parse()?;
/// let mut draft = InterestPolicyDraft::agreed(Ratio::from_percent(6), first);
/// draft.until = Some(first.offset(-1));
/// assert_eq!(
///     InterestPolicy::try_new(draft).unwrap_err().to_string(),
///     "until must be at least 2026-01-01, was 2025-12-31"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "逾期利息")]
pub type InterestPolicy = Valid<InterestPolicyDraft>;

impl InterestPolicyDraft {
    /// One rate of a year from a day on, as a contract states it: without grace, by 365 days.
    pub fn agreed(rate: Ratio, from: Day) -> Self {
        Self {
            source: "contract".to_owned(),
            rates: vec![RateStep { from, rate }],
            until: None,
            times: Ratio::ONE,
            plus: Ratio::ZERO,
            day_count: DayCount::default(),
            grace_days: 0,
            grace: GraceEffect::default(),
            rounding: Rounding::HalfUp,
            compensation: None,
        }
    }

    /// The rate that is charged; `None` when it is no whole number of millionths, or too large.
    fn charged(&self, rate: Ratio) -> Option<Ratio> {
        const MILLION: u64 = 1_000_000;
        let product = u64::from(rate.parts_per_million())
            .checked_mul(u64::from(self.times.parts_per_million()))?;
        if product.checked_rem(MILLION)? > 0 {
            return None;
        }
        let parts =
            product.checked_div(MILLION)?.checked_add(u64::from(self.plus.parts_per_million()))?;
        u32::try_from(parts).ok().map(Ratio::from_parts_per_million)
    }
}

impl Draft for InterestPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.source.trim().is_empty() {
            found.add("source", "must name the source of the rates, was blank".to_owned());
        }
        if self.rates.is_empty() {
            found.add("rates", "must state at least one rate, was empty".to_owned());
        }
        found.each_row("rates", &self.rates, |found, before, step| {
            found.check_order("from", Order::Rising, before.map(|it| it.from), step.from);
            if self.charged(step.rate).is_none() {
                let (rate, times, plus) = (step.rate, self.times, self.plus);
                let demand = format!("must be whole parts per million up to {}", Ratio::MAX);
                found.add("rate", format!("{demand}, was {rate} times {times} plus {plus}"));
            }
        });
        if let (Some(last), Some(until)) = (self.rates.last(), self.until) {
            found.at_least("until", last.from, until);
        }
    }
}

/// The reason why interest cannot be worked out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InterestError {
    /// The rates do not cover a day.
    #[error("no rate is known for {day}, the rates hold {known}")]
    NoRate {
        /// The first such day.
        day: Day,
        /// The days for which rates are known.
        known: Validity,
    },
    /// The interest needs more than 128 bits.
    #[error("amounts, rates and days together need more than 128 bits")]
    TooLarge,
}

codes! {
    InterestError {
        NoRate = "no_rate_of_interest",
        TooLarge = "overflow",
    }
}

impl InterestPolicy {
    /// The rate that is charged for a day; `None` where none is known.
    pub fn rate_on(&self, day: Day) -> Option<Ratio> {
        let is_known = self.until.is_none_or(|until| day <= until);
        let step = self.rates.iter().rev().find(|step| step.from <= day);
        self.charged(step.filter(|_| is_known)?.rate)
    }

    /// The interest on an amount that stays the same over some days. It knows nothing of due dates
    /// and grace.
    ///
    /// # Errors
    ///
    /// When no rate is known for one of the days, or the interest is too large.
    pub fn accrued(&self, amount: Amount, window: Window) -> Result<ExactInterest, InterestError> {
        let mut interest = ExactInterest::ZERO;
        if window.days() == 0 {
            return Ok(interest);
        }
        self.check_known(window)?;
        let ends = self.rates.iter().skip(1).map(|next| next.from.offset(-1)).chain([Day::MAX]);
        for (step, end) in self.rates.iter().zip(ends) {
            let after = window.after.max(step.from.offset(-1));
            let part = Window { after, until: window.until.min(end) };
            let of_part = self.day_count.parts(part).zip(self.charged(step.rate));
            let of_part = of_part.and_then(|(parts, rate)| ExactInterest::new(amount, rate, parts));
            interest =
                of_part.and_then(|it| interest.checked_add(it)).ok_or(InterestError::TooLarge)?;
        }
        Ok(interest)
    }

    fn check_known(&self, window: Window) -> Result<(), InterestError> {
        let Some(first) = self.rates.first() else { return Ok(()) };
        let no_rate = |day, known| Err(InterestError::NoRate { day, known });
        let known = match self.until {
            // A checked policy ends after its first rate begins.
            Some(until) => Validity::open_ended(first.from).overlap(Validity::up_to(until)),
            None => Some(Validity::open_ended(first.from)),
        };
        let known = known.unwrap_or(Validity::open_ended(first.from));
        let day = window.after.offset(1);
        if day < first.from {
            return no_rate(day, known);
        }
        match self.until {
            Some(until) if until < window.until => no_rate(day.max(until.offset(1)), known),
            Some(_) | None => Ok(()),
        }
    }
}
