//! S21.4: what came of a past day by the outcome of the loss rule: by a customer's own orders,
//! through merges, ends, revisions and feeds.

use Hindsight::{CameTrue, DidNot, Unknowable};
use guanxi::account::{CustomerTerm, FactKind, FactName, OpenMoney};
use guanxi::backtest::{Hindsight, NoOrderWithin};
use guanxi::book::Book;
use guanxi::customer::Customer;
use guanxi::feed::{Feed, FeedGap, FeedStatement};
use guanxi::lifecycle::Reason;
use guanxi::trade::Sale;

use crate::given::{currency, document, yuan};
use crate::numbered::{date, key, on};

fn sale(number: &str, on: i32) -> Sale {
    Sale::new(document(number), date(on), yuan("100.00"))
}

/// Customers that order on these days, in the order of their keys.
#[track_caller]
fn book(orders: &[&[i32]]) -> Book {
    let mut book = Book::new(currency("CNY"));
    for (place, days) in orders.iter().enumerate() {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        for day in *days {
            book.record(key, sale(&format!("{place}-{day}"), *day)).unwrap();
        }
    }
    book
}

#[track_caller]
fn merged(mut book: Book, merged: u32, survivor: u32, on: i32) -> Book {
    book.customers_mut().merge(key(merged), key(survivor), date(on)).unwrap();
    book
}

#[track_caller]
fn undone(mut book: Book, merged: u32, on: i32) -> Book {
    book.customers_mut().undo_merge(key(merged), date(on)).unwrap();
    book
}

/// What came of day 10 for the customers, of 90 days up to day 100, as it is known on a day.
fn of_all(book: &Book, known: i32) -> Vec<Hindsight> {
    let outcome = NoOrderWithin { days: 90.try_into().unwrap(), known: on(known) };
    book.keys().map(|key| outcome.hindsight(book, key, on(10))).collect()
}

#[test]
fn before_a_merge_each_is_judged_by_its_own_orders() {
    // The second is merged into the first on day 30: what it ordered before is its own.
    let orders = |survivor: &[i32], other: &[i32]| merged(book(&[survivor, other]), 1, 0, 30);
    assert_eq!(of_all(&orders(&[0], &[0, 29]), 200), [CameTrue, DidNot], "the day before");
    assert_eq!(of_all(&orders(&[0, 11], &[0]), 200), [DidNot, CameTrue]);
    assert_eq!(of_all(&orders(&[0, 10], &[0, 10]), 200), [CameTrue; 2], "the day itself");
    assert_eq!(of_all(&orders(&[0], &[0]), 200), [CameTrue; 2], "a silence of both is known");
}

#[test]
fn from_a_merge_on_nobody_can_tell_whose_order_it_is() {
    let orders = |survivor: &[i32], other: &[i32]| merged(book(&[survivor, other]), 1, 0, 30);
    for day in [30, 31, 100] {
        assert_eq!(of_all(&orders(&[0, day], &[0]), 200), [Unknowable; 2], "{day}");
        assert_eq!(of_all(&orders(&[0], &[0, day]), 200), [Unknowable; 2], "under the old key");
    }
    assert_eq!(of_all(&orders(&[0, 101], &[0]), 200), [CameTrue; 2], "after the days");
    assert_eq!(of_all(&orders(&[0, 50], &[0, 20]), 200), [Unknowable, DidNot]);
    assert_eq!(of_all(&orders(&[0], &[0]), 99), [Unknowable; 2], "the days are not over");
}

#[test]
fn a_merge_counts_from_its_day_and_when_it_is_known() {
    let plain = || book(&[&[0, 50], &[0]]);
    // On the day itself both were one already: the one merged was not judged.
    assert_eq!(of_all(&merged(plain(), 1, 0, 10), 200), [DidNot, Unknowable]);
    assert_eq!(of_all(&merged(plain(), 1, 0, 11), 200), [Unknowable; 2]);
    // On the last of the days, and on the one after it.
    let last = || book(&[&[0, 100], &[0]]);
    assert_eq!(of_all(&merged(last(), 1, 0, 100), 200), [Unknowable; 2]);
    assert_eq!(of_all(&merged(last(), 1, 0, 101), 200), [DidNot, CameTrue]);
    // As of day 100 a merge of the next day is not known.
    assert_eq!(of_all(&merged(plain(), 1, 0, 101), 100), [DidNot, CameTrue]);
    assert_eq!(of_all(&merged(plain(), 1, 0, 60), 59), [DidNot, Unknowable], "not over");
}

#[test]
fn a_merge_before_the_day_makes_both_histories_its_own() {
    let both = merged(book(&[&[0], &[0, 50]]), 1, 0, 5);
    assert_eq!(of_all(&both, 200), [DidNot, Unknowable]);
    let silent = merged(book(&[&[0], &[0, 101]]), 1, 0, 5);
    assert_eq!(of_all(&silent, 200), [CameTrue, Unknowable]);
    // Undone on day 20, its orders are still those of both that were judged as one.
    assert_eq!(of_all(&undone(both, 1, 20), 200), [DidNot, Unknowable]);
    assert_eq!(of_all(&undone(silent, 1, 20), 200), [CameTrue, Unknowable]);
}

#[test]
fn a_merge_that_is_undone_counts_as_none_once_that_is_known() {
    let both = undone(merged(book(&[&[0, 40], &[0]]), 1, 0, 30), 1, 120);
    assert_eq!(of_all(&both, 119), [Unknowable; 2]);
    assert_eq!(of_all(&both, 120), [DidNot, CameTrue], "each has its own again");
    // Merged again: from the first of both days on.
    let again = merged(both, 1, 0, 130);
    assert_eq!(of_all(&again, 129), [DidNot, CameTrue]);
    assert_eq!(of_all(&again, 130), [Unknowable; 2]);
}

