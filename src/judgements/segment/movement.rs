use crate::measure::proven;
use crate::money::{Amount, Total};

/// Customers that went from one group to another between two reviews, or stayed, and their
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
    fn count(&mut self, before: Amount, after: Amount) {
        self.customers =
            proven!(self.customers.checked_add(1), else u64::MAX, "nobody counts to 2^64");
        self.before = self.before.plus(before);
        self.after = self.after.plus(after);
    }
}

/// The place of a customer in one review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// The number of its group, from 0.
    pub group: usize,
    /// Its net purchases.
    pub purchases: Amount,
}

/// Movements between two reviews, over `N` groups (three classes, four quadrants).
///
/// Joined and left stand apart, so customers and amounts are conserved: the cells, those who left
/// and those who joined add up to both reviews.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::{Movement, Placement};
///
/// let mut movement = Movement::<3>::default();
/// let yuan = |yuan: i64| Amount::from_minor(yuan * 100);
/// let placed = |group, bought| Some(Placement { group, purchases: yuan(bought) });
/// movement.count(placed(0, 90), placed(1, 20));
/// movement.count(None, placed(2, 5));
/// assert_eq!(movement.between(0, 1).map(|cell| cell.customers), Some(1));
/// assert_eq!(movement.joined(2).map(|cell| cell.after.minor()), Some(500));
/// assert_eq!(movement.change().minor(), -6_500, "70 less, 5 more");
/// ```
#[doc(alias = "客户升降级")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement<const N: usize> {
    moved: [[MovementCell; N]; N],
    joined: [MovementCell; N],
    left: [MovementCell; N],
}

impl<const N: usize> Default for Movement<N> {
    fn default() -> Self {
        let none = [MovementCell::default(); N];
        Self { moved: [none; N], joined: none, left: none }
    }
}

impl<const N: usize> Movement<N> {
    /// Counts a customer by its placement in the first review and in the second, absent where it
    /// was not in the review. A group of `N` or more counts as absent.
    pub fn count(&mut self, before: Option<Placement>, after: Option<Placement>) {
        let known = |side: Option<Placement>| side.filter(|it| it.group < N);
        let purchases = |side: Option<Placement>| side.map_or(Amount::ZERO, |it| it.purchases);
        let (before, after) = (known(before), known(after));
        let cell = match (before, after) {
            (Some(from), Some(to)) => {
                self.moved.get_mut(from.group).and_then(|row| row.get_mut(to.group))
            }
            (Some(from), None) => self.left.get_mut(from.group),
            (None, Some(to)) => self.joined.get_mut(to.group),
            (None, None) => None,
        };
        if let Some(cell) = cell {
            cell.count(purchases(before), purchases(after));
        }
    }

    /// Customers that went from one group to another, or stayed; `None` when there is no such
    /// group.
    pub fn between(&self, from: usize, to: usize) -> Option<MovementCell> {
        self.moved.get(from)?.get(to).copied()
    }

    /// Customers of a group that were not in the first review.
    pub fn joined(&self, to: usize) -> Option<MovementCell> {
        self.joined.get(to).copied()
    }

    /// Customers of a group that are not in the second review.
    pub fn left(&self, from: usize) -> Option<MovementCell> {
        self.left.get(from).copied()
    }

    /// The purchases of the second review less those of the first: the cells add up to it exactly.
    pub fn change(&self) -> Total {
        let cells = self.moved.iter().flatten().chain(&self.joined).chain(&self.left);
        cells.fold(Total::ZERO, |sum, cell| sum.plus(cell.after).minus(cell.before))
    }
}
