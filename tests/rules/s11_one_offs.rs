//! S11, S21.4: one-off orders are marked, and left out of the value at risk.

use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::context::Context;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::lapse::{OneOff, OneOffRules, median_purchases};
use guanxi::money::{Amount, Total};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Assessor, Review};
use guanxi::segment::{Class, OneOffInClasses, Quadrant};
use guanxi::trade::Sale;
use guanxi::warning::{LossPolicy, Reading, Rule, Verdict};

use crate::given::{Told, as_of, currency, day, document, fen, yuan};

const T: &str = "2026-06-30";

/// The amount of the one-off of a customer beside a book of these median purchases.
fn one_off(told: &Told, median: Option<&str>) -> Option<OneOff> {
    let median = median.map(|text| yuan(text).amount().to_total());
    OneOffRules::default().find(told.view().sales(), as_of(T), median)
}

/// A customer with one order on a day and others of equal amounts in the months before `T`.
fn with_others(amount: &str, others: i32, each: &str) -> Told {
    Told::nothing().sold_every("2026-01-05", 7, others, each).sold("2026-06-01", amount)
}

#[test]
fn s11_a_one_off_is_more_than_half_of_the_purchases_of_the_year() {
    assert_eq!(one_off(&with_others("500", 5, "100"), None), None, "half of 1,000");
    let found = one_off(&with_others("500.01", 5, "100"), None).unwrap();
    assert_eq!((found.day, found.amount.minor()), (day("2026-06-01"), fen("500.01")));
}

#[test]
fn s11_a_one_off_is_at_least_five_times_the_next_largest_order_day() {
    assert_eq!(one_off(&with_others("499.99", 1, "100"), None), None);
    assert!(one_off(&with_others("500", 1, "100"), None).is_some());
}

/// The three bounds in one table, at each, just under and just over it.
#[test]
fn s11_the_bounds_of_a_one_off_at_just_under_and_just_over() {
    // Five other orders of 100: more than half of the year.
    for (amount, is_one_off) in [("499.99", false), ("500", false), ("500.01", true)] {
        let found = one_off(&with_others(amount, 5, "100"), None);
        assert_eq!(found.map(|it| it.amount.minor()), is_one_off.then(|| fen(amount)), "{amount}");
    }
    // One other order of 100: five times the next largest.
    for (amount, is_one_off) in [("499.99", false), ("500", true), ("500.01", true)] {
        let found = one_off(&with_others(amount, 1, "100"), Some("1"));
        assert_eq!(found.map(|it| it.amount.minor()), is_one_off.then(|| fen(amount)), "{amount}");
    }
    // No other order: five times the median of the book.
    for (median, is_one_off) in [("99.99", true), ("100", true), ("100.01", false)] {
        let found = one_off(&Told::nothing().sold("2026-06-01", "500"), Some(median));
        assert_eq!(found.is_some(), is_one_off, "{median}");
    }
}

#[test]
fn several_sales_of_a_day_are_one_order_day() {
    let told = with_others("300", 1, "100").sold("2026-06-01", "200");
    assert_eq!(one_off(&told, None).unwrap().amount.minor(), fen("500"));
    let told = with_others("600", 1, "100").sold("2026-06-01", "-101");
    assert_eq!(one_off(&told, None), None, "499 beside 100");
    let told = with_others("500", 1, "60").sold("2026-01-05", "41");
    assert_eq!(one_off(&told, None), None, "500 beside 101");
}

#[test]
fn s11_the_one_off_lies_in_the_year() {
    let t = as_of(T).day();
    let on = |back: i32| {
        let date = t.offset(-back).to_string();
        one_off(&Told::nothing().sold("2026-06-29", "1").sold(&date, "900"), None)
    };
    assert!(on(364).is_some());
    assert_eq!(on(365), None);
}

#[test]
fn s11_the_next_largest_order_day_is_sought_in_three_years() {
    let t = as_of(T).day();
    let beside = |back: i32| {
        let date = t.offset(-back).to_string();
        one_off(&with_others("1000", 1, "100").sold(&date, "300"), None)
    };
    assert_eq!(beside(1094), None, "3.3 times the next");
    assert!(beside(1095).is_some());
}

