//! The cuts of ABC by selection instead of sorting.
//!
//! One pass adds up the amounts by magnitude: a bucket for each length in bits and the seven bits
//! after the first. The buckets are in order, so walking them from the top tells in which one a
//! share of the total is crossed. A second pass picks the few amounts of that bucket, and sorting
//! those tells the cut. The plain definition stands as the reference in the tests.

use super::bracket::{BUCKETS, Bracket, magnitude};
use super::steps::or_zero;
use super::{Class, Cuts, steps};
use crate::engine::parallel;
use crate::measure::Ratio;
use crate::money::{Amount, Total};

/// Sums by bucket, in two words each so that no sum can wrap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sums {
    low: Box<[u64; BUCKETS]>,
    high: Box<[u64; BUCKETS]>,
}

impl Default for Sums {
    fn default() -> Self {
        // Two tables of 64 KiB, straight onto the heap.
        #[expect(
            clippy::large_stack_arrays,
            reason = "moved into its box by every optimised build"
        )]
        Self { low: Box::new([0; BUCKETS]), high: Box::new([0; BUCKETS]) }
    }
}

impl Sums {
    #[inline]
    pub(super) fn add(&mut self, bucket: usize, amount: u64) {
        let (Some(low), Some(high)) = (self.low.get_mut(bucket), self.high.get_mut(bucket)) else {
            return;
        };
        let (sum, carried) = low.overflowing_add(amount);
        *low = sum;
        if carried {
            *high = high.wrapping_add(1);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        let highs = self.high.iter_mut().zip(other.high.iter());
        for ((low, more), (high, more_high)) in self.low.iter_mut().zip(other.low.iter()).zip(highs)
        {
            let (sum, carried) = low.overflowing_add(*more);
            *low = sum;
            *high = high.wrapping_add(*more_high).wrapping_add(u64::from(carried));
        }
    }

    fn total_of(&self, bucket: usize) -> Total {
        let word = |words: &[u64; BUCKETS]| words.get(bucket).copied().unwrap_or(0);
        let wide = (u128::from(word(&self.high)) << 64) | u128::from(word(&self.low));
        Total::of_minor(i128::try_from(wide).unwrap_or(i128::MAX))
    }

    pub(super) fn total(&self) -> Total {
        (0..BUCKETS).fold(Total::ZERO, |sum, bucket| sum.plus(self.total_of(bucket)))
    }

    /// The bucket in which the amounts above it still bring less than the share, and those in it
    /// take them there.
    pub(super) fn crossing(&self, bracket: Bracket, share: Ratio, total: Total) -> Bracket {
        let mut above = bracket.above;
        let mut last = bracket;
        for bucket in (0..BUCKETS).rev() {
            let inside = self.total_of(bucket);
            if !inside.is_positive() {
                continue;
            }
            if !share.is_missed_by(above.minor(), total.minor()) {
                break;
            }
            last = bracket.of_bucket(bucket, above);
            above = above.plus(inside);
        }
        last
    }
}

/// The smallest amount above which less than a share of the total lies, given the amounts of the
/// bracket that it lies in.
fn cut_among(
    mut amounts: Vec<u64>,
    bracket: Bracket,
    share: Ratio,
    total: Total,
) -> Option<Amount> {
    amounts.sort_unstable_by(|a, b| b.cmp(a));
    let mut above = bracket.above;
    let mut cut = None;
    for group in amounts.chunk_by(|a, b| a == b) {
        if !share.is_missed_by(above.minor(), total.minor()) {
            break;
        }
        cut = group.first().copied();
        above = group.iter().fold(above, |sum, amount| sum.plus(amount_of(*amount)));
    }
    cut.map(amount_of)
}

pub(super) fn amount_of(minor: u64) -> Amount {
    // Came from a positive i64.
    Amount::from_minor(i64::try_from(minor).unwrap_or(i64::MAX))
}

pub(super) fn as_cuts(a: Option<Amount>, a_or_b: Option<Amount>) -> Cuts {
    Cuts { a, b: a_or_b.filter(|b| a.is_none_or(|a| *b < a)) }
}

/// What the first pass finds: the total, and the brackets in which the cuts lie.
#[derive(Debug, Clone, Copy)]
struct Found {
    shares: [Ratio; 2],
    at: [Bracket; 2],
    total: Total,
}

impl Found {
    /// The first pass; `None` when nothing was bought.
    fn of<T: Copy + Sync>(
        items: &[T],
        minor: impl Fn(T) -> i64 + Copy + Send + Sync,
        shares: [Ratio; 2],
    ) -> Option<Self> {
        Self::by_steps(items, minor, shares).or_else(|| Self::by_magnitude(items, minor, shares))
    }

    fn by_magnitude<T: Copy>(
        items: &[T],
        minor: impl Fn(T) -> i64,
        shares: [Ratio; 2],
    ) -> Option<Self> {
        let mut sums = Sums::default();
        for amount in items.iter().map(|item| or_zero(minor(*item))) {
            sums.add(magnitude(amount), amount);
        }
        let total = sums.total();
        let at = shares.map(|share| sums.crossing(Bracket::ALL, share, total));
        total.is_positive().then_some(Self { shares, at, total })
    }

