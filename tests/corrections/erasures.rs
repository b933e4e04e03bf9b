//! Laws of erasure: what is erased and what was never recorded agree on every day, and the mark
//! stays.

use guanxi::account::{Fact, FactContent, OpenMoney};
use guanxi::book::{Book, BookSnapshot};
use guanxi::calendar::Day;
use guanxi::customer::Customer;
use guanxi::id::DocumentId;
use guanxi::trade::DocumentStage;
use proptest::prelude::*;

use crate::answers::{difference, of_book};
use crate::story::{CUSTOMERS, GONE, Told, afresh, day, key, name, steps};
use crate::trails::Trail;

const BY: &str = "Zhao";

fn read_back(book: &Book) -> Book {
    BookSnapshot::from_book(book).restore().unwrap()
}

/// Takes the name of an erased invoice out of the money that names it. What is about an erased
/// document, or leads from one, is gone with it.
fn forget(trails: &mut Vec<Trail>, erased: &Trail) {
    let number = erased.name.number.as_str();
    let is_it = |named: &DocumentId| named.as_str() == number;
    match erased.versions[0].1 {
        Some(Fact::Invoice(_)) => {
            for (_, fact) in trails.iter_mut().flat_map(|it| &mut it.versions) {
                let Some(Fact::Payment(payment)) = fact else { continue };
                payment.invoice.take_if(|it| is_it(it));
                payment.allocations.retain(|it| !is_it(&it.invoice));
            }
            trails.retain(|it| match &it.versions[0].1 {
                Some(Fact::Instalments(parts)) => !is_it(&parts.invoice),
                Some(Fact::Dispute(dispute)) => !is_it(&dispute.invoice),
                _ => true,
            });
        }
        Some(Fact::Order(_) | Fact::DocumentFlow(_)) => drop_unreached(trails, number),
        _ => {}
    }
}

/// Drops the flows of an erased order, and those to whose documents none leads any more.
fn drop_unreached(trails: &mut Vec<Trail>, order: &str) {
    let flow = |it: &Trail| match &it.versions[0].1 {
        Some(Fact::DocumentFlow(flow)) => Some(flow.clone()),
        _ => None,
    };
    loop {
        let reached: Vec<_> = trails.iter().filter_map(flow).map(|it| it.to).collect();
        let count = trails.len();
        trails.retain(|it| {
            flow(it).is_none_or(|it| match it.from.stage {
                DocumentStage::Ordered => it.from.document.as_str() != order,
                _ => reached.contains(&it.from),
            })
        });
        if trails.len() == count {
            break;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_fact_that_is_erased_and_one_that_was_never_recorded_agree_on_every_day(
        steps in steps(30),
        later in steps(6),
        which in any::<prop::sample::Index>(),
        days in prop::collection::vec(0_i32..100, 3),
    ) {
        let mut told = Told::all(&steps);
        prop_assume!(!told.trails.is_empty());
        let erased = told.trails.remove(which.index(told.trails.len()));
        let (whose, by) = (key(erased.customer), BY.parse().unwrap());
        let mut customers = told.book.customers_mut();
        customers.erase_fact(whose, &erased.name, day(99), by, OpenMoney::Erase).unwrap();
        forget(&mut told.trails, &erased);
        let marks = told.book.erasures();
        prop_assert_eq!(marks.len(), 1);
        prop_assert_eq!((marks[0].customer, marks[0].kind), (whose, Some(erased.name.kind)));
        prop_assert_eq!((marks[0].on, marks[0].by.as_str()), (day(99), BY));
        let Some(first) = &erased.versions[0].1 else { panic!("a fact begins with a fact") };
        let name = |content: &FactContent| match content {
            FactContent::First(fact) | FactContent::Version(fact) => fact.name(),
            FactContent::Void(name) => name.clone(),
        };
        let is_named = told.book.facts_of(whose).any(|it| name(&it.content) == erased.name);
        prop_assert!(!is_named, "{:?}", erased.name);
        let restored = read_back(&told.book);
        let days: Vec<Day> = days.into_iter().chain([200]).map(day).collect();
        for t in &days {
            let alike = of_book(&afresh(&told.trails, *t, |it| it), *t);
            prop_assert_eq!(difference(&of_book(&told.book, *t), &alike), None, "as of {}", t);
            let apart = difference(&of_book(&restored, *t), &alike);
            prop_assert_eq!(apart, None, "read back, as of {}", t);
        }
        // The number is free again, for whatever names nothing that is gone.
        let again = told.book.clone().record(whose, first.clone());
        let anew = afresh(&told.trails, day(999), |it| it).record(whose, first.clone());
        if !matches!(first, Fact::Payment(_) | Fact::Expense(_)) {
            prop_assert_eq!(again.is_ok(), anew.is_ok(), "{:?} {:?}", again, anew);
        }
        for step in later {
            told.step(step);
        }
        for t in days {
            let alike = of_book(&afresh(&told.trails, t, |it| it), t);
            prop_assert_eq!(difference(&of_book(&told.book, t), &alike), None, "later, {}", t);
        }
    }

    #[test]
    fn a_customer_that_is_erased_and_one_that_never_was_agree_on_every_day(
        steps in steps(30),
        later in steps(6),
        gone in 0..CUSTOMERS,
        days in prop::collection::vec(0_i32..100, 3),
    ) {
        let mut told = Told::all(&steps);
        let by = BY.parse().unwrap();
        told.book.customers_mut().erase(key(gone), day(99), by, OpenMoney::Erase).unwrap();
        told.trails.retain(|it| it.customer != gone);
        let marks = told.book.erasures();
        prop_assert_eq!(marks.len(), 1);
        prop_assert_eq!((marks[0].customer, marks[0].kind), (key(gone), None));
        prop_assert!(told.book.facts().all(|it| it.customer != key(gone)));
        let survivor = |it| if it == gone { GONE } else { it };
        let days: Vec<Day> = days.into_iter().chain([200]).map(day).collect();
        for t in &days {
            let alike = of_book(&afresh(&told.trails, *t, survivor), *t);
            prop_assert_eq!(difference(&of_book(&told.book, *t), &alike), None, "as of {}", t);
        }
        let mut again = told.book.clone();
        let new = again.register(Customer::new(name(gone).parse().unwrap())).unwrap();
        prop_assert_eq!(again.facts_of(new).count(), 0);
        for step in later {
            told.step(step);
        }
        prop_assert!(told.trails.iter().all(|it| it.customer != gone), "nothing comes back");
        for t in days {
            let alike = of_book(&afresh(&told.trails, t, survivor), t);
            prop_assert_eq!(difference(&of_book(&told.book, t), &alike), None, "later, {}", t);
        }
    }
}
