//! Two years of early warnings: raised when, handled by whom, with which result.
//!
//! A history is replayed day by day, a review each working day. Its warnings go into a register,
//! and a made-up desk of people answers them: sees them, looks for causes, plans remedies. Nothing
//! may be raised a second time while its case is open; the program checks that by itself and fails
//! if it happens.
//!
//! Without arguments the history of three hundred dealers is made up: some pay late, some drift off
//! to a competitor, one burns down. A remedy of the desk helps, or does not. With `--data DIR` the
//! history is that of the CSV files of a folder, which no remedy changes.
//!
//! ```text
//! cargo run --release --example early_warning
//! cargo run --release --example early_warning -- --customer "Guilin Cable"
//! cargo run --release --example early_warning -- --data shop --currency GBP \
//!     --from 2010-06-01 --to 2011-12-09
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    clippy::wildcard_enum_match_arm,
    reason = "its numbers are small, and most effects need a case"
)]

mod dealer;
mod desk;
mod journal;
#[path = "../review/load.rs"]
#[expect(dead_code, reason = "the review also asks which files the folder has")]
mod load;
mod report;
mod trouble;
#[path = "../review/text/words.rs"]
#[expect(dead_code, reason = "the review also prints money")]
mod words;
mod world;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Weekday;
use clap::Parser;
use guanxi::calendar::{AsOf, Day, WorkCalendarDraft};
use guanxi::casework::{CasePolicy, CasePolicyDraft, Digest, Register, Spending, WarningKey};
use guanxi::day;
use guanxi::id::CustomerId;
use guanxi::money::Currency;
use guanxi::policy::Policy;
use guanxi::review::StepContext;
use guanxi::warning::Verdict;

use desk::Desk;
use journal::Journal;
use report::Report;
use world::{JustOver, World};

/// Replays the early warnings of a history: what was raised, who handled it, what came of it.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// Folder with customers.csv, sales.csv and what else there is; dealers are made up without it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Currency of all amounts in the folder
    #[arg(long, default_value = "CNY")]
    currency: Currency,
    /// Policy by which the rules judge; the default policy without it
    #[arg(long, value_name = "FILE.toml")]
    policy: Option<PathBuf>,
    /// Customer whose story is told; the fullest one by default
    #[arg(long, value_name = "CUSTOMER")]
    customer: Option<CustomerId>,
    /// First day; two years before the last by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Day>,
    /// Last day; the last sale, payment or expense of the folder by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Day>,
    /// Days from one review to the next; 1, or 7 for more than a thousand customers, by default
    #[arg(long, value_name = "DAYS")]
    every: Option<NonZeroU16>,
    /// Another number makes up another history
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

