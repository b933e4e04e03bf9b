//! Three policies of loss and two of debt, held against what came true after the last month-ends
//! of a CSV folder, and the customers that change level: `-- shop GBP [DAY]` takes folder `shop`.
#![allow(dead_code, clippy::arithmetic_side_effects, reason = "small numbers, and a loader")]
#[path = "../review/load.rs"]
mod load;

use std::{env, error::Error, num::NonZeroU16, path::Path, process::ExitCode};

use guanxi::backtest::{Backtest, BacktestRequest, NoOrderWithin, PaidLaterThan};
use guanxi::calendar::AsOf;
use guanxi::evidence::BeforeAfter;
use guanxi::policy::Policy;
use guanxi::review::ReviewComparison;
use guanxi::warning::Rule;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/review/sample");
const LOSS: [&str; 3] = [
    "version = 'usual'",
    "version = 'early'\n[loss.silence]\nmethod = 'probability'\n\
     no_order_from = { watch = '30%', warning = '55%', critical = '80%' }",
    "version = 'alive'\n[loss.silence]\nmethod = 'alive'",
];
const DEBT: [&str; 2] = [
    "version = 'usual'",
    "version = 'strict'\n[debt.ageing]\nwatch = 1\nwarning = 8\ncritical = 20",
];

fn main() -> ExitCode {
    let told = compare().map_err(|problem| eprintln!("{problem}"));
    if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn compare() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = Path::new(arguments.first().map_or(SAMPLE, String::as_str));
    let currency = arguments.get(1).map_or("CNY", String::as_str).parse()?;
    let day = Some("a third argument").filter(|_| arguments.len() < 3);
    let loaded = load::folder(folder, currency, false, day, &Policy::default())?;
    let stated = arguments.get(2).map(|day| day.parse()).transpose()?;
    let (book, known) = (loaded.book, stated.or(loaded.as_of).ok_or("the folder has no days")?);
    let read = |text: &&str| Policy::from_toml(text);
    let within = NonZeroU16::new(90).ok_or("90 days")?;
    let last = known.day().offset(-90).month();
    let days: Vec<AsOf> = (1..=12).map(|it| AsOf::new(last.offset(-it).last_day())).collect();
    let loss = LOSS.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let policies = &loss.iter().collect::<Vec<_>>();
    let request = BacktestRequest { policies, days: &days, rules: &[Rule::Loss] };
    let silence = NoOrderWithin { days: within, known };
    println!("{}", Backtest::run(&book, &request, |book, it, t| silence.aftermath(book, it, t))?);
    let debt = DEBT.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let policies = &debt.iter().collect::<Vec<_>>();
    let request = BacktestRequest { policies, days: &days, rules: &[Rule::Debt] };
    let late = PaidLaterThan { days_past_due: 30, days: within, known };
    println!("{}", Backtest::run(&book, &request, |book, it, t| late.aftermath(book, it, t))?);
    let others = loss.iter().skip(1).chain(debt.last());
    for (before, after) in loss.iter().take(1).cycle().zip(others) {
        println!("{}", ReviewComparison::by_policies(&book, known, BeforeAfter { before, after })?);
    }
    Ok(())
}
