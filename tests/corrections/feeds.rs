//! Laws of feeds: what is stated of them in whatever order, and where a rule has no data for it.

use std::collections::BTreeSet;

use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, WorkCalendarDraft};
use guanxi::customer::Customer;
use guanxi::expense::Expense;
use guanxi::feed::{Feed, FeedGap, FeedStatement, FeedStatements, KnownFeeds, StatedFeed};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::Invoice;
use guanxi::trade::Sale;
use guanxi::warning::{Outcome, Rule};
use proptest::prelude::*;

use crate::story::{day, key, money};

fn stated() -> impl Strategy<Value = StatedFeed> {
    let feed = (0..Feed::ALL.len()).prop_map(|place| Feed::ALL[place]);
    // Few gaps, so that many are filled, stated twice, or overlap.
    let gap = (0_i32..4, 0_i32..3).prop_map(|(from, days)| (day(from * 9), day((from + days) * 9)));
    let known_from = prop::option::weighted(0.8, (0_i32..60).prop_map(day));
    (known_from, feed, 0_u8..3, 0_i32..60, gap).prop_map(|(known_from, feed, which, to, gap)| {
        let gap = FeedGap::try_new(feed, gap.0, gap.1).unwrap();
        let statement = match which {
            0 => FeedStatement::Complete { feed, to: day(to) },
            1 => FeedStatement::Gap(gap),
            _ => FeedStatement::Filled(gap),
        };
        StatedFeed { known_from, statement }
    })
}

fn state(feeds: &mut FeedStatements, it: StatedFeed) -> bool {
    match it.known_from {
        Some(on) => feeds.state(on, it.statement).is_ok(),
        None => feeds.state_for_all_days(it.statement).is_ok(),
    }
}

/// Whether a statement can be made after others: by the letter of the rules.
fn can_be(taken: &[StatedFeed], it: StatedFeed) -> bool {
    match (it.statement, it.known_from) {
        (FeedStatement::Complete { to, .. }, Some(on)) => to <= on,
        (FeedStatement::Gap(gap), Some(on)) => gap.from() <= on,
        (FeedStatement::Filled(gap), by) => {
            taken.iter().any(|it| it.known_from <= by && it.statement == FeedStatement::Gap(gap))
        }
        (FeedStatement::Complete { .. } | FeedStatement::Gap(_), None) => true,
        _ => panic!("a statement of a kind that is not made here"),
    }
}

/// What is known on a day, day by day and one statement after the other.
fn naive(taken: &[StatedFeed], t: Day) -> KnownFeeds {
    let mut known = KnownFeeds::default();
    let all_days = taken.iter().filter(|it| it.known_from.is_none());
    let first = day(0);
    let days = (0..=t.days_since(first)).map(|place| first.offset(place));
    let by_day = days.flat_map(|on| taken.iter().filter(move |it| it.known_from == Some(on)));
    for it in all_days.chain(by_day) {
        match it.statement {
            FeedStatement::Complete { feed, to } => *known.watermarks.get_mut(feed) = Some(to),
            FeedStatement::Gap(gap) => {
                if !known.gaps.contains(&gap) {
                    known.gaps.push(gap);
                }
            }
            FeedStatement::Filled(gap) => known.gaps.retain(|it| *it != gap),
            _ => panic!("a statement of a kind that is not made here"),
        }
    }
    known
}

