use std::sync::Arc;

use super::columns::{
    Columns, CustomerOneOff, EndedCustomer, OutcomeColumns, PendingColumns, RhythmColumn,
};
use super::{Assessor, ReviewError};
use crate::account::AccountAsOf;
use crate::book::Book;
use crate::calendar::AsOf;
use crate::context::Context;
use crate::engine::parallel;
use crate::id::{CustomerId, CustomerKey};
use crate::lapse::{OneOff, Prior, PurchaseStatus, Rhythm};
use crate::money::{Amount, Total};
use crate::policy::Policy;
use crate::segment::{Class, Cuts, Pareto, Quadrant, QuadrantPolicy};
use crate::warning::{DebtReading, Outcome, Reading, Rule, Verdict};

/// A whole book judged as of a day, in columns: row `i` of every column is about customer `i` of
/// [`customers`](Self::customers).
///
/// Evidence is made only when asked for: [`explain`](Self::explain) calls the same functions again.
///
/// Written with `as_of`, `currency`, `abc` (the cuts and, of each class, the customers and the
/// amount), `pareto`, `summary`, and the explanations of all `customers` in the order of their
/// names, one after the other.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::policy::Policy;
/// use guanxi::receivable::Invoice;
/// use guanxi::warning::{Level, Outcome, Rule};
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// book.record(li, Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
/// let policy = Policy::default();
/// let review = book.review("2026-02-15".parse()?, &policy)?;
/// assert_eq!(review.outcomes(Rule::Debt), [Outcome::Breach(Level::Warning)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "周一例会")]
#[derive(Debug, Clone)]
pub struct Review<'b> {
    book: &'b Book,
    assessor: Assessor<'b>,
    judged: Arc<Judged>,
}

/// The judgements of a review, which borrow nothing.
#[derive(Debug)]
struct Judged {
    /// That of the assessor's context.
    prior: Prior,
    columns: Columns,
    /// The outcomes as a register takes them; `None` when they are those of the columns.
    for_register: Option<OutcomeColumns>,
    quadrants: Vec<Option<Quadrant>>,
    cuts: Cuts,
    /// The least purchases of a large customer; `None` when none is.
    large: Option<Amount>,
}

impl<'b> Review<'b> {
    pub(super) fn new(book: &'b Book, t: AsOf, policy: &'b Policy) -> Result<Self, ReviewError> {
        Self::judge(book, t, policy, RhythmColumn::Dropped)
    }

    /// The review of a day with the rhythms by which silences were judged.
    pub(crate) fn with_rhythms(
        book: &'b Book,
        t: AsOf,
        policy: &'b Policy,
    ) -> Result<Self, ReviewError> {
        Self::judge(book, t, policy, RhythmColumn::Kept)
    }

    fn judge(
        book: &'b Book,
        t: AsOf,
        policy: &'b Policy,
        rhythms: RhythmColumn,
    ) -> Result<Self, ReviewError> {
        // Every customer is read once. Silences wait for the prior that all customers make
        // together.
        let assessor = Assessor::new(policy, book.context_before_prior(t, policy));
        let judge = |part| PendingColumns::judge(book, &assessor, part);
        let pending = parallel::map_ranges(book.len(), judge);
        let pending = pending.into_iter().collect::<Result<Vec<_>, _>>()?;
        let prior = PendingColumns::moments(&pending).to_prior(&policy.loss.lapse);
        let assessor = assessor.with_book(prior, PendingColumns::median_purchases(&pending));
        let parts = parallel::map(pending, |part| part.finish(book, &assessor, rhythms));
        let mut parts = parts.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter();
        let mut columns = parts.next().unwrap_or_default();
        parts.for_each(|part| columns.append(part));
        let currency = book.currency();
        let cuts = policy.abc.cuts(columns.class_amounts(), currency);
        let large = policy.quadrant.cut(&cuts, columns.class_amounts(), currency);
        let rows = columns.class_amounts().iter().zip(&columns.loyal);
        let quadrants = rows
            .map(|(amount, is_loyal)| {
                Some(Quadrant::from_volume(QuadrantPolicy::volume(*amount, large), (*is_loyal)?))
            })
            .collect();
        let for_register = OutcomeColumns::for_register(&columns, &policy.loss);
        let judged = Judged { prior, columns, for_register, quadrants, cuts, large };
        Ok(Self { book, assessor, judged: Arc::new(judged) })
    }

