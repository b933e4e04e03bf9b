//! The first account and its first order: how facts go in, what is refused, and how a judgement
//! comes out.
//!
//! Nothing is repaired or guessed on the way in. A document that comes twice is told apart from one
//! that comes again with another amount, and neither changes the account.

use std::error::Error;

use guanxi::account::Account;
use guanxi::customer::Attitude;
use guanxi::day;
use guanxi::money::Currency;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::review::Assessor;
use guanxi::trade::Sale;
use guanxi::warning::Rule;

fn main() -> Result<(), Box<dyn Error>> {
    let mut li = Account::new("Li & Sons".parse()?, Currency::CNY);
    li.state_attitude(Some(Attitude::Loyal));
    li.agree_limit(CreditLimit::try_from_money("CNY 20000".parse()?, li.currency())?)?;

    println!("Facts about {}:", li.id());
    let sale = Sale::new("S-1".parse()?, day!(2026, 3, 2), "CNY 12500".parse()?);
    li.record(sale.clone())?;
    let (issued, due) = (day!(2026, 3, 2), day!(2026, 4, 1));
    li.record(Invoice::new("I-1".parse()?, issued, due, sale.amount)).map(|()| {
        println!("  taken:   sale S-1 and invoice I-1 of {}, due on {due}", sale.amount);
    })?;
    let payment = Payment::new("P-1".parse()?, day!(2026, 3, 30), "CNY 4000".parse()?);
    li.record(payment.for_invoice("I-1".parse()?))?;
    println!("  taken:   payment P-1 of CNY 4,000.00");

    // The same document again, the same number with another amount, another currency, an invoice
    // nobody wrote.
    let other = Sale { amount: "CNY 12800".parse()?, ..sale.clone() };
    let foreign = Sale::new("S-2".parse()?, sale.date, "USD 900".parse()?);
    let stray = Payment::new("P-2".parse()?, sale.date, "CNY 100".parse()?);
    for outcome in [
        li.record(sale),
        li.record(other),
        li.record(foreign),
        li.record(stray.for_invoice("I-9".parse()?)),
    ] {
        match outcome {
            Ok(()) => println!("  taken"),
            Err(refusal) => println!("  refused: {refusal}"),
        }
    }

    // One account tells nothing about how often others order, so the loss rule goes by the prior of
    // its own policy instead of that of a book.
    let policy = Policy::default();
    for day in ["2026-03-31", "2026-04-20"] {
        println!("\nAs of {day}:");
        let readings = Assessor::new(&policy, policy.context(day.parse()?)).read(li.view());
        for rule in Rule::ALL {
            println!("  {:<9} {}", rule.code(), readings.verdict(rule));
        }
    }
    Ok(())
}
