//! Rows in any order, grouped and put in order in linear time.
//!
//! A plain scatter would touch memory at random for every row. So rows go into parts of
//! neighbouring groups first, each small enough for a processor's cache. Within its part every row
//! is put in place by counting, by rank and then by group, and each run is worked on while it is at
//! hand; with the feature `rayon` several threads share the parts. All of it happens in the final
//! array: no second copy of the rows exists.

use super::parallel::{IS_PARALLEL, join};
use super::{Span, index};

/// Bytes of a part: two of them fit a second-level cache.
const PART_BYTES: usize = 1 << 18;

/// Ranks that a part is put in order of by counting; the rows of a part that span more are sorted.
const MOST_RANKS: usize = 1 << 14;

/// Rows in parts of neighbouring groups, in the order in which they came within each.
#[derive(Debug)]
pub(crate) struct CountingSort<T> {
    items: Vec<T>,
    /// The end of each part.
    ends: Vec<u32>,
    groups: usize,
    /// The number of low bits of a group's number that are dropped to number its part.
    shift: u32,
}

/// The keys of a row.
pub(crate) trait Keyed: Copy + Default + Send {
    /// The number of its group.
    fn group(&self) -> u32;
    /// The rank in its group.
    fn rank(&self) -> i32;
}

impl<T: Keyed> CountingSort<T> {
    /// Brings rows into parts. `keys` gives the group of each of `rows`; the caller has seen that
    /// they lie below `groups`. There are about `count` rows. `None` when there are more than can
    /// be numbered.
    pub(crate) fn partition(
        groups: usize,
        count: usize,
        mut keys: impl Iterator<Item = u32>,
        mut rows: impl Iterator<Item = T>,
    ) -> Option<Self> {
        let parts = count.saturating_mul(size_of::<T>()).div_ceil(PART_BYTES).max(1);
        let shift = groups.div_ceil(parts).max(1).next_power_of_two().trailing_zeros();
        let mut ends = vec![0_u32; (groups >> shift).saturating_add(1)];
        keys.try_for_each(|group| {
            let end = ends.get_mut(index(group >> shift))?;
            *end = end.checked_add(1)?;
            Some(())
        })?;
        let len = to_places(&mut ends)?;
        let mut items = vec![T::default(); index(len)];
        rows.try_for_each(|row| put(&mut items, ends.get_mut(index(row.group() >> shift))?, row))?;
        Some(Self { items, ends, groups, shift })
    }

    /// Puts the rows in the order of groups and, for each of them, of ranks, and works on each run
    /// in place; the run keeps as many items at its front as `work` gives. Gives the spans and the
    /// items, or the number of the first group for which `work` gives `None`. What a run drops
    /// stays behind it: a gap costs less than moving all that follows. With the feature `rayon`
    /// several threads share the parts.
    pub(crate) fn finish(
        mut self,
        work: impl Fn(&mut [T]) -> Option<usize> + Sync,
    ) -> Result<(Vec<Span>, Vec<T>), u32> {
        let mut spans = vec![Span::EMPTY; self.groups];
        let (mut rest, mut start) = (self.items.as_mut_slice(), 0_usize);
        let mut parts = Vec::with_capacity(self.ends.len());
        let groups = (0_u32..).step_by(1 << self.shift);
        for ((end, spans), group) in
            self.ends.iter().zip(spans.chunks_mut(1 << self.shift)).zip(groups)
        {
            let end = index(*end);
            let items = rest.split_off_mut(..end.saturating_sub(start)).unwrap_or_default();
            parts.push(Part { items, start, spans, group });
            start = end;
        }
        finish(&mut parts, self.shift, &work)?;
        Ok((spans, self.items))
    }
}

/// The rows of neighbouring groups.
struct Part<'a, T> {
    items: &'a mut [T],
    /// The place of the first of them among all.
    start: usize,
    spans: &'a mut [Span],
    /// The number of the first group.
    group: u32,
}

