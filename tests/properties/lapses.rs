//! The probabilities of lapse and of a falling frequency.

use std::num::NonZeroU8;

use guanxi::calendar::{AsOf, Day};
use guanxi::lapse::{
    LapsePolicy, LapseSignal, Moments, OrderDays, OrderFrequency, OwnDays, Parameter, Prior,
    Rhythm, fewer_order_days,
};
use guanxi::measure::{Probability, Ratio};
use proptest::prelude::*;

use crate::strategies::date;

/// The chance of the recent order days in their days after those of the baseline.
fn fewer(recent: u32, recent_days: u32, baseline: u32, baseline_days: u32) -> Probability {
    fewer_order_days(
        OrderFrequency { order_days: recent, days: recent_days },
        OrderFrequency { order_days: baseline, days: baseline_days },
    )
}

/// A rhythm of one order day, or of several within some days.
fn rhythm() -> impl Strategy<Value = Rhythm> {
    (0_u32..60, 0_i32..700).prop_map(|(repeats, more)| {
        let span = if repeats == 0 { 0 } else { repeats as i32 + more };
        Rhythm::try_new(OrderDays { count: repeats + 1, first: date(0), last: date(span) }).unwrap()
    })
}

fn parameter(micros: std::ops::Range<u32>) -> impl Strategy<Value = Parameter> {
    micros.prop_map(|micros| {
        let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
        text.parse().unwrap()
    })
}

/// Policies whose fallback has many shapes.
fn policies() -> impl Strategy<Value = LapsePolicy> {
    (
        parameter(100_000..50_000_000),
        parameter(1_000_000..500_000_000),
        parameter(10_000..5_000_000),
        parameter(10_000..9_000_000),
    )
        .prop_map(|(fallback_r, fallback_alpha, dropout_a, dropout_b)| LapsePolicy {
            dropout_a,
            dropout_b,
            fallback_r,
            fallback_alpha,
            ..LapsePolicy::default()
        })
}

fn prior() -> impl Strategy<Value = Prior> {
    policies().prop_map(|policy| Prior::fallback(&policy))
}

#[track_caller]
fn number(parameter: Parameter) -> f64 {
    parameter.to_string().parse().unwrap()
}

fn signal(rhythm: Rhythm, prior: &Prior, day: Day) -> LapseSignal {
    LapseSignal::from_rhythm(rhythm, prior, AsOf::new(day), &LapsePolicy::default())
}

/// `P[Binomial(n, p) ≤ r]` summed from the first term on.
fn binomial(r: u32, b: u32, recent_days: u32, baseline_days: u32) -> f64 {
    let n = f64::from(r + b);
    let all = f64::from(recent_days + baseline_days);
    let (p, q) = (f64::from(recent_days) / all, f64::from(baseline_days) / all);
    let mut term = (0..r + b).fold(1.0_f64, |term, _| term * q);
    let mut sum = term;
    for k in 1..=r {
        let k = f64::from(k);
        term *= (n - k + 1.0) / k * (p / q);
        sum += term;
    }
    sum
}

fn merged(parts: &[&Moments]) -> Moments {
    let mut all = Moments::default();
    for part in parts {
        all.merge(part).unwrap();
    }
    all
}

fn moments_of(rhythms: &[Rhythm]) -> Moments {
    let mut moments = Moments::default();
    for rhythm in rhythms {
        moments.add(*rhythm).unwrap();
    }
    moments
}

fn rhythms() -> impl Strategy<Value = Vec<Rhythm>> {
    prop::collection::vec(rhythm(), 0..12)
}

#[test]
fn when_every_order_day_is_recent_nothing_is_surprising() {
    for recent in [0, 1, 90, 400, 440, 460, 1000, 65_535] {
        let chance = fewer(recent, 90, 0, 365);
        assert_eq!(chance.to_string(), "1", "{recent} of {recent}");
    }
}

