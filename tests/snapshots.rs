//! A book that is written and read back is the same book: on every day, with every version.
#![cfg(feature = "serde")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

#[path = "properties/strategies.rs"]
#[allow(dead_code, clippy::wildcard_enum_match_arm, reason = "the laws ask for more")]
mod strategies;

use guanxi::account::{CustomerTerm, Fact, FactContent};
use guanxi::book::{Book, BookEntry, BookReader, BookSnapshot, SentReminder};
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::{GroupNode, GroupTree};
use guanxi::customer::{Attitude, Card, Customer, Entry, Field};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Currency};
use guanxi::policy::Policy;
use guanxi::receivable::CreditLimit;
use guanxi::trade::Sale;
use proptest::prelude::*;

use strategies::{History, date, days, history};

#[track_caller]
fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The book after its entries were written as JSON and read.
#[track_caller]
fn read_back(book: &Book) -> Book {
    let text = serde_json::to_string(&BookSnapshot::from_book(book)).unwrap();
    let snapshot: BookSnapshot = serde_json::from_str(&text).unwrap();
    snapshot.restore().unwrap()
}

#[track_caller]
fn refusal(entries: &str) -> String {
    let snapshot: BookSnapshot = serde_json::from_str(entries).unwrap();
    snapshot.restore().unwrap_err().to_string()
}

#[track_caller]
fn reviewed(book: &Book, t: AsOf) -> serde_json::Value {
    serde_json::to_value(book.review(t, &Policy::default()).unwrap()).unwrap()
}

/// A named customer with a card, one without a name, and an order desk.
fn small() -> (Book, [CustomerKey; 3]) {
    let mut book = Book::new(Currency::CNY);
    let mut card = Card::default();
    let entry = Entry::try_new("known", day("2026-03-02"), "Wang".parse().unwrap()).unwrap();
    card.record(Field::ALL[0], entry).unwrap();
    let mut li = Customer::new("Li".parse().unwrap()).with_since(day("2020-01-01"));
    li.card = card;
    let li = book.register(li).unwrap();
    let unnamed = CustomerKey::from_position(book.open_unnamed(1).unwrap());
    let sons = book.register(Customer::new("Li & Sons".parse().unwrap())).unwrap();
    let sale = |number: &str| {
        Sale::new(number.parse().unwrap(), day("2026-03-01"), "CNY 120".parse().unwrap())
    };
    book.record(li, sale("S-1")).unwrap();
    book.record(unnamed, sale("S-2")).unwrap();
    book.revise(li, &Fact::from(sale("S-1")).name(), day("2026-03-10"), None).unwrap();
    book.state(li, day("2026-02-01"), CustomerTerm::CreditLimit(CreditLimit::Unlimited)).unwrap();
    (book, [li, unnamed, sons])
}

#[test]
fn a_book_is_written_as_a_list_of_entries_that_begins_with_its_version() {
    let (book, _) = small();
    let entries = serde_json::to_value(BookSnapshot::from_book(&book)).unwrap();
    assert_eq!(entries[0], serde_json::json!({ "head": { "version": 1, "currency": "CNY" } }));
    assert_eq!(entries[1]["customer"]["id"], "Li");
    assert_eq!(entries[2], serde_json::json!({ "customer": {} }), "without a name");
    let void = serde_json::json!({ "fact": {
        "customer": 0, "known_from": "2026-03-10",
        "content": { "void": { "kind": "sale", "number": "S-1" } },
    }});
    assert_eq!(entries[5], void);
    assert_eq!(entries[6]["fact"]["customer"], 1);
    assert_eq!(entries.as_array().unwrap().len(), 7);
}

