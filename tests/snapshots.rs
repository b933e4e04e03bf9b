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

#[path = "snapshots/changes.rs"]
mod changes;
#[path = "snapshots/packed.rs"]
mod packed;

use changes::{Change, book, changes};
use guanxi::account::{CustomerTerm, Fact, FactName, OpenMoney};
use guanxi::book::{Book, BookEntry, BookReader, BookSnapshot, SentReminder};
use guanxi::calendar::{AsOf, Day};
use guanxi::credit::{GroupNode, GroupTree};
use guanxi::customer::{Card, Customer, Entry, Field};
use guanxi::feed::{Feed, FeedGap, FeedStatement};
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Currency};
use guanxi::policy::Policy;
use guanxi::receivable::CreditLimit;
use guanxi::trade::Sale;
use packed::{read_message_pack, written_packed};
use proptest::prelude::*;
use strategies::{date, days, history};

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
fn statements_on_feeds_and_marks_of_erasure_come_back() {
    let (mut book, [li, unnamed, sons]) = small();
    let gap = FeedGap::try_new(Feed::Expenses, day("2026-03-02"), day("2026-03-04")).unwrap();
    let sales_to = |to| FeedStatement::Complete { feed: Feed::Sales, to: day(to) };
    let feeds = book.feed_statements_mut();
    feeds.state(day("2026-03-10"), FeedStatement::Gap(gap)).unwrap();
    feeds.state(day("2026-03-12"), FeedStatement::Filled(gap)).unwrap();
    feeds.state(day("2026-03-11"), sales_to("2026-03-09")).unwrap();
    feeds.state_for_all_days(sales_to("2026-02-28")).unwrap();
    let (on, by) = (day("2026-03-20"), || "Zhao".parse().unwrap());
    let name = FactName::new(guanxi::account::FactKind::Sale, "S-2");
    let mut customers = book.customers_mut();
    customers.erase_fact(unnamed, &name, on, by(), OpenMoney::Refuse).unwrap();
    customers.erase(sons, on, by(), OpenMoney::Refuse).unwrap();
    let written = serde_json::to_value(BookSnapshot::from_book(&book)).unwrap();
    let entries = written.as_array().unwrap();
    let last: Vec<_> = entries.iter().skip(entries.len() - 6).collect();
    assert_eq!(
        serde_json::json!(last),
        serde_json::json!([
            { "erasure": { "customer": 1, "kind": "sale", "on": "2026-03-20", "by": "Zhao" } },
            { "erasure": { "customer": 2, "on": "2026-03-20", "by": "Zhao" } },
            { "feed": { "statement": { "complete": { "feed": "sales", "to": "2026-02-28" } } } },
            { "feed": { "known_from": "2026-03-10", "statement": { "gap": {
                "feed": "expenses", "from": "2026-03-02", "to": "2026-03-04" } } } },
            { "feed": { "known_from": "2026-03-11", "statement": { "complete": {
                "feed": "sales", "to": "2026-03-09" } } } },
            { "feed": { "known_from": "2026-03-12", "statement": { "filled": {
                "feed": "expenses", "from": "2026-03-02", "to": "2026-03-04" } } } },
        ])
    );
    let mut restored = read_back(&book);
    assert_eq!(restored.erasures(), book.erasures());
    assert_eq!(restored.feed_statements(), book.feed_statements());
    assert_eq!(BookSnapshot::from_book(&restored), BookSnapshot::from_book(&book));
    let t = AsOf::new(day("2026-03-25"));
    assert_eq!(restored.review(t, &Policy::default()).unwrap().customers(), [li, unnamed]);
    let again = restored.customers_mut().erase(sons, on, by(), OpenMoney::Refuse).unwrap_err();
    assert_eq!(again.to_string(), "customer : the customer is erased already");
}

