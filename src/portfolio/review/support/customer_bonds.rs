use crate::calendar::Window;
use crate::review::Review;
use crate::support::CustomerBonds;

/// The ties of all customers of a review, in its order.
pub(in super::super) fn customer_bonds(review: &Review<'_>, window: Window) -> Vec<CustomerBonds> {
    let (t, days) = (review.as_of(), (window, &review.policy().contacts));
    let rows = review.customers().iter().zip(review.classes());
    let bonds = rows.filter_map(|(key, class)| {
        let (customer, account) = (review.customer_id(*key)?, review.account(*key)?);
        Some(CustomerBonds::from_account(customer, account.view(), Some(class), &[], days, t))
    });
    bonds.collect()
}