    /// The book that was reviewed.
    pub const fn book(&self) -> &'b Book {
        self.book
    }

    /// The day of the review.
    pub const fn as_of(&self) -> AsOf {
        self.assessor.as_of()
    }

    /// The context in which every customer was judged, with the figures of the book.
    pub const fn context(&self) -> &Context {
        self.assessor.context()
    }

    /// The policy that was applied.
    pub const fn policy(&self) -> &'b Policy {
        self.assessor.policy()
    }

    /// The prior of the book that the loss rule went by.
    pub fn prior(&self) -> &Prior {
        &self.judged.prior
    }

    /// The rhythms of the customers, in their order; none where they were not kept.
    pub(crate) fn rhythms(&self) -> &[Option<Rhythm>] {
        &self.judged.columns.rhythms
    }

    /// The number of customers in the review: those that have started.
    pub fn len(&self) -> usize {
        self.judged.columns.customers.len()
    }

    /// Returns `true` when no customer is in the review.
    pub fn is_empty(&self) -> bool {
        self.judged.columns.customers.is_empty()
    }

    /// The customers of the review, in the order of their registration.
    pub fn customers(&self) -> &[CustomerKey] {
        &self.judged.columns.customers
    }

    /// The customers in the order of their names.
    pub fn customers_by_name(&self) -> Vec<CustomerKey> {
        let mut keys = self.judged.columns.customers.clone();
        keys.sort_unstable_by(|a, b| self.book.name(*a).cmp(self.book.name(*b)));
        keys
    }

    /// The customers with which the relationship has ended, in the order of their registration.
    #[doc(alias = "停业客户")]
    pub fn ended(&self) -> &[EndedCustomer] {
        &self.judged.columns.ended
    }

    /// The verdict of the debt rule about an ended customer; `None` for any other.
    pub fn explain_ended(&self, key: CustomerKey) -> Option<Verdict> {
        Some(self.ended_debt(key)?.verdict())
    }

    /// The debt of an ended customer with the figures that the rule went by; `None` for any other.
    pub fn ended_debt(&self, key: CustomerKey) -> Option<DebtReading> {
        self.ended().binary_search_by_key(&key, |it| it.customer).ok()?;
        Some(self.assessor.debt(self.account(key)?.view()))
    }

    /// Net purchases of the year by customer.
    pub fn purchases(&self) -> &[Amount] {
        &self.judged.columns.purchases
    }

    /// The amounts by which customers are classed and large: their [purchases](Self::purchases), by
    /// policy without one-offs.
    pub fn class_amounts(&self) -> &[Amount] {
        self.judged.columns.class_amounts()
    }

    /// The customers with a one-off in the year, in the order of their registration.
    #[doc(alias = "一次性大单")]
    pub fn one_offs(&self) -> &[CustomerOneOff] {
        &self.judged.columns.one_offs
    }

    /// The one-off of a customer, if it has one.
    pub fn one_off(&self, key: CustomerKey) -> Option<OneOff> {
        let place = self.one_offs().binary_search_by_key(&key, |it| it.customer).ok()?;
        Some(self.one_offs().get(place)?.one_off)
    }

    /// The loyalty of each customer; `None` where loyalty is not applicable.
    pub fn loyal(&self) -> &[Option<bool>] {
        &self.judged.columns.loyal
    }

    /// Quadrants by customer; absent where loyalty is not applicable.
    pub fn quadrants(&self) -> &[Option<Quadrant>] {
        &self.judged.quadrants
    }

    /// Value at risk by customer: zero for one that never bought or is lost already. A one-off is
    /// left out.
    pub fn values_at_risk(&self) -> &[Total] {
        &self.judged.columns.at_risk
    }

    /// The status of purchases by customer: lost, bought once, active or never bought. One that is
    /// lost by its order days, and is not judged for lack of data, is not said to be lost.
    pub fn statuses(&self) -> &[PurchaseStatus] {
        &self.judged.columns.statuses
    }

    /// The outcomes of a rule by customer.
    pub fn outcomes(&self, rule: Rule) -> &[Outcome] {
        self.judged.columns.outcomes.get(rule)
    }

    /// The status of a customer; `None` when it is not in the review.
    pub fn status(&self, key: CustomerKey) -> Option<PurchaseStatus> {
        let row = self.customers().binary_search(&key).ok()?;
        self.statuses().get(row).copied()
    }

    /// The outcome of a rule for a customer; `None` when it is not in the review. Its sentence and
    /// figures are in the [verdict](Self::verdict).
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, trade::Sale};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// # let sold = "2025-03-02".parse()?;
    /// # book.record(li, Sale::new("S1".parse()?, sold, "CNY 5".parse()?))?;
    /// # let policy = Policy::default();
    /// use guanxi::{lapse::PurchaseStatus, warning::{Outcome, Rule}};
    ///
    /// let review = book.review("2026-03-09".parse()?, &policy)?;
    /// assert_eq!(review.status(li), Some(PurchaseStatus::Lost));
    /// assert_eq!(review.outcome(li, Rule::Loss), Some(Outcome::NotApplicable));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn outcome(&self, key: CustomerKey, rule: Rule) -> Option<Outcome> {
        let row = self.customers().binary_search(&key).ok()?;
        self.outcomes(rule).get(row).copied()
    }

    /// The cuts between the classes, by which every amount has a class.
    pub fn cuts(&self) -> &Cuts {
        &self.judged.cuts
    }

    /// Classes by customer.
    pub fn classes(&self) -> impl Iterator<Item = Class> + '_ {
        self.class_amounts().iter().map(|amount| self.judged.cuts.class(*amount))
    }

    /// The class of a customer; `None` when it is not in the review.
    pub fn class(&self, key: CustomerKey) -> Option<Class> {
        let row = self.customers().binary_search(&key).ok()?;
        Some(self.cuts().class(*self.class_amounts().get(row)?))
    }

    /// The net purchases of the year of a customer; `None` when it is not in the review.
    pub(super) fn purchases_of(&self, key: CustomerKey) -> Option<Amount> {
        let row = self.customers().binary_search(&key).ok()?;
        self.purchases().get(row).copied()
    }

    /// The concentration of purchases, one-offs among them.
    pub fn pareto(&self) -> Pareto {
        Pareto::from_purchases(self.purchases())
    }

    /// The account of a customer as of the day of the review.
    pub(super) fn account(&self, key: CustomerKey) -> Option<AccountAsOf<'b>> {
        self.book.account_at(key, self.as_of()).ok()
    }

    /// The name of a customer; one without a name goes by its position, as in other lists.
    pub(super) fn customer_id(&self, key: CustomerKey) -> Option<CustomerId> {
        let position = key.position().to_string();
        CustomerId::try_new(self.book.name(key)).or_else(|_| CustomerId::try_new(&position)).ok()
    }

    /// The quadrant of a customer with these figures; absent where loyalty is not applicable.
    pub(super) fn quadrant(&self, amount: Amount, is_loyal: Option<bool>) -> Option<Quadrant> {
        let volume = QuadrantPolicy::volume(amount, self.judged.large);
        Some(Quadrant::from_volume(volume, is_loyal?))
    }

    pub(super) fn for_register(&self) -> Option<&OutcomeColumns> {
        self.judged.for_register.as_ref()
    }

    pub(crate) const fn assessor(&self) -> &Assessor<'b> {
        &self.assessor
    }
}

