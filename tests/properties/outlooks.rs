//! Orders to come, against the published formula with its hypergeometric function.
#![allow(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "the naive reference is a formula in floats"
)]

use std::num::{NonZeroU8, NonZeroU16};

use guanxi::account::Account;
use guanxi::calendar::{AsOf, Day, WorkCalendarDraft};
use guanxi::lapse::{
    Dropout, LapsePolicy, LapseSignal, OrderDays, OrderOutlook, OwnDays, Prior, Rhythm,
};
use guanxi::measure::Ratio;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::trade::Sale;
use proptest::prelude::*;

use crate::seasons::order_days;
use crate::strategies::{date, document, money, yuan};

/// `c` (1 − `stays` ₂F₁(`a`, `b`; `c`; `z`)) by the series, whose terms after the first lose `c`.
///
/// The function alone has a pole at `c` = 0, where a customer without repeats has `a + b = 1`.
fn weighted(stays: f64, [a, b, c]: [f64; 3], z: f64) -> f64 {
    let (mut term, mut rest) = (a * b * z, 0.0);
    for n in 1..200_000 {
        let n = f64::from(n);
        rest += term;
        if term.abs() < 1e-17 * rest.abs() {
            break;
        }
        term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
    }
    c - stays * (c + rest)
}

#[derive(Debug, Clone, Copy)]
struct Given {
    /// Tenths of r, days of alpha, tenths of a (not 1) and of b.
    prior: [u32; 4],
    dropout: Dropout,
    repeats: u32,
    active: i32,
    silent: i32,
    days: u16,
}

impl Given {
    fn policy(self) -> LapsePolicy {
        let tenths = |it: u32| format!("{}.{}", it / 10, it % 10).parse().unwrap();
        let [r, alpha, a, b] = self.prior;
        LapsePolicy {
            fallback_r: tenths(r),
            fallback_alpha: tenths(alpha * 10),
            dropout_a: tenths(a),
            dropout_b: tenths(b),
            dropout: self.dropout,
            horizon_days: NonZeroU16::new(self.days).unwrap(),
            ..LapsePolicy::default()
        }
    }

    fn rhythm(self) -> Rhythm {
        let days = OrderDays { count: self.repeats + 1, first: date(0), last: date(self.active) };
        Rhythm::try_new(days).unwrap()
    }

    fn t(self) -> AsOf {
        AsOf::new(date(self.active + self.silent))
    }

    fn outlook(self, policy: &LapsePolicy) -> OrderOutlook {
        let days = NonZeroU16::new(self.days).unwrap();
        let (prior, own_days) = (Prior::fallback(policy), OwnDays::EVERY_DAY);
        OrderOutlook::from_rhythm(self.rhythm(), &own_days, &prior, self.t(), days)
    }

    /// Equation 10 of Fader, Hardie & Lee 2005, and the same for MBG/NBD.
    fn published(self) -> f64 {
        let [r, _, a, b] = self.prior.map(|it| f64::from(it) / 10.0);
        let alpha = f64::from(self.prior[1]);
        let (x, tx) = (f64::from(self.repeats), f64::from(self.active));
        let (total, t) = (tx + f64::from(self.silent), f64::from(self.days));
        // MBG/NBD has one chance more to drop out than BG/NBD.
        let (more, odds) = match self.dropout {
            Dropout::AfterAnyOrder => (1.0, a / (b + x)),
            Dropout::AfterRepeats if self.repeats == 0 => (0.0, 0.0),
            Dropout::AfterRepeats => (0.0, a / (b + x - 1.0)),
        };
        let z = t / (alpha + total + t);
        let b = b + more;
        let stays = ((alpha + total) / (alpha + total + t)).powf(r + x);
        let live = weighted(stays, [r + x, b + x, a + b + x - 1.0], z) / (a - 1.0);
        live / (1.0 + odds * ((alpha + total) / (alpha + tx)).powf(r + x))
    }
}

fn given() -> impl Strategy<Value = Given> {
    let prior = (2_u32..30, 5_u32..120, 2_u32..40, 5_u32..60);
    let prior = prior.prop_filter("a is not 1", |it| it.2 != 10);
    let dropout = prop_oneof![Just(Dropout::AfterAnyOrder), Just(Dropout::AfterRepeats)];
    (prior, dropout, 0_u32..40, 0_i32..400, 0_i32..300, 1_u16..200).prop_map(
        |((r, alpha, a, b), dropout, repeats, more, silent, days)| {
            let active = if repeats == 0 { 0 } else { repeats as i32 + more };
            Given { prior: [r, alpha, a, b], dropout, repeats, active, silent, days }
        },
    )
}

