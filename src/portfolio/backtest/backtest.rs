use std::ops::ControlFlow;

use super::backtest_day::BacktestDay;
use super::figures::{AreaUnderCurve, Counted, RuleCourse, RuleFigures, RuleTally};
use super::judged_rows::DayRow;
use super::outcome::Aftermath;
use super::policy_course::PolicyCourse;
use super::{BacktestProgress, BacktestRequest};
use crate::book::Book;
use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::Currency;
use crate::policy::Policy;
use crate::review::{Review, ReviewError};
use crate::warning::{ByRule, Rule};

/// The counts of all policies and days: each policy on each day through the functions of a
/// [review](Book::review) of that day, held against an outcome.
///
/// Displayed as a table of [figures](Self::figures), a row for each policy, rule and level; written
/// with the same figures and those of each day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backtest {
    currency: Currency,
    policies: Vec<TestedPolicy>,
}

/// A policy with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TestedPolicy {
    name: String,
    days: Vec<BacktestDay>,
    courses: ByRule<Option<RuleCourse>>,
}

impl Backtest {
    /// Judges past days by several policies, and counts what came of every verdict.
    ///
    /// A judgement of a day sees what was known on that day and nothing later. The outcome is a
    /// function of the book, the customer and the day, which gives a
    /// [`Hindsight`](super::Hindsight) or an [`Aftermath`](super::Aftermath); it alone looks at
    /// what came after. Ready-made are
    /// [`NoOrderWithin`](super::NoOrderWithin), [`FellBelow`](super::FellBelow),
    /// [`PaidLaterThan`](super::PaidLaterThan) and [`WroteOff`](super::WroteOff). Customers with
    /// which the relationship had ended by a day are left out on it.
    ///
    /// # Errors
    ///
    /// When the net purchases of a customer do not fit an amount: the error names it.
    ///
    /// ```
    /// use guanxi::backtest::{Backtest, BacktestRequest, NoOrderWithin};
    /// use guanxi::book::Book;
    /// use guanxi::customer::Customer;
    /// use guanxi::policy::Policy;
    /// use guanxi::trade::Sale;
    /// use guanxi::warning::{Level, Outcome, Rule};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// for day in ["2026-01-05", "2026-01-12", "2026-01-19"] {
    ///     book.record(li, Sale::new(day.parse()?, day.parse()?, "CNY 100".parse()?))?;
    /// }
    /// let (days, known) = (30.try_into()?, "2026-06-30".parse()?);
    /// let outcome = NoOrderWithin { days, known };
    /// let request = BacktestRequest {
    ///     policies: &[&Policy::default()],
    ///     days: &["2026-01-20".parse()?, "2026-06-20".parse()?],
    ///     rules: &[Rule::Loss],
    /// };
    /// let of = |book: &Book, key, t| outcome.aftermath(book, key, t);
    /// let backtest = Backtest::run(&book, &request, of)?;
    /// let loss = backtest.total(0, Rule::Loss);
    /// assert_eq!(loss.standing(Outcome::Clear).came_true, 1, "30 days without an order");
    /// assert_eq!(loss.standing_from(Level::Watch).unknowable, 1, "the 30 days are not over");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "回测")]
    pub fn run<A: Into<Aftermath>>(
        book: &Book,
        request: &BacktestRequest<'_>,
        outcome: impl Fn(&Book, CustomerKey, AsOf) -> A + Sync,
    ) -> Result<Self, ReviewError> {
        let mut run = Run::new(book, request);
        while run.step(&outcome)?.is_some() {}
        Ok(run.finish())
    }

