use std::num::NonZeroU16;

use super::customer_context::{is_reviewed, told_to_register};
use super::next_evaluation::NextEvaluation;
use super::register_day::RegisterDay;
use crate::book::{Book, BookError};
use crate::calendar::AsOf;
use crate::casework::CustomerContext;
use crate::feed::{Feed, KnownFeeds};
use crate::id::CustomerKey;
use crate::review::Assessor;
use crate::segment::Cuts;
use crate::warning::{ByRule, Outcome};

/// The days after the day of a register, on which time alone changes what the rules say: an item
/// grows older, a temporary limit begins or ends, the plan to date grows, an order day leaves a
/// window, a season begins, a fact that is dated ahead or known later comes to count.
///
/// # Definition
///
/// A customer is evaluated again on the first later day on which, with the facts that the book
/// holds now, any of these is not what it is today: the outcome of one of the five rules, the arms
/// that object or are silent, the levels that are retained, the class, the group, *lost*, a
/// verified incident, and that it is reviewed at all. The functions that judge today are asked
/// about one day after the other, so that the answer is exact: a level that falls is found as one
/// that rises.
///
/// Figures of the book (the prior, the median purchases and the cuts between the classes) are those
/// of today, and feeds arrive as late as today. When those change, step the whole book, as
/// [`Book::review`] does each week.
///
/// # Schedule
///
/// A register that is stepped each day for the customers with an event, for those that are
/// [due](crate::casework::Register::due) and for those whose next evaluation is that day, says what
/// daily steps of all say, but for floods. The turn of a period is among those days: an arm that
/// begins to judge it differs.
///
/// Asked day by day, one customer costs as much as judging it on each of those days, and the answer
/// comes with the first that differs. So keep the horizon short where most customers have events
/// before its end, and review the whole book where most of them are due.
///
/// ```
/// use std::collections::{BTreeMap, BTreeSet};
///
/// use guanxi::book::Book;
/// use guanxi::calendar::AsOf;
/// use guanxi::casework::{Notice, Register};
/// use guanxi::customer::Customer;
/// use guanxi::day;
/// use guanxi::policy::Policy;
/// use guanxi::receivable::Invoice;
/// use guanxi::review::{RegisterDay, StepContext};
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// let (issued, due) = (day!(2026, 3, 2), day!(2026, 3, 20));
/// book.record(li, Invoice::new("I1".parse()?, issued, due, "CNY 500".parse()?))?;
/// let (policy, first) = (Policy::default(), day!(2026, 3, 2));
/// let (mut register, context) = (Register::default(), StepContext::default());
/// let review = book.review(AsOf::new(first), &policy)?;
/// review.step(&mut register, 1, &context, &policy.cases)?;
/// let (figures, cuts) = (book.assessor(AsOf::new(first), &policy), *review.cuts());
///
/// // On each day those with an event (none here), the due ones and those to be evaluated again.
/// let mut next = BTreeMap::from([(li, first)]);
/// let mut stepped = Vec::new();
/// for (number, later) in (2..).zip(1..=60) {
///     let today = AsOf::new(first.offset(later));
///     let mut some: BTreeSet<_> = register.due(today, &policy.cases).into_iter().collect();
///     some.extend(next.iter().filter(|(_, day)| **day <= today.day()).map(|(key, _)| *key));
///     if some.is_empty() {
///         continue;
///     }
///     let assessor = figures.for_day(&book, today);
///     let day = RegisterDay { assessor: &assessor, cuts, context, cases: &policy.cases };
///     let some: Vec<_> = some.into_iter().collect();
///     let news = day.step(&book, &mut register, number, &some)?;
///     let coming = day.coming_days(&book, 30.try_into()?);
///     for key in some {
///         next.insert(key, coming.next_evaluation(&book, key)?.day());
///     }
///     stepped.extend((!news.is_empty()).then_some(today.day()));
/// }
/// // No limit is agreed; 15 and 30 days past due; and what nobody has seen to in the meantime.
/// assert!(stepped.contains(&day!(2026, 4, 19)), "critical from 30 days on: {stepped:?}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct ComingDays<'a> {
    today: &'a Assessor<'a>,
    cuts: Cuts,
    later: Vec<Assessor<'a>>,
}