#[test]
fn keys_cards_terms_merges_and_the_order_desk_come_back() {
    let (mut book, [li, unnamed, sons]) = small();
    book.customers_mut().merge(sons, li, day("2026-04-01")).unwrap();
    book.customers_mut().undo_merge(sons, day("2026-05-01")).unwrap();
    let node = GroupNode {
        id: "North".parse().unwrap(),
        parent: None,
        pool: CreditLimit::Amount(Amount::from_minor(500)),
        allotment: Amount::ZERO,
    };
    book.order_desk_mut().set_groups(GroupTree::try_new(vec![node]).unwrap());
    let reminder = SentReminder { on: day("2026-03-05"), level: 2 };
    book.order_desk_mut().register_reminder(unnamed, reminder);
    let restored = read_back(&book);
    assert_eq!(restored.key(&"Li & Sons".parse().unwrap()), Ok(sons));
    assert_eq!(restored.name(unnamed), "");
    assert_eq!(restored.card(li), book.card(li));
    assert_eq!(restored.order_desk(), book.order_desk());
    assert_eq!(restored.term_statements(li), book.term_statements(li));
    assert_eq!(BookSnapshot::from_book(&restored), BookSnapshot::from_book(&book));
    for t in ["2026-03-09", "2026-03-10", "2026-04-01", "2026-05-01"] {
        let t = AsOf::new(day(t));
        assert_eq!(reviewed(&restored, t), reviewed(&book, t));
    }
}

#[test]
fn a_stream_of_entries_makes_the_book_one_by_one() {
    let (book, _) = small();
    let mut reader = BookReader::default();
    for entry in BookEntry::entries_of(&book) {
        let line = serde_json::to_string(&entry).unwrap();
        reader.take(serde_json::from_str(&line).unwrap()).unwrap();
    }
    let restored = reader.finish().unwrap();
    assert_eq!(BookSnapshot::from_book(&restored), BookSnapshot::from_book(&book));
}

#[test]
fn what_could_not_be_recorded_is_not_read() {
    const HEAD: &str = r#"{ "head": { "version": 1, "currency": "CNY" } }"#;
    const LI: &str = r#"{ "customer": { "id": "Li" } }"#;
    assert_eq!(
        refusal("[]"),
        "a book begins with its version and currency, entry 0 is another one"
    );
    assert_eq!(
        refusal(&format!("[{LI}]")),
        "a book begins with its version and currency, entry 0 is another one"
    );
    assert_eq!(
        refusal(r#"[{ "head": { "version": 2, "currency": "CNY" } }]"#),
        "a book of version 2 is newer than this program, which reads up to 1"
    );
    assert_eq!(
        refusal(&format!("[{HEAD}, {LI}, {HEAD}]")),
        "a book begins once, entry 2 begins another one"
    );
    assert_eq!(
        refusal(&format!("[{HEAD}, {LI}, {LI}]")),
        "entry 2: customer Li is registered already"
    );
    let merge = r#"{ "merge": { "customer": 0, "into": 7, "on": "2026-03-01" } }"#;
    assert!(refusal(&format!("[{HEAD}, {LI}, {merge}]")).starts_with("entry 2: "));
    let reminder = r#"{ "reminder": { "customer": 7, "on": "2026-03-01", "level": 1 } }"#;
    assert!(refusal(&format!("[{HEAD}, {LI}, {reminder}]")).starts_with("entry 2: "));
    let void = r#"{ "fact": { "customer": 0, "known_from": "2026-03-10",
        "content": { "void": { "kind": "sale", "number": "S-1" } } } }"#;
    assert_eq!(
        refusal(&format!("[{HEAD}, {LI}, {void}]")),
        "entry 2: customer Li: there is no sale S-1 to revise"
    );
}

/// The entries of a book, with the product groups of each sale, which are a set, in one order.
fn in_one_form(book: &Book) -> Vec<BookEntry> {
    let mut entries: Vec<_> = BookEntry::entries_of(book).collect();
    for entry in &mut entries {
        if let BookEntry::Fact(fact) = entry
            && let FactContent::First(Fact::Sale(sale)) | FactContent::Version(Fact::Sale(sale)) =
                &mut fact.content
        {
            sale.groups.sort();
        }
    }
    entries
}