#[test]
fn s11_where_there_is_no_other_order_day_it_is_five_times_the_median() {
    let alone = Told::nothing().sold("2026-06-01", "500");
    assert_eq!(one_off(&alone, Some("100.01")), None);
    assert!(one_off(&alone, Some("100")).is_some());
    assert_eq!(one_off(&alone, None), None, "nothing is known of the book");
    let before = Told::nothing().sold("2023-07-01", "400").sold("2026-06-01", "500");
    assert!(one_off(&before, Some("100")).is_some(), "of 1,095 days before");
}

#[test]
fn an_order_day_that_came_back_is_not_compared_with() {
    let back = Told::nothing().sold("2026-05-01", "300").sold("2026-05-01", "-300");
    let alone = back.sold("2026-06-01", "500");
    assert!(one_off(&alone, Some("100")).is_some());
    assert_eq!(one_off(&alone, Some("101")), None);
}

#[test]
fn a_customer_whose_purchases_of_the_year_are_not_positive_has_none() {
    let told = Told::nothing().sold("2026-01-05", "1").sold("2026-06-01", "500");
    assert!(one_off(&told.clone().sold("2026-06-20", "-500.99"), None).is_some());
    assert_eq!(one_off(&told.sold("2026-06-20", "-501"), None), None);
}

#[test]
fn the_median_is_the_lower_one_of_the_customers_that_bought() {
    let median = |minor: &[i64]| {
        let all = minor.iter().map(|it| Amount::from_minor(*it).to_total());
        median_purchases(all).map(Total::minor)
    };
    assert_eq!(median(&[4, 1, 3, 2]), Some(2));
    assert_eq!(median(&[4, 0, -9, 3, 5]), Some(4));
    assert_eq!(median(&[0, -1]), None);
}

#[test]
fn the_bounds_of_a_one_off_are_policy() {
    let find = |rules: OneOffRules, told: &Told| rules.find(told.view().sales(), as_of(T), None);
    let twice = OneOffRules { times: 2, ..OneOffRules::default() };
    assert!(find(twice, &with_others("200", 1, "100")).is_some());
    assert_eq!(find(twice, &with_others("199.99", 1, "100")), None);
    let most = OneOffRules { share_above: "90%".parse().unwrap(), ..OneOffRules::default() };
    assert_eq!(find(most, &with_others("900", 1, "100")), None);
    assert!(find(most, &with_others("900.01", 1, "100")).is_some());
    let refused = |one_off| {
        let mut draft = PolicyDraft::default();
        draft.loss.one_off = one_off;
        Policy::try_from(draft).unwrap_err().to_string()
    };
    let wrong = OneOffRules { times: 0, window_days: 364, ..OneOffRules::default() };
    assert_eq!(
        refused(wrong),
        "loss.one_off.times must be at least 1, was 0; \
         loss.one_off.window_days must be at least 365, was 364"
    );
}

#[test]
fn the_value_at_risk_leaves_the_one_off_out() {
    let told = with_others("5000", 3, "100");
    let reading = LossPolicy::default().read(told.view(), &Context::on(as_of(T)));
    let signal = reading.signal.unwrap();
    assert_eq!(reading.bought_in_year.minor(), fen("5300"));
    assert_eq!(reading.one_off.unwrap().amount.minor(), fen("5000"));
    let rest = Amount::from_minor(300_00).to_total();
    assert_eq!(reading.value_at_risk(), signal.value_at_risk(rest));
    let Verdict::Clear(evidence) = reading.verdict() else { panic!("silent for 29 days") };
    let figures = evidence.figures().iter().rev().take(2);
    let said: Vec<String> = figures.map(|it| format!("{}: {}", it.label, it.value)).collect();
    assert_eq!(said, ["day of the one-off: 2026-06-01", "one-off: CNY 5,000.00"]);
}

/// The book of fault S11: 40 monthly buyers, and one that orders once for 500,000.
struct Fair {
    book: Book,
    monthly: Vec<CustomerKey>,
    once: CustomerKey,
}

fn fair() -> Fair {
    let mut book = Book::new(currency("CNY"));
    let mut register = |name: &str| book.register(Customer::new(name.parse().unwrap())).unwrap();
    let monthly: Vec<CustomerKey> = (0..40).map(|it| register(&format!("Dealer {it}"))).collect();
    let once = register("Once");
    for (place, key) in monthly.iter().enumerate() {
        for month in 0..24 {
            let date = day("2024-07-10").offset(30 * month);
            let number = document(&format!("S{place}-{month}"));
            book.record(*key, Sale::new(number, date, yuan("250"))).unwrap();
        }
    }
    let large = Sale::new(document("L"), day("2026-03-10"), yuan("500000"));
    book.record(once, large).unwrap();
    Fair { book, monthly, once }
}

