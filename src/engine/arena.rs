//! One arena for the items of many owners, a run of neighbours for each.

use std::mem;
use std::ops::Range;

use super::free_list::{FreeList, SizeClass};
use super::index;

/// The place of a run in its arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    start: u32,
    /// The number of items; the highest bit is set where the run has room to grow.
    len: u32,
}

impl Span {
    pub(crate) const EMPTY: Self = Self { start: 0, len: 0 };
    /// The bit of a run that has the room of the [`SizeClass`] of its length. Without it the run is
    /// full.
    const ROOMY: u32 = 1 << 31;

    /// The number of items of the run.
    pub(crate) const fn len(self) -> usize {
        index(self.items())
    }

    /// A span within an arena whose places can be numbered.
    pub(crate) fn new(start: usize, len: usize) -> Self {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self { start: number(start), len: number(len) & !Self::ROOMY }
    }

    const fn items(self) -> u32 {
        self.len & !Self::ROOMY
    }

    /// The number of items that fit where the run stands.
    const fn capacity(self) -> u32 {
        if self.len & Self::ROOMY == 0 {
            self.items()
        } else {
            SizeClass::for_items(self.items()).items()
        }
    }

    const fn range(self) -> Range<usize> {
        let start = index(self.start);
        start..start.saturating_add(self.len())
    }
}

/// Runs of items, each together in memory.
///
/// A run that outgrows its place moves to one that another run has left, or behind all others, with
/// room to grow. Runs that were laid down together (`packed`) have no room to grow, and pay for
/// none until an item comes.
///
/// The runs laid down together stay one allocation. Later ones are kept in blocks: when one is full
/// the next begins, and nothing is copied for it. With one allocation for everything, the first
/// item after a load would copy the whole arena and hold it twice.
#[derive(Debug, Clone)]
pub(crate) struct Arena<T> {
    first: Vec<T>,
    /// Their places are numbered from the length of `first` on, [`BLOCK`](Self::BLOCK) to a block.
    /// A longer run has a block to itself, of which only the start needs a number. While there is
    /// no block, `first` grows up to the size of one.
    blocks: Vec<Vec<T>>,
    free: FreeList,
}

/// The length of a short run.
const FEW: usize = 16;

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { first: Vec::new(), blocks: Vec::new(), free: FreeList::default() }
    }
}

impl<T: Copy + Default> Arena<T> {
    /// Places of a block: enough for a table of blocks that stays at hand, and little to copy
    /// while a first block grows.
    const BLOCK: usize = 1 << 16;

    /// An arena of runs laid down together, one after the other.
    pub(crate) fn packed(first: Vec<T>) -> Self {
        Self { first, ..Self::default() }
    }

    /// Tells whether no run has ever had an item.
    pub(crate) const fn is_empty(&self) -> bool {
        self.first.is_empty() && self.blocks.is_empty()
    }

    /// The items of a run.
    #[inline]
    pub(crate) fn slice(&self, span: Span) -> &[T] {
        let range = span.range();
        self.first.get(range.clone()).unwrap_or_else(|| self.slice_in_block(range))
    }

    /// The items of a run in one of the blocks. Kept apart, since most runs stand in `first`.
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

    /// Tells whether one more item of the run finds room.
    pub(crate) fn has_room(&self, span: Span) -> bool {
        // More than any room for one more, and below the bit that tells a run with room.
        self.has_places(index(span.items()).saturating_mul(2).saturating_add(2))
    }

    /// Tells whether one more item of the run and `further` ones find room, put in one by one.
    pub(crate) fn has_room_for(&self, span: Span, further: usize) -> bool {
        // Rooms grow by a quarter at least: all that the run may take on its way are less than six
        // times the last, and that is less than twice the items.
        let last = index(span.items()).saturating_add(further).saturating_add(1);
        self.has_places(last.saturating_mul(12).saturating_add(12))
    }

