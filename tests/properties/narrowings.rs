//! Product groups that are lost while the customer buys.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::Account;
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::id::CustomerKey;
use guanxi::lapse::{LapseSignal, Moments, OrderDays, PurchaseStatus, Rhythm};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::trade::Sale;
use guanxi::warning::{Arm, ArmFinding, Finding, Level, Reading, Rule};
use proptest::prelude::*;

use crate::strategies::{as_of, date, document, money, product_groups, yuan};

/// Sales of a customer: day, minor units, groups as bits.
type Sales = Vec<(i32, i64, u8)>;

fn customers() -> impl Strategy<Value = Vec<Sales>> {
    let amount = prop_oneof![5 => 1_i64..1000, 1 => -500_i64..=0];
    let sale = (0_i32..900, amount, 0_u8..8);
    prop::collection::vec(prop::collection::vec(sale, 0..40), 8)
}

fn sale(who: usize, place: usize, (day, minor, groups): (i32, i64, u8)) -> Sale {
    let sale = Sale::new(document(&format!("{who}-{place}")), date(day), money(minor));
    sale.with_groups(product_groups(groups))
}

#[track_caller]
fn book_of(customers: &[Sales]) -> Book {
    let mut book = Book::new(yuan());
    for (who, sales) in customers.iter().enumerate() {
        let key = book.register(Customer::new(format!("C{who}").parse().unwrap())).unwrap();
        for (place, it) in sales.iter().enumerate() {
            book.record(key, sale(who, place, *it)).unwrap();
        }
    }
    book
}

/// The order days of each group that can be seen, worked out anew.
fn plainly(sales: &Sales, t: AsOf) -> BTreeMap<String, BTreeSet<Day>> {
    let mut found: BTreeMap<String, BTreeSet<Day>> = BTreeMap::new();
    for (day, minor, groups) in sales {
        if *minor > 0 && t.sees(date(*day)) {
            for group in product_groups(*groups) {
                found.entry(group.to_string()).or_default().insert(date(*day));
            }
        }
    }
    found
}

fn narrowing(arms: &[ArmFinding]) -> Option<Finding> {
    arms.iter().find(|it| it.arm == Arm::Narrowing).map(|it| it.finding)
}

