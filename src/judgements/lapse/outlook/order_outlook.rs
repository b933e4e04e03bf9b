#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money; it becomes an integer here, once"
)]

use std::fmt;
use std::num::NonZeroU16;

use libm::{exp, log};

use crate::calendar::{AsOf, Day, Window};
use crate::lapse::math::to_probability;
use crate::lapse::model::{BetaParameters, ClosedForm, first_day};
use crate::lapse::{OwnDays, Prior, Rhythm};
use crate::measure::{Probability, Ratio, plural, proven, write_micros};

/// The probability below which a number of orders is left out: less than half a trillionth, which
/// is the smallest step of a [`Probability`].
const NOTHING: f64 = 1e-13;

/// A number of orders in millionths, as an expectation. Printed with at most six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ExpectedOrders(u64);

impl ExpectedOrders {
    /// The number in millionths.
    pub const fn micros(self) -> u64 {
        self.0
    }
}

impl fmt::Display for ExpectedOrders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.0))
    }
}

/// The orders of a customer from few to many, within which the number lies in nine cases of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OrderRange {
    /// The fewest orders, reached in 95 % of cases.
    pub low: u16,
    /// The most orders, not exceeded in 95 % of cases.
    pub high: u16,
}

/// The orders of a customer in the days to come, by the model of its silence.
///
/// # Rule
///
/// > S16: with `s = r + x`, `A = alpha + T` and the chance of a last order `Beta(a, b)` of a live
/// > customer, `P(N ≥ n) = P(alive) · B(a, b + n − 1) / B(a, b) · P(M ≥ n)`, with `M` negative
/// > binomial of size `s` and success `A / (A + t)`: orders go on as long as none was the last. The
/// > expected number is the sum over `n`. `t` are the own days of the customer among the days to
/// > come.
///
/// That is the conditional expectation of BG/NBD (Fader, Hardie & Lee 2005, *Counting your
/// customers the easy way*, equation 10) and of MBG/NBD, summed up instead of by a hypergeometric
/// function. Orders are counted as order days: at most one a day. With regular orders (Erlang-k)
/// `M` counts the waits of which `k` make a gap.
///
/// The days asked for are calendar days. On closed days and off its season a customer is expected
/// to order nothing, so only its [own days](OwnDays) among them count: a quarter off season brings
/// no order.
///
/// ```
/// use guanxi::lapse::{LapsePolicy, OrderDays, OrderOutlook, OwnDays, Prior, Rhythm};
///
/// let prior = Prior::fallback(&LapsePolicy::default());
/// let (first, last) = ("2026-01-01".parse()?, "2026-04-11".parse()?);
/// let rhythm = Rhythm::try_new(OrderDays { count: 11, first, last }).ok_or("impossible")?;
/// let (t, days) = ("2026-04-20".parse()?, 30.try_into()?);
/// let outlook = OrderOutlook::from_rhythm(rhythm, &OwnDays::EVERY_DAY, &prior, t, days);
/// let said = "1.76 orders expected within 30 days, 0 to 5 in nine of ten cases";
/// assert_eq!(outlook.to_string(), said);
/// assert!(outlook.at_least(1) > outlook.at_least(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预计订单数")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderOutlook {
    rhythm: Rhythm,
    days: NonZeroU16,
    /// The own days of the customer among them.
    own_days: u32,
    expected: ExpectedOrders,
    /// From one order on, falling; what is left out rounds to 0.
    at_least: Vec<Probability>,
}

impl OrderOutlook {
    /// The fewest order days of a customer whose figures are more than a rank.
    pub const FEWEST_ORDER_DAYS: u32 = 3;

    /// The outlook on the days after `t`. A `t` before the last order day counts as that day. The
    /// rhythm is taken in the own days of the customer.
    pub fn from_rhythm(
        rhythm: Rhythm,
        own_days: &OwnDays<'_>,
        prior: &Prior,
        t: AsOf,
        days: NonZeroU16,
    ) -> Self {
        let (rhythm, t) = seen_by(rhythm, own_days, t);
        let until = t.day().offset(days.get().into());
        let own_days = own_days.count(Window { after: t.day(), until });
        let mut at_least: Vec<Probability> = Vec::new();
        let mut expected = 0.0;
        let form = ClosedForm::new(rhythm, prior);
        let mut odds = Odds::new(&form, prior, rhythm.days_silent(t), own_days);
        for _ in 0..own_days {
            let next = odds.next_order();
            expected += next;
            if next < NOTHING {
                break;
            }
            let rounded = to_probability(next);
            at_least.push(at_least.last().map_or(rounded, |last| rounded.min(*last)));
        }
        let expected = ExpectedOrders(round(expected * 1e6));
        Self { rhythm, days, own_days, expected, at_least }
    }

