//! Ranks the customers of a past day by several rules and counts those that then ordered nothing.
//!
//! Without arguments on histories made up from known parameters, which the fit has to find again;
//! with `--data DIR` on the CSV files of a folder.
//!
//! ```text
//! cargo run --release --example lapse_rank
//! cargo run --release --example lapse_rank -- --data shop --currency GBP \
//!     --as-of 2011-06-09 --horizon 183
//! cargo run --release --example lapse_rank -- --data cdnow --currency USD \
//!     --as-of 1998-01-01 --horizon 180 --zero-orders counted
//! ```

#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    clippy::float_cmp,
    reason = "it ranks by probabilities, and its numbers are small"
)]

#[path = "../review/load.rs"]
#[expect(dead_code, reason = "the review also asks which files the folder has")]
mod load;
mod made_up;
mod rank;
#[path = "../review/text/words.rs"]
#[expect(dead_code, reason = "the review also wraps lines and prints money")]
mod words;

use std::error::Error;
use std::io;
use std::num::{NonZeroU8, NonZeroU16};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use guanxi::account::AccountView;
use guanxi::backtest::{AlertBudget, Hindsight, NoOrderWithin};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::lapse::{
    Dropout, Fit, FitBounds, FitParameter, LapsePolicy, LapseSignal, LastGaps, Moments, Prior,
    Rhythm, ZeroOrders, regularity,
};
use guanxi::money::Currency;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::timeline::Timeline;

use rank::auc;

/// Ranks the customers of a past day and looks at who then really ordered nothing.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder with customers.csv and sales.csv; histories are made up without it
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Day on which customers are ranked
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2025-06-30")]
    as_of: AsOf,
    /// Days within which no order means lost
    #[arg(long, value_name = "DAYS", default_value = "182")]
    horizon: NonZeroU16,
    /// Currency of all amounts in the folder
    #[arg(long, default_value = "CNY")]
    currency: Currency,
    /// How many customers can be called
    #[arg(long, value_name = "N", default_value_t = 100)]
    budget: usize,
    /// Orders of amount 0: `left_out`, or `counted` as order days
    #[arg(long, value_name = "WEIGHT", default_value = "left_out")]
    zero_orders: ZeroOrders,
    /// Gaps between orders as Erlang-k: 1 at random, more by the calendar
    #[arg(long, value_name = "K", default_value = "1")]
    erlang: NonZeroU8,
}

/// A customer on the day, and its orders after it.
#[derive(Debug, Clone, Copy)]
struct History {
    rhythm: Rhythm,
    is_lost: bool,
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
    let book = match &arguments.data {
        Some(folder) => {
            load::folder(folder, arguments.currency, false, None, &Policy::default())?.book
        }
        None => made_up::book(arguments.as_of, arguments.horizon)?,
    };
    let t = arguments.as_of;
    let horizon = arguments.horizon;
    let histories = histories(&book, t, horizon, arguments.zero_orders);
    let mut moments = Moments::default();
    for history in &histories {
        moments.add(history.rhythm)?;
    }
    let policy =
        LapsePolicy { horizon_days: horizon, erlang_k: arguments.erlang, ..LapsePolicy::default() };
    let closed = moments.to_prior(&policy);
    println!(
        "{} customers as of {t}, lost when they order nothing in {horizon} days\n",
        histories.len()
    );
    println!("two moments of the book   r {:.3}  alpha {:.1} days", closed.r(), closed.alpha());
    let fit = |dropout| {
        Fit::try_from_rhythms(
            histories.iter().map(|it| it.rhythm),
            t,
            dropout,
            &FitBounds::default(),
        )
    };
    for (name, dropout) in [("MBG/NBD", Dropout::AfterAnyOrder), ("BG/NBD", Dropout::AfterRepeats)]
    {
        match fit(dropout) {
            Ok(fit) => print_fit(name, &fit),
            Err(refused) => println!("most likely, {name:<8}     {refused}"),
        }
    }
    let gaps = book
        .keys()
        .filter_map(|key| Some(last_two_gaps(book.view(key).ok()?.sales(), t)))
        .flatten();
    match regularity(gaps) {
        Some(k) => println!("regularity of gaps        Erlang-{k}\n"),
        None => println!("regularity of gaps        too few customers to tell\n"),
    }
    let fitted = fit(Dropout::AfterAnyOrder).ok().map(|fit| fit.applied_to(policy));
    let fitted = fitted.map(|policy| Prior::fallback(&policy));
    table(&histories, &closed, fitted.as_ref(), t, &policy)?;
    budget(&book, t, policy, arguments.budget)
}