fn left_out() -> Policy {
    let mut draft = PolicyDraft::default();
    draft.abc.one_off = OneOffInClasses::LeftOut;
    Policy::try_from(draft).unwrap()
}

fn classes_of(review: &Review<'_>, keys: &[CustomerKey]) -> Vec<Class> {
    let mut classes: Vec<Class> = keys.iter().map(|key| review.class(*key).unwrap()).collect();
    classes.dedup();
    classes
}

#[test]
fn s11_one_order_of_500_000_beside_40_monthly_buyers() {
    let Fair { book, monthly, once } = fair();
    let (counted, left_out) = (Policy::default(), left_out());
    let review = book.review(as_of(T), &counted).unwrap();
    assert_eq!(classes_of(&review, &monthly), [Class::B], "as before: everybody falls");
    assert_eq!(review.one_off(once).map(|it| it.amount.minor()), Some(fen("500000")));
    assert_eq!(review.one_offs().len(), 1);
    let called: Vec<_> = review.call_list(99).iter().map(|it| it.customer).collect();
    assert!(!called.contains(&once) && called.len() == 40);
    assert_eq!(review.summary().one_offs.customers, 1);
    assert_eq!(review.summary().one_offs.purchases.minor(), fen("500000"));

    let review = book.review(as_of(T), &left_out).unwrap();
    assert_eq!(classes_of(&review, &monthly), [Class::A]);
    assert_eq!(review.class(once), Some(Class::C));
    assert_eq!(review.purchases().last().map(|it| it.minor()), Some(500_000_00), "still bought");
    assert_eq!(review.explain(once).unwrap().class, Class::C);
    assert_eq!(review.customer_context(once).unwrap().class, Class::C);
    let large = |it: &Quadrant| matches!(it, Quadrant::Treasured | Quadrant::Dangerous);
    let of_monthly = review.quadrants().iter().take(40).flatten();
    assert_eq!(of_monthly.filter(|it| large(it)).count(), 40, "class A is large");
}

#[test]
fn cuts_and_classes_without_a_review_leave_one_offs_out_alike() {
    let Fair { book, once, .. } = fair();
    for policy in [Policy::default(), left_out()] {
        let review = book.review(as_of(T), &policy).unwrap();
        assert_eq!(&book.cuts(as_of(T), &policy).unwrap(), review.cuts());
        assert_eq!(book.median_purchases(as_of(T)), review.context().median_purchases());
        let assessor = book.assessor(as_of(T), &policy);
        let account = book.view(once).unwrap();
        assert_eq!(assessor.class(account, review.cuts()), review.class(once));
        assert_eq!(book.judge(once, &assessor).unwrap().one_off, review.one_off(once));
    }
}

#[test]
fn a_one_off_is_left_out_of_classes_only_where_their_window_has_it() {
    let mut draft = PolicyDraft::default();
    draft.abc.one_off = OneOffInClasses::LeftOut;
    draft.abc.window_days = 30;
    let policy = Policy::try_from(draft).unwrap();
    let told = with_others("5000", 3, "100").sold("2026-06-20", "70");
    let assessor = Assessor::new(&policy, policy.context(as_of(T)));
    let judged = assessor.judge(told.view());
    let amount = |one_off| policy.abc.class_amount(judged.purchases, one_off, as_of(T)).minor();
    assert_eq!((amount(judged.one_off), amount(None)), (fen("70"), fen("5070")), "1 June is in");
    let later = AsOf::new(day("2026-07-01"));
    let of_later = policy.abc.class_amount(judged.purchases, judged.one_off, later);
    assert_eq!(of_later, judged.purchases, "and no more on 1 July");
}

#[test]
fn a_one_off_counts_for_nothing_else() {
    let told = with_others("5000", 3, "100");
    let policy = Policy::default();
    let assessor = Assessor::new(&policy, policy.context(as_of(T)));
    let readings = assessor.read(told.view());
    assert_eq!(readings.purchases.minor(), fen("5300"));
    assert_eq!(readings.loss.signal.unwrap().rhythm.order_days(), 4, "an order day as any other");
    let verdict = readings.verdict(Rule::Loss).to_string();
    assert!(verdict.starts_with("clear"), "{verdict}");
}
