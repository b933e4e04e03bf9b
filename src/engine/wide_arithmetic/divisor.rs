//! Divisions by the same number again and again.

use std::num::NonZeroU32;

/// A number that is divided by often: a multiplication and one correction instead of a division,
/// which takes a processor many times as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Divisor {
    by: u64,
    /// The largest number of the type, divided by it.
    reciprocal: u64,
}

impl Divisor {
    pub(crate) fn new(by: NonZeroU32) -> Self {
        let by = u64::from(by.get());
        Self { by, reciprocal: u64::MAX.checked_div(by).unwrap_or(0) }
    }

    /// The quotient and the rest of a number.
    #[inline]
    pub(crate) fn divide(self, number: u64) -> (u64, u64) {
        let product = u128::from(number).wrapping_mul(u128::from(self.reciprocal));
        // The reciprocal is too small by less than 1 + 1/`by` of its last digit, so the quotient by
        // at most one.
        let quotient = u64::try_from(product >> 64).unwrap_or(0);
        let rest = number.wrapping_sub(quotient.wrapping_mul(self.by));
        let again = u64::from(rest >= self.by);
        (quotient.wrapping_add(again), rest.wrapping_sub(again.wrapping_mul(self.by)))
    }

    /// A number divided by it, rounded half up; the number is below the largest by half of it.
    #[inline]
    pub(crate) fn rounded(self, number: u64) -> u64 {
        self.divide(number.saturating_add(self.by / 2)).0
    }
}

/// A number times a fraction of at most 10^12 trillionths, rounded half up.
#[inline]
pub(crate) fn trillionths_of(number: u128, parts: u64) -> u128 {
    let parts = u128::from(parts);
    let scaled = number.checked_mul(parts).and_then(|scaled| scaled.checked_add(TRILLION / 2));
    scaled.map_or_else(|| long_trillionths_of(number, parts), trillionths)
}

/// In two steps, none of which needs more bits than the number.
#[cold]
fn long_trillionths_of(number: u128, parts: u128) -> u128 {
    let whole = (number / TRILLION).wrapping_mul(parts);
    let rest = (number % TRILLION).wrapping_mul(parts).wrapping_add(TRILLION / 2);
    whole.wrapping_add(rest / TRILLION)
}

const TRILLION: u128 = 1_000_000_000_000;

/// A number of trillionths in whole units, rounded down.
#[inline]
fn trillionths(number: u128) -> u128 {
    // 10^12 = 2^12 · 5^12, and 5^12 leaves a rest below 2^28, so that digits of 32 bits are divided
    // by a constant, one after the other.
    const FIVES: u64 = 244_140_625;
    let shifted = number >> 12;
    let digit = |place: u32| u64::try_from((shifted >> place) & u128::from(u32::MAX)).unwrap_or(0);
    let Some(high) = u64::try_from(shifted >> 64).ok().filter(|high| *high < FIVES) else {
        return number / TRILLION;
    };
    let middle = (high << 32) | digit(32);
    let low = ((middle % FIVES) << 32) | digit(0);
    (u128::from(middle / FIVES) << 32) | u128::from(low / FIVES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotient_and_rest_are_those_of_the_division() {
        let ends = [1, 2, 3, 7, 28, 30, 31, 65_536, 1_000_003, u32::MAX - 1, u32::MAX];
        for by in ends.into_iter().filter_map(NonZeroU32::new) {
            let wide = u64::from(by.get());
            let most = u64::MAX.checked_div(wide).unwrap_or(0).saturating_mul(wide);
            let near = [0, wide, most, most / 2, u64::MAX, u64::MAX / 2, 1 << 32, 1 << 63];
            let near = near.into_iter().flat_map(|number| {
                (0..4).flat_map(move |by| [number.saturating_add(by), number.saturating_sub(by)])
            });
            let spread = (0..10_000_u64).map(|step| step.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            for number in near.chain(spread) {
                let plain = (number.checked_div(wide), number.checked_rem(wide));
                let (quotient, rest) = Divisor::new(by).divide(number);
                assert_eq!((Some(quotient), Some(rest)), plain, "{number} / {by}");
                let half_up = u128::from(number).saturating_mul(2).saturating_add(u128::from(wide));
                let half_up = half_up.checked_div(u128::from(wide).saturating_mul(2));
                if number <= u64::MAX.saturating_sub(wide / 2) {
                    let rounded = Divisor::new(by).rounded(number);
                    assert_eq!(Some(u128::from(rounded)), half_up, "{number} / {by}");
                }
            }
        }
    }

    #[test]
    fn trillionths_are_divided_like_any_number() {
        let most_short = (244_140_625_u128 << 76).wrapping_sub(1);
        let ends = [0, 1 << 12, 10_u128.pow(12), 1 << 63, 1 << 64, 1 << 103, most_short, u128::MAX];
        let ends = ends.into_iter().flat_map(|number| {
            (0..4).flat_map(move |by| [number.saturating_add(by), number.saturating_sub(by)])
        });
        let spread = (0..10_000_u128).map(|step| {
            step.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835) >> (step % 100)
        });
        for number in ends.chain(spread) {
            assert_eq!(trillionths(number), number / 10_u128.pow(12), "{number}");
        }
    }

    #[test]
    fn a_fraction_of_any_number_is_rounded_half_up() {
        let parts = [0, 1, 499_999_999_999, 500_000_000_000, 999_999_999_999, 1_000_000_000_000];
        for number in [0, 1, 2, 3, 1 << 64, (1 << 88) - 1, 10_u128.pow(30) + 7] {
            for parts in parts {
                let short = u128::from(parts);
                assert_eq!(trillionths_of(number, parts), long_trillionths_of(number, short));
            }
            assert_eq!(trillionths_of(number, 1_000_000_000_000), number);
        }
        assert_eq!([1, 3].map(|number| trillionths_of(number, 500_000_000_000)), [1, 2]);
        assert_eq!(trillionths_of(u128::MAX, 1_000_000_000_000), u128::MAX);
    }
}
