//! S13: the loyalty score and the knock-out.

use guanxi::context::Context;
use guanxi::customer::Attitude;
use guanxi::measure::{Quotient, Ratio};
use guanxi::segment::{LoyaltyPolicy, LoyaltyPolicyDraft, LoyaltyReading, OwnRhythm, Weights};
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

/// Told by the own rhythm of the customer: days in rhythm by days, and the gap.
#[track_caller]
fn in_rhythm(told: &Told, t: &str) -> Option<(u32, u32, u32)> {
    let own_rhythm = Some(OwnRhythm::default());
    let draft = LoyaltyPolicyDraft { own_rhythm, ..LoyaltyPolicyDraft::default() };
    let reading = read_by(&LoyaltyPolicy::try_new(draft).unwrap(), told, t);
    assert_eq!((reading.months, reading.months_with_order), (0, 0));
    reading.own_rhythm.map(|it| (it.kept, it.days, it.gap_days))
}

/// Orders every some days, the last one on a day.
#[track_caller]
fn every(days: i32, count: i32, last: &str) -> Told {
    (0..count).fold(Told::nothing(), |told, back| {
        told.sold(&day(last).offset(-back * days).to_string(), "5000")
    })
}

/// By months it has 42 points, and is called dangerous.
#[test]
fn who_orders_every_91_days_for_ten_years_is_as_regular_as_can_be() {
    assert_eq!(in_rhythm(&every(91, 40, T), T), Some((365, 365, 91)));
    assert_eq!(in_rhythm(&every(365, 10, "2025-04-01"), T), Some((365, 365, 365)), "every year");
    let own_rhythm = Some(OwnRhythm::default());
    let draft = LoyaltyPolicyDraft { own_rhythm, ..LoyaltyPolicyDraft::default() };
    let policy = LoyaltyPolicy::try_new(draft).unwrap();
    let told = every(91, 40, T);
    assert_eq!(read_by(&policy, &told, T).score().unwrap().to_string(), "100");
    assert_eq!(read(&told).score().unwrap().to_string(), "41.666667");
    let sentence = read_by(&policy, &told, T).evidence();
    assert!(sentence.figures().iter().any(|it| it.label == "days in its own rhythm"));
}

#[test]
fn days_more_than_two_gaps_after_an_order_day_are_out_of_rhythm() {
    // Twelve gaps of ten days, then silence.
    let told = every(10, 13, "2026-01-30");
    let own = |t| in_rhythm(&told, t);
    assert_eq!(own("2026-02-19"), Some((141, 141, 10)), "20 days after");
    assert_eq!(own("2026-02-20"), Some((141, 142, 10)), "21 days after");
    assert_eq!(own("2026-12-31"), Some((50, 365, 10)), "from 1 January to 19 February");
}

#[test]
fn the_gap_is_the_lower_median_of_the_last_twelve() {
    let days = [0, 1, 3, 6, 10, 15];
    let told = days.iter().fold(Told::nothing(), |told, it| {
        told.sold(&day("2026-01-01").offset(*it).to_string(), "1")
    });
    let told = told.sold("2025-10-01", "1");
    // 92, 1, 2, 3, 4, 5: the lower of the two in the middle.
    assert_eq!(in_rhythm(&told, T).map(|it| it.2), Some(3));
}

#[test]
fn one_order_day_ever_has_no_rhythm_and_a_young_customer_none_that_counts() {
    let once = Told::nothing().sold("2025-10-01", "1");
    assert_eq!(in_rhythm(&once, T).map(|(kept, days, _)| (kept, days)), Some((0, 182)));
    assert_eq!(in_rhythm(&Told::nothing(), T), None);
    assert_eq!(in_rhythm(&every(7, 5, T), "2026-05-31"), None, "89 days after the first");
    assert!(in_rhythm(&every(7, 5, T), "2026-06-01").is_some(), "90 days");
}

#[test]
fn rules_of_an_own_rhythm_that_contradict_themselves_tell_everything() {
    let own_rhythm =
        Some(OwnRhythm { window_days: 0, gaps: 2, fewest_gaps: 3, fewest_days: 0, times: 0 });
    let draft = LoyaltyPolicyDraft { own_rhythm, ..LoyaltyPolicyDraft::default() };
    assert_eq!(
        LoyaltyPolicy::try_new(draft).unwrap_err().to_string(),
        "own_rhythm.window_days must be at least 1, was 0; \
         own_rhythm.fewest_gaps must not exceed 2, was 3; own_rhythm.times must be at least 1, was 0"
    );
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
        (Attitude::NotLoyal, "0"),
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
    let told = regular(9).minded(Attitude::NotLoyal);
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
