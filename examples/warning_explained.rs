//! One warning from the first sign to the end: its figures, what would clear it, and how it
//! escalates day by day.
//!
//! The same facts are asked as of one day after another. Nothing is stored between the days and
//! nothing later is seen, so the story can be told before it happens: the last lines say on which
//! days silence alone will raise each level.

use std::error::Error;

use guanxi::account::Account;
use guanxi::calendar::AsOf;
use guanxi::day;
use guanxi::money::{Currency, Money};
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::Sale;
use guanxi::warning::{Level, Reading, Verdict};

fn main() -> Result<(), Box<dyn Error>> {
    let mut chen = Account::new("Chen Trading".parse()?, Currency::CNY);
    chen.agree_limit(CreditLimit::try_from_money("CNY 10000".parse()?, chen.currency())?)?;
    let first = day!(2026, 1, 5);
    // Every nine days an order, thirty days to pay; the last two invoices stay open.
    for (number, days) in (0..8).zip((0..).step_by(9)) {
        let (day, amount) = (first.offset(days), "CNY 4200".parse()?);
        chen.record(Sale::new(format!("S-{number}").parse()?, day, amount))?;
        let (invoice, due) = (format!("I-{number}"), day.offset(30));
        chen.record(Invoice::new(invoice.parse()?, day, due, amount))?;
        if number < 6 {
            let paid = Payment::new(format!("P-{number}").parse()?, due, amount);
            chen.record(paid.for_invoice(invoice.parse()?))?;
        }
    }
    let last = chen.view().sales().last_active_day().ok_or("no order")?;

    let policy = Policy::default();
    println!("Debt of Chen Trading, limit CNY 10,000.00, last order on {last}:");
    let (mut before, mut latest) = (Vec::new(), None);
    for day in (0..90).map(|days| AsOf::new(last.offset(days))) {
        let reading = policy.debt.read(chen.view(), &policy.context(day));
        if reading.arms() != before {
            println!("  {day}  {}", reading.verdict());
            (before, latest) = (reading.arms().to_vec(), Some((day, reading)));
        }
    }

    let (day, reading) = latest.ok_or("nothing was said")?;
    println!("\nThe figures of {day}:");
    if let Verdict::Breach(_, evidence) = reading.verdict() {
        for figure in evidence.figures() {
            println!("  {:<18} {:>14}", figure.label, figure.value.to_string());
        }
    }
    println!("\nWhat would clear it on {day}:");
    let cures = [reading.payment_within_limit(), Some(reading.overdue)];
    for cure in cures.into_iter().flatten() {
        let cure = Money::new(cure.to_amount().ok_or("too much")?, reading.currency);
        let mut then = chen.clone();
        then.record(Payment::new("P-late".parse()?, day.day(), cure))?;
        let verdict = policy.debt.judge(then.view(), &policy.context(day));
        println!("  had {cure} come in: {verdict}");
    }

    println!("\nAnd if no order comes either:");
    for level in Level::ALL {
        if let Some(alarm) = policy.loss.next_alarm(chen.view(), &policy.context(day), level) {
            let verdict = policy.loss.judge(chen.view(), &policy.context(AsOf::new(alarm)));
            println!("  {alarm}  {verdict}");
        }
    }
    Ok(())
}
