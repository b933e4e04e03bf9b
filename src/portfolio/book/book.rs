use std::collections::BTreeMap;

use super::order_desk::OrderDesk;
use super::{BookError, OnRefusal, Recorded};
use crate::account::{
    AccountAsOf, AccountView, CustomerFact, CustomerTerm, CustomerTerms, Erasure, Fact,
    FactColumns, FactName, Feeds, Ledger, LoadError, RecordedFact, ReviseError, TermStatement,
};
use crate::calendar::{AsOf, Day};
use crate::contract::ContractAction;
use crate::customer::{Card, Customer};
use crate::engine::Interner;
use crate::feed::FeedStatements;
use crate::hold::{ReservationId, ReserveError};
use crate::id::{ContractId, CustomerId, CustomerKey, GroupId};
use crate::money::Currency;
use crate::receivable::CreditLimit;

/// The customers of a company with everything recorded about them, in one currency.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li & Sons".parse()?))?;
/// book.record(li, Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120.00".parse()?))?;
/// let policy = guanxi::policy::Policy::default();
/// let review = book.review("2026-03-31".parse()?, &policy)?;
/// let explanation = review.explain(li).ok_or("not in the review")?;
/// assert_eq!(explanation.class.to_string(), "A");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户台账")]
#[derive(Debug, Clone)]
pub struct Book {
    pub(super) names: Interner,
    pub(super) ledger: Ledger,
    /// The cards on which anything was written.
    pub(super) cards: BTreeMap<CustomerKey, Card>,
    pub(crate) order_desk: OrderDesk,
    feeds: FeedStatements,
}

impl Book {
    /// An empty book in a currency.
    pub fn new(currency: Currency) -> Self {
        let (names, ledger) = (Interner::default(), Ledger::new(currency));
        let (cards, order_desk) = (BTreeMap::new(), OrderDesk::default());
        Self { names, ledger, cards, order_desk, feeds: FeedStatements::default() }
    }

    /// Registers a customer, existing or potential, and gives its key.
    ///
    /// # Errors
    ///
    /// When the customer is registered already, or there is no room.
    pub fn register(&mut self, customer: Customer) -> Result<CustomerKey, BookError> {
        let Customer { id, since, attitude, group, card } = customer;
        let Err(unknown) = self.names.look_up(id.as_str()) else {
            return Err(BookError::Registered { customer: id });
        };
        let room = self.ledger.has_room().then(|| self.names.add(id.as_str(), unknown)).flatten();
        let Some((_, key)) = room.zip(self.ledger.open()) else {
            return Err(BookError::Full { customer: id });
        };
        let stated = self.ledger.state_since(key, since);
        let stated = stated.and_then(|()| self.ledger.state_attitude(key, attitude));
        let stated = stated.and_then(|()| match group {
            Some(_) => self.ledger.state_for_all_days(key, CustomerTerm::Group(group)),
            None => Ok(()),
        });
        debug_assert_eq!(stated, Ok(()), "the account was opened above");
        if card != Card::default() {
            self.cards.insert(key, card);
        }
        Ok(key)
    }

    /// Opens accounts for this number of customers without names, as a data frame that numbers its
    /// customers has them, and gives the position of the first. [`name`](Self::name) is empty for
    /// them.
    ///
    /// # Errors
    ///
    /// When there is no room for all of them; then none is opened.
    pub fn open_unnamed(&mut self, more: u32) -> Result<u32, BookError> {
        let first = self.ledger.open_many(more).ok_or(BookError::NoRoom { more })?;
        self.names.add_blank(more);
        Ok(first)
    }

    /// Agrees the credit limit of a customer, for all days.
    ///
    /// # Errors
    ///
    /// When there is no such customer, or the limit is negative.
    pub fn agree_limit(&mut self, key: CustomerKey, limit: CreditLimit) -> Result<(), BookError> {
        self.state_for_all_days(key, CustomerTerm::CreditLimit(limit))
    }

