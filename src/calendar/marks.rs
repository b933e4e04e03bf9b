//! Days that are asked about, told at a glance.

use super::{Day, MonthsBack};

/// Days in seventeen months at the most.
const DAYS: usize = 17 * 31;

/// Days from the first of the table to the last.
const SPAN: i32 = 17 * 31 - 1;

/// So many days are marked at the most: the ends of months and a few others.
pub(crate) const MARKS: usize = 32;

/// The ends of months and other days that are asked about, with a table from each day to the mark that
/// it counts for.
///
/// Worked out once for a day of review and used for every customer. A day without a mark can be asked
/// about all the same, only slower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    /// The latest first; what is left over repeats the earliest.
    days: [Day; MARKS],
    /// By days after the first of the table: the place of the earliest mark that is not before the day.
    /// The first entry stands for all days before as well.
    places: [u8; DAYS],
    /// By place: where the answer for the mark is kept. Those for the ends of months come first, in
    /// their order, so that nothing has to be looked up for them.
    slots: [u8; MARKS],
    /// How many marks there are.
    len: usize,
}

impl Marks {
    /// Marks the ends of months, the latest first, and other days. Days after the latest end, before the
    /// earliest or beyond the number of marks are left without one.
    pub(crate) fn of(ends: &[Day; MonthsBack::REACH], others: &[Day]) -> Self {
        let [latest, .., earliest] = *ends;
        let mut all: Vec<(Day, u8)> = ends.iter().copied().zip(0..).collect();
        for day in others {
            let is_new = all.iter().all(|(marked, _)| marked != day);
            if is_new && (earliest..=latest).contains(day) && all.len() < MARKS {
                all.push((*day, u8::try_from(all.len()).unwrap_or(0)));
            }
        }
        all.sort_unstable_by(|a, b| b.cmp(a));
        let (mut days, mut slots) = ([earliest; MARKS], [0; MARKS]);
        for ((mark, slot), (day, kept)) in days.iter_mut().zip(&mut slots).zip(&all) {
            (*mark, *slot) = (*day, *kept);
        }
        let mut places = [0_u8; DAYS];
        let (mut later, mut place) = (all.iter().skip(1).peekable(), 0_u8);
        for (entry, back) in places.iter_mut().rev().zip(0_i32..) {
            let day = latest.offset(back.saturating_neg());
            if later.next_if(|(mark, _)| *mark >= day).is_some() {
                place = place.saturating_add(1);
            }
            *entry = place;
        }
        Self { days, places, slots, len: all.len() }
    }

    /// The marked days, the latest first.
    pub(crate) fn days(&self) -> &[Day] {
        self.days.get(..self.len).unwrap_or_default()
    }

    /// The place of the earliest mark that is not before a day; `None` for a day after all of them.
    #[inline]
    pub(crate) fn back_to(&self, day: Day) -> Option<usize> {
        let [latest, ..] = self.days;
        // From the first day of the table on; both days lie within ±96 million.
        let days = day.to_epoch_days().wrapping_sub(latest.to_epoch_days()).wrapping_add(SPAN);
        let entry = usize::try_from(days.max(0)).ok()?;
        self.places.get(entry).map(|place| usize::from(*place) % MARKS)
    }

    /// Where the answer for a day is kept; `None` when it has no mark.
    #[inline]
    pub(crate) fn slot(&self, day: Day) -> Option<usize> {
        let place = self.back_to(day)?;
        let is_marked = self.days.get(place) == Some(&day);
        self.slots.get(place).filter(|_| is_marked).map(|slot| usize::from(*slot) % MARKS)
    }

    /// The places and where the answers are kept, the latest first.
    #[inline]
    pub(crate) fn slots(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> {
        let slots = self.slots.get(..self.len).unwrap_or_default();
        slots.iter().enumerate().map(|(place, slot)| (place % MARKS, usize::from(*slot) % MARKS))
    }
}
