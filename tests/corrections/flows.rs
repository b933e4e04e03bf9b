//! Document flows with versions: a book that is read back is the same book.

use guanxi::book::BookSnapshot;
use proptest::prelude::*;

use crate::answers::{difference, of_book};
use crate::story::{Deed, Seed, Step, Told, day, fact, key, step};

/// The seeds of an order, of its delivery and of the bill of the delivery.
const ORDER: Seed = Seed { kind: 8, number: 0, day: 0, later: 0, amount: 0, other: 0 };
const DELIVERY: Seed = Seed { kind: 9, ..ORDER };
const BILL: Seed = Seed { kind: 10, ..ORDER };

#[test]
fn a_bill_that_is_void_later_is_read_back_after_its_delivery() {
    let steps = [ORDER, DELIVERY, BILL];
    let steps = steps.map(|seed| Step { customer: 0, seed, deed: Deed::Record });
    let mut book = Told::all(&steps).book;
    book.revise(key(0), &fact(0, BILL).name(), day(80), None).unwrap();
    let written = BookSnapshot::from_book(&book);
    let restored = written.clone().restore().unwrap();
    assert_eq!(BookSnapshot::from_book(&restored), written);
}

/// A step of a few orders and what moves from them.
fn step_of_orders() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![1 => Just(ORDER), 3 => Just(DELIVERY), 3 => Just(BILL)];
    (step(), kind, 0..2_u8).prop_map(|(step, Seed { kind, .. }, number)| {
        let seed = Seed { kind, number, ..step.seed };
        Step { customer: 0, seed, ..step }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn flows_with_any_versions_are_read_back(
        steps in prop::collection::vec(step_of_orders(), 1..25),
    ) {
        let book = Told::all(&steps).book;
        let written = BookSnapshot::from_book(&book);
        let restored = written.clone().restore().unwrap();
        prop_assert_eq!(BookSnapshot::from_book(&restored), written);
        for t in [day(0), day(20), day(40), day(79), day(200)] {
            let apart = difference(&of_book(&restored, t), &of_book(&book, t));
            prop_assert_eq!(apart, None, "as of {}", t);
        }
    }
}
