//! Rows in any order, grouped by customer in linear time.
//!
//! A plain scatter would touch memory at random for every row. So rows go into parts of
//! neighbouring customers first, each small enough for a processor's cache, and are put in place
//! within their part. Both steps work in the final array: no second copy of the rows exists.

use super::runs::Span;
use crate::id::index;

/// Bytes of a part: well inside a second-level cache.
const PART_BYTES: usize = 1 << 19;

/// Rows grouped by customer, in the order in which they came within each.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    pub(super) items: Vec<T>,
    /// Where the run of each customer ends.
    ends: Vec<u32>,
}

impl<T: Copy + Default> Grouped<T> {
    /// Groups rows. `rows` gives them anew each time it is called; `key` tells the position of a
    /// row's customer, which the caller has seen to lie below `customers`. `None` when there are
    /// more rows than can be numbered.
    pub(super) fn of<I: Iterator<Item = T>>(
        customers: usize,
        rows: impl Fn() -> I,
        key: impl Fn(&T) -> u32,
    ) -> Option<Self> {
        let mut places = vec![0_u32; customers];
        rows().try_for_each(|row| {
            let place = places.get_mut(index(key(&row)))?;
            *place = place.checked_add(1)?;
            Some(())
        })?;
        // From counts to the place of each customer's next row.
        let mut sum = 0_u32;
        for place in &mut places {
            let count = *place;
            *place = sum;
            sum = sum.checked_add(count)?;
        }
        let mut items = vec![T::default(); index(sum)];
        let shift = part_shift(customers, size_of_val(items.as_slice()));
        if shift < u32::BITS {
            into_parts(&mut items, &places, shift, rows(), &key)?;
            within_parts(&mut items, &mut places, shift, key)?;
        } else {
            rows().try_for_each(|row| put(&mut items, &mut places, &key, row))?;
        }
        Some(Self { items, ends: places })
    }

    /// Works on each run in place, in the order of customers; the run keeps as many items at its
    /// front as `work` says. Gives the spans and the items, or the position of the customer for
    /// which `work` gives `None`. What a run drops stays behind it: a gap costs less than moving
    /// all that follows.
    pub(super) fn finish(
        mut self,
        mut work: impl FnMut(&mut [T]) -> Option<usize>,
    ) -> Result<(Vec<Span>, Vec<T>), u32> {
        let mut spans = Vec::with_capacity(self.ends.len());
        let mut start = 0_usize;
        for (position, end) in (0_u32..).zip(&self.ends) {
            let end = index(*end);
            let run = self.items.get_mut(start..end).unwrap_or_default();
            let len = work(run).ok_or(position)?;
            spans.push(Span::new(start, len));
            start = end;
        }
        Ok((spans, self.items))
    }
}

/// How many low bits of a customer's position are dropped to number its part; all of them when one
/// part holds everything.
fn part_shift(customers: usize, bytes: usize) -> u32 {
    let parts = bytes.div_ceil(PART_BYTES).max(1);
    if parts == 1 {
        return u32::BITS;
    }
    let wide = customers.div_ceil(parts).max(1);
    wide.next_power_of_two().trailing_zeros()
}

#[inline]
fn put<T: Copy>(
    items: &mut [T],
    places: &mut [u32],
    key: impl Fn(&T) -> u32,
    row: T,
) -> Option<()> {
    let place = places.get_mut(index(key(&row)))?;
    *items.get_mut(index(*place))? = row;
    *place = place.wrapping_add(1);
    Some(())
}

/// Puts each row somewhere among the rows of its part.
fn into_parts<T: Copy>(
    items: &mut [T],
    places: &[u32],
    shift: u32,
    mut rows: impl Iterator<Item = T>,
    key: impl Fn(&T) -> u32,
) -> Option<()> {
    let mut next: Vec<u32> = places.iter().copied().step_by(1_usize << shift).collect();
    rows.try_for_each(|row| put(items, &mut next, |row| key(row) >> shift, row))
}

/// Puts the rows of each part in the order of their customers.
fn within_parts<T: Copy>(
    items: &mut [T],
    places: &mut [u32],
    shift: u32,
    key: impl Fn(&T) -> u32,
) -> Option<()> {
    let mut part = Vec::new();
    let mut begin = 0_usize;
    let starts: Vec<u32> = places.iter().copied().step_by(1_usize << shift).skip(1).collect();
    for end in starts.into_iter().map(index).chain([items.len()]) {
        part.clear();
        part.extend_from_slice(items.get(begin..end)?);
        part.iter().try_for_each(|row| put(items, places, &key, *row))?;
        begin = end;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test may panic")]
    use super::*;

    #[test]
    fn rows_are_grouped_in_the_order_of_their_coming_whatever_the_size() {
        for count in [0_u32, 1, 7, 1000, 200_000] {
            let customers = 700_u32;
            let row = |n: u32| (n.wrapping_mul(2_654_435_761) % customers, n);
            let rows = || (0..count).map(row);
            let grouped = Grouped::of(index(customers), rows, |row| row.0).unwrap();
            let (spans, items) = grouped.finish(|run| Some(run.len())).unwrap();
            let mut plain: Vec<(u32, u32)> = rows().collect();
            plain.sort_unstable();
            assert_eq!(items, plain);
            assert_eq!(spans.len(), index(customers));
        }
    }
}