#[test]
fn when_no_order_day_is_recent_the_chance_is_a_power() {
    let chance = fewer(0, 90, 21, 365).parts_per_trillion();
    // (73/91)^21 = 0.009770365797502…
    assert_eq!(chance, 9_770_365_798);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn alive_falls_with_silence(rhythm in rhythm(), prior in prior(), days in 0_i32..2000) {
        let at = |days| signal(rhythm, &prior, rhythm.last().offset(days));
        prop_assert!(at(days + 1).alive <= at(days).alive);
        prop_assert_eq!(at(days).usual_gap, at(0).usual_gap);
        prop_assert_eq!(at(days).own_share, at(0).own_share);
        prop_assert!(at(-days - 1) == at(0), "before the last order day it counts as that day");
    }

    #[test]
    fn staying_away_grows_likelier_with_silence(
        rhythm in rhythm(),
        prior in prior(),
        days in 0_i32..2000,
    ) {
        let at = |days| signal(rhythm, &prior, rhythm.last().offset(days));
        prop_assert!(at(days + 1).stays_away >= at(days).stays_away);
        prop_assert!(at(days).stays_away <= at(days).no_order);
    }

    #[test]
    fn a_longer_horizon_leaves_less_hope_of_no_order(
        rhythm in rhythm(),
        prior in prior(),
        days in 0_i32..2000,
        horizon in 1_u16..1000,
    ) {
        let of = |days_ahead: u16| {
            let policy = LapsePolicy {
                horizon_days: days_ahead.try_into().unwrap(),
                ..LapsePolicy::default()
            };
            LapseSignal::from_rhythm(rhythm, &prior, AsOf::new(rhythm.last().offset(days)), &policy)
        };
        let (near, far) = (of(horizon), of(horizon + 1));
        prop_assert!(far.no_order <= near.no_order);
        prop_assert!(near.no_order >= near.alive.complement());
    }

    #[test]
    fn a_threshold_calls_the_most_likely_to_order_nothing_and_never_parts_equals(
        silent in prop::collection::vec(0_i32..12, 0..40),
        at_most in 0_usize..45,
    ) {
        let once = Rhythm::try_new(OrderDays { count: 1, first: date(0), last: date(0) }).unwrap();
        let prior = Prior::fallback(&LapsePolicy::default());
        let silent = silent.iter().map(|days| signal(once, &prior, date(30 * *days)));
        let no_order: Vec<_> = silent.map(|it| it.no_order).collect();
        let probabilities = no_order.iter().copied();
        let threshold = guanxi::lapse::CallThreshold::from_probabilities(probabilities, at_most);
        // The naive way: groups of equals, the most likely first, while they fit.
        let mut sorted = no_order.clone();
        sorted.sort_by(|a, b| b.cmp(a));
        let mut called = 0;
        for equals in sorted.chunk_by(|a, b| a == b) {
            if called + equals.len() > at_most {
                break;
            }
            called += equals.len();
        }
        prop_assert_eq!(threshold.called, called);
        prop_assert_eq!(no_order.iter().filter(|it| threshold.calls(**it)).count(), called);
    }

    #[test]
    fn a_regular_customer_is_alive_less_and_less_too(
        rhythm in rhythm(),
        policy in policies(),
        k in 1_u8..13,
        days in 0_i32..2000,
    ) {
        let policy = LapsePolicy { erlang_k: k.try_into().unwrap(), ..policy };
        let prior = Prior::fallback(&policy);
        let at = |days| {
            LapseSignal::from_rhythm(rhythm, &prior, AsOf::new(rhythm.last().offset(days)), &policy)
        };
        prop_assert!(at(days + 1).alive <= at(days).alive);
        prop_assert!(at(days).no_order >= at(days).alive.complement());
    }

    #[test]
    fn the_signal_is_the_formula(rhythm in rhythm(), policy in policies(), days in 0_i32..2000) {
        let prior = Prior::fallback(&policy);
        let found = LapseSignal::from_rhythm(
            rhythm,
            &prior,
            AsOf::new(rhythm.last().offset(days)),
            &policy,
        );
        let (r, alpha) = (number(policy.fallback_r), number(policy.fallback_alpha));
        let (a, b) = (number(policy.dropout_a), number(policy.dropout_b));
        let (x, tx) = (f64::from(rhythm.order_days() - 1), f64::from(rhythm.days_active()));
        let now = tx + f64::from(days);
        let silence = ((alpha + tx) / (alpha + now)).powf(r + x);
        let alive = 1.0 / (1.0 + a / ((b + x) * silence));
        let no_order = |ahead: f64| {
            1.0 - alive * (1.0 - ((alpha + now) / (alpha + now + ahead)).powf(r + x))
        };
        let parts = |found: guanxi::measure::Probability| found.parts_per_trillion() as f64 / 1e12;
        prop_assert!((parts(found.alive) - alive).abs() < 1e-9);
        prop_assert!((parts(found.no_order) - no_order(90.0)).abs() < 1e-9);
        let two_gaps = 2.0 * (alpha + tx) / (r + x);
        prop_assert!((parts(found.stays_away) - no_order(two_gaps.max(90.0))).abs() < 1e-9);
        let gap = found.usual_gap.micros() as f64 / 1e6;
        prop_assert!((gap - (alpha + tx) / (r + x)).abs() < 1e-5);
        prop_assert!((parts(found.own_share) - x / (r + x)).abs() < 1e-9);
    }

    #[test]
    fn the_next_alarm_day_is_the_first_below_the_threshold(
        rhythm in rhythm(),
        prior in prior(),
        parts in 1_u32..=1_000_000,
    ) {
        let below = Ratio::from_parts_per_million(parts);
        let alarms = |day| signal(rhythm, &prior, day).alive.is_below(below);
        match LapseSignal::next_alarm(rhythm, &OwnDays::EVERY_DAY, &prior, below) {
            Some(Day::MAX) => {}
            Some(day) => {
                prop_assert!(day >= rhythm.last());
                prop_assert!(alarms(day));
                prop_assert!(day == rhythm.last() || !alarms(day.offset(-1)));
            }
            None => prop_assert!(!alarms(rhythm.last().offset(50_000_000))),
        }
    }

    #[test]
    fn moments_merge_in_any_order(
        (parts, shuffled) in prop::collection::vec(rhythms(), 3).prop_flat_map(|parts| {
            let all: Vec<Rhythm> = parts.iter().flatten().copied().collect();
            (Just(parts), Just(all).prop_shuffle())
        }),
    ) {
        let [a, b, c] = [&parts[0], &parts[1], &parts[2]].map(|part| moments_of(part));
        let whole = moments_of(&shuffled);
        prop_assert_eq!(&merged(&[&a, &b, &c]), &whole);
        prop_assert_eq!(&merged(&[&c, &a, &b]), &whole);
        prop_assert_eq!(&merged(&[&a, &merged(&[&b, &c])]), &whole);
        prop_assert_eq!(&merged(&[&merged(&[&a, &b]), &c]), &whole);
        prop_assert_eq!(&merged(&[&whole, &Moments::default()]), &whole);
    }

    #[test]
    fn the_prior_is_that_of_the_definition(rhythms in prop::collection::vec(rhythm(), 0..20)) {
        let prior = moments_of(&rhythms).to_prior(&LapsePolicy::default());
        let rates: Vec<(f64, f64)> = rhythms
            .iter()
            .filter(|rhythm| rhythm.order_days() > 2)
            .map(|it| (f64::from(it.order_days()) - 2.0, f64::from(it.days_active())))
            .collect();
        if rates.len() < 5 {
            prop_assert_eq!(prior, Prior::fallback(&LapsePolicy::default()));
            return Ok(());
        }
        let days: f64 = rates.iter().map(|(_, tx)| tx).sum();
        let m = rates.iter().map(|(repeats, _)| repeats).sum::<f64>() / days;
        let spread = rates.iter().map(|(repeats, tx)| tx * (repeats / tx - m).powi(2));
        let v = spread.sum::<f64>() / days - m * rates.len() as f64 / days;
        let v = v.max(m * m / 3.0);
        prop_assert!((prior.r() / (m * m / v) - 1.0).abs() < 1e-6);
        prop_assert!((prior.alpha() / (m / v) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_chance_of_fewer_order_days_is_the_binomial_sum(
        (recent_days, baseline_days) in (1_u32..=120, 1_u32..=400),
        (r, b) in (0.0..=1.0_f64, 0.0..=1.0_f64),
    ) {
        let r = (f64::from(recent_days) * r) as u32;
        let b = (f64::from(baseline_days) * b) as u32;
        let found = fewer(r, recent_days, b, baseline_days).parts_per_trillion();
        let exact = binomial(r, b, recent_days, baseline_days);
        let error = found as f64 / 1e12 - exact;
        prop_assert!(error.abs() <= 1e-12, "r {r} b {b}: {found} against {exact}");
    }

    #[test]
    fn fewer_recent_order_days_are_less_likely(r in 0_u32..80, b in 0_u32..300) {
        let chance = |r| fewer(r, 90, b, 365);
        // One order day fewer in the recent days, with the same number in the baseline.
        prop_assert!(chance(r) <= chance(r + 1) || b == 0);
    }
}

proptest! {
    /// Many at once, whatever their number, are one after the other.
    #[test]
    fn signals_of_many_are_those_of_each(
        rhythms in prop::collection::vec(rhythm(), 0..13),
        mut policy in policies(),
        erlang_k in 1_u8..4,
        silent in 0_i32..4_000,
    ) {
        policy.erlang_k = NonZeroU8::new(erlang_k).unwrap();
        let (prior, t) = (Prior::fallback(&policy), AsOf::new(date(700).offset(silent)));
        let all: Vec<_> = LapseSignal::from_rhythms(&rhythms, &prior, t, &policy).collect();
        let each: Vec<_> =
            rhythms.iter().map(|it| LapseSignal::from_rhythm(*it, &prior, t, &policy)).collect();
        prop_assert_eq!(all, each);
    }
}