/// A review that owns its book and its policy, for state that threads, tasks or requests share.
///
/// Judged once; [`review`](Self::review) then gives a [`Review`] with all its answers at the cost
/// of a few pointers. A clone shares the judgements, the book and the policy.
///
/// ```
/// use std::sync::Arc;
/// use std::thread;
///
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::policy::Policy;
/// use guanxi::review::OwnedReview;
/// use guanxi::warning::{Outcome, Rule};
///
/// let mut book = Book::new("CNY".parse()?);
/// book.register(Customer::new("Li".parse()?))?;
/// let (book, policy) = (Arc::new(book), Arc::new(Policy::default()));
/// let owned = OwnedReview::try_new(book, "2026-03-31".parse()?, policy)?;
/// let asked = thread::spawn(move || owned.review().outcomes(Rule::Loss).to_vec());
/// assert_eq!(asked.join().map_err(|_| "a thread failed")?, [Outcome::NoData]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct OwnedReview {
    book: Arc<Book>,
    policy: Arc<Policy>,
    context: Context,
    judged: Arc<Judged>,
}

impl OwnedReview {
    /// Judges all customers that have started by `t`, as [`Book::review`] does.
    ///
    /// # Errors
    ///
    /// When the net purchases of a customer do not fit an amount: the error names it.
    pub fn try_new(book: Arc<Book>, t: AsOf, policy: Arc<Policy>) -> Result<Self, ReviewError> {
        let Review { assessor, judged, .. } = Review::new(&book, t, &policy)?;
        let context = assessor.context().clone();
        Ok(Self { book, policy, context, judged })
    }

    /// The review, which borrows from this one.
    pub fn review(&self) -> Review<'_> {
        let assessor = Assessor::new(&self.policy, self.context.clone());
        Review { book: &self.book, assessor, judged: Arc::clone(&self.judged) }
    }
}
