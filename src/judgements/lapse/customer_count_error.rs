use crate::measure::proven;

/// The most customers of which sums are kept: more than any book holds.
pub(super) const MOST_CUSTOMERS: u64 = 1 << 32;

/// Sums over more customers than they can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sums are kept of at most {MOST_CUSTOMERS} customers, were {customers}")]
pub struct CustomerCountError {
    customers: u64,
}

impl CustomerCountError {
    pub(super) const fn new(customers: u64) -> Self {
        Self { customers }
    }
}

/// Takes the outcome of a sum over the customers of one book, or their product groups.
pub(crate) fn sum_fits(summed: Result<(), CustomerCountError>) {
    proven!(summed.ok(), else (), "a book has fewer than 2^32 customers and product groups");
}
