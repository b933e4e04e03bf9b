use super::side::{MergeCounts, join_reviews, one_more};
use super::{MergeList, Migration, Move, MovementError, Place, PlacedCustomer, ReviewPair};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::Total;

/// Customers that went from one place to another between two reviews, or stayed, and their
/// purchases in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MovementCell {
    /// The number of customers.
    pub customers: u64,
    /// Their purchases by the first review.
    pub before: Total,
    /// Their purchases by the second review.
    pub after: Total,
}

impl MovementCell {
    #[inline]
    pub(super) fn count(&mut self, migration: Migration) {
        self.customers = one_more(self.customers);
        self.before = self.before.plus(migration.before.purchases());
        self.after = self.after.plus(migration.after.purchases());
    }

    /// The sum of two cells.
    pub(crate) fn plus(self, other: Self) -> Self {
        let customers = self.customers.checked_add(other.customers);
        Self {
            customers: proven!(customers, else u64::MAX, "customers are counted one by one"),
            before: self.before.plus(other.before),
            after: self.after.plus(other.after),
        }
    }

    /// Their purchases by the second review less those by the first.
    pub fn change(self) -> Total {
        self.after.minus(self.before)
    }
}

/// A cell with the way that its customers went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovementEntry {
    /// The way.
    pub way: Move,
    /// The customers that went it.
    pub cell: MovementCell,
}

/// The cells of those who were in one place in the first review, by their place in the second.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row<const N: usize> {
    judged: [MovementCell; N],
    unjudged: MovementCell,
    absent: MovementCell,
}

impl<const N: usize> Default for Row<N> {
    fn default() -> Self {
        let none = MovementCell::default();
        Self { judged: [none; N], unjudged: none, absent: none }
    }
}

impl<const N: usize> Row<N> {
    fn cell(&self, to: Place) -> Option<&MovementCell> {
        match to {
            Place::Group(to) => self.judged.get(to),
            Place::Unjudged => Some(&self.unjudged),
            Place::Absent => Some(&self.absent),
        }
    }

    fn cell_mut(&mut self, to: Place) -> Option<&mut MovementCell> {
        match to {
            Place::Group(to) => self.judged.get_mut(to),
            Place::Unjudged => Some(&mut self.unjudged),
            Place::Absent => Some(&mut self.absent),
        }
    }
}

/// Movements between two reviews, over `N` groups (three classes, four quadrants): a matrix of
/// `N + 2` places by `N + 2`, with unjudged and absent on both sides.
///
/// # Rule
///
/// > S14: customers and amounts are conserved: the cells add up to both reviews.
///
/// Customers that are one are counted once, with the purchases of all, in the group of the
/// survivor; where the survivor has none, in that of the largest that has. [`merged`](Self::merged)
/// tells how many rows of each review that leaves without a customer of their own.
///
/// ```
/// use guanxi::id::CustomerKey;
/// use guanxi::money::Amount;
/// use guanxi::segment::{Migration, Move, Movement, Place, GroupPlacement};
///
/// let mut movement = Movement::<3>::default();
/// let li = CustomerKey::from_position(0);
/// let bought = |group, yuan: i64| GroupPlacement::Judged {
///     group,
///     purchases: Amount::from_minor(yuan * 100),
/// };
/// movement.count(li, Migration { before: bought(0, 90), after: bought(1, 20) })?;
/// movement.count(li, Migration { before: GroupPlacement::Absent, after: bought(2, 5) })?;
/// let down = movement.cell(Move { from: Place::Group(0), to: Place::Group(1) });
/// assert_eq!(down.map(|cell| cell.customers), Some(1));
/// assert_eq!(movement.change().minor(), -6_500, "70 less, 5 more");
/// # Ok::<(), guanxi::segment::MovementError>(())
/// ```
#[doc(alias = "客户升降级")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement<const N: usize> {
    judged: [Row<N>; N],
    unjudged: Row<N>,
    absent: Row<N>,
    merged: MergeCounts,
}

