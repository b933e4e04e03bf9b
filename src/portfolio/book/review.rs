use super::judged::{Drafts, Judged};
use super::{Book, Call, Explanation, Summary};
use crate::calendar::AsOf;
use crate::engine::parallel;
use crate::id::{CustomerId, CustomerKey};
use crate::lapse::Prior;
use crate::money::{Amount, Total};
use crate::policy::{Assessor, Policy};
use crate::segment::{Class, Cuts, Pareto, Quadrant, QuadrantPolicy};
use crate::warning::{Outcome, Rule};

/// Why a book cannot be reviewed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewError {
    /// The net purchases of a customer do not fit an amount.
    #[error("customer {customer}: net purchases of {minor} minor units do not fit an amount")]
    Overflow {
        /// Whose.
        customer: String,
        /// How many minor units.
        minor: i128,
    },
}

/// A whole book judged as of a day, in columns: row `i` of every column speaks of customer `i` of
/// [`customers`](Self::customers).
///
/// Evidence is made only when asked for: [`explain`](Self::explain) calls the same functions again.
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
/// book.record(li, Invoice::new("I1".parse()?, "2026-01-01".parse()?, "2026-01-31".parse()?, "CNY 5".parse()?))?;
/// let policy = Policy::default();
/// let review = book.review("2026-02-15".parse()?, &policy)?;
/// assert_eq!(review.outcomes(Rule::Debt), [Outcome::Breach(Level::Warning)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Review<'b> {
    book: &'b Book,
    assessor: Assessor<'b>,
    judged: Judged,
    quadrants: Vec<Option<Quadrant>>,
    cuts: Cuts,
}

impl<'b> Review<'b> {
    pub(super) fn of(book: &'b Book, t: AsOf, policy: &'b Policy) -> Result<Self, ReviewError> {
        // Every customer is read once. What its silence means waits for what all of them say together.
        let lapse = &policy.loss.lapse;
        let assessor = book.assessor_with(t, policy, Prior::fallback(lapse));
        let drafts = parallel::map_ranges(book.len(), |part| Drafts::of(book, &assessor, part));
        let drafts = drafts.into_iter().collect::<Result<Vec<_>, _>>()?;
        let assessor = assessor.with_prior(Drafts::moments(&drafts).to_prior(lapse));
        let mut parts = parallel::map(drafts, |part| part.finish(book, &assessor)).into_iter();
        let mut judged = parts.next().unwrap_or_default();
        parts.for_each(|part| judged.append(part));
        let currency = book.currency();
        let cuts = policy.abc.cuts(&judged.purchases, currency);
        let large = policy.quadrant.cut(&cuts, &judged.purchases, currency);
        let pairs = judged.purchases.iter().zip(&judged.loyal);
        let quadrants = pairs.map(|(amount, is_loyal)| {
            Some(Quadrant::from_volume(QuadrantPolicy::volume(*amount, large), (*is_loyal)?))
        });
        let quadrants = quadrants.collect();
        Ok(Self { book, assessor, judged, quadrants, cuts })
    }

    /// The book that was reviewed.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.book().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn book(&self) -> &'b Book {
        self.book
    }

    /// The day of the review.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// let t = "2026-03-31".parse()?;
    /// assert_eq!(book.review(t, &policy)?.as_of(), t);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn as_of(&self) -> AsOf {
        self.assessor.as_of()
    }

    /// The policy that was applied.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(*book.review("2026-03-31".parse()?, &policy)?.policy(), policy);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn policy(&self) -> &'b Policy {
        self.assessor.policy()
    }

    /// The prior of the book that the loss rule went by.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// let t = "2026-03-31".parse()?;
    /// assert_eq!(book.review(t, &policy)?.prior(), &book.prior(t, &policy.loss.lapse));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn prior(&self) -> &Prior {
        self.assessor.prior()
    }

    /// How many customers are in the review: those that have started.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(book.review("2026-03-31".parse()?, &policy)?.len(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn len(&self) -> usize {
        self.judged.customers.len()
    }

    /// Whether no customer is in the review.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn is_empty(&self) -> bool {
        self.judged.customers.is_empty()
    }

    /// The customers of the review, in the order of their registration.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.customers().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn customers(&self) -> &[CustomerKey] {
        &self.judged.customers
    }

    /// The same customers in the order of their names.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy};
    /// # let (mut book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// let (b, a) = (book.register(Customer::new("B".parse()?))?, book.register(Customer::new("A".parse()?))?);
    /// assert_eq!(book.review("2026-03-31".parse()?, &policy)?.customers_by_name(), [a, b]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn customers_by_name(&self) -> Vec<CustomerKey> {
        let mut keys = self.judged.customers.clone();
        keys.sort_unstable_by(|a, b| self.book.name(*a).cmp(self.book.name(*b)));
        keys
    }

    /// Net purchases of the year by customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.purchases().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn purchases(&self) -> &[Amount] {
        &self.judged.purchases
    }

    /// Whether each customer is loyal; `None` where loyalty is not applicable.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.loyal().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn loyal(&self) -> &[Option<bool>] {
        &self.judged.loyal
    }

    /// Quadrants by customer; absent where loyalty is not applicable.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.quadrants().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn quadrants(&self) -> &[Option<Quadrant>] {
        &self.quadrants
    }

    /// Value at risk by customer: nothing for one that never bought.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.values_at_risk().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn values_at_risk(&self) -> &[Total] {
        &self.judged.at_risk
    }

    /// What a rule says by customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy, warning::Rule};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.outcomes(Rule::Loss).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn outcomes(&self, rule: Rule) -> &[Outcome] {
        self.judged.outcomes.of(rule)
    }

    /// Where the classes are cut: with them the class of every amount is told.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy, segment::Cuts};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(*book.review("2026-03-31".parse()?, &policy)?.cuts(), Cuts::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn cuts(&self) -> &Cuts {
        &self.cuts
    }

    /// Classes by customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(book.review("2026-03-31".parse()?, &policy)?.classes().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn classes(&self) -> impl Iterator<Item = Class> + '_ {
        self.judged.purchases.iter().map(|amount| self.cuts.class(*amount))
    }

    /// How concentrated purchases are.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(book.review("2026-03-31".parse()?, &policy)?.pareto().customers, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pareto(&self) -> Pareto {
        Pareto::from_purchases(self.purchases())
    }

    /// Totals of the review.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert_eq!(book.review("2026-03-31".parse()?, &policy)?.summary().customers, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }

    /// Whom to call first: the customers with the largest value at risk, ties in the order of
    /// names, at most so many.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.call_list(10).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "拜访名单")]
    pub fn call_list(&self, at_most: usize) -> Vec<Call> {
        Call::list(self, at_most)
    }

    /// Everything that is judged of one customer, with its evidence; `None` when it is not in the
    /// review.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, segment::Class};
    /// # let (mut book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// let review = book.review("2026-03-31".parse()?, &policy)?;
    /// assert_eq!(review.explain(li).map(|it| it.class), Some(Class::C));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, key: CustomerKey) -> Option<Explanation<'b>> {
        let row = self.judged.customers.binary_search(&key).ok()?;
        Explanation::of(self, row, key)
    }

    /// The same by name.
    ///
    /// ```
    /// # use guanxi::{book::Book, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// let review = book.review("2026-03-31".parse()?, &policy)?;
    /// assert!(review.explain_by_name(&"Li".parse()?).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain_by_name(&self, customer: &CustomerId) -> Option<Explanation<'b>> {
        self.explain(self.book.key(customer)?)
    }

    pub(super) const fn assessor(&self) -> &Assessor<'b> {
        &self.assessor
    }
}
