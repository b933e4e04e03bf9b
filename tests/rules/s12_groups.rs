//! S11, S12: the members of a group put together as one customer, beside the customers' own.

use guanxi::account::CustomerTerm;
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::id::{CustomerKey, GroupId};
use guanxi::lapse::PurchaseStatus;
use guanxi::policy::Policy;
use guanxi::review::GroupOrCustomer;
use guanxi::segment::{Class, Pareto};
use guanxi::trade::Sale;

use crate::given::{as_of, currency, day, document, fen, yuan};

const T: &str = "2026-06-30";

fn group(name: &str) -> GroupId {
    name.parse().unwrap()
}

struct Shop {
    book: Book,
    sales: u32,
}

impl Shop {
    fn new() -> Self {
        Self { book: Book::new(currency("CNY")), sales: 0 }
    }

    fn customer(&mut self, name: &str, of: Option<&str>) -> CustomerKey {
        let group = of.map(group);
        self.book.register(Customer { group, ..Customer::new(name.parse().unwrap()) }).unwrap()
    }

    fn sold(&mut self, key: CustomerKey, date: &str, amount: &str) {
        self.sales += 1;
        let number = document(&format!("S{}", self.sales));
        self.book.record(key, Sale::new(number, day(date), yuan(amount))).unwrap();
    }
}

/// The chain of fault S12: three branches of 300, beside customers of 500, 400 and 100.
fn chain() -> (Shop, [CustomerKey; 3]) {
    let mut shop = Shop::new();
    let branches = ["East", "North", "South"].map(|name| shop.customer(name, Some("Chain")));
    for (place, key) in branches.into_iter().enumerate() {
        shop.sold(key, &format!("2026-0{}-10", place + 2), "300");
    }
    for (name, amount) in [("Chen", "500"), ("Li", "400"), ("Wu", "100")] {
        let key = shop.customer(name, None);
        shop.sold(key, "2026-05-20", amount);
    }
    (shop, branches)
}

#[test]
fn s12_a_chain_of_three_branches_of_300_is_the_largest_customer() {
    let (Shop { book, .. }, branches) = chain();
    let policy = Policy::default();
    let review = book.review(as_of(T), &policy).unwrap();
    let groups = review.by_group().unwrap();
    let found = groups.group(&group("Chain")).unwrap();
    assert_eq!(found.purchases.minor(), 900_00);
    assert_eq!(found.members, branches);
    assert_eq!(found.class, Class::A);
    let pareto = groups.pareto();
    assert_eq!((pareto.customers, pareto.total.minor()), (4, fen("1900")));
    assert_eq!(pareto.largest_share, guanxi::measure::Quotient::try_new(900, 1900));
    assert_eq!(groups.class(branches[0]), Some(Class::A));
    assert_eq!(groups.groups().len(), 1);
}

#[test]
fn s12_the_customers_own_figures_do_not_know_groups() {
    let (shop, branches) = chain();
    let policy = Policy::default();
    let review = shop.book.review(as_of(T), &policy).unwrap();
    let mut alone = Shop::new();
    for key in shop.book.keys() {
        let own = alone.customer(shop.book.name(key), None);
        let sales = shop.book.view(key).unwrap().sales();
        let days: Vec<_> = sales.days().collect();
        for it in days {
            let amount = it.net.plain(currency("CNY")).to_string();
            alone.sold(own, &it.day.to_string(), &amount);
        }
    }
    let without = alone.book.review(as_of(T), &policy).unwrap();
    assert_eq!(review.purchases(), without.purchases());
    assert_eq!(review.cuts(), without.cuts());
    assert_eq!(review.pareto(), without.pareto());
    assert_eq!(review.values_at_risk(), without.values_at_risk());
    assert_eq!(review.class(branches[0]), without.class(branches[0]));
    assert_eq!(review.pareto(), Pareto::from_purchases(review.purchases()));
}

#[test]
fn s12_a_group_is_called_once_by_the_silence_of_all_its_members() {
    let (Shop { book, .. }, branches) = chain();
    let policy = Policy::default();
    let review = book.review(as_of(T), &policy).unwrap();
    let groups = review.by_group().unwrap();
    let calls = groups.call_list(9);
    let of_chain: Vec<_> = calls
        .iter()
        .filter(|call| match call.buyer {
            GroupOrCustomer::Group(it) => *it == group("Chain"),
            GroupOrCustomer::Customer(key) => branches.contains(&key),
        })
        .collect();
    assert_eq!(of_chain.len(), 1, "and none of its branches");
    let found = groups.group(&group("Chain")).unwrap();
    assert_eq!(of_chain[0].value_at_risk, found.value_at_risk);
    assert_eq!(found.status, PurchaseStatus::Active, "its branches bought once each");
    let once = calls.iter().filter(|it| it.bought_once).count();
    assert_eq!((once, of_chain[0].bought_once), (3, false));
    assert!(calls.windows(2).all(|pair| pair[0].value_at_risk >= pair[1].value_at_risk));
    assert_eq!(groups.call_list(2).len(), 2);
    let mut merged = book.clone();
    for branch in &branches[1..] {
        merged.customers_mut().merge(*branch, branches[0], day("2026-01-01")).unwrap();
    }
    let merged = merged.review(as_of(T), &policy).unwrap();
    assert_eq!(merged.values_at_risk()[0], found.value_at_risk, "as if it were one customer");
}

#[test]
fn a_group_of_one_is_its_only_member() {
    let mut shop = Shop::new();
    let only = shop.customer("Only", Some("Small"));
    shop.sold(only, "2026-01-10", "100");
    shop.sold(only, "2026-03-10", "100");
    let other = shop.customer("Other", None);
    shop.sold(other, "2026-03-10", "70");
    let policy = Policy::default();
    let review = shop.book.review(as_of(T), &policy).unwrap();
    let groups = review.by_group().unwrap();
    let found = groups.group(&group("Small")).unwrap();
    assert_eq!(found.value_at_risk, review.values_at_risk()[0]);
    assert_eq!(found.class, review.class(only).unwrap());
    assert_eq!((groups.cuts(), groups.pareto()), (review.cuts(), &review.pareto()));
    assert_eq!(groups.class(other), review.class(other));
}

#[test]
fn the_members_are_those_of_the_day_of_the_review() {
    let mut shop = Shop::new();
    let one = shop.customer("One", None);
    let two = shop.customer("Two", Some("Chain"));
    shop.sold(one, "2026-01-10", "100");
    shop.sold(two, "2026-01-10", "40");
    let term = CustomerTerm::Group(Some(group("Chain")));
    shop.book.state(one, day("2026-06-01"), term).unwrap();
    let policy = Policy::default();
    let amount = |t: &str| {
        let review = shop.book.review(AsOf::new(day(t)), &policy).unwrap();
        let groups = review.by_group().unwrap();
        groups.group(&group("Chain")).unwrap().purchases.minor()
    };
    assert_eq!((amount("2026-05-31"), amount("2026-06-01")), (40_00, 140_00));
}

#[test]
fn a_book_without_groups_is_classed_as_it_is() {
    let mut shop = Shop::new();
    let li = shop.customer("Li", None);
    shop.sold(li, "2026-01-10", "100");
    let policy = Policy::default();
    let review = shop.book.review(as_of(T), &policy).unwrap();
    let groups = review.by_group().unwrap();
    assert!(groups.groups().is_empty());
    assert_eq!((groups.cuts(), groups.pareto()), (review.cuts(), &review.pareto()));
    assert_eq!(groups.group(&group("Chain")), None);
    assert_eq!(groups.class(CustomerKey::from_position(9)), None);
}
