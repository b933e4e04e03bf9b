//! S16: orders to come and their value, against numbers that others published.
//!
//! BG/NBD: Fader, Hardie & Lee 2005, parameters in weeks; the published customer has its last order
//! after 30.43 weeks, which are 213 days, and is looked at after 38.86, which are 272. Gamma-gamma:
//! the CDNOW sample of Fader & Hardie 2013.
#![allow(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "probabilities are compared to published ones"
)]

use std::num::{NonZeroU8, NonZeroU16};

use guanxi::calendar::{AsOf, Day};
use guanxi::lapse::{
    CustomerValue, Dropout, LapsePolicy, LapseSignal, OrderDays, OrderOutlook, OrderRange, OwnDays,
    Prior, RankCorrelation, Rhythm, SpendHistory, SpendPrior, ValueError, ValueHorizon,
};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Currency, Money};

use crate::given::{as_of, currency, day, percent, yuan};

const FIRST: &str = "1997-01-01";

const EVERY_DAY: OwnDays<'static> = OwnDays::EVERY_DAY;

#[track_caller]
fn rhythm(order_days: u32, active: i32) -> Rhythm {
    let first = day(FIRST);
    Rhythm::try_new(OrderDays { count: order_days, first, last: first.offset(active) }).unwrap()
}

fn at(days: i32) -> AsOf {
    AsOf::new(day(FIRST).offset(days))
}

/// 7 times the published 4.414 weeks, and so on.
fn published(dropout: Dropout) -> LapsePolicy {
    let [r, alpha, a, b] = match dropout {
        Dropout::AfterRepeats => ["0.243", "30.898", "0.793", "2.426"],
        Dropout::AfterAnyOrder => ["0.525", "43.281", "0.891", "1.614"],
    };
    LapsePolicy {
        fallback_r: r.parse().unwrap(),
        fallback_alpha: alpha.parse().unwrap(),
        dropout_a: a.parse().unwrap(),
        dropout_b: b.parse().unwrap(),
        dropout,
        ..LapsePolicy::default()
    }
}

#[track_caller]
fn outlook(policy: &LapsePolicy, order_days: u32, active: i32, days: u16) -> OrderOutlook {
    let prior = Prior::fallback(policy);
    let days = NonZeroU16::new(days).unwrap();
    OrderOutlook::from_rhythm(rhythm(order_days, active), &EVERY_DAY, &prior, at(272), days)
}

#[track_caller]
fn assert_expects(outlook: &OrderOutlook, micros: u64) {
    let found = outlook.expected().micros();
    assert!(found.abs_diff(micros) <= 1, "{found}, not {micros}");
}

#[test]
fn expected_orders_are_those_of_the_published_formulas() {
    let bg = published(Dropout::AfterRepeats);
    // 1.226 in the paper; 1.226116 by its equation 10 in days.
    assert_expects(&outlook(&bg, 3, 213, 273), 1_226_116);
    assert_expects(&outlook(&bg, 1, 0, 273), 195_110);
    let mbg = published(Dropout::AfterAnyOrder);
    assert_expects(&outlook(&mbg, 1, 0, 273), 154_024);
    assert_expects(&outlook(&mbg, 3, 213, 273), 1_263_050);
    assert_expects(&outlook(&mbg, 8, 206, 273), 3_167_943);
}

#[test]
fn the_odds_of_each_number_add_up_to_one_and_to_the_expectation() {
    let found = outlook(&published(Dropout::AfterRepeats), 3, 213, 273);
    let odds = [1, 2, 3, 4].map(|n| found.at_least(n).parts_per_trillion() / 1_000_000);
    assert_eq!(odds, [554_647, 315_328, 171_141, 90_286]);
    assert_eq!(found.at_least(0).parts_per_trillion(), 1_000_000_000_000);
    let all = (0..=273).map(|n| found.exactly(n).parts_per_trillion()).sum::<u64>();
    assert_eq!(all, 1_000_000_000_000);
    let mean: u64 = (0..=273).map(|n| u64::from(n) * found.exactly(n).parts_per_trillion()).sum();
    assert!((mean / 1_000_000).abs_diff(found.expected().micros()) <= 1);
    assert_eq!(found.at_least(274).parts_per_trillion(), 0, "no more orders than days");
}

