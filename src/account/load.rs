//! How columns are loaded: check everything, group by customer, put in place.

use super::columns::{
    Check, DatedColumns, InvoiceColumns, LoadError, MonthlyColumns, PaymentColumns,
};
use super::grouped::Grouped;
use super::ledger::Ledger;
use super::row::Row;
use super::runs::{Runs, Span};
use super::{Feeds, Kind};
use crate::calendar::{Day, Month};
use crate::id::index;
use crate::money::Amount;
use crate::receivable::{InvoiceLine, PaymentLine};
use crate::timeline::{MonthAmount, Step, compact, loosened};

/// A row that carries its customer with it until it is in place.
#[derive(Debug, Clone, Copy, Default)]
struct Tagged<T> {
    customer: u32,
    row: T,
}

fn day(epoch_days: i32) -> Day {
    // Checked with the columns.
    Day::try_from_epoch_days(epoch_days).unwrap_or_default()
}

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
        let check = Check { kind: Kind::Sale, customers: self.len() };
        let (spans, runs) = dated(&check, columns, &self.rows, &self.sales, |row| row.sales)?;
        self.sales = runs;
        self.place(spans, |row, span| row.sales = span);
        note_first(&mut self.feeds.sales_from, columns.days);
        Ok(())
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
        let check = Check { kind: Kind::Expense, customers: self.len() };
        let (spans, runs) = dated(&check, columns, &self.rows, &self.expenses, |row| row.expenses)?;
        self.expenses = runs;
        self.place(spans, |row, span| row.expenses = span);
        note_first(&mut self.feeds.expenses_from, columns.days);
        Ok(())
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
        let check = Check { kind: Kind::Plan, customers: self.len() };
        let (spans, runs) = monthly(&check, columns, &self.rows, &self.plans, |row| row.plans)?;
        self.plans = runs;
        self.place(spans, |row, span| row.plans = span);
        Ok(())
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
        let check = Check { kind: Kind::Budget, customers: self.len() };
        let (spans, runs) = monthly(&check, columns, &self.rows, &self.budgets, |row| row.budgets)?;
        self.budgets = runs;
        self.place(spans, |row, span| row.budgets = span);
        Ok(())
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
        check_invoices(&Check { kind: Kind::Invoice, customers: self.len() }, invoices)?;
        check_payments(&Check { kind: Kind::Payment, customers: self.len() }, payments, invoices)?;
        let (invoice_spans, invoice_runs) = self.grouped_invoices(invoices)?;
        let (payment_spans, payment_runs) = self.grouped_payments(payments, invoices)?;
        self.invoices = invoice_runs;
        self.payments = payment_runs;
        self.place(invoice_spans, |row, span| row.invoices = span);
        self.place(payment_spans, |row, span| row.payments = span);
        self.unnumbered_invoices = self.next_unnumbered(invoices.customers.len());
        note_first(&mut self.feeds.receivables_from, invoices.issued);
        note_first(&mut self.feeds.receivables_from, payments.days);
        Ok(())
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
        let kind = Kind::Limit;
        let check = Check { kind, customers: self.len() };
        if limits.len() > self.rows.len() {
            let (expected, found) = (self.rows.len(), limits.len());
            return Err(LoadError::Length { kind, expected, found });
        }
        check.amounts(limits, "not be negative", |limit| limit >= 0)?;
        for (row, limit) in self.rows.iter_mut().zip(limits) {
            row.limit = crate::receivable::CreditLimit::Amount(Amount::from_minor(*limit));
        }
        Ok(())
    }

    fn place(&mut self, spans: Vec<Span>, put: impl Fn(&mut Row, Span)) {
        for (row, span) in self.rows.iter_mut().zip(spans) {
            put(row, span);
        }
    }

    /// The number of unnumbered invoices after so many more.
    fn next_unnumbered(&self, more: usize) -> u32 {
        self.unnumbered_invoices.saturating_add(u32::try_from(more).unwrap_or(u32::MAX))
    }

    fn grouped_invoices(
        &self,
        columns: InvoiceColumns<'_>,
    ) -> Result<(Vec<Span>, Runs<InvoiceLine>), LoadError> {
        let InvoiceColumns { customers, issued, due, amounts } = columns;
        let full = LoadError::Full { kind: Kind::Invoice };
        let last = self.next_unnumbered(customers.len());
        if last >= Self::FIRST_UNNUMBERED {
            return Err(full);
        }
        let first = Self::FIRST_UNNUMBERED.saturating_add(self.unnumbered_invoices);
        let rows = || {
            let old = tagged(&self.rows, |row| self.invoices.slice(row.invoices));
            let old = old
                .map(|Tagged { customer, row }| InvoiceLine { marks: row.marks | customer, ..row });
            let dates = issued.iter().zip(due);
            let new = customers.iter().zip(dates).zip(amounts).zip(first..);
            let new = new.map(|(((customer, (issued, due)), amount), document)| InvoiceLine {
                amount: Amount::from_minor(*amount),
                issued: day(*issued),
                due: day(*due),
                document,
                marks: *customer,
            });
            old.chain(new)
        };
        let customer = |line: &InvoiceLine| line.marks & !InvoiceLine::DISPUTED;
        let grouped = Grouped::of(self.rows.len(), rows, customer).ok_or(full)?;
        let numbers = &self.invoice_documents;
        let order = |it: &InvoiceLine| (numbers.name(it.document), it.document);
        let sorted = grouped.finish(|run| {
            run.sort_unstable_by(|a, b| a.due.cmp(&b.due).then_with(|| order(a).cmp(&order(b))));
            for line in run.iter_mut() {
                line.marks &= InvoiceLine::DISPUTED;
            }
            Some(run.len())
        });
        let (spans, items) = sorted.map_err(|_| LoadError::Full { kind: Kind::Invoice })?;
        Ok((spans, Runs::packed(items)))
    }

    fn grouped_payments(
        &self,
        columns: PaymentColumns<'_>,
        invoices: InvoiceColumns<'_>,
    ) -> Result<(Vec<Span>, Runs<PaymentLine>), LoadError> {
        let PaymentColumns { customers, days, amounts, invoices: paid_for } = columns;
        let first = Self::FIRST_UNNUMBERED.saturating_add(self.unnumbered_invoices);
        let rows = || {
            let old = tagged(&self.rows, |row| self.payments.slice(row.payments));
            let facts = days.iter().zip(amounts);
            let new = customers.iter().zip(facts).zip(paid_for);
            let new = new.map(|((customer, (paid, amount)), invoice)| {
                let due = invoices.due.get(index(*invoice)).map_or(Day::MAX, |due| day(*due));
                let invoice = match *invoice {
                    PaymentColumns::NO_INVOICE => PaymentLine::NO_INVOICE,
                    row => first.saturating_add(row),
                };
                let amount = Amount::from_minor(*amount);
                let document = PaymentLine::NO_DOCUMENT;
                let row = PaymentLine { amount, day: day(*paid), due, invoice, document };
                Tagged { customer: *customer, row }
            });
            old.chain(new)
        };
        let full = || LoadError::Full { kind: Kind::Payment };
        let grouped = Grouped::of(self.rows.len(), rows, |row| row.customer).ok_or_else(full)?;
        let names = &self.invoice_documents;
        let order = |it: &Tagged<PaymentLine>| {
            let line = it.row;
            let unnamed = line.invoice == PaymentLine::NO_INVOICE;
            (unnamed, line.due, names.name(line.invoice), line.invoice, line.day)
        };
        let sorted = grouped.finish(|run| {
            run.sort_unstable_by(|a, b| order(a).cmp(&order(b)));
            Some(run.len())
        });
        let (spans, items) = sorted.map_err(|_| full())?;
        Ok((spans, Runs::packed(items.into_iter().map(|it| it.row).collect())))
    }
}

