use super::Feeds;
use super::ledger::{DocumentFlows, GroupOrders, Ledger, Row, Sparse};
use crate::calendar::{AsOf, Day};
use crate::contract::Contract;
use crate::customer::Attitude;
use crate::id::{CustomerKey, DocumentId};
use crate::incident::Incident;
use crate::money::{Amount, Currency, Total};
use crate::receivable::{
    Collateral, CreditLimit, LimitValidity, RecordedInvoice, RecordedPayment, TemporaryLimit,
};
use crate::timeline::{MonthAmount, Timeline};
use crate::trade::{Breach, Handover, RecordedOrder, Stage};

/// What a judgement sees of one customer, wherever its facts are kept.
///
/// A few pointers and a number: pass it by value. Every slice stands in the order of its days
/// (invoices: due date, then id).
#[derive(Debug, Clone, Copy)]
pub struct AccountView<'a> {
    ledger: &'a Ledger,
    feeds: &'a Feeds,
    row: &'a Row,
    key: CustomerKey,
    /// What few customers have, looked up once.
    sparse: Option<&'a Sparse>,
}

impl<'a> AccountView<'a> {
    #[inline]
    pub(super) fn new(ledger: &'a Ledger, row: &'a Row, key: CustomerKey) -> Self {
        let sparse = if row.has_sparse { ledger.sparse(key) } else { None };
        Self { ledger, feeds: &ledger.feeds, row, key, sparse }
    }

    /// The same customer while the book had these feeds.
    pub(crate) const fn with_feeds(self, feeds: &'a Feeds) -> Self {
        Self { feeds, ..self }
    }

