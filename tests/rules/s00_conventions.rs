//! Conventions: as of, windows, feeds, start, order of recording.

use guanxi::account::{Fact, FactKind, RecordError};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Month, Validity, Window};
use guanxi::contract::Contract;
use guanxi::customer::Customer;
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::policy::Policy;
use guanxi::receivable::{Invoice, Payment, TemporaryLimit};
use guanxi::review::ReviewError;
use guanxi::trade::{Breach, BreachKind, OpenOrder, Plan, Sale};
use guanxi::warning::{Outcome, Rule};

use crate::given::{Told, as_of, currency, day, document, month, yuan};

const T: &str = "2026-03-31";

#[track_caller]
fn book_of(customers: &[Customer]) -> (Book, Vec<CustomerKey>) {
    let mut book = Book::new(currency("CNY"));
    let register = |customer: &Customer| book.register(customer.clone()).unwrap();
    let keys = customers.iter().map(register).collect();
    (book, keys)
}

#[track_caller]
fn customer(name: &str) -> Customer {
    Customer::new(name.parse().unwrap())
}

#[track_caller]
fn sale(number: &str, date: &str, amount: &str) -> Sale {
    Sale::new(document(number), day(date), yuan(amount))
}

/// Everything that a review says, as text.
#[track_caller]
fn said(book: &Book, t: &str) -> Vec<String> {
    let policy = Policy::default();
    let review = book.review(as_of(t), &policy).unwrap();
    let mut lines = vec![
        format!("{:?}", review.cuts()),
        format!("{:?}", review.pareto()),
        format!("{:?}", review.summary()),
    ];
    for key in review.customers_by_name() {
        lines.push(format!("{:?}", review.explain(key).unwrap()));
    }
    lines
}

/// A fact of every kind, dated a day.
#[track_caller]
fn all_kinds(date: &str) -> Vec<Fact> {
    let (on, amount) = (day(date), yuan("700"));
    vec![
        Sale::new(document("S"), on, amount).into(),
        OpenOrder::new(document("O"), on, on, amount).into(),
        Plan::new(on.month(), amount).into(),
        Breach { date: on, kind: BreachKind::Diversion, upheld: true }.into(),
        Invoice::new(document("I"), on, on, amount).into(),
        Payment::new(document("P"), on, amount).into(),
        TemporaryLimit { from: on, to: on.offset(400), limit: amount }.into(),
        Expense::new(document("E"), on, amount).into(),
        Budget::new(on.month(), amount).into(),
        Incident {
            kind: IncidentKind::Fire,
            occurred: on,
            reported: on,
            credibility: Credibility::Verified,
            impact: Impact::try_new(3).unwrap(),
            resolved: None,
        }
        .into(),
    ]
}

#[test]
fn a_fact_counts_from_its_day_on() {
    for fact in all_kinds("2026-04-01") {
        let customers = [customer("Li"), customer("Wang")];
        let (mut book, keys) = book_of(&customers);
        book.record(keys[0], sale("S0", "2026-01-05", "100")).unwrap();
        book.record(keys[0], Expense::new(document("E0"), day("2026-01-05"), yuan("1"))).unwrap();
        book.record(keys[0], Payment::new(document("P0"), day("2026-01-05"), yuan("1"))).unwrap();
        let (before, then) = (said(&book, T), said(&book, "2026-05-15"));
        book.record(keys[0], fact.clone()).unwrap();
        assert_eq!(said(&book, T), before, "{fact:?} is not seen the day before");
        assert_ne!(said(&book, "2026-05-15"), then, "{fact:?} is seen later");
    }
}

#[test]
fn a_contract_that_begins_to_exist_later_is_not_seen() {
    let customers = [customer("Li")];
    let (mut book, keys) = book_of(&customers);
    book.record(keys[0], sale("S0", "2026-01-05", "100")).unwrap();
    let before = said(&book, T);
    let signed = day("2026-04-01");
    let term = Validity::open_ended(signed);
    let contract = Contract::signed_elsewhere("C".parse().unwrap(), signed, term);
    book.record(keys[0], contract.unwrap()).unwrap();
    assert_eq!(said(&book, T), before);
}

