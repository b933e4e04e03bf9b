//! Amounts and days at the ends of their range.

use std::collections::BTreeMap;

use guanxi::account::{FactKind, LoadError};
use guanxi::book::{Book, BookError};
use guanxi::calendar::{AsOf, Day};
use guanxi::timeline::Timeline;
use guanxi::trade::Sale;
use proptest::prelude::*;

use super::books::{all_of, load, same};
use super::story::{Batch, Row, day, epoch, key};
use crate::strategies::{DAYS, date, document, money, yuan};

/// Amounts of which two may already not fit together.
pub(super) fn extreme() -> impl Strategy<Value = i64> {
    prop_oneof![
        2 => (0_i64..3).prop_map(|less| i64::MAX - less),
        2 => (0_i64..3).prop_map(|more| i64::MIN + more),
        1 => any::<i64>(),
        1 => -3_i64..4,
    ]
}

/// What came together by the end of each day, and whether the day had a positive amount.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plain(pub(super) BTreeMap<u32, BTreeMap<i32, (i128, bool)>>);

impl Plain {
    pub(super) fn add(&mut self, rows: &[Row]) {
        for (customer, on, minor) in rows {
            let day = self.0.entry(*customer).or_default().entry(*on).or_default();
            day.0 += i128::from(*minor);
            day.1 |= *minor > 0;
        }
    }

    /// The first customer with a running total that does not fit an amount by the end of some day.
    pub(super) fn overflowing(&self) -> Option<u32> {
        let fits = |days: &BTreeMap<i32, (i128, bool)>| {
            let mut total = 0_i128;
            days.values().all(|(net, _)| {
                total += net;
                i64::try_from(total).is_ok()
            })
        };
        self.0.iter().find(|(_, days)| !fits(days)).map(|(customer, _)| *customer)
    }

    #[track_caller]
    pub(super) fn assert_shown(&self, customer: u32, line: Timeline<'_>) {
        const NONE: &BTreeMap<i32, (i128, bool)> = &BTreeMap::new();
        let plain = self.0.get(&customer).unwrap_or(NONE);
        let days: Vec<(Day, i128)> = line.days().map(|it| (it.day, it.net.minor())).collect();
        let expected: Vec<(Day, i128)> = plain.iter().map(|(on, it)| (day(*on), it.0)).collect();
        assert_eq!(days, expected, "customer {customer}");
        let active: Vec<Day> = line.active_days_latest_first().collect();
        let positive = plain.iter().rev().filter(|(_, it)| it.1).map(|(on, _)| day(*on));
        assert_eq!(active, positive.collect::<Vec<_>>(), "customer {customer}");
    }
}

#[track_caller]
pub(super) fn book_of(customers: u32) -> Book {
    let mut book = Book::new(yuan());
    assert_eq!(book.open_unnamed(customers).unwrap(), 0);
    book
}

#[track_caller]
pub(super) fn refused(outcome: Result<(), BookError>) -> LoadError {
    match outcome {
        Err(BookError::Columns { error, .. }) => error,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_load_is_refused_iff_the_end_of_some_day_does_not_fit(
        loads in prop::collection::vec(
            prop::collection::vec((0_u32..3, 0_i32..4, extreme()), 0..6),
            1..4,
        ),
        are_expenses in any::<bool>(),
    ) {
        let (mut book, mut plain) = (book_of(3), Plain::default());
        let kind = if are_expenses { FactKind::Expense } else { FactKind::Sale };
        for rows in loads {
            let mut with = plain.clone();
            with.add(&rows);
            let batch = if are_expenses { Batch::Expenses(rows) } else { Batch::Sales(rows) };
            let before = all_of(&book);
            let outcome = load(&mut book, &batch);
            if let Some(position) = with.overflowing() {
                prop_assert_eq!(refused(outcome), LoadError::Overflow { kind, position });
                prop_assert_eq!(all_of(&book), before);
            } else {
                prop_assert_eq!(outcome, Ok(()));
                plain = with;
            }
            for key in book.keys() {
                let view = book.view(key).unwrap();
                let line = if are_expenses { view.expenses() } else { view.sales() };
                plain.assert_shown(key.position(), line);
            }
        }
    }

    #[test]
    fn extreme_amounts_load_like_those_recorded(
        loads in prop::collection::vec(
            prop::collection::vec((0_u32..2, 800_i32..804, extreme()), 0..5),
            1..4,
        ),
    ) {
        // What can be recorded one by one, in this order, can be loaded as well.
        let [mut loaded, mut told] = [book_of(2), book_of(2)];
        let mut number = 0;
        for rows in loads {
            let rows: Vec<Row> = rows.into_iter().map(|row| (row.0, epoch(row.1), row.2)).collect();
            let kept: Vec<Row> = rows.into_iter().filter(|(who, on, minor)| {
                number += 1;
                let sale = Sale::new(document(&format!("S{number}")), day(*on), money(*minor));
                told.record(key(*who), sale).is_ok()
            }).collect();
            prop_assert_eq!(load(&mut loaded, &Batch::Sales(kept)), Ok(()));
            same(&loaded, &told, AsOf::new(date(802)))?;
            same(&loaded, &told, AsOf::new(date(DAYS)))?;
        }
    }
}

#[test]
pub(super) fn a_day_whose_net_amount_is_wider_than_an_amount_survives_further_loads() {
    // Running totals: the least there is, then one less than nothing plus the largest: a step of
    // more than an amount.
    let rows = [(0, 0, i64::MIN), (0, 1, i64::MAX), (0, 1, i64::MAX), (1, 2, 5)];
    let (mut book, mut plain) = (book_of(2), Plain::default());
    plain.add(&rows);
    load(&mut book, &Batch::Sales(rows.to_vec())).unwrap();
    for more in [vec![], vec![(1, 3, 7)], vec![(0, 2, 1)]] {
        plain.add(&more);
        load(&mut book, &Batch::Sales(more)).unwrap();
        for key in book.keys() {
            plain.assert_shown(key.position(), book.view(key).unwrap().sales());
        }
    }
}

#[test]
pub(super) fn a_fall_wider_than_an_amount_does_not_refuse_later_loads() {
    let rows = [(0, 0, i64::MAX), (0, 1, i64::MIN), (0, 1, i64::MIN + 9)];
    let (mut book, mut plain) = (book_of(2), Plain::default());
    plain.add(&rows);
    load(&mut book, &Batch::Expenses(rows.to_vec())).unwrap();
    plain.add(&[(1, 3, 7)]);
    assert_eq!(load(&mut book, &Batch::Expenses(vec![(1, 3, 7)])), Ok(()));
    for key in book.keys() {
        plain.assert_shown(key.position(), book.view(key).unwrap().expenses());
    }
}
