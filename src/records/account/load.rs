//! How columns are loaded: arranged first, which can be refused, then put in place, which cannot.

use super::Feeds;
use super::columns::{
    DatedColumns, FactColumns, InvoiceColumns, LoadError, MonthlyColumns, PaymentColumns,
};
use super::ledger::Ledger;
use crate::calendar::Day;
use crate::engine::{Span, parallel};
use crate::money::Amount;
use crate::receivable::CreditLimit;

impl Ledger {
    /// Loads sales in columns. They carry no document numbers, so the caller vouches that none is
    /// among them twice.
    ///
    /// # Errors
    ///
    /// When a row is refused; the error names it, and nothing has changed.
    ///
    /// ```
    /// use guanxi::account::{DatedColumns, Ledger};
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// let li = ledger.open().ok_or("full")?;
    /// ledger.load_sales(DatedColumns { customers: &[0, 0], days: &[20_001, 20_000], amounts: &[100, 50] })?;
    /// assert_eq!(ledger.view(li).map(|view| view.sales().days().count()), Some(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_sales(&mut self, columns: DatedColumns<'_>) -> Result<(), LoadError> {
        self.load(FactColumns { sales: Some(columns), ..Default::default() })
    }

    /// Loads expenses in columns, as [`load_sales`](Self::load_sales).
    ///
    /// # Errors
    ///
    /// When a row is refused; the error names it, and nothing has changed.
    ///
    /// ```
    /// # use guanxi::account::{DatedColumns, Ledger};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// let error = ledger.load_expenses(DatedColumns { customers: &[0], days: &[0], amounts: &[5] }).unwrap_err();
    /// assert_eq!(error.to_string(), "expense row 0: there is no customer at position 0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_expenses(&mut self, columns: DatedColumns<'_>) -> Result<(), LoadError> {
        self.load(FactColumns { expenses: Some(columns), ..Default::default() })
    }

    /// Loads plans in columns.
    ///
    /// # Errors
    ///
    /// When a row is refused or a month stands twice for a customer, and nothing has changed.
    ///
    /// ```
    /// # use guanxi::account::{Ledger, MonthlyColumns};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # ledger.open();
    /// let plans = MonthlyColumns { customers: &[0], months: &[2026 * 12 + 2], amounts: &[500] };
    /// ledger.load_plans(plans)?;
    /// assert!(ledger.load_plans(plans).is_err(), "agreed already");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_plans(&mut self, columns: MonthlyColumns<'_>) -> Result<(), LoadError> {
        self.load(FactColumns { plans: Some(columns), ..Default::default() })
    }

    /// Loads budgets in columns, as [`load_plans`](Self::load_plans).
    ///
    /// # Errors
    ///
    /// When a row is refused or a month stands twice for a customer, and nothing has changed.
    ///
    /// ```
    /// # use guanxi::account::{Ledger, MonthlyColumns};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # ledger.open();
    /// let budgets = MonthlyColumns { customers: &[0], months: &[2026 * 12 + 2], amounts: &[-1] };
    /// let error = ledger.load_budgets(budgets).unwrap_err();
    /// assert_eq!(error.to_string(), "budget row 0: amount must not be negative, was -1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_budgets(&mut self, columns: MonthlyColumns<'_>) -> Result<(), LoadError> {
        self.load(FactColumns { budgets: Some(columns), ..Default::default() })
    }

    /// Loads invoices with the payments that name them, in columns. Invoices without numbers settle
    /// in the order of due date, then row.
    ///
    /// # Errors
    ///
    /// When a row is refused, and nothing has changed.
    ///
    /// ```
    /// use guanxi::account::{InvoiceColumns, Ledger, PaymentColumns};
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// let li = ledger.open().ok_or("full")?;
    /// ledger.load_receivables(
    ///     InvoiceColumns { customers: &[0], issued: &[20_000], due: &[20_030], amounts: &[500] },
    ///     PaymentColumns { customers: &[0], days: &[20_010], amounts: &[200], invoices: &[0] },
    /// )?;
    /// assert_eq!(ledger.view(li).map(|view| view.invoices().len()), Some(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_receivables(
        &mut self,
        invoices: InvoiceColumns<'_>,
        payments: PaymentColumns<'_>,
    ) -> Result<(), LoadError> {
        let receivables = Some((invoices, payments));
        self.load(FactColumns { receivables, ..Default::default() })
    }

    /// Agrees credit limits in a column: minor units by position of the customer. Replaces what was
    /// agreed.
    ///
    /// # Errors
    ///
    /// When the column is longer than the book or a limit is negative, and nothing has changed.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # ledger.open();
    /// ledger.load_limits(&[50_000])?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_limits(&mut self, limits: &[i64]) -> Result<(), LoadError> {
        self.load(FactColumns { limits, ..Default::default() })
    }

    /// Loads several kinds of facts at once: all of them or none. With the feature `rayon` on several
    /// threads.
    ///
    /// # Errors
    ///
    /// When a row of any kind is refused; the error names it, and nothing has changed.
    ///
    /// ```
    /// use guanxi::account::{DatedColumns, FactColumns, Ledger};
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// ledger.open_many(2);
    /// let sales = DatedColumns { customers: &[0, 1], days: &[20_001, 20_000], amounts: &[100, 50] };
    /// ledger.load(FactColumns { sales: Some(sales), limits: &[700, 900], ..Default::default() })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load(&mut self, columns: FactColumns<'_>) -> Result<(), LoadError> {
        self.check_limits(columns.limits)?;
        let ledger = &*self;
        let sales = || columns.sales.map(|it| ledger.arranged_sales(it)).transpose();
        let expenses = || columns.expenses.map(|it| ledger.arranged_expenses(it)).transpose();
        let plans = || columns.plans.map(|it| ledger.arranged_plans(it)).transpose();
        let budgets = || columns.budgets.map(|it| ledger.arranged_budgets(it)).transpose();
        let receivables = || {
            let both = columns.receivables;
            both.map(|(bills, paid)| ledger.arranged_receivables(bills, paid)).transpose()
        };
        let monthly = || parallel::join(plans, budgets);
        let others = || parallel::join(receivables, || parallel::join(expenses, monthly));
        let (sales, (receivables, (expenses, (plans, budgets)))) = parallel::join(sales, others);
        // Nothing is put in place before everything is arranged.
        let (sales, receivables, expenses) = (sales?, receivables?, expenses?);
        let (plans, budgets) = (plans?, budgets?);
        let mut spans = Spans::default();
        if let (Some(arranged), Some(columns)) = (sales, columns.sales) {
            (self.sold.runs, spans.sales) = (arranged.runs, arranged.spans);
            note_first(&mut self.feeds.sales_from, columns.days);
        }
        if let (Some((bills, paid)), Some((invoices, payments))) =
            (receivables, columns.receivables)
        {
            (self.invoices, spans.invoices) = (bills.runs, bills.spans);
            (self.payments, spans.payments) = (paid.runs, paid.spans);
            self.unnumbered_invoices = self.next_unnumbered(invoices.customers.len());
            note_first(&mut self.feeds.receivables_from, invoices.issued);
            note_first(&mut self.feeds.receivables_from, payments.days);
        }
        if let (Some(arranged), Some(columns)) = (expenses, columns.expenses) {
            (self.expenses, spans.expenses) = (arranged.runs, arranged.spans);
            note_first(&mut self.feeds.expenses_from, columns.days);
        }
        if let Some(arranged) = plans {
            (self.plans, spans.plans) = (arranged.runs, arranged.spans);
        }
        if let Some(arranged) = budgets {
            (self.budgets, spans.budgets) = (arranged.runs, arranged.spans);
        }
        self.place(&spans, columns.limits);
        Ok(())
    }

    /// Puts everything in place, all kinds in one pass over the customers.
    fn place(&mut self, spans: &Spans, limits: &[i64]) {
        for (position, row) in self.rows.iter_mut().enumerate() {
            let put = |place: &mut Span, spans: &[Span]| {
                *place = spans.get(position).copied().unwrap_or(*place);
            };
            put(&mut row.sales, &spans.sales);
            put(&mut row.plans, &spans.plans);
            put(&mut row.invoices, &spans.invoices);
            put(&mut row.payments, &spans.payments);
            put(&mut row.expenses, &spans.expenses);
            put(&mut row.budgets, &spans.budgets);
            if let Some(limit) = limits.get(position) {
                row.limit = CreditLimit::Amount(Amount::from_minor(*limit));
            }
        }
    }
}

/// Where the runs of customers stand now; nothing for a kind that stays as it is.
#[derive(Debug, Default)]
struct Spans {
    sales: Vec<Span>,
    plans: Vec<Span>,
    invoices: Vec<Span>,
    payments: Vec<Span>,
    expenses: Vec<Span>,
    budgets: Vec<Span>,
}

fn note_first(feed: &mut Option<Day>, days: &[i32]) {
    if let Some(first) = days.iter().copied().min() {
        Feeds::note(feed, Day::try_from_epoch_days(first).unwrap_or_default());
    }
}