/// Everything of a customer that a register takes on a day; `None` when it is not reviewed.
type Evaluated = Option<(ByRule<Outcome>, CustomerContext)>;

impl<'a> RegisterDay<'a> {
    /// The days that follow, up to a horizon in days. They serve for all customers of the day.
    #[must_use]
    pub fn coming_days(&self, book: &Book, within: NonZeroU16) -> ComingDays<'a> {
        let first = self.assessor.as_of().day();
        let later = (1..=i32::from(within.get()))
            .map(|days| assessor_as_late(book, self.assessor, AsOf::new(first.offset(days))));
        ComingDays { today: self.assessor, cuts: self.cuts, later: later.collect() }
    }
}

impl ComingDays<'_> {
    /// The day on which a customer has to be evaluated again if nothing happens to it before.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    pub fn next_evaluation(
        &self,
        book: &Book,
        customer: CustomerKey,
    ) -> Result<NextEvaluation, BookError> {
        let today = self.evaluated(book, self.today, customer)?;
        let mut last = self.today.as_of().day();
        for assessor in &self.later {
            last = assessor.as_of().day();
            if self.evaluated(book, assessor, customer)? != today {
                return Ok(NextEvaluation::Differs(last));
            }
        }
        Ok(NextEvaluation::Unchanged(last))
    }

    fn evaluated(
        &self,
        book: &Book,
        assessor: &Assessor<'_>,
        customer: CustomerKey,
    ) -> Result<Evaluated, BookError> {
        let t = assessor.as_of();
        let account = book.account_at(customer, t)?;
        let view = account.view();
        Ok(is_reviewed(book, customer, view, t).then(|| {
            let class = assessor.class(view, &self.cuts);
            told_to_register(assessor, class, view)
        }))
    }
}

/// The same figures on another day.
impl Assessor<'_> {
    /// The assessor of another day with the figures of the book that this one has: the prior, that
    /// of product groups, and the median purchases. It reads no customer, where
    /// [`Book::assessor`] walks over all of them; so a register is stepped by it on the days
    /// between two reviews.
    ///
    /// Feeds are those of the day, and so is the market where the policy judges a decline: that
    /// alone walks over the book.
    #[must_use]
    pub fn for_day(&self, book: &Book, t: AsOf) -> Self {
        assessor_by(book, self, t, &book.feed_statements().as_of(t))
    }
}

/// The assessor of a coming day on which each feed is as late as it is on the day of another.
fn assessor_as_late<'p>(book: &Book, today: &Assessor<'p>, t: AsOf) -> Assessor<'p> {
    let days = t.day().days_since(today.as_of().day());
    let stated = book.feed_statements();
    let mut known =
        KnownFeeds { watermarks: stated.as_of(today.as_of()).watermarks, ..stated.as_of(t) };
    for feed in Feed::ALL {
        let complete_to = known.watermarks.get_mut(feed);
        *complete_to = complete_to.map(|day| day.offset(days));
    }
    assessor_by(book, today, t, &known)
}

fn assessor_by<'p>(book: &Book, other: &Assessor<'p>, t: AsOf, known: &KnownFeeds) -> Assessor<'p> {
    let (policy, figures) = (other.policy(), other.context());
    let context = policy.context(t).with_feeds(known, &policy.feeds);
    let context = context.with_market(book.market(t, &policy.progress));
    let context = context.with_group_prior(figures.group_prior().copied());
    let context = context.with_median_purchases(figures.median_purchases());
    let context = match figures.prior() {
        Some(prior) => context.with_prior(*prior),
        None => context,
    };
    Assessor::new(policy, context)
}
