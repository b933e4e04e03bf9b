//! Payment plans of which a part did not come.

use std::collections::BTreeSet;

use guanxi::calendar::Day;
use guanxi::id::CustomerKey;
use guanxi::money::Money;
use guanxi::review::Review;

use crate::load::judged::Judged;

/// A payment plan of which a part did not come.
pub(crate) struct BrokenPlan<'a> {
    pub(crate) customer: &'a str,
    pub(crate) agreed: Day,
    /// The last day for the first part that did not come, and its amount.
    pub(crate) due: Day,
    pub(crate) amount: Money,
}

/// The payment plans that are broken, by the day of the part that did not come.
pub(super) fn broken_plans<'a>(
    review: &Review<'a>,
    judged: &Judged,
    keys: &BTreeSet<CustomerKey>,
) -> Result<Vec<BrokenPlan<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut found = Vec::new();
    for (key, plan) in &judged.plans.agreed {
        let key = book.survivor_at(*key, t);
        if !keys.contains(&key) {
            continue;
        }
        let account = book.account_at(key, t).map_err(|error| error.to_string())?;
        let part = plan.broken_part(account.view(), &review.policy().payment_plans, t);
        let agreed = plan.opening().on;
        found.extend(part.map(|part| BrokenPlan {
            customer: book.name(key),
            agreed,
            due: part.by,
            amount: part.amount,
        }));
    }
    found.sort_by_key(|it| (it.due, it.customer, it.agreed));
    Ok(found)
}
