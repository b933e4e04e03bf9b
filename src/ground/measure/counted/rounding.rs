//! Whole numbers, rounded down and up.

/// `part / whole` rounded down; `None` unless the whole is positive.
pub(super) fn floor(part: i128, whole: i128) -> Option<i128> {
    if whole > 0 { part.checked_div_euclid(whole) } else { None }
}

/// `part / whole` rounded up; `None` unless the whole is positive.
pub(super) fn ceil(part: i128, whole: i128) -> Option<i128> {
    floor(part.checked_neg()?, whole)?.checked_neg()
}

/// The square root of a number that is not negative, rounded up.
pub(super) fn root_up(number: i128) -> Option<i128> {
    let root = number.checked_isqrt()?;
    if root.checked_mul(root)? == number { Some(root) } else { root.checked_add(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_rounded_either_way_whatever_the_sign() {
        assert_eq!([7, -7, 6, -6].map(|it| floor(it, 3)), [2, -3, 2, -2].map(Some));
        assert_eq!([7, -7, 6, -6].map(|it| ceil(it, 3)), [3, -2, 2, -2].map(Some));
        assert_eq!((floor(1, 0), ceil(1, -1)), (None, None));
    }

    #[test]
    fn roots_are_rounded_up_unless_they_are_whole() {
        assert_eq!([0, 1, 2, 4, 5, 9].map(root_up), [0, 1, 2, 2, 3, 3].map(Some));
        assert_eq!(root_up(-1), None);
        assert_eq!(root_up(i128::MAX), Some(13_043_817_825_332_782_213));
    }
}
