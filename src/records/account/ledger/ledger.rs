use std::collections::BTreeMap;

use super::{ProductGroups, Row, Sparse, Tables};
use crate::account::{FactKind, Feeds, RecordError};
use crate::calendar::Day;
use crate::customer::Attitude;
use crate::engine::index;
use crate::id::{ContractId, CustomerKey};
use crate::measure::proven;
use crate::money::Currency;
use crate::receivable::{CreditLimit, LimitValidity};

/// The facts of many customers in columns: one arena per kind, grouped by customer, each run in the
/// order of its days.
///
/// Knows customers by position only; a [`Book`](crate::book::Book) gives them names.
#[derive(Debug, Clone)]
pub struct Ledger {
    pub(crate) currency: Currency,
    pub(crate) rows: Vec<Row>,
    pub(crate) feeds: Feeds,
    pub(crate) tables: Tables,
    /// The product groups of sales.
    pub(crate) groups: ProductGroups,
    pub(crate) sparse: BTreeMap<CustomerKey, Sparse>,
    pub(crate) contract_owners: BTreeMap<ContractId, CustomerKey>,
    /// The number of invoices that came without a document number.
    pub(crate) unnumbered_invoices: u32,
}

impl Ledger {
    /// The most customers: their positions leave a bit to spare.
    const MOST: u32 = 1 << 31;

    /// A ledger without customers, in one currency.
    pub fn new(currency: Currency) -> Self {
        Self {
            currency,
            rows: Vec::new(),
            feeds: Feeds::default(),
            tables: Tables::default(),
            groups: ProductGroups::default(),
            sparse: BTreeMap::new(),
            contract_owners: BTreeMap::new(),
            unnumbered_invoices: 0,
        }
    }

    /// The currency of all amounts.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The number of customers.
    pub fn len(&self) -> u32 {
        let count = u32::try_from(self.rows.len()).ok();
        proven!(count, else u32::MAX, "`open` and `open_many` stop at 2^31 rows")
    }

    /// Tells whether the ledger has no customer.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Opens an account for one more customer; `None` when there are 2³¹ of them.
    pub fn open(&mut self) -> Option<CustomerKey> {
        let position = self.has_room().then(|| self.len())?;
        self.rows.push(Row::NEW);
        Some(CustomerKey::from_position(position))
    }

    /// Opens accounts for `more` customers and gives the position of the first. `None`, and nothing
    /// opened, when there would be more than 2³¹ customers.
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

    /// States the day since which the customer is one.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn state_since(&mut self, key: CustomerKey, since: Option<Day>) -> Result<(), RecordError> {
        self.row_mut(key)?.since = since;
        Ok(())
    }

    /// States the attitude of the customer.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn state_attitude(
        &mut self,
        key: CustomerKey,
        attitude: Option<Attitude>,
    ) -> Result<(), RecordError> {
        self.row_mut(key)?.attitude = attitude;
        Ok(())
    }

    /// States the last day and the review of the agreed limit of a customer; replaces what was
    /// stated before.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn state_limit_validity(
        &mut self,
        key: CustomerKey,
        validity: LimitValidity,
    ) -> Result<(), RecordError> {
        self.sparse_mut(key)?.limit_validity = validity;
        Ok(())
    }

    /// Agrees the credit limit of a customer; replaces what was agreed before.
    ///
    /// # Errors
    ///
    /// When there is no such customer, or the limit is negative.
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

    /// Tells whether any sale names a product group.
    pub fn has_product_groups(&self) -> bool {
        !self.groups.is_empty()
    }

    /// The first day of each feed.
    pub const fn feeds(&self) -> Feeds {
        self.feeds
    }

    /// Tells whether one more customer finds room.
    pub(crate) fn has_room(&self) -> bool {
        self.len() < Self::MOST
    }

    /// The row of a customer.
    pub(crate) fn row(&self, key: CustomerKey) -> Result<&Row, RecordError> {
        let position = key.position();
        self.rows.get(index(position)).ok_or(RecordError::UnknownCustomer { position })
    }

    /// The row of a customer, to change it.
    pub(crate) fn row_mut(&mut self, key: CustomerKey) -> Result<&mut Row, RecordError> {
        let position = key.position();
        self.rows.get_mut(index(position)).ok_or(RecordError::UnknownCustomer { position })
    }

    /// The facts of a customer that few customers have.
    pub(crate) fn sparse(&self, key: CustomerKey) -> Option<&Sparse> {
        self.sparse.get(&key)
    }

    /// The facts of a customer that few customers have, to change them.
    pub(crate) fn sparse_mut(&mut self, key: CustomerKey) -> Result<&mut Sparse, RecordError> {
        self.row_mut(key)?.has_sparse = true;
        Ok(self.sparse.entry(key).or_default())
    }
}
