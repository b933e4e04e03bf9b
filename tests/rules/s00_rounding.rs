//! Rounding: at, just under and just over the half, for amounts of both signs.

use guanxi::measure::Ratio;
use guanxi::money::{Amount, Money, Rounding};
use rust_decimal::Decimal;

use crate::given::currency;

/// Tenths of a cent, and the cents by [`Rounding::ALL`]: half up, half even, toward zero, away.
const ROWS: [(i64, [i64; 4]); 12] = [
    (14, [1, 1, 1, 2]),
    (15, [2, 2, 1, 2]),
    (16, [2, 2, 1, 2]),
    (24, [2, 2, 2, 3]),
    (25, [3, 2, 2, 3]),
    (26, [3, 3, 2, 3]),
    (4, [0, 0, 0, 1]),
    (5, [1, 0, 0, 1]),
    (6, [1, 1, 0, 1]),
    (30, [3, 3, 3, 3]),
    (35, [4, 4, 3, 4]),
    (0, [0, 0, 0, 0]),
];

#[test]
fn a_decimal_is_rounded_to_the_digits_of_the_currency() {
    for (tenths, expected) in ROWS {
        for sign in [1, -1] {
            for (mode, cents) in Rounding::ALL.into_iter().zip(expected) {
                let number = Decimal::new(sign * tenths, 3);
                let found = Money::rounded(number, currency("CNY"), mode).unwrap();
                assert_eq!(found.amount().minor(), sign * cents, "{mode}: {number}");
            }
        }
    }
}

#[test]
fn a_share_of_an_amount_is_rounded_to_the_minor_unit() {
    let tenth = Ratio::from_percent(10);
    for (tenths, expected) in ROWS {
        for sign in [1, -1] {
            for (mode, cents) in Rounding::ALL.into_iter().zip(expected) {
                let found = Amount::from_minor(sign * tenths).share(tenth, mode);
                assert_eq!(found, Some(Amount::from_minor(sign * cents)), "{mode}: {tenths}");
            }
        }
    }
}