impl Arguments {
    /// True for the two years of three hundred dealers that are replayed without any option.
    fn is_usual(&self) -> bool {
        let is_whole = self.from.is_none() && self.to.is_none() && self.every.is_none();
        self.data.is_none() && self.policy.is_none() && is_whole && self.seed == 7
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = match replay(&arguments) {
        Ok(output) => output,
        Err(problem) => {
            let _ = writeln!(io::stderr(), "{problem}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(&output) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "cannot write: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Monday to Friday.
fn case_policy() -> Result<CasePolicy, Box<dyn Error>> {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    let calendar = WorkCalendarDraft { rest_days, ..WorkCalendarDraft::default() };
    Ok(CasePolicy::try_new(CasePolicyDraft { calendar, ..CasePolicyDraft::default() })?)
}

/// The days of a replay.
struct Span {
    from: Day,
    to: Day,
    every: i32,
}

fn open(arguments: &Arguments) -> Result<(World, Span), Box<dyn Error>> {
    let two_years = 730;
    let (world, from, to) = if let Some(folder) = &arguments.data {
        let loaded = load::folder(
            folder,
            arguments.currency,
            false,
            Some("--to").filter(|_| arguments.to.is_none()),
            &Policy::default(),
        )?;
        let last = loaded.as_of.map(AsOf::day);
        let to = arguments.to.or(last).ok_or("no fact tells a day: give one with --to")?;
        let views = loaded.book.keys().filter_map(|key| loaded.book.view(key).ok());
        let first = views.filter_map(|it| it.sales().first_active_day()).min();
        let from = to.offset(1 - two_years).max(first.unwrap_or(Day::MIN));
        (World::of(loaded.book), from, to)
    } else {
        let begin = day!(2024, 1, 1);
        (World::made_up(begin, arguments.seed)?, begin, begin.offset(two_years))
    };
    let (from, to) = (arguments.from.unwrap_or(from), arguments.to.unwrap_or(to));
    if from > to {
        return Err(format!("the first day {from} lies after the last day {to}").into());
    }
    let usual = if world.book.len() > 1_000 { 7 } else { 1 };
    let every = arguments.every.map_or(usual, |it| i32::from(it.get()));
    Ok((world, Span { from, to, every }))
}

/// A history that has been replayed.
struct Replay {
    world: World,
    register: Register,
    journal: Journal,
    reviews: u64,
}

impl Replay {
    fn run(
        mut world: World,
        span: &Span,
        policy: &Policy,
        cases: &CasePolicy,
    ) -> Result<Self, Box<dyn Error>> {
        let (mut register, mut desk, mut journal) =
            (Register::default(), Desk::new(), Journal::default());
        let mut day = world.begins().unwrap_or(span.from).min(span.from);
        let (mut next, mut reviews) = (span.from, 0);
        while day <= span.to {
            world.pass(day, |key| register.spending(key, cases) != Spending::Allowed)?;
            if day >= span.from && cases.calendar.is_worked(day) {
                let t = AsOf::new(day);
                if day >= next {
                    next = day.offset(span.every);
                    reviews += 1;
                    review(&world, policy, cases, &mut register, reviews, t, &mut journal)?;
                }
                desk.work(&mut register, &mut world, t, cases, &mut journal)?;
                journal.close_day(day);
            }
            day = day.offset(1);
        }
        Ok(Self { world, register, journal, reviews })
    }

    fn false_alarms(&self) -> u32 {
        self.journal.total(|it| it.dismissed)
    }
}

fn replay(arguments: &Arguments) -> Result<Vec<u8>, Box<dyn Error>> {
    let policy = match &arguments.policy {
        Some(path) => Policy::from_toml(&fs::read_to_string(path)?)?,
        None => Policy::default(),
    };
    let cases = case_policy()?;
    let (world, span) = open(arguments)?;
    let Replay { world, register, journal, reviews } = Replay::run(world, &span, &policy, &cases)?;
    // Made-up people do other things where they count otherwise, so all days are replayed.
    let by_the_old_count = if world.is_made_up() {
        let world = open(arguments)?.0.counted(JustOver::CausesProgress);
        Some(Replay::run(world, &span, &policy, &cases)?.false_alarms())
    } else {
        None
    };
    let customer = match &arguments.customer {
        Some(name) => Some(world.book.key(name)?),
        None => journal.fullest(),
    };
    let report = Report {
        world: &world,
        register: &register,
        journal: &journal,
        policy: &cases,
        span: &span,
        reviews,
        by_the_old_count,
        is_usual: arguments.is_usual(),
    };
    let mut output = Vec::new();
    report.print(customer, &mut output)?;
    Ok(output)
}

/// Reviews the book and tells the news since the review before.
fn review(
    world: &World,
    policy: &Policy,
    cases: &CasePolicy,
    register: &mut Register,
    evaluation: u64,
    t: AsOf,
    journal: &mut Journal,
) -> Result<(), Box<dyn Error>> {
    let misread = world.misread(t.day())?;
    let review = misread.as_ref().unwrap_or(&world.book).review(t, policy)?;
    let beside = StepContext { watermarks: world.watermarks(t.day()), ..StepContext::default() };
    let notices = review.step(register, evaluation, &beside, cases)?;
    let why = |key: WarningKey, level| {
        let said = match review.explain(key.customer)?.readings().verdict(key.rule) {
            Verdict::Breach(_, evidence) | Verdict::Clear(evidence) => evidence.to_string(),
            Verdict::NotApplicable(_) | Verdict::NoData(_) => return None,
        };
        let kept = review.hysteresis(key, level).map(|why| why.to_string());
        Some([Some(said), kept].into_iter().flatten().collect::<Vec<_>>().join("; "))
    };
    journal.hear_all(t.day(), &notices, register, why)?;
    for digest in Digest::by_owner(&notices, register, |customer| customer) {
        journal.messages += u32::from(!digest.customers.is_empty());
        journal.at_once += u32::try_from(digest.at_once.len())?;
    }
    Desk::judge_batches(&notices, register, world, t, cases, journal, why)
}
