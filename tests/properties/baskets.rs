//! White space and usual orders, against the plainest counting.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::Account;
use guanxi::assignment::Placement;
use guanxi::calendar::{AsOf, Day};
use guanxi::contract::ChannelLevel;
use guanxi::evidence::NotJudged;
use guanxi::id::CustomerId;
use guanxi::lapse::OwnDays;
use guanxi::money::{Amount, Currency, Money};
use guanxi::order_profile::{Basket, OrderProfile, OrderProfilePolicy, SoldLine, WhiteSpace};
use guanxi::segment::Class;
use guanxi::trade::Sale;
use proptest::prelude::*;

use crate::strategies::date;

const PRODUCTS: [&str; 5] = ["feed", "salt", "seed", "wire", "rope"];

fn line(day: Day, product: usize, amount: i64) -> SoldLine {
    let amount = Amount::from_minor(amount);
    SoldLine { day, product: PRODUCTS[product].parse().unwrap(), quantity: Some(1), amount }
}

/// Product, amount and day of each line of each customer; its class.
type Shop = (Vec<(usize, i64, i32)>, bool);

fn shops() -> impl Strategy<Value = Vec<Shop>> {
    let lines = prop::collection::vec((0_usize..5, -50_i64..200, 0_i32..40), 0..8);
    prop::collection::vec((lines, any::<bool>()), 1..14)
}

/// The products that a customer bought on balance up to day 30.
fn bought((lines, _): &Shop) -> BTreeMap<usize, i64> {
    let mut sums = BTreeMap::new();
    for (product, amount, day) in lines {
        if *day <= 30 {
            *sums.entry(*product).or_insert(0) += amount;
        }
    }
    sums.into_iter().filter(|(_, sum)| *sum > 0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn white_space_is_counted_over_peers(shops in shops()) {
        let ids: Vec<CustomerId> =
            (0..shops.len()).map(|n| format!("C{n:02}").parse().unwrap()).collect();
        let placement = Placement {
            territory: "North".parse().unwrap(),
            level: ChannelLevel::Retail,
            business: "shop".parse().unwrap(),
            from: date(0),
        };
        let class = |it: &Shop| if it.1 { Class::A } else { Class::B };
        let lines: Vec<Vec<SoldLine>> = shops
            .iter()
            .map(|it| it.0.iter().map(|(product, amount, day)| line(date(*day), *product, *amount)))
            .map(Iterator::collect)
            .collect();
        let baskets: Vec<Basket<'_>> = shops
            .iter()
            .zip(&ids)
            .zip(&lines)
            .map(|((shop, customer), lines)| {
                Basket { customer, placement: &placement, class: class(shop), lines }
            })
            .collect();
        let t = AsOf::new(date(30));
        let policy = OrderProfilePolicy::default();
        let each = baskets.iter().map(|it| WhiteSpace::find(it, &baskets, t, &policy));
        let each: Vec<_> = each.collect();
        prop_assert_eq!(&WhiteSpace::find_all(&baskets, t, &policy), &each);
        let found = each.into_iter().next().unwrap();
        let peers: Vec<_> = shops[1..]
            .iter()
            .filter(|it| it.1 == shops[0].1)
            .map(bought)
            .filter(|it| !it.is_empty())
            .collect();
        let own = bought(&shops[0]);
        if peers.len() < 5 {
            prop_assert_eq!(found, Err(NotJudged::FewPeers));
            return Ok(());
        }
        let found = found.unwrap();
        prop_assert!(found.windows(2).all(|it| it[0].worth >= it[1].worth));
        let buyers = |product: usize| peers.iter().filter(|it| it.contains_key(&product)).count();
        let expected: BTreeSet<&str> = (0..5)
            .filter(|it| !own.contains_key(it) && 2 * buyers(*it) >= peers.len())
            .map(|it| PRODUCTS[it])
            .collect();
        let products: BTreeSet<&str> = found.iter().map(|it| it.product.as_str()).collect();
        prop_assert_eq!(products, expected);
        for it in &found {
            let product = PRODUCTS.iter().position(|name| *name == it.product.as_str()).unwrap();
            prop_assert_eq!(it.buyers.part() as usize, buyers(product));
            prop_assert_eq!(it.buyers.whole() as usize, peers.len());
            prop_assert!(it.worth.minor() <= own.values().sum::<i64>());
        }
    }

    #[test]
    fn a_profile_counts_order_days_and_its_lines_are_due(
        orders in prop::collection::btree_map(0_i32..300, (0_usize..5, 1_i64..500), 0..40),
        t in 0_i32..330,
    ) {
        let mut account = Account::new("Li".parse().unwrap(), Currency::CNY);
        let mut lines = Vec::new();
        for (day, (product, amount)) in &orders {
            let money = Money::new(Amount::from_minor(*amount), Currency::CNY);
            let number = format!("S{day}").parse().unwrap();
            account.record(Sale::new(number, date(*day), money)).unwrap();
            lines.push(line(date(*day), *product, *amount));
        }
        let (seen, t) = (orders.range(..=t).count(), AsOf::new(date(t)));
        let policy = OrderProfilePolicy::default();
        let found =
            OrderProfile::try_from_account(account.view(), &OwnDays::EVERY_DAY, &lines, t, &policy);
        if seen < 3 {
            let reason = if seen == 0 { NotJudged::NeverBought } else { NotJudged::FewOrderDays };
            prop_assert_eq!(found, Err(reason));
            return Ok(());
        }
        let profile = found.unwrap();
        prop_assert_eq!(profile.order_days as usize, seen);
        let parts: u32 = profile.products.iter().map(|it| it.share.part()).sum();
        prop_assert_eq!(parts as usize, seen, "one product on each order day");
        let next = profile.next_order(&OwnDays::EVERY_DAY, t);
        prop_assert_eq!(next.day, profile.last.offset(profile.gap_days as i32));
        prop_assert_eq!(next.days_overdue as i32, t.day().days_since(next.day).max(0));
        let due: Vec<_> = profile
            .products
            .iter()
            .filter(|it| {
                let by = next.day.max(t.day());
                it.gap_days.is_some_and(|gap| it.last.offset(gap as i32) <= by)
            })
            .map(|it| it.product.clone())
            .collect();
        let proposed: Vec<_> = next.lines.iter().map(|it| it.product.clone()).collect();
        prop_assert_eq!(proposed, due);
    }
}