    /// Tells whether `grown` new places can be numbered.
    fn has_places(&self, grown: usize) -> bool {
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

    /// Puts a run in an arena that holds nothing else, and takes the one that was there.
    pub(crate) fn swap_sole(&mut self, run: &mut Vec<T>) -> Span {
        mem::swap(&mut self.first, run);
        Span::new(0, self.first.len())
    }

    /// Puts other items in the place of a run. The caller has asked
    /// [`has_room_for`](Self::has_room_for) them.
    pub(crate) fn replace(&mut self, span: &mut Span, items: &[T]) {
        if items.len() != span.len() {
            self.free.put(span.start, span.capacity());
            *span = Span::EMPTY;
            let len = Span::new(0, items.len()).len;
            let room = SizeClass::for_items(len);
            let place = (len > 0).then(|| self.free.take(room).or_else(|| self.new_place(room)));
            let Some(start) = place.flatten() else { return };
            *span = Span { start, len: len | Span::ROOMY };
        }
        self.slice_mut(*span).copy_from_slice(items);
    }

    /// Moves a run that fills its place to one with more room.
    fn make_room(&mut self, span: &mut Span) {
        let room = SizeClass::for_items(span.items().saturating_add(1));
        let Some(start) = self.free.take(room).or_else(|| self.new_place(room)) else { return };
        let moved = Span { start, len: span.items() };
        let run = self.slice(*span);
        // A short run, as most are, is held without an allocation.
        let mut few = [T::default(); FEW];
        if let Some(few) = few.get_mut(..run.len()) {
            few.copy_from_slice(run);
            self.slice_mut(moved).copy_from_slice(few);
        } else {
            let run = run.to_vec();
            self.slice_mut(moved).copy_from_slice(&run);
        }
        self.free.put(span.start, span.capacity());
        *span = Span { start, len: span.items() | Span::ROOMY };
    }

    /// A place behind all others. `None` when it cannot be numbered.
    fn new_place(&mut self, room: SizeClass) -> Option<u32> {
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

    /// Runs laid down together, of these lengths, all items zero.
    fn packed<const N: usize>(lens: [usize; N]) -> (Arena<u32>, [Span; N]) {
        let mut start = 0;
        let spans = lens.map(|len| {
            start += len;
            Span::new(start - len, len)
        });
        (Arena::packed(vec![0; start]), spans)
    }

    /// The number of places.
    fn places(arena: &Arena<u32>) -> usize {
        arena.first.len() + arena.blocks.iter().map(Vec::len).sum::<usize>()
    }

    #[test]
    fn runs_grow_side_by_side_and_keep_their_order() {
        let lens = [0, 1, 2, 3, 4, 5, 8, 16, 17, 40];
        let (mut arena, mut spans) = packed(lens);
        let mut plain = lens.map(|len| vec![0; len]);
        for round in 1..2000_u32 {
            let who = index(round.wrapping_mul(7919).wrapping_mul(round) % 10);
            let place = index(round.wrapping_mul(31)) % (plain[who].len() + 1);
            assert!(arena.has_room(spans[who]));
            arena.insert(&mut spans[who], place, round);
            plain[who].insert(place, round);
            for (span, plain) in spans.iter().zip(&plain) {
                assert_eq!(arena.slice(*span), plain);
                assert_eq!(span.len(), plain.len());
            }
        }
        let used: usize = plain.iter().map(Vec::len).sum();
        assert!(places(&arena) < 3 * used, "{} places for {used}", places(&arena));
    }

    #[test]
    fn a_run_moves_to_the_place_that_another_left_and_no_other() {
        let (mut arena, [mut first, mut second, mut third]) = packed([4, 3, 3]);
        arena.insert(&mut first, 4, 1);
        assert_eq!((first.start, places(&arena)), (10, 16), "to the end, with room for six");
        arena.insert(&mut second, 3, 2);
        assert_eq!((second.start, places(&arena)), (0, 16), "the place of four that was left");
        arena.insert(&mut third, 3, 3);
        assert_eq!((third.start, places(&arena)), (16, 20), "the place of three is too small");
        assert_eq!(arena.slice(first), [0, 0, 0, 0, 1]);
        assert_eq!(arena.slice(second), [0, 0, 0, 2]);
        assert_eq!(arena.slice(third), [0, 0, 0, 3]);
    }

    #[test]
    fn a_run_stays_until_its_room_is_full_wherever_it_stands() {
        let (mut arena, [mut first, mut second]) = packed([6, 4]);
        arena.insert(&mut first, 0, 1);
        arena.insert(&mut second, 0, 2);
        assert_eq!((second.start, second.len()), (0, 5), "among those laid down together");
        arena.insert(&mut second, 0, 3);
        assert_eq!((second.start, second.len()), (0, 6), "the last of its room");
        arena.insert(&mut second, 0, 4);
        assert_eq!((second.start, second.len()), (18, 7), "one more than its room");
        assert_eq!(arena.slice(second), [4, 3, 2, 0, 0, 0, 0]);
    }

    #[test]
    fn what_stands_in_full_blocks_stays_when_more_comes() {
        let (mut arena, mut spans) = packed([40; 2000]);
        for round in 0..700 {
            for span in &mut spans {
                arena.insert(span, span.len(), round);
            }
        }
        assert!(arena.blocks.len() > 20, "{} blocks", arena.blocks.len());
        assert!(arena.blocks.iter().all(|block| block.capacity() <= Arena::<u32>::BLOCK));
        assert_eq!(arena.first.len(), 80_000, "what was laid down has not grown");
        let expected: Vec<u32> = [0; 40].into_iter().chain(0..700).collect();
        assert!(spans.iter().all(|span| arena.slice(*span) == expected));
    }

    #[test]
    fn a_run_longer_than_a_block_has_one_to_itself() {
        let (mut arena, [mut long, mut short]) = packed([0, 1]);
        let most = u32::try_from(Arena::<u32>::BLOCK).unwrap() * 2;
        for item in 0..most {
            arena.insert(&mut long, index(item), item);
            if item % 1024 == 0 {
                arena.insert(&mut short, 0, item);
            }
        }
        let (first, last) = arena.slice(long).split_at(Arena::<u32>::BLOCK);
        assert!(first.iter().chain(last).copied().eq(0..most));
        assert!(arena.slice(short).iter().rev().skip(1).copied().eq((0..most).step_by(1024)));
    }

    #[test]
    fn a_full_arena_has_no_room() {
        let arena = Arena::<()>::packed(vec![(); index(u32::MAX) - 4]);
        assert!(arena.has_room(Span::new(0, 1)));
        assert!(!arena.has_room(Span::new(0, 2)));
    }
}