/// The recorded rows of all customers, each with its customer.
fn tagged<'a, T: Copy + 'a>(
    rows: &'a [Row],
    run: impl Fn(&Row) -> &'a [T] + 'a,
) -> impl Iterator<Item = Tagged<T>> + 'a {
    (0_u32..).zip(rows).flat_map(move |(customer, row)| {
        run(row).iter().map(move |row| Tagged { customer, row: *row })
    })
}

fn note_first(feed: &mut Option<Day>, days: &[i32]) {
    if let Some(first) = days.iter().copied().min() {
        Feeds::note(feed, day(first));
    }
}

fn dated(
    check: &Check,
    columns: DatedColumns<'_>,
    ledger_rows: &[Row],
    runs: &Runs<Step>,
    span_of: impl Fn(&Row) -> Span + Copy,
) -> Result<(Vec<Span>, Runs<Step>), LoadError> {
    let DatedColumns { customers, days, amounts } = columns;
    check.lengths(customers, &[days.len(), amounts.len()])?;
    check.known(customers)?;
    check.days("day", days)?;
    let rows = || {
        let old = (0_u32..).zip(ledger_rows);
        let old = old.flat_map(move |(customer, row)| loosened(runs.slice(span_of(row)), customer));
        let facts = days.iter().zip(amounts);
        let new = customers.iter().zip(facts);
        let new = new.map(|(customer, (epoch_days, amount))| {
            Step::loose(day(*epoch_days), Amount::from_minor(*amount), *amount > 0, *customer)
        });
        old.chain(new)
    };
    let grouped = Grouped::of(ledger_rows.len(), rows, Step::tag);
    let grouped = grouped.ok_or(LoadError::Full { kind: check.kind })?;
    let packed = grouped.finish(compact);
    let (spans, items) =
        packed.map_err(|position| LoadError::Overflow { kind: check.kind, position })?;
    Ok((spans, Runs::packed(items)))
}

