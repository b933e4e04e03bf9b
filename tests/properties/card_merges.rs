//! Merges of customers: no order of merging decides anything, a merge twice is a merge once, and
//! what is undone is as it was.

use guanxi::account::Fact;
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::customer::{Attitude, Card, Customer, Field};
use guanxi::duplicate::{MergeBatch, PlannedMerge, SurvivorReason};
use guanxi::id::CustomerKey;
use guanxi::policy::Policy;
use guanxi::receivable::CreditLimit;
use guanxi::review::MergeFigures;
use proptest::prelude::*;

use crate::cards::{card, records};
use crate::strategies::{History, as_of, date, history, take, yuan};

const NAMES: [&str; 3] = ["Chen", "Li", "Zhao"];

fn key(position: u8) -> CustomerKey {
    CustomerKey::from_position(position.into())
}

/// Three cards that share some records and contradict each other in some.
fn cards() -> impl Strategy<Value = [Card; 3]> {
    let masks = prop::collection::vec(0_u8..8, 16);
    (records(), records(), masks).prop_map(|(shared, own, masks)| {
        let part = |bit: u8| {
            let kept = shared.iter().zip(&masks).filter(|(_, mask)| *mask >> bit & 1 == 1);
            card(&kept.map(|(record, _)| record.clone()).collect::<Vec<_>>())
        };
        let [one, two, three] = [0, 1, 2].map(part);
        // Records of another list: rulings of one day and field may differ.
        let other = card(&own);
        let three = three.merged_with(&other).unwrap_or(other);
        [one, two, three]
    })
}

/// The union of some cards, one after the other; `None` where two contradict each other.
fn union<'a>(cards: impl IntoIterator<Item = &'a Card>) -> Option<Card> {
    cards.into_iter().try_fold(Card::default(), |all, one| all.merged_with(one).ok())
}

/// What is done to the customers of a book.
#[derive(Debug, Clone, Copy)]
enum Turn {
    Merge { merged: u8, survivor: u8, on: i32 },
    Undo { merged: u8, on: i32 },
}

fn turn() -> impl Strategy<Value = Turn> {
    let customer = || 0_u8..3;
    prop_oneof![
        3 => (customer(), customer(), 0_i32..60)
            .prop_map(|(merged, survivor, on)| Turn::Merge { merged, survivor, on }),
        2 => (customer(), 0_i32..60).prop_map(|(merged, on)| Turn::Undo { merged, on }),
    ]
}

/// A merge of one customer into another on the days from the third up to the last.
type Span = (u8, u8, Day, Option<Day>);

/// The customer that stands for another on a day, by the plain list of merges.
fn survivor(spans: &[Span], customer: u8, t: Day) -> u8 {
    let holds = |it: &&Span| it.0 == customer && it.2 <= t && it.3.is_none_or(|until| t < until);
    spans.iter().find(holds).map_or(customer, |span| survivor(spans, span.1, t))
}

