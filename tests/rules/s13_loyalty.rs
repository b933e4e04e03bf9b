//! S13: the loyalty score and the knock-out.

use guanxi::context::Context;
use guanxi::customer::Attitude;
use guanxi::measure::{Quotient, Ratio};
use guanxi::segment::{LoyaltyPolicy, LoyaltyPolicyDraft, LoyaltyReading, Weights};
use guanxi::trade::BreachKind;

use crate::given::{Told, as_of, day};

const T: &str = "2026-03-31";

#[track_caller]
fn read_by(policy: &LoyaltyPolicy, told: &Told, t: &str) -> LoyaltyReading {
    policy.read(told.view(), &Context::on(as_of(t)))
}

#[track_caller]
fn read(told: &Told) -> LoyaltyReading {
    read_by(&LoyaltyPolicy::default(), told, T)
}

#[track_caller]
fn score(told: &Told) -> String {
    let score = read(told).score();
    score.map_or_else(|| "none".to_owned(), |score| score.to_string())
}

/// A customer since April 2025 with an order on the 15th of each of the `months` before March 2026.
#[track_caller]
fn regular(months: i32) -> Told {
    (1..=months).fold(Told::nothing().since("2025-04-30"), |told, back| {
        let first = day("2026-03-01").month().offset(-back).first_day();
        told.sold(&first.offset(14).to_string(), "1")
    })
}

#[test]
fn regularity_is_months_with_an_order_day_by_months() {
    assert_eq!(read(&regular(9)).regularity(), Quotient::try_new(9, 12));
    assert_eq!(score(&regular(9)), "75");
    assert_eq!(score(&regular(0)), "0");
    assert_eq!(score(&regular(11)), "91.666667");
}

#[test]
fn regularity_counts_the_month_of_the_date_and_the_eleven_before() {
    let on = |date| read(&Told::nothing().since("2020-01-01").sold(date, "1"));
    let rows = [
        ("2025-03-31", 0),
        ("2025-04-01", 1),
        ("2026-03-01", 1),
        ("2026-03-31", 1),
        ("2026-04-01", 0),
    ];
    for (date, months) in rows {
        assert_eq!(on(date).months_with_order, months, "{date}");
        assert_eq!(on(date).months, 12, "{date}");
    }
}

#[test]
fn several_order_days_of_a_month_are_one_month() {
    let told = Told::nothing().since("2025-01-01").sold_every("2026-02-01", 1, 28, "1");
    assert_eq!(read(&told).months_with_order, 1);
}

#[test]
fn a_return_makes_no_order_day() {
    let told = Told::nothing().since("2025-01-01").sold("2026-01-10", "-5").sold("2026-02-10", "0");
    assert_eq!(read(&told).months_with_order, 0);
}

#[test]
fn regularity_is_cut_at_the_month_of_the_start() {
    let since = |date| read(&Told::nothing().since(date)).months;
    assert_eq!(since("2025-03-31"), 12);
    assert_eq!(since("2025-04-01"), 12);
    assert_eq!(since("2025-05-01"), 11);
    assert_eq!(since("2025-05-31"), 11);
}

#[test]
fn regularity_is_absent_with_fewer_than_3_months() {
    let since = |date| read(&Told::nothing().since(date));
    assert_eq!(since("2026-01-31").months, 3);
    assert!(since("2026-01-31").regularity().is_some());
    assert_eq!(since("2026-02-01").regularity(), None);
    assert_eq!(since("2026-02-01").score(), None);
}

#[test]
fn a_customer_of_whom_nothing_is_known_has_no_regularity() {
    let reading = read(&Told::nothing());
    assert_eq!(reading.regularity(), None);
    assert_eq!(reading.coverage(), Quotient::ZERO);
    assert_eq!(reading.is_loyal(), None);
}

#[test]
fn the_first_sale_before_since_is_the_start() {
    let told = Told::nothing().since("2026-03-01").sold("2025-12-31", "1");
    let reading = read(&told);
    assert_eq!((reading.months_with_order, reading.months), (1, 4));
}

#[test]
fn payment_is_the_share_of_what_fell_due_that_is_not_overdue() {
    let told =
        Told::nothing().due("2026-03-01", "600").due("2026-03-02", "400").paid("2026-03-05", "600");
    assert_eq!(read(&told).payment(), Quotient::try_new(600, 1000));
}

#[test]
fn payment_looks_at_invoices_due_in_the_365_days_up_to_the_date() {
    let t = day(T);
    let due = |offset: i32| {
        let told = Told::nothing().due(&t.offset(offset).to_string(), "10");
        read(&told).payment()
    };
    assert_eq!(due(-365), None, "overdue, but due before the window");
    assert_eq!(due(-364), Some(Quotient::ZERO));
    assert_eq!(due(-1), Some(Quotient::ZERO));
    assert_eq!(due(0), Quotient::try_new(1, 1), "due today is not overdue");
    assert_eq!(due(1), None, "nothing fell due");
}

#[test]
fn payment_never_falls_below_nothing() {
    let told = Told::nothing().due("2024-01-31", "5000").due("2026-03-01", "10");
    assert_eq!(read(&told).payment(), Some(Quotient::ZERO));
    assert_eq!(score(&told.minded(Attitude::Loyal)), "50");
}

#[test]
fn an_invoice_not_issued_by_the_date_has_not_fallen_due() {
    let told = Told::nothing().billed("I", "2026-04-01", "2026-04-01", "10");
    assert_eq!(read(&told).payment(), None);
}

