//! What is void from a day on and what was never recorded agree from that day on.

use guanxi::book::BookSnapshot;
use proptest::prelude::*;

use crate::answers::{difference, of_book};
use crate::story::{CUSTOMERS, Told, day, fact, key, seed, steps};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_void_fact_of_any_kind_and_one_that_was_never_recorded_agree_from_that_day_on(
        steps in steps(30),
        (customer, seed) in (0..CUSTOMERS, seed()),
        (is_late, after) in (any::<bool>(), 0_i32..20),
    ) {
        let before = Told::all(&steps).book;
        let (fact, mut book) = (fact(customer, seed), before.clone());
        let (key, name, on) = (key(customer), fact.name(), day(80 + after));
        let taken = if is_late {
            book.record_known(key, fact, day(79)).is_ok()
        } else {
            book.record(key, fact).is_ok()
        };
        // One that was told several times is no fact of its own.
        prop_assume!(taken && book.revise(key, &name, on, None).is_ok());
        for t in [on, on.offset(1), on.offset(100)] {
            let apart = difference(&of_book(&book, t), &of_book(&before, t));
            prop_assert_eq!(apart, None, "as of {}", t);
        }
        let restored = BookSnapshot::from_book(&book).restore().unwrap();
        for t in [day(0), day(40), on.offset(-1), on] {
            let apart = difference(&of_book(&restored, t), &of_book(&book, t));
            prop_assert_eq!(apart, None, "read back, as of {}", t);
        }
    }
}