#[test]
fn the_expectation_is_the_published_one_where_its_function_has_a_pole() {
    for (a, b) in [(2, 8), (3, 7), (4, 6), (5, 5)] {
        let dropout = Dropout::AfterRepeats;
        let prior = [2, 5, a, b];
        let given = Given { prior, dropout, repeats: 0, active: 0, silent: 35, days: 11 };
        let found = given.outlook(&given.policy()).expected().micros() as f64 / 1e6;
        let published = given.published();
        assert!((found - published).abs() < 2e-6, "{a} and {b}: {found}, {published}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The formula counts orders of any number a day, so it is compared where there are few.
    #[test]
    fn the_expectation_is_the_published_one(given in given()) {
        let found = given.outlook(&given.policy());
        // Where as many orders as days have any probability, the formula counts beyond.
        prop_assume!(found.at_least(given.days).parts_per_trillion() < 1_000);
        let (found, published) = (found.expected().micros() as f64 / 1e6, given.published());
        prop_assert!((found - published).abs() < 2e-6 + 1e-7 * published, "{found}, {published}");
    }

    #[test]
    fn odds_fall_and_add_up_to_one(given in given(), erlang_k in 1_u8..6) {
        let policy =
            LapsePolicy { erlang_k: NonZeroU8::new(erlang_k).unwrap(), ..given.policy() };
        let found = given.outlook(&policy);
        let all = (0..=given.days).map(|n| found.exactly(n).parts_per_trillion()).sum::<u64>();
        prop_assert_eq!(all, 1_000_000_000_000);
        prop_assert!((0..given.days).all(|n| found.at_least(n + 1) <= found.at_least(n)));
        let range = found.range();
        prop_assert!(range.low <= range.high);
        prop_assert!(found.expected().micros() <= u64::from(given.days) * 1_000_000);
    }

    #[test]
    fn one_order_is_that_of_the_signal_and_comes_by_the_day_told(
        given in given(),
        erlang_k in 1_u8..6,
        odds in 1_u16..99,
    ) {
        let policy =
            LapsePolicy { erlang_k: NonZeroU8::new(erlang_k).unwrap(), ..given.policy() };
        let prior = Prior::fallback(&policy);
        let signal = LapseSignal::from_rhythm(given.rhythm(), &prior, given.t(), &policy);
        let one = given.outlook(&policy).at_least(1).parts_per_trillion();
        let order = signal.no_order.complement().parts_per_trillion();
        prop_assert!(one.abs_diff(order) <= 5, "{one}, {order}");
        let odds = Ratio::from_percent(odds);
        let own_days = OwnDays::EVERY_DAY;
        let by = OrderOutlook::next_order_by(given.rhythm(), &own_days, &prior, given.t(), odds);
        let has_ordered = |days: i32| {
            let Some(horizon_days) = u16::try_from(days).ok().and_then(NonZeroU16::new) else {
                return false;
            };
            let policy = LapsePolicy { horizon_days, ..policy };
            let signal = LapseSignal::from_rhythm(given.rhythm(), &prior, given.t(), &policy);
            !signal.no_order.complement().is_below(odds)
        };
        match by.map(|day| day.days_since(given.t().day())) {
            Some(days) if days > 1 && days < 60_000 => {
                // A rounded hair either side of the day itself.
                prop_assert!(has_ordered(days + 1) && !has_ordered(days - 2));
            }
            Some(_) => {}
            None => prop_assert!(!has_ordered(60_000)),
        }
    }

    /// The days to come are counted one by one; a rounded hair may lie between the outlook and the
    /// signal.
    #[test]
    fn with_seasons_and_closed_days_one_order_is_that_of_the_signal_and_comes_by_the_day_told(
        days in order_days(),
        shut in prop::collection::vec((-100_i32..500, 1_i32..15), 0..6),
        (silent, ahead) in (0_i32..500, 1_u16..400),
        erlang_k in 1_u8..4,
        odds in 1_u16..99,
    ) {
        let days: Vec<Day> = days.into_iter().collect();
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        for (place, day) in days.iter().enumerate() {
            account.record(Sale::new(document(&format!("S{place}")), *day, money(100))).unwrap();
        }
        let (view, last) = (account.view(), *days.last().unwrap());
        let shut = shut.into_iter().flat_map(|(from, days)| from..from + days);
        let holidays = shut.map(|it| last.offset(it)).collect();
        let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
        let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
        let t = AsOf::new(last.offset(silent));
        let context = policy.context(t);
        let own_days = context.own_days(view);
        let is_own = |day: Day| {
            let is_off = own_days.season().is_some_and(|season| season.is_off(day));
            !is_off && !policy.progress.calendar.is_closed(day)
        };
        let own_after = |count: i32| (1..=count).filter(|it| is_own(t.day().offset(*it))).count();
        let lapse = LapsePolicy {
            erlang_k: NonZeroU8::new(erlang_k).unwrap(),
            ..LapsePolicy::default()
        };
        let prior = Prior::fallback(&lapse);
        // The signal of a rhythm in own days, with a horizon of own days.
        let order_in = |own: usize| {
            let horizon_days = NonZeroU16::new(u16::try_from(own).unwrap())?;
            let lapse = LapsePolicy { horizon_days, ..lapse };
            let signal = LapseSignal::from_rhythm(context.rhythm(view)?, &prior, t, &lapse);
            Some(signal.no_order.complement())
        };
        let (rhythm, days) = (Rhythm::from_sales(view.sales(), t).unwrap(), ahead.try_into().unwrap());
        let found = OrderOutlook::from_rhythm(rhythm, &own_days, &prior, t, days);
        let own = own_after(ahead.into());
        prop_assert_eq!(usize::try_from(found.own_days()).unwrap(), own);
        let one = found.at_least(1).parts_per_trillion();
        let signal = order_in(own).map_or(0, guanxi::measure::Probability::parts_per_trillion);
        prop_assert!(one.abs_diff(signal) <= 5, "{one}, {signal}");
        let odds = Ratio::from_percent(odds);
        let by = OrderOutlook::next_order_by(rhythm, &own_days, &prior, t, odds);
        let reached = |own: usize| order_in(own).is_some_and(|it| !it.is_below(odds));
        match by {
            Some(day) if day.days_since(t.day()) < 20_000 => {
                let own = own_after(day.days_since(t.day()));
                prop_assert!(own == 0 || is_own(day), "{day}");
                prop_assert!(reached(own + 1) && (own < 3 || !reached(own - 2)), "{day}");
            }
            Some(_) => {}
            None => prop_assert!(!reached(60_000)),
        }
    }
}
