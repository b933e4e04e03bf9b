use std::collections::BTreeMap;
use std::ptr;

use super::ChangeError;
use super::other_book::{NamedMerge, Renumbered};
use super::review_bridge::ReviewBridge;
use super::rows;
use crate::bridge::BridgeWindows;
use crate::id::CustomerKey;
use crate::review::Review;
use crate::segment::{
    MergeList, Movement, MovementError, MovementFigure, PlacedCustomer, Programme,
    ProgrammeMovement, QuadrantMovement, ReviewPair,
};

/// The movement of customers between two reviews, by quadrant and by class.
///
/// # Rule
///
/// > S14: good customers are grown: movement between quadrants over time is the result that
/// > customer management is measured by.
///
/// Written with `before` and `after` (the days), `currency`, `quadrants` and `classes` (each with
/// the cells that have customers: `from`, `to`, `customers`, `before`, `after`, `change`; and the
/// rows `united`), `directions`, and `figures` with numerator, denominator, interval and the five
/// customers that moved most money. Amounts are in major units, as text.
#[doc(alias = "客户升降级")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewMovement {
    quadrants: QuadrantMovement,
    classes: Movement<3>,
    names: BTreeMap<CustomerKey, String>,
}

impl ReviewMovement {
    /// The movement between the quadrants, with its figures.
    pub const fn quadrants(&self) -> &QuadrantMovement {
        &self.quadrants
    }

    /// The movement between the classes, numbered in the order of their words.
    pub const fn classes(&self) -> &Movement<3> {
        &self.classes
    }

    /// The name of a customer among those that moved most money; empty of any other, and of one
    /// without a name.
    pub fn name(&self, customer: CustomerKey) -> &str {
        self.names.get(&customer).map_or("", String::as_str)
    }
}

/// Movement under a new policy, taken apart: by the policy alone, and by the customers.
///
/// # Rule
///
/// > S14: a policy change between reviews: recompute both under one policy and show what the
/// > policy alone moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyMovement {
    /// The first day under the old policy against the first day under the new one: the customers
    /// did nothing.
    pub by_policy: ReviewMovement,
    /// The first day against the second, both under the new policy.
    pub by_customers: ReviewMovement,
}

/// Two reviews of which the change is asked.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::customer::{Attitude, Customer};
/// use guanxi::policy::Policy;
/// use guanxi::review::ReviewChange;
/// use guanxi::segment::{Move, Place};
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?).with_attitude(Attitude::Loyal))?;
/// book.record(li, Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120.00".parse()?))?;
/// let policy = Policy::default();
/// let before = book.review("2026-02-28".parse()?, &policy)?;
/// let after = book.review("2026-03-31".parse()?, &policy)?;
/// let movement = ReviewChange { before: &before, after: &after }.movement()?;
/// let risen = movement.classes().cell(Move { from: Place::Group(2), to: Place::Group(0) });
/// assert_eq!(risen.map(|cell| cell.customers), Some(1), "from class C to class A");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ReviewChange<'r> {
    /// The first review.
    pub before: &'r Review<'r>,
    /// The second review, of the same day or later.
    pub after: &'r Review<'r>,
}

