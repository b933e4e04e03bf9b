/// The greatest common divisor, by Euclid; the other number where one is 0.
pub(crate) const fn common_divisor(a: u128, b: u128) -> u128 {
    let (mut large, mut small) = (b, a);
    while let Some(rest) = large.checked_rem(small) {
        (large, small) = (small, rest);
    }
    large
}

/// The least common multiple of two positive numbers; `None` when it does not fit.
pub(crate) fn common_multiple(a: u128, b: u128) -> Option<u128> {
    a.checked_div(common_divisor(a, b))?.checked_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_divisor_is_that_of_all_numbers() {
        let of = |numbers: &[u128]| numbers.iter().copied().fold(0, common_divisor);
        assert_eq!(of(&[]), 0);
        assert_eq!(of(&[0, 0]), 0);
        assert_eq!(of(&[0, 12, 0, 18]), 6);
        assert_eq!(of(&[u128::MAX]), u128::MAX);
        assert_eq!(of(&[7, 5, 0]), 1);
    }

    #[test]
    fn the_common_multiple_is_the_least() {
        assert_eq!(common_multiple(4, 6), Some(12));
        assert_eq!(common_multiple(1, u128::MAX), Some(u128::MAX));
        assert_eq!(common_multiple(2, u128::MAX), None);
    }
}
