//! Facts in columns: whole books from the buffers of a data frame.

use super::FactKind;
use crate::calendar::Day;

/// Why columns were not loaded. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The columns differ in length.
    #[error("{kind} columns differ in length: {expected} customers, {found} in another column")]
    Length {
        /// What kind of fact.
        kind: FactKind,
        /// The length of the column of customers.
        expected: usize,
        /// The length of another column.
        found: usize,
    },
    /// A row names a customer that the book does not have.
    #[error("{kind} row {row}: there is no customer at position {position}")]
    UnknownCustomer {
        /// What kind of fact.
        kind: FactKind,
        /// The row, from 0.
        row: usize,
        /// The position.
        position: u32,
    },
    /// A field of a row breaks its bound.
    #[error("{kind} row {row}: {field} must {bound}, was {found}")]
    OutOfBounds {
        /// What kind of fact.
        kind: FactKind,
        /// The row, from 0.
        row: usize,
        /// The field.
        field: &'static str,
        /// The bound, as `be positive`.
        bound: &'static str,
        /// The value.
        found: i64,
    },
    /// A month stands twice for a customer.
    #[error(
        "{kind} columns agree an amount twice for a month of the customer at position {position}"
    )]
    Repeated {
        /// What kind of fact.
        kind: FactKind,
        /// The position of the customer.
        position: u32,
    },
    /// A running total of a customer would not fit.
    #[error(
        "{kind} columns take a running total of the customer at position {position} out of range"
    )]
    Overflow {
        /// What kind of fact.
        kind: FactKind,
        /// The position of the customer.
        position: u32,
    },
    /// There is no room for more facts of the kind.
    #[error("{kind} columns find no room: 4,294,967,295 facts of a kind are the most")]
    Full {
        /// What kind of fact.
        kind: FactKind,
    },
}

impl LoadError {
    /// The position of the customer that the error is about.
    pub(crate) const fn position(&self) -> Option<u32> {
        match self {
            Self::Repeated { position, .. } | Self::Overflow { position, .. } => Some(*position),
            Self::Length { .. }
            | Self::UnknownCustomer { .. }
            | Self::OutOfBounds { .. }
            | Self::Full { .. } => None,
        }
    }
}

/// Sales or expenses in columns, in any order. Row `i` speaks of the customer at position
/// `customers[i]`.
///
/// ```
/// use guanxi::account::DatedColumns;
/// let sales = DatedColumns { customers: &[0, 1, 0], days: &[20_000, 20_001, 20_005], amounts: &[100, 250, -30] };
/// ```
#[derive(Debug, Clone, Copy)]
pub struct DatedColumns<'a> {
    /// Positions of customers.
    pub customers: &'a [u32],
    /// Days since 1970-01-01.
    pub days: &'a [i32],
    /// Minor units; negative for a return or an expense taken back.
    pub amounts: &'a [i64],
}

/// Invoices in columns, in any order.
#[derive(Debug, Clone, Copy)]
pub struct InvoiceColumns<'a> {
    /// Positions of customers.
    pub customers: &'a [u32],
    /// Days of issue since 1970-01-01.
    pub issued: &'a [i32],
    /// Due dates since 1970-01-01.
    pub due: &'a [i32],
    /// Minor units, positive.
    pub amounts: &'a [i64],
}

/// Payments in columns, in any order.
#[derive(Debug, Clone, Copy)]
pub struct PaymentColumns<'a> {
    /// Positions of customers.
    pub customers: &'a [u32],
    /// Days since 1970-01-01.
    pub days: &'a [i32],
    /// Minor units, positive.
    pub amounts: &'a [i64],
    /// Rows of the invoices that the payments name, among the invoices loaded with them;
    /// [`NO_INVOICE`](Self::NO_INVOICE) for none.
    pub invoices: &'a [u32],
}

