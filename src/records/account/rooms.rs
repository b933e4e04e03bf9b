//! How much room a run has, and the places that runs have left.

use crate::id::index;

/// A room for a run: of 2, 4, 6 and so on to 16 items, then in steps of a quarter of a power of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Rooms of the same step have sizes that are multiples of two to this power.
    step: u32,
    /// How many steps lie before the last.
    before: u32,
}

impl Room {
    /// The smallest room for so many items.
    pub(super) const fn of(items: u32) -> Self {
        let last = items.saturating_sub(1);
        // The leading bit of the last item's place and the two bits after it tell the room.
        let step = (last | 8).ilog2().saturating_sub(2);
        Self { step, before: last >> step }
    }

    /// How many items it takes.
    pub(super) const fn items(self) -> u32 {
        self.before.saturating_add(1) << self.step
    }

    /// Rooms are numbered from 0 as they grow.
    const fn number(self) -> usize {
        index(self.step.saturating_sub(1).saturating_mul(4).saturating_add(self.before))
    }
}

/// Places that runs have left, by the largest room that they hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Holes {
    starts: Vec<Vec<u32>>,
}

impl Holes {
    /// Notes that a run has left a place for so many items; one that is too small for any room is
    /// forgotten.
    pub(super) fn put(&mut self, start: u32, items: u32) {
        let next = Room::of(items.saturating_add(1)).number();
        let Some(number) = next.checked_sub(1) else { return };
        if self.starts.len() < next {
            self.starts.resize_with(next, Vec::new);
        }
        if let Some(starts) = self.starts.get_mut(number) {
            starts.push(start);
        }
    }

    /// Gives a place with that room, the one that was left last: it is most likely at hand.
    pub(super) fn take(&mut self, room: Room) -> Option<u32> {
        self.starts.get_mut(room.number())?.pop()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;

    #[test]
    fn rooms_grow_by_two_and_then_by_a_quarter() {
        let mut rooms: Vec<u32> = (1..=100).map(|items| Room::of(items).items()).collect();
        rooms.dedup();
        let by_two = [2, 4, 6, 8, 10, 12, 14, 16];
        let by_a_quarter = [20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112];
        assert_eq!(rooms, [by_two.as_slice(), by_a_quarter.as_slice()].concat());
        assert_eq!(Room::of((1 << 31) - 1).items(), 1 << 31);
    }

    #[test]
    fn a_room_is_the_smallest_that_takes_its_items_and_has_the_next_number() {
        let mut before = Room::of(1);
        assert_eq!(before.number(), 0);
        for items in 1..10_000 {
            let room = Room::of(items);
            assert!(room.items() >= items);
            assert_eq!(Room::of(room.items()), room, "a full room is the same room");
            let more = usize::from(room != before);
            assert_eq!(room.number(), before.number() + more, "{items} items");
            assert!(room == before || before.items() + 1 == items, "{items} items");
            before = room;
        }
    }

    #[test]
    fn a_place_that_was_left_is_taken_once_by_a_run_that_it_holds() {
        for left in 1..200 {
            let mut holes = Holes::default();
            holes.put(7, left);
            let takers: Vec<u32> =
                (1..300).filter(|items| holes.clone().take(Room::of(*items)).is_some()).collect();
            assert!(takers.iter().all(|items| Room::of(*items).items() <= left), "{left} items");
            assert_eq!(takers.is_empty(), left < 2, "{left} items");
            if let Some(last) = takers.last() {
                assert!(Room::of(last + 1).items() > left, "the largest room: {left} items");
                assert_eq!(holes.take(Room::of(*last)), Some(7));
                assert_eq!(holes.take(Room::of(*last)), None);
            }
        }
    }
}
