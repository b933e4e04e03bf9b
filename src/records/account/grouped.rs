//! Rows in any order, grouped by customer and put in order in linear time.
//!
//! A plain scatter would touch memory at random for every row. So rows go into parts of
//! neighbouring customers first, each small enough for a processor's cache. Within its part every
//! row is put in place by counting, by day and then by customer, and each run is worked on while it
//! is at hand; with the feature `rayon` several threads share the parts. All of it happens in the
//! final array: no second copy of the rows exists.

use super::load::at_once;
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
pub(super) trait Keyed: Copy + Default + Send {
    /// The position of its customer.
    fn customer(&self) -> u32;
    /// The day that comes first in its order.
    fn day(&self) -> i32;
}

impl<T: Keyed> Grouped<T> {
    /// Brings rows into parts. `keys` gives the customer of each of `rows`; the caller has seen that
    /// they lie below `customers`. There are about `count` rows. `None` when there are more than can
    /// be numbered.
    pub(super) fn of(
        customers: usize,
        count: usize,
        mut keys: impl Iterator<Item = u32>,
        mut rows: impl Iterator<Item = T>,
    ) -> Option<Self> {
        let parts = count.saturating_mul(size_of::<T>()).div_ceil(PART_BYTES).max(1);
        let shift = customers.div_ceil(parts).max(1).next_power_of_two().trailing_zeros();
        let mut ends = vec![0_u32; (customers >> shift).saturating_add(1)];
        keys.try_for_each(|customer| {
            let end = ends.get_mut(index(customer >> shift))?;
            *end = end.checked_add(1)?;
            Some(())
        })?;
        let len = to_places(&mut ends)?;
        let mut items = vec![T::default(); index(len)];
        rows.try_for_each(|row| {
            put(&mut items, ends.get_mut(index(row.customer() >> shift))?, row)
        })?;
        Some(Self { items, ends, customers, shift })
    }

    /// Puts the rows in the order of customers and, for each of them, of days, and works on each run in
    /// place; the run keeps as many items at its front as `work` says. Gives the spans and the
    /// items, or the position of the first customer for which `work` gives `None`. What a run drops
    /// stays behind it: a gap costs less than moving all that follows. With the feature `rayon`
    /// several threads share the parts.
    pub(super) fn finish(
        mut self,
        work: impl Fn(&mut [T]) -> Option<usize> + Sync,
    ) -> Result<(Vec<Span>, Vec<T>), u32> {
        let mut spans = vec![Span::EMPTY; self.customers];
        let (mut rest, mut start) = (self.items.as_mut_slice(), 0_usize);
        let mut parts = Vec::with_capacity(self.ends.len());
        let customers = (0_u32..).step_by(1 << self.shift);
        for ((end, spans), customer) in
            self.ends.iter().zip(spans.chunks_mut(1 << self.shift)).zip(customers)
        {
            let end = index(*end);
            let items = rest.split_off_mut(..end.saturating_sub(start)).unwrap_or_default();
            parts.push(Part { items, start, spans, customer });
            start = end;
        }
        finish(&mut parts, self.shift, &work)?;
        Ok((spans, self.items))
    }
}

/// The rows of neighbouring customers.
struct Part<'a, T> {
    items: &'a mut [T],
    /// The place of the first of them among all.
    start: usize,
    spans: &'a mut [Span],
    /// The position of the first customer.
    customer: u32,
}

/// The most parts that are worked on in a row: of more, other threads may take a share.
const IN_A_ROW: Option<usize> = if cfg!(feature = "rayon") { Some(16) } else { None };

fn finish<T: Keyed>(
    parts: &mut [Part<'_, T>],
    shift: u32,
    work: &(impl Fn(&mut [T]) -> Option<usize> + Sync),
) -> Result<(), u32> {
    if IN_A_ROW.is_some_and(|most| parts.len() > most) {
        let (first, second) = parts.split_at_mut(parts.len() >> 1);
        let (first, second) =
            at_once(|| finish(first, shift, work), || finish(second, shift, work));
        return first.and(second);
    }
    let mut room = Room::new(shift);
    parts.iter_mut().try_for_each(|part| room.finish(part, work))
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
        // Rows often come in the order of days.
        let is_sorted = part.is_sorted_by_key(Keyed::day);
        if let Some(span) = span.ok().filter(|span| !is_sorted && *span < MOST_DAYS) {
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

    /// Puts the rows of a part in order and works on each run; or gives the position of the customer
    /// for which `work` gives `None`.
    fn finish(
        &mut self,
        part: &mut Part<'_, T>,
        work: impl Fn(&mut [T]) -> Option<usize>,
    ) -> Result<(), u32> {
        self.order(part.items);
        let mut begin = 0_usize;
        let ends = self.by_customer.iter().copied().map(index);
        for ((position, span), end) in (part.customer..).zip(&mut *part.spans).zip(ends) {
            let run = part.items.get_mut(begin..end).unwrap_or_default();
            let len = work(run).ok_or(position)?;
            *span = Span::new(part.start.saturating_add(begin), len);
            begin = end;
        }
        Ok(())
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

    fn grouped(customers: u32, rows: &[Plain]) -> Grouped<Plain> {
        let keys = rows.iter().map(|row| row.0);
        Grouped::of(index(customers), rows.len(), keys, rows.iter().copied()).unwrap()
    }

    #[track_caller]
    fn assert_grouped(customers: u32, rows: &[Plain]) {
        let (spans, items) = grouped(customers, rows).finish(|run| Some(run.len())).unwrap();
        let mut plain = rows.to_vec();
        plain.sort_by_key(|row| (row.0, row.1));
        assert_eq!(items, plain);
        let mut start = 0;
        let expected = (0..customers).map(|customer| {
            let len = plain.iter().filter(|row| row.0 == customer).count();
            start += len;
            Span::new(start - len, len)
        });
        assert_eq!(spans, expected.collect::<Vec<_>>());
    }

    const fn random(n: u32) -> u32 {
        n.wrapping_mul(2_654_435_761)
    }

    fn rows(customers: u32, count: u32, days: i32) -> Vec<Plain> {
        let day = |n: u32| i32::try_from(random(n) >> 4).unwrap() % days * 7;
        (0..count).map(|n| Plain(random(n) % customers, day(n), n)).collect()
    }

    #[test]
    fn rows_are_grouped_and_stand_in_the_order_of_days_whatever_the_size() {
        for (count, days) in [(0_u32, 9), (1, 9), (7, 9), (1000, 9), (200_000, 800), (99, i32::MAX)]
        {
            assert_grouped(700, &rows(700, count, days));
        }
    }

    #[test]
    fn any_number_of_customers_is_divided_into_parts() {
        assert_grouped(0, &[]);
        for customers in [1, 2, 511, 512, 513, 1024, 2000] {
            assert_grouped(customers, &[]);
            assert_grouped(customers, &[Plain(customers - 1, 5, 0)]);
            assert_grouped(customers, &rows(customers, 60_000, 300));
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
