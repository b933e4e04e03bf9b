/// Two numbers in one word, compared as one: the first decides, then the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct PackedPair(u64);

impl PackedPair {
    #[inline]
    pub(crate) const fn new(first: u32, second: u32) -> Self {
        #[expect(clippy::as_conversions, reason = "`u64::from` is not constant")]
        Self((first as u64) << 32 | second as u64)
    }

    #[inline]
    pub(crate) const fn first(self) -> u32 {
        let [_, _, _, _, a, b, c, d] = self.0.to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    #[inline]
    pub(crate) const fn second(self) -> u32 {
        let [a, b, c, d, ..] = self.0.to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }
}

#[cfg(test)]
mod tests {
    use super::PackedPair;

    #[test]
    fn a_pair_gives_back_its_numbers_and_is_compared_by_the_first() {
        for (first, second) in [(0, 0), (1, u32::MAX), (u32::MAX, 7)] {
            let pair = PackedPair::new(first, second);
            assert_eq!((pair.first(), pair.second()), (first, second));
        }
        assert!(PackedPair::new(2, 0) > PackedPair::new(1, u32::MAX));
        assert!(PackedPair::new(2, 1) > PackedPair::new(2, 0));
    }
}