impl ReviewChange<'_> {
    /// The movement of the customers of one book. Merges of the book that hold on the day of either
    /// review count in both.
    ///
    /// # Errors
    ///
    /// When the reviews are of two books, the second lies before the first, or the purchases of
    /// customers that are one do not fit an amount together.
    #[doc(alias = "客户升降级")]
    pub fn movement(self) -> Result<ReviewMovement, MovementError> {
        self.demand_one_book()?;
        let merges = rows::merges(self.before, self.after);
        let Self { before, after } = self;
        let placed = Placed {
            quadrants: ReviewPair {
                before: rows::quadrants(before),
                after: rows::quadrants(after),
            },
            classes: ReviewPair { before: rows::classes(before), after: rows::classes(after) },
        };
        placed.movement(&merges, |key| after.book().name(key).to_owned())
    }

    /// The movement from the customers of one book to those of another, such as the file of last
    /// year. Customers are found by name; the list says which names are one customer, and may be
    /// empty.
    ///
    /// # Errors
    ///
    /// When a merge names a customer that is in neither book or contradicts another, a customer of
    /// the first review has no name, the reviews are in two currencies, and as
    /// [`movement`](Self::movement).
    pub fn movement_between_books(
        self,
        merges: &[NamedMerge],
    ) -> Result<ReviewMovement, ChangeError> {
        let Self { before, after } = self;
        let names = Renumbered::try_new(before, after)?;
        let merges = names.merges(merges)?;
        let placed = Placed {
            quadrants: ReviewPair {
                before: names.renumber(rows::quadrants(before)),
                after: rows::quadrants(after),
            },
            classes: ReviewPair {
                before: names.renumber(rows::classes(before)),
                after: rows::classes(after),
            },
        };
        Ok(placed.movement(&merges, |key| names.name(key).to_owned())?)
    }

    /// The movement where the policy changed between the reviews, taken apart into what the policy
    /// alone moved and what the customers moved.
    ///
    /// # Errors
    ///
    /// Those of [`movement`](Self::movement).
    pub fn policy_movement(self) -> Result<PolicyMovement, ChangeError> {
        self.demand_one_book()?;
        let Self { before, after } = self;
        let again = after.book().review(before.as_of(), after.policy())?;
        Ok(PolicyMovement {
            by_policy: ReviewChange { before, after: &again }.movement()?,
            by_customers: ReviewChange { before: &again, after }.movement()?,
        })
    }

    /// The movement of the declared attitude of those in a programme beside that of all others.
    /// Groups are the attitudes in the order of [`Attitude::ALL`](crate::customer::Attitude::ALL).
    ///
    /// # Errors
    ///
    /// Those of [`movement`](Self::movement).
    #[doc(alias = "品牌转移客户")]
    pub fn programme(self, programme: &Programme) -> Result<ProgrammeMovement<4>, MovementError> {
        self.demand_one_book()?;
        let Self { before, after } = self;
        let pair = ReviewPair { before: rows::attitudes(before), after: rows::attitudes(after) };
        ProgrammeMovement::try_between(pair, &rows::merges(before, after), programme)
    }

    /// The revenue bridge between the years up to both days, as known on the second.
    ///
    /// # Errors
    ///
    /// When the reviews are of two books, or the second is not of a later day.
    pub fn bridge(self) -> Result<ReviewBridge, ChangeError> {
        self.demand_one_book()?;
        let year = |review: &Review<'_>| review.as_of().last_days(rows::YEAR);
        let windows = BridgeWindows::try_new(year(self.before), year(self.after))?;
        Ok(ReviewBridge::try_new(self.after, windows)?)
    }

    pub(super) fn demand_one_book(self) -> Result<(), MovementError> {
        let is_one = ptr::eq(self.before.book(), self.after.book());
        if is_one { Ok(()) } else { Err(MovementError::OtherBook) }
    }
}

/// Two reviews by quadrant and by class.
struct Placed<B, A, C, D> {
    quadrants: ReviewPair<B, A>,
    classes: ReviewPair<C, D>,
}

impl<B, A, C, D> Placed<B, A, C, D>
where
    B: IntoIterator<Item = PlacedCustomer>,
    A: IntoIterator<Item = PlacedCustomer>,
    C: IntoIterator<Item = PlacedCustomer>,
    D: IntoIterator<Item = PlacedCustomer>,
{
    fn movement(
        self,
        merges: &MergeList,
        name: impl Fn(CustomerKey) -> String,
    ) -> Result<ReviewMovement, MovementError> {
        let quadrants = QuadrantMovement::try_between(self.quadrants, merges)?;
        let classes = Movement::try_between(self.classes, merges)?;
        let largest = quadrants.figures().iter().flat_map(MovementFigure::largest);
        let names = largest.map(|it| (it.customer, name(it.customer))).collect();
        Ok(ReviewMovement { quadrants, classes, names })
    }
}
