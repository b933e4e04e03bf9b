use std::collections::BTreeMap;

use super::{BookError, Review, ReviewError};
use crate::account::{AccountView, Fact, Feeds, Ledger, LoadError, RecordError};
use crate::calendar::AsOf;
use crate::customer::{Card, Customer};
use crate::engine::Interner;
use crate::id::{CustomerId, CustomerKey, GroupId};
use crate::lapse::{LapsePolicy, Moments, Prior, Rhythm};
use crate::money::Currency;
use crate::policy::Policy;
use crate::receivable::{CreditLimit, LimitValidity};

/// What only some customers have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Extra {
    group: Option<GroupId>,
    card: Card,
}

/// The customers of a company with everything recorded about them, in one currency.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::policy::Policy;
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li & Sons".parse()?))?;
/// book.record(li, Sale::new("S-1".parse()?, "2026-03-01".parse()?, "CNY 120.00".parse()?))?;
///
/// let policy = Policy::default();
/// let review = book.review("2026-03-31".parse()?, &policy)?;
/// let explanation = review.explain(li).ok_or("not in the review")?;
/// assert_eq!(explanation.class.to_string(), "A");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "客户台账")]
#[derive(Debug, Clone)]
pub struct Book {
    names: Interner,
    ledger: Ledger,
    extras: BTreeMap<CustomerKey, Extra>,
}

impl Book {
    /// A book without customers.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// assert!(Book::new("CNY".parse()?).is_empty());
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn new(currency: Currency) -> Self {
        let ledger = Ledger::new(currency);
        Self { names: Interner::default(), ledger, extras: BTreeMap::new() }
    }

