//! One arena for the facts of a kind, a run of it for each customer.

use std::ops::Range;

use super::rooms::{Holes, Room};
use crate::id::index;

/// Where a customer's run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    start: u32,
    /// How many items the run has; the highest bit says whether it has room to grow.
    len: u32,
}

impl Span {
    pub(crate) const EMPTY: Self = Self { start: 0, len: 0 };
    /// The bit of a run with as much room as its length says, see [`Room::of`]. Without it there is none.
    const ROOMY: u32 = 1 << 31;

    /// How many items the run has.
    pub(crate) const fn len(self) -> usize {
        index(self.items())
    }

    /// A span within items that can be numbered.
    pub(crate) fn new(start: usize, len: usize) -> Self {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self { start: number(start), len: number(len) & !Self::ROOMY }
    }

    const fn items(self) -> u32 {
        self.len & !Self::ROOMY
    }

    /// How many items fit where the run stands.
    const fn capacity(self) -> u32 {
        if self.len & Self::ROOMY == 0 { self.items() } else { Room::of(self.items()).items() }
    }

    const fn range(self) -> Range<usize> {
        let start = index(self.start);
        start..start.saturating_add(self.len())
    }
}

/// Runs of items, each together in memory.
///
/// A run that outgrows its place moves to a hole that another has left, or behind all others, with room to
/// grow. Runs that were laid down together (`packed`) have no room to grow, which costs them
/// nothing while nothing comes.
///
/// What is laid down together stays one allocation, and so does a small book. What comes later is kept in
/// blocks: when one is full the next begins, and nothing that stands anywhere is copied for it. In one allocation
/// for everything the first fact after a load would copy the whole book, and keep twice its memory.
#[derive(Debug, Clone)]
pub(crate) struct Runs<T> {
    first: Vec<T>,
    /// Their places are numbered from the length of `first` on, [`BLOCK`](Self::BLOCK) to a block. A run longer
    /// than that has a block to itself: only where it starts needs a number. While there are none, `first`
    /// takes what comes up to the size of a block.
    blocks: Vec<Vec<T>>,
    holes: Holes,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { first: Vec::new(), blocks: Vec::new(), holes: Holes::default() }
    }
}

impl<T: Copy + Default> Runs<T> {
    /// How many places a block has: enough for a table of blocks that stays at hand, and little to copy
    /// while a first block grows.
    const BLOCK: usize = 1 << 16;

    /// Runs laid down together, one after the other.
    pub(crate) fn packed(first: Vec<T>) -> Self {
        Self { first, ..Self::default() }
    }

    /// Whether nobody has ever had an item.
    pub(crate) const fn is_empty(&self) -> bool {
        self.first.is_empty() && self.blocks.is_empty()
    }

    /// The items of a run.
    #[inline]
    pub(crate) fn slice(&self, span: Span) -> &[T] {
        let range = span.range();
        self.first.get(range.clone()).unwrap_or_else(|| self.slice_in_block(range))
    }

    /// The items of a run in one of the blocks. Kept apart, since in most books the others are the most.
    #[inline(never)]
    fn slice_in_block(&self, range: Range<usize>) -> &[T] {
        let (block, range) = self.in_block(range);
        self.blocks.get(block).and_then(|block| block.get(range)).unwrap_or_default()
    }

    /// The items of a run, to change them in place.
    pub(crate) fn slice_mut(&mut self, span: Span) -> &mut [T] {
        let (block, range) = self.in_block(span.range());
        let run = match self.first.get_mut(span.range()) {
            None => self.blocks.get_mut(block).and_then(|block| block.get_mut(range)),
            run => run,
        };
        run.unwrap_or_default()
    }

    /// The block of a run that does not stand in `first`, and where in it the run stands.
    const fn in_block(&self, range: Range<usize>) -> (usize, Range<usize>) {
        let start = range.start.saturating_sub(self.first.len());
        let len = range.end.saturating_sub(range.start);
        let begin = start % Self::BLOCK;
        (start / Self::BLOCK, begin..begin.saturating_add(len))
    }

    /// Whether one more item of the run finds room.
    pub(crate) fn has_room(&self, span: Span) -> bool {
        // More than any room for one more, and below the bit that tells a run with room.
        let grown = index(span.items()).saturating_mul(2).saturating_add(2);
        // It may have to begin at the next block.
        let end = self.first.len().saturating_add(self.blocks.len().saturating_mul(Self::BLOCK));
        u32::try_from(end.saturating_add(grown)).is_ok()
    }

    /// Puts an item into a run, after `place` others. The caller has asked
    /// [`has_room`](Self::has_room).
    pub(crate) fn insert(&mut self, span: &mut Span, place: usize, item: T) {
        if span.items() >= span.capacity() {
            self.make_room(span);
        }
        span.len = span.len.saturating_add(1);
        let run = self.slice_mut(*span);
        if let Some(tail) = run.get_mut(place..) {
            tail.rotate_right(1);
            if let Some(first) = tail.first_mut() {
                *first = item;
            }
        }
    }

    /// Moves a run that fills its place to one with more room.
    fn make_room(&mut self, span: &mut Span) {
        let room = Room::of(span.items().saturating_add(1));
        let Some(start) = self.holes.take(room).or_else(|| self.new_place(room)) else { return };
        let run = self.slice(*span).to_vec();
        let moved = Span { start, len: span.items() };
        for (to, from) in self.slice_mut(moved).iter_mut().zip(run) {
            *to = from;
        }
        self.holes.put(span.start, span.capacity());
        *span = Span { start, len: span.items() | Span::ROOMY };
    }

