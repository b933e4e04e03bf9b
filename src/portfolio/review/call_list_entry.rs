use super::Review;
use crate::id::CustomerKey;
use crate::money::Total;

/// One line of a call list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallListEntry {
    /// The customer to call.
    pub customer: CustomerKey,
    /// Loss if the customer stayed away, weighted by its probability.
    pub value_at_risk: Total,
}

/// The customers with the largest values at risk, ties in the order of names.
pub(super) fn call_list(review: &Review<'_>, at_most: usize) -> Vec<CallListEntry> {
    let book = review.book();
    let rows = review.customers().iter().zip(review.values_at_risk());
    let mut entries: Vec<CallListEntry> = rows
        .map(|(customer, at_risk)| CallListEntry { customer: *customer, value_at_risk: *at_risk })
        .filter(|entry| entry.value_at_risk.is_positive())
        .collect();
    entries.sort_unstable_by(|a, b| {
        let by_name = || book.name(a.customer).cmp(book.name(b.customer));
        b.value_at_risk.cmp(&a.value_at_risk).then_with(by_name)
    });
    entries.truncate(at_most);
    entries
}
