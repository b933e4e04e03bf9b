#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money; it becomes an integer here, once"
)]

use std::fmt;

use libm::{exp, floor, log, pow};

use super::{LapsePolicy, Prior, Rhythm};
use crate::calendar::{AsOf, Day};
use crate::measure::{Probability, Ratio, write_micros};
use crate::money::{Amount, Total};

/// A length of time in millionths of a day; printed in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gap(u64);

impl Gap {
    /// The length in millionths of a day.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, Prior, Rhythm};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// # let rhythm = Rhythm::try_new(1, day, day).ok_or("impossible")?;
    /// let signal = LapseSignal::of(rhythm, &Prior::fallback(&policy), "2026-01-05".parse()?, &policy);
    /// assert_eq!(signal.usual_gap.micros(), 60_000_000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// Whole days, rounded half up.
    pub(crate) fn days(self) -> i32 {
        i32::try_from(self.0.saturating_add(500_000) / 1_000_000).unwrap_or(i32::MAX)
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.0))
    }
}

/// What the silence of a customer means, given its rhythm and that of the book.
///
/// # Rule
///
/// > S21.4, with `x` order days after the first, `tx` days from the first to the last, `T` days
/// > from the first to `t`, and `L(d) = ln(alpha + d)`: the silence of a live customer has
/// > probability `p_s = exp((r + x)·(L(tx) − L(T)))`; it is alive with `1 / (1 + a / ((b +
/// > x)·p_s))`; it orders within `H` days with that times `1 − exp((r + x)·(L(T) − L(T + H)))`.
///
/// ```
/// use guanxi::lapse::{LapsePolicy, LapseSignal, Prior, Rhythm};
///
/// let policy = LapsePolicy::default();
/// let prior = Prior::fallback(&policy);
/// let rhythm = Rhythm::try_new(11, "2026-01-01".parse()?, "2026-04-11".parse()?).ok_or("impossible")?;
/// let early = LapseSignal::of(rhythm, &prior, "2026-04-20".parse()?, &policy);
/// let late = LapseSignal::of(rhythm, &prior, "2026-07-20".parse()?, &policy);
/// assert!(late.alive < early.alive);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户流失")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LapseSignal {
    /// The rhythm that was judged.
    pub rhythm: Rhythm,
    /// Probability that the customer still buys from us at all.
    pub alive: Probability,
    /// Probability that it orders nothing within the horizon. Call lists are ranked by it.
    pub no_order: Probability,
    /// The usual gap between order days, shrunk to that of the book.
    pub usual_gap: Gap,
    /// How much of the judgement rests on the customer's own history, the rest on the book's.
    pub own_share: Probability,
}

