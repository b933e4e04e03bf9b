/// A dense handle as an index.
pub(crate) const fn index(handle: u32) -> usize {
    const { assert!(usize::BITS >= 32, "guanxi needs 32-bit indexes") };
    #[expect(clippy::as_conversions, reason = "32 bits fit a usize, asserted above")]
    {
        handle as usize
    }
}

/// The last of the first `count` items; `None` for a count of 0 or of more than there are. One
/// comparison tells both.
#[inline]
pub(crate) fn last_of_first<T>(items: &[T], count: usize) -> Option<&T> {
    items.get(count.wrapping_sub(1))
}

/// The place among the first `N`, a power of two: for an index that lies below `N` anyway, so that
/// the compiler need not check it.
#[inline]
pub(crate) const fn below<const N: usize>(place: usize) -> usize {
    const { assert!(N.is_power_of_two(), "a mask takes a power of two") };
    place & N.wrapping_sub(1)
}

/// The distance from one number down to another, as an index: a number that is not below wraps to a
/// distance beyond any array.
#[inline]
pub(crate) const fn distance(from: i32, down_to: i32) -> usize {
    index(from.wrapping_sub(down_to).cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::{below, distance, last_of_first};

    #[test]
    fn the_last_of_the_first_items_is_there_only_for_a_count_of_them() {
        let items = [4, 5, 6];
        assert_eq!(
            [0, 1, 3, 4].map(|count| last_of_first(&items, count)),
            [None, Some(&4), Some(&6), None]
        );
        assert_eq!(last_of_first::<u8>(&[], 0), None);
    }

    #[test]
    fn a_place_below_stays() {
        assert_eq!([0, 31, 32].map(below::<32>), [0, 31, 0]);
    }

    #[test]
    fn a_distance_upwards_is_beyond_any_array() {
        assert_eq!(distance(5, -2), 7);
        assert!(distance(-2, 5) > 1 << 31);
    }
}
