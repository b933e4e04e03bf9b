//! Classes of customers month by month: how often they change, how often a change is taken back,
//! and how far the class stands from the computed one, with and without a band.
//!
//! Without arguments on sales that are made up; with `--sales FILE` on a CSV file with the columns
//! `customer`, `date` and `amount`, as `sales.csv` of the example `review`. With `--amounts FILE`
//! it prints the limits that the curve of the amounts itself gives: a row of whole numbers for each
//! customer, which are added up, but for the columns of `--leave-out`.
//!
//! ```text
//! cargo run --release --example reclassify
//! cargo run --release --example reclassify -- --sales shop/sales.csv
//! cargo run --release --example reclassify -- --amounts clients.csv --leave-out Channel,Region
//! ```

#![allow(clippy::arithmetic_side_effects, reason = "its numbers are small")]

mod limits;
mod made_up;
mod sales;
mod stability;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use guanxi::measure::Ratio;
use guanxi::segment::{AbcPolicy, AbcPolicyDraft, Reclassification};

use sales::MonthlySales;
use stability::Stability;

/// Classes of customers month by month, with and without a band.
#[derive(Debug, Parser)]
struct Arguments {
    /// CSV file of sales; they are made up without it
    #[arg(long, value_name = "FILE")]
    sales: Option<PathBuf>,
    /// CSV file of amounts, for the limits of their curve
    #[arg(long, value_name = "FILE", conflicts_with = "sales")]
    amounts: Option<PathBuf>,
    /// Columns of the file of amounts that are no amounts
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "amounts")]
    leave_out: Vec<String>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if let Some(file) = &arguments.amounts {
        return limits::print(file, &arguments.leave_out);
    }
    let sales = match &arguments.sales {
        Some(file) => MonthlySales::read(file)?,
        None => made_up::sales(),
    };
    let whole = Ratio::from_percent;
    let (two_points, third) = (whole(2), Ratio::from_parts_per_million(6_666));
    let ways = [
        ("computed anew", Reclassification::Computed {}),
        (
            "band of 1 point",
            Reclassification::Band { a: whole(1), b: Ratio::from_parts_per_million(3_333) },
        ),
        ("band of 2 points", Reclassification::Band { a: two_points, b: third }),
        ("2 reviews confirm", Reclassification::Confirm { reviews: 2 }),
        ("3 reviews confirm", Reclassification::Confirm { reviews: 3 }),
    ];
    println!(
        "{} customers, {} monthly reviews of the twelve months before each\n",
        sales.customers(),
        sales.reviews().count()
    );
    println!(
        "{:<18} {:>9} {:>9} {:>22} {:>22}",
        "classes", "in months", "changes", "taken back in 3 months", "beside the computed"
    );
    for (name, change) in ways {
        let policy = AbcPolicy::try_new(AbcPolicyDraft { change, ..Default::default() })?;
        let found = Stability::measure(&sales, &policy)?;
        println!(
            "{name:<18} {:>9} {:>9} {:>22} {:>22}",
            found.customer_months,
            found.changes,
            found.reversals,
            format!("{} ({})", found.beside, found.share_beside()),
        );
    }
    Ok(())
}