    /// States a term of a customer that is known and holds from a day on, see [`Ledger::state`].
    ///
    /// # Errors
    ///
    /// When there is no such customer, a limit is negative, or the customer would end before its
    /// start. Then nothing has changed.
    pub fn state(
        &mut self,
        key: CustomerKey,
        on: Day,
        term: CustomerTerm,
    ) -> Result<(), BookError> {
        let outcome = self.ledger.state(key, on, term);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// States a term of a customer that holds on all days, see [`Ledger::state_for_all_days`].
    ///
    /// # Errors
    ///
    /// When there is no such customer, or a limit is negative. Then nothing has changed.
    pub fn state_for_all_days(
        &mut self,
        key: CustomerKey,
        term: CustomerTerm,
    ) -> Result<(), BookError> {
        let outcome = self.ledger.state_for_all_days(key, term);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// The terms of a customer as they were known at `t`.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn terms_as_of(&self, key: CustomerKey, t: AsOf) -> Result<CustomerTerms, BookError> {
        let terms = self.ledger.terms_as_of(key, t);
        terms.ok_or(BookError::UnknownKey { position: key.position() })
    }

    /// The statements of the terms of a customer in an order in which they can be stated again.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn term_statements(&self, key: CustomerKey) -> Result<Vec<TermStatement>, BookError> {
        self.view(key)?;
        Ok(self.ledger.term_statements(key))
    }

    /// Records a fact about a customer.
    ///
    /// # Errors
    ///
    /// [`BookError::Refused`] with the [reason](crate::account::RecordError); nothing has changed.
    pub fn record(&mut self, key: CustomerKey, fact: impl Into<Fact>) -> Result<(), BookError> {
        self.record_fact(key, &fact.into())
    }