#[test]
fn one_order_or_more_is_what_a_lapse_signal_says() {
    for erlang_k in [1, 2, 5] {
        let policy = LapsePolicy {
            erlang_k: NonZeroU8::new(erlang_k).unwrap(),
            ..published(Dropout::AfterAnyOrder)
        };
        let found = outlook(&policy, 8, 206, policy.horizon_days.get());
        let prior = Prior::fallback(&policy);
        let signal = LapseSignal::from_rhythm(rhythm(8, 206), &prior, at(272), &policy);
        let order = signal.no_order.complement().parts_per_trillion();
        assert!(found.at_least(1).parts_per_trillion().abs_diff(order) <= 2, "{erlang_k}");
    }
}

#[test]
fn the_next_order_comes_by_the_first_day_with_the_stated_odds() {
    let policy = published(Dropout::AfterAnyOrder);
    let prior = Prior::fallback(&policy);
    let (known, t) = (rhythm(8, 206), at(272));
    let odds = |days| outlook(&policy, 8, 206, days).at_least(1);
    for stated in ["10%", "50%", "60%"] {
        let by =
            OrderOutlook::next_order_by(known, &EVERY_DAY, &prior, t, percent(stated)).unwrap();
        let days = u16::try_from(by.days_since(t.day())).unwrap();
        assert!(!odds(days).is_below(percent(stated)) && odds(days - 1).is_below(percent(stated)));
    }
    // It is alive with less than 80 %, so no day will do.
    assert_eq!(OrderOutlook::next_order_by(known, &EVERY_DAY, &prior, t, percent("80%")), None);
    assert_eq!(
        OrderOutlook::next_order_by(known, &EVERY_DAY, &prior, t, Ratio::ZERO),
        Some(t.day())
    );
}

/// Found: the days to the next order were counted from the last order and put upon an earlier day,
/// so that the order came before the last one.
#[test]
fn the_next_order_of_a_customer_that_has_ordered_later_comes_after_that() {
    let (prior, rhythm) = (Prior::fallback(&LapsePolicy::default()), rhythm(11, 100));
    let by = |t| OrderOutlook::next_order_by(rhythm, &EVERY_DAY, &prior, t, percent("50%"));
    assert!(by(at(100)).unwrap() > rhythm.last());
    for days in [0, 99] {
        assert_eq!(by(at(days)), by(at(100)), "after {days} days");
    }
}

#[test]
fn below_three_order_days_a_figure_is_a_rank_only() {
    let policy = LapsePolicy::default();
    let two = outlook(&policy, 2, 100, 90);
    assert!(two.is_rank_only() && two.to_string().starts_with("rank only: "), "{two}");
    let three = outlook(&policy, 3, 100, 90);
    assert!(!three.is_rank_only());
    let OrderRange { low, high } = three.range();
    assert!(low == 0 && high >= 1);
    assert!(!three.at_least(high).is_below(percent("5%")));
    assert!(three.at_least(high + 1).is_below(percent("5%")));
}

fn cdnow() -> SpendPrior {
    let of = |text: &str| text.parse().unwrap();
    SpendPrior::try_new(of("6.25"), of("3.74"), of("15.44")).unwrap()
}

/// In a currency of four digits, so that the published figures show.
#[test]
fn expected_margins_are_those_of_gamma_gamma() {
    let clf = currency("CLF");
    let rows = [
        (2, "44.70", "24.6637"),
        (1, "11.77", "18.9169"),
        (7, "516.18", "71.4697"),
        (2, "51.10", "27.2884"),
    ];
    for (orders, margin, expected) in rows {
        let margin = Money::try_from_text(margin, clf).unwrap();
        let found = cdnow().expected_margin(SpendHistory { orders, margin }).unwrap();
        assert_eq!(found.to_string(), format!("CLF {expected}"));
    }
    assert_eq!(cdnow().mean(clf).unwrap().to_string(), "CLF 35.2190");
    assert_eq!(cdnow().mean(Currency::CNY).unwrap(), yuan("35.22"));
}