    /// Judges past days as [`run`](Self::run) does, and tells its progress after each day of each
    /// policy. A progress that is answered by a break ends it: then there is no result.
    ///
    /// # Errors
    ///
    /// When the net purchases of a customer do not fit an amount: the error names it.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    ///
    /// use guanxi::backtest::{Backtest, BacktestRequest, Hindsight};
    /// use guanxi::book::Book;
    /// use guanxi::policy::Policy;
    ///
    /// let book = Book::new("CNY".parse()?);
    /// let days = ["2026-01-31".parse()?, "2026-02-28".parse()?];
    /// let request = BacktestRequest { policies: &[&Policy::default()], days: &days, rules: &[] };
    /// let outcome = |_: &Book, _, _| Hindsight::Unknowable;
    /// let mut told = Vec::new();
    /// let found = Backtest::run_with_progress(&book, &request, outcome, |it| {
    ///     told.push(format!("{} of {}", it.done, it.all));
    ///     if it.done == 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    /// })?;
    /// assert_eq!((found, told), (None, vec!["1 of 2".to_owned()]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run_with_progress<A: Into<Aftermath>>(
        book: &Book,
        request: &BacktestRequest<'_>,
        outcome: impl Fn(&Book, CustomerKey, AsOf) -> A + Sync,
        mut progress: impl FnMut(BacktestProgress) -> ControlFlow<()>,
    ) -> Result<Option<Self>, ReviewError> {
        let mut run = Run::new(book, request);
        while let Some(step) = run.step(&outcome)? {
            if progress(step).is_break() {
                return Ok(None);
            }
        }
        Ok(Some(run.finish()))
    }

    /// The number of policies.
    pub fn policies(&self) -> usize {
        self.policies.len()
    }

    /// The name of a policy, by its place in the request: its id and version, or its number.
    pub fn policy_name(&self, policy: usize) -> &str {
        self.policies.get(policy).map_or("", |it| &it.name)
    }

    /// The currency of the money.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The days of a policy, by its place in the request, in order; empty where it had no such
    /// policy.
    pub fn days(&self, policy: usize) -> &[BacktestDay] {
        self.policies.get(policy).map_or(&[], |it| it.days.as_slice())
    }

    /// The counts of a rule over all days of a policy.
    pub fn total(&self, policy: usize, rule: Rule) -> RuleTally {
        let mut total = RuleTally::default();
        self.days(policy).iter().for_each(|day| total.merge(day.rules.get(rule)));
        total
    }

    /// The figures of a rule over all days of a policy, by its place in the request; `None` where
    /// it had no such policy, or the rule was not asked for.
    pub fn figures(&self, policy: usize, rule: Rule) -> Option<RuleFigures> {
        let TestedPolicy { days, courses, .. } = self.policies.get(policy)?;
        let areas = days.iter().map(|it| *it.areas.get(rule));
        let span = days.first().zip(days.last());
        let span = span.map_or(0, |(first, last)| last.as_of.day().days_since(first.as_of.day()));
        let counted = Counted {
            rule,
            currency: self.currency,
            days: proven!(u32::try_from(span).ok(), else 0, "days stand in order"),
            area: areas.fold(AreaUnderCurve::default(), AreaUnderCurve::plus),
            tally: &self.total(policy, rule),
            course: courses.get(rule).as_ref()?,
        };
        Some(counted.figures())
    }
}

/// A backtest that is not over.
struct Run<'a> {
    book: &'a Book,
    policies: &'a [&'a Policy],
    rules: &'a [Rule],
    days: Vec<AsOf>,
    courses: Vec<PolicyCourse>,
    /// The rows of the day that is being judged.
    rows: Vec<DayRow>,
    done: usize,
}

impl<'a> Run<'a> {
    fn new(book: &'a Book, request: &BacktestRequest<'a>) -> Self {
        let BacktestRequest { policies, days, rules } = *request;
        let mut days = days.to_vec();
        days.sort_unstable();
        days.dedup();
        let courses = vec![PolicyCourse::new(rules); policies.len()];
        Self { book, policies, rules, days, courses, rows: Vec::new(), done: 0 }
    }

    /// Judges the next day by the next policy; `None` when all is done.
    fn step<A: Into<Aftermath>>(
        &mut self,
        outcome: &(impl Fn(&Book, CustomerKey, AsOf) -> A + Sync),
    ) -> Result<Option<BacktestProgress>, ReviewError> {
        let (done, count) = (self.done, self.policies.len());
        let place = done.checked_div(count).zip(done.checked_rem(count));
        let next = place.and_then(|(day, policy)| {
            let (t, course) = (*self.days.get(day)?, self.courses.get_mut(policy)?);
            Some((t, policy, *self.policies.get(policy)?, course))
        });
        let Some((t, place, policy, course)) = next else { return Ok(None) };
        let review = Review::with_rhythms(self.book, t, policy)?;
        if place == 0 {
            // Customers and outcomes of a day are the same for every policy.
            let asked = (review.customers(), self.rules);
            let aftermath = |key| outcome(self.book, key, t).into();
            self.rows = DayRow::of_customers(self.book, t, asked, aftermath);
        }
        course.take(&review, &self.rows);
        self.done = proven!(done.checked_add(1), else done, "one more of a product that fits");
        let all = self.days.len().checked_mul(count);
        let all = proven!(all, else usize::MAX, "fewer than 2^28 days of policies in memory");
        Ok(Some(BacktestProgress { done: self.done, all, as_of: t }))
    }

    fn finish(self) -> Backtest {
        let courses = self.courses.into_iter().zip(self.policies).zip(1_usize..);
        let policies = courses.map(|((course, policy), number)| {
            let (days, courses) = course.end();
            TestedPolicy { name: name(policy, number), days, courses }
        });
        Backtest { currency: self.book.currency(), policies: policies.collect() }
    }
}

/// The name of a policy: its id and version, or its number among those that are tested.
fn name(policy: &Policy, number: usize) -> String {
    match (&policy.id, &policy.version) {
        (Some(id), Some(version)) => format!("{id} {version}"),
        (Some(id), None) => id.to_string(),
        (None, Some(version)) => version.to_string(),
        (None, None) => format!("policy {number}"),
    }
}