#[test]
fn a_merge_that_came_after_the_opposite_one_comes_back() {
    let (mut book, [li, _, sons]) = small();
    let mut customers = book.customers_mut();
    // Undone on its first day, so that the opposite merge of that day is no circle.
    customers.merge(sons, li, day("2026-02-01")).unwrap();
    customers.undo_merge(sons, day("2026-02-01")).unwrap();
    customers.merge(li, sons, day("2026-02-01")).unwrap();
    customers.undo_merge(li, day("2026-04-01")).unwrap();
    customers.merge(sons, li, day("2026-05-01")).unwrap();
    customers.undo_merge(sons, day("2026-06-01")).unwrap();
    customers.merge(li, sons, day("2026-07-01")).unwrap();
    let restored = read_back(&book);
    assert_eq!(BookSnapshot::from_book(&restored), BookSnapshot::from_book(&book));
    for t in ["2026-01-31", "2026-02-01", "2026-03-31", "2026-04-01", "2026-05-01", "2026-07-01"] {
        let t = AsOf::new(day(t));
        assert_eq!(reviewed(&restored, t), reviewed(&book, t));
    }
}

#[test]
fn product_groups_are_written_in_the_order_of_their_names() {
    let mut book = Book::new(Currency::CNY);
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let sale = |number: &str, groups: &[&str]| {
        let sale =
            Sale::new(number.parse().unwrap(), day("2026-03-01"), "CNY 120".parse().unwrap());
        sale.with_groups(groups.iter().map(|group| group.parse().unwrap()))
    };
    book.record(li, sale("S-1", &["Tools", "Nails"])).unwrap();
    book.record(li, sale("S-2", &["Paint", "Tools"])).unwrap();
    let groups = |book: &Book| -> Vec<Vec<String>> {
        let sales = book.facts().map(|it| serde_json::to_value(it.content).unwrap());
        let groups = sales.map(|it| it["first"]["sale"]["groups"].clone());
        groups.map(|it| serde_json::from_value(it).unwrap()).collect()
    };
    assert_eq!(groups(&book), [["Nails", "Tools"], ["Paint", "Tools"]]);
    assert_eq!(groups(&read_back(&book)), groups(&book));
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
        refusal(r#"[{ "head": { "version": 3, "currency": "CNY" } }]"#),
        "a book of version 3 is newer than this program, which reads up to 2"
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
    let mark = |customer| {
        let (on, by) = ("2026-03-20", "Zhao");
        format!(r#"{{ "erasure": {{ "customer": {customer}, "on": "{on}", "by": "{by}" }} }}"#)
    };
    assert_eq!(
        refusal(&format!("[{HEAD}, {LI}, {}]", mark(7))),
        "entry 2: there is no customer at position 7"
    );
    assert_eq!(
        refusal(&format!("[{HEAD}, {LI}, {}, {}]", mark(0), mark(0))),
        "entry 3: customer Li: the customer is erased already"
    );
    let feed = |on, to| {
        let complete = format!(r#"{{ "complete": {{ "feed": "sales", "to": "{to}" }} }}"#);
        format!(r#"{{ "feed": {{ "known_from": "{on}", "statement": {complete} }} }}"#)
    };
    assert_eq!(
        refusal(&format!("[{HEAD}, {}]", feed("2026-03-10", "2026-03-11"))),
        "entry 1: on 2026-03-10 sales are complete up to that day at most, was 2026-03-11"
    );
    let gap = r#""feed": "sales", "from": "2026-03-02", "to": "2026-03-04""#;
    assert_eq!(
        refusal(&format!(
            r#"[{HEAD}, {{ "feed": {{ "statement": {{ "filled": {{ {gap} }} }} }} }}]"#
        )),
        "entry 1: there is no gap of sales from 2026-03-02 to 2026-03-04 to fill"
    );
    let void = r#"{ "fact": { "customer": 0, "known_from": "2026-03-10",
        "content": { "void": { "kind": "sale", "number": "S-1" } } } }"#;
    assert_eq!(
        refusal(&format!("[{HEAD}, {LI}, {void}]")),
        "entry 2: customer Li: there is no sale S-1 to revise"
    );
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
        let unpacked = read_message_pack(&written_packed(&book));
        let [one, other, third] =
            [&restored, &book, &unpacked].map(|it| BookSnapshot::from_book(it).entries);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(one, third);
        prop_assert_eq!(restored.erasures(), book.erasures());
        prop_assert_eq!(restored.feed_statements(), book.feed_statements());
        let days = changes.iter().filter_map(Change::day);
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
