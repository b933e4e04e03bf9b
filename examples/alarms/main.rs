//! False alarms measured: of each rule and level, how many warnings stood and were new each week,
//! and how many of them came true. Today's rules stand beside the rules of before.
//!
//! Without arguments on three hundred made-up dealers, some of which get into trouble: a warning is
//! true while its customer has a trouble that the rule looks for. With `--data DIR` on the CSV
//! files of a folder: a warning is true when its customer ordered nothing in the days after.
//!
//! ```text
//! cargo run --release --example alarms
//! cargo run --release --example alarms -- --data shop --currency GBP \
//!     --from 2010-12-09 --to 2011-06-09 --horizon 183
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    dead_code,
    reason = "its numbers are small, and the made-up dealers are those of early_warning"
)]

#[path = "../early_warning/dealer.rs"]
mod dealer;
#[path = "../review/load.rs"]
mod load;
mod tables;
#[path = "../early_warning/trouble.rs"]
mod trouble;
mod unhelped;
#[path = "../review/text/words.rs"]
mod words;
#[path = "../early_warning/world.rs"]
mod world;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use guanxi::backtest::{Backtest, BacktestRequest, Hindsight, NoOrderWithin};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::day;
use guanxi::money::Currency;
use guanxi::policy::Policy;
use guanxi::warning::{ByRule, Rule};

use unhelped::unhelped;
use world::World;

/// The rules of before, where no other policy is named.
const BEFORE: &str = include_str!("before.toml");

/// Counts the warnings of each rule and level, and those that came true.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// Folder with customers.csv, sales.csv and what else there is; dealers are made up without it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Currency of all amounts in the folder
    #[arg(long, default_value = "CNY")]
    currency: Currency,
    /// First day; half a year before the last by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Day>,
    /// Last day; the last on which the outcome is known by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Day>,
    /// Days after a warning without an order that make it true
    #[arg(long, value_name = "DAYS", default_value = "90")]
    horizon: NonZeroU16,
    /// Policy of today; the default policy without it
    #[arg(long, value_name = "FILE.toml")]
    policy: Option<PathBuf>,
    /// Policy of before; levels by the probability of being alive without it
    #[arg(long, value_name = "FILE.toml")]
    before: Option<PathBuf>,
}

fn main() -> ExitCode {
    let output = match measure(&Arguments::parse()) {
        Ok(output) => output,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(&output) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        // The reader has seen enough, as `head` does.
        _ => ExitCode::SUCCESS,
    }
}

/// A book whose outcomes are known.
struct History {
    world: World,
    from: Day,
    to: Day,
    outcome: NoOrderWithin,
}

fn measure(arguments: &Arguments) -> Result<Vec<u8>, Box<dyn Error>> {
    let today = match &arguments.policy {
        Some(path) => Policy::from_toml(&fs::read_to_string(path)?)?,
        None => Policy::default(),
    };
    let before: Policy = match &arguments.before {
        Some(path) => Policy::from_toml(&fs::read_to_string(path)?)?,
        None => Policy::from_toml(BEFORE)?,
    };
    let history = open(arguments)?;
    let days: Vec<AsOf> = history.weeks().map(AsOf::new).collect();
    let request = BacktestRequest { policies: &[&today, &before], days: &days, rules: &Rule::ALL };
    let backtests = history.backtests(&request)?;
    let mut out = Vec::new();
    history.print_head(days.len(), &mut out)?;
    tables::print(&backtests, days.len(), &mut out)?;
    tables::print_statuses(&backtests.loss, &mut out)?;
    Ok(out)
}

fn open(arguments: &Arguments) -> Result<History, Box<dyn Error>> {
    let horizon = arguments.horizon;
    let after = i32::from(horizon.get());
    let (world, from, to, known) = if let Some(folder) = &arguments.data {
        let flag = Some("--to").filter(|_| arguments.to.is_none());
        let (currency, policy) = (arguments.currency, Policy::default());
        let loaded = load::folder(folder, currency, false, flag, &policy)?;
        let known = last_order(&loaded.book).ok_or("no customer has ordered")?;
        let to = known.offset(-after);
        (World::of(loaded.book), to.offset(-182), to, known)
    } else {
        let (begin, end) = (day!(2024, 1, 1), day!(2025, 12, 31));
        (unhelped(begin, end)?, begin, end, end)
    };
    let (from, to) = (arguments.from.unwrap_or(from), arguments.to.unwrap_or(to));
    if from > to {
        return Err(format!("the first day {from} lies after the last day {to}").into());
    }
    let outcome = NoOrderWithin { days: horizon, known: AsOf::new(known) };
    Ok(History { world, from, to, outcome })
}

fn last_order(book: &Book) -> Option<Day> {
    let views = book.keys().filter_map(|key| book.view(key).ok());
    views.filter_map(|it| it.sales().last_active_day()).max()
}

impl History {
    /// A day a week, the last one included.
    fn weeks(&self) -> impl Iterator<Item = Day> {
        let (from, to) = (self.from, self.to);
        (0..).map(move |week| to.offset(-7 * week)).take_while(move |day| *day >= from)
    }

    /// The counts by rule: made-up troubles are true for some rules, a silence for all.
    fn backtests(&self, request: &BacktestRequest<'_>) -> Result<ByRule<Backtest>, Box<dyn Error>> {
        let book = &self.world.book;
        let silence = |book: &Book, key, t| self.outcome.hindsight(book, key, t);
        let by_trouble = |rule: Rule| {
            Backtest::run(book, request, |_, key, t| {
                if self.world.finding(key, rule, t.day()).is_some() {
                    Hindsight::CameTrue
                } else {
                    Hindsight::DidNot
                }
            })
        };
        if self.world.is_made_up() {
            return Ok(ByRule {
                debt: by_trouble(Rule::Debt)?,
                progress: by_trouble(Rule::Progress)?,
                expense: by_trouble(Rule::Expense)?,
                loss: by_trouble(Rule::Loss)?,
                incident: by_trouble(Rule::Incident)?,
            });
        }
        let backtest = Backtest::run(book, request, silence)?;
        Ok(ByRule::each(|_| backtest.clone()))
    }

    fn print_head(&self, weeks: usize, out: &mut impl Write) -> io::Result<()> {
        let customers = words::grouped(self.world.book.len());
        let Self { from, to, outcome, .. } = self;
        writeln!(
            out,
            "ALARMS from {from} to {to}   (customers: {customers}, weekly reviews: {weeks})\n"
        )?;
        let told = if self.world.is_made_up() {
            "The dealers are made up, and nobody helps them. A warning is true while its dealer has a \
             trouble that the rule looks for.".to_owned()
        } else {
            format!(
                "A warning is true when its customer ordered nothing in the {} days after. Sales are \
                 known up to {}.",
                outcome.days, outcome.known
            )
        };
        words::wrap(&told, 2, out)?;
        words::wrap(
            "Each week: standing, the customers at the level; new, those that had none as high the \
             week before. True: of those whose outcome is known; of the new ones with the interval \
             that holds it with 95 % confidence.",
            2,
            out,
        )?;
        words::wrap(
            "Today: the default policy, or that of --policy. Before: levels of loss by the \
             probability of being alive and every shortfall counted, or the policy of --before.",
            2,
            out,
        )
    }
}
