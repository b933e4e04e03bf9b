/// Numbers below 32, a bit for each: sets are counted and compared without a loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct BitSet(u32);

impl BitSet {
    pub(crate) const EMPTY: Self = Self(0);

    /// The set of the bits of a word.
    #[cfg(feature = "serde")]
    pub(crate) const fn from_word(word: u32) -> Self {
        Self(word)
    }

    /// The set as a word.
    #[cfg(feature = "serde")]
    pub(crate) const fn word(self) -> u32 {
        self.0
    }

    /// The places `i` at which `values[i] > values[i + lag]`; only pairs that exist count, and only
    /// the first 32.
    #[inline]
    pub(crate) fn of_rises<T: PartialOrd>(values: &[T], lag: usize) -> Self {
        let pairs = values.iter().zip(values.iter().skip(lag)).rev();
        Self(pairs.fold(0, |bits, (value, before)| (bits << 1) | u32::from(value > before)))
    }

    /// The set with every number one higher, and 0 in it or not; 31 drops out.
    #[inline]
    pub(crate) const fn push(self, has_zero: bool) -> Self {
        #[expect(clippy::as_conversions, reason = "`u32::from` is not constant")]
        Self((self.0 << 1) | has_zero as u32)
    }

    /// The numbers from `first` on, counted from 0 again.
    #[inline]
    pub(crate) fn skip(self, first: usize) -> Self {
        Self(u32::try_from(first).ok().and_then(|first| self.0.checked_shr(first)).unwrap_or(0))
    }

    /// The numbers that are not in the other set.
    #[inline]
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Tells whether a number is in the set.
    #[inline]
    pub(crate) fn has(self, number: usize) -> bool {
        self.skip(number).0 & 1 == 1
    }

    /// The count of the numbers below `end`.
    #[inline]
    pub(crate) fn count_below(self, end: usize) -> u32 {
        (self.0 & Self::below(end).0).count_ones()
    }

    /// Tells whether all numbers below `end` are in the set.
    #[inline]
    pub(crate) fn has_all_below(self, end: usize) -> bool {
        let all = Self::below(end).0;
        self.0 & all == all
    }

    fn below(end: usize) -> Self {
        let bit = u32::try_from(end).ok().and_then(|end| 1_u32.checked_shl(end));
        Self(bit.map_or(u32::MAX, |bit| bit.wrapping_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::BitSet;

    #[test]
    fn rises_are_told_by_bits() {
        assert_eq!(BitSet::of_rises::<u32>(&[], 1), BitSet(0));
        assert_eq!(BitSet::of_rises(&[7, 7, 5, 6, 1], 1), BitSet(0b1010));
        assert_eq!(BitSet::of_rises(&[7, 7, 5, 6, 1], 3), BitSet(0b11));
        assert_eq!(BitSet::of_rises(&[7], 1), BitSet(0));
    }

    #[test]
    fn numbers_are_counted_up_to_an_end() {
        let set = BitSet(0b1011);
        assert_eq!(
            [0, 1, 2, 3, 4, 31, 32, 40].map(|end| set.count_below(end)),
            [0, 1, 2, 2, 3, 3, 3, 3]
        );
        assert_eq!(
            [0, 1, 2, 3, 4, 32].map(|end| set.has_all_below(end)),
            [true, true, true, false, false, false]
        );
        assert_eq!((set.push(true), set.push(false)), (BitSet(0b1_0111), BitSet(0b1_0110)));
        assert!(BitSet(u32::MAX).has_all_below(32));
        assert_eq!([0, 2, 3, 4, 32].map(|it| set.has(it)), [true, false, true, false, false]);
        assert_eq!(set.without(BitSet(0b110)), BitSet(0b1001));
        assert_eq!(
            [0, 1, 3, 4, 32].map(|first| set.skip(first)),
            [0b1011, 0b101, 1, 0, 0].map(BitSet)
        );
    }
}
