#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money; it becomes an integer here, once"
)]

use std::fmt;

use libm::{floor, pow};

use super::lanes::{exp, log};
use super::{Dropout, LapsePolicy, Prior, Rhythm};
use crate::calendar::{AsOf, Day};
use crate::engine::trillionths;
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
        let [signal] = Self::lanes([rhythm], prior, t, policy);
        signal
    }

    /// The signals of many rhythms as of `t`, in their order: each is what [`of`](Self::of) gives, in a
    /// fraction of the time.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, Prior, Rhythm};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// # let once = Rhythm::try_new(1, day, day).ok_or("impossible")?;
    /// let (prior, t) = (Prior::fallback(&policy), "2026-03-01".parse()?);
    /// let both = [once, once];
    /// let signals = LapseSignal::of_each(&both, &prior, t, &policy);
    /// assert_eq!(signals.collect::<Vec<_>>(), [LapseSignal::of(once, &prior, t, &policy); 2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_each(
        rhythms: &[Rhythm],
        prior: &Prior,
        t: AsOf,
        policy: &LapsePolicy,
    ) -> impl Iterator<Item = Self> {
        let (full, rest) = rhythms.as_chunks::<LANES>();
        let full = full.iter().flat_map(move |it| Self::lanes(*it, prior, t, policy));
        full.chain(rest.iter().map(move |it| Self::of(*it, prior, t, policy)))
    }

    /// The signals of so many rhythms at once.
    fn lanes<const N: usize>(
        rhythms: [Rhythm; N],
        prior: &Prior,
        t: AsOf,
        policy: &LapsePolicy,
    ) -> [Self; N] {
        let horizon = f64::from(policy.horizon_days.get());
        let lanes = rhythms.map(|rhythm| {
            let silent = f64::from(rhythm.days_silent(t).max(0));
            (rhythm, ClosedForm::new(rhythm, prior), silent)
        });
        let silences = |form: &ClosedForm, silent: f64| {
            [0.0, silent, silent + horizon].map(|days| form.silence(days))
        };
        let shapes = lanes.each_ref().map(|(_, form, _)| form.shape);
        let ratios = lanes.each_ref().map(|(_, form, silent)| {
            let [start, now, later] = silences(form, *silent);
            [start.total / now.total, now.total / later.total]
        });
        let mut random = at_random(ratios, shapes).into_iter();
        lanes.each_ref().map(|(rhythm, form, silent)| {
            let [start, now, later] = silences(form, *silent);
            let [until_now, until_later] = random.next().unwrap_or_default();
            let stays_silent = form.regularly(until_later, now, later);
            Self::from_survivals(*rhythm, form, form.regularly(until_now, start, now), stays_silent)
        })
    }

    /// The signal of a customer that, alive, would have been silent until now, and would be so over the
    /// horizon, with these probabilities.
    fn from_survivals(rhythm: Rhythm, form: &ClosedForm, silent: f64, later: f64) -> Self {
        let alive = form.alive(silent);
        let order = alive * (1.0 - later);
        let per_order = 1.0 / form.shape;
        Self {
            rhythm,
            alive: probability(alive),
            no_order: probability(1.0 - order),
            usual_gap: Gap(round(form.waits * (form.alpha + form.active) * per_order * 1e6)),
            own_share: probability(form.own * per_order),
        }
    }

    /// Days by which the present silence is longer than the usual gap; nothing when it is not.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, Prior, Rhythm};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// let once = Rhythm::try_new(1, day, day).ok_or("impossible")?;
    /// let t = "2026-03-12".parse()?;
    /// let signal = LapseSignal::of(once, &Prior::fallback(&policy), t, &policy);
    /// assert_eq!(signal.days_overdue(t), 10, "70 days silent, an order every 60");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "逾期未购天数")]
    pub fn days_overdue(&self, t: AsOf) -> u32 {
        let over = self.rhythm.days_silent(t).saturating_sub(self.usual_gap.days());
        u32::try_from(over).unwrap_or(0)
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
        let parts = u128::from(self.no_order.parts_per_trillion());
        let half = u128::from(Probability::ONE.parts_per_trillion() / 2);
        let scaled = purchases.or_zero().minor().unsigned_abs().checked_mul(parts);
        let rounded = scaled.and_then(|scaled| scaled.checked_add(half)).map(trillionths);
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
        let alarms = |days: i32| {
            probability(form.alive(form.survival(form.silence(f64::from(days))))).is_below(below)
        };
        let theta = f64::from(below.parts_per_million()) / 1e6;
        let odds = (1.0 / theta - 1.0) * form.stays / form.drops;
        let silence = (form.alpha + form.active) * (pow(odds, 1.0 / form.shape) - 1.0);
        if form.erlang_k > 1 {
            return first_day(alarms).map(|days| rhythm.last().offset(days));
        }
        if !silence.is_finite() || silence > f64::from(LONGEST) {
            return None;
        }
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

/// How many customers are looked at together.
const LANES: usize = 4;

/// The longest silence that is looked at, in days.
const LONGEST: i32 = i32::MAX / 2;

/// The parts of the formula that do not depend on the day.
struct ClosedForm {
    /// `k·x`
    own: f64,
    /// `r + k·x`
    shape: f64,
    /// `tx`
    active: f64,
    /// `alpha / k`
    alpha: f64,
    /// `a` and `b + x`: how the odds of dropping out stand.
    drops: f64,
    stays: f64,
    erlang_k: u8,
    /// `k`
    waits: f64,
}

/// A length of silence.
#[derive(Clone, Copy)]
struct Silence {
    days: f64,
    /// `alpha / k + T`
    total: f64,
}

impl ClosedForm {
    fn new(rhythm: Rhythm, prior: &Prior) -> Self {
        let repeats = f64::from(rhythm.repeats());
        let active = f64::from(rhythm.days_active());
        let erlang_k = prior.erlang_k.get();
        let waits = f64::from(erlang_k);
        let alpha = if erlang_k == 1 { prior.alpha } else { prior.alpha / waits };
        let (drops, stays) = match prior.dropout {
            Dropout::AfterAnyOrder => (prior.a, prior.b + repeats),
            Dropout::AfterRepeats if repeats > 0.0 => (prior.a, prior.b + repeats - 1.0),
            Dropout::AfterRepeats => (0.0, prior.b),
        };
        let own = waits * repeats;
        let shape = prior.r + own;
        Self { own, shape, active, alpha, drops, stays, erlang_k, waits }
    }

    fn silence(&self, days: f64) -> Silence {
        Silence { days, total: self.alpha + self.active + days }
    }

    /// The probability that a live customer is silent as long.
    fn survival(&self, silence: Silence) -> f64 {
        let start = self.silence(0.0);
        let [[random]] = at_random([[start.total / silence.total]], [self.shape]);
        self.regularly(random, start, silence)
    }

    /// What regular gaps make of the probability that a customer stays silent from now until later.
    fn regularly(&self, random: f64, now: Silence, later: Silence) -> f64 {
        if self.erlang_k == 1 { random } else { random * self.regular(later) / self.regular(now) }
    }

    /// What regular gaps make of it: `I_w(s, k) = w^s · Σ_{j<k} C(s + j − 1, j)·(1 − w)^j`.
    fn regular(&self, silence: Silence) -> f64 {
        let rest = silence.days / silence.total;
        let (mut term, mut sum) = (1.0, 1.0);
        for step in 1..self.erlang_k {
            let step = f64::from(step);
            term *= (self.shape + step - 1.0) / step * rest;
            sum += term;
        }
        sum
    }

    /// The probability of being alive, where the silence of a live customer has that probability.
    fn alive(&self, survival: f64) -> f64 {
        let odds = self.stays * survival;
        // Who cannot have dropped out is alive, even where so long a silence has no probability left.
        if self.drops > 0.0 { odds / (odds + self.drops) } else { 1.0 }
    }
}

/// The probabilities that live customers who buy at random stay silent, given how the lengths of time behind
/// them stand to each other.
#[inline]
fn at_random<const K: usize, const N: usize>(
    ratios: [[f64; K]; N],
    shapes: [f64; N],
) -> [[f64; K]; N] {
    let mut exponents = log(ratios);
    for (exponents, shape) in exponents.iter_mut().zip(shapes) {
        for exponent in exponents {
            *exponent *= shape;
        }
    }
    exp(exponents)
}

/// The first day on which something is so that stays so, by halving; `None` when it never is.
fn first_day(is_so: impl Fn(i32) -> bool) -> Option<i32> {
    let (mut low, mut high) = (0, LONGEST);
    if !is_so(high) {
        return None;
    }
    while low < high {
        let middle = i32::midpoint(low, high);
        if is_so(middle) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    Some(high)
}

/// Rounds a probability once, to parts per trillion.
pub(super) fn probability(value: f64) -> Probability {
    // It fits a signed integer, which processors convert in one step.
    let parts = ((value.clamp(0.0, 1.0) * 1e12 + 0.5) as i64).unsigned_abs();
    Probability::try_from_parts_per_trillion(parts).unwrap_or(Probability::ONE)
}

/// To the nearest whole number, halves up; the caller passes numbers that are not negative, of which
/// the cast drops the fraction.
fn round(value: f64) -> u64 {
    (value + 0.5) as u64
}
