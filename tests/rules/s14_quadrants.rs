//! S14: volume and loyalty, and movement between the quadrants.

use guanxi::book::Book;
use guanxi::customer::{Attitude, Customer};
use guanxi::money::Amount;
use guanxi::policy::Policy;
use guanxi::segment::{
    Class, Cuts, LargeVolume, Quadrant, QuadrantPolicy, QuadrantPolicyDraft, Strategy, Volume,
};
use guanxi::trade::{Breach, BreachKind, Sale};

use crate::given::{as_of, currency, day, document, percent, yuan};

fn amount(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

#[test]
fn the_table_of_volume_and_loyalty() {
    let rows = [
        (Volume::Large, false, Quadrant::Dangerous, Strategy::Guard),
        (Volume::Large, true, Quadrant::Treasured, Strategy::Invest),
        (Volume::Small, false, Quadrant::Marginal, Strategy::PhaseOut),
        (Volume::Small, true, Quadrant::Promising, Strategy::Cultivate),
    ];
    for (volume, is_loyal, quadrant, strategy) in rows {
        assert_eq!(Quadrant::from_volume(volume, is_loyal), quadrant);
        assert_eq!(quadrant.strategy(), strategy);
    }
}

/// Four customers: large and small, loyal by word and deed or knocked out.
fn book() -> Book {
    let mut book = Book::new(currency("CNY"));
    let rows = [
        ("large loyal", "40", true),
        ("large disloyal", "40", false),
        ("small loyal", "10", true),
        ("small disloyal", "10", false),
    ];
    for (name, bought, loyal) in rows {
        let customer = Customer::new(name.parse().unwrap())
            .with_since(day("2026-01-01"))
            .with_attitude(Attitude::Loyal);
        let key = book.register(customer).unwrap();
        for date in ["2025-12-10", "2026-01-10", "2026-02-10"] {
            let number = document(&format!("{name} {date}"));
            let amount = if date == "2025-12-10" { bought } else { "0.01" };
            book.record(key, Sale::new(number, day(date), yuan(amount))).unwrap();
        }
        if !loyal {
            let breach =
                Breach { date: day("2026-02-01"), kind: BreachKind::Diversion, upheld: true };
            book.record(key, breach).unwrap();
        }
    }
    book
}

#[test]
fn volume_is_large_iff_class_a() {
    let (book, policy) = (book(), Policy::default());
    // The two large ones bring 80.04 of 100.08, less than 80.064: the small ones are A like them.
    let review = book.review(as_of("2026-03-31"), &policy).unwrap();
    let quadrants = review.quadrants();
    assert_eq!(
        quadrants,
        [
            Some(Quadrant::Treasured),
            Some(Quadrant::Dangerous),
            Some(Quadrant::Treasured),
            Some(Quadrant::Dangerous)
        ]
    );
}

#[track_caller]
fn quadrants_by(large: LargeVolume) -> Vec<Option<Quadrant>> {
    let quadrant = QuadrantPolicy::try_new(QuadrantPolicyDraft { large }).unwrap();
    let policy = Policy { quadrant, ..Policy::default() };
    let book = book();
    let review = book.review(as_of("2026-03-31"), &policy).unwrap();
    review.quadrants().to_vec()
}

#[test]
fn volume_is_large_from_an_amount_on() {
    let apart = [
        Some(Quadrant::Treasured),
        Some(Quadrant::Dangerous),
        Some(Quadrant::Promising),
        Some(Quadrant::Marginal),
    ];
    let from = |text: &str| quadrants_by(LargeVolume::Amount(text.parse().unwrap()));
    assert_eq!(from("40.02"), apart);
    assert_eq!(from("10.0201"), apart, "between two fen");
    let none_large = from("40.03");
    assert!(
        none_large
            .iter()
            .all(|it| { matches!(it, Some(Quadrant::Promising | Quadrant::Marginal)) })
    );
}

#[test]
fn volume_is_large_by_top_share_ties_up() {
    let apart = quadrants_by(LargeVolume::Amount("40".parse().unwrap()));
    assert_eq!(quadrants_by(LargeVolume::TopShare(percent("25%"))), apart, "one tied with another");
    assert_eq!(quadrants_by(LargeVolume::TopShare(percent("50%"))), apart);
    let all = quadrants_by(LargeVolume::TopShare(percent("50.0001%")));
    assert!(all.iter().all(|it| { matches!(it, Some(Quadrant::Treasured | Quadrant::Dangerous)) }));
}

#[test]
fn at_least_class_b_is_from_the_smallest_b_on() {
    let draft = QuadrantPolicyDraft { large: LargeVolume::Class(Class::B) };
    let policy = QuadrantPolicy::try_new(draft).unwrap();
    let cut = |a, b| policy.cut(&Cuts { a, b }, &[], currency("CNY"));
    assert_eq!(cut(Some(amount(9)), Some(amount(4))), Some(amount(4)));
    assert_eq!(cut(Some(amount(9)), None), Some(amount(9)), "no B, so A");
    assert_eq!(cut(None, None), None);
}

#[test]
fn a_customer_without_purchases_is_never_large() {
    let mut book = Book::new(currency("CNY"));
    let customer = Customer::new("Li".parse().unwrap()).with_since(day("2025-01-01"));
    let li = book.register(customer).unwrap();
    let breach = Breach { date: day("2026-02-01"), kind: BreachKind::Diversion, upheld: true };
    book.record(li, breach).unwrap();
    let large = LargeVolume::Amount("0".parse().unwrap());
    let policy = Policy {
        quadrant: QuadrantPolicy::try_new(QuadrantPolicyDraft { large }).unwrap(),
        ..Policy::default()
    };
    let review = book.review(as_of("2026-03-31"), &policy).unwrap();
    assert_eq!(review.quadrants(), [Some(Quadrant::Marginal)]);
}

#[test]
fn where_loyalty_is_not_applicable_there_is_no_quadrant() {
    let mut book = Book::new(currency("CNY"));
    book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let policy = Policy::default();
    let review = book.review(as_of("2026-03-31"), &policy).unwrap();
    assert_eq!(review.quadrants(), [None]);
    assert_eq!(review.loyal(), [None]);
}
