use super::block::{self, BLOCK, CutsAbove, positive_part};
use super::bracket::Bracket;
use super::bucket_sums::BucketSums;
use super::step_sums::Steps;
use crate::engine::parallel;

/// One number in this many is in the sample.
const SAMPLED_EVERY: usize = 61;
/// A smaller sample is not worth the trouble.
const SMALLEST_SAMPLE: usize = 1024;

/// The result of the first pass over a column: its total, and the brackets in which two cuts lie.
///
/// `S` is the condition of a cut, told the sum above and the total: see the page of the module.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Selection<S> {
    is_short: [S; 2],
    brackets: [Bracket; 2],
    total: i128,
}

impl<S: Fn(i128, i128) -> bool + Copy + Send + Sync> Selection<S> {
    /// The first pass over a column; `None` when no number is positive. The condition of the first
    /// cut must not hold longer than that of the second.
    pub(crate) fn of<T: Copy + Sync>(
        items: &[T],
        value: impl Fn(T) -> i64 + Copy + Send + Sync,
        is_short: [S; 2],
    ) -> Option<Self> {
        Self::by_steps(items, value, is_short)
            .or_else(|| Self::by_magnitude(items.iter().copied(), value, is_short))
    }

    fn by_magnitude<T>(
        items: impl Iterator<Item = T>,
        value: impl Fn(T) -> i64,
        is_short: [S; 2],
    ) -> Option<Self> {
        let sums = BucketSums::by_magnitude(items.map(|item| positive_part(value(item))));
        let total = sums.total();
        let brackets =
            is_short.map(|is_short| sums.crossing(Bracket::ALL, |above| is_short(above, total)));
        (total > 0).then_some(Self { is_short, brackets, total })
    }

    /// The first pass in steps of equal width. A sample tells the width. `None` when the column is
    /// short, or a number or a cut lies beyond the steps: exactness never rests on the sample.
    fn by_steps<T: Copy + Sync>(
        items: &[T],
        value: impl Fn(T) -> i64 + Copy + Send + Sync,
        is_short: [S; 2],
    ) -> Option<Self> {
        let sample = items.iter().copied().step_by(SAMPLED_EVERY);
        if sample.len() < SMALLEST_SAMPLE {
            return None;
        }
        let [likely, _] = Self::by_magnitude(sample, value, is_short)?.brackets;
        let steps = Steps::reaching(likely.high);
        let sums = steps.sums(items, value)?;
        let total = sums.iter().fold(0_i128, |sum, step| sum.saturating_add(*step));
        let [a, b] = is_short.map(|is_short| steps.crossing(&sums, |above| is_short(above, total)));
        (total > 0).then_some(Self { is_short, brackets: [a?, b?], total })
    }

    /// Tells whether a number lies in a bracket, so that the second pass has to look at it.
    #[inline]
    const fn is_near(&self, number: u64) -> bool {
        let [a, b] = self.brackets;
        a.contains(number) | b.contains(number)
    }

    /// The two cuts, from a second pass over the same column.
    pub(crate) fn cuts<T: Copy + Sync>(
        &self,
        items: &[T],
        value: impl Fn(T) -> i64 + Copy + Send + Sync,
    ) -> [Option<u64>; 2] {
        let near = parallel::map_chunks(items, |chunk| {
            let numbers = chunk.iter().map(|item| positive_part(value(*item)));
            numbers.filter(|number| self.is_near(*number)).collect::<Vec<u64>>()
        });
        self.cuts_among(&near.concat().into_iter())
    }

    /// The two cuts, and the label of each value into a column as long as that of the values.
    pub(crate) fn label<L: Send>(
        &self,
        values: &[i64],
        labels: &mut [L],
        label: impl Fn(CutsAbove) -> L + Send + Sync,
    ) -> [Option<u64>; 2] {
        if self.brackets.iter().any(|at| at.high >= Bracket::ALL.high) {
            // No integer lies above the largest of all, so there is none to compare with.
            let cuts = self.cuts(values, |value| value);
            for (to, value) in labels.iter_mut().zip(values) {
                *to = label(cuts_above(cuts, positive_part(*value)));
            }
            return cuts;
        }
        // Labels by the low ends of the brackets and by the high ends agree but for the numbers
        // near a cut.
        let low = self.brackets.map(|at| as_integer(at.low));
        let high = self.brackets.map(|at| as_integer(at.high.saturating_add(1)));
        let near = parallel::map_chunks_into(values, labels, |first, values, labels| {
            self.label_chunk(first, values, labels, &label, [low, high])
        });
        let near = near.concat();
        let cuts = self.cuts_among(&near.iter().map(|(_, number)| *number));
        for (place, number) in near {
            if let Some(to) = labels.get_mut(place) {
                *to = label(cuts_above(cuts, number));
            }
        }
        cuts
    }

    /// Labels a chunk, right for all but the numbers near a cut, and gives these with their places;
    /// the chunk begins at `first`.
    fn label_chunk<L>(
        &self,
        first: usize,
        values: &[i64],
        labels: &mut [L],
        label: impl Fn(CutsAbove) -> L,
        [low, high]: [[i64; 2]; 2],
    ) -> Vec<(usize, u64)> {
        let (blocks, rest) = values.as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let blocks = blocks.iter().chain((!rest.is_empty()).then_some(&last));
        let (mut near, mut first) = (Vec::new(), first);
        for (block, labels) in blocks.zip(labels.chunks_mut(BLOCK)) {
            let counts = block::ends_above(block, high, low);
            block::put_labels(&counts, labels, &label);
            if block::any_in_bracket(&counts) {
                let places = block.iter().take(labels.len()).enumerate();
                let numbers =
                    places.map(|(at, value)| (first.saturating_add(at), positive_part(*value)));
                near.extend(numbers.filter(|(_, number)| self.is_near(*number)));
            }
            first = first.saturating_add(BLOCK);
        }
        near
    }

    /// The cuts, from all numbers near one.
    fn cuts_among(&self, near: &(impl Iterator<Item = u64> + Clone)) -> [Option<u64>; 2] {
        let among = |at: Bracket, is_short: S| {
            let inside = near.clone().filter(|number| at.contains(*number)).collect();
            cut_among(inside, at.above, |above| is_short(above, self.total))
        };
        let ([at_a, at_b], [a, b]) = (self.brackets, self.is_short);
        [among(at_a, a), among(at_b, b)]
    }
}

/// The cut, from the numbers of its bracket and the sum above them.
fn cut_among(mut inside: Vec<u64>, above: i128, is_short: impl Fn(i128) -> bool) -> Option<u64> {
    inside.sort_unstable_by(|a, b| b.cmp(a));
    let mut above = above;
    let mut cut = None;
    for group in inside.chunk_by(|a, b| a == b) {
        if !is_short(above) {
            break;
        }
        cut = group.first().copied();
        above = group.iter().fold(above, |sum, number| sum.saturating_add(i128::from(*number)));
    }
    cut
}

fn cuts_above([a, b]: [Option<u64>; 2], number: u64) -> CutsAbove {
    let reaches = |cut: Option<u64>| cut.is_some_and(|cut| number >= cut);
    match (reaches(a), reaches(b)) {
        (true, _) => CutsAbove::None,
        (false, true) => CutsAbove::One,
        (false, false) => CutsAbove::Both,
    }
}

/// A number, which came from a positive integer, as an integer again.
pub(crate) fn as_integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