#[test]
fn a_window_of_n_days_holds_the_day_itself_and_the_n_minus_1_before() {
    let t = as_of(T);
    let week = t.last_days(7);
    assert_eq!(week.days(), 7);
    assert!(week.contains(t.day()) && week.contains(t.day().offset(-6)));
    assert!(!week.contains(t.day().offset(-7)) && !week.contains(t.day().offset(1)));
    assert_eq!(t.last_days(0).days(), 0);
    let day = t.day();
    let reversed = Window { after: day, until: day.offset(-3) };
    assert_eq!(reversed.days(), 0);
    assert!(!reversed.contains(day));
}

#[test]
fn an_order_day_is_a_date_with_a_sale_of_positive_amount() {
    let told = Told::nothing()
        .sold("2026-03-01", "5")
        .sold("2026-03-01", "5")
        .sold("2026-03-02", "0")
        .sold("2026-03-03", "-5")
        .sold("2026-03-04", "-50")
        .sold("2026-03-04", "1");
    let sales = told.view().sales();
    assert_eq!(sales.active_days(as_of(T).last_days(365)), 2);
    assert_eq!(sales.net(as_of(T).last_days(365)).minor(), -44_00);
    let days: Vec<Day> = sales.active_days_latest_first().collect();
    assert_eq!(days, [day("2026-03-04"), day("2026-03-01")]);
}

#[test]
fn an_order_day_stays_one_in_whatever_order_its_sales_are_recorded() {
    let amounts = ["-50", "1", "0", "3"];
    for first in 0..amounts.len() {
        let mut rotated = amounts;
        rotated.rotate_left(first);
        let told = rotated
            .iter()
            .fold(Told::nothing().sold("2026-03-09", "2"), |told, it| told.sold("2026-03-05", it))
            .sold("2026-03-01", "2");
        assert_eq!(told.view().sales().active_days(as_of(T).last_days(365)), 3);
    }
}

#[test]
fn the_start_is_the_earlier_of_since_and_the_first_sale() {
    let start = |told: &Told| told.view().start(as_of(T));
    let since = || Told::nothing().since("2026-03-10");
    assert_eq!(start(&since()), Some(day("2026-03-10")));
    assert_eq!(start(&since().sold("2026-03-09", "1")), Some(day("2026-03-09")));
    assert_eq!(start(&since().sold("2026-03-11", "1")), Some(day("2026-03-10")));
    assert_eq!(start(&Told::nothing().sold("2026-03-11", "1")), Some(day("2026-03-11")));
    assert_eq!(start(&Told::nothing()), None);
}

#[test]
fn facts_before_since_are_accepted() {
    let told = Told::nothing().since("2026-03-10");
    let mut account = told.account;
    for fact in all_kinds("2026-01-05") {
        account.record(fact).unwrap();
    }
}

#[test]
fn a_customer_that_starts_after_the_date_is_not_in_the_review() {
    let customers = [
        customer("Li").with_since(day("2026-04-01")),
        customer("Wang").with_since(day(T)),
        customer("Zhao"),
    ];
    let (mut book, keys) = book_of(&customers);
    let policy = Policy::default();
    let names = |book: &Book| {
        let review = book.review(as_of(T), &policy).unwrap();
        let keys = review.customers_by_name();
        keys.iter().map(|key| book.name(*key).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&book), ["Wang", "Zhao"]);
    let review = book.review(as_of(T), &policy).unwrap();
    assert_eq!(review.explain(keys[0]), None);
    book.record(keys[0], sale("S", T, "1")).unwrap();
    assert_eq!(names(&book), ["Li", "Wang", "Zhao"], "it bought before its date");
}

