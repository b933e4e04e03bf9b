//! One-offs by their definition, and groups as one customer.

use std::collections::BTreeMap;

use guanxi::account::{Account, CustomerTerm};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::customer::Customer;
use guanxi::lapse::OneOffRules;
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::policy::Policy;
use guanxi::segment::Pareto;
use guanxi::trade::Sale;
use proptest::prelude::*;

use crate::strategies::{date, document, money, yuan};

/// Sales of a customer: day, minor units.
type Sales = Vec<(i32, i64)>;

/// Few days, so that amounts meet on them, and amounts that are often multiples of each other.
fn sales() -> impl Strategy<Value = Sales> {
    let amount = prop_oneof![
        4 => (1_i64..12).prop_map(|it| it * 100),
        2 => 1_i64..6000,
        1 => -900_i64..=0,
    ];
    prop::collection::vec(((0_i32..60).prop_map(|it| it * 25), amount), 0..7)
}

fn rules() -> impl Strategy<Value = OneOffRules> {
    let share = (0_u16..=100).prop_map(Ratio::from_percent);
    (share, 1_u8..8, 365_u16..1500).prop_map(|(share_above, times, window_days)| OneOffRules {
        share_above,
        times,
        window_days,
    })
}

/// The one-off of sales as the rule says it, day by day.
fn plainly(sales: &Sales, t: Day, rules: OneOffRules, median: Option<i64>) -> Option<(Day, i64)> {
    let mut nets: BTreeMap<Day, i64> = BTreeMap::new();
    for (day, minor) in sales.iter().filter(|it| date(it.0) <= t) {
        *nets.entry(date(*day)).or_default() += minor;
    }
    let within = |day: Day, days: u16| t.days_since(day) < i32::from(days);
    let year: i64 = nets.iter().filter(|it| within(*it.0, 365)).map(|it| it.1).sum();
    let is_one_off = |day: Day, net: i64| {
        let others = nets.iter().filter(|it| *it.0 != day && *it.1 > 0);
        let next = others.filter(|it| within(*it.0, rules.window_days)).map(|it| *it.1).max();
        let parts = i64::from(rules.share_above.parts_per_million());
        let is_most = net * 1_000_000 > parts * year;
        let reaches = |other: i64| net >= i64::from(rules.times) * other;
        year > 0 && is_most && next.or(median).is_some_and(reaches)
    };
    let of_year = nets.iter().filter(|it| within(*it.0, 365)).map(|it| (*it.0, *it.1));
    let largest = of_year.clone().map(|it| it.1).max()?;
    of_year.filter(|it| it.1 == largest).find(|it| is_one_off(it.0, it.1))
}

fn book_of(customers: &[Sales]) -> Book {
    let mut book = Book::new(yuan());
    for (who, sales) in customers.iter().enumerate() {
        let key = book.register(Customer::new(format!("C{who}").parse().unwrap())).unwrap();
        for (place, (day, minor)) in sales.iter().enumerate() {
            let number = document(&format!("{who}-{place}"));
            book.record(key, Sale::new(number, date(*day), money(*minor))).unwrap();
        }
    }
    book
}

proptest! {
    #[test]
    fn a_one_off_is_what_its_rule_says(
        sales in sales(),
        rules in rules(),
        median in prop::option::of(1_i64..2000),
        t in 1400_i32..1520,
    ) {
        let mut account = Account::new("Li".parse().unwrap(), yuan());
        for (place, (day, minor)) in sales.iter().enumerate() {
            let number = document(&place.to_string());
            account.record(Sale::new(number, date(*day), money(*minor))).unwrap();
        }
        let of_book = median.map(|it| Amount::from_minor(it).to_total());
        let found = rules.find(account.view().sales(), AsOf::new(date(t)), of_book);
        let found = found.map(|it| (it.day, i64::try_from(it.amount.minor()).unwrap()));
        prop_assert_eq!(found, plainly(&sales, date(t), rules, median));
    }

    #[test]
    fn groups_put_together_what_their_members_have_and_change_nobody_else(
        customers in prop::collection::vec(sales(), 6),
        of in prop::collection::vec(prop::option::of(0_u8..3), 6),
        t in 1400_i32..1520,
    ) {
        let (plain, t, policy) = (book_of(&customers), AsOf::new(date(t)), Policy::default());
        let mut book = plain.clone();
        for (key, group) in plain.keys().zip(&of) {
            let group = group.map(|it| format!("G{it}").parse().unwrap());
            book.state_for_all_days(key, CustomerTerm::Group(group)).unwrap();
        }
        let (review, without) = (book.review(t, &policy).unwrap(), plain.review(t, &policy).unwrap());
        prop_assert_eq!(review.purchases(), without.purchases());
        prop_assert_eq!(review.values_at_risk(), without.values_at_risk());
        prop_assert_eq!(review.cuts(), without.cuts());
        prop_assert_eq!(review.one_offs(), without.one_offs());
        let groups = review.by_group().unwrap();
        let mut sums: BTreeMap<Option<u8>, Total> = BTreeMap::new();
        let mut amounts = Vec::new();
        for (key, amount) in review.customers().iter().zip(review.purchases()) {
            let group = of[usize::try_from(key.position()).unwrap()];
            let sum = sums.entry(group).or_default();
            *sum = sum.plus(*amount);
            if group.is_none() {
                amounts.push(*amount);
            }
        }
        sums.remove(&None);
        prop_assert_eq!(groups.groups().len(), sums.len());
        for (found, (group, sum)) in groups.groups().iter().zip(&sums) {
            let name = format!("G{}", group.unwrap());
            prop_assert_eq!(found.group.as_str(), name);
            prop_assert_eq!(found.purchases.to_total(), *sum);
            amounts.push(found.purchases);
            prop_assert_eq!(found.class, groups.cuts().class(found.purchases));
        }
        prop_assert_eq!(groups.pareto(), &Pareto::from_purchases(&amounts));
        prop_assert_eq!(groups.cuts(), &policy.abc.cuts(&amounts, yuan()));
        let calls = groups.call_list(9);
        prop_assert!(calls.windows(2).all(|it| it[0].value_at_risk >= it[1].value_at_risk));
    }
}