/// A customer that bought on some days, is owed to, and costs something.
fn book(order_days: &BTreeSet<i32>) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    for (place, on) in order_days.iter().enumerate() {
        let sale = Sale::new(format!("S{place}").parse().unwrap(), day(*on), money(10));
        book.record(li, sale).unwrap();
    }
    let invoice = Invoice::new("I1".parse().unwrap(), day(0), day(9), money(10));
    book.record(li, invoice).unwrap();
    book.record(li, Expense::new("E1".parse().unwrap(), day(0), money(1))).unwrap();
    book
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn statements_are_those_of_a_naive_model_in_whatever_order_they_are_made(
        all in prop::collection::vec(stated(), 0..14),
    ) {
        let (mut feeds, mut taken) = (FeedStatements::default(), Vec::new());
        for it in all {
            let before = feeds.clone();
            let can_be = can_be(&taken, it);
            prop_assert_eq!(state(&mut feeds, it), can_be, "{:?}", it);
            if can_be {
                taken.push(it);
            } else {
                prop_assert_eq!(&feeds, &before, "what is refused changes nothing");
            }
        }
        // Stated by day, as somebody would who had known all of it.
        let mut by_day = taken.clone();
        by_day.sort_by_key(|it| it.known_from);
        let mut sorted = FeedStatements::default();
        for it in by_day {
            prop_assert!(state(&mut sorted, it), "{:?}", it);
        }
        prop_assert_eq!(&sorted, &feeds);
        for place in 0..62 {
            let t = day(place);
            prop_assert_eq!(feeds.as_of(AsOf::new(t)), naive(&taken, t), "as of {}", t);
        }
        prop_assert_eq!(FeedStatements::try_from(Vec::from(feeds.clone())).unwrap(), feeds);
    }

    #[test]
    fn a_rule_has_no_data_exactly_where_its_feed_is_late_and_idle_days_are_no_silence(
        all in prop::collection::vec(stated(), 0..10),
        order_days in prop::collection::btree_set(0_i32..50, 1..9),
        closed in prop::collection::btree_set(0_i32..70, 0..9),
        after in 0_i32..90,
    ) {
        let (plain, t) = (book(&order_days), day(after));
        let (mut book, mut taken) = (plain.clone(), Vec::new());
        for it in all {
            if state(book.feed_statements_mut(), it) {
                taken.push(it);
            }
        }
        let known = naive(&taken, t);
        let holidays: BTreeSet<Day> = closed.iter().copied().map(day).collect();
        let calendar = WorkCalendarDraft { holidays, ..WorkCalendarDraft::default() };
        let policy = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap();
        let (found, usual) = (
            book.review(AsOf::new(t), &policy).unwrap(),
            plain.review(AsOf::new(t), &policy).unwrap(),
        );
        let (explained, expected) = (found.explain(key(0)), usual.explain(key(0)));
        let (readings, expected) = (explained.unwrap(), expected.unwrap());
        let (readings, expected) = (readings.readings(), expected.readings());
        let is_late = |feed| {
            known.watermarks.get(feed).is_some_and(|to: Day| t.days_since(to) > 3)
        };
        if is_late(Feed::Receivables) {
            prop_assert_eq!(readings.outcome(Rule::Debt), Outcome::NoData);
        } else {
            let debt = readings.verdict(Rule::Debt).to_string();
            prop_assert_eq!(debt, expected.verdict(Rule::Debt).to_string());
        }
        let incident = readings.verdict(Rule::Incident).to_string();
        prop_assert_eq!(incident, expected.verdict(Rule::Incident).to_string());
        let bought: Vec<i32> = order_days.iter().copied().filter(|it| *it <= after).collect();
        let has_sales = !bought.is_empty();
        let loss = readings.outcome(Rule::Loss);
        prop_assert_eq!(loss == Outcome::NoData, is_late(Feed::Sales) || !has_sales);
        if let Some(last) = bought.last().filter(|_| !is_late(Feed::Sales)) {
            let is_idle = |on: &i32| {
                closed.contains(on)
                    || known.gaps.iter().any(|gap| {
                        gap.feed() == Feed::Sales && gap.from() <= day(*on) && day(*on) <= gap.to()
                    })
            };
            let silent = (last + 1..=after).filter(|on| !is_idle(on)).count();
            prop_assert_eq!(i64::from(readings.loss.days_silent), i64::try_from(silent).unwrap());
        }
        if is_late(Feed::Sales) {
            prop_assert!(readings.outcome(Rule::Progress) <= Outcome::NotApplicable);
        }
        if is_late(Feed::Sales) && is_late(Feed::Expenses) {
            prop_assert!(readings.outcome(Rule::Expense) <= Outcome::NotApplicable);
        }
        let has_gaps = known.gaps.iter().any(|it| it.feed() != Feed::Receivables);
        if !has_gaps && Feed::ALL.iter().all(|it| !is_late(*it)) {
            for rule in Rule::ALL {
                let (one, other) = (readings.verdict(rule), expected.verdict(rule));
                prop_assert_eq!(one.to_string(), other.to_string(), "{}", rule);
            }
        }
    }
}