#[test]
fn a_book_without_facts_of_a_kind_has_no_such_feed() {
    let (book, keys) = book_of(&[customer("Li")]);
    let policy = Policy::default();
    let outcomes = |book: &Book, t: &str| {
        let review = book.review(as_of(t), &policy).unwrap();
        let explanation = review.explain(keys[0]).unwrap();
        let readings = explanation.readings();
        Rule::ALL.map(|rule| readings.outcome(rule))
    };
    let none = Outcome::NoData;
    assert_eq!(outcomes(&book, T), [none, none, none, none, Outcome::Clear]);
    let mut book = book;
    book.record(keys[0], Plan::new(month("2026-01"), yuan("5"))).unwrap();
    book.record(keys[0], Budget::new(month("2026-01"), yuan("5"))).unwrap();
    assert_eq!(outcomes(&book, T), [none, none, none, none, Outcome::Clear]);
}

#[test]
fn a_feed_begins_with_its_first_fact_of_any_customer() {
    let (mut book, keys) = book_of(&[customer("Li"), customer("Wang")]);
    let (date, amount) = (day("2026-03-10"), yuan("5"));
    book.record(keys[1], Invoice::new(document("I"), date, date, amount)).unwrap();
    book.record(keys[1], Expense::new(document("E"), date, amount)).unwrap();
    let policy = Policy::default();
    let outcomes = |t: &str| {
        let review = book.review(as_of(t), &policy).unwrap();
        let explanation = review.explain(keys[0]).unwrap();
        let readings = explanation.readings();
        (readings.outcome(Rule::Debt), readings.outcome(Rule::Expense))
    };
    assert_eq!(outcomes("2026-03-09"), (Outcome::NoData, Outcome::NoData));
    let found = outcomes("2026-03-10");
    assert_eq!(found, (Outcome::Clear, Outcome::NotApplicable), "owes and costs nothing");
}

#[test]
fn the_order_of_recording_does_not_matter() {
    let facts = all_kinds("2026-02-10");
    let reviewed = |order: Vec<Fact>| {
        let (mut book, keys) = book_of(&[customer("Li")]);
        for fact in order {
            book.record(keys[0], fact).unwrap();
        }
        said(&book, T)
    };
    let expected = reviewed(facts.clone());
    for place in 0..facts.len() {
        let mut order = facts.clone();
        order.rotate_left(place);
        assert_eq!(reviewed(order.clone()), expected);
        order.reverse();
        assert_eq!(reviewed(order), expected);
    }
}

#[test]
fn the_order_of_customers_does_not_matter() {
    let fill = |names: [&str; 3]| {
        let customers = names.map(customer);
        let (mut book, keys) = book_of(&customers);
        for (key, name) in keys.iter().zip(names) {
            book.record(*key, sale(name, "2026-03-01", "5")).unwrap();
        }
        let policy = Policy::default();
        let review = book.review(as_of(T), &policy).unwrap();
        let by_name: Vec<_> = review
            .customers_by_name()
            .into_iter()
            .map(|key| {
                let found = review.explain(key).unwrap();
                (found.name.to_owned(), found.class, found.value_at_risk)
            })
            .collect();
        let calls: Vec<_> =
            review.call_list(2).iter().map(|call| book.name(call.customer).to_owned()).collect();
        (by_name, calls, review.summary())
    };
    assert_eq!(fill(["a", "b", "c"]), fill(["c", "a", "b"]));
}

#[test]
fn the_same_document_again_is_a_duplicate_and_other_content_a_conflict() {
    let mut told = Told::nothing().with(sale("S", "2026-03-01", "5"));
    let refusal = told.refused(sale("S", "2026-03-01", "5"));
    assert!(matches!(refusal, RecordError::Duplicate { kind: FactKind::Sale, .. }));
    for other in [sale("S", "2026-03-01", "6"), sale("S", "2026-03-02", "5")] {
        let refusal = told.refused(other);
        assert!(matches!(refusal, RecordError::Conflict { kind: FactKind::Sale, .. }));
    }
    let order = OpenOrder::new(document("S"), day(T), day(T), yuan("5"));
    told.account.record(order).unwrap();
}

#[test]
fn a_document_of_another_customer_is_a_conflict() {
    let (mut book, keys) = book_of(&[customer("Li"), customer("Wang")]);
    book.record(keys[0], sale("S", "2026-03-01", "5")).unwrap();
    let refused = book.record(keys[1], sale("S", "2026-03-01", "5")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "customer Wang: sale S is recorded already with other content: \
         customer Li, not Wang"
    );
}