#[test]
fn attitude_is_as_declared() {
    // Nothing fell due and the customer is young: with regularity of 12 months and none of them, 50
    // of 75.
    let rows = [
        (Attitude::Loyal, "33.333333"),
        (Attitude::EarlyAdopter, "33.333333"),
        (Attitude::Switcher, "16.666667"),
        (Attitude::Disloyal, "0"),
    ];
    for (attitude, points) in rows {
        assert_eq!(score(&regular(0).minded(attitude)), points, "{attitude}");
    }
}

#[test]
fn the_score_is_the_weighted_mean_of_all_three() {
    // 50·75 + 25·60 + 25·50 = 6500
    let told = regular(9)
        .minded(Attitude::Switcher)
        .due("2026-03-01", "600")
        .due("2026-03-02", "400")
        .paid("2026-03-05", "600");
    assert_eq!(score(&told), "65");
    assert!(read(&told).coverage() == Ratio::ONE);
}

#[test]
fn weights_are_renormalised_over_the_components_present() {
    // (50·75 + 25·0) / 75
    let told = regular(9).minded(Attitude::Disloyal);
    assert_eq!(score(&told), "50");
    assert_eq!(read(&told).coverage(), Quotient::try_new(3, 4).unwrap());
}

#[test]
fn fewer_than_half_the_weight_is_not_applicable() {
    let young = || Told::nothing().since("2026-03-01");
    let attitude = young().minded(Attitude::Loyal);
    assert_eq!(score(&attitude), "none", "25 of 100");
    let payment = young().due("2026-03-20", "10");
    assert_eq!(score(&payment), "none", "25 of 100");
    let both = young().minded(Attitude::Loyal).due("2026-03-20", "10");
    assert_eq!(score(&both), "50", "50 of 100 is half");
    assert_eq!(read(&attitude).is_loyal(), None);
}

#[test]
fn loyal_from_60_points_on() {
    let of_five = |orders| {
        let told = Told::nothing().since("2025-11-30");
        let told = (0..orders).fold(told, |told, back| {
            let first = day(T).month().offset(-back).first_day();
            told.sold(&first.to_string(), "1")
        });
        read(&told)
    };
    assert_eq!(of_five(3).score().unwrap().to_string(), "60");
    assert_eq!(of_five(3).is_loyal(), Some(true));
    assert_eq!(of_five(2).is_loyal(), Some(false));
    assert_eq!(read(&regular(7)).is_loyal(), Some(false), "58.33");
    // 50·7/12 + 25·q + 25 is 60 when q is 7/30: 70.00 of 300.00 not overdue.
    let paid = |overdue: &str, in_time: &str| {
        let told = regular(7).minded(Attitude::Loyal);
        let told = told.due("2026-03-01", overdue).due(T, in_time);
        (score(&told), read(&told).is_loyal())
    };
    assert_eq!(paid("230.00", "70.00"), ("60".to_owned(), Some(true)));
    assert_eq!(paid("230.01", "69.99"), ("59.999167".to_owned(), Some(false)));
}

#[test]
fn an_upheld_breach_of_any_kind_makes_disloyal_whatever_the_score() {
    for kind in BreachKind::ALL {
        let told = regular(11).minded(Attitude::Loyal).broke("2026-01-10", kind, true);
        assert_eq!(read(&told).is_loyal(), Some(false), "{kind}");
        assert_eq!(read(&told).knocked_out, Some(day("2026-01-10")));
        assert!(read(&told).score().is_some(), "the score stands");
    }
}

#[test]
fn a_breach_that_is_not_upheld_says_nothing() {
    let told = regular(11).broke("2026-01-10", BreachKind::Diversion, false);
    assert_eq!(read(&told).is_loyal(), Some(true));
}

#[test]
fn a_breach_counts_for_365_days() {
    let t = day(T);
    let at = |offset: i32| {
        let date = t.offset(offset).to_string();
        read(&regular(11).broke(&date, BreachKind::Extortion, true)).is_loyal()
    };
    assert_eq!(at(-365), Some(true));
    assert_eq!(at(-364), Some(false));
    assert_eq!(at(0), Some(false));
    assert_eq!(at(1), Some(true), "not known by then");
}

#[test]
fn a_breach_knocks_out_even_when_the_score_is_not_applicable() {
    let told = Told::nothing().broke(T, BreachKind::PriceDumping, true);
    assert_eq!(read(&told).score(), None);
    assert_eq!(read(&told).is_loyal(), Some(false));
}

#[test]
fn the_latest_of_several_breaches_is_told() {
    let told = Told::nothing()
        .broke("2026-02-01", BreachKind::Diversion, true)
        .broke("2026-03-01", BreachKind::Diversion, false)
        .broke("2026-01-01", BreachKind::Diversion, true)
        .broke("2026-04-01", BreachKind::Diversion, true);
    assert_eq!(read(&told).knocked_out, Some(day("2026-02-01")));
}

#[test]
fn the_weights_and_thresholds_are_policy() {
    let draft = LoyaltyPolicyDraft {
        weights: Weights { regularity: 0, payment: 0, attitude: 1 },
        switcher_points: 70,
        loyal_from: 70,
        ..Default::default()
    };
    let policy = LoyaltyPolicy::try_new(draft).unwrap();
    let reading = read_by(&policy, &Told::nothing().minded(Attitude::Switcher), T);
    assert_eq!(reading.score().unwrap().to_string(), "70");
    assert_eq!(reading.is_loyal(), Some(true));
}
