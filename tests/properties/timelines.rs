//! Any window of a timeline is the plain sum over its days.

use std::collections::BTreeSet;

use guanxi::account::Account;
use guanxi::calendar::{AsOf, Day, MonthsBack, Window};
use guanxi::trade::Sale;
use proptest::prelude::*;

use crate::strategies::{days, document, money, yuan};

fn sales() -> impl Strategy<Value = Vec<(Day, i64)>> {
    prop::collection::vec((days(), -5_i64..10), 0..60)
}

#[track_caller]
fn account(sales: &[(Day, i64)]) -> Account {
    let mut account = Account::new("Li".parse().unwrap(), yuan());
    for (place, (day, minor)) in sales.iter().enumerate() {
        let number = document(&format!("S{place}"));
        account.record(Sale::new(number, *day, money(*minor))).unwrap();
    }
    account
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_window_is_the_sum_of_its_days(sales in sales(), after in days(), until in days()) {
        let account = account(&sales);
        let timeline = account.view().sales();
        let window = Window { after, until };
        let inside = || sales.iter().filter(|(day, _)| after < *day && *day <= until);
        let net: i64 = inside().map(|(_, minor)| minor).sum();
        prop_assert_eq!(timeline.net(window).minor(), i128::from(net));
        let active: BTreeSet<Day> = inside().filter(|it| it.1 > 0).map(|it| it.0).collect();
        prop_assert_eq!(timeline.active_days(window) as usize, active.len());
    }

    #[test]
    fn what_a_day_sees_is_all_up_to_it(sales in sales(), until in days()) {
        let account = account(&sales);
        let timeline = account.view().sales();
        let seen = || sales.iter().filter(|(day, _)| *day <= until);
        let net: i64 = seen().map(|(_, minor)| minor).sum();
        let active: BTreeSet<Day> = seen().filter(|it| it.1 > 0).map(|it| it.0).collect();
        let standing = timeline.at(until);
        prop_assert_eq!(standing.total.minor(), net);
        prop_assert_eq!(standing.active_days as usize, active.len());
        let cut = timeline.up_to(until);
        prop_assert_eq!(cut.first_active_day(), active.first().copied());
        prop_assert_eq!(cut.last_active_day(), active.last().copied());
        prop_assert!(cut.active_days_latest_first().eq(active.iter().rev().copied()));
        prop_assert_eq!(cut.is_empty(), seen().next().is_none());
        prop_assert!(cut.days().all(|it| it.day <= until));
        let total: i128 = cut.days().map(|it| it.net.minor()).sum();
        prop_assert_eq!(total, i128::from(net));
    }

    #[test]
    fn the_ends_of_months_are_asked_at_once_as_one_by_one(sales in sales(), t in days()) {
        let account = account(&sales);
        let timeline = account.view().sales();
        let months = MonthsBack::up_to(AsOf::new(t));
        prop_assert_eq!(timeline.by_month(&months), months.ends().map(|end| timeline.at(end)));
    }
}
