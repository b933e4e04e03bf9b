use std::collections::BTreeMap;

use super::documents::Documents;
use super::handovers::Handovers;
use super::product_groups::GroupDays;
use super::row::Row;
use super::sold::Sold;
use super::{AccountView, Fact, FactKind, Feeds, RecordError};
use crate::calendar::Day;
use crate::contract::Contract;
use crate::customer::Attitude;
use crate::engine::{Arena, index};
use crate::id::CustomerKey;
use crate::incident::Incident;
use crate::money::Currency;
use crate::receivable::{
    Collateral, CreditLimit, LimitValidity, RecordedInvoice, RecordedPayment, TemporaryLimit,
};
use crate::timeline::{DayTotal, MonthAmount};
use crate::trade::{Breach, RecordedOrder};

/// Facts of which most customers have none.
#[derive(Debug, Clone, Default)]
pub(super) struct Rare {
    pub(super) temporary_limits: Vec<TemporaryLimit>,
    pub(super) limit_validity: LimitValidity,
    pub(super) collateral: Vec<Collateral>,
    pub(super) handovers: Handovers,
    pub(super) incidents: Vec<Incident>,
    pub(super) breaches: Vec<Breach>,
    pub(super) contracts: Vec<Contract>,
    pub(super) product_groups: Vec<GroupDays>,
}

/// The facts of many customers in columns: one arena per kind, grouped by customer, each run in the
/// order of its days.
///
/// Knows customers by position only; a [`Book`](crate::book::Book) gives them names.
#[derive(Debug, Clone)]
pub struct Ledger {
    pub(super) currency: Currency,
    pub(super) rows: Vec<Row>,
    pub(super) feeds: Feeds,
    pub(super) sold: Sold,
    pub(super) orders: Arena<RecordedOrder>,
    pub(super) plans: Arena<MonthAmount>,
    pub(super) invoices: Arena<RecordedInvoice>,
    pub(super) payments: Arena<RecordedPayment>,
    pub(super) expenses: Arena<DayTotal>,
    pub(super) budgets: Arena<MonthAmount>,
    pub(super) rare: BTreeMap<CustomerKey, Rare>,
    pub(super) order_documents: Documents,
    pub(super) invoice_documents: Documents,
    pub(super) payment_documents: Documents,
    pub(super) expense_documents: Documents,
    /// How many invoices without a number there are.
    pub(super) unnumbered_invoices: u32,
    pub(super) contract_owners: BTreeMap<crate::id::ContractId, CustomerKey>,
}

impl Ledger {
    /// Handles from here on are those of invoices without a number; numbers never get as far.
    pub(super) const FIRST_UNNUMBERED: u32 = 1 << 31;
    /// The most customers: their positions leave a bit to spare.
    const MOST: u32 = 1 << 31;

    /// A ledger without customers, in one currency.
    ///
    /// ```
    /// use guanxi::account::Ledger;
    /// assert_eq!(Ledger::new("CNY".parse()?).len(), 0);
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn new(currency: Currency) -> Self {
        Self {
            currency,
            rows: Vec::new(),
            feeds: Feeds::default(),
            sold: Sold::default(),
            orders: Arena::default(),
            plans: Arena::default(),
            invoices: Arena::default(),
            payments: Arena::default(),
            expenses: Arena::default(),
            budgets: Arena::default(),
            rare: BTreeMap::new(),
            order_documents: Documents::default(),
            invoice_documents: Documents::default(),
            payment_documents: Documents::default(),
            expense_documents: Documents::default(),
            unnumbered_invoices: 0,
            contract_owners: BTreeMap::new(),
        }
    }

    /// The currency of all amounts.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// assert_eq!(Ledger::new("CNY".parse()?).currency().code(), "CNY");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// How many customers the ledger has.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// ledger.open();
    /// assert_eq!(ledger.len(), 1);
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn len(&self) -> u32 {
        // `open` stops at the last position that a key can name.
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Whether the ledger has no customer.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// assert!(Ledger::new("CNY".parse()?).is_empty());
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Opens an account for one more customer; `None` when there are 2³¹ of them.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// assert_eq!(ledger.open().map(|key| key.position()), Some(0));
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn open(&mut self) -> Option<CustomerKey> {
        let position = self.has_room().then(|| self.len())?;
        self.rows.push(Row::NEW);
        Some(CustomerKey::from_position(position))
    }

    /// Opens accounts for so many more customers and gives the position of the first; `None`, and
    /// nothing opened, when that is more than 2³¹ in all.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// assert_eq!(ledger.open_many(1000), Some(0));
    /// assert_eq!(ledger.len(), 1000);
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn open_many(&mut self, more: u32) -> Option<u32> {
        let first = self.len();
        let len = first.checked_add(more).filter(|len| *len <= Self::MOST)?;
        self.rows.resize(index(len), Row::NEW);
        Some(first)
    }

    /// States since when the customer is one.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # let key = ledger.open().ok_or("full")?;
    /// ledger.state_since(key, Some("2020-05-01".parse()?))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_since(&mut self, key: CustomerKey, since: Option<Day>) -> Result<(), RecordError> {
        self.row_mut(key)?.since = since;
        Ok(())
    }

