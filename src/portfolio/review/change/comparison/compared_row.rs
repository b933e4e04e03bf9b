//! The rows of a review with all that is judged of a customer, ended ones among them.

use super::rows;
use crate::money::Amount;
use crate::review::Review;
use crate::segment::{Class, GroupPlacement, PlacedCustomer, PlacedReview, Quadrant};
use crate::warning::{ByRule, Outcome, Rule};

/// All that a review says of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ComparedRow {
    pub(super) class: Option<Class>,
    pub(super) quadrant: Option<Quadrant>,
    pub(super) outcomes: ByRule<Option<Outcome>>,
}

impl ComparedRow {
    /// The row at a placement; nothing where the customer is not in the review.
    pub(super) fn at(review: &Review<'_>, placement: GroupPlacement) -> Self {
        match placement {
            GroupPlacement::Judged { group, .. } => Self::of(review, group),
            GroupPlacement::Unjudged { .. } | GroupPlacement::Absent => Self::default(),
        }
    }

    fn of(review: &Review<'_>, row: usize) -> Self {
        if let Some(past) = row.checked_sub(review.len()) {
            let debt = review.ended().get(past).map(|it| it.debt);
            return Self { outcomes: ByRule { debt, ..ByRule::default() }, ..Self::default() };
        }
        let amount = review.class_amounts().get(row);
        Self {
            class: amount.map(|amount| review.cuts().class(*amount)),
            quadrant: review.quadrants().get(row).copied().flatten(),
            outcomes: ByRule::each(|rule: Rule| review.outcomes(rule).get(row).copied()),
        }
    }
}

/// The customers of a review, each placed at the number of its row. Ended ones have numbers behind
/// all others, and no purchases.
pub(super) fn numbered(review: &Review<'_>) -> PlacedReview<impl Iterator<Item = PlacedCustomer>> {
    let judged = |customer, group, purchases| PlacedCustomer {
        customer,
        placement: GroupPlacement::Judged { group, purchases },
    };
    let listed = review.customers().iter().zip(review.purchases()).enumerate();
    let mut listed =
        listed.map(move |(row, (customer, bought))| judged(*customer, row, *bought)).peekable();
    let ended = review.ended().iter().zip(review.len()..);
    let mut ended = ended.map(move |(it, row)| judged(it.customer, row, Amount::ZERO)).peekable();
    let all = std::iter::from_fn(move || match (listed.peek(), ended.peek()) {
        (Some(one), Some(other)) if other.customer < one.customer => ended.next(),
        (Some(_), Some(_) | None) => listed.next(),
        (None, Some(_) | None) => ended.next(),
    });
    rows::with_rows(review, all)
}
