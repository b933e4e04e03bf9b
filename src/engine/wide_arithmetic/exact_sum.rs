//! Sums of products of any size, for comparisons of fractions with three denominators.

/// Tells whether the sum of products of integers is below zero, exactly. In 128 bits where
/// everything fits, as nearly every amount there is; otherwise in as many as it takes.
pub(crate) fn is_negative_sum<const N: usize>(products: &[[i128; N]]) -> bool {
    let product = |factors: &[i128; N]| factors.iter().copied().try_fold(1, i128::checked_mul);
    let narrow = products.iter().try_fold(0_i128, |sum, it| sum.checked_add(product(it)?));
    if let Some(sum) = narrow {
        return sum < 0;
    }
    let mut sum = ExactSum::default();
    for factors in products {
        sum.add(factors);
    }
    sum.is_negative()
}

/// A sum of products of integers that cannot overflow: little-endian limbs of 32 bits, positive and
/// negative terms apart.
///
/// Products of at most eight factors of 128 bits fit; the rule that uses it has five.
#[derive(Debug, Clone, Default)]
struct ExactSum {
    positive: Limbs,
    negative: Limbs,
}

const LIMBS: usize = 36;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Limbs([u32; LIMBS]);

impl Default for Limbs {
    fn default() -> Self {
        Self([0; LIMBS])
    }
}

impl ExactSum {
    /// Adds a product.
    fn add(&mut self, factors: &[i128]) {
        let mut product = Limbs::default();
        if let Some(first) = product.0.first_mut() {
            *first = 1;
        }
        let mut below_zero = false;
        for factor in factors {
            below_zero ^= *factor < 0;
            product = product.times(factor.unsigned_abs());
        }
        let side = if below_zero { &mut self.negative } else { &mut self.positive };
        side.plus(&product);
    }

    /// Tells whether the sum is below zero.
    fn is_negative(&self) -> bool {
        let (positive, negative) = (self.positive.0.iter().rev(), self.negative.0.iter().rev());
        positive.lt(negative)
    }
}

impl Limbs {
    fn plus(&mut self, other: &Self) {
        let mut carry = 0_u64;
        for (limb, more) in self.0.iter_mut().zip(other.0) {
            let sum = u64::from(*limb).wrapping_add(u64::from(more)).wrapping_add(carry);
            (*limb, carry) = low_and_carry(sum);
        }
    }

    fn times(&self, factor: u128) -> Self {
        let mut product = Self::default();
        for (place, shift) in [0_u32, 32, 64, 96].into_iter().enumerate() {
            let (limb, _) = low_and_carry(low_64(factor >> shift));
            let mut carry = 0_u64;
            for (to, from) in product.0.iter_mut().skip(place).zip(self.0) {
                // (2^32 − 1)^2 + 2·(2^32 − 1) = 2^64 − 1: nothing wraps.
                let partial = u64::from(from).wrapping_mul(u64::from(limb));
                let sum = partial.wrapping_add(u64::from(*to)).wrapping_add(carry);
                (*to, carry) = low_and_carry(sum);
            }
        }
        product
    }
}

fn low_64(wide: u128) -> u64 {
    u64::try_from(wide & u128::from(u64::MAX)).unwrap_or(0)
}

fn low_and_carry(sum: u64) -> (u32, u64) {
    (u32::try_from(sum & u64::from(u32::MAX)).unwrap_or(0), sum >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_products_cancel_whatever_their_size() {
        let (a, b) = (i128::MAX, i128::MAX - 1);
        assert!(!is_negative_sum(&[[a, b, a, 7], [-7, a, a, b]]));
        assert!(is_negative_sum(&[[a, b, a, 7], [-7, a, a, b], [-1, 1, 1, 1]]));
        assert!(!is_negative_sum(&[[a, b, a, 7], [-7, a, a, b], [1, 1, 1, 1]]));
    }

    #[test]
    fn both_ways_agree() {
        let values = [-(1 << 40), -3, -1, 0, 1, 2, 5, 1 << 40];
        for a in values {
            for b in values {
                let mut wide = ExactSum::default();
                let products = [[a, b, 3], [b, -a, 2], [1, 1, b]];
                for factors in &products {
                    wide.add(factors);
                }
                assert_eq!(is_negative_sum(&products), wide.is_negative(), "{a} {b}");
            }
        }
    }

    #[test]
    fn signs_multiply() {
        assert!(is_negative_sum(&[[-1, 1]]));
        assert!(!is_negative_sum(&[[-1, -1]]));
        assert!(!is_negative_sum(&[[0, -1]]));
        assert!(!is_negative_sum::<2>(&[]));
    }
}
