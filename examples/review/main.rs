//! The Monday review: the customers that matter, their limits, their troubles, the calls to make,
//! and who gets what.
//!
//! Without arguments the review is made of TPC-H data generated in memory; with `--data DIR` of the
//! CSV files of a folder.
//!
//! ```text
//! cargo run --release --example review
//! cargo run --release --example review -- --data shop --currency CNY \
//!     --as-of 2026-03-31 --format json
//! ```

mod json;
mod load;
mod matter;
mod plain;
mod text;
mod tpch;
mod who;

use std::fs;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use guanxi::calendar::AsOf;
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::money::Currency;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{ChangeError, Review, ReviewBridge, ReviewChange, ReviewMovement};

/// The beginning of the help.
const ABOUT: &str = "Reviews all customers of a company: who they are, who matters, who owes, where \
trouble starts, whom to call, what is agreed and who gets what";

/// The end of the help.
const FILES: &str = "Files and columns of the folder, with units and example rows: docs/files.md of \
the package,\nthe page `docs::files` of its documentation.";

/// Reviews the customers that carry a company's sales.
#[derive(Debug, Parser)]
#[command(version, about = ABOUT, after_help = FILES)]
struct Arguments {
    /// Folder with customers.csv, sales.csv and more files as there are; without it a wholesaler is
    /// made up (TPC-H) and reviewed
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Day of the review; the last day of any sale, payment or expense by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<AsOf>,
    /// Earlier day to compare with: who moved, and what moved the sales
    #[arg(long, value_name = "YYYY-MM-DD")]
    compare_with: Option<AsOf>,
    /// Currency of all amounts in the folder; CNY is assumed without it, and the text says so
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    /// Policy in TOML; what it leaves out has its default
    #[arg(long, value_name = "FILE.toml")]
    policy: Option<PathBuf>,
    /// How to print the review
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Days ahead within which an order is awaited, 1 to 65535; overrides the policy
    #[arg(long, value_name = "DAYS", value_parser = plain::days)]
    horizon: Option<NonZeroU16>,
    /// How many customers to call
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Print all lines of the lists by which customers are judged, not the first of each only
    #[arg(long)]
    matter: bool,
    /// Explain one customer, as text, instead of printing the whole review
    #[arg(long, value_name = "CUSTOMER")]
    explain: Option<CustomerId>,
    /// Report refused rows and go on without them
    #[arg(long)]
    skip_bad: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// The lines of a list by which customers are judged, unless all are asked for.
const MOST_JUDGED: usize = 5;

impl Arguments {
    const fn most(&self) -> text::Most {
        let judged = if self.matter { usize::MAX } else { MOST_JUDGED };
        text::Most { calls: self.top, judged }
    }
}

/// The change since an earlier day.
struct Change {
    movement: ReviewMovement,
    bridge: ReviewBridge,
}

impl Change {
    /// The change up to a review since an earlier one by the same policy.
    fn since(before: &Review<'_>, review: &Review<'_>) -> Result<Self, ChangeError> {
        let change = ReviewChange { before, after: review };
        Ok(Self { movement: change.movement()?, bridge: change.bridge()? })
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = match output(&arguments) {
        Ok(output) => output,
        Err(problem) => {
            // Standard error may be closed as well; there is nobody left to tell.
            let _ = writeln!(io::stderr(), "{problem}");
            return ExitCode::from(2);
        }
    };
    match io::stdout().lock().write_all(&output) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "cannot write the review: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The whole output, made before any of it is written; or the problems, a line each.
fn output(arguments: &Arguments) -> Result<Vec<u8>, String> {
    let mut policy = policy(arguments)?;
    let loaded = loaded(arguments, &policy)?;
    if let Some(closed_days) = loaded.closed_days {
        let draft = load::feeds::with_closed_days(policy.into(), closed_days);
        policy = checked(arguments, draft)?;
    }
    let t = arguments
        .as_of
        .or(loaded.as_of)
        .ok_or("no sale, payment or expense tells a day: give one with --as-of")?;
    let review = loaded.book.review(t, &policy).map_err(|error| error.to_string())?;
    let mut output = Vec::new();
    let is_assumed = arguments.data.is_some() && arguments.currency.is_none();
    if is_assumed && (arguments.explain.is_some() || arguments.format == Format::Text) {
        let written = text::assumed_currency(loaded.book.currency(), &mut output);
        written.map_err(|error| error.to_string())?;
    }
    if loaded.refused.all() > 0 && arguments.format == Format::Text {
        let written = text::left_out(loaded.refused, &mut output);
        written.map_err(|error| error.to_string())?;
    }
    let before = earlier_review(arguments, &review)?;
    let written = match (&arguments.explain, arguments.format) {
        (Some(customer), _) => {
            let key = loaded.book.key(customer).map_err(|error| error.to_string())?;
            let who = who::Who::about(&review, &loaded.known, key)?;
            if let Some(debt) = review.explain_ended(key) {
                let end = who::End::of(&review, &loaded.known, key);
                let told = (end.as_ref(), who.as_ref());
                text::explain_ended(&review, customer.as_str(), &debt, told, &mut output)
            } else {
                let explanation = review.explain(key).ok_or_else(|| absent(&review, key))?;
                let (before, judged) = (before.as_ref(), &loaded.judged);
                let matter = matter::Matter::about(&review, before, judged, who.as_ref(), key)?;
                text::explain(&review, &explanation, who.as_ref(), &matter, &mut output)
            }
        }
        (None, format) => {
            let who = who::Who::of(&review, &loaded.known)?;
            let (earlier, judged) = (before.as_ref(), &loaded.judged);
            let matter = matter::Matter::of(&review, earlier, judged, who.as_ref())?;
            let change = before.as_ref().map(|before| Change::since(before, &review));
            let change = change.transpose().map_err(|error| format!("--compare-with: {error}"))?;
            match format {
                Format::Text => {
                    text::print(&review, who.as_ref(), &matter, arguments.most(), &mut output)
                        .and_then(|()| {
                            change.iter().try_for_each(|it| text::print_change(it, &mut output))
                        })
                }
                Format::Json => {
                    let files = json::Files {
                        has_contracts: loaded.has_contracts,
                        refused: loaded.refused.all(),
                        known: who.as_ref().filter(|who| who.has_files()),
                        matter: &matter,
                        change: change.as_ref(),
                    };
                    json::print(&review, &files, &mut output)
                }
            }
        }
    };
    written.map_err(|error| error.to_string())?;
    Ok(output)
}

/// The data of the folder, or those that are made up.
fn loaded(arguments: &Arguments, policy: &Policy) -> Result<load::Loaded, String> {
    if let Some(folder) = &arguments.data {
        let day_option = Some("--as-of").filter(|_| arguments.as_of.is_none());
        let currency = arguments.currency.unwrap_or(Currency::CNY);
        return load::folder(folder, currency, arguments.skip_bad, day_option, policy);
    }
    if let Some(currency) = arguments.currency {
        return Err(format!(
            "--currency {currency} goes with --data only: without a folder a wholesaler is made up, \
             with amounts in {}",
            tpch::CURRENCY
        ));
    }
    let (book, t) = tpch::book().map_err(|error| error.to_string())?;
    Ok(load::Loaded {
        book,
        as_of: Some(t),
        has_contracts: true,
        closed_days: None,
        known: load::known::Known::default(),
        judged: load::judged::Judged::default(),
        refused: load::LeftOut::default(),
    })
}

/// The review of the earlier day, by the same policy.
fn earlier_review<'b>(
    arguments: &Arguments,
    review: &Review<'b>,
) -> Result<Option<Review<'b>>, String> {
    let Some(earlier) = arguments.compare_with else { return Ok(None) };
    let t = review.as_of();
    if earlier >= t {
        return Err(format!(
            "--compare-with: state a day before that of the review, {t}, was {earlier}"
        ));
    }
    let before = review.book().review(earlier, review.policy());
    before.map(Some).map_err(|error| format!("--compare-with: {error}"))
}

/// The reason for which a customer of the book is not in the review. Merged customers that were
/// merged again are followed to the last one, each step with its day.
fn absent(review: &Review<'_>, key: CustomerKey) -> String {
    let (book, t) = (review.book(), review.as_of());
    let (mut text, mut from) = (format!("customer {}", book.name(key)), key);
    while let Some(merge) = book.ledger().merges().find(|it| it.merged == from && it.holds_at(t)) {
        let and = if from == key { " is" } else { ", and that" };
        let survivor = book.name(merge.survivor);
        text = format!("{text}{and} merged into {survivor} from {} on", merge.on);
        from = merge.survivor;
    }
    if from == key { format!("customer {} starts after {t}", book.name(key)) } else { text }
}

fn policy(arguments: &Arguments) -> Result<Policy, String> {
    let mut draft = match &arguments.policy {
        None => PolicyDraft::default(),
        Some(path) => {
            let unread = |error: io::Error| format!("{}: {error}", path.display());
            let text = fs::read_to_string(path).map_err(unread)?;
            Policy::from_toml(&text).map_err(|problems| refused(arguments, &problems))?.into()
        }
    };
    if let Some(days) = arguments.horizon {
        // Levels of loss go on awaiting an order for the days of the policy.
        let lapse = &mut draft.loss.lapse;
        lapse.awaited_days = lapse.awaited_days.or(Some(lapse.horizon_days));
        lapse.horizon_days = days;
    }
    checked(arguments, draft)
}

fn checked(arguments: &Arguments, draft: PolicyDraft) -> Result<Policy, String> {
    Policy::try_from(draft).map_err(|violations| refused(arguments, violations.iter()))
}

/// A line for each thing that is wrong with the policy.
fn refused(
    arguments: &Arguments,
    problems: impl IntoIterator<Item = impl std::fmt::Display>,
) -> String {
    let place =
        arguments.policy.as_ref().map_or("policy".into(), |path| path.display().to_string());
    let lines: Vec<String> = problems.into_iter().map(|it| format!("{place}: {it}")).collect();
    plain::bounds(&lines.join("\n"))
}
