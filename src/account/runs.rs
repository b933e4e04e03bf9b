//! One arena for the facts of a kind, a run of it for each customer.

use std::hint::black_box;
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

/// Runs of items, each together in memory, in one allocation.
///
/// A run that outgrows its place moves to a hole that another has left, or to the end, with room to
/// grow. Runs that were laid down together (`packed`) have no room to grow, which costs them
/// nothing while nothing comes.
#[derive(Debug, Clone)]
pub(crate) struct Runs<T> {
    items: Vec<T>,
    holes: Holes,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { items: Vec::new(), holes: Holes::default() }
    }
}

impl<T: Copy + Default> Runs<T> {
    /// Runs laid down together, one after the other.
    pub(crate) fn packed(items: Vec<T>) -> Self {
        Self { items, holes: Holes::default() }
    }

    /// Whether nobody has ever had an item.
    pub(crate) const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items of a run.
    #[inline]
    pub(crate) fn slice(&self, span: Span) -> &[T] {
        self.items.get(span.range()).unwrap_or_default()
    }

    /// Reads a run at both ends so that it is at hand: what lies between comes with them, or as it is
    /// read. A run that nobody has asked for lately lies far away, and a search in it waits for one line of
    /// memory after the other.
    #[inline]
    pub(crate) fn bring_near(&self, span: Span) {
        let run = self.slice(span);
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            black_box((*first, *last));
        }
    }

    /// The items of a run, to change them in place.
    pub(crate) fn slice_mut(&mut self, span: Span) -> &mut [T] {
        self.items.get_mut(span.range()).unwrap_or_default()
    }

    /// Whether one more item of the run finds room.
    pub(crate) fn has_room(&self, span: Span) -> bool {
        // More than any room for one more, and below the bit that tells a run with room.
        let grown = index(span.items()).saturating_mul(2).saturating_add(2);
        u32::try_from(self.items.len().saturating_add(grown)).is_ok()
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
        let start = if let Some(start) = self.holes.take(room) {
            self.items.copy_within(span.range(), index(start));
            start
        } else {
            let Ok(start) = u32::try_from(self.items.len()) else { return };
            self.items.extend_from_within(span.range());
            let end = index(start).saturating_add(index(room.items()));
            self.items.resize(end, T::default());
            start
        };
        self.holes.put(span.start, span.capacity());
        *span = Span { start, len: span.items() | Span::ROOMY };
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
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
        assert!(runs.items.len() < 3 * used, "{} items for {used}", runs.items.len());
    }

    #[test]
    fn a_run_moves_to_the_place_that_another_left_and_no_other() {
        let (mut runs, [mut first, mut second, mut third]) = packed([4, 3, 3]);
        runs.insert(&mut first, 4, 1);
        assert_eq!((first.start, runs.items.len()), (10, 16), "to the end, with room for six");
        runs.insert(&mut second, 3, 2);
        assert_eq!((second.start, runs.items.len()), (0, 16), "the place of four that was left");
        runs.insert(&mut third, 3, 3);
        assert_eq!((third.start, runs.items.len()), (16, 20), "the place of three is too small");
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
    fn a_full_arena_has_no_room() {
        let runs = Runs::<()>::packed(vec![(); index(u32::MAX) - 4]);
        assert!(runs.has_room(Span::new(0, 1)));
        assert!(!runs.has_room(Span::new(0, 2)));
    }
}
