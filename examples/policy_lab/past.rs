//! The past on which policies are tried: a book, its month-ends, and what came after them.

use std::error::Error;
use std::num::NonZeroU16;

use guanxi::backtest::{Aftermath, PaidLaterThan};
use guanxi::backtest::{Backtest, BacktestRequest, EarlierDays, FellBelow, NoOrderWithin};
use guanxi::backtest::{Calibration, CalibrationError, CalibrationRequest, Capacity};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::day;
use guanxi::evidence::BeforeAfter;
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::policy::Policy;
use guanxi::review::ReviewError;
use guanxi::warning::{Level, Rule};

use crate::arguments::{Arguments, at};
use crate::load;
use crate::progress::Bar;
use crate::unhelped::unhelped;

/// The rules that are tried, each with the outcome that it should foresee.
pub(crate) const RULES: [Rule; 3] = [Rule::Loss, Rule::Debt, Rule::Progress];

pub(crate) struct Past {
    pub(crate) book: Book,
    /// The last day whose facts are known.
    pub(crate) known: AsOf,
    /// The month-ends after which enough days are known, in order: from a year after the first fact
    /// on, or from that on where there are none.
    pub(crate) days: Vec<AsOf>,
    /// A line about the first of them, where earlier ones were asked for.
    pub(crate) begin: Option<String>,
    horizon: NonZeroU16,
}

impl Past {
    pub(crate) fn open(arguments: &Arguments, policy: &Policy) -> Result<Self, Box<dyn Error>> {
        let (book, known) = match &arguments.data {
            Some(folder) => {
                let flag = Some("--to").filter(|_| arguments.to.is_none());
                let loaded = load::folder(folder, arguments.currency, false, flag, policy);
                let loaded = loaded.map_err(|problem| at("--data", folder, &problem))?;
                let last = arguments.to.map(AsOf::new).or(loaded.as_of);
                (loaded.book, last.ok_or("the folder has no facts with a day")?)
            }
            None => made_up()?,
        };
        let horizon = arguments.horizon;
        let last = known.day().offset(-i32::from(horizon.get())).month();
        let months = (1..=i32::from(arguments.month_ends.get())).rev();
        let all: Vec<AsOf> = months.map(|it| AsOf::new(last.offset(-it).last_day())).collect();
        let (days, begin) = match first_fact(&book) {
            Some(first) => judged(&all, first),
            None => (Vec::new(), None),
        };
        Ok(Self { book, known, days, begin, horizon })
    }

    /// The reason for which nothing can be told of a rule.
    pub(crate) fn untold(&self, rule: Rule) -> Option<String> {
        let views = || self.book.keys().filter_map(|it| self.book.view(it).ok());
        let (has_facts, facts) = if rule == Rule::Debt {
            (views().any(|it| !it.invoices().is_empty()), "invoices")
        } else {
            (views().any(|it| it.sales().first_active_day().is_some()), "sales")
        };
        if !has_facts {
            return Some(format!("no {facts} in the folder"));
        }
        let (known, days) = (self.known, self.horizon);
        let none = format!("no month-end lies after the first fact and {days} days before {known}");
        self.days.is_empty().then_some(none)
    }

