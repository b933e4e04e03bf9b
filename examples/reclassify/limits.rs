//! The limits that the curve of the amounts gives by itself.

use std::error::Error;
use std::path::Path;

use guanxi::measure::Quotient;
use guanxi::money::{Amount, Currency, Total};
use guanxi::segment::{AbcMethod, AbcPolicy, AbcPolicyDraft, Class, Pareto};

/// Prints the limits and the number of customers in each class, by the method that ends B nearest
/// to the corner over the break-even point; beside each the next larger amount, and the step of a
/// grid of a thousandth of the customers, as packages have it that look for the points on one.
pub(crate) fn print(file: &Path, leave_out: &[String]) -> Result<(), Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(file)?;
    let columns: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let mut amounts: Vec<Amount> = Vec::new();
    for row in reader.records() {
        let mut sum = 0_i64;
        for (column, number) in columns.iter().zip(&row?) {
            if !leave_out.contains(column) {
                sum += number.trim().parse::<i64>()?;
            }
        }
        amounts.push(Amount::from_minor(sum));
    }
    let draft = AbcPolicyDraft { cut: AbcMethod::Submarginal {}, ..Default::default() };
    // Whole numbers, as the yen has them.
    let cuts = AbcPolicy::try_new(draft)?.cuts(&amounts, Currency::JPY);
    let total: Total = amounts.iter().copied().collect();
    println!("{} customers, {} in all", amounts.len(), total.plain(Currency::JPY));
    for (class, cut) in [(Class::A, cuts.a), (Class::B, cuts.b)] {
        let count = amounts.iter().filter(|amount| cuts.class(**amount) == class).count();
        match cut {
            Some(cut) => {
                let larger = amounts.iter().filter(|amount| **amount > cut).min();
                let larger = larger.map_or(cut, |amount| *amount);
                let (from, larger) = (cut.minor(), larger.minor());
                println!("{class}: {count} customers, from {from}; the next larger is {larger}");
            }
            None => println!("{class}: nobody"),
        }
    }
    let thousandth = Quotient::try_new(i128::try_from(amounts.len())?, 1_000);
    if let Some(step) = thousandth {
        println!("a thousandth of the customers is {step}");
    }
    let rest = amounts.iter().filter(|amount| cuts.class(**amount) == Class::C).count();
    println!("C: {rest} customers");
    if let Some(gini) = Pareto::from_purchases(&amounts).gini {
        println!("Gini coefficient {gini}");
    }
    Ok(())
}
