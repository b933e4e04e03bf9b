use std::borrow::Cow;

use crate::customer::Card;
use crate::id::CustomerKey;
use crate::review::Review;
use crate::valid::Violations;

/// The card of a customer with those of others, whether they are merged into it or not.
pub(crate) fn united_card<'b>(
    review: &Review<'b>,
    key: CustomerKey,
    others: impl IntoIterator<Item = CustomerKey>,
) -> Result<Cow<'b, Card>, Violations> {
    let card = |key| review.book().card(key);
    let own = card(key).map_or_else(|| Cow::Owned(Card::default()), Cow::Borrowed);
    others.into_iter().filter_map(card).try_fold(own, |own, other| {
        Ok(if own.as_ref() == other { own } else { Cow::Owned(own.merged_with(other)?) })
    })
}
