//! Products of two 128-bit integers, for comparisons that must not overflow.

use std::cmp::Ordering;

const HALF: u32 = 64;
const LOW: u128 = u128::MAX >> HALF;

/// An unsigned integer of 256 bits: just enough to multiply, add and compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wide {
    high: u128,
    low: u128,
}

impl Wide {
    pub(crate) const ZERO: Self = Self { high: 0, low: 0 };

    /// The full product of two integers.
    pub(crate) const fn product(a: u128, b: u128) -> Self {
        let (a1, a0, b1, b0) = (a >> HALF, a & LOW, b >> HALF, b & LOW);
        // Each partial product is below 2^128, and each sum of carries below 2^128.
        let low = a0.wrapping_mul(b0);
        let cross = a1.wrapping_mul(b0).wrapping_add(low >> HALF);
        let middle = a0.wrapping_mul(b1).wrapping_add(cross & LOW);
        let high = a1.wrapping_mul(b1).wrapping_add(cross >> HALF).wrapping_add(middle >> HALF);
        Self { high, low: (middle << HALF) | (low & LOW) }
    }

    /// The sum; `None` when it needs more than 256 bits.
    pub(crate) const fn checked_add(self, other: Self) -> Option<Self> {
        let (low, carry) = self.low.overflowing_add(other.low);
        let Some(high) = self.high.checked_add(other.high) else {
            return None;
        };
        match high.checked_add(if carry { 1 } else { 0 }) {
            Some(high) => Some(Self { high, low }),
            None => None,
        }
    }
}

/// Compares `a · b` with `c · d` exactly.
#[inline]
pub(crate) fn compare_products(a: i128, b: i128, c: i128, d: i128) -> Ordering {
    let short = |wide: i128| i64::try_from(wide).ok().map(i128::from);
    match (short(a), short(b), short(c), short(d)) {
        // Products of 64-bit integers: the way of nearly every amount there is.
        (Some(a), Some(b), Some(c), Some(d)) => a.wrapping_mul(b).cmp(&c.wrapping_mul(d)),
        _ => compare_wide_products(a, b, c, d),
    }
}

#[cold]
fn compare_wide_products(a: i128, b: i128, c: i128, d: i128) -> Ordering {
    let sign = |x: i128, y: i128| x.signum().wrapping_mul(y.signum());
    let size = |x: i128, y: i128| Wide::product(x.unsigned_abs(), y.unsigned_abs());
    match (sign(a, b), sign(c, d)) {
        (1, 1) => size(a, b).cmp(&size(c, d)),
        (-1, -1) => size(c, d).cmp(&size(a, b)),
        (left, right) => left.cmp(&right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_carries_over_all_four_parts() {
        let max = Wide::product(u128::MAX, u128::MAX);
        assert_eq!(max, Wide { high: u128::MAX - 1, low: 1 });
        assert_eq!(Wide::product(1 << 64, 1 << 64), Wide { high: 1, low: 0 });
        assert_eq!(Wide::product(u128::MAX, 1), Wide { high: 0, low: u128::MAX });
        assert_eq!(Wide::product(u128::MAX, 2), Wide { high: 1, low: u128::MAX - 1 });
    }

    #[test]
    fn a_sum_that_needs_a_257th_bit_is_none() {
        let max = Wide { high: u128::MAX, low: u128::MAX };
        assert_eq!(max.checked_add(Wide { high: 0, low: 1 }), None);
        assert_eq!(max.checked_add(Wide::ZERO), Some(max));
        let half = Wide { high: 0, low: u128::MAX };
        assert_eq!(half.checked_add(half), Some(Wide { high: 1, low: u128::MAX - 1 }));
    }

    #[test]
    fn products_beyond_128_bits_compare_by_size_and_sign() {
        let big = i128::MAX;
        assert_eq!(compare_products(big, big, big, big), Ordering::Equal);
        assert_eq!(compare_products(big, big, big, big - 1), Ordering::Greater);
        assert_eq!(compare_products(-big, big, big, big), Ordering::Less);
        assert_eq!(compare_products(-big, big, big, 1 - big), Ordering::Less);
        assert_eq!(compare_products(big, big, 0, 5), Ordering::Greater);
        assert_eq!(compare_products(0, 7, big, -big), Ordering::Greater);
        assert_eq!(compare_products(2, 3, 6, 1), Ordering::Equal);
    }
}
