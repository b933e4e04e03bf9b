use super::bracket::{BUCKETS, Bracket, magnitude};

/// Sums by bucket, in two words each so that no sum can wrap. Sums of parts of a column merge to
/// those of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BucketSums {
    low: Box<[u64; BUCKETS]>,
    high: Box<[u64; BUCKETS]>,
}

impl Default for BucketSums {
    fn default() -> Self {
        // Two tables of 64 KiB, straight onto the heap.
        #[expect(
            clippy::large_stack_arrays,
            reason = "moved into its box by every optimised build"
        )]
        Self { low: Box::new([0; BUCKETS]), high: Box::new([0; BUCKETS]) }
    }
}

impl BucketSums {
    /// The sums of a column by magnitude.
    pub(super) fn by_magnitude(numbers: impl Iterator<Item = u64>) -> Self {
        let mut sums = Self::default();
        numbers.for_each(|number| sums.add_to(magnitude(number), number));
        sums
    }

    /// Adds a number that lies in the bracket to its bucket there.
    #[inline]
    pub(crate) fn add(&mut self, bracket: Bracket, number: u64) {
        self.add_to(bracket.bucket(number), number);
    }

    #[inline]
    fn add_to(&mut self, bucket: usize, number: u64) {
        let (Some(low), Some(high)) = (self.low.get_mut(bucket), self.high.get_mut(bucket)) else {
            return;
        };
        let (sum, carried) = low.overflowing_add(number);
        *low = sum;
        if carried {
            *high = high.wrapping_add(1);
        }
    }

    /// Adds the sums of another part of the column.
    pub(crate) fn merge(&mut self, other: &Self) {
        let highs = self.high.iter_mut().zip(other.high.iter());
        for ((low, more), (high, more_high)) in self.low.iter_mut().zip(other.low.iter()).zip(highs)
        {
            let (sum, carried) = low.overflowing_add(*more);
            *low = sum;
            *high = high.wrapping_add(*more_high).wrapping_add(u64::from(carried));
        }
    }

    fn sum_of(&self, bucket: usize) -> i128 {
        let word = |words: &[u64; BUCKETS]| words.get(bucket).copied().unwrap_or(0);
        let wide = (u128::from(word(&self.high)) << 64) | u128::from(word(&self.low));
        i128::try_from(wide).unwrap_or(i128::MAX)
    }

    /// The sum of all numbers.
    pub(crate) fn total(&self) -> i128 {
        (0..BUCKETS).fold(0, |sum, bucket| sum.saturating_add(self.sum_of(bucket)))
    }

    /// The bucket in which the cut lies: the sum above it is still short, and with its own numbers
    /// no longer.
    pub(crate) fn crossing(&self, bracket: Bracket, is_short: impl Fn(i128) -> bool) -> Bracket {
        let mut above = bracket.above;
        let mut last = bracket;
        for bucket in (0..BUCKETS).rev() {
            let inside = self.sum_of(bucket);
            if inside <= 0 {
                continue;
            }
            if !is_short(above) {
                break;
            }
            last = bracket.of_bucket(bucket, above);
            above = above.saturating_add(inside);
        }
        last
    }
}
