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
    /// The last day from which any version of a fact is known; [`Day::MIN`] where all are known
    /// from their own days.
    pub(crate) last_revision: Day,
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
        last_revision: Day::MIN,
        has_sparse: false,
    };
}