    /// The currency of all amounts.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().currency().code(), "CNY");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn currency(self) -> Currency {
        self.ledger.currency
    }

    /// Which feeds the book has.
    ///
    /// ```
    /// # use guanxi::account::{Account, Feeds};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().feeds(), Feeds::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn feeds(self) -> Feeds {
        *self.feeds
    }

    /// The customer's start as far as `t` can tell: the earlier of its stated `since` and its first
    /// order day.
    ///
    /// # Rule
    ///
    /// > A customer's start is the earlier of its stated `since` and its first sale. Facts before
    /// > `since` are accepted.
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
        let since = self.row.since;
        let first = self.sales().first_active_day().filter(|day| t.sees(*day));
        match (since, first) {
            (Some(since), Some(first)) => Some(since.min(first)),
            (since, first) => since.or(first),
        }
    }

    /// Whether the customer is one by `t`: not when it starts later.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::AsOf};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.state_since(Some("2026-01-05".parse()?));
    /// assert!(!account.view().has_started("2026-01-04".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn has_started(self, t: AsOf) -> bool {
        self.start(t).is_none_or(|start| t.sees(start))
    }

    /// The declared attitude.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().attitude(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn attitude(self) -> Option<Attitude> {
        self.row.attitude
    }

    /// The credit limit in force on a day: the temporary one that holds then, otherwise the base.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::AsOf, receivable::CreditLimit};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let t = "2026-01-04".parse()?;
    /// assert_eq!(account.view().limit(t), CreditLimit::NotSet);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn limit(self, t: AsOf) -> CreditLimit {
        let temporary = self.temporary_limits().iter().find(|limit| limit.holds_on(t.day()));
        temporary.map_or(self.row.limit, |limit| CreditLimit::Amount(limit.limit.amount()))
    }

    /// The limit that is agreed until further notice.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::CreditLimit};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().base_limit(), CreditLimit::NotSet);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn base_limit(self) -> CreditLimit {
        self.row.limit
    }

    /// The temporary limits in the order of their first days.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().temporary_limits().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn temporary_limits(self) -> &'a [TemporaryLimit] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.temporary_limits)
    }

    /// Sales and returns.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().sales().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn sales(self) -> Timeline<'a> {
        Timeline::new(self.ledger.tables.sales.run(self.row.spans.sales))
    }

    /// Open orders by day of order.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().orders().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn orders(self) -> &'a [RecordedOrder] {
        self.ledger.tables.orders.run(self.row.spans.orders)
    }

    /// What of the open orders is still open at `t`: not delivered, billed, posted or cancelled.
    /// Orders of which nothing is left are left out.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::OpenOrder};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-03-01".parse()?;
    /// account.record(OpenOrder::new("O1".parse()?, day, day, "CNY 500".parse()?))?;
    /// let open = |t| account.view().open_orders(t).map(|(_, open)| open.minor()).sum::<i64>();
    /// assert_eq!((open("2026-02-28".parse()?), open("2026-03-01".parse()?)), (0, 500_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_orders(self, t: AsOf) -> impl Iterator<Item = (&'a RecordedOrder, Amount)> {
        let outflow = self.sparse.map(|sparse| &sparse.order_outflow);
        let seen = self.orders().iter().filter(move |order| t.sees(order.ordered));
        seen.filter_map(move |order| {
            let taken = outflow.map_or(Total::ZERO, |all| all.taken_by(order.document, t));
            let open = order.amount.to_total().minus(taken).to_amount()?;
            open.is_positive().then_some((order, open))
        })
    }

    /// What is still open at `t` of the order with a number; `None` when the customer has no such
    /// order by then.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().open_order(&"O1".parse()?, "2026-03-01".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_order(self, document: &DocumentId, t: AsOf) -> Option<(&'a RecordedOrder, Amount)> {
        let (handle, core) = self.ledger.tables.orders.find(document)?;
        if core.customer != self.key {
            return None;
        }
        self.open_orders(t).find(|(order, _)| order.document == handle)
    }

    /// What stands at a stage after the order at `t`: delivered and not billed, or billed and not
    /// posted.
    ///
    /// ```
    /// # use guanxi::{account::Account, trade::Stage};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let delivered = account.view().standing_at(Stage::Delivered, "2026-03-01".parse()?);
    /// assert_eq!(delivered.minor(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn standing_at(self, stage: Stage, t: AsOf) -> Total {
        self.document_flows().standing_at(stage, t)
    }

    /// The hand-overs seen at `t`, in the order of their recording.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().handovers("2026-03-01".parse()?).count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn handovers(self, t: AsOf) -> impl Iterator<Item = &'a Handover> {
        self.document_flows().seen(t)
    }

    /// Guarantees and insurances in the order of their numbers.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().collateral().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn collateral(self) -> &'a [Collateral] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.collateral)
    }

    /// Until when the base limit holds and when it is reviewed.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::LimitValidity};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert_eq!(account.view().limit_validity(), LimitValidity::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn limit_validity(self) -> LimitValidity {
        self.sparse.map_or_else(LimitValidity::default, |sparse| sparse.limit_validity)
    }

    /// Sales plans by month.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().plans().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn plans(self) -> &'a [MonthAmount] {
        self.ledger.tables.plans.slice(self.row.spans.plans)
    }

    /// Invoices by due date, then id.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().invoices().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn invoices(self) -> &'a [RecordedInvoice] {
        self.ledger.tables.invoices.run(self.row.spans.invoices)
    }

    /// Payments in the order of the invoices they name, those without a name last.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().payments().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn payments(self) -> &'a [RecordedPayment] {
        self.ledger.tables.payments.run(self.row.spans.payments)
    }

    /// The number of an invoice; empty for one that was loaded in columns, which carry no numbers.
    ///
    /// ```
    /// # use guanxi::{account::Account, receivable::Invoice};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-04".parse()?;
    /// account.record(Invoice::new("I-7".parse()?, day, day, "CNY 1".parse()?))?;
    /// let numbers = account.view().invoices().iter().map(|line| account.view().invoice_number(*line));
    /// assert!(numbers.eq(["I-7"]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn invoice_number(self, line: RecordedInvoice) -> &'a str {
        self.ledger.tables.invoices.numbers().name(line.document)
    }

    /// Selling expenses.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().expenses().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn expenses(self) -> Timeline<'a> {
        Timeline::new(self.ledger.tables.expenses.run(self.row.spans.expenses))
    }

    /// Expense budgets by month.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().budgets().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn budgets(self) -> &'a [MonthAmount] {
        self.ledger.tables.budgets.slice(self.row.spans.budgets)
    }

    /// Incidents by kind, then day.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().incidents().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn incidents(self) -> &'a [Incident] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.incidents)
    }

    /// Breaches of the channel by day.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().breaches().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn breaches(self) -> &'a [Breach] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.breaches)
    }

    /// Contracts in the order of their numbers.
    ///
    /// ```
    /// # use guanxi::account::Account;
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// assert!(account.view().contracts().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contracts(self) -> &'a [Contract] {
        self.sparse.map_or(&[], |sparse| &sparse.lists.contracts)
    }

    /// The product groups that the customer has ordered, by name, on whatever day; none when no sale
    /// to it names any.
    #[inline]
    pub fn product_groups(self) -> impl Iterator<Item = GroupOrders<'a>> + Clone {
        let groups = self.sparse.map_or(&[][..], |sparse| &sparse.product_groups);
        GroupOrders::each(&self.ledger.groups, groups)
    }

    fn document_flows(self) -> DocumentFlows<'a> {
        self.sparse.map_or_else(DocumentFlows::default, Sparse::flows)
    }
}