    /// States the attitude of the customer.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    ///
    /// ```
    /// # use guanxi::{account::Ledger, customer::Attitude};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # let key = ledger.open().ok_or("full")?;
    /// ledger.state_attitude(key, Some(Attitude::Loyal))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_attitude(
        &mut self,
        key: CustomerKey,
        attitude: Option<Attitude>,
    ) -> Result<(), RecordError> {
        self.row_mut(key)?.attitude = attitude;
        Ok(())
    }

    /// Agrees how much the customer may owe; replaces what was agreed before.
    ///
    /// # Errors
    ///
    /// When there is no such customer, or the limit is negative.
    ///
    /// ```
    /// # use guanxi::{account::Ledger, receivable::CreditLimit};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # let key = ledger.open().ok_or("full")?;
    /// ledger.agree_limit(key, CreditLimit::Unlimited)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn agree_limit(&mut self, key: CustomerKey, limit: CreditLimit) -> Result<(), RecordError> {
        if let CreditLimit::Amount(amount) = limit
            && amount.is_negative()
        {
            let found = amount.to_total().with_currency(self.currency).to_string();
            let (kind, field, bound) = (FactKind::Limit, "amount", "not be negative".to_owned());
            let name = "of the customer".to_owned();
            return Err(RecordError::OutOfBounds { kind, name, field, bound, found });
        }
        self.row_mut(key)?.limit = limit;
        Ok(())
    }

    /// Records a fact about a customer.
    ///
    /// # Errors
    ///
    /// When the fact breaks a bound, repeats or contradicts a recorded one, or finds no room. Then
    /// nothing has changed.
    ///
    /// ```
    /// # use guanxi::{account::{Ledger, RecordError}, trade::Sale};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # let key = ledger.open().ok_or("full")?;
    /// let sale = Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120.00".parse()?);
    /// ledger.record(key, &sale.clone().into())?;
    /// assert!(matches!(ledger.record(key, &sale.into()), Err(RecordError::Duplicate { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record(&mut self, key: CustomerKey, fact: &Fact) -> Result<(), RecordError> {
        match fact {
            Fact::Sale(sale) => self.record_sale(key, sale),
            Fact::Order(order) => self.record_order(key, order),
            Fact::Handover(handover) => self.record_handover(key, handover),
            Fact::Plan(plan) => self.record_plan(key, *plan),
            Fact::Breach(breach) => self.record_breach(key, *breach),
            Fact::Invoice(invoice) => self.record_invoice(key, invoice),
            Fact::Payment(payment) => self.record_payment(key, payment),
            Fact::TemporaryLimit(limit) => self.record_temporary_limit(key, *limit),
            Fact::Security(security) => self.record_security(key, security),
            Fact::Expense(expense) => self.record_expense(key, expense),
            Fact::Budget(budget) => self.record_budget(key, *budget),
            Fact::Incident(incident) => self.record_incident(key, incident),
            Fact::Contract(contract) => self.record_contract(key, contract),
        }
    }

    /// What judgements see of a customer; `None` when there is no such customer.
    ///
    /// ```
    /// # use guanxi::{account::Ledger, id::CustomerKey};
    /// let ledger = Ledger::new("CNY".parse()?);
    /// assert!(ledger.view(CustomerKey::from_position(0)).is_none());
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    #[inline]
    pub fn view(&self, key: CustomerKey) -> Option<AccountView<'_>> {
        self.rows.get(index(key.position())).map(|row| AccountView::new(self, row, key))
    }

    /// The first day of each feed.
    ///
    /// ```
    /// # use guanxi::account::Ledger;
    /// assert_eq!(Ledger::new("CNY".parse()?).feeds().sales_from, None);
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn feeds(&self) -> Feeds {
        self.feeds
    }

    /// The view of a ledger that was made with its one customer.
    pub(super) fn only_view(&self) -> AccountView<'_> {
        const NOBODY: &Row = &Row::NEW;
        let row = self.rows.first().unwrap_or(NOBODY);
        AccountView::new(self, row, CustomerKey::from_position(0))
    }

    pub(crate) fn has_room(&self) -> bool {
        self.len() < Self::MOST
    }

    pub(super) fn row(&self, key: CustomerKey) -> Result<&Row, RecordError> {
        let position = key.position();
        self.rows.get(index(position)).ok_or(RecordError::UnknownCustomer { position })
    }

    pub(super) fn row_mut(&mut self, key: CustomerKey) -> Result<&mut Row, RecordError> {
        let position = key.position();
        self.rows.get_mut(index(position)).ok_or(RecordError::UnknownCustomer { position })
    }
}
