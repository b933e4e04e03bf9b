//! S13: the loyalty score and the knock-out.

use guanxi::book::Book;
use guanxi::calendar::{Period, WorkCalendarDraft};
use guanxi::context::Context;
use guanxi::customer::{Attitude, Customer};
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::Total;
use guanxi::policy::Policy;
use guanxi::receivable::SmallChange;
use guanxi::review::Assessor;
use guanxi::segment::{
    LoyaltyPolicy, LoyaltyPolicyDraft, LoyaltyReading, OwnRhythm, RegularityMethod, Weights,
};
use guanxi::trade::{BreachKind, Sale};
use guanxi::warning::{DebtPolicy, DebtPolicyDraft};

use crate::given::{Told, as_of, currency, day, document, yuan};

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

/// Regularity by months with an order day, as it was counted once and may be still.
#[track_caller]
fn read_by_months(told: &Told) -> LoyaltyReading {
    let draft = LoyaltyPolicyDraft {
        regularity: RegularityMethod::Months,
        ..LoyaltyPolicyDraft::default()
    };
    let reading = read_by(&LoyaltyPolicy::try_new(draft).unwrap(), told, T);
    assert_eq!(reading.own_rhythm, None);
    reading
}

#[track_caller]
fn score_by_months(told: &Told) -> String {
    let score = read_by_months(told).score();
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
fn by_months_regularity_is_months_with_an_order_day_by_months() {
    assert_eq!(read_by_months(&regular(9)).regularity(), Quotient::try_new(9, 12));
    assert_eq!(score_by_months(&regular(9)), "75");
    assert_eq!(score_by_months(&regular(0)), "0");
    assert_eq!(score_by_months(&regular(11)), "91.666667");
    let figures = read_by_months(&regular(9)).evidence();
    assert!(figures.figures().iter().any(|it| it.label == "months with an order"));
}

/// Told by the own rhythm of the customer: days in rhythm by days, and the gap.
#[track_caller]
fn in_rhythm(told: &Told, t: &str) -> Option<(u32, u32, u32)> {
    let reading = read_by(&LoyaltyPolicy::default(), told, t);
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

/// In rhythm on 141 of 188 days: twelve gaps of ten days, and then silence.
#[track_caller]
fn three_quarters() -> Told {
    every(10, 13, "2026-01-23")
}

/// By months it has 42 points, and was called dangerous.
#[test]
fn s7_who_orders_every_91_days_for_ten_years_is_loyal_by_its_own_rhythm() {
    assert_eq!(in_rhythm(&every(91, 40, T), T), Some((365, 365, 91)));
    assert_eq!(in_rhythm(&every(365, 10, "2025-04-01"), T), Some((365, 365, 365)), "every year");
    let told = every(91, 40, T);
    assert_eq!(score(&told), "100");
    assert_eq!(read(&told).is_loyal(), Some(true));
    assert_eq!(score_by_months(&told), "41.666667");
    let sentence = read(&told).evidence();
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
fn only_the_last_twelve_gaps_count_and_only_those_of_five_years() {
    let before = |told: Told, days: i32, first: i32, count: i32| {
        (0..count).fold(told, |told, back| {
            told.sold(&day(T).offset(first - back * days).to_string(), "1")
        })
    };
    // Twelve gaps of 20 days, and as many of one day before them.
    let told = before(every(20, 13, T), 1, -241, 12);
    assert_eq!(in_rhythm(&told, T).map(|it| it.2), Some(20));
    // Three gaps, the last of which begins 1824 days before, and 1825.
    let on = |first: i32| {
        let days = [first, -900, -500, 0];
        days.iter()
            .fold(Told::nothing(), |told, it| told.sold(&day(T).offset(*it).to_string(), "1"))
    };
    let is_usual = |first| read(&on(first)).own_rhythm.unwrap().is_usual_gap;
    assert_eq!((is_usual(-1824), is_usual(-1825)), (false, true));
}

#[test]
fn with_fewer_than_three_gaps_the_gap_is_the_usual_gap_of_the_loss_rule() {
    // Without a book (60 + 101) / (1 + 1) days: 161 days are within twice of it, 162 are not.
    let told = || Told::nothing().sold("2025-06-01", "1").sold("2025-09-10", "1");
    let own = |t| in_rhythm(&told(), t);
    assert_eq!(own("2026-02-18"), Some((263, 263, 81)), "161 days after");
    assert_eq!(own("2026-02-19"), Some((263, 264, 81)), "162 days after");
    assert!(read(&told()).own_rhythm.unwrap().is_usual_gap);
    assert!(read(&told().sold("2025-12-01", "1")).own_rhythm.unwrap().is_usual_gap, "two gaps");
    let three = told().sold("2025-12-01", "1").sold("2026-03-01", "1");
    assert!(!read(&three).own_rhythm.unwrap().is_usual_gap, "three gaps");
}

/// The usual gap is shrunk to the book: where all others order every other day, a hundred days
/// between two orders mean less.
#[test]
fn the_usual_gap_is_that_of_the_book_in_a_review_and_asked_for_alike() {
    let mut book = Book::new(currency("CNY"));
    let rare = book.register(Customer::new("rare".parse().unwrap())).unwrap();
    for date in ["2025-06-05", "2025-09-13"] {
        let sale = Sale::new(document(date), day(date), yuan("5"));
        book.record(rare, sale).unwrap();
    }
    for name in ["Ann", "Bo", "Cy", "Di", "Ed", "Flo"] {
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        for back in 0..100 {
            let (number, date) = (document(&format!("{name} {back}")), day(T).offset(-2 * back));
            book.record(key, Sale::new(number, date, yuan("5"))).unwrap();
        }
    }
    let (policy, t) = (Policy::default(), as_of(T));
    let review = book.review(t, &policy).unwrap();
    let assessor = book.assessor(t, &policy);
    let alone = Assessor::new(&policy, policy.context(t));
    let view = book.view(rare).unwrap();
    let of_book = assessor.read(view).loyalty;
    let rhythm = of_book.own_rhythm.unwrap();
    assert!(rhythm.is_usual_gap && rhythm.gap_days < 50, "{rhythm:?}");
    assert_eq!(of_book.is_loyal(), Some(false));
    assert_eq!(review.loyal()[0], Some(false));
    assert_eq!(book.judge(rare, &assessor).unwrap().is_loyal, Some(false));
    assert_eq!(policy.loyalty.read(view, assessor.context()), of_book);
    assert_eq!(alone.read(view).loyalty.own_rhythm.unwrap().gap_days, 80);
    assert_eq!(alone.judge(view).is_loyal, Some(true), "without the book");
}

#[test]
fn one_order_day_ever_is_no_rhythm() {
    let once = Told::nothing().sold("2025-10-01", "1");
    assert_eq!(in_rhythm(&once, T), Some((0, 182, 0)));
    assert_eq!(read(&once).regularity(), Some(Quotient::ZERO));
    assert_eq!(in_rhythm(&Told::nothing().sold("2015-10-01", "1"), T), Some((0, 365, 0)));
    assert_eq!(in_rhythm(&Told::nothing().sold(T, "1"), T), None, "too young for that as well");
    let twice = Told::nothing().sold("2025-10-01", "1").sold("2025-10-01", "2");
    assert_eq!(read(&twice).regularity(), Some(Quotient::ZERO), "two sales, one order day");
    assert!(read(&once.sold("2025-10-02", "1")).regularity() > Some(Quotient::ZERO));
}

#[test]
fn regularity_is_absent_with_fewer_than_90_days_since_the_first_order_day() {
    assert_eq!(in_rhythm(&every(7, 5, T), "2026-05-31"), None, "89 days after the first");
    assert_eq!(in_rhythm(&every(7, 5, T), "2026-06-01"), Some((43, 91, 7)), "90 days");
    assert_eq!(read(&Told::nothing().since("2015-01-01")).regularity(), None, "never bought");
}

#[test]
fn days_on_which_we_were_closed_are_none_of_the_own_rhythm() {
    // 21 days after the last of many orders ten days apart, two of which we were closed.
    let told = every(10, 13, "2026-01-30");
    let holidays = [day("2026-02-05"), day("2026-02-06")].into();
    let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
    let context = Context::new(as_of("2026-02-22"), Period::Quarter, &calendar);
    let reading = LoyaltyPolicy::default().read(told.view(), &context);
    let days = reading.own_rhythm.map(|it| (it.kept, it.days, it.gap_days));
    assert_eq!(days, Some((141, 142, 10)));
}

#[test]
fn rules_of_an_own_rhythm_that_contradict_themselves_tell_everything() {
    let own_rhythm =
        OwnRhythm { window_days: 0, gaps: 2, fewest_gaps: 3, fewest_days: 0, times: 0 };
    let draft = LoyaltyPolicyDraft { own_rhythm, ..LoyaltyPolicyDraft::default() };
    assert_eq!(
        LoyaltyPolicy::try_new(draft).unwrap_err().to_string(),
        "own_rhythm.window_days must be at least 1, was 0; \
         own_rhythm.fewest_gaps must not exceed 2, was 3; own_rhythm.times must be at least 1, was 0"
    );
}

#[test]
fn by_months_regularity_counts_the_month_of_the_date_and_the_eleven_before() {
    let on = |date| read_by_months(&Told::nothing().since("2020-01-01").sold(date, "1"));
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
fn by_months_several_order_days_of_a_month_are_one_month() {
    let told = Told::nothing().since("2025-01-01").sold_every("2026-02-01", 1, 28, "1");
    assert_eq!(read_by_months(&told).months_with_order, 1);
}

#[test]
fn by_months_a_return_makes_no_order_day() {
    let told = Told::nothing().since("2025-01-01").sold("2026-01-10", "-5").sold("2026-02-10", "0");
    assert_eq!(read_by_months(&told).months_with_order, 0);
    assert_eq!(read(&told).regularity(), None, "never bought");
    let told = every(10, 13, "2026-01-23").sold("2026-03-01", "-5").sold("2026-01-13", "-5000");
    assert_eq!(read(&told).regularity(), read(&three_quarters()).regularity());
}

#[test]
fn by_months_regularity_is_cut_at_the_month_of_the_start() {
    let since = |date| read_by_months(&Told::nothing().since(date)).months;
    assert_eq!(since("2025-03-31"), 12);
    assert_eq!(since("2025-04-01"), 12);
    assert_eq!(since("2025-05-01"), 11);
    assert_eq!(since("2025-05-31"), 11);
}

#[test]
fn by_months_regularity_is_absent_with_fewer_than_3_months() {
    let since = |date| read_by_months(&Told::nothing().since(date));
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
fn by_months_the_first_sale_before_since_is_the_start() {
    let told = Told::nothing().since("2026-03-01").sold("2025-12-31", "1");
    let reading = read_by_months(&told);
    assert_eq!((reading.months_with_order, reading.months), (1, 4));
}

#[test]
fn payment_is_the_share_of_what_fell_due_that_is_not_overdue() {
    let told =
        Told::nothing().due("2026-03-01", "600").due("2026-03-02", "400").paid("2026-03-05", "600");
    assert_eq!(read(&told).payment(), Quotient::try_new(600, 1000));
}

#[test]
fn small_change_has_no_say_in_payment() {
    // 100 minor units are the tolerance: at it, and just under it.
    let owing = |left: &str| Told::nothing().due("2026-03-01", "600").due("2026-03-02", left);
    assert_eq!(read(&owing("1.00")).payment(), Some(Quotient::ZERO));
    assert_eq!(read(&owing("0.99")).payment(), Quotient::try_new(99, 60_099));
    let paid = |left: &str| read(&owing(left).paid("2026-03-05", "600")).payment();
    assert_eq!(paid("1.00"), Quotient::try_new(60_000, 60_100));
    assert_eq!(paid("0.99"), Quotient::try_new(1, 1));
    // However many there are, and however old.
    let many = (0..300).fold(Told::nothing(), |told, back| {
        told.due(&day("2026-03-01").offset(-back).to_string(), "0.99")
    });
    assert_eq!(read(&many).payment(), Quotient::try_new(1, 1));
    assert_eq!(read(&many).overdue, Total::ZERO);
}

/// A policy of debt that tolerates nothing knows no small change, and so no judgement does.
#[test]
fn small_change_of_payment_is_that_of_the_debt_rule() {
    let told = Told::nothing().due("2026-03-01", "0.99");
    let payment = |policy: &Policy| {
        Assessor::new(policy, policy.context(as_of(T))).read(told.view()).loyalty.payment()
    };
    assert_eq!(payment(&Policy::default()), Quotient::try_new(1, 1));
    let small_change = SmallChange::NONE;
    let debt = DebtPolicy::try_new(DebtPolicyDraft { small_change, ..Default::default() }).unwrap();
    assert_eq!(payment(&Policy { debt, ..Policy::default() }), Some(Quotient::ZERO));
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
    // Nothing fell due: with one order day ever, and so a regularity of 0, points by 25 of 75.
    let once = || Told::nothing().sold("2025-06-01", "1");
    let rows = [
        (Attitude::Loyal, "33.333333"),
        (Attitude::EarlyAdopter, "33.333333"),
        (Attitude::Switcher, "16.666667"),
        (Attitude::NotLoyal, "0"),
    ];
    for (attitude, points) in rows {
        assert_eq!(score(&once().minded(attitude)), points, "{attitude}");
    }
}

#[test]
fn the_score_is_the_weighted_mean_of_all_three() {
    // 50·75 + 25·60 + 25·50 = 6500
    let told = three_quarters()
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
    let told = three_quarters().minded(Attitude::NotLoyal);
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
    // 141 days in rhythm of 235, and of 236.
    let (enough, too_few) = (every(10, 13, "2025-12-07"), every(10, 13, "2025-12-06"));
    assert_eq!((score(&enough), read(&enough).is_loyal()), ("60".to_owned(), Some(true)));
    assert_eq!((score(&too_few), read(&too_few).is_loyal()), ("59.745763".to_owned(), Some(false)));
    // 56 days in rhythm of 96, 7/12: 50·7/12 + 25·q + 25 is 60 when q is 7/30: 70.00 of 300.00 not
    // overdue.
    let seven_of_twelve = || every(11, 4, "2026-01-28");
    assert_eq!(score(&seven_of_twelve()), "58.333333");
    let paid = |overdue: &str, in_time: &str| {
        let told = seven_of_twelve().minded(Attitude::Loyal);
        let told = told.due("2026-03-01", overdue).due(T, in_time);
        (score(&told), read(&told).is_loyal())
    };
    assert_eq!(paid("230.00", "70.00"), ("60".to_owned(), Some(true)));
    assert_eq!(paid("230.01", "69.99"), ("59.999167".to_owned(), Some(false)));
}

#[test]
fn an_upheld_breach_of_any_kind_makes_disloyal_whatever_the_score() {
    let kinds = BreachKind::ALL.map(BreachKind::code).join(", ");
    assert_eq!(kinds, "diversion, price_dumping, extortion, fraud, forged_papers, forged_codes");
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

#[cfg(feature = "serde")]
#[test]
fn a_document_of_form_1_that_states_months_counts_by_months() {
    use RegularityMethod::{Months, OwnRhythm as Rhythm};
    let read = |text: &str| {
        let policy: Policy = toml::from_str(text).unwrap();
        (policy.loyalty.regularity, policy.loyalty.fewest_months)
    };
    for version in ["", "version = 1\n", "schema = 1\n"] {
        let of = |text: &str| read(&format!("{version}{text}"));
        assert_eq!(of(""), (Rhythm, 3));
        assert_eq!(of("[loyalty]\nfewest_months = 5\n"), (Months, 5));
        assert_eq!(of("[loyalty]\nfewest_months = 5\nown_rhythm = { gaps = 8 }\n"), (Rhythm, 5));
        assert_eq!(of("[loyalty]\nfewest_months = 5\nregularity = \"own_rhythm\"\n"), (Rhythm, 5));
        assert_eq!(of("[loyalty]\nregularity = \"months\"\n"), (Months, 3));
    }
    // Schema 2 has a word for it.
    assert_eq!(read("schema = 2\n[loyalty]\nfewest_months = 5\n"), (Rhythm, 5));
    // What is written is read back, whatever counts.
    for (regularity, fewest_months) in [(Rhythm, 5), (Months, 5), (Rhythm, 3)] {
        let draft = LoyaltyPolicyDraft { regularity, fewest_months, ..Default::default() };
        let written = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<LoyaltyPolicyDraft>(&written).unwrap(), draft);
    }
    assert!(toml::from_str::<Policy>("[loyalty]\nmonths = 5\n").is_err(), "an unknown field");
}
