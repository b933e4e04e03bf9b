//! Finds customers that buy less than they should. A bare percentage of the same month of last year
//! is set beside the customer's own noise: both may raise the same number of false alarms. Then the
//! sales of every customer are cut from a month on, and the customers found are counted by month.
//!
//! Without arguments on customers that are made up; with `--data DIR` on the CSV files of a folder.
//!
//! ```text
//! cargo run --release --example decline
//! cargo run --release --example decline -- --data shop --currency GBP
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    reason = "it counts shares, and its numbers are small"
)]

#[path = "../review/load.rs"]
#[expect(dead_code, reason = "the review also asks which files the folder has")]
mod load;
mod made_up;
#[path = "../review/text/words.rs"]
#[expect(dead_code, reason = "the review also wraps lines and prints money")]
mod words;

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use guanxi::account::{DatedColumns, FactColumns};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Month};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::lapse::Market;
use guanxi::measure::Ratio;
use guanxi::money::Currency;
use guanxi::policy::Policy;
use guanxi::timeline::DayNet;
use guanxi::warning::{DeclineRules, ProgressPolicy, ProgressPolicyDraft};

/// Sets a bare percentage beside the customer's own noise, at the same number of false alarms.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder with customers.csv and sales.csv; customers are made up without it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Currency of all amounts in the folder
    #[arg(long, default_value = "CNY")]
    currency: Currency,
    /// In how many of the months of the base year a customer has to have bought
    #[arg(long, value_name = "PERCENT", default_value = "75%")]
    least_active: Ratio,
    /// The share of its mean pace that is added to every month before its logarithm is taken
    #[arg(long, value_name = "PERCENT", default_value = "10%")]
    floor: Ratio,
    /// The share of months that may alarm, of customers whose sales were left alone
    #[arg(long, value_name = "PERCENT", default_value_t = 5.0)]
    budget: f64,
}

/// The number of months that are judged, counted back.
const JUDGED: i32 = 12;
/// The months after the cut in which a customer is found or not.
const WITHIN: usize = 3;

/// The figures of one customer in one month, by rule; each alarms strictly below a threshold.
#[derive(Debug, Clone, Copy)]
struct Seen {
    share: f64,
    latest: f64,
    average: f64,
}

/// A month that is judged, with the market that nobody's cut has changed.
struct Judged {
    month: Month,
    market: Market,
    left_alone: Vec<Option<Seen>>,
}

/// A rule: true when it alarms.
struct Rule {
    name: &'static str,
    threshold: String,
    alarms: Box<dyn Fn(&Seen) -> bool>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let currency = arguments.currency;
    let book = match &arguments.data {
        Some(folder) => load::folder(folder, currency, false, None, &Policy::default())?.book,
        None => made_up::book(currency)?,
    };
    let mut decline = DeclineRules::usual();
    decline.measure.least_active = arguments.least_active;
    decline.measure.floor = arguments.floor;
    let decline = Some(decline);
    let policy = ProgressPolicy::try_new(ProgressPolicyDraft { decline, ..Default::default() })?;
    let last = last_day(&book).ok_or("nothing was sold")?;
    let latest =
        if last.month().last_day() == last { last.month() } else { last.month().offset(-1) };
    let judged: Vec<Judged> =
        (0..JUDGED).rev().filter_map(|back| judged(&book, &policy, latest.offset(-back))).collect();
    let seen: Vec<Seen> = judged.iter().flat_map(|it| &it.left_alone).flatten().copied().collect();
    if seen.len() < 100 {
        return Err("too few customers with two years of months to compare".into());
    }
    println!(
        "{} months, {} months of customers that can be judged; {}% may alarm\n",
        judged.len(),
        seen.len(),
        arguments.budget,
    );
    let rules = rules(&seen, arguments.budget / 100.0);
    let cuts = [0, 30, 50].map(|percent| (percent, cut(&book, &policy, &judged, percent)));
    let mut rows = Vec::new();
    for rule in &rules {
        let fired = seen.iter().filter(|seen| (rule.alarms)(seen)).count();
        let mut row = vec![rule.name.to_owned(), rule.threshold.clone(), share(fired, seen.len())];
        for (_, histories) in &cuts {
            let histories = histories.as_ref().map_err(ToString::to_string)?;
            row.extend((1..=WITHIN).map(|within| {
                let found = |history: &&[Option<Seen>; WITHIN]| {
                    history.iter().take(within).flatten().any(|seen| (rule.alarms)(seen))
                };
                share(histories.iter().filter(found).count(), histories.len())
            }));
        }
        rows.push(row);
    }
    let mut header =
        vec!["alarms below".to_owned(), "threshold".to_owned(), "left alone".to_owned()];
    for (percent, _) in &cuts {
        header.extend((1..=WITHIN).map(|within| format!("-{percent}%, {within} mo")));
    }
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    words::print_table(&header, rows, 0, &mut io::stdout().lock())?;
    Ok(())
}