    /// Tells whether a fact about a customer would be recorded, without recording it: gives what
    /// [`record`](Self::record) would give, see [`Ledger::would_take`].
    ///
    /// # Errors
    ///
    /// When [`record`](Self::record) would refuse the fact.
    pub fn would_take(&self, key: CustomerKey, fact: &Fact) -> Result<(), BookError> {
        let outcome = self.ledger.would_take(key, fact);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// Records a fact that is known from a day on, see [`Ledger::record_known`].
    ///
    /// # Errors
    ///
    /// When `known_from` lies before the fact's own day, or the fact is refused.
    pub fn record_known(
        &mut self,
        key: CustomerKey,
        fact: impl Into<Fact>,
        known_from: Day,
    ) -> Result<(), BookError> {
        let outcome = self.ledger.record_known(key, &fact.into(), known_from);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// Revises a recorded fact of a customer, see [`Ledger::revise`].
    ///
    /// # Errors
    ///
    /// When there is no such fact, or the version is refused. Then nothing has changed.
    pub fn revise(
        &mut self,
        key: CustomerKey,
        name: &FactName,
        on: Day,
        version: Option<Fact>,
    ) -> Result<(), BookError> {
        let outcome = self.ledger.revise(key, name, on, version);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// Takes an act on a recorded contract, see [`Ledger::take_contract_step`].
    ///
    /// # Errors
    ///
    /// When there is no such contract, or it does not allow the act. Then nothing has changed.
    pub fn take_contract_step(
        &mut self,
        key: CustomerKey,
        contract: &ContractId,
        action: impl Into<ContractAction>,
    ) -> Result<(), BookError> {
        let outcome = self.ledger.take_contract_step(key, contract, action);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// The facts of a customer with all versions, see [`Ledger::facts_of`].
    pub fn facts_of(&self, key: CustomerKey) -> impl Iterator<Item = RecordedFact> + use<> {
        self.ledger.facts_of(key)
    }

    /// The facts of all customers, see [`Ledger::facts`].
    pub fn facts(&self) -> impl Iterator<Item = RecordedFact> {
        self.ledger.facts()
    }

    /// Takes a fact that came out of a book, see [`Ledger::take`].
    ///
    /// # Errors
    ///
    /// When the fact is refused. Then nothing has changed.
    pub fn take(&mut self, fact: &RecordedFact) -> Result<(), BookError> {
        let outcome = self.ledger.take(fact);
        outcome.map_err(|refusal| self.refused(fact.customer, refusal))
    }

    /// Records a borrowed fact.
    pub(crate) fn record_fact(&mut self, key: CustomerKey, fact: &Fact) -> Result<(), BookError> {
        let outcome = self.ledger.record(key, fact);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// Records facts of which no two are about the same customer, and gives the feeds after each
    /// that is taken.
    pub(crate) fn record_in_parallel(
        &mut self,
        facts: &[CustomerFact],
    ) -> Vec<Result<Feeds, Box<BookError>>> {
        let recorded = facts.iter().zip(self.ledger.record_in_parallel(facts));
        let taken = recorded
            .map(|(fact, it)| it.map_err(|refusal| self.refused(fact.customer, *refusal).into()));
        taken.collect()
    }

    /// Records facts one after the other, in the order given: the book is as after
    /// [`record`](Self::record) of each. A refused fact changes nothing and is named with its
    /// place; the facts taken before it stay.
    pub fn record_all(
        &mut self,
        facts: impl IntoIterator<Item = CustomerFact>,
        on_refusal: OnRefusal,
    ) -> Recorded {
        Recorded::of_batch(facts, on_refusal, |it| self.record(it.customer, it.fact))
    }

    /// Ends a reservation that nobody wants any more, see [`OrderDesk::end_reservation`].
    ///
    /// # Errors
    ///
    /// When there is no such reservation.
    pub fn end_reservation(&mut self, id: ReservationId) -> Result<(), ReserveError> {
        self.order_desk.end_reservation(id)
    }

    /// The key of a customer.
    ///
    /// # Errors
    ///
    /// When it is not registered.
    pub fn key(&self, customer: &CustomerId) -> Result<CustomerKey, BookError> {
        let position = self.names.find(customer.as_str());
        let key = position.map(CustomerKey::from_position);
        key.ok_or_else(|| BookError::Unknown { customer: customer.clone() })
    }

    /// The name of a customer; empty when there is no such customer.
    pub fn name(&self, key: CustomerKey) -> &str {
        self.names.name(key.position())
    }

    /// The group to which a customer belongs by the last statement.
    pub fn group(&self, key: CustomerKey) -> Option<&GroupId> {
        self.ledger.view(key).and_then(AccountView::group)
    }

    /// The group to which a customer belonged as known at `t`.
    pub fn group_at(&self, key: CustomerKey, t: AsOf) -> Option<&GroupId> {
        self.ledger.sparse(key)?.group_at(t)
    }

    /// The card of a customer; `None` when nothing was ever written on it.
    pub fn card(&self, key: CustomerKey) -> Option<&Card> {
        self.cards.get(&key)
    }

    /// The number of registered customers.
    pub fn len(&self) -> u32 {
        self.ledger.len()
    }

    /// Returns `true` when no customer is registered.
    pub const fn is_empty(&self) -> bool {
        self.ledger.is_empty()
    }

    /// The currency of the book.
    pub const fn currency(&self) -> Currency {
        self.ledger.currency()
    }

    /// The first day of each feed.
    pub const fn feeds(&self) -> Feeds {
        self.ledger.feeds()
    }

    /// The statements of the feeds: up to which day each is complete, and gaps inside it.
    pub const fn feed_statements(&self) -> &FeedStatements {
        &self.feeds
    }

    /// The statements of the feeds, to add to them.
    pub const fn feed_statements_mut(&mut self) -> &mut FeedStatements {
        &mut self.feeds
    }

    /// The account of a customer, as judgements see it.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn view(&self, key: CustomerKey) -> Result<AccountView<'_>, BookError> {
        self.ledger.view(key).ok_or_else(|| BookError::UnknownKey { position: key.position() })
    }

    /// The account of a customer as it was known at `t`.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn account_at(&self, key: CustomerKey, t: AsOf) -> Result<AccountAsOf<'_>, BookError> {
        let account = self.ledger.account_at(key, t);
        account.ok_or_else(|| BookError::UnknownKey { position: key.position() })
    }

    /// The customer in which another goes on as of `t`: itself where it is not merged.
    pub fn survivor_at(&self, key: CustomerKey, t: AsOf) -> CustomerKey {
        self.ledger.survivor_at(key, t)
    }

    /// The marks of all that was erased, in the order of erasing.
    pub fn erasures(&self) -> &[Erasure] {
        self.ledger.erasures()
    }

    /// All customers in the order of their registration.
    pub fn keys(&self) -> impl Iterator<Item = CustomerKey> + use<> {
        (0..self.len()).map(CustomerKey::from_position)
    }

    /// Loads whole kinds of facts from the buffers of a data frame, all of them or none, see
    /// [`Ledger::load`].
    ///
    /// # Errors
    ///
    /// When a row is refused, which the error names, or a total of a customer, whom it names.
    pub fn load(&mut self, columns: FactColumns<'_>) -> Result<(), BookError> {
        let outcome = self.ledger.load(columns);
        outcome.map_err(|error| self.named(error))
    }

    #[cold]
    pub(super) fn refused(&self, key: CustomerKey, refusal: impl Into<ReviseError>) -> BookError {
        BookError::revision(self.name(key), refusal.into(), |other| self.name(other))
    }

    /// The ledger: the facts of all customers by key, read-only. [`Ledger::merges`] lists the
    /// merges.
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The error with the name of the customer that it is about.
    fn named(&self, error: LoadError) -> BookError {
        let name = error.position().map_or("", |position| self.names.name(position));
        let whose = if name.is_empty() { String::new() } else { format!(" ({name})") };
        BookError::Columns { error, whose }
    }
}
