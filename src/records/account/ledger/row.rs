use super::Spans;
use crate::calendar::Day;
use crate::customer::Attitude;
use crate::receivable::CreditLimit;

/// The terms of one customer, and the runs of its facts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) since: Option<Day>,
    pub(crate) attitude: Option<Attitude>,
    pub(crate) limit: CreditLimit,
    pub(crate) spans: Spans,
    /// Tells whether there are facts of the customer in [`Sparse`](super::Sparse).
    pub(crate) has_sparse: bool,
}

impl Row {
    /// The row of a customer without facts.
    pub(crate) const NEW: Self = Self {
        since: None,
        attitude: None,
        limit: CreditLimit::NotSet,
        spans: Spans::EMPTY,
        has_sparse: false,
    };
}
