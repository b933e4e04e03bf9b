use crate::timeline::{Addition, DayTotal, place_before};

/// A change of a customer's run, planned before anything is changed.
pub(crate) trait Placement<E> {
    /// The entry to insert, and its place; `None` when the run keeps its entries.
    fn insertion(&self, run: &[E]) -> Option<(usize, E)>;

    /// Finishes the change, once the entry is inserted.
    fn finish(self, run: &mut [E]);
}

/// A new entry of a sorted run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Insertion<E> {
    place: usize,
    entry: E,
}

impl<E> Insertion<E> {
    /// An insertion before all entries that come later.
    pub(crate) fn before(run: &[E], entry: E, comes_later: impl Fn(&E) -> bool) -> Self {
        Self { place: place_before(run, comes_later), entry }
    }
}

impl<E: Copy> Placement<E> for Insertion<E> {
    fn insertion(&self, _run: &[E]) -> Option<(usize, E)> {
        Some((self.place, self.entry))
    }

    fn finish(self, _run: &mut [E]) {}
}

/// An amount is added to its day, and to the running total of every later day.
impl Placement<DayTotal> for Addition {
    fn insertion(&self, run: &[DayTotal]) -> Option<(usize, DayTotal)> {
        self.new_day(run)
    }

    fn finish(self, run: &mut [DayTotal]) {
        self.apply(run);
    }
}

/// Inserts an item into a sorted list, before all items that come later.
pub(crate) fn insert_sorted<T>(list: &mut Vec<T>, item: T, comes_later: impl Fn(&T) -> bool) {
    let place = place_before(list, comes_later);
    list.insert(place, item);
}
