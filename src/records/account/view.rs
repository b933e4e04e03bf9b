use super::ledger::{
    DocumentFlows, DocumentName, GroupOrders, InList, Ledger, Lists, Row, Sparse, Tables,
};
use super::{FactKind, Feeds};
use crate::calendar::{AsOf, Day};
use crate::contract::Contract;
use crate::customer::Attitude;
use crate::id::{CustomerKey, DocumentId, GroupId};
use crate::incident::Incident;
use crate::lifecycle::Reason;
use crate::money::{Currency, Total};
use crate::receivable::{
    Bill, Collateral, CreditLimit, Dispute, InvoiceInstalments, InvoiceParts, LimitValidity,
    PaymentTerms, Receivables, RecordedInvoice, RecordedPayment, TemporaryLimit,
};
use crate::timeline::{MonthAmount, Timeline};
use crate::trade::{Breach, DocumentFlow, DocumentStage, OrderBalance, RecordedOrder};

/// The facts and terms of one customer as judgements see them.
///
/// A few pointers and a number: pass it by value. Every slice stands in the order of its days
/// (invoices: due date, then number).
///
/// ```
/// use guanxi::account::{Account, Expense, Sale};
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// account.record(Sale::new("S-1".parse()?, "2026-01-05".parse()?, "CNY 900".parse()?))?;
/// account.record(Expense::new("E-1".parse()?, "2026-01-09".parse()?, "CNY 40".parse()?))?;
/// let view = account.view();
/// let january = "2026-01-31".parse()?;
/// assert_eq!(view.sales().at(january).total.minor(), 900_00);
/// assert_eq!(view.expenses().at(january).total.minor(), 40_00);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct AccountView<'a> {
    /// The ledger, for names.
    pub(super) ledger: &'a Ledger,
    /// The tables with the runs of the customer: those of the ledger, or those of the past.
    pub(super) tables: &'a Tables,
    feeds: &'a Feeds,
    pub(super) row: &'a Row,
    pub(super) key: CustomerKey,
    /// The facts that few customers have, looked up once.
    pub(super) sparse: Option<&'a Sparse>,
}

impl<'a> AccountView<'a> {
    #[inline]
    pub(super) fn new(ledger: &'a Ledger, row: &'a Row, key: CustomerKey) -> Self {
        let sparse = if row.has_sparse { ledger.sparse.get(&key) } else { None };
        Self::from_parts(ledger, row, key, sparse)
    }

    /// The view of a row beside the facts that few customers have.
    #[inline]
    pub(super) const fn from_parts(
        ledger: &'a Ledger,
        row: &'a Row,
        key: CustomerKey,
        sparse: Option<&'a Sparse>,
    ) -> Self {
        Self { ledger, tables: &ledger.tables, feeds: &ledger.feeds, row, key, sparse }
    }

