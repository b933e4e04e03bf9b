use super::rule_tally::Sighting;
use super::silences::lost_rules;
use super::{Hindsight, RuleTally};
use crate::account::AccountReader;
use crate::book::Book;
use crate::calendar::AsOf;
use crate::engine::parallel;
use crate::id::CustomerKey;
use crate::lapse::PurchaseStatus;
use crate::policy::Policy;
use crate::review::{Review, ReviewError};
use crate::warning::{ByRule, Level, Outcome, Rule};

/// Policies and past days that are held against what came true.
#[derive(Debug, Clone, Copy)]
pub struct BacktestRequest<'a> {
    /// The policies, each of which judges every day.
    pub policies: &'a [&'a Policy],
    /// The days, in any order; a day that is named twice is judged once.
    pub days: &'a [AsOf],
}

/// The counts of all policies and days: each policy on each day through the functions of a
/// [review](Book::review) of that day, held against an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backtest {
    policies: Vec<Vec<BacktestDay>>,
}

/// The counts of one policy on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BacktestDay {
    /// The day.
    pub as_of: AsOf,
    /// The counts of each rule.
    pub rules: ByRule<RuleTally>,
}

impl Backtest {
    /// Judges past days by several policies, and counts what came of every verdict.
    ///
    /// A judgement of a day sees what was known on that day and nothing later. The outcome is a
    /// function of the book, the customer and the day; it alone looks at what came after. That of
    /// the loss rule is [`NoOrderWithin`](super::NoOrderWithin). Customers with which the
    /// relationship had ended by a day are left out on it.
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
    /// };
    /// let of = |book: &Book, key, t| outcome.hindsight(book, key, t);
    /// let backtest = Backtest::run(&book, &request, of)?;
    /// let loss = backtest.total(0, Rule::Loss);
    /// assert_eq!(loss.standing(Outcome::Clear).came_true, 1, "30 days without an order");
    /// assert_eq!(loss.raised_from(Level::Watch).unknowable, 1, "the 30 days are not over");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "回测")]
    pub fn run(
        book: &Book,
        request: &BacktestRequest<'_>,
        outcome: impl Fn(&Book, CustomerKey, AsOf) -> Hindsight + Sync,
    ) -> Result<Self, ReviewError> {
        let mut days = request.days.to_vec();
        days.sort_unstable();
        days.dedup();
        let mut policies = vec![Vec::with_capacity(days.len()); request.policies.len()];
        let mut before = vec![None; request.policies.len()];
        for t in days {
            // Customers and outcomes of a day are the same for every policy.
            let mut hindsights = None;
            let judged = request.policies.iter().zip(&mut policies).zip(&mut before);
            for ((policy, days), before) in judged {
                let review = book.review(t, policy)?;
                let hindsights = hindsights.get_or_insert_with(|| {
                    let customers = review.customers().to_vec();
                    parallel::map_chunks(&customers, |keys| {
                        keys.iter().map(|key| outcome(book, *key, t)).collect::<Vec<_>>()
                    })
                    .concat()
                });
                days.push(BacktestDay { as_of: t, rules: counted(&review, hindsights, before) });
            }
        }
        Ok(Self { policies })
    }

    /// The days of a policy, by its place in the request, in order; empty where it had no such
    /// policy.
    pub fn days(&self, policy: usize) -> &[BacktestDay] {
        self.policies.get(policy).map_or(&[], Vec::as_slice)
    }

    /// The counts of a rule over all days of a policy.
    pub fn total(&self, policy: usize, rule: Rule) -> RuleTally {
        let mut total = RuleTally::default();
        self.days(policy).iter().for_each(|day| total.merge(day.rules.get(rule)));
        total
    }
}

/// The level of each rule by the position of the customer, on the day before of the request.
type Levels = Vec<ByRule<Option<Level>>>;

/// The verdicts of a review, each with what came of it.
fn counted(
    review: &Review<'_>,
    hindsights: &[Hindsight],
    before: &mut Option<Levels>,
) -> ByRule<RuleTally> {
    let statuses = statuses(review);
    let mut now: Levels = review.book().keys().map(|_| ByRule::default()).collect();
    let mut rules = ByRule::<RuleTally>::default();
    let rows = review.customers().iter().zip(statuses).zip(hindsights).enumerate();
    for (row, ((customer, status), hindsight)) in rows {
        let Ok(place) = usize::try_from(customer.position()) else { continue };
        for rule in Rule::ALL {
            let Some(outcome) = review.outcomes(rule).get(row).copied() else { continue };
            let before = before.as_ref().map(|all| all.get(place).and_then(|it| *it.get(rule)));
            rules.get_mut(rule).add(Sighting { status, outcome, before }, *hindsight);
            if let Some(levels) = now.get_mut(place) {
                *levels.get_mut(rule) = outcome.level();
            }
        }
    }
    *before = Some(now);
    rules
}

/// The status of each customer of a review. Where to its policy nobody is lost, those are that are
/// by the usual rules, so far as data are not missing.
fn statuses(review: &Review<'_>) -> Vec<PurchaseStatus> {
    if review.policy().loss.lost.is_some() {
        return review.statuses().to_vec();
    }
    let (t, assessor, lost) = (review.as_of(), review.assessor(), lost_rules(review.policy()));
    let mut accounts = AccountReader::new(review.book().ledger(), t);
    let rows = review.customers().iter().zip(review.statuses());
    let of = |((key, status), outcome): ((&CustomerKey, &PurchaseStatus), &Outcome)| {
        let signal = accounts.own(*key).and_then(|it| assessor.signal(it));
        match signal.filter(|_| *outcome != Outcome::NoData) {
            Some(it) => lost.status(Some(it.rhythm), |_| it.usual_gap, t),
            None => *status,
        }
    };
    rows.zip(review.outcomes(Rule::Loss)).map(of).collect()
}
