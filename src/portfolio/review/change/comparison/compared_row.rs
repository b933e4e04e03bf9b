//! The rows of a review with all that is judged of a customer, ended ones among them.

use super::rows;
use crate::evidence::BeforeAfter;
use crate::id::CustomerKey;
use crate::money::Amount;
use crate::review::{Review, ReviewChange};
use crate::segment::{
    Class, GroupPlacement, Migration, MovementError, PlacedCustomer, PlacedReview, Quadrant,
    ReviewPair, join_reviews,
};
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
    fn at(review: &Review<'_>, placement: GroupPlacement) -> Self {
        match placement {
            GroupPlacement::Judged { group, .. } => Self::of(review, group),
            GroupPlacement::Unjudged { .. } | GroupPlacement::Absent => Self::default(),
        }
    }

    /// The outcomes of each rule in two rows.
    pub(super) fn outcomes(self, after: Self) -> ByRule<BeforeAfter<Option<Outcome>>> {
        ByRule::each(|rule| BeforeAfter {
            before: *self.outcomes.get(rule),
            after: *after.outcomes.get(rule),
        })
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

/// More rows than any review has.
const ANY_ROW: usize = usize::MAX;

/// Visits every customer of either review with its rows in both, until a visit fails.
pub(super) fn each_row(
    change: ReviewChange<'_>,
    mut visit: impl FnMut(CustomerKey, Migration, BeforeAfter<ComparedRow>) -> Result<(), MovementError>,
) -> Result<(), MovementError> {
    change.demand_one_book()?;
    let ReviewChange { before, after } = change;
    let (merges, mut outcome) = (rows::merges(before, after), Ok(()));
    let pair = ReviewPair { before: numbered(before), after: numbered(after) };
    join_reviews(pair, ANY_ROW, &merges, |customer, migration| {
        if outcome.is_ok() {
            let before = ComparedRow::at(before, migration.before);
            let after = ComparedRow::at(after, migration.after);
            outcome = visit(customer, migration, BeforeAfter { before, after });
        }
    })?;
    outcome
}

/// The customers of a review, each placed at the number of its row. Ended ones have numbers behind
/// all others, and no purchases.
fn numbered(review: &Review<'_>) -> PlacedReview<impl Iterator<Item = PlacedCustomer>> {
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