    /// The same in steps of equal width, which needs no search for the leading bit: the processor
    /// numbers many amounts at once. A sample tells the width. `None` when the column is short, or
    /// an amount or a cut lies where the steps do not reach: exactness never rests on the sample.
    fn by_steps<T: Copy + Sync>(
        items: &[T],
        minor: impl Fn(T) -> i64 + Copy + Send + Sync,
        shares: [Ratio; 2],
    ) -> Option<Self> {
        let sample: Vec<T> = items.iter().copied().step_by(steps::SAMPLED_EVERY).collect();
        if sample.len() < steps::SMALLEST_SAMPLE {
            return None;
        }
        let [likely, _] = Self::by_magnitude(&sample, minor, shares)?.at;
        let steps = steps::Steps::reaching(likely.high);
        let sums = steps.sums(items, minor)?;
        let total = sums.iter().fold(Total::ZERO, |sum, step| sum.plus(*step));
        let [a, b] = shares.map(|share| steps.crossing(&sums, share, total));
        total.is_positive().then_some(Self { shares, at: [a?, b?], total })
    }

    /// Whether the amount lies where the cuts are, so that the second pass has to look at it.
    #[inline]
    const fn is_near(&self, amount: u64) -> bool {
        let [a, b] = self.at;
        a.contains(amount) | b.contains(amount)
    }

    /// The cuts, given all amounts that are near one.
    fn cuts(&self, near: &(impl Iterator<Item = u64> + Clone)) -> Cuts {
        let among = |at: Bracket, share: Ratio| {
            let inside = near.clone().filter(|amount| at.contains(*amount)).collect();
            cut_among(inside, at, share, self.total)
        };
        let ([at_a, at_b], [a, b]) = (self.at, self.shares);
        as_cuts(among(at_a, a), among(at_b, b))
    }
}

impl Found {
    /// Puts the classes of a stretch of amounts, right for all but those near a cut, and gives these
    /// with their places; the stretch begins at `first`.
    fn put_classes(
        &self,
        first: usize,
        minor: &[i64],
        classes: &mut [Class],
        high: [i64; 2],
        low: [i64; 2],
    ) -> Vec<(usize, u64)> {
        let (blocks, rest) = minor.as_chunks::<{ steps::BLOCK }>();
        let mut last = [0; steps::BLOCK];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let blocks = blocks.iter().chain((!rest.is_empty()).then_some(&last));
        let (mut near, mut first) = (Vec::new(), first);
        for (block, classes) in blocks.zip(classes.chunks_mut(steps::BLOCK)) {
            let counts = steps::ends_above(block, high, low);
            steps::put_classes(&counts, classes);
            if steps::any_in_bracket(&counts) {
                let places = block.iter().take(classes.len()).enumerate();
                let amounts = places.map(|(at, minor)| (first.saturating_add(at), or_zero(*minor)));
                near.extend(amounts.filter(|(_, amount)| self.is_near(*amount)));
            }
            first = first.saturating_add(steps::BLOCK);
        }
        near
    }
}

/// The cuts by share of the amount, in linear time.
pub(super) fn cuts_by_share(purchases: &[Amount], a: Ratio, b: Ratio) -> Cuts {
    let Some(found) = Found::of(purchases, Amount::minor, [a, b]) else { return Cuts::default() };
    let near = parallel::map_chunks(purchases, |stretch| {
        let amounts = stretch.iter().map(|amount| or_zero(amount.minor()));
        amounts.filter(|amount| found.is_near(*amount)).collect::<Vec<u64>>()
    });
    found.cuts(&near.concat().into_iter())
}

/// The same, and the class of every amount into a column as long as that of the amounts.
pub(super) fn classify_by_share(minor: &[i64], a: Ratio, b: Ratio, classes: &mut [Class]) -> Cuts {
    let Some(found) = Found::of(minor, |minor| minor, [a, b]) else {
        classes.fill(Class::C);
        return Cuts::default();
    };
    if found.at.iter().any(|at| at.high >= Bracket::ALL.high) {
        // No bound lies above the largest amount of all, so there is none to compare with.
        let amounts = minor.iter().map(|minor| or_zero(*minor));
        let near: Vec<u64> = amounts.filter(|amount| found.is_near(*amount)).collect();
        let cuts = found.cuts(&near.iter().copied());
        for (class, minor) in classes.iter_mut().zip(minor) {
            *class = cuts.class(Amount::from_minor(*minor));
        }
        return cuts;
    }
    // Classes by the low ends of the brackets and by the high ends agree but for the amounts near a
    // cut.
    let [low, high] = [|at: Bracket| at.low, |at: Bracket| at.high.saturating_add(1)]
        .map(|end| found.at.map(|at| amount_of(end(at)).minor()));
    let near = parallel::map_chunks_into(minor, classes, |first, minor, classes| {
        found.put_classes(first, minor, classes, high, low)
    });
    let near = near.concat();
    let cuts = found.cuts(&near.iter().map(|(_, amount)| *amount));
    for (place, amount) in near {
        if let Some(class) = classes.get_mut(place) {
            *class = cuts.class(amount_of(amount));
        }
    }
    cuts
}