/// A negative mean came out of `q` below 1 elsewhere, and of net refunds.
#[test]
fn complaint_no_value_is_told_where_there_is_none() {
    let of = |text: &str| text.parse().unwrap();
    for q in ["1", "0.9"] {
        let error = SpendPrior::try_new(of("6.25"), of(q), of("15.44")).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the parameter q of the spread of margins must exceed 1, was {q}")
        );
        assert_eq!(error.code(), "spend_without_mean");
    }
    assert!(SpendPrior::try_new(of("6.25"), of("1.000001"), of("15.44")).is_ok());
    for margin in ["0", "-3.50"] {
        let margin = yuan(margin);
        let error = cdnow().expected_margin(SpendHistory { orders: 2, margin }).unwrap_err();
        assert_eq!(error, ValueError::Margin { orders: 2, margin });
        assert_eq!(
            error.to_string(),
            format!("the margin of 2 orders must be above 0, was {margin}")
        );
    }
    let error = cdnow().expected_margin(SpendHistory { orders: 0, margin: yuan("1") }).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the margin of a customer without orders must be 0, was CNY 1.00"
    );
}

/// Found: an expected margin that does not fit was told as "the value of 0 months", and one that is
/// not above zero as the margin of all orders.
#[test]
fn a_value_that_cannot_be_told_is_refused_with_value_bound_and_place() {
    let of = |text: &str| text.parse().unwrap();
    let most = Money::new(Amount::from_minor(i64::MAX), Currency::CNY);
    let wide = SpendPrior::try_new(of("1000000"), of("1.000001"), of("1000000")).unwrap();
    let error = wide.expected_margin(SpendHistory { orders: 1, margin: most }).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the expected margin of an order must fit into 9223372036854775807 minor units, that \
             after 1 order with a margin of {most} does not"
        )
    );
    let prior = Prior::fallback(&LapsePolicy::default());
    let refused = |margin: Money, t: AsOf, months| {
        let months = NonZeroU8::new(months).unwrap();
        let horizon = ValueHorizon { months, ..ValueHorizon::default() };
        let value =
            CustomerValue::try_from_rhythm(rhythm(8, 206), &EVERY_DAY, &prior, t, margin, horizon);
        value.unwrap_err().to_string()
    };
    assert_eq!(
        refused(yuan("-1"), at(272), 12),
        "the expected margin of an order must be above 0, was CNY -1.00"
    );
    assert_eq!(
        refused(yuan("90000000000000000"), at(272), 12),
        "the value of 12 months at CNY 90,000,000,000,000,000.00 an order must fit into \
         9007199254740992 minor units"
    );
    let last = AsOf::new(Day::MAX);
    assert_eq!(
        refused(yuan("1"), last, 1),
        format!("1 month from {0} must end by {0}, the last day of the calendar", Day::MAX)
    );
}

#[track_caller]
fn value(order_days: u32, active: i32, margin: &str, t: AsOf) -> CustomerValue {
    let prior = Prior::fallback(&published(Dropout::AfterRepeats));
    let known = rhythm(order_days, active);
    let horizon = ValueHorizon::default();
    CustomerValue::try_from_rhythm(known, &EVERY_DAY, &prior, t, yuan(margin), horizon).unwrap()
}

/// 36.29 and 283.53 with months of 4.345 weeks; calendar months end a day later or sooner.
#[test]
fn the_value_of_twelve_calendar_months_is_near_that_of_equal_ones() {
    let two = value(3, 213, "24.66", at(272));
    assert_eq!(two.to_string(), "CNY 36.28 over 12 months, discounted at 1% a month");
    assert_eq!(value(8, 206, "71.47", at(272)).value(), yuan("283.53"));
}

/// A year of twelve months of 30 days has 360 of them elsewhere.
#[test]
fn twelve_months_are_a_year() {
    let t = as_of("1997-11-30");
    assert_eq!(value(3, 213, "10", t).until(), day("1998-11-30"));
    let horizon = ValueHorizon { months: NonZeroU8::new(3).unwrap(), ..ValueHorizon::default() };
    let prior = Prior::fallback(&published(Dropout::AfterRepeats));
    let known = rhythm(3, 213);
    let three = CustomerValue::try_from_rhythm(known, &EVERY_DAY, &prior, t, yuan("10"), horizon);
    assert_eq!(three.unwrap().until(), day("1998-02-28"), "the last day of a short month");
}

