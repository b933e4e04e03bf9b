use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{ProductGroups, Row, Sparse, Tables};
use crate::account::erase::Erasures;
use crate::account::merge::Merges;
use crate::account::versions::History;
use crate::account::{
    CustomerTerm, CustomerTerms, FactKind, Feeds, RecordError, TermKind, TermStatement,
};
use crate::calendar::{AsOf, Day};
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
    /// The versions of facts of the customers that have any.
    pub(crate) histories: BTreeMap<CustomerKey, History>,
    /// The number of versions recorded so far.
    pub(crate) versions: u64,
    /// The first day of each feed by facts without versions; kept once any fact has versions.
    pub(crate) firm_feeds: Option<Feeds>,
    /// The feeds on all days by versions and other facts, made when they are asked for.
    pub(crate) feed_steps: OnceLock<Vec<FeedStep>>,
    pub(crate) contract_owners: BTreeMap<ContractId, CustomerKey>,
    /// The customers that are merged into others, and when.
    pub(crate) merges: Merges,
    /// The marks of what was erased.
    pub(crate) erasures: Erasures,
    /// The number of invoices that came without a document number.
    pub(crate) unnumbered_invoices: u32,
}

/// The feeds from a day on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FeedStep {
    pub(crate) from: Day,
    pub(crate) feeds: Feeds,
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
            histories: BTreeMap::new(),
            versions: 0,
            firm_feeds: None,
            feed_steps: OnceLock::new(),
            contract_owners: BTreeMap::new(),
            merges: Merges::default(),
            erasures: Erasures::default(),
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

    /// States a term of a customer that holds on all days, before and after. Replaces all that was
    /// stated of its kind.
    ///
    /// # Errors
    ///
    /// When there is no such customer, a limit is negative, or the customer would end before its
    /// start. Then nothing has changed.
    pub fn state_for_all_days(
        &mut self,
        key: CustomerKey,
        term: CustomerTerm,
    ) -> Result<(), RecordError> {
        self.check_term(key, &term)?;
        if let Some(sparse) = self.sparse.get_mut(&key) {
            sparse.terms.forget(term.kind());
        }
        self.put_term(key, term)
    }

    /// States a term of a customer that is known and holds from a day on. Days before it keep what
    /// was known then; of two statements for one day the later one holds.
    ///
    /// # Rule
    ///
    /// > S1, S20: limit, its validity, payment terms, attitude, group and `since` each have the day
    /// > from which they are known.
    ///
    /// # Errors
    ///
    /// When there is no such customer, a limit is negative, or the customer would end before its
    /// start. Then nothing has changed.
    ///
    /// ```
    /// use guanxi::account::{CustomerTerm, Ledger};
    /// use guanxi::money::Amount;
    /// use guanxi::receivable::CreditLimit;
    ///
    /// let mut ledger = Ledger::new("CNY".parse()?);
    /// let li = ledger.open().ok_or("full")?;
    /// let limit = |yuan: i64| CreditLimit::Amount(Amount::from_minor(yuan * 100));
    /// ledger.state_for_all_days(li, CustomerTerm::CreditLimit(limit(2000)))?;
    /// ledger.state(li, "2026-06-01".parse()?, CustomerTerm::CreditLimit(limit(500)))?;
    /// let by = |t| ledger.terms_as_of(li, t).map(|terms| terms.credit_limit);
    /// assert_eq!(by("2026-05-31".parse()?), Some(limit(2000)));
    /// assert_eq!(by("2026-06-01".parse()?), Some(limit(500)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state(
        &mut self,
        key: CustomerKey,
        on: Day,
        term: CustomerTerm,
    ) -> Result<(), RecordError> {
        self.check_term(key, &term)?;
        self.check_end(key, on, &term)?;
        self.put_dated(key, on, term)
    }

    /// Takes a statement that came out of a ledger. An end may lie before the start of today, which
    /// has moved where the first fact was revised since.
    pub(crate) fn take_term(
        &mut self,
        key: CustomerKey,
        statement: TermStatement,
    ) -> Result<(), RecordError> {
        let TermStatement { on, term } = statement;
        let Some(on) = on else { return self.state_for_all_days(key, term) };
        self.check_term(key, &term)?;
        self.put_dated(key, on, term)
    }

    fn put_dated(
        &mut self,
        key: CustomerKey,
        on: Day,
        term: CustomerTerm,
    ) -> Result<(), RecordError> {
        let current = self.terms_now(key)?.term(term.kind());
        let kind = term.kind();
        let trail = &mut self.sparse_mut(key)?.terms;
        trail.state(on, term, current);
        let latest = trail.latest(kind).cloned();
        latest.map_or(Ok(()), |latest| self.put_term(key, latest))
    }

    /// The terms of a customer by all that was stated; `None` when there is no such customer.
    pub fn terms(&self, key: CustomerKey) -> Option<CustomerTerms> {
        self.terms_now(key).ok()
    }

    /// The terms of a customer as they were known at `t`; `None` when there is no such customer.
    pub fn terms_as_of(&self, key: CustomerKey, t: AsOf) -> Option<CustomerTerms> {
        let now = self.terms(key)?;
        Some(match self.sparse(key) {
            Some(sparse) => sparse.terms.as_of(t, now),
            None => now,
        })
    }

    /// The statements of the terms of a customer, in an order in which they can be stated again:
    /// those without a day first. A term that was never stated is left out.
    pub fn term_statements(&self, key: CustomerKey) -> Vec<TermStatement> {
        let Some(now) = self.terms(key) else { return Vec::new() };
        let dated = self.sparse(key).map_or(&[][..], |sparse| sparse.terms.statements());
        let is_dated = |kind| dated.iter().any(|it| it.term.kind() == kind);
        let never = CustomerTerms::default();
        let stated = TermKind::ALL.into_iter().filter(|kind| !is_dated(*kind));
        let stated = stated.map(|kind| now.term(kind));
        let stated = stated.map(|term| TermStatement { on: None, term });
        let all = stated.chain(dated.iter().cloned());
        let said = all.filter(|it| it.on.is_some() || it.term != never.term(it.term.kind()));
        let mut said: Vec<_> = said.collect();
        said.sort_by_key(|it| (it.on, it.term.kind()));
        said
    }

    /// States the first day as a customer, for all days.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn state_since(&mut self, key: CustomerKey, since: Option<Day>) -> Result<(), RecordError> {
        self.state_for_all_days(key, CustomerTerm::Since(since))
    }

    /// States the attitude of the customer, for all days.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn state_attitude(
        &mut self,
        key: CustomerKey,
        attitude: Option<Attitude>,
    ) -> Result<(), RecordError> {
        self.state_for_all_days(key, CustomerTerm::Attitude(attitude))
    }

    /// States the last day and the review of the agreed limit, for all days.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn state_limit_validity(
        &mut self,
        key: CustomerKey,
        validity: LimitValidity,
    ) -> Result<(), RecordError> {
        self.state_for_all_days(key, CustomerTerm::LimitValidity(validity))
    }

    /// Agrees the credit limit of a customer, for all days.
    ///
    /// # Errors
    ///
    /// When there is no such customer, or the limit is negative.
    pub fn agree_limit(&mut self, key: CustomerKey, limit: CreditLimit) -> Result<(), RecordError> {
        self.state_for_all_days(key, CustomerTerm::CreditLimit(limit))
    }

    /// Tells whether any sale names a product group.
    pub fn has_product_groups(&self) -> bool {
        !self.groups.is_empty()
    }

    /// The first day of each feed.
    pub const fn feeds(&self) -> Feeds {
        self.feeds
    }

    /// Tells whether any fact was revised, or learnt after its own day.
    pub(crate) const fn has_versions(&self) -> bool {
        self.firm_feeds.is_some()
    }

    /// Tells whether nothing was ever done to facts or customers but recording and stating.
    pub(crate) fn is_plain(&self) -> bool {
        !self.has_versions() && self.merges.is_empty() && self.erasures.is_empty()
    }

    /// Refuses a customer that there is not, or not any more.
    pub(crate) fn demand_customer(&self, key: CustomerKey) -> Result<(), RecordError> {
        self.row(key)?;
        if self.erasures.has(key) { Err(RecordError::unknown_customer(key)) } else { Ok(()) }
    }

    /// The place of the next version.
    pub(crate) fn next_place(&mut self) -> u64 {
        let next = self.versions.checked_add(1);
        self.versions = proven!(next, else u64::MAX, "2^64 versions find no room in memory");
        self.versions
    }

    /// The customers in their order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = CustomerKey> + use<> {
        (0..self.len()).map(CustomerKey::from_position)
    }

    /// Tells whether one more customer finds room.
    pub(crate) fn has_room(&self) -> bool {
        self.len() < Self::MOST
    }

    /// The row of a customer.
    pub(crate) fn row(&self, key: CustomerKey) -> Result<&Row, RecordError> {
        let row = self.rows.get(index(key.position()));
        row.ok_or_else(|| RecordError::unknown_customer(key))
    }

    /// The row of a customer, to change it.
    pub(crate) fn row_mut(&mut self, key: CustomerKey) -> Result<&mut Row, RecordError> {
        let row = self.rows.get_mut(index(key.position()));
        row.ok_or_else(|| RecordError::unknown_customer(key))
    }

    /// The facts of a customer that few customers have.
    pub(crate) fn sparse(&self, key: CustomerKey) -> Option<&Sparse> {
        let row = self.rows.get(index(key.position()))?;
        // Most customers need not be looked up.
        if row.has_sparse { self.sparse.get(&key) } else { None }
    }

    /// The facts of a customer that few customers have, to change them.
    pub(crate) fn sparse_mut(&mut self, key: CustomerKey) -> Result<&mut Sparse, RecordError> {
        self.row_mut(key)?.has_sparse = true;
        Ok(self.sparse.entry(key).or_default())
    }

    fn terms_now(&self, key: CustomerKey) -> Result<CustomerTerms, RecordError> {
        let Row { since, attitude, limit: credit_limit, .. } = *self.row(key)?;
        let terms = CustomerTerms { since, attitude, credit_limit, ..CustomerTerms::default() };
        Ok(match self.sparse(key) {
            Some(sparse) => CustomerTerms {
                group: sparse.group.clone(),
                limit_validity: sparse.limit_validity,
                payment_terms: sparse.payment_terms.clone(),
                ended: sparse.ended.clone(),
                ..terms
            },
            None => terms,
        })
    }

    /// Puts a term in the place of the one of its kind that holds now.
    fn put_term(&mut self, key: CustomerKey, term: CustomerTerm) -> Result<(), RecordError> {
        match term {
            CustomerTerm::Since(since) => self.row_mut(key)?.since = since,
            CustomerTerm::Attitude(attitude) => self.row_mut(key)?.attitude = attitude,
            CustomerTerm::CreditLimit(limit) => self.row_mut(key)?.limit = limit,
            CustomerTerm::Group(group) => self.sparse_mut(key)?.group = group,
            CustomerTerm::LimitValidity(it) => self.sparse_mut(key)?.limit_validity = it,
            CustomerTerm::PaymentTerms(terms) => self.sparse_mut(key)?.payment_terms = terms,
            CustomerTerm::Ended(reason) => self.sparse_mut(key)?.ended = reason,
        }
        Ok(())
    }

    /// Refuses a term that breaks a bound, and any term of a customer that there is not.
    fn check_term(&self, key: CustomerKey, term: &CustomerTerm) -> Result<(), RecordError> {
        self.demand_customer(key)?;
        if let CustomerTerm::CreditLimit(CreditLimit::Amount(limit)) = term
            && limit.is_negative()
        {
            let found = limit.to_total().with_currency(self.currency).to_string();
            let (kind, field, bound) = (FactKind::Limit, "amount", "not be negative".to_owned());
            let name = "of the customer".to_owned();
            return Err(RecordError::OutOfBounds { kind, name, field, bound, found });
        }
        Ok(())
    }

    /// Refuses an end before the start.
    fn check_end(&self, key: CustomerKey, on: Day, term: &CustomerTerm) -> Result<(), RecordError> {
        let CustomerTerm::Ended(Some(_)) = term else { return Ok(()) };
        let Some(account) = self.view(key) else { return Ok(()) };
        let later = account.start_ever().filter(|start| on < *start);
        later.map_or(Ok(()), |start| Err(RecordError::EndedBeforeStart { on, start }))
    }
}