/// The most parts that are worked on in a row: of more, other threads may take a share.
const IN_A_ROW: Option<usize> = if IS_PARALLEL { Some(16) } else { None };

fn finish<T: Keyed>(
    parts: &mut [Part<'_, T>],
    shift: u32,
    work: &(impl Fn(&mut [T]) -> Option<usize> + Sync),
) -> Result<(), u32> {
    if IN_A_ROW.is_some_and(|most| parts.len() > most) {
        let (first, second) = parts.split_at_mut(parts.len() >> 1);
        let (first, second) = join(|| finish(first, shift, work), || finish(second, shift, work));
        return first.and(second);
    }
    let mut scratch = Scratch::new(shift);
    parts.iter_mut().try_for_each(|part| scratch.finish(part, work))
}

/// Memory to put one part in order after another.
struct Scratch<T> {
    rows: Vec<T>,
    by_rank: Vec<u32>,
    by_group: Vec<u32>,
    shift: u32,
}

impl<T: Keyed> Scratch<T> {
    fn new(shift: u32) -> Self {
        Self { rows: Vec::new(), by_rank: Vec::new(), by_group: vec![0; 1 << shift], shift }
    }

    /// Puts the rows of a part in the order of groups and ranks.
    fn order(&mut self, part: &mut [T]) {
        let Self { rows, by_rank, by_group, shift } = self;
        let ranks = part.iter().map(Keyed::rank);
        let (first, last) = ranks
            .fold((i32::MAX, i32::MIN), |(first, last), rank| (first.min(rank), last.max(rank)));
        let span = usize::try_from(i64::from(last).saturating_sub(i64::from(first)));
        // Rows often come in the order of ranks.
        let is_sorted = part.is_sorted_by_key(Keyed::rank);
        if let Some(span) = span.ok().filter(|span| !is_sorted && *span < MOST_RANKS) {
            rows.resize(part.len(), T::default());
            by_rank.clear();
            by_rank.resize(span.saturating_add(1), 0);
            let rank = |row: &T| index(row.rank().abs_diff(first));
            arrange(part, rows, by_rank, rank);
        } else {
            part.sort_by_key(Keyed::rank);
            rows.clear();
            rows.extend_from_slice(part);
        }
        by_group.fill(0);
        let low = (1_u32 << *shift).wrapping_sub(1);
        arrange(rows, part, by_group, |row| index(row.group() & low));
    }

    /// Puts the rows of a part in order and works on each run; or gives the position of the group
    /// for which `work` gives `None`.
    fn finish(
        &mut self,
        part: &mut Part<'_, T>,
        work: impl Fn(&mut [T]) -> Option<usize>,
    ) -> Result<(), u32> {
        self.order(part.items);
        let mut begin = 0_usize;
        let ends = self.by_group.iter().copied().map(index);
        for ((position, span), end) in (part.group..).zip(&mut *part.spans).zip(ends) {
            let run = part.items.get_mut(begin..end).unwrap_or_default();
            let len = work(run).ok_or(position)?;
            *span = Span::new(part.start.saturating_add(begin), len);
            begin = end;
        }
        Ok(())
    }
}

/// Puts rows in the order of a key, those of the same key as they came. `places` comes with zeros,
/// one for each key, and leaves with the place after the last row of each.
fn arrange<T: Copy>(from: &[T], to: &mut [T], places: &mut [u32], key: impl Fn(&T) -> usize) {
    for row in from {
        if let Some(place) = places.get_mut(key(row)) {
            *place = place.wrapping_add(1);
        }
    }
    // A part has fewer rows than can be numbered, and its keys are those that were counted.
    to_places(places);
    for row in from {
        places.get_mut(key(row)).and_then(|place| put(to, place, *row));
    }
}

/// From counts to the place of the first row of each; gives the count of all.
fn to_places(counts: &mut [u32]) -> Option<u32> {
    let mut sum = 0_u32;
    for place in counts {
        let count = *place;
        *place = sum;
        sum = sum.checked_add(count)?;
    }
    Some(sum)
}

#[inline]
fn put<T>(items: &mut [T], place: &mut u32, row: T) -> Option<()> {
    *items.get_mut(index(*place))? = row;
    *place = place.wrapping_add(1);
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;

    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
    struct Plain(u32, i32, u32);

    impl Keyed for Plain {
        fn group(&self) -> u32 {
            self.0
        }

        fn rank(&self) -> i32 {
            self.1
        }
    }

    fn grouped(groups: u32, rows: &[Plain]) -> CountingSort<Plain> {
        let keys = rows.iter().map(|row| row.0);
        CountingSort::partition(index(groups), rows.len(), keys, rows.iter().copied()).unwrap()
    }

    #[track_caller]
    fn assert_grouped(groups: u32, rows: &[Plain]) {
        let (spans, items) = grouped(groups, rows).finish(|run| Some(run.len())).unwrap();
        let mut plain = rows.to_vec();
        plain.sort_by_key(|row| (row.0, row.1));
        assert_eq!(items, plain);
        let mut start = 0;
        let expected = (0..groups).map(|group| {
            let len = plain.iter().filter(|row| row.0 == group).count();
            start += len;
            Span::new(start - len, len)
        });
        assert_eq!(spans, expected.collect::<Vec<_>>());
    }

    const fn random(n: u32) -> u32 {
        n.wrapping_mul(2_654_435_761)
    }

    fn rows(groups: u32, count: u32, ranks: i32) -> Vec<Plain> {
        let rank = |n: u32| i32::try_from(random(n) >> 4).unwrap() % ranks * 7;
        (0..count).map(|n| Plain(random(n) % groups, rank(n), n)).collect()
    }

    #[test]
    fn rows_are_grouped_and_stand_in_the_order_of_days_whatever_the_size() {
        for (count, ranks) in
            [(0_u32, 9), (1, 9), (7, 9), (1000, 9), (200_000, 800), (99, i32::MAX)]
        {
            assert_grouped(700, &rows(700, count, ranks));
        }
    }

    #[test]
    fn any_number_of_customers_is_divided_into_parts() {
        assert_grouped(0, &[]);
        for groups in [1, 2, 511, 512, 513, 1024, 2000] {
            assert_grouped(groups, &[]);
            assert_grouped(groups, &[Plain(groups - 1, 5, 0)]);
            assert_grouped(groups, &rows(groups, 60_000, 300));
        }
    }

    #[test]
    fn rows_that_come_in_the_order_of_days_keep_it() {
        let mut rows = rows(700, 100_000, 800);
        rows.sort_by_key(|row| row.1);
        assert_grouped(700, &rows);
        // But for the last row of all.
        rows.push(Plain(699, -1, 0));
        assert_grouped(700, &rows);
    }

    #[test]
    fn the_first_customer_that_cannot_be_worked_on_is_named() {
        for first in [0, 1, 350, 698, 699] {
            let grouped = grouped(700, &rows(700, 200_000, 800));
            let work = |run: &mut [Plain]| run.iter().all(|row| row.0 < first).then_some(0);
            assert_eq!(grouped.finish(work).unwrap_err(), first);
        }
    }

    #[test]
    fn a_run_keeps_as_many_rows_at_its_front_as_are_left_of_it() {
        let grouped = grouped(3, &[Plain(2, 8, 0), Plain(0, 5, 1), Plain(2, 7, 2), Plain(2, 7, 3)]);
        let (spans, items) = grouped.finish(|run| Some(run.len().min(1))).unwrap();
        assert_eq!(spans, [Span::new(0, 1), Span::new(1, 0), Span::new(1, 1)]);
        assert_eq!(items.get(..2), Some([Plain(0, 5, 1), Plain(2, 7, 2)].as_slice()));
    }
}
