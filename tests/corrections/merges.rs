//! Laws of merges: what holds while customers are one, and what is left when they are separated.

use guanxi::book::{Book, BookEntry, BookSnapshot};
use guanxi::calendar::Day;
use proptest::prelude::*;

use crate::answers::{difference, of, of_book};
use crate::story::{CUSTOMERS, Step, Told, afresh, day, key, step, steps};

/// What is done to customers.
#[derive(Debug, Clone, Copy)]
enum Turn {
    Merge { merged: u8, survivor: u8, on: i32 },
    Undo { merged: u8, on: i32 },
}

fn turn() -> impl Strategy<Value = Turn> {
    let customer = || 0..CUSTOMERS;
    prop_oneof![
        3 => (customer(), customer(), 0_i32..90)
            .prop_map(|(merged, survivor, on)| Turn::Merge { merged, survivor, on }),
        2 => (customer(), 0_i32..90).prop_map(|(merged, on)| Turn::Undo { merged, on }),
    ]
}

/// The merges as plain rows.
#[derive(Debug, Clone, Default)]
struct Spans(Vec<(u8, u8, Day, Option<Day>)>);

impl Spans {
    fn take(&mut self, book: &mut Book, turn: Turn) {
        match turn {
            Turn::Merge { merged, survivor, on } => {
                let taken = book.customers_mut().merge(key(merged), key(survivor), day(on));
                if taken.is_ok() {
                    self.0.push((merged, survivor, day(on), None));
                }
            }
            Turn::Undo { merged, on } => {
                if book.customers_mut().undo_merge(key(merged), day(on)).is_ok() {
                    let is_open =
                        |it: &&mut (u8, u8, Day, Option<Day>)| it.0 == merged && it.3.is_none();
                    self.0.iter_mut().find(is_open).unwrap().3 = Some(day(on));
                }
            }
        }
    }

    /// The customer at the end of the chain on a day.
    fn survivor(&self, customer: u8, t: Day) -> u8 {
        let holds = |it: &&(u8, u8, Day, Option<Day>)| {
            it.0 == customer && it.2 <= t && it.3.is_none_or(|until| t < until)
        };
        let mut all = self.0.iter().filter(holds);
        let Some(span) = all.next() else { return customer };
        assert!(all.next().is_none(), "one at a time");
        self.survivor(span.1, t)
    }

    fn days(&self) -> impl Iterator<Item = Day> {
        self.0.iter().flat_map(|it| [Some(it.2), it.3]).flatten()
    }
}

fn without_merges(book: &Book) -> Vec<BookEntry> {
    let is_merge = |it: &BookEntry| matches!(it, BookEntry::Merge(_));
    BookEntry::entries_of(book).filter(|it| !is_merge(it)).collect()
}

fn read_back(book: &Book) -> Book {
    BookSnapshot::from_book(book).restore().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_merge_that_is_undone_leaves_every_answer_as_it_was(
        steps in steps(25),
        turns in prop::collection::vec(turn(), 1..8),
        days in prop::collection::vec(0_i32..100, 3),
    ) {
        let Told { book: before, .. } = Told::all(&steps);
        let (mut book, mut spans) = (before.clone(), Spans::default());
        for turn in turns {
            spans.take(&mut book, turn);
        }
        // What is left is undone in some order.
        for merged in [1, 2, 0] {
            spans.take(&mut book, Turn::Undo { merged, on: 95 });
        }
        prop_assert!(book.facts().eq(before.facts()));
        prop_assert_eq!(without_merges(&book), without_merges(&before));
        for customer in 0..CUSTOMERS {
            let of = |book: &Book| book.term_statements(key(customer));
            prop_assert_eq!(of(&book), of(&before));
        }
        let restored = read_back(&book);
        for t in days.into_iter().chain([200]).map(day) {
            let answers = of_book(&book, t);
            let read = difference(&of_book(&restored, t), &answers);
            prop_assert_eq!(read, None, "read back, as of {}", t);
            if (0..CUSTOMERS).all(|it| spans.survivor(it, t) == it) {
                let apart = difference(&answers, &of_book(&before, t));
                prop_assert_eq!(apart, None, "as of {}", t);
            }
        }
    }

    #[test]
    fn while_customers_are_one_their_facts_are_as_if_recorded_with_the_survivor(
        story in prop::collection::vec(
            prop_oneof![
                4 => step().prop_map(Ok::<Step, Turn>),
                1 => turn().prop_map(Err::<Step, Turn>),
            ],
            1..30,
        ),
        days in prop::collection::vec(0_i32..100, 3),
    ) {
        let (mut told, mut spans) = (Told::new(), Spans::default());
        for act in story {
            match act {
                Ok(step) => told.step(step),
                Err(turn) => spans.take(&mut told.book, turn),
            }
        }
        let days: Vec<Day> = days.into_iter().chain([200]).map(day).chain(spans.days()).collect();
        for t in days {
            let survivor = |it| spans.survivor(it, t);
            let alike = afresh(&told.trails, t, survivor);
            let one: Vec<u8> = (0..CUSTOMERS).filter(|it| survivor(*it) == *it).collect();
            let apart = difference(&of(&told.book, &one, t), &of_book(&alike, t));
            prop_assert_eq!(apart, None, "as of {}", t);
        }
    }
}
