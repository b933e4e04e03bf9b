//! A range of numbers in which a cut lies, and the buckets within it.

/// Bits after the leading one that tell buckets of one length apart.
const FINE: u32 = 7;
/// One bucket for each length and fine part; a power of two, so that a bucket number can be masked
/// into range.
pub(super) const BUCKETS: usize = 1 << (6 + FINE);
const LAST_BUCKET: u64 = (1 << (6 + FINE)) - 1;

/// A range of numbers, both ends included, in buckets: by magnitude in the first round, by equal
/// steps in the rounds after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bracket {
    pub(crate) low: u64,
    pub(crate) high: u64,
    /// The sum of all numbers above the range.
    pub(crate) above: i128,
}

impl Bracket {
    pub(crate) const ALL: Self = Self { low: 1, high: u64::MAX >> 1, above: 0 };

    /// Tells whether a number lies in the range, by one comparison: numbers below the low end wrap
    /// around to something large.
    #[inline]
    pub(crate) const fn contains(self, number: u64) -> bool {
        number.wrapping_sub(self.low) <= self.high.wrapping_sub(self.low)
    }

    /// Tells whether only one number is left.
    pub(crate) const fn is_single(self) -> bool {
        self.low == self.high
    }

    /// Bits by which the distance from the low end is shifted to number its buckets; the whole
    /// range goes by magnitude instead.
    const fn shift(self) -> u32 {
        let width = u64::BITS.saturating_sub(self.high.saturating_sub(self.low).leading_zeros());
        width.saturating_sub(6 + FINE)
    }

    const fn is_all(self) -> bool {
        self.low == Self::ALL.low && self.high == Self::ALL.high
    }

    /// The bucket of a number of the range.
    pub(super) fn bucket(self, number: u64) -> usize {
        if self.is_all() {
            magnitude(number)
        } else {
            masked(number.saturating_sub(self.low) >> self.shift())
        }
    }

    /// The numbers of a bucket.
    pub(super) fn of_bucket(self, bucket: usize, above: i128) -> Self {
        let number = u64::try_from(bucket).unwrap_or(0);
        let (low, high) = if self.is_all() {
            (lowest_of_magnitude(number), lowest_of_magnitude(number.saturating_add(1)))
        } else {
            let at = |number: u64| self.low.saturating_add(number << self.shift());
            (at(number), at(number.saturating_add(1)))
        };
        Self { low: low.max(self.low), high: high.saturating_sub(1).min(self.high), above }
    }
}

/// The bucket of a number by magnitude: never lower for a larger number. Nothing shares the bucket
/// of one.
#[inline]
pub(super) fn magnitude(number: u64) -> usize {
    let zeros = (number | 1).leading_zeros();
    let length = u64::from(63_u32.wrapping_sub(zeros));
    // Shift the leading one out, keep the bits after it.
    let after = number.wrapping_shl(zeros).wrapping_shl(1) >> (u64::BITS - FINE);
    masked((length << FINE) | after)
}

/// The smallest number of a bucket by magnitude.
fn lowest_of_magnitude(bucket: u64) -> u64 {
    let (length, after) = (bucket >> FINE, bucket & ((1 << FINE) - 1));
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    if length >= 63 {
        return 1 << 63;
    }
    let one = 1_u64 << length;
    // The fine bits stand right after the leading one; below 2^7 some of them lie under the unit
    // and round up.
    let fine = match FINE.checked_sub(length) {
        None => after << length.saturating_sub(FINE),
        Some(missing) => after.div_ceil(1 << missing),
    };
    one.saturating_add(fine)
}

#[inline]
fn masked(number: u64) -> usize {
    #[expect(clippy::as_conversions, reason = "below BUCKETS")]
    {
        (number & LAST_BUCKET) as usize
    }
}