impl<const N: usize> Default for Movement<N> {
    fn default() -> Self {
        let judged = std::array::from_fn(|_| Row::default());
        Self {
            judged,
            unjudged: Row::default(),
            absent: Row::default(),
            merged: MergeCounts::default(),
        }
    }
}

impl<const N: usize> Movement<N> {
    /// Compares two reviews.
    ///
    /// # Errors
    ///
    /// When the reviews are in two currencies, the second lies before the first, the customers of
    /// one do not ascend, a group is not below `N`, or the purchases of customers that are one do
    /// not fit an amount together.
    pub fn try_between<B, A>(
        reviews: ReviewPair<B, A>,
        merges: &MergeList,
    ) -> Result<Self, MovementError>
    where
        B: IntoIterator<Item = PlacedCustomer>,
        A: IntoIterator<Item = PlacedCustomer>,
    {
        let mut movement = Self::default();
        movement.merged = join_reviews(reviews, N, merges, |_, migration| movement.add(migration))?;
        Ok(movement)
    }

    /// Counts a customer. One that is absent from both reviews changes nothing.
    ///
    /// # Errors
    ///
    /// When a group is not below `N`. Nothing has changed then.
    pub fn count(
        &mut self,
        customer: CustomerKey,
        migration: Migration,
    ) -> Result<(), MovementError> {
        for place in [migration.before.place(), migration.after.place()] {
            if let Place::Group(group) = place
                && group >= N
            {
                return Err(MovementError::NoSuchGroup { customer, group, groups: N });
            }
        }
        self.add(migration);
        Ok(())
    }

    /// Counts a customer whose groups were checked.
    #[inline]
    pub(super) fn add(&mut self, migration: Migration) {
        let Move { from, to } = migration.way();
        if (from, to) == (Place::Absent, Place::Absent) {
            return;
        }
        let row = match from {
            Place::Group(from) => self.judged.get_mut(from),
            Place::Unjudged => Some(&mut self.unjudged),
            Place::Absent => Some(&mut self.absent),
        };
        if let Some(cell) = row.and_then(|row| row.cell_mut(to)) {
            cell.count(migration);
        }
    }

    pub(super) fn set_merged(&mut self, merged: MergeCounts) {
        self.merged = merged;
    }

    /// Customers that went a way, or stayed; `None` when there is no such group. Nobody goes from
    /// absent to absent.
    pub fn cell(&self, way: Move) -> Option<MovementCell> {
        let row = match way.from {
            Place::Group(from) => self.judged.get(from)?,
            Place::Unjudged => &self.unjudged,
            Place::Absent => &self.absent,
        };
        row.cell(way.to).copied()
    }

    /// All places of a review: the groups, unjudged, absent.
    pub fn places() -> impl Iterator<Item = Place> + Clone {
        (0..N).map(Place::Group).chain([Place::Unjudged, Place::Absent])
    }

    /// All cells that have customers, by place in the first review and then in the second.
    pub fn cells(&self) -> impl Iterator<Item = MovementEntry> {
        let ways = Self::places().flat_map(|from| Self::places().map(move |to| Move { from, to }));
        let cells = ways.filter_map(|way| Some(MovementEntry { way, cell: self.cell(way)? }));
        cells.filter(|entry| entry.cell.customers > 0)
    }

    /// The customers in a place of the first review, by all ways.
    pub fn before(&self, from: Place) -> MovementCell {
        self.sum(|way| way.from == from)
    }

    /// The customers in a place of the second review, by all ways.
    pub fn after(&self, to: Place) -> MovementCell {
        self.sum(|way| way.to == to)
    }

    fn sum(&self, is_asked: impl Fn(Move) -> bool) -> MovementCell {
        let cells = self.cells().filter(|entry| is_asked(entry.way)).map(|entry| entry.cell);
        cells.fold(MovementCell::default(), MovementCell::plus)
    }

    /// Rows that were added to the row of another customer, because both are one.
    pub const fn merged(&self) -> MergeCounts {
        self.merged
    }

    /// The purchases of the second review less those of the first: the cells add up to it exactly.
    pub fn change(&self) -> Total {
        self.cells().fold(Total::ZERO, |sum, entry| sum.plus(entry.cell.change()))
    }
}
