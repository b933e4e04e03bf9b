//! The rows of a review, as movement asks for them.

use crate::account::{AccountReader, AccountView, MergeSpan};
use crate::calendar::AsOf;
use crate::feed::Feed;
use crate::review::Review;
use crate::segment::{
    GroupPlacement, MergeList, MergedCustomer, PlacedCustomer, PlacedReview, UnlistedPlace,
};

/// The days by which purchases are counted.
pub(super) const YEAR: u16 = 365;

/// The customers of a review in their quadrants.
pub(super) fn quadrants(review: &Review<'_>) -> PlacedReview<impl Iterator<Item = PlacedCustomer>> {
    let rows = review.customers().iter().zip(review.purchases()).zip(review.quadrants());
    with_rows(
        review,
        rows.map(|((customer, purchases), quadrant)| PlacedCustomer {
            customer: *customer,
            placement: GroupPlacement::in_quadrant(*quadrant, *purchases),
        }),
    )
}

/// The customers of a review in their classes.
pub(super) fn classes(review: &Review<'_>) -> PlacedReview<impl Iterator<Item = PlacedCustomer>> {
    let rows = review.customers().iter().zip(review.purchases()).zip(review.classes());
    with_rows(
        review,
        rows.map(|((customer, purchases), class)| PlacedCustomer {
            customer: *customer,
            placement: GroupPlacement::in_class(class, *purchases),
        }),
    )
}

/// The customers of a review by declared attitude.
pub(super) fn attitudes(review: &Review<'_>) -> PlacedReview<impl Iterator<Item = PlacedCustomer>> {
    let mut accounts = AccountReader::new(review.book().ledger(), review.as_of());
    let rows = review.customers().iter().zip(review.purchases());
    with_rows(
        review,
        rows.map(move |(customer, purchases)| {
            let attitude = accounts.own(*customer).and_then(AccountView::attitude);
            PlacedCustomer {
                customer: *customer,
                placement: GroupPlacement::by_attitude(attitude, *purchases),
            }
        }),
    )
}

/// A review with these rows. Where sales of its year are missing, those whom it does not list are
/// unjudged.
pub(super) fn with_rows<I>(review: &Review<'_>, rows: I) -> PlacedReview<I> {
    let year = review.as_of().last_days(YEAR);
    let missing = review.context().needs().feed_in(Feed::Sales, year);
    let unlisted = if missing.is_some() { UnlistedPlace::Unjudged } else { UnlistedPlace::Absent };
    PlacedReview { as_of: review.as_of(), currency: review.book().currency(), unlisted, rows }
}

/// The merges of one book that hold on the day of either review.
pub(super) fn merges(first: &Review<'_>, second: &Review<'_>) -> MergeList {
    let spans: Vec<MergeSpan> = second.book().ledger().merges.spans().collect();
    let on = |t: AsOf| {
        let holding = spans.iter().filter(move |span| span.holds_at(t));
        holding.map(|it| MergedCustomer { merged: it.merged, survivor: it.survivor })
    };
    MergeList::from_days(on(second.as_of()), on(first.as_of()))
}
