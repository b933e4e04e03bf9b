//! S21.4: whom to call when few can be called, how long a silence is overdue, how regular gaps are.

use guanxi::calendar::{AsOf, Day};
use guanxi::lapse::{
    CallThreshold, Dropout, LapsePolicy, LapseSignal, LastGaps, Moments, OrderDays, OwnDays, Prior,
    Rhythm, regularity,
};
use guanxi::measure::Ratio;

use crate::given::day;

const FIRST: &str = "2025-01-01";

/// The signal of a customer with one order, `silent` days ago.
#[track_caller]
fn once(silent: i32, policy: &LapsePolicy) -> LapseSignal {
    let rhythm =
        Rhythm::try_new(OrderDays { count: 1, first: day(FIRST), last: day(FIRST) }).unwrap();
    let t = AsOf::new(day(FIRST).offset(silent));
    LapseSignal::from_rhythm(rhythm, &Prior::fallback(policy), t, policy)
}

fn signals(silent: &[i32]) -> Vec<LapseSignal> {
    silent.iter().map(|days| once(*days, &LapsePolicy::default())).collect()
}

fn threshold(signals: &[LapseSignal], at_most: usize) -> CallThreshold {
    CallThreshold::from_probabilities(signals.iter().map(|it| it.no_order), at_most)
}

#[test]
fn days_overdue_are_those_beyond_the_usual_gap() {
    // One order, an order every 60 days.
    let overdue = |silent: i32| {
        once(silent, &LapsePolicy::default()).days_overdue(AsOf::new(day(FIRST).offset(silent)))
    };
    assert_eq!([overdue(0), overdue(59), overdue(60), overdue(61)], [0, 0, 0, 1]);
}

#[test]
fn the_longest_silent_are_called_and_no_more_than_the_budget() {
    let signals = signals(&[10, 300, 100, 200, 50]);
    let called = |at_most| {
        let threshold = threshold(&signals, at_most);
        let called = signals.iter().filter(|it| threshold.calls(it.no_order)).count();
        assert_eq!(called, threshold.called);
        called
    };
    assert_eq!([0, 1, 2, 3, 4, 5, 6].map(called), [0, 1, 2, 3, 4, 5, 5]);
}

#[test]
fn equals_are_called_together_or_not_at_all() {
    let signals = signals(&[300, 200, 200, 10]);
    let called = |at_most| threshold(&signals, at_most).called;
    assert_eq!([1, 2, 3].map(called), [1, 1, 3]);
}

#[test]
fn who_cannot_have_dropped_out_is_alive_and_raises_no_alarm() {
    let policy = LapsePolicy { dropout: Dropout::AfterRepeats, ..LapsePolicy::default() };
    assert_eq!(once(3_000, &policy).alive.to_string(), "1");
    let rhythm =
        Rhythm::try_new(OrderDays { count: 1, first: day(FIRST), last: day(FIRST) }).unwrap();
    let (prior, below) = (Prior::fallback(&policy), Ratio::from_percent(70));
    let alarm = LapseSignal::next_alarm(rhythm, &OwnDays::EVERY_DAY, &prior, below);
    assert_eq!(alarm, None);
}

#[test]
fn regular_customers_alarm_sooner() {
    let rhythm =
        Rhythm::try_new(OrderDays { count: 13, first: day(FIRST), last: day(FIRST).offset(360) })
            .unwrap();
    let alarm = |k: u8| {
        let policy = LapsePolicy { erlang_k: k.try_into().unwrap(), ..LapsePolicy::default() };
        let prior = Prior::fallback(&policy);
        let half = Ratio::from_percent(50);
        let alarm = LapseSignal::next_alarm(rhythm, &OwnDays::EVERY_DAY, &prior, half).unwrap();
        let alive = |day| LapseSignal::from_rhythm(rhythm, &prior, AsOf::new(day), &policy).alive;
        assert!(alive(alarm).is_below(Ratio::from_percent(50)));
        assert!(!alive(alarm.offset(-1)).is_below(Ratio::from_percent(50)));
        alarm
    };
    assert!(alarm(4) < alarm(2) && alarm(2) < alarm(1));
}