/// The default policy without seasons, so that every day is an own day.
fn all_the_year_round() -> Policy {
    let mut draft = PolicyDraft::default();
    draft.progress.season = None;
    Policy::try_from(draft).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_arm_is_its_definition(customers in customers(), t in as_of()) {
        let (book, policy) = (book_of(&customers), all_the_year_round());
        let loss = &policy.loss;
        let mut moments = Moments::default();
        let groups: Vec<_> = customers.iter().map(|sales| plainly(sales, t)).collect();
        let rhythm = |days: &BTreeSet<Day>| {
            let count = u32::try_from(days.len()).unwrap();
            Rhythm::try_new(OrderDays { count, first: *days.first().unwrap(), last: *days.last().unwrap() }).unwrap()
        };
        for days in groups.iter().flat_map(BTreeMap::values) {
            moments.add(rhythm(days)).unwrap();
        }
        prop_assert_eq!(&book.group_moments(t, &policy), &moments);
        let prior = moments.to_prior(&loss.lapse);
        let assessor = book.assessor(t, &policy);
        for (place, groups) in (0_u32..).zip(&groups) {
            let account = book.account_at(CustomerKey::from_position(place), assessor.as_of()).unwrap();
            let readings = assessor.read(account.view());
            let found = narrowing(readings.loss.arms());
            if readings.loss.status == PurchaseStatus::Lost {
                prop_assert_eq!(found, None, "no arm of a lost customer is judged");
                continue;
            }
            let others = readings.loss.arms().iter().filter(|it| it.arm != Arm::Narrowing);
            let is_silent = others.filter_map(|it| it.finding.level()).max().is_some();
            let alive = |days: &BTreeSet<Day>| {
                LapseSignal::from_rhythm(rhythm(days), &prior, t, &loss.lapse).alive
            };
            let is_gone = |days: &&BTreeSet<Day>| alive(days).is_below(loss.narrowing.alive_below);
            let lost = groups.values().filter(|days| days.len() >= 3).filter(is_gone).count();
            let expected = match groups.len() {
                0 => None,
                1 => Some(Finding::NotJudged(NotJudged::OneGroup)),
                _ if is_silent => Some(Finding::NotJudged(NotJudged::CustomerSilent)),
                all if groups.values().filter(is_gone).count() == all => {
                    Some(Finding::NotJudged(NotJudged::GroupsNotTold))
                }
                _ if lost > 0 => Some(Finding::Raised(Level::Watch)),
                _ => Some(Finding::Quiet),
            };
            prop_assert_eq!(found, expected);
            if let Some(reading) = readings.loss.narrowing {
                prop_assert_eq!(usize::try_from(reading.groups).unwrap(), groups.len());
                if matches!(found, Some(Finding::Raised(_))) {
                    prop_assert_eq!(usize::try_from(reading.lost).unwrap(), lost);
                    let named: Vec<_> = reading.named().map(|it| (it.alive, it.name)).collect();
                    prop_assert!(named.is_sorted(), "{named:?}");
                    prop_assert_eq!(named.len(), lost.min(3));
                }
            }
        }
    }

    #[test]
    fn one_customer_a_review_and_one_more_sale_say_the_same(
        customers in customers(),
        who in 0_usize..8,
        late in (0_i32..900, 1_i64..1000, 0_u8..8),
        t in as_of(),
    ) {
        let policy = Policy::default();
        let mut book = book_of(&customers);
        let place = customers[who].len();
        let key = CustomerKey::from_position(u32::try_from(who).unwrap());
        book.record(key, sale(who, place, late)).unwrap();
        let mut whole = customers.clone();
        whole[who].push(late);
        for sales in &mut whole {
            sales.sort_unstable();
        }
        let whole = book_of(&whole);
        let assessor = book.assessor(t, &policy);
        let same = whole.assessor(t, &policy);
        prop_assert_eq!(assessor.context(), same.context());
        let review = whole.review(t, &policy).unwrap();
        for key in book.keys() {
            let account = book.account_at(key, assessor.as_of()).unwrap();
            let judged = assessor.read(account.view());
            let Some(found) = review.explain(key) else { continue };
            prop_assert_eq!(judged.loss, found.readings().loss);
            if assessor.context().group_prior().is_some() {
                let view = book.view(key).unwrap();
                let alone = policy.loss.judge(view, assessor.context());
                prop_assert_eq!(found.readings().verdict(Rule::Loss), alone);
            }
        }
    }

    #[test]
    fn the_order_of_sales_and_of_their_groups_is_nothing(
        (sales, shuffled) in customers().prop_flat_map(|customers| {
            let sales = customers[0].iter().copied().enumerate().collect::<Vec<_>>();
            (Just(sales.clone()), Just(sales).prop_shuffle())
        }),
    ) {
        let account = |sales: &[(usize, (i32, i64, u8))], is_reversed: bool| {
            let mut account = Account::new("Li".parse().unwrap(), yuan());
            for (place, it) in sales {
                let mut sale = sale(0, *place, *it);
                if is_reversed {
                    sale.groups.reverse();
                }
                account.record(sale).unwrap();
            }
            account
        };
        let (one, other) = (account(&sales, false), account(&shuffled, true));
        let told = |account: &Account| {
            let groups = account.view().product_groups();
            groups.map(|it| (it.name().to_owned(), it.order_days().to_vec())).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(&one), told(&other));
        prop_assert!(told(&one).is_sorted());
    }

    #[test]
    fn sales_without_groups_are_judged_as_if_there_were_none(
        customers in customers(),
        t in as_of(),
    ) {
        let bare: Vec<Sales> =
            customers.iter().map(|sales| sales.iter().map(|it| (it.0, it.1, 0)).collect()).collect();
        let (book, bare, policy) = (book_of(&customers), book_of(&bare), Policy::default());
        let (with, without) = (book.assessor(t, &policy), bare.assessor(t, &policy));
        prop_assert_eq!(without.context().group_prior(), None);
        for key in book.keys() {
            let (with, without) =
                (with.read(book.view(key).unwrap()), without.read(bare.view(key).unwrap()));
            prop_assert_eq!(without.loss.narrowing, None);
            prop_assert_eq!(with.loss.signal, without.loss.signal);
            let usual = with.loss.arms().iter().filter(|it| it.arm != Arm::Narrowing);
            prop_assert!(usual.eq(without.loss.arms()));
            prop_assert_eq!(with.progress, without.progress);
        }
    }
}
