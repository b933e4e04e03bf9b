//! Sizes of places, and the places that runs have left.

use super::index;

/// The size of a place: room for 2, 4, 6 and so on to 16 items, then in steps of a quarter of a
/// power of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SizeClass {
    /// Sizes of the same step are multiples of two to this power.
    step: u32,
    /// The number of steps before the last.
    before: u32,
}

impl SizeClass {
    /// The smallest size that holds a number of items.
    pub(super) const fn for_items(items: u32) -> Self {
        let last = items.saturating_sub(1);
        // The leading bit of the last item's place and the two bits after it tell the size.
        let step = (last | 8).ilog2().saturating_sub(2);
        Self { step, before: last >> step }
    }

    /// The number of items that fit.
    pub(super) const fn items(self) -> u32 {
        self.before.saturating_add(1) << self.step
    }

    /// The number of the size: from 0, rising with it.
    const fn number(self) -> usize {
        index(self.step.saturating_sub(1).saturating_mul(4).saturating_add(self.before))
    }
}

/// Places that runs have left, by the largest size that they hold.
#[derive(Debug, Clone, Default)]
pub(super) struct FreeList {
    starts: Vec<Vec<u32>>,
}

impl FreeList {
    /// Notes that a run has left a place for `items`; one that is too small for any size is
    /// forgotten.
    pub(super) fn put(&mut self, start: u32, items: u32) {
        let next = SizeClass::for_items(items.saturating_add(1)).number();
        let Some(number) = next.checked_sub(1) else { return };
        if self.starts.len() < next {
            self.starts.resize_with(next, Vec::new);
        }
        if let Some(starts) = self.starts.get_mut(number) {
            starts.push(start);
        }
    }

    /// Takes a place of a size, the one that was left last: it is most likely at hand.
    pub(super) fn take(&mut self, size: SizeClass) -> Option<u32> {
        self.starts.get_mut(size.number())?.pop()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;

    #[test]
    fn rooms_grow_by_two_and_then_by_a_quarter() {
        let mut rooms: Vec<u32> =
            (1..=100).map(|items| SizeClass::for_items(items).items()).collect();
        rooms.dedup();
        let by_two = [2, 4, 6, 8, 10, 12, 14, 16];
        let by_a_quarter = [20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112];
        assert_eq!(rooms, [by_two.as_slice(), by_a_quarter.as_slice()].concat());
        assert_eq!(SizeClass::for_items((1 << 31) - 1).items(), 1 << 31);
    }

    #[test]
    fn a_room_is_the_smallest_that_takes_its_items_and_has_the_next_number() {
        let mut before = SizeClass::for_items(1);
        assert_eq!(before.number(), 0);
        for items in 1..10_000 {
            let room = SizeClass::for_items(items);
            assert!(room.items() >= items);
            assert_eq!(SizeClass::for_items(room.items()), room, "a full room is the same room");
            let more = usize::from(room != before);
            assert_eq!(room.number(), before.number() + more, "{items} items");
            assert!(room == before || before.items() + 1 == items, "{items} items");
            before = room;
        }
    }

    #[test]
    fn a_place_that_was_left_is_taken_once_by_a_run_that_it_holds() {
        for left in 1..200 {
            let mut free = FreeList::default();
            free.put(7, left);
            let takers: Vec<u32> = (1..300)
                .filter(|items| free.clone().take(SizeClass::for_items(*items)).is_some())
                .collect();
            assert!(
                takers.iter().all(|items| SizeClass::for_items(*items).items() <= left),
                "{left} items"
            );
            assert_eq!(takers.is_empty(), left < 2, "{left} items");
            if let Some(last) = takers.last() {
                assert!(
                    SizeClass::for_items(last + 1).items() > left,
                    "the largest room: {left} items"
                );
                assert_eq!(free.take(SizeClass::for_items(*last)), Some(7));
                assert_eq!(free.take(SizeClass::for_items(*last)), None);
            }
        }
    }
}
