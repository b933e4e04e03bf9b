//! A book is corrected and its past keeps its word.
//!
//! A cheque bounces, a sale is cancelled, a limit is cut, two customers turn out to be one. Each
//! time the same questions are asked three times: before the news, as of the day before the news
//! with the news in the book, and as of the day of the news. The first two answers are the same.

use std::error::Error;

use guanxi::account::{CustomerTerm, FactKind, FactName};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::customer::Customer;
use guanxi::day;
use guanxi::id::CustomerKey;
use guanxi::money::Currency;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::Sale;
use guanxi::warning::Rule;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A correction of the book.
type Correct = fn(&mut Book, Day) -> Outcome<()>;

struct Correction {
    title: &'static str,
    /// The day on which it becomes known.
    on: Day,
    customer: &'static str,
    correct: Correct,
}

const CORRECTIONS: [Correction; 4] = [
    Correction {
        title: "Cheque 1001 bounces",
        on: day!(2026, 3, 16),
        customer: "Li",
        correct: |book, on| {
            let li = book.key(&"Li".parse()?)?;
            book.revise(li, &FactName::new(FactKind::Payment, "1001"), on, None)?;
            Ok(())
        },
    },
    Correction {
        title: "Sale S-2 is cancelled",
        on: day!(2026, 3, 18),
        customer: "Li",
        correct: |book, on| {
            let li = book.key(&"Li".parse()?)?;
            book.revise(li, &FactName::new(FactKind::Sale, "S-2"), on, None)?;
            Ok(())
        },
    },
    Correction {
        title: "The limit is cut to CNY 500",
        on: day!(2026, 3, 20),
        customer: "Li",
        correct: |book, on| {
            let li = book.key(&"Li".parse()?)?;
            let limit = CreditLimit::try_from_text("500", book.currency())?;
            book.state(li, on, CustomerTerm::CreditLimit(limit))?;
            Ok(())
        },
    },
    Correction {
        title: "Li & Sons are Li",
        on: day!(2026, 3, 23),
        customer: "Li",
        correct: |book, on| {
            let (li, sons) = (book.key(&"Li".parse()?)?, book.key(&"Li & Sons".parse()?)?);
            book.customers_mut().merge(sons, li, on)?;
            Ok(())
        },
    },
];

fn main() -> Outcome<()> {
    let mut book = book()?;
    for Correction { title, on, customer, correct } in CORRECTIONS {
        let key = book.key(&customer.parse()?)?;
        let day_before = AsOf::new(on.offset(-1));
        let before = answers(&book, key, day_before)?;
        correct(&mut book, on)?;
        let still = answers(&book, key, day_before)?;
        let now = answers(&book, key, AsOf::new(on))?;
        println!("{title}, known on {on}");
        print("said on the day before", &before);
        print("said of that day now", &still);
        print("said from the day on", &now);
        let kept = if before == still { "the past keeps its word" } else { "THE PAST HAS CHANGED" };
        println!("  {kept}\n");
        if before != still {
            return Err(format!("{title}: an answer of the day before has changed").into());
        }
    }
    println!("What cannot be corrected is refused:");
    let li = book.key(&"Li".parse()?)?;
    let cheque = FactName::new(FactKind::Payment, "1001");
    for (name, on) in [
        (cheque.clone(), day!(2026, 3, 17)),
        (FactName::new(FactKind::Sale, "S-1"), day!(2026, 1, 1)),
        (FactName::new(FactKind::Sale, "S-9"), day!(2026, 3, 17)),
    ] {
        if let Err(refusal) = book.revise(li, &name, on, None) {
            println!("  {refusal}");
        }
    }
    Ok(())
}

/// What a review says of a customer.
fn answers(book: &Book, key: CustomerKey, t: AsOf) -> Outcome<Vec<String>> {
    let policy = Policy::default();
    let review = book.review(t, &policy)?;
    let it = review.explain(key).ok_or("not in the review")?;
    let (readings, currency) = (it.readings(), book.currency());
    let (purchases, debt) = (it.purchases.to_total(), &readings.debt);
    Ok(vec![
        format!("{} in the review", review.len()),
        format!("{} bought {}", it.name, purchases.with_currency(currency)),
        format!("owes {}", debt.standing.balance().with_currency(currency)),
        format!("debt: {}", readings.outcome(Rule::Debt)),
    ])
}

fn print(label: &str, answers: &[String]) {
    println!("  {label:<24}{}", answers.join(", "));
}

/// Li, who has paid an invoice by cheque, and Li & Sons, who owe one.
fn book() -> Outcome<Book> {
    let mut book = Book::new(Currency::CNY);
    let li = book.register(Customer::new("Li".parse()?))?;
    let sons = book.register(Customer::new("Li & Sons".parse()?))?;
    for key in [li, sons] {
        book.agree_limit(key, CreditLimit::try_from_text("1000", Currency::CNY)?)?;
    }
    for (key, number, date, amount) in [
        (li, "1", day!(2026, 2, 2), "CNY 600"),
        (li, "2", day!(2026, 3, 2), "CNY 300"),
        (sons, "3", day!(2026, 3, 9), "CNY 250"),
    ] {
        let amount = amount.parse()?;
        book.record(key, Sale::new(format!("S-{number}").parse()?, date, amount))?;
        let (invoice, due) = (format!("I-{number}").parse()?, date.offset(60));
        book.record(key, Invoice::new(invoice, date, due, amount))?;
    }
    let cheque = Payment::new("1001".parse()?, day!(2026, 3, 10), "CNY 600".parse()?);
    book.record(li, cheque.for_invoice("I-1".parse()?))?;
    Ok(book)
}
