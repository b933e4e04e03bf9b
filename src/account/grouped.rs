//! Rows in any order, grouped by customer and put in order in linear time.
//!
//! A plain scatter would touch memory at random for every row. So rows go into parts of
//! neighbouring customers first, each small enough for a processor's cache. Within its part every
//! row is put in place by counting, by day and then by customer, and each run is worked on while it
//! is at hand. All of it happens in the final array: no second copy of the rows exists.

use super::runs::Span;
use crate::id::index;

/// Bytes of a part: two of them fit a second-level cache.
const PART_BYTES: usize = 1 << 18;

/// Days that a part is put in order of by counting; the rows of a part that span more are sorted.
const MOST_DAYS: usize = 1 << 14;

/// Rows in parts of neighbouring customers, in the order in which they came within each.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    items: Vec<T>,
    /// Where each part ends.
    ends: Vec<u32>,
    customers: usize,
    /// How many low bits of a customer's position are dropped to number its part.
    shift: u32,
}

/// What is asked of a row.
pub(super) trait Keyed: Copy + Default {
    /// The position of its customer.
    fn customer(&self) -> u32;
    /// The day that comes first in its order.
    fn day(&self) -> i32;
}

impl<T: Keyed> Grouped<T> {
    /// Brings rows into parts. `rows` gives them anew each time it is called, `count` of them or fewer; the
    /// caller has seen that their customers lie below `customers`. `None` when there are more rows
    /// than can be numbered.
    pub(super) fn of<I: Iterator<Item = T>>(
        customers: usize,
        count: usize,
        rows: impl Fn() -> I,
    ) -> Option<Self> {
        let parts = count.saturating_mul(size_of::<T>()).div_ceil(PART_BYTES).max(1);
        let shift = customers.div_ceil(parts).max(1).next_power_of_two().trailing_zeros();
        let part = |row: &T| index(row.customer() >> shift);
        let mut ends = vec![0_u32; (customers >> shift).saturating_add(1)];
        rows().try_for_each(|row| {
            let end = ends.get_mut(part(&row))?;
            *end = end.checked_add(1)?;
            Some(())
        })?;
        let len = to_places(&mut ends)?;
        let mut items = vec![T::default(); index(len)];
        rows().try_for_each(|row| put(&mut items, ends.get_mut(part(&row))?, row))?;
        Some(Self { items, ends, customers, shift })
    }

    /// Puts the rows in the order of customers and, for each of them, of days, and works on each run in
    /// place; the run keeps as many items at its front as `work` says. Gives the spans and the
    /// items, or the position of the customer for which `work` gives `None`. What a run drops stays
    /// behind it: a gap costs less than moving all that follows.
    pub(super) fn finish(
        mut self,
        mut work: impl FnMut(&mut [T]) -> Option<usize>,
    ) -> Result<(Vec<Span>, Vec<T>), u32> {
        let mut spans = Vec::with_capacity(self.customers);
        let mut room = Room::new(self.shift);
        let mut start = 0_usize;
        for end in self.ends.iter().copied().map(index) {
            let part = self.items.get_mut(start..end).unwrap_or_default();
            room.order(part);
            let mut begin = 0_usize;
            for end in room.ends(self.customers.saturating_sub(spans.len())) {
                let run = part.get_mut(begin..end).unwrap_or_default();
                let position = u32::try_from(spans.len()).unwrap_or(u32::MAX);
                let len = work(run).ok_or(position)?;
                spans.push(Span::new(start.saturating_add(begin), len));
                begin = end;
            }
            start = end;
        }
        Ok((spans, self.items))
    }
}

/// Room to put one part in order after another.
struct Room<T> {
    rows: Vec<T>,
    by_day: Vec<u32>,
    by_customer: Vec<u32>,
    shift: u32,
}

impl<T: Keyed> Room<T> {
    fn new(shift: u32) -> Self {
        Self { rows: Vec::new(), by_day: Vec::new(), by_customer: vec![0; 1 << shift], shift }
    }

    /// Puts the rows of a part in the order of customers and days.
    fn order(&mut self, part: &mut [T]) {
        let Self { rows, by_day, by_customer, shift } = self;
        let days = part.iter().map(Keyed::day);
        let (first, last) =
            days.fold((i32::MAX, i32::MIN), |(first, last), day| (first.min(day), last.max(day)));
        let span = usize::try_from(i64::from(last).saturating_sub(i64::from(first)));
        if let Some(span) = span.ok().filter(|span| *span < MOST_DAYS) {
            rows.resize(part.len(), T::default());
            by_day.clear();
            by_day.resize(span.saturating_add(1), 0);
            let day = |row: &T| index(row.day().abs_diff(first));
            arrange(part, rows, by_day, day);
        } else {
            part.sort_by_key(Keyed::day);
            rows.clear();
            rows.extend_from_slice(part);
        }
        by_customer.fill(0);
        let low = (1_u32 << *shift).wrapping_sub(1);
        arrange(rows, part, by_customer, |row| index(row.customer() & low));
    }

    /// Where the runs of the first so many customers of the part end.
    fn ends(&self, most: usize) -> impl Iterator<Item = usize> {
        self.by_customer.iter().take(most).copied().map(index)
    }
}

/// Puts rows in the order of a key, those of the same key as they came. `places` comes with zeros, one
/// for each key, and leaves with the place after the last row of each.
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
        fn customer(&self) -> u32 {
            self.0
        }

        fn day(&self) -> i32 {
            self.1
        }
    }

    #[test]
    fn rows_are_grouped_and_stand_in_the_order_of_days_whatever_the_size() {
        for (count, days) in [(0_u32, 9), (1, 9), (7, 9), (1000, 9), (200_000, 800), (99, i32::MAX)]
        {
            let customers = 700_u32;
            let random = |n: u32| n.wrapping_mul(2_654_435_761);
            let day = |n: u32| i32::try_from(random(n) >> 4).unwrap() % days * 7;
            let row = |n: u32| Plain(random(n) % customers, day(n), n);
            let rows = || (0..count).map(row);
            let grouped = Grouped::of(index(customers), index(count), rows).unwrap();
            let (spans, items) = grouped.finish(|run| Some(run.len())).unwrap();
            let mut plain: Vec<Plain> = rows().collect();
            plain.sort_unstable();
            assert_eq!(items, plain);
            assert_eq!(spans.len(), index(customers));
        }
    }
}
