//! ABC and Pareto against their definitions.

use guanxi::money::{Amount, Currency};
use guanxi::segment::{AbcMethod, AbcPolicy, AbcPolicyDraft, Class, Pareto};
use proptest::prelude::*;

use crate::strategies::{amounts, small_amounts, yuan};

#[track_caller]
fn classes_by(cut: AbcMethod, purchases: &[Amount]) -> Vec<Class> {
    let draft = AbcPolicyDraft { cut, ..Default::default() };
    let currency: Currency = yuan();
    let cuts = AbcPolicy::try_new(draft).unwrap().cuts(purchases, currency);
    purchases.iter().map(|amount| cuts.class(*amount)).collect()
}

fn wide(amount: Amount) -> i128 {
    i128::from(amount.minor())
}

/// A iff positive and `above < 80 % of T`; B iff positive, not A and `above < 95 % of T`; C
/// otherwise.
fn naive(purchases: &[Amount]) -> Vec<Class> {
    let total: i128 = purchases.iter().copied().map(wide).filter(|it| *it > 0).sum();
    let class = |amount: Amount| {
        let larger = purchases.iter().copied().map(wide).filter(|it| *it > wide(amount));
        let above: i128 = larger.sum();
        if wide(amount) <= 0 {
            Class::C
        } else if above * 100 < total * 80 {
            Class::A
        } else if above * 100 < total * 95 {
            Class::B
        } else {
            Class::C
        }
    };
    purchases.iter().copied().map(class).collect()
}

fn methods() -> [AbcMethod; 3] {
    [
        AbcMethod::default(),
        AbcMethod::ShareOfCustomers { a: "20%".parse().unwrap(), b: "50%".parse().unwrap() },
        AbcMethod::Computed {},
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn classes_are_the_naive_ones(purchases in amounts()) {
        prop_assert_eq!(classes_by(AbcMethod::default(), &purchases), naive(&purchases));
    }

    #[test]
    fn the_cuts_are_the_smallest_of_their_class(purchases in amounts()) {
        let cuts = AbcPolicy::default().cuts(&purchases, yuan());
        let smallest = |class| {
            let pairs = purchases.iter().zip(naive(&purchases));
            pairs.filter(|(_, it)| *it == class).map(|(amount, _)| *amount).min()
        };
        prop_assert_eq!(cuts.a, smallest(Class::A));
        prop_assert_eq!(cuts.b, smallest(Class::B));
    }

    #[test]
    fn classes_follow_amounts_whatever_the_method(purchases in amounts()) {
        for method in methods() {
            let classes = classes_by(method, &purchases);
            for (a, class_a) in purchases.iter().zip(&classes) {
                for (b, class_b) in purchases.iter().zip(&classes) {
                    // A stands before B and C: who buys at least as much has at least as good a
                    // class.
                    prop_assert!(a < b || class_a <= class_b, "{method:?} {a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn classes_do_not_depend_on_scale(purchases in small_amounts(), factor in 1_i64..1_000_000) {
        let scaled: Vec<Amount> = purchases
            .iter()
            .map(|amount| Amount::from_minor(amount.minor() * factor))
            .collect();
        for method in methods() {
            prop_assert_eq!(classes_by(method, &purchases), classes_by(method, &scaled));
        }
    }

    #[test]
    fn classes_do_not_depend_on_order(
        (purchases, shuffled) in amounts().prop_flat_map(|purchases| {
            (Just(purchases.clone()), Just(purchases).prop_shuffle())
        }),
    ) {
        for method in methods() {
            let draft = AbcPolicyDraft { cut: method, ..Default::default() };
            let policy = AbcPolicy::try_new(draft).unwrap();
            prop_assert_eq!(policy.cuts(&purchases, yuan()), policy.cuts(&shuffled, yuan()));
        }
    }

    #[test]
    fn pareto_is_the_naive_one(purchases in small_amounts()) {
        let found = Pareto::from_purchases(&purchases);
        let mut falling: Vec<i128> = purchases.iter().copied().map(wide).filter(|it| *it > 0).collect();
        falling.sort_by(|a, b| b.cmp(a));
        let (n, total) = (falling.len() as i128, falling.iter().sum::<i128>());
        prop_assert_eq!(i128::from(found.customers), n);
        prop_assert_eq!(found.total.minor(), total);
        let fraction = |part, whole| guanxi::measure::Quotient::try_new(part, whole);
        let top = falling.len().div_ceil(5);
        prop_assert_eq!(found.top_20_percent_share, fraction(falling[..top].iter().sum(), total));
        let largest = falling.first().copied().unwrap_or(0);
        prop_assert_eq!(found.largest_share, fraction(largest, total));
        let number = (0..=falling.len()).find(|number| {
            falling[..*number].iter().sum::<i128>() * 100 >= total * 80
        });
        prop_assert_eq!(found.customers_for_80_percent as usize, number.unwrap());
        let ranked: i128 = falling.iter().rev().zip(1..).map(|(x, i)| i * x).sum();
        prop_assert_eq!(found.gini, fraction(2 * ranked - (n + 1) * total, n * total));
        let squares: i128 = falling.iter().map(|x| x * x).sum();
        let millionths = (n > 0).then(|| {
            (squares * 2_000_000 + total * total) / (2 * total * total)
        });
        prop_assert_eq!(found.hhi, millionths.and_then(|it| fraction(it, 1_000_000)));
    }

    #[test]
    fn pareto_lies_within_its_bounds(purchases in amounts()) {
        let found = Pareto::from_purchases(&purchases);
        let one = guanxi::measure::Ratio::ONE;
        let shares = [found.top_20_percent_share, found.largest_share, found.gini, found.hhi];
        for share in shares.into_iter().flatten() {
            prop_assert!(share >= guanxi::measure::Quotient::ZERO && share <= one);
        }
        prop_assert_eq!(found.largest_share.is_some(), found.customers > 0);
        prop_assert_eq!(found.gini.is_some(), found.customers > 0);
        prop_assert_eq!(found.hhi.is_some(), found.customers > 0);
        prop_assert!(found.customers_for_80_percent <= found.customers);
    }
}
