//! Snapshots of a large book, written and read back entry by entry.

#[path = "../../input/forms.rs"]
mod forms;

use std::time::Instant;

use forms::{read_json, read_message_pack, write_json, write_message_pack, write_packed};
use guanxi::book::Book;
use guanxi::calendar::Day;
use guanxi::customer::Customer;
use guanxi::expense::Expense;
use guanxi::money::{Amount, Money};
use guanxi::receivable::{Invoice, Payment};
use guanxi::trade::Sale;
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

/// Facts of each customer: ten sales, five invoices, three payments for them and two expenses.
const FACTS: u32 = 20;

/// Writes and reads the book a number of times and prints the best of each.
pub(crate) fn run(customers: u32, rounds: usize) {
    let book = book(customers);
    let facts = customers * FACTS;
    measure("MessagePack, packed", &book, facts, rounds, write_packed, read_message_pack);
    measure("MessagePack", &book, facts, rounds, write_message_pack, read_message_pack);
    measure("JSON", &book, facts, rounds, write_json, read_json);
}

fn measure(
    form: &str,
    book: &Book,
    facts: u32,
    rounds: usize,
    write: impl Fn(&Book, &mut Vec<u8>),
    read: impl Fn(&[u8]) -> Book,
) {
    let (mut bytes, mut best) = (Vec::new(), [u128::MAX; 2]);
    for _ in 0..rounds {
        bytes.clear();
        let start = Instant::now();
        write(book, &mut bytes);
        best[0] = best[0].min(start.elapsed().as_nanos());
        let start = Instant::now();
        let restored = read(&bytes);
        best[1] = best[1].min(start.elapsed().as_nanos());
        assert_eq!(restored.len(), book.len());
    }
    // Facts a nanosecond are billions a second.
    let [written, read] = best.map(|nanoseconds| u128::from(facts) * 1_000_000 / nanoseconds);
    println!(
        "{form}: {facts} facts, {} MB; written {written}, read {read} thousand facts a second",
        bytes.len() / 1_000_000,
    );
}

/// A book whose facts come day by day, as in life: those of one customer lie far apart.
fn book(customers: u32) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    let keys: Vec<_> = (0..customers)
        .map(|number| {
            let customer = Customer::new(format!("Customer {number:07}").parse().unwrap());
            book.register(customer).unwrap()
        })
        .collect();
    let mut dice = SmallRng::seed_from_u64(47);
    let mut money =
        || Money::new(Amount::from_minor(dice.random_range(100..9_000_000)), book_currency());
    let first: Day = "2024-01-01".parse().unwrap();
    for round in 0..10_i32 {
        let day = first.offset(round * 60);
        for (number, key) in keys.iter().enumerate() {
            let document = || format!("{:08}", number * 10 + round as usize).parse().unwrap();
            let amount = money();
            book.record(*key, Sale::new(document(), day, amount)).unwrap();
            if round % 2 == 0 {
                book.record(*key, Invoice::new(document(), day, day.offset(30), amount)).unwrap();
                if round < 6 {
                    let payment = Payment::new(document(), day.offset(25), amount);
                    book.record(*key, payment.for_invoice(document())).unwrap();
                }
            } else if round < 4 {
                book.record(*key, Expense::new(document(), day, amount)).unwrap();
            }
        }
    }
    book
}

fn book_currency() -> guanxi::money::Currency {
    "CNY".parse().unwrap()
}