    /// Registers a customer, existing or potential, and gives its key.
    ///
    /// # Errors
    ///
    /// When the customer is registered already, or there is no room.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer};
    /// # let mut book = Book::new("CNY".parse()?);
    /// let li = Customer::new("Li".parse()?).with_since("2020-05-01".parse()?);
    /// book.register(li.clone())?;
    /// assert_eq!(book.register(li).unwrap_err().to_string(), "customer Li is registered already");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
        debug_assert_eq!(stated, Ok(()), "the account was opened above");
        let extra = Extra { group, card };
        if extra != Extra::default() {
            self.extras.insert(key, extra);
        }
        Ok(key)
    }

    /// Opens accounts for so many customers without names, as a data frame that numbers its
    /// customers has them, and gives the position of the first. [`name`](Self::name) is empty for
    /// them.
    ///
    /// # Errors
    ///
    /// When there is no room for all of them; then none is opened.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// let mut book = Book::new("CNY".parse()?);
    /// assert_eq!(book.open_unnamed(1000)?, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_unnamed(&mut self, more: u32) -> Result<u32, BookError> {
        let first = self.ledger.open_many(more).ok_or(BookError::NoRoom { more })?;
        self.names.add_blank(more);
        Ok(first)
    }

    /// Agrees how much a customer may owe; replaces what was agreed before.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, receivable::CreditLimit};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// book.agree_limit(li, CreditLimit::try_from_money("CNY 5000".parse()?)?)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn agree_limit(&mut self, key: CustomerKey, limit: CreditLimit) -> Result<(), BookError> {
        let outcome = self.ledger.agree_limit(key, limit);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// States until when the agreed limit of a customer holds and when it is reviewed; replaces what
    /// was stated before.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, receivable::LimitValidity};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// book.state_limit_validity(li, LimitValidity { valid_to: Some("2026-12-31".parse()?), review_on: None })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_limit_validity(
        &mut self,
        key: CustomerKey,
        terms: LimitValidity,
    ) -> Result<(), BookError> {
        let outcome = self.ledger.state_limit_validity(key, terms);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// Records a fact about a customer.
    ///
    /// # Errors
    ///
    /// When the fact is refused, see [`RecordError`]; then nothing has changed.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, receivable::Payment};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// let nothing = Payment::new("P-1".parse()?, "2026-03-20".parse()?, "CNY 0".parse()?);
    /// let error = book.record(li, nothing).unwrap_err();
    /// assert_eq!(error.to_string(), "customer Li: amount of payment P-1 must be positive, was CNY 0.00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record(&mut self, key: CustomerKey, fact: impl Into<Fact>) -> Result<(), BookError> {
        self.take(key, &fact.into())
    }

    /// Records a fact that somebody else keeps.
    pub(super) fn take(&mut self, key: CustomerKey, fact: &Fact) -> Result<(), BookError> {
        let outcome = self.ledger.record(key, fact);
        outcome.map_err(|refusal| self.refused(key, refusal))
    }

    /// Records facts of which no two are about the same customer, and gives the feeds after each that is taken.
    pub(super) fn take_apart(
        &mut self,
        facts: &[(CustomerKey, Fact)],
    ) -> Vec<Result<Feeds, Box<BookError>>> {
        let recorded = facts.iter().zip(self.ledger.record_in_parallel(facts));
        let taken = recorded
            .map(|((key, _), it)| it.map_err(|refusal| self.refused(*key, *refusal).into()));
        taken.collect()
    }

    /// The key of a customer; `None` when it is not registered.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// assert_eq!(Book::new("CNY".parse()?).key(&"Li".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn key(&self, customer: &CustomerId) -> Option<CustomerKey> {
        self.names.find(customer.as_str()).map(CustomerKey::from_position)
    }

    /// The key of a customer.
    ///
    /// # Errors
    ///
    /// When it is not registered.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// let error = Book::new("CNY".parse()?).require(&"Li".parse()?).unwrap_err();
    /// assert_eq!(error.to_string(), "there is no customer Li");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn require(&self, customer: &CustomerId) -> Result<CustomerKey, BookError> {
        self.key(customer).ok_or_else(|| BookError::Unknown { customer: customer.clone() })
    }

    /// The name of a customer; empty when there is no such customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer};
    /// # let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// assert_eq!(book.name(li), "Li");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn name(&self, key: CustomerKey) -> &str {
        self.names.name(key.position())
    }

    /// The group a customer belongs to.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer};
    /// # let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?).with_group("Lis".parse()?))?;
    /// assert_eq!(book.group(li).map(|group| group.as_str()), Some("Lis"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn group(&self, key: CustomerKey) -> Option<&GroupId> {
        self.extras.get(&key).and_then(|extra| extra.group.as_ref())
    }

    /// The card of a customer; `None` when nothing was ever written on it.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer};
    /// # let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// assert!(book.card(li).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn card(&self, key: CustomerKey) -> Option<&Card> {
        self.extras.get(&key).map(|extra| &extra.card)
    }

    /// How many customers are registered.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// assert_eq!(Book::new("CNY".parse()?).len(), 0);
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn len(&self) -> u32 {
        self.ledger.len()
    }

    /// Whether no customer is registered.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// assert!(Book::new("CNY".parse()?).is_empty());
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn is_empty(&self) -> bool {
        self.ledger.is_empty()
    }

    /// The currency of the book.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// assert_eq!(Book::new("CNY".parse()?).currency().code(), "CNY");
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn currency(&self) -> Currency {
        self.ledger.currency()
    }

    /// The first day of each feed.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// assert_eq!(Book::new("CNY".parse()?).feeds().expenses_from, None);
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub const fn feeds(&self) -> Feeds {
        self.ledger.feeds()
    }

    /// What judgements see of a customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer};
    /// # let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// assert!(book.view(li).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn view(&self, key: CustomerKey) -> Option<AccountView<'_>> {
        self.ledger.view(key)
    }

    /// All customers in the order of their registration.
    ///
    /// ```
    /// # use guanxi::book::Book;
    /// assert_eq!(Book::new("CNY".parse()?).keys().count(), 0);
    /// # Ok::<(), guanxi::money::CurrencyError>(())
    /// ```
    pub fn keys(&self) -> impl Iterator<Item = CustomerKey> + use<> {
        (0..self.len()).map(CustomerKey::from_position)
    }

    /// What the book says of its customers' rates as of `t`.
    ///
    /// ```
    /// # use guanxi::{book::Book, lapse::Moments};
    /// let moments = Book::new("CNY".parse()?).moments("2026-03-31".parse()?);
    /// assert_eq!(moments, Moments::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn moments(&self, t: AsOf) -> Moments {
        let add = |moments: &mut Moments, view: AccountView<'_>| {
            if let Some(rhythm) = Rhythm::from_sales(view.sales(), t) {
                moments.add(rhythm);
            }
        };
        self.summed(add, Moments::merge)
    }

    /// The prior of the book as of `t`: what a sparse history is shrunk to.
    ///
    /// ```
    /// # use guanxi::{book::Book, lapse::{LapsePolicy, Prior}};
    /// let policy = LapsePolicy::default();
    /// let prior = Book::new("CNY".parse()?).prior("2026-03-31".parse()?, &policy);
    /// assert_eq!(prior, Prior::fallback(&policy), "too small a book");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn prior(&self, t: AsOf, policy: &LapsePolicy) -> Prior {
        self.moments(t).to_prior(policy)
    }

    /// Judges all customers that have started by `t`.
    ///
    /// # Errors
    ///
    /// When the net purchases of a customer do not fit an amount: the error names it.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(book.review("2026-03-31".parse()?, &policy)?.len(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "周一例会")]
    pub fn review<'b>(&'b self, t: AsOf, policy: &'b Policy) -> Result<Review<'b>, ReviewError> {
        Review::of(self, t, policy)
    }

    fn refused(&self, key: CustomerKey, refusal: RecordError) -> BookError {
        if let RecordError::UnknownCustomer { position } = refusal {
            return BookError::UnknownKey { position };
        }
        BookError::Refused { customer: self.name(key).to_owned(), refusal }
    }

    pub(super) const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    pub(super) const fn ledger_mut(&mut self) -> &mut Ledger {
        &mut self.ledger
    }

    /// The same error, with the name of the customer that it is about.
    pub(super) fn named(&self, error: LoadError) -> BookError {
        let whose = error.position().map(|position| self.names.name(position));
        let whose = whose.filter(|name| !name.is_empty());
        let whose = whose.map_or_else(String::new, |name| format!(" ({name})"));
        BookError::Columns { error, whose }
    }
}
