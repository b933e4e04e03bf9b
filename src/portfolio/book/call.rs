use super::Review;
use crate::id::CustomerKey;
use crate::money::Total;

/// One line of a call list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// Whom.
    pub customer: CustomerKey,
    /// What would be lost if the customer stayed away.
    pub value_at_risk: Total,
}

impl Call {
    /// The largest values at risk, ties in the order of names.
    pub(super) fn list(review: &Review<'_>, at_most: usize) -> Vec<Self> {
        let book = review.book();
        let rows = review.customers().iter().zip(review.values_at_risk());
        let mut calls: Vec<Self> = rows
            .map(|(customer, at_risk)| Self { customer: *customer, value_at_risk: *at_risk })
            .filter(|call| call.value_at_risk.is_positive())
            .collect();
        calls.sort_unstable_by(|a, b| {
            let by_name = || book.name(a.customer).cmp(book.name(b.customer));
            b.value_at_risk.cmp(&a.value_at_risk).then_with(by_name)
        });
        calls.truncate(at_most);
        calls
    }
}