#[test]
fn sums_that_do_not_fit_are_an_error_never_a_wrap() {
    let most = "92233720368547758.07";
    let mut told = Told::nothing().sold("2026-03-01", most);
    let refusal = told.refused(sale("more", "2026-03-02", "0.01"));
    assert!(matches!(refusal, RecordError::Overflow { kind: FactKind::Sale, .. }));
    // Each running total fits, the year does not.
    let (mut book, keys) = book_of(&[customer("Li")]);
    let rows = [("1", "2020-01-01", "-92233720368547758.07"), ("2", T, most), ("3", T, "1")];
    for (number, date, amount) in rows {
        book.record(keys[0], sale(number, date, amount)).unwrap();
    }
    let policy = Policy::default();
    let error = book.review(as_of(T), &policy).unwrap_err();
    assert!(matches!(error, ReviewError::Overflow { minor: 9_223_372_036_854_775_907, .. }));
}

#[test]
fn the_ends_of_the_calendar_are_days_like_others() {
    let (mut book, keys) = book_of(&[customer("Li")]);
    for (place, date) in [Day::MIN, Day::MAX].into_iter().enumerate() {
        let number = |kind: &str| document(&format!("{kind}{place}"));
        book.record(keys[0], Sale::new(number("S"), date, yuan("5"))).unwrap();
        book.record(keys[0], Expense::new(number("E"), date, yuan("5"))).unwrap();
        book.record(keys[0], Invoice::new(number("I"), date, date, yuan("5"))).unwrap();
        book.record(keys[0], Payment::new(number("P"), date, yuan("1"))).unwrap();
    }
    let policy = Policy::default();
    for date in [Day::MIN, Day::MIN.offset(1), day(T), Day::MAX.offset(-1), Day::MAX] {
        let review = book.review(AsOf::new(date), &policy).unwrap();
        assert_eq!(review.len(), 1);
        assert!(review.explain(keys[0]).is_some());
        review.summary();
    }
}

#[test]
fn every_day_and_every_month_is_read_as_it_is_written() {
    let ends = [Day::MIN, Day::MIN.offset(400), Day::MAX.offset(-400), Day::MAX];
    let years = [(-10_000, 1, 1), (-9_999, 12, 31), (-1, 12, 31), (0, 1, 1), (9_999, 12, 31)];
    let days = years.map(|(year, month, day)| Day::try_from_ymd(year, month, day).unwrap());
    let after = Day::try_from_ymd(10_000, 1, 1).unwrap();
    for day in ends.into_iter().chain(days).chain([after]) {
        assert_eq!(day.to_string().parse(), Ok(day));
        assert_eq!(day.month().to_string().parse(), Ok(day.month()));
    }
    assert_eq!(after.to_string(), "+10000-01-01");
    assert_eq!(after.month().to_string(), "+10000-01");
    assert_eq!(Day::MIN.month().to_string(), "-262143-01");
}

#[test]
fn a_year_of_more_digits_has_a_sign_and_lies_in_the_calendar() {
    for text in ["10000-01-01", "+2026-01-31", "+02026-01-31", "-0000-01-01", "+262143-01-01"] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
    for text in ["10000-01", "+2026-01", "-0000-01", "-1-01", "+262143-01", "+10000-13", "-"] {
        assert!(text.parse::<Month>().is_err(), "{text}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_fact_without_end_is_read_back() {
    let limit = TemporaryLimit { from: day(T), to: Day::MAX, limit: yuan("100") };
    let text = serde_json::to_string(&limit).unwrap();
    assert_eq!(serde_json::from_str::<TemporaryLimit>(&text).unwrap(), limit);
}

#[test]
fn a_sum_that_fits_is_taken_whatever_the_order_within_the_day() {
    let most = "92233720368547758.07";
    let told = Told::nothing().sold("2026-03-01", most).sold("2026-03-02", "-0.10");
    // By the end of the second day it is 0.05 less than the most there is.
    let told = told.sold("2026-03-02", "0.05");
    let total = told.view().sales().at(day("2026-03-02")).total;
    assert_eq!(total.minor(), i64::MAX - 5);
}
