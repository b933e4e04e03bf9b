#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money; it becomes an integer here, once"
)]

use super::closed_form::{ClosedForm, at_random};
use super::{Gap, LapsePolicy, Prior, Rhythm};
use crate::calendar::{AsOf, Day};
use crate::engine::trillionths_of;
use crate::lapse::OwnDays;
use crate::lapse::math::to_probability;
use crate::measure::{Excess, Probability, Ratio, proven};
use crate::money::Total;

/// Customers that are judged together, so that a processor works on several at a time.
const LANES: usize = 4;

/// The longest silence that is considered, in days.
const LONGEST: i32 = i32::MAX / 2;

/// The meaning of a customer's silence, from its rhythm and that of the book.
///
/// # Rule
///
/// > S21.4, with `x` order days after the first, `tx` days from the first to the last, `T` days
/// > from the first to `t`, and `L(d) = ln(alpha + d)`: the silence of a live customer has
/// > probability `p_s = exp((r + x)·(L(tx) − L(T)))`; it is alive with `1 / (1 + a / ((b +
/// > x)·p_s))`; it orders within `H` days with that times `1 − exp((r + x)·(L(T) − L(T + H)))`.
/// > Levels of loss go by `H' = max(H, 2 × usual gap)`, with the usual gap `(alpha + tx) / (r +
/// > x)`.
///
/// ```
/// use guanxi::lapse::{LapsePolicy, LapseSignal, OrderDays, Prior, Rhythm};
///
/// let policy = LapsePolicy::default();
/// let prior = Prior::fallback(&policy);
/// let (first, last) = ("2026-01-01".parse()?, "2026-04-11".parse()?);
/// let rhythm = Rhythm::try_new(OrderDays { count: 11, first, last }).ok_or("impossible")?;
/// let early = LapseSignal::from_rhythm(rhythm, &prior, "2026-04-20".parse()?, &policy);
/// let late = LapseSignal::from_rhythm(rhythm, &prior, "2026-07-20".parse()?, &policy);
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
    /// Probability that it orders nothing within the horizon `H`. Call lists are ranked by it.
    pub no_order: Probability,
    /// Probability that it orders nothing within `H'`: the days for which an order is awaited, or
    /// two of its usual gaps, whichever is longer. Levels of loss go by it, so that a slow buyer is
    /// given its time.
    pub stays_away: Probability,
    /// The usual gap between order days, shrunk to that of the book.
    pub usual_gap: Gap,
    /// The share of the judgement that rests on the customer's own history, the rest on the book's.
    pub own_share: Probability,
}

/// The usual gap between order days by the closed form.
fn usual_gap(form: &ClosedForm) -> Gap {
    Gap::from_micros(round(form.usual_gap() * 1e6))
}

/// `H'`, in days.
fn levels_horizon(form: &ClosedForm, policy: &LapsePolicy) -> f64 {
    let days = f64::from(policy.least_awaited());
    days.max(f64::from(policy.awaited_usual_gaps) * form.usual_gap())
}

impl Prior {
    /// The usual gap between the order days of a rhythm, shrunk to that of the book: the one of its
    /// [`LapseSignal`] on any day.
    pub fn usual_gap(&self, rhythm: Rhythm) -> Gap {
        usual_gap(&ClosedForm::new(rhythm, self))
    }
}