#[test]
fn chains_of_merges_are_followed() {
    // The first goes into the second on day 30, that one into the third on day 60.
    let chain = |orders: [&[i32]; 3]| merged(merged(book(&orders), 0, 1, 30), 1, 2, 60);
    assert_eq!(of_all(&chain([&[0], &[0], &[0]]), 200), [CameTrue; 3]);
    assert_eq!(of_all(&chain([&[0], &[0], &[0, 59]]), 200), [CameTrue, CameTrue, DidNot]);
    assert_eq!(of_all(&chain([&[0, 29], &[0], &[0]]), 200), [DidNot, CameTrue, CameTrue]);
    assert_eq!(of_all(&chain([&[0, 45], &[0], &[0]]), 200), [Unknowable, Unknowable, CameTrue]);
    assert_eq!(of_all(&chain([&[0], &[0], &[0, 60]]), 200), [Unknowable; 3]);
}

#[test]
fn the_silence_of_a_customer_that_ended_came_true_and_an_order_after_its_end_did_not() {
    let ended = |days: &[i32], on: i32| {
        let mut book = book(&[days]);
        let gone = CustomerTerm::Ended(Some(Reason::try_new("closed").unwrap()));
        book.state(key(0), date(on), gone).unwrap();
        of_all(&book, 200)
    };
    assert_eq!(ended(&[0], 11), [CameTrue]);
    assert_eq!(ended(&[0, 11], 12), [DidNot], "it ordered before it ended");
    assert_eq!(ended(&[0, 30], 20), [DidNot], "a fact after the end is taken");
}

#[test]
fn a_customer_that_is_lost_on_the_day_is_judged_as_any_other() {
    assert_eq!(of_all(&book(&[&[-700, -650], &[-700, -650, 100]]), 200), [CameTrue, DidNot]);
}

#[test]
fn a_void_sale_is_no_order_from_the_day_on_which_that_is_known() {
    let mut book = book(&[&[0, 40]]);
    let name = FactName::new(FactKind::Sale, "0-40");
    book.revise(key(0), &name, date(120), None).unwrap();
    assert_eq!((of_all(&book, 119), of_all(&book, 120)), (vec![DidNot], vec![CameTrue]));
    // Moved to a day after the 90 days.
    book.revise(key(0), &name, date(130), Some(sale("0-40", 101).into())).unwrap();
    assert_eq!(of_all(&book, 130), [CameTrue]);
    book.revise(key(0), &name, date(140), Some(sale("0-40", 100).into())).unwrap();
    assert_eq!(of_all(&book, 140), [DidNot]);
}

#[test]
fn a_sale_that_is_learnt_later_counts_from_then_on() {
    let mut book = book(&[&[0], &[]]);
    book.record_known(key(0), sale("S1", 40), date(150)).unwrap();
    assert_eq!(
        (of_all(&book, 149), of_all(&book, 150)),
        (vec![CameTrue; 2], vec![DidNot, CameTrue])
    );
    // Learnt after the day, dated before it: no order after it.
    let mut early = self::book(&[&[]]);
    early.record_known(key(0), sale("S1", 9), date(20)).unwrap();
    assert_eq!(of_all(&early, 200), [CameTrue]);
    // Learnt after a merge, dated before it: it is of the customer under which it was recorded.
    let mut both = merged(self::book(&[&[0], &[0]]), 1, 0, 60);
    both.record_known(key(1), sale("S2", 59), date(150)).unwrap();
    assert_eq!(of_all(&both, 200), [CameTrue, DidNot]);
}

#[test]
fn silence_is_known_as_far_as_sales_are_complete() {
    let complete = |to| FeedStatement::Complete { feed: Feed::Sales, to: date(to) };
    let mut book = book(&[&[0], &[0, 50]]);
    book.feed_statements_mut().state(date(99), complete(99)).unwrap();
    assert_eq!(of_all(&book, 200), [Unknowable, DidNot], "an order that is seen is one");
    book.feed_statements_mut().state(date(110), complete(100)).unwrap();
    assert_eq!((of_all(&book, 109)[0], of_all(&book, 110)[0]), (Unknowable, CameTrue));
    let expenses = FeedStatement::Complete { feed: Feed::Expenses, to: date(1) };
    book.feed_statements_mut().state(date(111), expenses).unwrap();
    assert_eq!(of_all(&book, 200)[0], CameTrue, "another feed");
}

#[test]
fn a_silence_that_touches_a_gap_of_sales_is_unknowable() {
    let with_gap = |feed, from, to| {
        let mut book = book(&[&[0], &[0, 50]]);
        let gap = FeedGap::try_new(feed, date(from), date(to)).unwrap();
        book.feed_statements_mut().state_for_all_days(FeedStatement::Gap(gap)).unwrap();
        of_all(&book, 200)
    };
    for (from, to) in [(10, 11), (11, 11), (100, 100), (100, 101), (1, 150)] {
        assert_eq!(with_gap(Feed::Sales, from, to), [Unknowable, DidNot], "{from} to {to}");
    }
    for (from, to) in [(1, 10), (10, 10), (101, 101)] {
        assert_eq!(with_gap(Feed::Sales, from, to), [CameTrue, DidNot], "{from} to {to}");
    }
    assert_eq!(with_gap(Feed::Expenses, 11, 100), [CameTrue, DidNot]);
}

#[test]
fn an_erased_customer_is_unknowable() {
    let mut book = book(&[&[0], &[0]]);
    let (on, by) = (date(120), "Wang".parse().unwrap());
    book.customers_mut().erase(key(1), on, by, OpenMoney::Refuse).unwrap();
    assert_eq!(of_all(&book, 200), [CameTrue, Unknowable]);
}