#[test]
fn a_longer_silence_of_the_most_regular_customer_is_never_less_of_an_alarm() {
    // A hundred gaps of a week: sums over 255 waits are beyond the largest float.
    let last = day(FIRST).offset(700);
    let rhythm = Rhythm::try_new(OrderDays { count: 101, first: day(FIRST), last }).unwrap();
    for k in [1, 2, 10, 100, 255] {
        let policy = LapsePolicy { erlang_k: k.try_into().unwrap(), ..LapsePolicy::default() };
        let prior = Prior::fallback(&policy);
        let signal = |silent| {
            LapseSignal::from_rhythm(rhythm, &prior, AsOf::new(last.offset(silent)), &policy)
        };
        let mut before = signal(0);
        for silent in 1..800 {
            let now = signal(silent);
            assert!(now.no_order >= before.no_order, "{k}, {silent}: {}", now.no_order);
            assert!(now.alive <= before.alive, "{k}, {silent}: {}", now.alive);
            before = now;
        }
        assert!(!before.no_order.is_below(Ratio::from_percent(99)), "{k}: {}", before.no_order);
    }
}

fn gaps(earlier: u32, latest: u32) -> LastGaps {
    LastGaps { earlier, latest }
}

#[test]
fn regularity_is_that_of_wheat_and_morrison() {
    // Shares of 1/4 and 3/4: V = 30/29 · 1/16, so 1/(8V) = 1.93: 1. Of 2/5 and 3/5: V = 30/29 ·
    // 1/100, 1/(8V) = 12.08: 12.
    let quarters = (0..30).map(|n| if n % 2 == 0 { gaps(10, 30) } else { gaps(30, 10) });
    assert_eq!(regularity(quarters).unwrap().get(), 1);
    let fifths = (0..30).map(|n| if n % 2 == 0 { gaps(20, 30) } else { gaps(30, 20) });
    assert_eq!(regularity(fifths).unwrap().get(), 12);
    // Of 1/3 and 2/3: V = 30/29 · 1/36, 1/(8V) = 4.35: 4.
    let thirds = (0..30).map(|n| if n % 2 == 0 { gaps(10, 20) } else { gaps(20, 10) });
    assert_eq!(regularity(thirds).unwrap().get(), 4);
}

#[test]
fn regularity_takes_30_customers_and_is_at_most_12() {
    assert_eq!(regularity([gaps(30, 30); 29]), None);
    assert_eq!(regularity([gaps(30, 30); 30]).unwrap().get(), 12);
    let with_nothing = [gaps(30, 30); 29].into_iter().chain([gaps(0, 30), gaps(30, 0)]);
    assert_eq!(regularity(with_nothing), None, "a gap of nothing says nothing");
}

#[test]
fn moments_of_more_than_2_to_the_32_customers_are_refused() {
    let rhythm = Rhythm::try_new(OrderDays {
        count: 3,
        first: Day::default(),
        last: Day::default().offset(2),
    })
    .unwrap();
    let mut moments = Moments::default();
    moments.add(rhythm).unwrap();
    for _ in 0..32 {
        moments.merge(&moments.clone()).unwrap();
    }
    let before = moments.clone();
    let error = moments.merge(&before).unwrap_err();
    let message = "sums are kept of at most 4294967296 customers, were 8589934592";
    assert_eq!(error.to_string(), message);
    let error = moments.add(rhythm).unwrap_err();
    let message = "sums are kept of at most 4294967296 customers, were 4294967297";
    assert_eq!(error.to_string(), message);
    assert_eq!(moments, before, "a refusal changes nothing");
}

#[test]
fn the_moments_of_the_fullest_histories_fit() {
    // An order each day of the calendar.
    let all = u32::try_from(Day::MAX.days_since(Day::MIN)).unwrap() + 1;
    let rhythm =
        Rhythm::try_new(OrderDays { count: all, first: Day::MIN, last: Day::MAX }).unwrap();
    let mut moments = Moments::default();
    moments.add(rhythm).unwrap();
    let one = moments.to_prior(&LapsePolicy::default());
    for _ in 0..32 {
        moments.merge(&moments.clone()).unwrap();
    }
    let prior = moments.to_prior(&LapsePolicy { fewest_accounts: 1, ..LapsePolicy::default() });
    assert!(prior != one && prior.r().is_finite() && prior.r() > 0.0, "{prior:?}");
}
