//! The end of a relationship: the customer is out of business, or was given up.

use guanxi::calendar::Day;
use guanxi::customer_stage::DecisionKind;
use guanxi::id::CustomerKey;
use guanxi::review::Review;

use crate::load::known::Known;

/// The end of the relationship with a customer, as it stands on the day of a review.
pub(crate) struct End {
    pub(crate) on: Day,
    /// True when we gave it up, and it is in business.
    pub(crate) is_dropped: bool,
    /// The reason, where it is known.
    pub(crate) reason: Option<String>,
}

impl End {
    /// The end; `None` where the relationship goes on.
    pub(crate) fn of(review: &Review<'_>, known: &Known, key: CustomerKey) -> Option<Self> {
        let t = review.as_of();
        let decisions = known.decisions.get(&key).into_iter().flatten();
        let last = decisions.filter(|it| t.sees(it.on)).max_by_key(|it| it.on);
        let drop = last.filter(|it| it.kind == DecisionKind::Drop);
        let Some(on) = known.ended_on(key, t.day()) else {
            let drop = drop?;
            let reason = Some(drop.reason.to_string());
            return Some(Self { on: drop.on, is_dropped: true, reason });
        };
        // The last reason that was stated is that of the end, unless it was given up later.
        let is_last = drop.is_none_or(|it| it.on < on);
        let account = review.book().account_at(key, t).ok().filter(|_| is_last);
        let reason = account.and_then(|it| it.view().ended().map(ToString::to_string));
        Some(Self { on, is_dropped: false, reason })
    }
}
