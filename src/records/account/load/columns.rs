/// Sales or expenses in columns, in any order. Row `i` is about the customer at position
/// `customers[i]`.
///
/// ```
/// use guanxi::account::DatedColumns;
/// let sales = DatedColumns {
///     customers: &[0, 1, 0],
///     days: &[20_000, 20_001, 20_005],
///     amounts: &[100, 250, -30],
/// };
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

/// Plans or budgets in columns, in any order; each month at most once for a customer.
#[derive(Debug, Clone, Copy)]
pub struct MonthlyColumns<'a> {
    /// Positions of customers.
    pub customers: &'a [u32],
    /// Months: January of year 0 is 0, so 2026-03 is `2026 * 12 + 2`.
    pub months: &'a [i32],
    /// Minor units, not negative.
    pub amounts: &'a [i64],
}

/// Invoices and the payments that name them, in columns.
#[derive(Debug, Clone, Copy)]
pub struct ReceivableColumns<'a> {
    /// The invoices.
    pub invoices: InvoiceColumns<'a>,
    /// The payments.
    pub payments: PaymentColumns<'a>,
}

/// Several kinds of facts in columns, loaded at once. A kind that is left out stays as it is.
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
    pub receivables: Option<ReceivableColumns<'a>>,
    /// Selling expenses.
    pub expenses: Option<DatedColumns<'a>>,
    /// Sales plans.
    pub plans: Option<MonthlyColumns<'a>>,
    /// Expense budgets.
    pub budgets: Option<MonthlyColumns<'a>>,
    /// Credit limits in minor units by position of the customer; may end early.
    pub limits: &'a [i64],
}

/// Columns of one kind, to be loaded alone or beside others.
impl<'a> FactColumns<'a> {
    /// Sales and returns.
    pub fn from_sales(sales: DatedColumns<'a>) -> Self {
        Self { sales: Some(sales), ..Self::default() }
    }

    /// Invoices and the payments that name them. Invoices are settled by due date, then by row.
    pub fn from_receivables(invoices: InvoiceColumns<'a>, payments: PaymentColumns<'a>) -> Self {
        Self { receivables: Some(ReceivableColumns { invoices, payments }), ..Self::default() }
    }

    /// Selling expenses.
    pub fn from_expenses(expenses: DatedColumns<'a>) -> Self {
        Self { expenses: Some(expenses), ..Self::default() }
    }

    /// Sales plans.
    pub fn from_plans(plans: MonthlyColumns<'a>) -> Self {
        Self { plans: Some(plans), ..Self::default() }
    }

    /// Expense budgets.
    pub fn from_budgets(budgets: MonthlyColumns<'a>) -> Self {
        Self { budgets: Some(budgets), ..Self::default() }
    }

    /// Credit limits by position of the customer, which replace what was agreed.
    pub fn from_limits(limits: &'a [i64]) -> Self {
        Self { limits, ..Self::default() }
    }
}
