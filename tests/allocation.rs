//! What judging asks of the allocator.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    reason = "a test may panic, and its inputs are small"
)]

#[path = "../benches/input/book.rs"]
mod book;
#[path = "../benches/input/mod.rs"]
mod input;

use std::hint::black_box;

use allocation_counter::measure;
use book::{book, review_day};
use guanxi::policy::Policy;

#[test]
fn a_customer_is_judged_without_an_allocation() {
    let (book, policy) = (book(300), Policy::default());
    let assessor = book.assessor(review_day(), &policy);
    for key in book.keys() {
        let view = book.view(key).unwrap();
        let judged = measure(|| {
            black_box(assessor.outcomes(view));
            black_box(assessor.judge(view));
        });
        assert_eq!(judged.count_total, 0, "{key:?}");
    }
    // What is measured is not always nothing.
    let told = measure(|| {
        black_box(format!("{:?}", assessor.judge(book.view(book.keys().next().unwrap()).unwrap())));
    });
    assert!(told.count_total > 0);
}

#[test]
#[cfg(not(feature = "rayon"))]
fn a_review_asks_for_columns_and_for_little_else() {
    let policy = Policy::default();
    let allocations = |customers| {
        let book = book(customers);
        measure(|| drop(black_box(book.review(review_day(), &policy).unwrap()))).count_total
    };
    // What silences mean is worked out for many customers at once, which takes a few lists.
    let (few, many) = (allocations(500), allocations(1500));
    assert!(many - few < 1000 / 8, "{few} for 500 customers, {many} for 1500");
}