impl LapseSignal {
    /// The signal of a rhythm as of `t`. A `t` before the last order day counts as that day.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, OrderDays, Prior, Rhythm};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// let days = OrderDays { count: 1, first: day, last: day };
    /// let once = Rhythm::try_new(days).ok_or("impossible")?;
    /// let prior = Prior::fallback(&policy);
    /// let signal = LapseSignal::from_rhythm(once, &prior, "2026-01-01".parse()?, &policy);
    /// assert_eq!(signal.alive.to_string(), "0.857143", "3 / 3.5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_rhythm(rhythm: Rhythm, prior: &Prior, t: AsOf, policy: &LapsePolicy) -> Self {
        Self::from_silence(rhythm, rhythm.days_silent(t), prior, policy)
    }

    /// The signal of a rhythm after days of silence.
    pub(crate) fn from_silence(
        rhythm: Rhythm,
        days_silent: i32,
        prior: &Prior,
        policy: &LapsePolicy,
    ) -> Self {
        let [signal] = Self::lanes([rhythm], prior, &|_| days_silent, policy);
        signal
    }

    /// The signals of many rhythms as of `t`, in their order: each is that of
    /// [`from_rhythm`](Self::from_rhythm), to the last bit, in a fraction of the time.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, OrderDays, Prior, Rhythm};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// # let days = OrderDays { count: 1, first: day, last: day };
    /// # let once = Rhythm::try_new(days).ok_or("impossible")?;
    /// let (prior, t) = (Prior::fallback(&policy), "2026-03-01".parse()?);
    /// let both = [once, once];
    /// let signals = LapseSignal::from_rhythms(&both, &prior, t, &policy);
    /// let each = LapseSignal::from_rhythm(once, &prior, t, &policy);
    /// assert_eq!(signals.collect::<Vec<_>>(), [each; 2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_rhythms(
        rhythms: &[Rhythm],
        prior: &Prior,
        t: AsOf,
        policy: &LapsePolicy,
    ) -> impl Iterator<Item = Self> {
        Self::from_silences(rhythms, move |rhythm| rhythm.days_silent(t), prior, policy)
    }

    /// The signals of many rhythms, each after its days of silence.
    pub(crate) fn from_silences(
        rhythms: &[Rhythm],
        days_silent: impl Fn(Rhythm) -> i32 + Clone,
        prior: &Prior,
        policy: &LapsePolicy,
    ) -> impl Iterator<Item = Self> {
        let (full, rest) = rhythms.as_chunks::<LANES>();
        let of_rest = days_silent.clone();
        let full = full.iter().flat_map(move |it| Self::lanes(*it, prior, &days_silent, policy));
        let rest = rest.iter().map(move |it| Self::from_silence(*it, of_rest(*it), prior, policy));
        full.chain(rest)
    }

    /// The signals of `N` rhythms at once.
    fn lanes<const N: usize>(
        rhythms: [Rhythm; N],
        prior: &Prior,
        days_silent: &impl Fn(Rhythm) -> i32,
        policy: &LapsePolicy,
    ) -> [Self; N] {
        let horizon = f64::from(policy.horizon_days.get());
        let lanes = rhythms.map(|rhythm| {
            let silent = f64::from(days_silent(rhythm).max(0));
            (rhythm, ClosedForm::new(rhythm, prior), silent)
        });
        let silences = |form: &ClosedForm, silent: f64| {
            let ahead = [0.0, horizon, levels_horizon(form, policy)].map(|days| silent + days);
            let [now, later, latest] = ahead.map(|days| form.silence(days));
            [form.silence(0.0), now, later, latest]
        };
        let shapes = lanes.each_ref().map(|(_, form, _)| form.shape);
        let ratios = lanes.each_ref().map(|(_, form, silent)| {
            let [start, now, later, latest] = silences(form, *silent);
            [start.total / now.total, now.total / later.total, now.total / latest.total]
        });
        let mut random = at_random(ratios, shapes).into_iter();
        lanes.each_ref().map(|(rhythm, form, silent)| {
            let [start, now, later, latest] = silences(form, *silent);
            let [until_now, until_later, until_latest] = random.next().unwrap_or_default();
            let until_now = form.regularly(until_now, start, now);
            let stays_silent = [(until_later, later), (until_latest, latest)]
                .map(|(random, end)| form.regularly(random, now, end));
            Self::from_survivals(*rhythm, form, until_now, stays_silent)
        })
    }

    /// The signal from the probabilities that a live customer is silent until now, and that it
    /// stays so over each of the two horizons.
    fn from_survivals(
        rhythm: Rhythm,
        form: &ClosedForm,
        silent: f64,
        stays_silent: [f64; 2],
    ) -> Self {
        let alive = form.alive(silent);
        let [no_order, stays_away] =
            stays_silent.map(|later| to_probability(1.0 - alive * (1.0 - later)));
        let per_order = 1.0 / form.shape;
        Self {
            rhythm,
            alive: to_probability(alive),
            no_order,
            stays_away,
            usual_gap: usual_gap(form),
            own_share: to_probability(form.own * per_order),
        }
    }

    /// Days by which the present silence is longer than the usual gap; 0 when it is not. They are
    /// own days of the customer where its rhythm is in them.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, OrderDays, Prior, Rhythm};
    /// # let policy = LapsePolicy::default();
    /// # let day = "2026-01-01".parse()?;
    /// let days = OrderDays { count: 1, first: day, last: day };
    /// let once = Rhythm::try_new(days).ok_or("impossible")?;
    /// let t = "2026-03-12".parse()?;
    /// let signal = LapseSignal::from_rhythm(once, &Prior::fallback(&policy), t, &policy);
    /// assert_eq!(signal.days_overdue(t), 10, "70 days silent, an order every 60");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "逾期未购天数")]
    pub fn days_overdue(&self, t: AsOf) -> u32 {
        let silent = self.rhythm.days_silent(t).max(0).unsigned_abs();
        silent.excess_over(self.usual_gap.days().unsigned_abs())
    }

    /// The purchases at risk: net purchases of the last year, never below 0, times the probability
    /// of no order within the horizon; rounded half up to the minor unit.
    #[doc(alias = "风险金额")]
    pub fn value_at_risk(&self, purchases: Total) -> Total {
        let purchases = purchases.or_zero().minor().unsigned_abs();
        let at_risk = trillionths_of(purchases, self.no_order.parts_per_trillion());
        let minor = proven!(i128::try_from(at_risk).ok(), else 0, "not more than the purchases");
        Total::from_minor(minor)
    }

    /// The first day on which silence alone takes the probability of being alive below a threshold,
    /// so that an application can schedule a check instead of asking every day: an own day of the
    /// customer. `None` when no silence ever does.
    ///
    /// ```
    /// # use guanxi::calendar::AsOf;
    /// # use guanxi::lapse::{LapsePolicy, LapseSignal, OrderDays, OwnDays, Prior, Rhythm};
    /// # use guanxi::measure::Ratio;
    /// # let policy = LapsePolicy::default();
    /// # let prior = Prior::fallback(&policy);
    /// # let day = "2026-01-01".parse()?;
    /// # let days = OrderDays { count: 1, first: day, last: day };
    /// # let rhythm = Rhythm::try_new(days).ok_or("impossible")?;
    /// let below = Ratio::from_percent(70);
    /// let every_day = OwnDays::EVERY_DAY;
    /// let alarm = LapseSignal::next_alarm(rhythm, &every_day, &prior, below).ok_or("never")?;
    /// let on = |day| LapseSignal::from_rhythm(rhythm, &prior, AsOf::new(day), &policy);
    /// assert!(on(alarm).alive.is_below(below) && !on(alarm.offset(-1)).alive.is_below(below));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_alarm(
        rhythm: Rhythm,
        own_days: &OwnDays<'_>,
        prior: &Prior,
        below: Ratio,
    ) -> Option<Day> {
        let last = rhythm.last();
        let form = ClosedForm::new(rhythm.by_own_days(own_days, AsOf::new(last)), prior);
        let days = first_day(|days| {
            to_probability(form.alive(form.survival(form.silence(f64::from(days))))).is_below(below)
        });
        days.map(|days| own_days.after(last, days.unsigned_abs()))
    }

    /// `H'`, the days within which an order is awaited before a level of loss is raised: whole
    /// days, the part of one is left out.
    pub(crate) fn levels_horizon(&self, policy: &LapsePolicy) -> i32 {
        let gaps = self.usual_gap.whole_days_of(policy.awaited_usual_gaps);
        gaps.map_or(i32::MAX, |days| days.max(i32::from(policy.least_awaited())))
    }

    /// Tells whether a silence of days is no longer than the usual gap.
    #[inline]
    pub(crate) fn is_within_usual_gap(&self, days_silent: i32) -> bool {
        self.usual_gap.holds_days(days_silent)
    }
}

/// The first day from which a condition holds, by halving; `None` when it never does.
pub(crate) fn first_day(is_so: impl Fn(i32) -> bool) -> Option<i32> {
    let (mut low, mut high) = (0, LONGEST);
    if !is_so(high) {
        return None;
    }
    while low < high {
        let middle = i32::midpoint(low, high);
        if is_so(middle) {
            high = middle;
        } else {
            low = middle.checked_add(1)?;
        }
    }
    Some(high)
}

/// Rounds a number that is not negative to the nearest whole number, halves up.
fn round(value: f64) -> u64 {
    (value + 0.5) as u64
}
