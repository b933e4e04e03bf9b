use crate::calendar::Day;
use crate::customer::Attitude;
use crate::engine::Span;
use crate::receivable::CreditLimit;

/// What the ledger keeps for each customer: the terms, and where its runs stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) since: Option<Day>,
    pub(crate) attitude: Option<Attitude>,
    pub(crate) limit: CreditLimit,
    pub(crate) sales: Span,
    pub(crate) orders: Span,
    pub(crate) plans: Span,
    pub(crate) invoices: Span,
    pub(crate) payments: Span,
    pub(crate) expenses: Span,
    pub(crate) budgets: Span,
    /// Whether the customer has facts of the rare kinds, which are kept apart.
    pub(crate) has_rare: bool,
}

impl Row {
    /// A customer of whom nothing is known.
    pub(crate) const NEW: Self = Self {
        since: None,
        attitude: None,
        limit: CreditLimit::NotSet,
        sales: Span::EMPTY,
        orders: Span::EMPTY,
        plans: Span::EMPTY,
        invoices: Span::EMPTY,
        payments: Span::EMPTY,
        expenses: Span::EMPTY,
        budgets: Span::EMPTY,
        has_rare: false,
    };
}