fn last_day(book: &Book) -> Option<Day> {
    let views = book.keys().filter_map(|key| book.view(key).ok());
    views.filter_map(|view| view.sales().last_active_day()).max()
}

/// A month of the book; `None` when it has no market.
fn judged(book: &Book, policy: &ProgressPolicy, month: Month) -> Option<Judged> {
    let market = book.market(AsOf::new(month.last_day()), policy)?;
    let left_alone = see(book, policy, &market);
    Some(Judged { month, market, left_alone })
}

/// The figures of each customer in a market, by rule.
fn see(book: &Book, policy: &ProgressPolicy, market: &Market) -> Vec<Option<Seen>> {
    let context = policy.context(market.months().as_of()).with_market(Some(*market));
    let seen = |key: CustomerKey| {
        let decline = policy.read(book.view(key).ok()?, &context).decline?;
        Some(Seen {
            share: decline.bought.minor() as f64 / decline.bought_last_year.minor() as f64,
            latest: decline.signal.latest.micros() as f64 / 1e6,
            average: decline.signal.average.micros() as f64 / 1e6,
        })
    };
    book.keys().map(seen).collect()
}

/// The rules with thresholds that spend the budget.
fn rules(seen: &[Seen], budget: f64) -> Vec<Rule> {
    let below = |score: fn(&Seen) -> f64, budget: f64| {
        let mut scores: Vec<f64> = seen.iter().map(score).collect();
        scores.sort_by(f64::total_cmp);
        scores[(budget * scores.len() as f64) as usize]
    };
    let (share, latest, average) = (
        below(|it| it.share, budget),
        below(|it| it.latest, budget),
        below(|it| it.average, budget),
    );
    let (half_latest, half_average) =
        (below(|it| it.latest, budget / 2.0), below(|it| it.average, budget / 2.0));
    let usual = DeclineRules::usual();
    let watch = [usual.latest.watch, usual.average.watch];
    let [usual_latest, usual_average] = watch.map(|it| -f64::from(it.hundredths()) / 100.0);
    vec![
        Rule {
            name: "share of the same month of last year",
            threshold: format!("{:.0}%", share * 100.0),
            alarms: Box::new(move |it| it.share < share),
        },
        Rule {
            name: "latest month by its own noise",
            threshold: format!("{latest:.2}"),
            alarms: Box::new(move |it| it.latest < latest),
        },
        Rule {
            name: "average by its own noise",
            threshold: format!("{average:.2}"),
            alarms: Box::new(move |it| it.average < average),
        },
        Rule {
            name: "either, half the budget each",
            threshold: format!("{half_latest:.2}, {half_average:.2}"),
            alarms: Box::new(move |it| it.latest < half_latest || it.average < half_average),
        },
        Rule {
            name: "80% of the same month of last year",
            threshold: "80%".to_owned(),
            alarms: Box::new(|it| it.share < 0.8),
        },
        Rule {
            name: "either, the usual Watch",
            threshold: format!("{usual_latest:.2}, {usual_average:.2}"),
            alarms: Box::new(move |it| it.latest < usual_latest || it.average < usual_average),
        },
    ]
}

/// The figures of every customer whose sales are cut from each of the months on, in that month and
/// those after it.
fn cut(
    book: &Book,
    policy: &ProgressPolicy,
    judged: &[Judged],
    percent: i64,
) -> Result<Vec<[Option<Seen>; WITHIN]>, Box<dyn Error>> {
    let mut histories = Vec::new();
    for months in judged.windows(WITHIN) {
        let less = less_from(book, months[0].month, percent)?;
        let seen: Vec<Vec<Option<Seen>>> =
            months.iter().map(|it| see(&less, policy, &it.market)).collect();
        for (place, judged) in months[0].left_alone.iter().enumerate() {
            if judged.is_some() {
                histories.push(std::array::from_fn(|month| seen[month][place]));
            }
        }
    }
    Ok(histories)
}

/// A copy of the book with some percent less of every sale from a month on.
fn less_from(book: &Book, month: Month, percent: i64) -> Result<Book, Box<dyn Error>> {
    let mut less = Book::new(book.currency());
    let (mut customers, mut days, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for key in book.keys() {
        let view = book.view(key)?;
        let mut customer = Customer::new(book.name(key).parse()?);
        customer.since = view.start(AsOf::new(Day::MAX));
        less.register(customer)?;
        for DayNet { day, net } in view.sales().days() {
            let minor = i64::try_from(net.minor())?;
            customers.push(key.position());
            days.push(day.to_epoch_days());
            amounts.push(if day.month() < month { minor } else { minor * (100 - percent) / 100 });
        }
    }
    less.load(FactColumns::from_sales(DatedColumns {
        customers: &customers,
        days: &days,
        amounts: &amounts,
    }))?;
    Ok(less)
}

fn share(part: usize, whole: usize) -> String {
    format!("{:.1}%", 100.0 * part as f64 / whole as f64)
}