#[test]
fn a_value_of_nothing_is_refused_and_one_of_two_orders_ranks_only() {
    let prior = Prior::fallback(&LapsePolicy::default());
    let of = |margin| {
        let (horizon, known, margin) = (ValueHorizon::default(), rhythm(2, 100), yuan(margin));
        CustomerValue::try_from_rhythm(known, &EVERY_DAY, &prior, at(272), margin, horizon)
    };
    assert!(of("0").is_err() && of("-1").is_err());
    let two = of("10").unwrap();
    assert!(two.is_rank_only() && two.to_string().starts_with("rank only: CNY "));
    assert!(of("90000000000000000").is_err(), "beyond what can be told");
}

#[test]
fn the_value_is_discounted_month_by_month() {
    let prior = Prior::fallback(&published(Dropout::AfterRepeats));
    let of = |rate, months| {
        let horizon = ValueHorizon {
            months: NonZeroU8::new(months).unwrap(),
            monthly_discount: percent(rate),
        };
        let (margin, known) = (yuan("1000000"), rhythm(8, 206));
        let value =
            CustomerValue::try_from_rhythm(known, &EVERY_DAY, &prior, at(272), margin, horizon);
        value.unwrap().value().amount().minor()
    };
    let plain = outlook(&published(Dropout::AfterRepeats), 8, 206, 365).expected().micros();
    assert!(of("0%", 12).abs_diff(i64::try_from(plain).unwrap() * 100) <= 100);
    // One month at 100 % a month is half.
    assert!((of("0%", 1) - 2 * of("100%", 1)).abs() <= 1);
    assert!(of("1%", 12) < of("0%", 12) && of("1%", 11) < of("1%", 12));
}

fn history(orders: u32, margin: &str) -> SpendHistory {
    SpendHistory { orders, margin: yuan(margin) }
}

#[test]
fn complaint_a_rank_correlation_above_three_tenths_is_a_warning() {
    let of = |all: &[SpendHistory]| RankCorrelation::try_from_histories(all).unwrap();
    // Mean margins 1, 2, 3, then 3, 2, 1.
    let rising = of(&[history(1, "1"), history(2, "4"), history(3, "9")]);
    let falling = of(&[history(1, "3"), history(2, "4"), history(3, "3")]);
    assert_eq!(rising.to_string(), "rank correlation 1 of orders and margin");
    assert_eq!(falling.to_string(), "rank correlation -1 of orders and margin");
    assert!(rising.is_warning() && falling.is_warning());
    // Ranks 1 2 3 4 5 and 2 1 4 5 3: 1 − 6·8/(5·24) = 0.6; and 3 2 5 1 4: 1 − 6·18/120 = 0.1.
    let ranks = |ranks: [u32; 5]| {
        let all = ranks.into_iter().zip(1_u32..);
        let all: Vec<_> = all.map(|(rank, n)| history(n, &(rank * n).to_string())).collect();
        of(&all)
    };
    let (much, little) = (ranks([2, 1, 4, 5, 3]), ranks([3, 2, 5, 1, 4]));
    assert_eq!(much.coefficient().to_string(), "60%");
    assert!(much.is_warning() && !little.is_warning());
    assert_eq!(little.coefficient().to_string(), "10%");
    // Met exactly is not above.
    assert!(!much.is_beyond(percent("60%")) && much.is_beyond(percent("59.9999%")));
    let alike = [history(1, "1"), history(1, "2"), history(0, "0")];
    assert_eq!(RankCorrelation::try_from_histories(&alike), None, "all of one order");
    assert_eq!(RankCorrelation::try_from_histories(&[]), None);
    let of_two = [("CNY 1", 1), ("USD 3", 2), ("CNY 9", 3)]
        .map(|(margin, orders)| SpendHistory { orders, margin: margin.parse().unwrap() });
    assert_eq!(RankCorrelation::try_from_histories(&of_two), None, "two currencies");
}