impl LapseSignal {
    /// The signal of a rhythm as of `t`. A `t` before the last order day counts as that day.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, Prior, Rhythm};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// let once = Rhythm::try_new(1, day, day).ok_or("impossible")?;
    /// let signal = LapseSignal::of(once, &Prior::fallback(&policy), "2026-01-01".parse()?, &policy);
    /// assert_eq!(signal.alive.to_string(), "0.857143", "3 / 3.5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(rhythm: Rhythm, prior: &Prior, t: AsOf, policy: &LapsePolicy) -> Self {
        let form = ClosedForm::new(rhythm, prior);
        let silent = f64::from(rhythm.days_silent(t).max(0));
        let now = form.active + silent;
        let log_now = form.log(now);
        let alive = form.alive(log_now);
        let horizon = form.log(now + f64::from(policy.horizon_days.get()));
        let order = alive * (1.0 - exp(form.shape * (log_now - horizon)));
        Self {
            rhythm,
            alive: probability(alive),
            no_order: probability(1.0 - order),
            usual_gap: Gap(round((prior.alpha + form.active) / form.shape * 1e6)),
            own_share: probability(form.repeats / form.shape),
        }
    }

    /// What would be lost if the customer stayed away: net purchases of the last year, never below
    /// nothing, times the probability of no order within the horizon; rounded half up to the minor
    /// unit.
    ///
    /// ```
    /// # use guanxi::{lapse::{LapsePolicy, LapseSignal, Prior, Rhythm}, money::Total};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// # let rhythm = Rhythm::try_new(1, day, day).ok_or("impossible")?;
    /// let signal = LapseSignal::of(rhythm, &Prior::fallback(&policy), "2026-01-05".parse()?, &policy);
    /// assert_eq!(signal.value_at_risk(Total::ZERO).minor(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "风险金额")]
    pub fn value_at_risk(&self, purchases: Total) -> Amount {
        let parts = i128::from(self.no_order.parts_per_trillion());
        let whole = i128::from(Probability::ONE.parts_per_trillion());
        let scaled = purchases.or_zero().minor().checked_mul(parts);
        let rounded = scaled
            .and_then(|scaled| scaled.checked_add(whole / 2))
            .and_then(|scaled| scaled.checked_div(whole));
        // A share of an amount that fits: purchases of one customer are an amount.
        let minor = rounded.and_then(|minor| i64::try_from(minor).ok()).unwrap_or(i64::MAX);
        Amount::from_minor(minor)
    }

    /// The first day on which silence alone takes the probability of being alive below a threshold,
    /// so that a host can schedule instead of poll. `None` when no silence ever does.
    ///
    /// ```
    /// # use guanxi::{lapse::{LapsePolicy, LapseSignal, Prior, Rhythm}, measure::Ratio};
    /// # let policy = LapsePolicy::default();
    /// # let prior = Prior::fallback(&policy);
    /// # let day = "2026-01-01".parse()?;
    /// # let rhythm = Rhythm::try_new(1, day, day).ok_or("impossible")?;
    /// let below = Ratio::from_percent(70);
    /// let alarm = LapseSignal::next_alarm(rhythm, &prior, below).ok_or("never")?;
    /// let on = |day| LapseSignal::of(rhythm, &prior, guanxi::calendar::AsOf::new(day), &policy).alive;
    /// assert!(on(alarm).is_below(below) && !on(alarm.offset(-1)).is_below(below));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_alarm(rhythm: Rhythm, prior: &Prior, below: Ratio) -> Option<Day> {
        if below > Ratio::ONE {
            return Some(rhythm.last());
        }
        let form = ClosedForm::new(rhythm, prior);
        let theta = f64::from(below.parts_per_million()) / 1e6;
        let odds = (1.0 / theta - 1.0) * (prior.b + form.repeats) / prior.a;
        let silence = (prior.alpha + form.active) * (pow(odds, 1.0 / form.shape) - 1.0);
        if !silence.is_finite() || silence > f64::from(i32::MAX / 2) {
            return None;
        }
        let alarms = |days: i32| {
            let log_now = form.log(form.active + f64::from(days));
            probability(form.alive(log_now)).is_below(below)
        };
        // The closed form may be a hair off at a whole day: step to where the verdict itself turns.
        let mut days = (floor(silence).max(0.0) as i32).saturating_add(1);
        while days > 0 && alarms(days.saturating_sub(1)) {
            days = days.saturating_sub(1);
        }
        while !alarms(days) {
            days = days.checked_add(1)?;
        }
        Some(rhythm.last().offset(days))
    }
}

/// The parts of the formula that do not depend on the day.
struct ClosedForm {
    /// `r + x`
    shape: f64,
    /// `x`
    repeats: f64,
    /// `tx`
    active: f64,
    alpha: f64,
    log_active: f64,
    /// `a / (b + x)`
    dropout: f64,
}

impl ClosedForm {
    fn new(rhythm: Rhythm, prior: &Prior) -> Self {
        let repeats = f64::from(rhythm.repeats());
        let active = f64::from(rhythm.days_active());
        Self {
            shape: prior.r + repeats,
            repeats,
            active,
            alpha: prior.alpha,
            log_active: log(prior.alpha + active),
            dropout: prior.a / (prior.b + repeats),
        }
    }

    fn log(&self, days: f64) -> f64 {
        log(self.alpha + days)
    }

    fn alive(&self, log_now: f64) -> f64 {
        let silence = exp(self.shape * (self.log_active - log_now));
        1.0 / (1.0 + self.dropout / silence)
    }
}

/// Rounds a probability once, to parts per trillion.
pub(super) fn probability(value: f64) -> Probability {
    let parts = round(value.clamp(0.0, 1.0) * 1e12);
    Probability::try_from_parts_per_trillion(parts).unwrap_or(Probability::ONE)
}

/// To the nearest whole number, halves up; the caller passes numbers that are not negative, of which
/// the cast drops the fraction.
fn round(value: f64) -> u64 {
    (value + 0.5) as u64
}