/// A change of the book after its facts are recorded; one that is refused changes nothing.
#[derive(Debug, Clone)]
enum Change {
    Void { customer: usize, fact: usize, on: Day },
    Take { customer: usize, fact: usize, other: usize, on: Day },
    State { customer: usize, on: Day, term: CustomerTerm },
    Merge { on: Day, days: i32 },
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let terms = prop_oneof![
        Just(CustomerTerm::CreditLimit(CreditLimit::Unlimited)),
        Just(CustomerTerm::Attitude(Some(Attitude::Switcher))),
        Just(CustomerTerm::Group(Some("North".parse().unwrap()))),
        Just(CustomerTerm::Group(None)),
        Just(CustomerTerm::Ended(Some("bankrupt".parse().unwrap()))),
        Just(CustomerTerm::Ended(None)),
    ];
    let (customer, fact) = (0..3_usize, 0..40_usize);
    let void = (customer.clone(), fact.clone(), days())
        .prop_map(|(customer, fact, on)| Change::Void { customer, fact, on });
    let take = (customer.clone(), fact.clone(), fact, days())
        .prop_map(|(customer, fact, other, on)| Change::Take { customer, fact, other, on });
    let state = (customer, days(), terms).prop_map(|(customer, on, term)| Change::State {
        customer,
        on,
        term,
    });
    let merge = (days(), 1..400_i32).prop_map(|(on, days)| Change::Merge { on, days });
    prop::collection::vec(prop_oneof![4 => void, 2 => take, 2 => state, 1 => merge], 0..12)
}

fn book(histories: &[History; 3], changes: &[Change]) -> Book {
    let mut book = Book::new(strategies::yuan());
    let mut facts = Vec::new();
    for (place, history) in histories.iter().enumerate() {
        let key = if place == 1 {
            CustomerKey::from_position(book.open_unnamed(1).unwrap())
        } else {
            let mut customer = Customer::new(format!("Customer {place}").parse().unwrap());
            (customer.since, customer.attitude) = (history.since, history.attitude);
            book.register(customer).unwrap()
        };
        book.agree_limit(key, history.limit).unwrap();
        let own = history.facts(&format!("{place}-"));
        for fact in &own {
            drop(book.record(key, fact.clone()));
        }
        facts.push(own);
    }
    let key = |place: usize| CustomerKey::from_position(u32::try_from(place).unwrap());
    for change in changes {
        match change {
            Change::Void { customer, fact, on } => {
                if let Some(fact) = facts[*customer].get(*fact) {
                    drop(book.revise(key(*customer), &fact.name(), *on, None));
                }
            }
            Change::Take { customer, fact, other, on } => {
                let (fact, other) = (facts[*customer].get(*fact), facts[*customer].get(*other));
                if let (Some(Fact::Sale(fact)), Some(Fact::Sale(other))) = (fact, other) {
                    let other_sale =
                        Sale { amount: other.amount, date: other.date, ..fact.clone() };
                    let name = Fact::from(fact.clone()).name();
                    drop(book.revise(key(*customer), &name, *on, Some(other_sale.into())));
                }
            }
            Change::State { customer, on, term } => {
                drop(book.state(key(*customer), *on, term.clone()));
            }
            Change::Merge { on, days } => {
                let mut customers = book.customers_mut();
                drop(customers.merge(key(2), key(0), *on));
                drop(customers.undo_merge(key(2), on.offset(*days)));
            }
        }
    }
    book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_book_read_back_is_judged_as_before_on_every_day(
        histories in [history(), history(), history()],
        changes in changes(),
        asked in prop::collection::vec(days(), 3),
    ) {
        let book = book(&histories, &changes);
        let restored = read_back(&book);
        prop_assert_eq!(in_one_form(&restored), in_one_form(&book));
        let days = changes.iter().map(|change| match change {
            Change::Void { on, .. }
            | Change::Take { on, .. }
            | Change::State { on, .. }
            | Change::Merge { on, .. } => *on,
        });
        for t in asked.into_iter().chain(days.take(3)).chain([date(strategies::DAYS)]) {
            let t = AsOf::new(t);
            if let (Ok(one), Ok(other)) = (
                book.review(t, &Policy::default()),
                restored.review(t, &Policy::default()),
            ) {
                let [one, other] = [one, other].map(|it| serde_json::to_value(it).unwrap());
                prop_assert_eq!(one, other, "as of {}", t);
            }
        }
    }
}
