//! The comparison of two reviews against a naive one, customer by customer.

use std::collections::BTreeMap;

use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{LevelChange, LevelMovement, Review, ReviewChange, ReviewComparison};
use guanxi::segment::{Class, Quadrant};
use guanxi::warning::{Outcome, Rule};
use proptest::prelude::*;

use crate::reviews::book_of;
use crate::strategies::{as_of, drafts, history};

/// All that a review says of a customer.
type Said = (Class, Option<Quadrant>, Vec<Outcome>);

fn said(review: &Review<'_>) -> BTreeMap<String, Said> {
    let rows = review.customers().iter().enumerate().map(|(row, key)| {
        let outcomes = Rule::ALL.map(|rule| review.outcomes(rule)[row]).to_vec();
        let class = review.class(*key).unwrap();
        (review.book().name(*key).to_owned(), (class, review.quadrants()[row], outcomes))
    });
    rows.collect()
}

#[track_caller]
fn compared(book: &Book, days: [AsOf; 2], policies: [&Policy; 2]) -> ReviewComparison {
    let before = book.review(days[0], policies[0]).unwrap();
    let after = book.review(days[1], policies[1]).unwrap();
    let comparison = ReviewChange { before: &before, after: &after }.comparison().unwrap();
    let (first, second) = (said(&before), said(&after));
    let all = first.keys().chain(second.keys());
    let mut changed: Vec<&String> = all.filter(|it| first.get(*it) != second.get(*it)).collect();
    changed.sort();
    changed.dedup();
    let mut told: Vec<&String> = comparison.customers().iter().map(|it| &it.name).collect();
    told.sort();
    assert_eq!(told, changed, "those that change, and nobody else");
    for (place, rule) in Rule::ALL.into_iter().enumerate() {
        let level = |said: Option<&Said>| said.and_then(|it| it.2[place].level());
        for change in LevelChange::ALL {
            let ways = second.keys().chain(first.keys().filter(|it| !second.contains_key(*it)));
            let those = ways.filter(|it| {
                LevelChange::between(level(first.get(*it)), level(second.get(*it))) == Some(change)
            });
            let cell = comparison.levels().changed(rule, change);
            assert_eq!(cell.customers, those.count() as u64, "{rule} {change}");
        }
        let matrix = comparison.levels().rule(rule);
        let in_second: u64 = LevelMovement::OUTCOMES
            .into_iter()
            .map(|it| matrix.after(guanxi::segment::Place::Group(LevelMovement::group(it))))
            .map(|it| it.customers)
            .sum();
        assert_eq!(in_second, second.len() as u64, "nobody is lost");
    }
    let of_rules = comparison.groups().into_iter().filter(|it| it.about == "debt");
    let by_groups: u64 = of_rules.map(|it| it.customers).sum();
    let by_list = comparison.customers().iter().filter(|it| it.outcomes.debt.is_changed());
    assert_eq!(by_groups, by_list.count() as u64);
    comparison
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_comparison_names_those_that_change(
        histories in [history(), history(), history()],
        draft in drafts(),
        days in [as_of(), as_of()],
    ) {
        let book = book_of(&histories, [0, 1, 2]);
        let (usual, other) = (Policy::default(), Policy::try_from(draft).unwrap());
        // Entitlements are compared in a rule of their own.
        let service = PolicyDraft::from(usual.clone()).service;
        let other = PolicyDraft { service, ..PolicyDraft::from(other) };
        let other = Policy::try_from(other).unwrap();
        let days = [days[0].min(days[1]), days[0].max(days[1])];
        compared(&book, days, [&usual, &other]);
        let one_day = compared(&book, [days[1]; 2], [&usual, &other]);
        let back = compared(&book, [days[1]; 2], [&other, &usual]);
        for rule in Rule::ALL {
            let count = |it: &ReviewComparison, change| it.levels().changed(rule, change).customers;
            prop_assert_eq!(count(&one_day, LevelChange::New), count(&back, LevelChange::Gone));
            prop_assert_eq!(
                count(&one_day, LevelChange::Raised),
                count(&back, LevelChange::Lowered)
            );
        }
        let same = compared(&book, [days[1]; 2], [&other, &other]);
        prop_assert!(same.customers().is_empty());
    }
}
