use super::{Book, BookError};
use crate::account::{
    DatedColumns, FactColumns, InvoiceColumns, Ledger, LoadError, MonthlyColumns, PaymentColumns,
};

/// Whole kinds of facts at once, from the buffers of a data frame. All or nothing: after an error
/// the book is as it was.
impl Book {
    /// Loads several kinds of facts at once, all of them or none, see [`Ledger::load`].
    ///
    /// # Errors
    ///
    /// When a row is refused, which the error names, or a total of a customer, whom it names.
    ///
    /// ```
    /// use guanxi::account::{DatedColumns, FactColumns};
    /// use guanxi::book::Book;
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// book.open_unnamed(2)?;
    /// let sales = DatedColumns { customers: &[1, 0], days: &[20_000, 20_030], amounts: &[500, 900] };
    /// book.load(FactColumns { sales: Some(sales), limits: &[700, 800], ..Default::default() })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load(&mut self, columns: FactColumns<'_>) -> Result<(), BookError> {
        self.loaded(|ledger| ledger.load(columns))
    }

    /// Loads sales in columns, see [`Ledger::load_sales`].
    ///
    /// # Errors
    ///
    /// When a row is refused, which the error names, or a total of a customer, whom it names.
    ///
    /// ```
    /// use guanxi::account::DatedColumns;
    /// use guanxi::book::Book;
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// book.open_unnamed(2)?;
    /// book.load_sales(DatedColumns { customers: &[1, 0, 1], days: &[20_000, 20_000, 20_030], amounts: &[500, 700, 900] })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_sales(&mut self, columns: DatedColumns<'_>) -> Result<(), BookError> {
        self.loaded(|ledger| ledger.load_sales(columns))
    }

    /// Loads expenses in columns, see [`Ledger::load_expenses`].
    ///
    /// # Errors
    ///
    /// When a row is refused, which the error names, or a total of a customer, whom it names.
    ///
    /// ```
    /// # use guanxi::{account::DatedColumns, book::Book, customer::Customer};
    /// let mut book = Book::new("CNY".parse()?);
    /// book.register(Customer::new("Li".parse()?))?;
    /// let too_much = DatedColumns { customers: &[0, 0], days: &[0, 1], amounts: &[i64::MAX, 1] };
    /// assert_eq!(
    ///     book.load_expenses(too_much).unwrap_err().to_string(),
    ///     "expense columns take a running total of the customer at position 0 out of range (Li)",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_expenses(&mut self, columns: DatedColumns<'_>) -> Result<(), BookError> {
        self.loaded(|ledger| ledger.load_expenses(columns))
    }

    /// Loads plans in columns, see [`Ledger::load_plans`].
    ///
    /// # Errors
    ///
    /// When a row is refused, which the error names, or a total of a customer, whom it names.
    ///
    /// ```
    /// # use guanxi::{account::MonthlyColumns, book::Book};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # book.open_unnamed(1)?;
    /// book.load_plans(MonthlyColumns { customers: &[0], months: &[2026 * 12], amounts: &[500] })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_plans(&mut self, columns: MonthlyColumns<'_>) -> Result<(), BookError> {
        self.loaded(|ledger| ledger.load_plans(columns))
    }

    /// Loads budgets in columns, see [`Ledger::load_budgets`].
    ///
    /// # Errors
    ///
    /// When a row is refused, which the error names, or a total of a customer, whom it names.
    ///
    /// ```
    /// # use guanxi::{account::MonthlyColumns, book::Book};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # book.open_unnamed(1)?;
    /// book.load_budgets(MonthlyColumns { customers: &[0], months: &[2026 * 12], amounts: &[50] })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_budgets(&mut self, columns: MonthlyColumns<'_>) -> Result<(), BookError> {
        self.loaded(|ledger| ledger.load_budgets(columns))
    }

    /// Loads invoices and the payments that name them in columns, see [`Ledger::load_receivables`].
    ///
    /// # Errors
    ///
    /// When a row is refused, which the error names, or a total of a customer, whom it names.
    ///
    /// ```
    /// # use guanxi::{account::{InvoiceColumns, PaymentColumns}, book::Book};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # book.open_unnamed(1)?;
    /// let invoices = InvoiceColumns { customers: &[0], issued: &[20_000], due: &[20_030], amounts: &[500] };
    /// book.load_receivables(invoices, PaymentColumns::NONE)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_receivables(
        &mut self,
        invoices: InvoiceColumns<'_>,
        payments: PaymentColumns<'_>,
    ) -> Result<(), BookError> {
        self.loaded(|ledger| ledger.load_receivables(invoices, payments))
    }

    /// Agrees credit limits in a column, see [`Ledger::load_limits`].
    ///
    /// # Errors
    ///
    /// When a limit is refused; the error names it and its customer.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// # let mut book = Book::new("CNY".parse()?);
    /// # book.open_unnamed(1)?;
    /// book.load_limits(&[50_000])?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn load_limits(&mut self, limits: &[i64]) -> Result<(), BookError> {
        self.loaded(|ledger| ledger.load_limits(limits))
    }

    fn loaded(
        &mut self,
        load: impl FnOnce(&mut Ledger) -> Result<(), LoadError>,
    ) -> Result<(), BookError> {
        let loaded = load(self.ledger_mut());
        loaded.map_err(|error| self.named(error))
    }
}
