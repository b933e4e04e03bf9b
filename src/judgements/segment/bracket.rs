//! Where a cut is looked for: a bracket of amounts, and the buckets within it.

use crate::money::Total;

/// Bits after the leading one that tell buckets of one length apart.
const FINE: u32 = 7;
/// One bucket for each length and fine part; a power of two, so that a bucket number can be masked
/// into range.
pub(super) const BUCKETS: usize = 1 << (6 + FINE);
const LAST_BUCKET: u64 = (1 << (6 + FINE)) - 1;

/// Amounts of a bracket by bucket: by magnitude in the first round, by equal steps in the rounds
/// after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bracket {
    pub(super) low: u64,
    pub(super) high: u64,
    /// What lies above the bracket.
    pub(super) above: Total,
}

impl Bracket {
    pub(super) const ALL: Self = Self { low: 1, high: u64::MAX >> 1, above: Total::ZERO };

    /// One comparison: amounts below the low end wrap around to something large.
    #[inline]
    pub(super) const fn contains(self, amount: u64) -> bool {
        amount.wrapping_sub(self.low) <= self.high.wrapping_sub(self.low)
    }

    /// Whether only one amount is left.
    pub(super) const fn is_single(self) -> bool {
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

    pub(super) fn bucket(self, amount: u64) -> usize {
        if self.is_all() {
            magnitude(amount)
        } else {
            masked(amount.saturating_sub(self.low) >> self.shift())
        }
    }

    /// The amounts of a bucket.
    pub(super) fn of_bucket(self, bucket: usize, above: Total) -> Self {
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

/// The bucket of an amount by magnitude: never lower for a larger amount. Nothing shares the bucket
/// of one.
#[inline]
pub(super) fn magnitude(amount: u64) -> usize {
    let zeros = (amount | 1).leading_zeros();
    let length = u64::from(63_u32.wrapping_sub(zeros));
    // Shift the leading one out, keep the bits after it.
    let after = amount.wrapping_shl(zeros).wrapping_shl(1) >> (u64::BITS - FINE);
    masked((length << FINE) | after)
}

/// The smallest amount of a bucket by magnitude.
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