/// A book of three customers with the same terms, so that those of the survivor are those of all.
/// A temporary limit is a term, too, and left out.
fn book(histories: &[History; 3]) -> Book {
    let mut book = Book::new(yuan());
    for (name, history) in NAMES.into_iter().zip(histories) {
        let customer = Customer {
            since: history.since,
            attitude: Some(Attitude::Loyal),
            ..Customer::new(name.parse().unwrap())
        };
        let key = book.register(customer).unwrap();
        book.agree_limit(key, CreditLimit::Unlimited).unwrap();
        for fact in history.facts(name) {
            if let Fact::TemporaryLimit(_) = fact {
                continue;
            }
            if let Err(guanxi::book::BookError::Refused { refusal, .. }) = book.record(key, fact) {
                take(Err(refusal));
            }
        }
    }
    book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_card_merged_with_itself_is_itself(records in records()) {
        let card = card(&records);
        prop_assert_eq!(card.merged_with(&card), Ok(card.clone()));
        prop_assert_eq!(card.merged_with(&Card::default()), Ok(card.clone()));
        prop_assert_eq!(Card::default().merged_with(&card), Ok(card));
    }

    #[test]
    fn no_order_of_merging_cards_decides_anything([one, two, three] in cards()) {
        let orders = [
            [&one, &two, &three], [&one, &three, &two], [&two, &one, &three],
            [&two, &three, &one], [&three, &one, &two], [&three, &two, &one],
        ];
        let all = union(orders[0]);
        for order in orders {
            prop_assert_eq!(&union(order), &all);
            // The last two first.
            let last = order[1].merged_with(order[2]).ok();
            prop_assert_eq!(&last.and_then(|it| order[0].merged_with(&it).ok()), &all);
        }
        // Merged twice is merged once.
        if let Some(all) = all {
            prop_assert_eq!(all.merged_with(&two), Ok(all.clone()));
        }
    }

    #[test]
    fn every_record_of_two_cards_is_on_that_of_both_once([one, two, _] in cards()) {
        let Ok(both) = one.merged_with(&two) else { return Ok(()) };
        for field in Field::ALL {
            let mut entries: Vec<_> = [one.entries(field), two.entries(field)].concat();
            entries.sort();
            entries.dedup();
            prop_assert_eq!(both.entries(field), entries);
            let mut rulings: Vec<_> = [one.rulings(field), two.rulings(field)].concat();
            rulings.sort();
            rulings.dedup();
            prop_assert_eq!(both.rulings(field), rulings);
        }
    }

    #[test]
    fn a_card_is_that_of_all_who_are_one_on_the_day_and_its_own_after_the_undoing(
        cards in cards(), turns in prop::collection::vec(turn(), 1..8), t in 0_i32..70,
    ) {
        let mut book = Book::new(yuan());
        for (name, card) in NAMES.into_iter().zip(&cards) {
            let customer = Customer { card: card.clone(), ..Customer::new(name.parse().unwrap()) };
            book.register(customer).unwrap();
        }
        let mut spans: Vec<Span> = Vec::new();
        for turn in turns {
            match turn {
                Turn::Merge { merged, survivor, on } => {
                    let on = date(on);
                    if book.customers_mut().merge(key(merged), key(survivor), on).is_ok() {
                        spans.push((merged, survivor, on, None));
                    }
                }
                Turn::Undo { merged, on } => {
                    let on = date(on);
                    if book.customers_mut().undo_merge(key(merged), on).is_ok() {
                        let open = |it: &&mut Span| it.0 == merged && it.3.is_none();
                        spans.iter_mut().find(open).unwrap().3 = Some(on);
                    }
                }
            }
        }
        let policy = Policy::default();
        let review = book.review(AsOf::new(date(t)), &policy).unwrap();
        for own in (0..3).filter(|it| survivor(&spans, *it, date(t)) == *it) {
            let of_one = (0..3).filter(|it| survivor(&spans, *it, date(t)) == own);
            let expected = union(of_one.map(|it| &cards[usize::from(it)]));
            let found = review.card(key(own)).ok().map(std::borrow::Cow::into_owned);
            prop_assert_eq!(found, expected);
        }
        let none = Card::default();
        for (place, card) in (0..3).zip(&cards) {
            prop_assert_eq!(book.card(key(place)).unwrap_or(&none), card);
        }
    }

    #[test]
    fn whoever_survives_the_figures_of_all_together_are_the_same(
        histories in [history(), history(), history()], t in as_of(),
    ) {
        let (book, policy) = (book(&histories), Policy::default());
        let Ok(review) = book.review(t, &policy) else { return Ok(()) };
        let together = |order: [u8; 3]| -> Option<MergeFigures> {
            let plan = PlannedMerge {
                survivor: key(order[0]),
                because: SurvivorReason::First,
                merged: vec![key(order[1]), key(order[2])],
            };
            let batch = MergeBatch { merges: vec![plan], left_out: vec![] };
            review.rehearse(&batch, t.day()).merges[0].together
        };
        let first = together([0, 1, 2]);
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            prop_assert_eq!(together(order), first);
        }
    }
}
