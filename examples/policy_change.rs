//! A policy is data: changed in TOML, refused when it contradicts itself, compared field by field,
//! and tried on a book before it is put in force.
//!
//! A new threshold matters by the customers that it treats differently, and they can be counted
//! first.

use std::error::Error;

use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::day;
use guanxi::money::Currency;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice};
use guanxi::trade::Sale;
use guanxi::warning::Rule;

const HASTY: &str = r#"
    schema = 2
    debt.utilisation.raise = { watch = "70%", warning = "90%", critical = "90%" }
"#;

const STRICT: &str = r#"
    schema = 2
    debt.ageing = { watch = 3, warning = 10, critical = 20 }
    progress.frequency.chance = { watch = "20%", warning = "10%", critical = "2%" }
    loss.hard_cap_days = 60
"#;

fn main() -> Result<(), Box<dyn Error>> {
    println!("A hasty draft:");
    let hasty: PolicyDraft = toml::from_str(HASTY)?;
    for violation in Policy::try_from(hasty).err().iter().flatten() {
        println!("  refused: {violation}");
    }
    let (today, strict): (_, Policy) = (Policy::default(), toml::from_str(STRICT)?);
    println!("\nA stricter policy:");
    for change in strict.changes_from(&today) {
        println!("  {change}");
    }

    let (book, t) = book()?;
    let (before, after) = (book.review(t, &today)?, book.review(t, &strict)?);
    println!("\nOf {} customers as of {t} it judges", before.len());
    for rule in Rule::ALL {
        let pairs = before.outcomes(rule).iter().zip(after.outcomes(rule));
        let rows = pairs.zip(before.customers());
        let differs: Vec<_> = rows.filter(|((old, new), _)| old != new).collect();
        println!("  {:<9} {:>2} otherwise", rule.code(), differs.len());
        for ((old, new), customer) in differs.into_iter().take(3) {
            println!("              {}: {old} → {new}", book.name(*customer));
        }
    }
    Ok(())
}

/// Forty customers: one orders every 5 days of a year, one every 6 and so on, and each owes its
/// last order.
fn book() -> Result<(Book, AsOf), Box<dyn Error>> {
    let first = day!(2025, 1, 1);
    let mut book = Book::new(Currency::CNY);
    for gap in 5..45_u16 {
        let key = book.register(Customer::new(format!("Every {gap} days").parse()?))?;
        book.agree_limit(key, CreditLimit::Unlimited)?;
        let (mut last, price) = (first, "CNY 800".parse()?);
        for days in (0..360_u16).step_by(gap.into()) {
            last = first.offset(days.into());
            let sale = Sale::new(format!("{gap}-{days}").parse()?, last, price);
            book.record(key, sale)?;
        }
        let due = first.offset(375).offset(gap.into());
        let invoice = Invoice::new(format!("{gap}").parse()?, last, due, price);
        book.record(key, invoice)?;
    }
    Ok((book, AsOf::new(first.offset(420))))
}
