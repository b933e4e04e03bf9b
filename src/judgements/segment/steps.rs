//! Loops over columns of amounts that compile to vector code on any 64-bit processor, without a
//! line of it.
//!
//! Comparing two 64-bit integers is slow where the processor has no instruction for many at once;
//! the sign of their difference is not.

use super::Class;
use super::bracket::Bracket;
use crate::engine::{index, parallel};
use crate::measure::Ratio;
use crate::money::Total;

/// Amounts that are looked at together.
pub(super) const BLOCK: usize = 64;
/// One amount in so many is in the sample.
pub(super) const SAMPLED_EVERY: usize = 61;
/// A smaller sample is not worth the trouble.
pub(super) const SMALLEST_SAMPLE: usize = 1024;

const STEPS: usize = 4096;
const LAST: u32 = 4095;
const LANES: usize = 16;

/// Buckets of equal width from zero up; the last one takes everything beyond.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steps {
    shift: u32,
}

impl Steps {
    /// Steps that reach well beyond an amount: it lies in the second quarter of them.
    pub(super) const fn reaching(amount: u64) -> Self {
        let length = u64::BITS.saturating_sub(amount.leading_zeros());
        Self { shift: length.saturating_sub(11) }
    }

    /// The sums by step; `None` when an amount is too large for them.
    pub(super) fn sums<T: Copy + Sync>(
        self,
        items: &[T],
        minor: impl Fn(T) -> i64 + Copy + Send + Sync,
    ) -> Option<Vec<Total>> {
        let mut totals = vec![Total::ZERO; STEPS];
        for stretch in parallel::map_chunks(items, |stretch| self.sums_of_stretch(stretch, minor)) {
            for (total, sum) in totals.iter_mut().zip(stretch?) {
                *total = total.plus(Total::of_minor(i128::from(sum)));
            }
        }
        Some(totals)
    }

    /// The sums of a stretch: at most 2^18 amounts below 2^46, so none can wrap.
    fn sums_of_stretch<T: Copy>(self, stretch: &[T], minor: impl Fn(T) -> i64) -> Option<Vec<u64>> {
        let mut table = vec![[0_u64; 4]; STEPS];
        let seen = self.add_stretch(stretch, minor, table.first_chunk_mut()?);
        if seen >> self.longest() > 0 {
            return None;
        }
        let sum = |lanes: &[u64; 4]| lanes.iter().fold(0_u64, |sum, lane| sum.wrapping_add(*lane));
        Some(table.iter().map(sum).collect())
    }

    /// Bits of the longest amount that the steps can take: its number fits 32 bits, and 2^18 of
    /// them fit a sum.
    fn longest(self) -> u32 {
        self.shift.saturating_add(32).min(46)
    }

    /// Adds up a stretch by step and gives all bits that were seen. Four sums a step, so that equal
    /// neighbours need not wait for each other.
    fn add_stretch<T: Copy>(
        self,
        stretch: &[T],
        minor: impl Fn(T) -> i64,
        table: &mut [[u64; 4]; STEPS],
    ) -> u64 {
        let (blocks, rest) = stretch.as_chunks::<LANES>();
        let mut seen = 0_u64;
        for block in blocks {
            let amounts = block.map(|item| or_zero(minor(item)));
            let steps = amounts.map(|amount| self.step(amount));
            seen = amounts.iter().fold(seen, |seen, amount| seen | amount);
            let (quads, _) = amounts.as_chunks::<4>();
            let (numbers, _) = steps.as_chunks::<4>();
            for ([a, b, c, d], [i, j, k, l]) in quads.iter().zip(numbers) {
                add(table, *i, 0, *a);
                add(table, *j, 1, *b);
                add(table, *k, 2, *c);
                add(table, *l, 3, *d);
            }
        }
        for item in rest {
            let amount = or_zero(minor(*item));
            seen |= amount;
            add(table, self.step(amount), 0, amount);
        }
        seen
    }

    /// The number of a step.
    #[inline]
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "a longer amount is refused by its bits, see `longest`"
    )]
    fn step(self, amount: u64) -> u32 {
        ((amount >> self.shift) as u32).min(LAST)
    }

    /// The amounts of the step in which a share of the total is crossed; `None` when that is the
    /// last one, whose end is open.
    pub(super) fn crossing(self, sums: &[Total], share: Ratio, total: Total) -> Option<Bracket> {
        let mut above = Total::ZERO;
        let mut last = None;
        for (step, inside) in sums.iter().enumerate().rev().filter(|(_, sum)| sum.is_positive()) {
            if !share.is_missed_by(above.minor(), total.minor()) {
                break;
            }
            last = Some((step, above));
            above = above.plus(*inside);
        }
        let (step, above) = last.filter(|(step, _)| *step < STEPS - 1)?;
        let low = u64::try_from(step).ok()? << self.shift;
        let high = low | (1_u64 << self.shift).saturating_sub(1);
        Some(Bracket { low: low.max(1), high, above })
    }
}

/// The minor units of an amount, nothing when it is negative: by its sign bit, which needs no
/// branch.
#[inline]
pub(super) const fn or_zero(minor: i64) -> u64 {
    let bits = minor.cast_unsigned();
    bits & (bits >> 63).wrapping_sub(1)
}

#[inline]
fn add(table: &mut [[u64; 4]; STEPS], step: u32, lane: usize, amount: u64) {
    let place = index(step & LAST);
    if let Some(sum) = table.get_mut(place).and_then(|lanes| lanes.get_mut(lane & 3)) {
        *sum = sum.wrapping_add(amount);
    }
}

/// How many of the high ends of two brackets lie above each amount of a block, and in the next two
/// bits how many of their low ends: where the two differ the amount lies in a bracket. All ends are
/// positive.
#[inline]
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "two counts of at most two"
)]
pub(super) fn ends_above(
    block: &[i64; BLOCK],
    [a, b]: [i64; 2],
    [low_a, low_b]: [i64; 2],
) -> [u8; BLOCK] {
    block.map(|amount| {
        // The sign of the difference tells which is smaller; it can only wrap for an amount below
        // zero, whose own sign tells it then.
        let below = |end: i64| (amount.wrapping_sub(end) | amount).cast_unsigned() >> 63;
        let highs = below(a).wrapping_add(below(b));
        let lows = below(low_a).wrapping_add(below(low_b));
        (highs | (lows << 2)) as u8
    })
}

/// Whether any amount of such counts lies in a bracket.
#[inline]
pub(super) fn any_in_bracket(counts: &[u8; BLOCK]) -> bool {
    counts.iter().fold(0, |differ, count| differ | ((count >> 2) ^ (count & 3))) > 0
}

/// The classes by the high ends: A where none lies above, B where one does.
#[inline]
pub(super) fn put_classes(counts: &[u8; BLOCK], classes: &mut [Class]) {
    for (class, count) in classes.iter_mut().zip(counts) {
        *class = match count & 3 {
            0 => Class::A,
            1 => Class::B,
            2..=u8::MAX => Class::C,
        };
    }
}