    /// The expected number of orders in some own days after `t`, without the odds of each number.
    pub(super) fn expectation(rhythm: Rhythm, prior: &Prior, t: AsOf, own_days: u32) -> f64 {
        let form = ClosedForm::new(rhythm, prior);
        let mut odds = Odds::new(&form, prior, rhythm.days_silent(t), own_days);
        let mut expected = 0.0;
        for _ in 0..own_days {
            let next = odds.next_order();
            expected += next;
            if next < NOTHING {
                break;
            }
        }
        expected
    }

    /// The rhythm that was judged, in own days of the customer.
    pub const fn rhythm(&self) -> Rhythm {
        self.rhythm
    }

    /// The days, in calendar days.
    pub const fn days(&self) -> NonZeroU16 {
        self.days
    }

    /// The own days of the customer among them: those on which an order can be expected.
    pub const fn own_days(&self) -> u32 {
        self.own_days
    }

    /// The expected number of orders.
    pub const fn expected(&self) -> ExpectedOrders {
        self.expected
    }

    /// The probability of a number of orders, or more.
    pub fn at_least(&self, orders: u16) -> Probability {
        let Some(place) = usize::from(orders).checked_sub(1) else { return Probability::ONE };
        self.at_least.get(place).copied().unwrap_or(Probability::ZERO)
    }

    /// The probability of exactly a number of orders. Over all numbers they add up to 1.
    pub fn exactly(&self, orders: u16) -> Probability {
        let more = orders.checked_add(1).map_or(Probability::ZERO, |more| self.at_least(more));
        let least = self.at_least(orders).parts_per_trillion();
        let parts = least.checked_sub(more.parts_per_trillion());
        let parts = proven!(parts, else 0, "the odds fall");
        let exactly = Probability::try_from_parts_per_trillion(parts).ok();
        proven!(exactly, else Probability::ZERO, "a part of a probability")
    }

    /// The range in which the number lies in nine cases of ten.
    pub fn range(&self) -> OrderRange {
        let last_above = |odds: Ratio| {
            let reached = self.at_least.iter().take_while(|it| !it.is_below(odds)).count();
            proven!(u16::try_from(reached).ok(), else u16::MAX, "one for each day at most")
        };
        OrderRange {
            low: last_above(Ratio::from_percent(95)),
            high: last_above(Ratio::from_percent(5)),
        }
    }

    /// Returns `true` for a customer of fewer than
    /// [`FEWEST_ORDER_DAYS`](Self::FEWEST_ORDER_DAYS): its figures are those of the book and serve
    /// to rank it among others, not to plan by.
    pub const fn is_rank_only(&self) -> bool {
        self.rhythm.order_days() < Self::FEWEST_ORDER_DAYS
    }

    /// The first day by which the customer has ordered again with the stated odds, an own day of
    /// the customer after `t`; `None` when it is too likely to be gone for that. A `t` before the
    /// last order day counts as that day.
    ///
    /// ```
    /// # use guanxi::lapse::{LapsePolicy, OrderDays, OrderOutlook, OwnDays, Prior, Rhythm};
    /// # use guanxi::measure::Ratio;
    /// # let prior = Prior::fallback(&LapsePolicy::default());
    /// # let (first, last) = ("2026-01-01".parse()?, "2026-04-11".parse()?);
    /// # let rhythm = Rhythm::try_new(OrderDays { count: 11, first, last }).ok_or("impossible")?;
    /// let (t, own_days) = ("2026-04-20".parse()?, OwnDays::EVERY_DAY);
    /// let by = |odds| {
    ///     OrderOutlook::next_order_by(rhythm, &own_days, &prior, t, Ratio::from_percent(odds))
    /// };
    /// assert!(by(50) < by(80));
    /// assert_eq!(by(99), None, "it may be gone");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "下次订货日")]
    pub fn next_order_by(
        rhythm: Rhythm,
        own_days: &OwnDays<'_>,
        prior: &Prior,
        t: AsOf,
        odds: Ratio,
    ) -> Option<Day> {
        let (rhythm, t) = seen_by(rhythm, own_days, t);
        let form = ClosedForm::new(rhythm, prior);
        let silent = f64::from(rhythm.days_silent(t).max(0));
        let now = form.silence(silent);
        let alive = form.alive(form.survival(now));
        let has_ordered = |days: i32| {
            let later = form.silence(silent + f64::from(days));
            let random = exp(form.shape * log(now.total / later.total));
            let stays_silent = form.regularly(random, now, later);
            !to_probability(alive * (1.0 - stays_silent)).is_below(odds)
        };
        let days = first_day(has_ordered)?;
        t.day().checked_offset(days)?;
        let by = own_days.after(t.day(), days.unsigned_abs());
        // At the end of the calendar some of the days are wanting.
        let has_all = own_days.between(t.day(), by) == days;
        has_all.then_some(by)
    }
}

/// A rhythm in own days of the customer, as seen on a day: the last order day where that is later.
fn seen_by(rhythm: Rhythm, own_days: &OwnDays<'_>, t: AsOf) -> (Rhythm, AsOf) {
    let t = AsOf::new(t.day().max(rhythm.last()));
    (rhythm.by_own_days(own_days, t), t)
}

