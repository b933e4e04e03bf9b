//! Money, ratios and fractions against exact arithmetic of the plainest kind.

use std::cmp::Ordering;

use guanxi::calendar::Day;
use guanxi::measure::{Quotient, Ratio};
use guanxi::money::{Amount, Currency, Major, Money};
use proptest::prelude::*;

use crate::strategies::minor;

/// The digits of a product in base 2^32, the lowest first.
fn digits(a: u128, b: u128) -> Vec<u32> {
    let limbs = |x: u128| [0, 32, 64, 96].map(|shift| (x >> shift) as u32);
    let mut sums = [0_u128; 9];
    for (i, x) in limbs(a).into_iter().enumerate() {
        for (j, y) in limbs(b).into_iter().enumerate() {
            sums[i + j] += u128::from(x) * u128::from(y);
        }
    }
    for place in 0..8 {
        sums[place + 1] += sums[place] >> 32;
        sums[place] &= u128::from(u32::MAX);
    }
    sums.map(|sum| sum as u32).to_vec()
}

/// `a·b` against `c·d`, whatever their size.
fn compare(a: i128, b: i128, c: i128, d: i128) -> Ordering {
    let product = |x: i128, y: i128| {
        let sign = x.signum() * y.signum();
        let mut size = digits(x.unsigned_abs(), y.unsigned_abs());
        size.reverse();
        (sign, size)
    };
    match (product(a, b), product(c, d)) {
        ((1, left), (1, right)) => left.cmp(&right),
        ((-1, left), (-1, right)) => right.cmp(&left),
        ((left, _), (right, _)) => left.cmp(&right),
    }
}

fn any_size() -> impl Strategy<Value = i128> {
    prop_oneof![
        any::<i128>(),
        any::<i64>().prop_map(i128::from),
        -100_i128..100,
        (0_i128..3).prop_map(|less| i128::MAX - less),
        (0_i128..3).prop_map(|more| i128::MIN + more),
    ]
}

fn whole() -> impl Strategy<Value = i128> {
    any_size().prop_map(|size| size.checked_abs().unwrap_or(i128::MAX).max(1))
}

fn currency() -> impl Strategy<Value = Currency> {
    let codes = ["CNY", "JPY", "KWD", "EUR", "CLF"];
    (0..codes.len()).prop_map(move |place| codes[place].parse().unwrap())
}