/// The parameters of a fit, each with its standard error, and what dropout adds.
fn print_fit(name: &str, fit: &Fit) {
    let of = |parameter| format!("{} ± {:.3}", fit.get(parameter), fit.standard_error(parameter));
    let [r, alpha, a, b] = FitParameter::ALL.map(of);
    println!("most likely, {name:<8}     r {r}  alpha {alpha} days  a {a}  b {b}");
    println!(
        "{:26}log-likelihood {:.3}, without dropout {:.3} (by chance: {})",
        "",
        fit.log_likelihood(),
        fit.log_likelihood_without_dropout(),
        fit.chance_without_dropout().spoken(),
    );
}

/// Every customer that had ordered by `t`, by its own days as the loss rule goes by them.
fn histories(book: &Book, t: AsOf, horizon: NonZeroU16, zero: ZeroOrders) -> Vec<History> {
    let end = t.day().offset(i32::from(horizon.get()));
    let context = Policy::default().context(t);
    let of = |account: AccountView<'_>| {
        let rhythm = zero.rhythm(account.sales(), t)?;
        let later = zero.rhythm(account.sales(), AsOf::new(end))?;
        let is_lost = later.last() == rhythm.last();
        Some(History { rhythm: rhythm.by_own_days(&context.own_days(account), t), is_lost })
    };
    book.keys().filter_map(|key| of(book.view(key).ok()?)).collect()
}

fn last_two_gaps(sales: Timeline<'_>, t: AsOf) -> Option<LastGaps> {
    let last = Rhythm::from_sales(sales, t)?.last();
    let before = Rhythm::from_sales(sales, AsOf::new(last.offset(-1)))?.last();
    let first = Rhythm::from_sales(sales, AsOf::new(before.offset(-1)))?.last();
    let days = |from: guanxi::calendar::Day, to: guanxi::calendar::Day| {
        u32::try_from(to.days_since(from)).ok()
    };
    Some(LastGaps { earlier: days(first, before)?, latest: days(before, last)? })
}

fn table(
    histories: &[History],
    closed: &Prior,
    fitted: Option<&Prior>,
    t: AsOf,
    policy: &LapsePolicy,
) -> io::Result<()> {
    let signal =
        |prior: &Prior, it: &History| LapseSignal::from_rhythm(it.rhythm, prior, t, policy);
    let parts = |probability: guanxi::measure::Probability| probability.parts_per_trillion() as f64;
    let silent = |it: &History| f64::from(it.rhythm.days_silent(t));
    let mean_gap = |it: &History| {
        let gaps = it.rhythm.order_days().saturating_sub(1).max(1);
        (f64::from(it.rhythm.days_active()) / f64::from(gaps)).max(1.0)
    };
    let established: Vec<History> =
        histories.iter().filter(|it| it.rhythm.order_days() >= 4).copied().collect();
    let mut rows = Vec::new();
    let mut row = |name: &str, score: &dyn Fn(&History) -> f64| {
        let of = |histories: &[History]| {
            auc(histories.iter().map(|it| (score(it), it.is_lost)))
                .map_or_else(|| "-".to_owned(), |auc| format!("{auc:.4}"))
        };
        rows.push(vec![name.to_owned(), of(histories), of(&established)]);
    };
    row("P(no order in H)", &|it| parts(signal(closed, it).no_order));
    row("P(gone)", &|it| parts(signal(closed, it).alive.complement()));
    if let Some(fitted) = fitted {
        row("P(no order in H), fitted", &|it| parts(signal(fitted, it).no_order));
        row("P(gone), fitted", &|it| parts(signal(fitted, it).alive.complement()));
    }
    row("days silent", &silent);
    row("days silent / own mean gap", &|it| silent(it) / mean_gap(it));
    row("silent > 2 own mean gaps", &|it| f64::from(u8::from(silent(it) > 2.0 * mean_gap(it))));
    let header = ["ranked by", "ROC-AUC, all", "4 order days or more"];
    words::print_table(&header, rows, 0, &mut io::stdout().lock())?;
    println!();
    Ok(())
}

/// The active customers to call, what past days bear out of such a list, and what came of it.
fn budget(book: &Book, t: AsOf, lapse: LapsePolicy, at_most: usize) -> Result<(), Box<dyn Error>> {
    let mut draft = PolicyDraft::default();
    draft.loss.lapse = lapse;
    let policy = Policy::try_from(draft)?;
    let budget = AlertBudget::from_review(&book.review(t, &policy)?, at_most);
    let end = t.day().offset(i32::from(lapse.horizon_days.get()));
    let outcome = NoOrderWithin { days: lapse.horizon_days, known: AsOf::new(end) };
    let came_true = |key| outcome.hindsight(book, key, t) == Hindsight::CameTrue;
    let silent = budget.calls.iter().filter(|it| came_true(it.customer)).count();
    println!(
        "calls: {} of {} active customers, those with P(no order in H) above {}\n\
         borne out by past days            {}\n\
         ordered nothing after {t}  {silent} of {}",
        budget.calls.len(),
        budget.active,
        budget.threshold.no_order_above,
        budget.precision,
        budget.calls.len(),
    );
    Ok(())
}
