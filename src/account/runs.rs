//! One arena for the facts of a kind, a run of it for each customer.

use std::hint::black_box;

use crate::id::index;

/// Where a customer's run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    start: u32,
    len: u32,
}

impl Span {
    pub(crate) const EMPTY: Self = Self { start: 0, len: 0 };

    /// How many items the run has.
    pub(crate) fn len(self) -> usize {
        index(self.len)
    }

    /// A span within items that can be numbered.
    pub(crate) fn new(start: usize, len: usize) -> Self {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self { start: number(start), len: number(len) }
    }
}

/// Runs of items, each together in memory, in one allocation.
///
/// A run that outgrows its place moves to the end with room to grow: a power of two. Runs that were
/// laid down together (`packed`) have no room to grow, which costs them nothing while nothing
/// comes.
#[derive(Debug, Clone)]
pub(crate) struct Runs<T> {
    items: Vec<T>,
    packed: u32,
}

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self { items: Vec::new(), packed: 0 }
    }
}

impl<T: Copy + Default> Runs<T> {
    /// Runs laid down together, one after the other.
    pub(crate) fn packed(items: Vec<T>) -> Self {
        let packed = u32::try_from(items.len()).unwrap_or(u32::MAX);
        Self { items, packed }
    }

    /// The items of a run.
    #[inline]
    pub(crate) fn slice(&self, span: Span) -> &[T] {
        let start = index(span.start);
        self.items.get(start..start.saturating_add(index(span.len))).unwrap_or_default()
    }

    /// Reads over a run so that it is at hand. A run that nobody has asked for lately lies far away, and a
    /// search in it waits for one line of memory after the other; read over, it is waited for once.
    #[inline]
    pub(crate) fn bring_near(&self, span: Span) {
        const LINE: usize = 64;
        let run = self.slice(span);
        let step = LINE.checked_div(size_of::<T>()).unwrap_or(1).max(1);
        for item in run.iter().step_by(step).chain(run.last()) {
            black_box(*item);
        }
    }

    /// The items of a run, to change them in place.
    pub(crate) fn slice_mut(&mut self, span: Span) -> &mut [T] {
        let start = index(span.start);
        self.items.get_mut(start..start.saturating_add(index(span.len))).unwrap_or_default()
    }

    /// Whether one more item of the run finds room.
    pub(crate) fn has_room(&self, span: Span) -> bool {
        let grown = index(span.len).saturating_mul(2).saturating_add(1);
        u32::try_from(self.items.len().saturating_add(grown)).is_ok()
    }

    /// Puts an item into a run, after `place` others. The caller has asked
    /// [`has_room`](Self::has_room).
    pub(crate) fn insert(&mut self, span: &mut Span, place: usize, item: T) {
        if span.len >= self.capacity(*span) {
            self.move_to_end(span);
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

    fn capacity(&self, span: Span) -> u32 {
        match span.len {
            0 => 0,
            len if span.start < self.packed => len,
            len => len.next_power_of_two(),
        }
    }

    fn move_to_end(&mut self, span: &mut Span) {
        let Ok(start) = u32::try_from(self.items.len()) else {
            return;
        };
        let old = index(span.start)..index(span.start).saturating_add(index(span.len));
        if span.len > 0 {
            self.items.extend_from_within(old);
        }
        let capacity = span.len.saturating_add(1).next_power_of_two();
        let end = index(start).saturating_add(index(capacity));
        self.items.resize(end, T::default());
        span.start = start;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test may panic")]
    use super::*;

    #[test]
    fn runs_grow_side_by_side_and_keep_their_order() {
        let mut runs = Runs::<u32>::default();
        let mut spans = [Span::default(); 5];
        let mut plain = vec![Vec::new(); 5];
        for round in 0..200_u32 {
            let who = index(round.wrapping_mul(7919) % 5);
            let place = index(round.wrapping_mul(31)) % (plain[who].len() + 1);
            assert!(runs.has_room(spans[who]));
            runs.insert(&mut spans[who], place, round);
            plain[who].insert(place, round);
            for (span, plain) in spans.iter().zip(&plain) {
                assert_eq!(runs.slice(*span), plain);
            }
        }
    }
}
