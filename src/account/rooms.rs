//! How much room a run has, and the places that runs have left.

use crate::id::index;

/// A room for a run: of 1, 2, 4, 6 and so on to 16 items, then in steps of a quarter of a power of
/// two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Rooms are numbered from 0 as they grow.
    number: u32,
}

impl Room {
    /// The first room after which the next is larger by a quarter.
    const OF_16: u32 = 8;

    /// The smallest room for so many items.
    pub(super) const fn of(items: u32) -> Self {
        let number = match items {
            0 | 1 => 0,
            2..=16 => items.div_ceil(2),
            _ => {
                // The first three bits of the last place tell the room.
                let last = items.saturating_sub(1);
                let shift = last.ilog2().saturating_sub(2);
                let doublings = shift.saturating_sub(2);
                let quarters = (last >> shift).saturating_sub(3);
                Self::OF_16.saturating_add(doublings.saturating_mul(4)).saturating_add(quarters)
            }
        };
        Self { number }
    }

    /// The largest room that a place for so many items, one at least, holds.
    const fn within(items: u32) -> Self {
        let next = Self::of(items.saturating_add(1));
        Self { number: next.number.saturating_sub(1) }
    }

    /// How many items it takes.
    pub(super) const fn items(self) -> u32 {
        match (self.number, self.number.checked_sub(Self::OF_16)) {
            (0, _) => 1,
            (number, None) => number.saturating_mul(2),
            (_, Some(over)) => {
                let quarters = (over & 3).saturating_add(4);
                quarters << (over >> 2).saturating_add(2)
            }
        }
    }
}

/// Places that runs have left, by the room that they hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Holes {
    starts: Vec<Vec<u32>>,
}

impl Holes {
    /// Notes that a run has left a place for so many items.
    pub(super) fn put(&mut self, start: u32, items: u32) {
        if items == 0 {
            return;
        }
        let place = index(Room::within(items).number);
        if self.starts.len() <= place {
            self.starts.resize_with(place.saturating_add(1), Vec::new);
        }
        if let Some(starts) = self.starts.get_mut(place) {
            starts.push(start);
        }
    }

    /// Gives a place with that room, the one that was left last: it is most likely at hand.
    pub(super) fn take(&mut self, room: Room) -> Option<u32> {
        self.starts.get_mut(index(room.number))?.pop()
    }
}
