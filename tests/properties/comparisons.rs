//! The comparison of two reviews against a naive one, customer by customer.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::money::Total;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{
    CustomerChange, LevelChange, LevelMovement, Review, ReviewChange, ReviewComparison,
};
use guanxi::segment::{Class, Move, Movement, Place, Quadrant};
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
    let change = ReviewChange { before: &before, after: &after };
    let comparison = change.comparison().unwrap();
    let (first, second) = (said(&before), said(&after));
    let all = first.keys().chain(second.keys());
    let all_named = all.clone().collect::<BTreeSet<_>>().len() as u64;
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
            .map(|it| matrix.after(Place::Group(LevelMovement::group(it))))
            .map(|it| it.customers)
            .sum();
        assert_eq!(in_second, second.len() as u64, "nobody is lost");
    }
    assert_eq!(&change.levels().unwrap(), comparison.levels(), "the levels alone");
    adds_up(&comparison, [&before, &after], all_named);
    comparison
}

/// The customers that a change of level counts, or those of none, with their purchases in both.
fn moved(levels: &Movement<6>, change: Option<LevelChange>) -> (u64, i128, i128) {
    let level = |place| LevelMovement::outcome(place).and_then(Outcome::level);
    let of = |way: Move| LevelChange::between(level(way.from), level(way.to));
    let cells = levels.cells().filter(|it| of(it.way) == change).map(|it| it.cell);
    cells.fold((0, 0, 0), |(customers, before, after), it| {
        (customers + it.customers, before + it.before.minor(), after + it.after.minor())
    })
}

/// Customers and money of a comparison against those of the reviews.
#[track_caller]
fn adds_up(comparison: &ReviewComparison, reviews: [&Review<'_>; 2], customers: u64) {
    let [before, after] = reviews.map(Review::summary);
    let totals = (customers, before.purchases.minor(), after.purchases.minor());
    for rule in Rule::ALL {
        let levels = comparison.levels().rule(rule);
        let changes = LevelChange::ALL.map(Some).into_iter().chain([None]);
        let sum = changes
            .map(|it| moved(levels, it))
            .fold((0, 0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1, sum.2 + it.2));
        assert_eq!(sum, totals, "{rule}: new, higher, lower, gone and the same are all");
        for change in LevelChange::ALL {
            let cell = comparison.levels().changed(rule, change);
            let told = (cell.customers, cell.before.minor(), cell.after.minor());
            assert_eq!(told, moved(levels, Some(change)), "{rule} {change}");
        }
    }
    let classes = comparison.movement().classes();
    for (place, class) in Class::ALL.into_iter().enumerate() {
        let place = Place::Group(place);
        let said = [classes.before(place), classes.after(place)].map(|it| it.customers);
        assert_eq!(
            said,
            [&before, &after].map(|it| u64::from(it.class(class).customers)),
            "{class}"
        );
        let said = [classes.before(place).before, classes.after(place).after];
        assert_eq!(said, [&before, &after].map(|it| it.class(class).purchases), "{class}");
    }
    let change = after.purchases.minor() - before.purchases.minor();
    assert_eq!(classes.change().minor(), change, "the money that moves");
    let sums = |changed: &mut dyn Iterator<Item = (u64, Total, Total)>| {
        changed.fold((0, 0, 0), |sum, (customers, purchases, exposure)| {
            (sum.0 + customers, sum.1 + purchases.minor(), sum.2 + exposure.minor())
        })
    };
    let groups = comparison.groups();
    for about in Rule::ALL.map(Rule::code).into_iter().chain(["class", "quadrant"]) {
        let own = groups.iter().filter(|it| it.about == about);
        let by_groups = sums(&mut own.map(|it| (it.customers, it.purchases, it.exposure)));
        let is_changed = |it: &&CustomerChange| match about {
            "class" => it.class.is_changed(),
            "quadrant" => it.quadrant.is_changed(),
            rule => it.outcomes.get(rule.parse().unwrap()).is_changed(),
        };
        let listed = comparison.customers().iter().filter(is_changed);
        let by_list = sums(&mut listed.map(|it| (1, it.purchases, it.exposure)));
        assert_eq!(by_groups, by_list, "{about}");
    }
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
                count(&one_day, LevelChange::Higher),
                count(&back, LevelChange::Lower)
            );
        }
        let same = compared(&book, [days[1]; 2], [&other, &other]);
        prop_assert!(same.customers().is_empty());
    }
}