    /// A place behind all others. `None` when it cannot be numbered.
    fn new_place(&mut self, room: Room) -> Option<u32> {
        let items = index(room.items());
        let fits = |block: &Vec<T>| block.len().saturating_add(items) <= Self::BLOCK;
        let mut before = 0;
        let block = if self.blocks.is_empty() && fits(&self.first) {
            &mut self.first
        } else {
            if !self.blocks.last().is_some_and(fits) {
                self.blocks.push(Vec::with_capacity(items.max(Self::BLOCK)));
            }
            let full = self.blocks.len().saturating_sub(1).saturating_mul(Self::BLOCK);
            before = self.first.len().saturating_add(full);
            self.blocks.last_mut()?
        };
        let start = u32::try_from(before.saturating_add(block.len())).ok()?;
        block.resize(block.len().saturating_add(items), T::default());
        Some(start)
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::unwrap_used,
        reason = "a test may panic"
    )]
    use super::*;

    /// Runs laid down together, of so many items each, all of them zero.
    fn packed<const N: usize>(lens: [usize; N]) -> (Runs<u32>, [Span; N]) {
        let mut start = 0;
        let spans = lens.map(|len| {
            start += len;
            Span::new(start - len, len)
        });
        (Runs::packed(vec![0; start]), spans)
    }

    /// How many places there are.
    fn places(runs: &Runs<u32>) -> usize {
        runs.first.len() + runs.blocks.iter().map(Vec::len).sum::<usize>()
    }

    #[test]
    fn runs_grow_side_by_side_and_keep_their_order() {
        let lens = [0, 1, 2, 3, 4, 5, 8, 16, 17, 40];
        let (mut runs, mut spans) = packed(lens);
        let mut plain = lens.map(|len| vec![0; len]);
        for round in 1..2000_u32 {
            let who = index(round.wrapping_mul(7919).wrapping_mul(round) % 10);
            let place = index(round.wrapping_mul(31)) % (plain[who].len() + 1);
            assert!(runs.has_room(spans[who]));
            runs.insert(&mut spans[who], place, round);
            plain[who].insert(place, round);
            for (span, plain) in spans.iter().zip(&plain) {
                assert_eq!(runs.slice(*span), plain);
                assert_eq!(span.len(), plain.len());
            }
        }
        let used: usize = plain.iter().map(Vec::len).sum();
        assert!(places(&runs) < 3 * used, "{} places for {used}", places(&runs));
    }

    #[test]
    fn a_run_moves_to_the_place_that_another_left_and_no_other() {
        let (mut runs, [mut first, mut second, mut third]) = packed([4, 3, 3]);
        runs.insert(&mut first, 4, 1);
        assert_eq!((first.start, places(&runs)), (10, 16), "to the end, with room for six");
        runs.insert(&mut second, 3, 2);
        assert_eq!((second.start, places(&runs)), (0, 16), "the place of four that was left");
        runs.insert(&mut third, 3, 3);
        assert_eq!((third.start, places(&runs)), (16, 20), "the place of three is too small");
        assert_eq!(runs.slice(first), [0, 0, 0, 0, 1]);
        assert_eq!(runs.slice(second), [0, 0, 0, 2]);
        assert_eq!(runs.slice(third), [0, 0, 0, 3]);
    }

    #[test]
    fn a_run_stays_until_its_room_is_full_wherever_it_stands() {
        let (mut runs, [mut first, mut second]) = packed([6, 4]);
        runs.insert(&mut first, 0, 1);
        runs.insert(&mut second, 0, 2);
        assert_eq!((second.start, second.len()), (0, 5), "among those laid down together");
        runs.insert(&mut second, 0, 3);
        assert_eq!((second.start, second.len()), (0, 6), "the last of its room");
        runs.insert(&mut second, 0, 4);
        assert_eq!((second.start, second.len()), (18, 7), "one more than its room");
        assert_eq!(runs.slice(second), [4, 3, 2, 0, 0, 0, 0]);
    }

    #[test]
    fn what_stands_in_full_blocks_stays_when_more_comes() {
        let (mut runs, mut spans) = packed([40; 2000]);
        for round in 0..700 {
            for span in &mut spans {
                runs.insert(span, span.len(), round);
            }
        }
        assert!(runs.blocks.len() > 20, "{} blocks", runs.blocks.len());
        assert!(runs.blocks.iter().all(|block| block.capacity() <= Runs::<u32>::BLOCK));
        assert_eq!(runs.first.len(), 80_000, "what was laid down has not grown");
        let expected: Vec<u32> = [0; 40].into_iter().chain(0..700).collect();
        assert!(spans.iter().all(|span| runs.slice(*span) == expected));
    }

    #[test]
    fn a_run_longer_than_a_block_has_one_to_itself() {
        let (mut runs, [mut long, mut short]) = packed([0, 1]);
        let most = u32::try_from(Runs::<u32>::BLOCK).unwrap() * 2;
        for item in 0..most {
            runs.insert(&mut long, index(item), item);
            if item % 1024 == 0 {
                runs.insert(&mut short, 0, item);
            }
        }
        let (first, last) = runs.slice(long).split_at(Runs::<u32>::BLOCK);
        assert!(first.iter().chain(last).copied().eq(0..most));
        assert!(runs.slice(short).iter().rev().skip(1).copied().eq((0..most).step_by(1024)));
    }

    #[test]
    fn a_full_arena_has_no_room() {
        let runs = Runs::<()>::packed(vec![(); index(u32::MAX) - 4]);
        assert!(runs.has_room(Span::new(0, 1)));
        assert!(!runs.has_room(Span::new(0, 2)));
    }
}