/// The odds of one more order, and one more, of a customer.
struct Odds {
    alive: f64,
    /// The probability that none of the orders so far was the last.
    goes_on: f64,
    dropout: BetaParameters,
    orders: f64,
    waits: u32,
    /// For each number of waits since the last order its probability, and the waits to come.
    stages: Vec<Stage>,
}

/// A customer with some waits of the present gap behind it.
struct Stage {
    probability: f64,
    coming: Waits,
}

impl Odds {
    fn new(form: &ClosedForm, prior: &Prior, days_silent: i32, days: u32) -> Self {
        let now = form.silence(f64::from(days_silent.max(0)));
        // The waits since the last order, given that they are fewer than k.
        let rest = now.days / now.total;
        let (mut term, mut sum) = (1.0, 0.0);
        let mut stages = Vec::new();
        for step in 0..form.erlang_k {
            let behind = f64::from(step);
            if step > 0 {
                term *= (form.shape + behind - 1.0) / behind * rest;
            }
            sum += term;
            let coming = Waits::new(form.shape + behind, now.total, days.into());
            stages.push(Stage { probability: term, coming });
        }
        for stage in &mut stages {
            stage.probability /= sum;
        }
        Self {
            alive: form.alive(form.survival(now)),
            goes_on: 1.0,
            dropout: form.dropout_ahead(prior),
            orders: 0.0,
            waits: form.erlang_k.into(),
            stages,
        }
    }

    /// The probability of one order more than the last time it was asked: of one the first time.
    fn next_order(&mut self) -> f64 {
        if self.orders > 0.0 {
            let BetaParameters { a, b } = self.dropout;
            self.goes_on *= (b + self.orders - 1.0) / (a + b + self.orders - 1.0);
        }
        let is_first = self.orders == 0.0;
        self.orders += 1.0;
        let mut at_least = 0.0;
        for (stage, behind) in self.stages.iter_mut().zip(0_u32..) {
            // A gap has `waits`; of the first some are behind the customer.
            let behind = if is_first { behind } else { 0 };
            let waits = proven!(self.waits.checked_sub(behind), else 0, "fewer than a gap has");
            at_least += stage.probability * stage.coming.pass(waits);
        }
        self.alive * self.goes_on * at_least
    }
}

/// The number of waits that end in the days to come: negative binomial.
struct Waits {
    shape: f64,
    /// The part of the time that lies ahead.
    ahead: f64,
    count: f64,
    /// The logarithm of the probability of exactly `count`.
    log_exactly: f64,
    /// The probability of `count` or more.
    at_least: f64,
}

impl Waits {
    fn new(shape: f64, behind: f64, days: f64) -> Self {
        let total = behind + days;
        let log_exactly = shape * log(behind / total);
        Self { shape, ahead: days / total, count: 0.0, log_exactly, at_least: 1.0 }
    }

    /// The probability of some more waits than before.
    fn pass(&mut self, more: u32) -> f64 {
        for _ in 0..more {
            self.at_least = (self.at_least - exp(self.log_exactly)).max(0.0);
            self.log_exactly += log((self.shape + self.count) / (self.count + 1.0) * self.ahead);
            self.count += 1.0;
        }
        self.at_least
    }
}

/// Rounds a number that is not negative to the nearest whole number, halves up.
fn round(value: f64) -> u64 {
    (value + 0.5) as u64
}

/// Written with its range; of the odds those of one order or more.
#[cfg(feature = "serde")]
impl serde::Serialize for OrderOutlook {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut to = to.serialize_struct("OrderOutlook", 6)?;
        to.serialize_field("days", &self.days)?;
        to.serialize_field("own_days", &self.own_days)?;
        to.serialize_field("expected", &crate::valid::AsText(self.expected))?;
        to.serialize_field("at_least_one", &crate::valid::AsText(self.at_least(1)))?;
        to.serialize_field("range", &self.range())?;
        to.serialize_field("rank_only", &self.is_rank_only())?;
        to.end()
    }
}

impl fmt::Display for OrderOutlook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_rank_only() {
            f.write_str("rank only: ")?;
        }
        let OrderRange { low, high } = self.range();
        // Two digits, for a sentence.
        let hundredths = self.expected.micros().checked_add(5_000).map(|it| it / 10_000);
        let hundredths = proven!(hundredths, else 0, "at most 65,535 orders");
        write_micros(f, i128::from(hundredths).checked_mul(10_000).unwrap_or_default())?;
        let days = self.days.get();
        write!(f, " orders expected within {days} {}", plural(days, "day", "days"))?;
        if self.own_days < u32::from(days) {
            let own = self.own_days;
            write!(f, " ({own} own {})", plural(own, "day", "days"))?;
        }
        write!(f, ", {low} to {high} in nine of ten cases")
    }
}