#[test]
fn the_naive_comparison_is_right_about_itself() {
    assert_eq!(compare(i128::MAX, i128::MAX, i128::MAX, i128::MAX - 1), Ordering::Greater);
    assert_eq!(compare(i128::MIN, 1, -1, i128::MAX), Ordering::Less);
    assert_eq!(compare(6, -2, -3, 4), Ordering::Equal);
    assert_eq!(compare(0, 5, -1, 5), Ordering::Greater);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_ratio_compares_like_the_exact_fraction(
        part in any_size(),
        whole in whole(),
        parts in any::<u32>(),
    ) {
        let ratio = Ratio::from_parts_per_million(parts);
        let expected = compare(part, 1_000_000, whole, i128::from(parts));
        prop_assert_eq!(ratio.is_exceeded_by(part, whole), expected.is_gt());
        prop_assert_eq!(ratio.is_missed_by(part, whole), expected.is_lt());
        let quotient = Quotient::try_new(part, whole).unwrap();
        prop_assert_eq!(quotient.partial_cmp(&ratio), Some(expected));
        prop_assert_eq!(quotient == ratio, expected.is_eq());
    }

    #[test]
    fn a_ratio_met_exactly_is_met_exactly(whole in 1_i64..=i64::MAX, parts in 1_u32..) {
        // part / (whole · 10^6) = parts / 10^6 exactly; one more and one less are not.
        let (ratio, whole) = (Ratio::from_parts_per_million(parts), i128::from(whole));
        let (part, whole) = (whole * i128::from(parts), whole * 1_000_000);
        prop_assert!(!ratio.is_exceeded_by(part, whole) && !ratio.is_missed_by(part, whole));
        prop_assert!(ratio.is_exceeded_by(part + 1, whole));
        prop_assert!(ratio.is_missed_by(part - 1, whole));
    }

    #[test]
    fn a_whole_that_is_not_positive_counts_as_nothing(
        part in any_size(),
        whole in any_size(),
        parts in any::<u32>(),
    ) {
        let (ratio, whole) = (Ratio::from_parts_per_million(parts), whole.min(0));
        prop_assert_eq!(ratio.is_exceeded_by(part, whole), part > 0);
    }

    #[test]
    fn fractions_compare_exactly(
        (a, b, c, d) in (any_size(), whole(), any_size(), whole()),
    ) {
        let (left, right) = (Quotient::try_new(a, b).unwrap(), Quotient::try_new(c, d).unwrap());
        prop_assert_eq!(left.cmp(&right), compare(a, d, c, b));
        prop_assert_eq!(left == right, compare(a, d, c, b).is_eq());
    }

    #[test]
    fn a_fraction_is_rounded_half_away_from_zero(part in any::<i64>(), whole in 1_i64..) {
        let (part, whole) = (i128::from(part), i128::from(whole));
        let micros = Quotient::try_new(part, whole).unwrap().to_micros().unwrap();
        // |micros·whole − part·10^6| ≤ whole/2, and at the half the size is the larger one.
        let error = 2 * (micros.abs() * whole - part.abs() * 1_000_000);
        prop_assert!(-whole < error && error <= whole);
        prop_assert!(micros == 0 || micros.signum() == part.signum());
    }

    #[test]
    fn a_ratio_is_read_as_it_is_written(parts in any::<u32>()) {
        let ratio = Ratio::from_parts_per_million(parts);
        prop_assert_eq!(ratio.to_string().parse(), Ok(ratio));
    }

    #[test]
    fn money_is_read_as_it_is_written(minor in minor(), currency in currency()) {
        let money = Money::new(Amount::from_minor(minor), currency);
        prop_assert_eq!(money.to_string().parse(), Ok(money));
        prop_assert_eq!(Money::try_from_decimal(money.to_decimal(), currency), Ok(money));
        let plain = money.amount().to_total().plain(currency).to_string();
        prop_assert_eq!(Money::try_from_text(&plain, currency), Ok(money));
        prop_assert_eq!(String::from(money).parse(), Ok(money));
    }

    #[cfg(feature = "serde")]
    #[test]
    fn values_are_read_as_they_are_written_by_serde(
        minor in minor(),
        currency in currency(),
        offset in -700_000_i32..2_900_000,
    ) {
        let money = Money::new(Amount::from_minor(minor), currency);
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        let day = Day::default().offset(offset);
        let json = serde_json::to_string(&(day, day.month())).unwrap();
        prop_assert_eq!(serde_json::from_str::<(Day, guanxi::calendar::Month)>(&json).unwrap(), (day, day.month()));
    }

    #[test]
    fn a_major_amount_is_compared_never_rounded(
        units in 0_u32..,
        parts in 0_u32..10_000,
        currency in currency(),
    ) {
        let text = format!("{units}.{parts:04}");
        let major: Major = text.parse().unwrap();
        prop_assert_eq!(major.to_string().parse(), Ok(major));
        let cut = i128::from(major.to_minor_ceil(currency).minor());
        let unit = 10_i128.pow(u32::from(4 - currency.minor_digits()));
        let exact = i128::from(units) * 10_000 + i128::from(parts);
        prop_assert!(cut * unit >= exact && (cut - 1) * unit < exact);
    }

    #[test]
    fn a_split_gives_back_the_whole_in_fair_parts(
        minor in minor(),
        weights in prop::collection::vec(prop_oneof![0_u32..5, any::<u32>()], 1..12),
    ) {
        let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        let parts = Amount::from_minor(minor).split(&weights);
        prop_assert_eq!(parts.is_some(), all > 0);
        let Some(parts) = parts else { return Ok(()) };
        let sum: i128 = parts.iter().map(|part| i128::from(part.minor())).sum();
        prop_assert_eq!(sum, i128::from(minor));
        for (part, weight) in parts.iter().zip(&weights) {
            // Less than one unit from the exact share.
            let exact = i128::from(minor) * i128::from(*weight);
            let error = i128::from(part.minor()) * all - exact;
            prop_assert!(-all < error && error < all);
            prop_assert!(*weight > 0 || part.minor() == 0);
        }
    }

    #[test]
    fn sums_of_money_fit_or_are_refused(a in minor(), b in minor(), currency in currency()) {
        let money = |minor| Money::new(Amount::from_minor(minor), currency);
        let sum = money(a).checked_add(money(b)).ok().map(|it| it.amount().minor());
        prop_assert_eq!(sum, a.checked_add(b));
        let rest = money(a).checked_sub(money(b)).ok().map(|it| it.amount().minor());
        prop_assert_eq!(rest, a.checked_sub(b));
    }

    #[test]
    fn the_same_day_a_year_earlier_has_the_same_month(offset in -700_000_i32..2_900_000) {
        let day = Day::default().offset(offset);
        let earlier = day.year_earlier();
        prop_assert_eq!(earlier.month(), day.month().offset(-12));
        prop_assert!((365..=366).contains(&day.days_since(earlier)));
        prop_assert_eq!(day.to_string().parse(), Ok(day));
    }
}