impl PaymentColumns<'_> {
    /// A payment that names no invoice.
    pub const NO_INVOICE: u32 = u32::MAX;
    /// No payments.
    pub const NONE: Self = Self { customers: &[], days: &[], amounts: &[], invoices: &[] };
}

/// Plans or budgets in columns, in any order; a month once for each customer.
#[derive(Debug, Clone, Copy)]
pub struct MonthlyColumns<'a> {
    /// Positions of customers.
    pub customers: &'a [u32],
    /// Months: January of year 0 is 0, so 2026-03 is `2026 * 12 + 2`.
    pub months: &'a [i32],
    /// Minor units, not negative.
    pub amounts: &'a [i64],
}

/// Several kinds of facts in columns, loaded at once. What is left out stays as it is.
///
/// ```
/// use guanxi::account::FactColumns;
/// let only_limits = FactColumns { limits: &[5_000, 7_000], ..Default::default() };
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct FactColumns<'a> {
    /// Sales and returns.
    pub sales: Option<DatedColumns<'a>>,
    /// Invoices and the payments that name them.
    pub receivables: Option<(InvoiceColumns<'a>, PaymentColumns<'a>)>,
    /// Selling expenses.
    pub expenses: Option<DatedColumns<'a>>,
    /// Sales plans.
    pub plans: Option<MonthlyColumns<'a>>,
    /// Expense budgets.
    pub budgets: Option<MonthlyColumns<'a>>,
    /// Credit limits in minor units by position of the customer; may end early.
    pub limits: &'a [i64],
}

/// What is checked of every column before any row is moved.
pub(super) struct Check {
    pub(super) kind: FactKind,
    pub(super) customers: u32,
}

impl Check {
    pub(super) fn lengths(&self, customers: &[u32], others: &[usize]) -> Result<(), LoadError> {
        let (kind, expected) = (self.kind, customers.len());
        match others.iter().copied().find(|found| *found != expected) {
            None => Ok(()),
            Some(found) => Err(LoadError::Length { kind, expected, found }),
        }
    }

    pub(super) fn known(&self, customers: &[u32]) -> Result<(), LoadError> {
        let unknown = first(&customers.iter(), |position| *position >= self.customers);
        let Some(row) = unknown else { return Ok(()) };
        let position = customers.get(row).copied().unwrap_or_default();
        Err(LoadError::UnknownCustomer { kind: self.kind, row, position })
    }

    pub(super) fn days(&self, field: &'static str, days: &[i32]) -> Result<(), LoadError> {
        let inside = |day: &i32| Day::try_from_epoch_days(*day).is_some();
        let bound = "lie in the calendar";
        match first(&days.iter(), |day| !inside(day)) {
            None => Ok(()),
            Some(row) => self.refuse(row, field, bound, days.get(row).map(|day| i64::from(*day))),
        }
    }

    pub(super) fn amounts(
        &self,
        amounts: &[i64],
        bound: &'static str,
        holds: impl Fn(i64) -> bool,
    ) -> Result<(), LoadError> {
        match first(&amounts.iter(), |amount| !holds(*amount)) {
            None => Ok(()),
            Some(row) => self.refuse(row, "amount", bound, amounts.get(row).copied()),
        }
    }

    pub(super) fn refuse(
        &self,
        row: usize,
        field: &'static str,
        bound: &'static str,
        found: Option<i64>,
    ) -> Result<(), LoadError> {
        let found = found.unwrap_or_default();
        Err(LoadError::OutOfBounds { kind: self.kind, row, field, bound, found })
    }
}

/// The first row that breaks a bound. As a rule none does, which a pass without a way out sees soonest.
pub(super) fn first<R>(
    rows: &(impl Iterator<Item = R> + Clone),
    breaks: impl Fn(R) -> bool,
) -> Option<usize> {
    let any = rows.clone().fold(false, |any, row| any | breaks(row));
    any.then(|| rows.clone().position(breaks)).flatten()
}