    /// Tells whether two policies give every customer the same verdict of a rule on all days.
    pub(crate) fn judge_alike(
        &self,
        rule: Rule,
        policies: BeforeAfter<&Policy>,
    ) -> Result<bool, ReviewError> {
        for t in &self.days {
            let before = self.book.review(*t, policies.before)?;
            let after = self.book.review(*t, policies.after)?;
            let is_alike = before.outcomes(rule) == after.outcomes(rule);
            if !is_alike || before.statuses() != after.statuses() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The verdicts of a rule on the month-ends, held against what came true.
    pub(crate) fn backtest(
        &self,
        rule: Rule,
        policies: &[&Policy],
        bar: &Bar,
    ) -> Result<Backtest, Box<dyn Error>> {
        let request = BacktestRequest { policies, days: &self.days, rules: &[rule] };
        let outcome =
            |book: &Book, customer, t| self.outcome(rule, self.known, (book, customer, t));
        let found = Backtest::run_with_progress(&self.book, &request, outcome, |it| bar.tell(it))?;
        found.ok_or_else(|| "the backtest was stopped".into())
    }

    /// The best thresholds of a rule by a review a week: learnt from all of them but the last
    /// third, and tried on that.
    pub(crate) fn calibrate(
        &self,
        rule: Rule,
        policy: &Policy,
        capacity: Capacity,
        bar: &Bar,
    ) -> Result<Option<Calibration>, CalibrationError> {
        // Calls are made in weeks, so a review a week is looked at.
        let ends = self.days.first().zip(self.days.last());
        let (first, last) = ends.map_or((self.known, self.known), |(first, last)| (*first, *last));
        let weeks = last.day().days_since(first.day()) / 7;
        let day = |week: i32| AsOf::new(last.day().offset(-7 * week));
        let days: Vec<AsOf> = (0..=weeks).rev().map(day).collect();
        let (tried_from, horizon_days) = (day(weeks / 3).day(), self.horizon.get());
        let level = Level::Watch;
        let request = CalibrationRequest {
            policy,
            rule,
            level,
            days: &days,
            tried_from,
            horizon_days,
            capacity,
        };
        // A day to learn from is told by what was known before any day was tried.
        let outcome = |book: &Book, customer, t: AsOf| {
            let known = if t.day() < tried_from { AsOf::new(tried_from) } else { self.known };
            self.outcome(rule, known, (book, customer, t))
        };
        Calibration::find_with_progress(&self.book, &request, outcome, |it| bar.tell(it))
    }

    /// The outcome that a rule should foresee, in words.
    pub(crate) fn foreseen(&self, rule: Rule) -> String {
        let days = self.horizon;
        match rule {
            Rule::Loss => format!("no order in the {days} days after"),
            Rule::Debt => format!("an item more than 30 days past due in the {days} days after"),
            Rule::Progress | Rule::Expense | Rule::Incident => {
                format!("purchases of the {days} days after below 70% of those of last year")
            }
        }
    }

    fn outcome(
        &self,
        rule: Rule,
        known: AsOf,
        (book, customer, t): (&Book, CustomerKey, AsOf),
    ) -> Aftermath {
        let days = self.horizon;
        match rule {
            Rule::Loss => NoOrderWithin { days, known }.aftermath(book, customer, t),
            Rule::Debt => {
                PaidLaterThan { days_past_due: 30, days, known }.aftermath(book, customer, t)
            }
            Rule::Progress | Rule::Expense | Rule::Incident => {
                let (share, of) = (Ratio::from_percent(70), EarlierDays::LastYear);
                FellBelow { share, of, days, known }.aftermath(book, customer, t)
            }
        }
    }
}

/// The first day of which a sale, an invoice or a payment tells.
fn first_fact(book: &Book) -> Option<Day> {
    let views = book.keys().filter_map(|it| book.view(it).ok());
    let days = views.flat_map(|it| {
        let invoices = it.invoices().iter().map(|it| it.issued());
        let payments = it.payments().iter().map(|it| it.day());
        it.sales().first_active_day().into_iter().chain(invoices).chain(payments)
    });
    days.min()
}

/// Month-ends from a year after the first fact on, from that on where there are none; and a line
/// about it where earlier ones are left out.
fn judged(all: &[AsOf], first: Day) -> (Vec<AsOf>, Option<String>) {
    let since = |day: Day| all.iter().copied().filter(|it| it.day() >= day).collect::<Vec<_>>();
    let after_a_year = since(first.offset(365));
    let is_young = after_a_year.is_empty();
    let days = if is_young { since(first) } else { after_a_year };
    let begin = days.first().filter(|_| days.len() < all.len()).map(|begin| {
        let after = if is_young { "none lies a year after" } else { "a year after" };
        format!("month-ends from {begin} on: {after} the first fact, {first}")
    });
    (days, begin)
}

/// Three hundred dealers over two years after two of quiet trade, whom nobody helps.
fn made_up() -> Result<(Book, AsOf), Box<dyn Error>> {
    let end = day!(2025, 12, 31);
    Ok((unhelped(day!(2024, 1, 1), end)?.book, AsOf::new(end)))
}