    /// The lists of the customer.
    pub(super) fn lists(self) -> Option<&'a Lists> {
        self.sparse.map(|sparse| &sparse.lists)
    }

    /// Tells whether anything of the customer is known after `t` only.
    #[inline]
    pub(super) fn has_changed_since(self, t: AsOf) -> bool {
        let is_restated = || self.sparse.is_some_and(|sparse| sparse.has_changed_since(t));
        !t.sees(self.row.last_revision) || is_restated()
    }

    /// The view of the customer at a moment when the book had other feeds.
    pub(crate) const fn with_feeds(self, feeds: &'a Feeds) -> Self {
        Self { feeds, ..self }
    }

    /// The currency of all amounts.
    pub const fn currency(self) -> Currency {
        self.ledger.currency
    }

    /// The first day of each feed of the book.
    pub const fn feeds(self) -> Feeds {
        *self.feeds
    }

    /// The customer's start as seen at `t`: the earliest of its stated `since` and its first fact.
    ///
    /// # Rule
    ///
    /// > A customer's start is the earliest of its stated `since` and its first fact that stands at
    /// > `t`, an opening invoice included.
    ///
    /// Plans and budgets are intentions and start nothing.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::AsOf, trade::Sale};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 1".parse()?))?;
    /// let start = account.view().start("2026-02-01".parse()?);
    /// assert_eq!(start, Some("2026-01-05".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn start(self, t: AsOf) -> Option<Day> {
        let facts = self.fact_days().filter(|day| t.sees(*day));
        self.row.since.into_iter().chain(facts).min()
    }

    /// The stated first day as a customer.
    pub const fn since(self) -> Option<Day> {
        self.row.since
    }

    /// The day from which the customer can have bought, as seen at `t`: the earlier of its stated
    /// `since` and its first order day.
    pub fn buys_since(self, t: AsOf) -> Option<Day> {
        let first = self.sales().first_active_day().filter(|day| t.sees(*day));
        self.row.since.into_iter().chain(first).min()
    }

    /// The start as seen at `t`, when it lies after a day.
    ///
    /// A sale or a stated start by that day answers without a look at the other facts.
    pub(crate) fn start_after(self, day: Day, t: AsOf) -> Option<Day> {
        let is_by_then = |start: Option<Day>| start.is_some_and(|it| it <= day && t.sees(it));
        if is_by_then(self.row.since) || is_by_then(self.sales().first_day()) {
            return None;
        }
        self.start(t).filter(|start| *start > day)
    }

    /// The start as far as any day can tell.
    pub(super) fn start_ever(self) -> Option<Day> {
        self.row.since.into_iter().chain(self.fact_days()).min()
    }

    /// Days of facts, the first of each kind among them.
    pub(super) fn fact_days(self) -> impl Iterator<Item = Day> {
        let runs = self.tables.days(&self.row.spans);
        runs.chain(self.lists().into_iter().flat_map(Lists::start_days))
    }

    /// Tells whether the customer has started by `t`. A customer without a known start counts as
    /// started.
    pub fn has_started(self, t: AsOf) -> bool {
        self.row.since.is_none_or(|since| t.sees(since)) || self.fact_days().any(|it| t.sees(it))
    }

    /// The declared attitude.
    pub const fn attitude(self) -> Option<Attitude> {
        self.row.attitude
    }

    /// The credit limit in force on a day: the temporary one that holds then, otherwise the base.
    pub fn limit(self, t: AsOf) -> CreditLimit {
        let temporary = self.temporary_limits().iter().find(|limit| limit.holds_on(t.day()));
        temporary.map_or(self.row.limit, |limit| CreditLimit::Amount(limit.limit.amount()))
    }

    /// The limit that is agreed until further notice.
    pub const fn base_limit(self) -> CreditLimit {
        self.row.limit
    }

    /// The temporary limits in the order of their first days.
    pub fn temporary_limits(self) -> &'a [TemporaryLimit] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.temporary_limits)
    }

    /// Sales and returns.
    #[inline]
    pub fn sales(self) -> Timeline<'a> {
        Timeline::new(self.tables.sales.run(self.row.spans.sales))
    }

    /// Open orders by day of order.
    pub fn orders(self) -> &'a [RecordedOrder] {
        self.tables.orders.run(self.row.spans.orders)
    }

    /// The orders that are still open at `t`, each with its open part (S20). Orders that are
    /// delivered, billed, posted or cancelled as a whole are left out.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::OpenOrder};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-03-01".parse()?;
    /// account.record(OpenOrder::new("O1".parse()?, day, day, "CNY 500".parse()?))?;
    /// let open = |t| account.view().open_orders(t).map(|it| it.open.minor()).sum::<i64>();
    /// assert_eq!((open("2026-02-28".parse()?), open("2026-03-01".parse()?)), (0, 500_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_orders(self, t: AsOf) -> impl Iterator<Item = OrderBalance> {
        let outflow = self.sparse.map(|sparse| &sparse.order_outflow);
        let seen = self.orders().iter().filter(move |order| t.sees(order.ordered));
        seen.filter_map(move |order| {
            let taken = outflow.map_or(Total::ZERO, |all| all.taken_by(order.document, t));
            let open = order.amount.to_total().minus(taken).to_amount()?;
            open.is_positive().then_some(OrderBalance { order: *order, open })
        })
    }

    /// The order with a number and its open part at `t`; `None` when the customer has no such order
    /// that is open then.
    pub fn open_order(self, document: &DocumentId, t: AsOf) -> Option<OrderBalance> {
        let handle = self.order_handle(document)?;
        self.open_orders(t).find(|it| it.order.document == handle)
    }

    /// True when the customer has an order with a number at `t`, open or not.
    pub fn has_order(self, document: &DocumentId, t: AsOf) -> bool {
        let handle = self.order_handle(document);
        let mut seen = self.orders().iter().filter(|it| t.sees(it.ordered));
        handle.is_some_and(|handle| seen.any(|it| it.document == handle))
    }

    fn order_handle(self, document: &DocumentId) -> Option<u32> {
        let name = DocumentName::whole(self.key, document);
        self.ledger.tables.orders.find(FactKind::Order, name).map(|(handle, _)| handle)
    }

    /// The amount at a stage after the order at `t`: delivered and not billed, or billed and not
    /// posted (S20).
    pub fn standing_at(self, stage: DocumentStage, t: AsOf) -> Total {
        self.flows().standing_at(stage, t)
    }

    /// The document flows seen at `t`, in the order of their recording.
    pub fn document_flows(self, t: AsOf) -> impl Iterator<Item = &'a DocumentFlow> {
        self.flows().seen(t)
    }

    /// The goods returned by `t` for an invoice, credited or not (S20); nothing for an invoice
    /// without a number.
    pub fn goods_returned(self, invoice: RecordedInvoice, t: AsOf) -> Total {
        let returned = self.flows().returned(self.invoice_number(invoice));
        returned.filter(|(day, _)| t.sees(*day)).map(|(_, amount)| amount).collect()
    }

    /// Tells whether the customer may have any fact that is kept in a list.
    #[inline]
    pub(crate) const fn has_lists(self) -> bool {
        self.sparse.is_some()
    }

    /// Tells whether the customer has returned any invoiced goods by `t`.
    #[inline]
    pub(crate) fn has_returns(self, t: AsOf) -> bool {
        self.has_lists() && self.flows().has_returns(t)
    }

    /// Collateral, guarantees and insurances, in the order of the document numbers.
    pub fn collateral(self) -> &'a [Collateral] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.collateral)
    }

    /// The last day and the review of the base limit.
    pub fn limit_validity(self) -> LimitValidity {
        self.sparse.map_or_else(LimitValidity::default, |sparse| sparse.limit_validity)
    }

    /// The group to which the customer belongs.
    pub fn group(self) -> Option<&'a GroupId> {
        self.sparse.and_then(|sparse| sparse.group.as_ref())
    }

    /// The agreed terms of payment.
    pub fn payment_terms(self) -> Option<&'a PaymentTerms> {
        self.sparse.and_then(|sparse| sparse.payment_terms.as_ref())
    }

    /// The reason for which the relationship has ended; `None` while it has not.
    pub fn ended(self) -> Option<&'a Reason> {
        self.sparse.and_then(|sparse| sparse.ended.as_ref())
    }

    /// Sales plans by month.
    pub fn plans(self) -> &'a [MonthAmount] {
        self.tables.plans.slice(self.row.spans.plans)
    }

    /// Invoices by due date, then number.
    pub fn invoices(self) -> &'a [RecordedInvoice] {
        self.tables.invoices.run(self.row.spans.invoices)
    }

    /// Payments in the order of the invoices that they name; those that name none come last.
    pub fn payments(self) -> &'a [RecordedPayment] {
        self.tables.payments.run(self.row.spans.payments)
    }

    /// The invoices and what settles them.
    #[inline]
    pub fn receivables(self) -> Receivables<'a> {
        let numbers = self.ledger.tables.invoices.numbers();
        let parts = self.sparse.map(|sparse| InvoiceParts {
            instalments: &sparse.lists.instalments,
            disputes: &sparse.lists.disputes,
            bills: &sparse.lists.bills,
            floor_stock: InList::list(&sparse.lists),
            numbers,
        });
        let (invoices, payments) = (self.invoices(), self.payments());
        Receivables::new(invoices, payments, parts)
    }

    /// The instalments of invoices, by the number of the invoice.
    pub fn instalments(self) -> &'a [InvoiceInstalments] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.instalments)
    }

    /// Disputes about invoices, by the number of the invoice, then the first day.
    pub fn disputes(self) -> &'a [Dispute] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.disputes)
    }

    /// The bills by which the customer pays, by the day of receipt. They settle beside payments.
    pub fn bills(self) -> &'a [Bill] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.bills)
    }

    /// The paper of which a payment is a share; `None` when it names none.
    pub fn payment_paper(self, payment: RecordedPayment) -> Option<&'a DocumentId> {
        let papers = self.sparse.map_or(&[][..], |sparse| &sparse.papers);
        papers.iter().find(|(it, _)| *it == payment.document).map(|(_, paper)| paper)
    }

    /// The invoice of the customer with a number; `None` when it has none of that number.
    pub fn invoice(self, document: &DocumentId) -> Option<RecordedInvoice> {
        let (handle, _) = self
            .ledger
            .tables
            .invoices
            .find(FactKind::Invoice, DocumentName::whole(self.key, document))?;
        self.invoices().iter().find(|it| it.document == handle).copied()
    }

    /// The number of an invoice; empty for one that was loaded in columns, which carry no numbers.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-04".parse()?;
    /// account.record(Invoice::new("I-7".parse()?, day, day, "CNY 1".parse()?))?;
    /// let view = account.view();
    /// let numbers = view.invoices().iter().map(|invoice| view.invoice_number(*invoice));
    /// assert!(numbers.eq(["I-7"]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn invoice_number(self, invoice: RecordedInvoice) -> &'a str {
        self.ledger.tables.invoices.numbers().name(invoice.document)
    }

    /// Selling expenses.
    #[inline]
    pub fn expenses(self) -> Timeline<'a> {
        Timeline::new(self.tables.expenses.run(self.row.spans.expenses))
    }

    /// Expense budgets by month.
    pub fn budgets(self) -> &'a [MonthAmount] {
        self.tables.budgets.slice(self.row.spans.budgets)
    }

    /// Incidents by kind, then day.
    pub fn incidents(self) -> &'a [Incident] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.incidents)
    }

    /// Breaches of the channel by day.
    pub fn breaches(self) -> &'a [Breach] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.breaches)
    }

    /// Contracts in the order of their numbers.
    pub fn contracts(self) -> &'a [Contract] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.contracts)
    }

    /// The product groups that the customer has ordered on any day, by name; none when its sales
    /// name none.
    #[inline]
    pub fn product_groups(self) -> impl Iterator<Item = GroupOrders<'a>> + Clone {
        let groups = self.sparse.map_or(&[][..], |sparse| &sparse.product_groups);
        GroupOrders::each(&self.ledger.groups, groups)
    }

    fn flows(self) -> DocumentFlows<'a> {
        self.sparse.map_or_else(DocumentFlows::default, Sparse::flows)
    }
}
