//! S24: the review in shared state, and a class without a review.

use std::sync::Arc;
use std::thread;

use guanxi::book::Book;
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::policy::Policy;
use guanxi::review::{Assessor, OwnedReview, ReviewError};
use guanxi::segment::Class;
use guanxi::trade::Sale;
use guanxi::warning::Rule;

use crate::given::{as_of, currency, day, document, yuan};

const T: &str = "2026-03-31";

/// Customers with a sale each, of the 30th of March.
fn bought(amounts: &[&str]) -> Book {
    let mut book = Book::new(currency("CNY"));
    for (place, amount) in amounts.iter().enumerate() {
        let name = format!("c{place}");
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        if *amount != "0" {
            let sale = Sale::new(document(&name), day("2026-03-30"), yuan(amount));
            book.record(key, sale).unwrap();
        }
    }
    book
}

fn classes(book: &Book, t: &str) -> Vec<Option<Class>> {
    let policy = Policy::default();
    let cuts = book.cuts(as_of(t), &policy).unwrap();
    let assessor = Assessor::new(&policy, policy.context(as_of(t)));
    let account = |key| book.account_at(key, as_of(t)).unwrap();
    book.keys().map(|key| assessor.class(account(key).view(), &cuts)).collect()
}

#[test]
fn an_owned_review_is_shared_by_threads_and_outlives_the_scope_that_made_it() {
    fn is_shared<T: Send + Sync + Clone + 'static>(it: T) -> T {
        it
    }
    let owned = {
        let (book, policy) = (Arc::new(bought(&["80", "15", "5"])), Arc::new(Policy::default()));
        is_shared(OwnedReview::try_new(book, as_of(T), policy).unwrap())
    };
    let readers: Vec<_> = (0..3)
        .map(|position| {
            let owned = owned.clone();
            thread::spawn(move || {
                let review = owned.review();
                let found = review.explain(CustomerKey::from_position(position)).unwrap();
                (found.name.to_owned(), found.class, found.readings().outcome(Rule::Loss))
            })
        })
        .collect();
    let (policy, book) = (Policy::default(), bought(&["80", "15", "5"]));
    let borrowed = book.review(as_of(T), &policy).unwrap();
    for (position, reader) in (0..).zip(readers) {
        let found = borrowed.explain(CustomerKey::from_position(position)).unwrap();
        let outcome = found.readings().outcome(Rule::Loss);
        assert_eq!(reader.join().unwrap(), (found.name.to_owned(), found.class, outcome));
    }
}

#[test]
fn an_owned_review_says_what_the_review_of_its_book_says() {
    let (book, policy) = (Arc::new(bought(&["80", "15", "5", "0"])), Arc::new(Policy::default()));
    let owned = OwnedReview::try_new(Arc::clone(&book), as_of(T), Arc::clone(&policy)).unwrap();
    let (shared, borrowed) = (owned.review(), book.review(as_of(T), &policy).unwrap());
    assert_eq!((shared.as_of(), shared.context()), (borrowed.as_of(), borrowed.context()));
    assert_eq!((shared.cuts(), shared.prior()), (borrowed.cuts(), borrowed.prior()));
    assert_eq!(shared.summary(), borrowed.summary());
    assert_eq!(shared.call_list(9), borrowed.call_list(9));
    for rule in Rule::ALL {
        assert_eq!(shared.outcomes(rule), borrowed.outcomes(rule));
    }
}

#[test]
fn a_class_needs_no_review() {
    use Class::{A, B, C};
    let book = bought(&["80", "15", "5", "0"]);
    assert_eq!(classes(&book, T), [A, B, C, C].map(Some));
    // A year after the sale, and on the last day before.
    assert_eq!(classes(&book, "2027-03-29"), [A, B, C, C].map(Some));
    assert_eq!(classes(&book, "2027-03-30"), [C, C, C, C].map(Some));
    let (policy, t) = (Policy::default(), as_of(T));
    assert_eq!(book.cuts(t, &policy).unwrap(), *book.review(t, &policy).unwrap().cuts());
}

#[test]
fn a_customer_that_is_in_no_review_has_no_class() {
    let mut book = bought(&["80"]);
    let later = Customer::new("later".parse().unwrap()).with_since(day("2026-04-01"));
    book.register(later).unwrap();
    assert_eq!(classes(&book, T), [Some(Class::A), None]);
    assert_eq!(classes(&book, "2026-04-01"), [Some(Class::A), Some(Class::C)]);
}

#[test]
fn purchases_that_do_not_fit_name_their_customer() {
    let mut book = bought(&["80"]);
    // A return of years ago keeps the running total within its bounds.
    for (number, on, amount) in [
        ("R1", "2024-01-01", "-92233720368547758.07"),
        ("S1", "2026-03-30", "92233720368547758.07"),
        ("S2", "2026-03-30", "92233720368547678.07"),
    ] {
        let key = CustomerKey::from_position(0);
        book.record(key, Sale::new(document(number), day(on), yuan(amount))).unwrap();
    }
    let found = book.cuts(as_of(T), &Policy::default());
    let minor = 2 * i128::from(i64::MAX);
    assert_eq!(found, Err(ReviewError::Overflow { customer: "c0".to_owned(), minor }));
}
