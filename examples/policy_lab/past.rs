//! The past on which policies are tried: a book, its month-ends, and what came after them.

use std::error::Error;
use std::num::NonZeroU16;

use guanxi::backtest::{Aftermath, PaidLaterThan};
use guanxi::backtest::{Backtest, BacktestRequest, EarlierDays, FellBelow, NoOrderWithin};
use guanxi::backtest::{Calibration, CalibrationError, CalibrationRequest, Capacity};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::day;
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::policy::Policy;
use guanxi::warning::{Level, Rule};

use crate::progress::Bar;
use crate::unhelped::unhelped;
use crate::{Arguments, load};

/// The rules that are tried, each with the outcome that it should foresee.
pub(crate) const RULES: [Rule; 3] = [Rule::Loss, Rule::Debt, Rule::Progress];

pub(crate) struct Past {
    pub(crate) book: Book,
    /// The last day whose facts are known.
    pub(crate) known: AsOf,
    /// The month-ends after which enough days are known, in order.
    pub(crate) days: Vec<AsOf>,
    horizon: NonZeroU16,
}

impl Past {
    pub(crate) fn open(arguments: &Arguments, policy: &Policy) -> Result<Self, Box<dyn Error>> {
        let (book, known) = match &arguments.data {
            Some(folder) => {
                let flag = Some("--to").filter(|_| arguments.to.is_none());
                let loaded = load::folder(folder, arguments.currency, false, flag, policy)?;
                let last = arguments.to.map(AsOf::new).or(loaded.as_of);
                (loaded.book, last.ok_or("the folder has no facts with a day")?)
            }
            None => made_up()?,
        };
        let horizon = arguments.horizon;
        let last = known.day().offset(-i32::from(horizon.get())).month();
        let months = (1..=i32::from(arguments.month_ends.get())).rev();
        let days = months.map(|it| AsOf::new(last.offset(-it).last_day())).collect();
        Ok(Self { book, known, days, horizon })
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

/// Three hundred dealers over two years after two of quiet trade, whom nobody helps.
fn made_up() -> Result<(Book, AsOf), Box<dyn Error>> {
    let end = day!(2025, 12, 31);
    Ok((unhelped(day!(2024, 1, 1), end)?.book, AsOf::new(end)))
}
