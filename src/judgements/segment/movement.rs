use crate::money::{Amount, Total};

/// Customers that went one way, and what they bought before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MovementCell {
    /// How many.
    pub customers: u32,
    /// What they bought by the first review.
    pub before: Total,
    /// What they bought by the second.
    pub after: Total,
}

impl MovementCell {
    fn count(&mut self, before: Amount, after: Amount) {
        self.customers = self.customers.saturating_add(1);
        self.before = self.before.plus(before);
        self.after = self.after.plus(after);
    }
}

/// Who moved where between two reviews, over `N` groups (three classes, four quadrants).
///
/// Joined and left stand apart, so customers and amounts are conserved: the cells, those who left
/// and those who joined add up to both reviews.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::Movement;
///
/// let mut movement = Movement::<3>::default();
/// let yuan = |n: i64| Amount::from_minor(n * 100);
/// movement.count(Some((0, yuan(90))), Some((1, yuan(20))));
/// movement.count(None, Some((2, yuan(5))));
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
    /// Counts a customer: its group and purchases in the first review and in the second, absent
    /// where it was not in the review. A group of `N` or more counts as absent.
    ///
    /// ```
    /// # use guanxi::segment::Movement;
    /// let mut movement = Movement::<3>::default();
    /// movement.count(None, None);
    /// assert_eq!(movement, Movement::default());
    /// ```
    pub fn count(&mut self, before: Option<(usize, Amount)>, after: Option<(usize, Amount)>) {
        let known = |side: Option<(usize, Amount)>| side.filter(|(group, _)| *group < N);
        let (cell, was, is) = match (known(before), known(after)) {
            (Some((from, was)), Some((to, is))) => {
                (self.moved.get_mut(from).and_then(|row| row.get_mut(to)), was, is)
            }
            (Some((from, was)), None) => (self.left.get_mut(from), was, Amount::ZERO),
            (None, Some((to, is))) => (self.joined.get_mut(to), Amount::ZERO, is),
            (None, None) => return,
        };
        if let Some(cell) = cell {
            cell.count(was, is);
        }
    }

    /// Customers that went from one group to another, or stayed; `None` when there is no such
    /// group.
    ///
    /// ```
    /// # use guanxi::segment::Movement;
    /// assert!(Movement::<3>::default().between(0, 3).is_none());
    /// ```
    pub fn between(&self, from: usize, to: usize) -> Option<MovementCell> {
        self.moved.get(from)?.get(to).copied()
    }

    /// Customers of a group that were not in the first review.
    ///
    /// ```
    /// # use guanxi::segment::Movement;
    /// assert_eq!(Movement::<3>::default().joined(0).map(|cell| cell.customers), Some(0));
    /// ```
    pub fn joined(&self, to: usize) -> Option<MovementCell> {
        self.joined.get(to).copied()
    }

    /// Customers of a group that are not in the second review.
    ///
    /// ```
    /// # use guanxi::segment::Movement;
    /// assert_eq!(Movement::<3>::default().left(0).map(|cell| cell.customers), Some(0));
    /// ```
    pub fn left(&self, from: usize) -> Option<MovementCell> {
        self.left.get(from).copied()
    }

    /// What the second review has more than the first: the cells add up to it exactly.
    ///
    /// ```
    /// # use guanxi::{money::Total, segment::Movement};
    /// assert_eq!(Movement::<3>::default().change(), Total::ZERO);
    /// ```
    pub fn change(&self) -> Total {
        let cells = self.moved.iter().flatten().chain(&self.joined).chain(&self.left);
        cells.fold(Total::ZERO, |sum, cell| sum.plus(cell.after).minus(cell.before))
    }
}
