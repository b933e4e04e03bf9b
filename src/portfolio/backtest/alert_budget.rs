use super::silences::Silences;
use super::{Capacity, StatedPrecision};
use crate::id::CustomerKey;
use crate::lapse::CallThreshold;
use crate::measure::{Probability, proven};
use crate::review::Review;

/// The active customers to call when few can be called, and the share of them that will really
/// order nothing, as past days of the same book bear it out.
///
/// Applied every week to the customers that nobody is handling yet, it calls the same number every
/// week: the threshold moves with the book, the load does not.
///
/// # Rule
///
/// > S21.4: the active (neither lost, bought once nor ended), ranked by the probability of no order
/// > within `H`; customers of equal probability are called together or not at all. The precision
/// > it states is that of its like at past as-of days of the book whose `H` days are over and which
/// > have 365 days of facts before them; without such a day it states none, and says so.
///
/// An active customer of which the loss rule says nothing on the day is not called: one that is out
/// of season, and one without data. Who may be called is ranked whether or not it has a level, so a
/// list as long as the book reaches down to customers that buy as ever; their
/// [probability](BudgetCall::no_order) says so.
///
/// The probabilities of the model are no such statement: they order customers well, and the highest
/// of many are too high.
///
/// `H` is `loss.lapse.horizon_days` of the policy. See [`StatedPrecision`] for the days and the
/// length of the lists.
///
/// ```
/// use guanxi::backtest::AlertBudget;
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::policy::Policy;
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// let wu = book.register(Customer::new("Wu".parse()?))?;
/// let orders = [(li, "2026-01-05"), (li, "2026-01-12"), (wu, "2026-01-06"), (wu, "2026-04-20")];
/// for (customer, day) in orders {
///     book.record(customer, Sale::new(day.parse()?, day.parse()?, "CNY 100".parse()?))?;
/// }
/// let policy = Policy::default();
/// let review = book.review("2026-04-30".parse()?, &policy)?;
/// let budget = AlertBudget::from_review(&review, 1);
/// assert_eq!(budget.calls.iter().map(|it| it.customer).collect::<Vec<_>>(), [li]);
/// assert_eq!(
///     budget.precision.to_string(),
///     "the history is too short: the first past day to learn from is known on 2027-04-05"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警名额")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertBudget {
    /// The customers to call, the highest probability of no order first, ties in the order of
    /// names.
    pub calls: Vec<BudgetCall>,
    /// The active customers of which the loss rule speaks, from whom the calls are taken; by a
    /// capacity only those whose call is worth its cost.
    pub active: usize,
    /// The threshold of the list.
    pub threshold: CallThreshold,
    /// The share of those called that will order nothing, as past days bear it out.
    pub precision: StatedPrecision,
}

/// A customer to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetCall {
    /// The customer.
    pub customer: CustomerKey,
    /// The probability that it orders nothing within the horizon, by the model.
    pub no_order: Probability,
}

impl AlertBudget {
    /// The active customers of a review to call when at most `at_most` can be called, and what past
    /// days of the book bear out of such a list.
    pub fn from_review(review: &Review<'_>, at_most: usize) -> Self {
        Self::among(review, None, at_most)
    }

    /// The active customers of a review to call in a week by a capacity. Only those are ranked of
    /// whose [value at risk](crate::lapse::LapseSignal::value_at_risk) the saved share exceeds the
    /// cost of a call; past lists are made in the same way.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, trade::Sale};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// # let wu = book.register(Customer::new("Wu".parse()?))?;
    /// # for (key, money) in [(li, "CNY 10"), (wu, "CNY 1000")] {
    /// #     for day in ["2026-01-05", "2026-01-12", "2026-01-19"] {
    /// #         let number = format!("{}-{day}", key.position()).parse()?;
    /// #         book.record(key, Sale::new(number, day.parse()?, money.parse()?))?;
    /// #     }
    /// # }
    /// use guanxi::backtest::{AlertBudget, Capacity};
    /// use guanxi::measure::Ratio;
    /// use guanxi::money::Amount;
    ///
    /// // `book`: Li buys for 30 a year, Wu for 3000, at the same pace.
    /// let capacity = Capacity {
    ///     calls_per_week: 5,
    ///     cost_per_call: Amount::from_minor(20_00),
    ///     saved: Ratio::from_percent(20),
    /// };
    /// let policy = Policy::default();
    /// let review = book.review("2026-02-28".parse()?, &policy)?;
    /// let budget = AlertBudget::from_capacity(&review, capacity);
    /// assert_eq!(budget.calls.iter().map(|it| it.customer).collect::<Vec<_>>(), [wu]);
    /// assert_eq!(AlertBudget::from_review(&review, 5).calls.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_capacity(review: &Review<'_>, capacity: Capacity) -> Self {
        let at_most = usize::try_from(capacity.calls_per_week);
        let at_most = proven!(at_most.ok(), else usize::MAX, "machines of 32 bits or more");
        Self::among(review, Some(capacity), at_most)
    }

    fn among(review: &Review<'_>, capacity: Option<Capacity>, at_most: usize) -> Self {
        let book = review.book();
        let silences = Silences::new(book, review.assessor(), capacity);
        let threshold = CallThreshold::from_probabilities(silences.probabilities(), at_most);
        let called = silences.active.iter().filter(|it| threshold.calls(it.no_order));
        let mut calls: Vec<BudgetCall> =
            called.map(|it| BudgetCall { customer: it.customer, no_order: it.no_order }).collect();
        calls.sort_unstable_by(|a, b| {
            let by_name = || book.name(a.customer).cmp(book.name(b.customer));
            let ranked = b.no_order.cmp(&a.no_order).then_with(by_name);
            ranked.then_with(|| a.customer.cmp(&b.customer))
        });
        let precision = StatedPrecision::new(review, (&silences, capacity), calls.len());
        Self { calls, active: silences.active.len(), threshold, precision }
    }
}
