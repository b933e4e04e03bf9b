use super::block::positive_part;
use super::bracket::Bracket;
use crate::engine::{index, parallel};

const STEPS: usize = 4096;
const LAST: u32 = 4095;
/// Numbers that are put in their steps together.
const LANES: usize = 16;

/// Buckets of equal width from zero up; the last one takes everything beyond. Their numbers need no
/// search for a leading bit, so that the processor works them out for many numbers at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    shift: u32,
}

impl Steps {
    /// Steps that reach well beyond a number: it lies in the second quarter of them.
    pub(super) const fn reaching(number: u64) -> Self {
        let length = u64::BITS.saturating_sub(number.leading_zeros());
        Self { shift: length.saturating_sub(11) }
    }

    /// The sums of a column by step; `None` when a number is too large for them.
    pub(super) fn sums<T: Copy + Sync>(
        self,
        items: &[T],
        value: impl Fn(T) -> i64 + Copy + Send + Sync,
    ) -> Option<Vec<i128>> {
        let mut totals = vec![0_i128; STEPS];
        for sums in parallel::map_chunks(items, |chunk| self.sums_of_chunk(chunk, value)) {
            for (total, sum) in totals.iter_mut().zip(sums?) {
                *total = total.saturating_add(i128::from(sum));
            }
        }
        Some(totals)
    }

    /// The sums of a chunk: at most 2^18 numbers below 2^46, so none can wrap.
    fn sums_of_chunk<T: Copy>(self, chunk: &[T], value: impl Fn(T) -> i64) -> Option<Vec<u64>> {
        let mut table = vec![[0_u64; 4]; STEPS];
        let seen = self.add_chunk(chunk, value, table.first_chunk_mut()?);
        if seen >> self.longest() > 0 {
            return None;
        }
        let sum = |lanes: &[u64; 4]| lanes.iter().fold(0_u64, |sum, lane| sum.wrapping_add(*lane));
        Some(table.iter().map(sum).collect())
    }

    /// Bits of the longest number that the steps can take: the number of its step fits 32 bits, and
    /// 2^18 of them fit a sum.
    fn longest(self) -> u32 {
        self.shift.saturating_add(32).min(46)
    }

    /// Adds up a chunk by step and gives all bits that were seen. Four sums a step, so that equal
    /// neighbours need not wait for each other.
    fn add_chunk<T: Copy>(
        self,
        chunk: &[T],
        value: impl Fn(T) -> i64,
        table: &mut [[u64; 4]; STEPS],
    ) -> u64 {
        let (blocks, rest) = chunk.as_chunks::<LANES>();
        let mut seen = 0_u64;
        for block in blocks {
            let numbers = block.map(|item| positive_part(value(item)));
            let steps = numbers.map(|number| self.step(number));
            seen = numbers.iter().fold(seen, |seen, number| seen | number);
            let (quads, _) = numbers.as_chunks::<4>();
            let (places, _) = steps.as_chunks::<4>();
            for ([a, b, c, d], [i, j, k, l]) in quads.iter().zip(places) {
                add(table, *i, 0, *a);
                add(table, *j, 1, *b);
                add(table, *k, 2, *c);
                add(table, *l, 3, *d);
            }
        }
        for item in rest {
            let number = positive_part(value(*item));
            seen |= number;
            add(table, self.step(number), 0, number);
        }
        seen
    }

    /// The step of a number.
    #[inline]
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "a longer number is refused by its bits, see `longest`"
    )]
    fn step(self, number: u64) -> u32 {
        ((number >> self.shift) as u32).min(LAST)
    }

    /// The numbers of the step in which the cut lies; `None` when that is the last one, whose end
    /// is open.
    pub(super) fn crossing(
        self,
        sums: &[i128],
        is_short: impl Fn(i128) -> bool,
    ) -> Option<Bracket> {
        let mut above = 0_i128;
        let mut last = None;
        for (step, inside) in sums.iter().enumerate().rev().filter(|(_, sum)| **sum > 0) {
            if !is_short(above) {
                break;
            }
            last = Some((step, above));
            above = above.saturating_add(*inside);
        }
        let (step, above) = last.filter(|(step, _)| *step < STEPS - 1)?;
        let low = u64::try_from(step).ok()? << self.shift;
        let high = low | (1_u64 << self.shift).saturating_sub(1);
        Some(Bracket { low: low.max(1), high, above })
    }
}

#[inline]
fn add(table: &mut [[u64; 4]; STEPS], step: u32, lane: usize, number: u64) {
    let place = index(step & LAST);
    if let Some(sum) = table.get_mut(place).and_then(|lanes| lanes.get_mut(lane & 3)) {
        *sum = sum.wrapping_add(number);
    }
}