fn monthly(
    check: &Check,
    columns: MonthlyColumns<'_>,
    ledger_rows: &[Row],
    runs: &Runs<MonthAmount>,
    span_of: impl Fn(&Row) -> Span + Copy,
) -> Result<(Vec<Span>, Runs<MonthAmount>), LoadError> {
    let MonthlyColumns { customers, months, amounts } = columns;
    check.lengths(customers, &[months.len(), amounts.len()])?;
    check.known(customers)?;
    check.amounts(amounts, "not be negative", |amount| amount >= 0)?;
    let rows = || {
        let old = tagged(ledger_rows, move |row| runs.slice(span_of(row)));
        let old = old.map(|Tagged { customer, row }| MonthAmount { tag: customer, ..row });
        let agreed = months.iter().zip(amounts);
        let new = customers.iter().zip(agreed).map(|(customer, (month, amount))| {
            let (month, amount) = (Month::default().offset(*month), Amount::from_minor(*amount));
            MonthAmount { month, amount, tag: *customer }
        });
        old.chain(new)
    };
    let kind = check.kind;
    let grouped = Grouped::of(ledger_rows.len(), rows, |agreed| agreed.tag);
    let packed = grouped.ok_or(LoadError::Full { kind })?.finish(|run| {
        run.sort_unstable_by_key(|it| it.month);
        for agreed in run.iter_mut() {
            agreed.tag = 0;
        }
        let months = run.iter().map(|it| it.month);
        let repeated = months.clone().zip(months.skip(1)).any(|(a, b)| a == b);
        (!repeated).then_some(run.len())
    });
    let (spans, items) = packed.map_err(|position| LoadError::Repeated { kind, position })?;
    Ok((spans, Runs::packed(items)))
}

fn check_invoices(check: &Check, columns: InvoiceColumns<'_>) -> Result<(), LoadError> {
    let InvoiceColumns { customers, issued, due, amounts } = columns;
    check.lengths(customers, &[issued.len(), due.len(), amounts.len()])?;
    check.known(customers)?;
    check.days("issued", issued)?;
    check.days("due", due)?;
    check.amounts(amounts, "be positive", |amount| amount > 0)?;
    match issued.iter().zip(due).position(|(issued, due)| due < issued) {
        None => Ok(()),
        Some(row) => {
            let found = due.get(row).map(|due| i64::from(*due));
            check.refuse(row, "due", "not be before the issue", found)
        }
    }
}

fn check_payments(
    check: &Check,
    columns: PaymentColumns<'_>,
    invoices: InvoiceColumns<'_>,
) -> Result<(), LoadError> {
    let PaymentColumns { customers, days, amounts, invoices: named } = columns;
    check.lengths(customers, &[days.len(), amounts.len(), named.len()])?;
    check.known(customers)?;
    check.days("day", days)?;
    check.amounts(amounts, "be positive", |amount| amount > 0)?;
    let foreign = |(customer, row): (&u32, &u32)| {
        *row != PaymentColumns::NO_INVOICE && invoices.customers.get(index(*row)) != Some(customer)
    };
    match customers.iter().zip(named).position(foreign) {
        None => Ok(()),
        Some(row) => {
            let found = named.get(row).map(|invoice| i64::from(*invoice));
            check.refuse(row, "invoice", "be a row of an invoice of the same customer", found)
        }
    }
}
