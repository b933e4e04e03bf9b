use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::money::{Amount, Currency};

/// The place of a customer in one review: a group, or one of two places apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The group of this number, from 0.
    Group(usize),
    /// In the review without a group, as where loyalty is not applicable.
    Unjudged,
    /// Not in the review: not started, or ended.
    Absent,
}

/// A customer in one review: its place with its purchases.
///
/// # Rule
///
/// > S14: unjudged and absent stand apart: a customer whose feed was missing is unjudged, not
/// > absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupPlacement {
    /// In a group.
    Judged {
        /// The number of the group, from 0.
        group: usize,
        /// The net purchases.
        purchases: Amount,
    },
    /// In the review without a group.
    Unjudged {
        /// The net purchases.
        purchases: Amount,
    },
    /// Not in the review.
    Absent,
}

impl GroupPlacement {
    /// In the group of a number, or unjudged without one.
    pub const fn new(group: Option<usize>, purchases: Amount) -> Self {
        match group {
            Some(group) => Self::Judged { group, purchases },
            None => Self::Unjudged { purchases },
        }
    }

    /// The place.
    pub const fn place(self) -> Place {
        match self {
            Self::Judged { group, .. } => Place::Group(group),
            Self::Unjudged { .. } => Place::Unjudged,
            Self::Absent => Place::Absent,
        }
    }

    /// The net purchases; none of an absent customer.
    pub const fn purchases(self) -> Amount {
        match self {
            Self::Judged { purchases, .. } | Self::Unjudged { purchases } => purchases,
            Self::Absent => Amount::ZERO,
        }
    }
}

/// The way from one place to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Move {
    /// The place in the first review.
    pub from: Place,
    /// The place in the second review.
    pub to: Place,
}

/// A customer in both reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// Its placement in the first review.
    pub before: GroupPlacement,
    /// Its placement in the second review.
    pub after: GroupPlacement,
}

impl Migration {
    /// The way that the customer went.
    pub const fn way(self) -> Move {
        Move { from: self.before.place(), to: self.after.place() }
    }
}

/// A customer of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedCustomer {
    /// The customer.
    pub customer: CustomerKey,
    /// Its placement.
    pub placement: GroupPlacement,
}

/// The place of a customer that a review does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum UnlistedPlace {
    /// It was no customer: not started, or ended.
    #[default]
    Absent,
    /// Unjudged: the feed that would tell was missing, so nobody knows.
    Unjudged,
}

impl UnlistedPlace {
    pub(super) const fn placement(self) -> GroupPlacement {
        match self {
            Self::Absent => GroupPlacement::Absent,
            Self::Unjudged => GroupPlacement::Unjudged { purchases: Amount::ZERO },
        }
    }
}

/// A review as far as movement asks: its day, its currency, and its customers in ascending order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedReview<I> {
    /// The day of the review.
    pub as_of: AsOf,
    /// The currency of the purchases.
    pub currency: Currency,
    /// The place of customers that are not in the rows.
    pub unlisted: UnlistedPlace,
    /// The customers with their placements, by ascending key, each once.
    pub rows: I,
}

/// Two reviews to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewPair<B, A> {
    /// The first review.
    pub before: PlacedReview<B>,
    /// The second review, of the same day or later.
    pub after: PlacedReview<A>,
}
