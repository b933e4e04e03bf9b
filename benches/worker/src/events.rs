//! One more event: a sale, payment or expense recorded in a book of many, and its customer judged.

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use comfy_table::{Table, TableStyle};
use guanxi::account::CustomerFact;
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::expense::Expense;
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Money};
use guanxi::policy::Policy;
use guanxi::receivable::Payment;
use guanxi::review::Judgement;
use guanxi::trade::Sale;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rand_distr::LogNormal;

const EVENTS: u32 = 1_000_000;

/// Draws events of the day of the review at customers drawn evenly: of ten six are sales, three
/// payments on account and one an expense, of some 400 each.
fn draw(customers: u32, t: AsOf) -> Vec<CustomerFact> {
    let mut dice = StdRng::seed_from_u64(0x5734);
    let sizes = LogNormal::new(40_000_f64.ln(), 1.0).unwrap();
    let currency = "CNY".parse().unwrap();
    let event = |number| {
        let key = CustomerKey::from_position(dice.random_range(0..customers));
        let amount = Money::new(Amount::from_minor(dice.sample(sizes) as i64 + 1), currency);
        let (document, day) = (format!("event {number}").parse().unwrap(), t.day());
        let fact = match dice.random_range(0..10) {
            0..6 => Sale::new(document, day, amount).into(),
            6..9 => Payment::new(document, day, amount).into(),
            _ => Expense::new(document, day, amount).into(),
        };
        CustomerFact { customer: key, fact }
    };
    (0..EVENTS).map(event).collect()
}

/// Times of several rounds, per piece of work.
struct Row {
    name: &'static str,
    nanoseconds: Vec<u128>,
}

impl Row {
    fn note(&mut self, taken: Duration, pieces: usize) {
        self.nanoseconds.push(taken.as_nanos() / pieces as u128);
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sorted = self.nanoseconds.clone();
        sorted.sort_unstable();
        write!(f, "{} ({})", sorted[sorted.len() / 2], sorted[0])
    }
}

/// Nanoseconds for reading the clock twice, which are not the event's.
fn of_the_clock() -> u128 {
    let mut taken: Vec<u128> = (0..10_001).map(|_| Instant::now().elapsed().as_nanos()).collect();
    taken.sort_unstable();
    taken[taken.len() / 2]
}

/// Prints medians and the least over rounds in which the ways to do it take turns, each in a copy
/// of the book.
pub(crate) fn run(book: &Book, t: AsOf, rounds: usize) {
    let policy = Policy::default();
    let assessor = book.assessor(t, &policy);
    let events = draw(book.len(), t);
    let mut rows = [
        "review of the book, a customer",
        "event by itself",
        "event in blocks of 256",
        "event in one block",
    ]
    .map(|name| Row { name, nanoseconds: Vec::new() });
    let [reviewed, alone, in_blocks, in_one] = &mut rows;
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(book.review(t, &policy).unwrap());
        reviewed.note(start.elapsed(), book.len() as usize);

        let mut one_by_one = Vec::with_capacity(events.len());
        let (mut copy, facts) = (book.clone(), events.clone());
        let start = Instant::now();
        one_by_one.extend(
            facts
                .into_iter()
                .map(|it| copy.record_and_judge(it.customer, it.fact, &assessor).unwrap()),
        );
        alone.note(start.elapsed(), events.len());

        for (row, many) in [(&mut *in_blocks, 256), (&mut *in_one, usize::MAX)] {
            copy = book.clone();
            let mut judged: Vec<Judgement> = Vec::with_capacity(events.len());
            let start = Instant::now();
            for block in events.chunks(many) {
                judged.extend(
                    copy.record_and_judge_all(block, &assessor).into_iter().map(Result::unwrap),
                );
            }
            row.note(start.elapsed(), events.len());
            assert_eq!(judged, one_by_one, "a block judges as one event after the other");
        }
    }
    // Once more with the clock read around each: that costs time, too.
    let mut copy = book.clone();
    let mut latencies: Vec<u128> = Vec::with_capacity(events.len());
    latencies.extend(events.into_iter().map(|CustomerFact { customer, fact }| {
        let start = Instant::now();
        black_box(copy.record_and_judge(customer, fact, &assessor).unwrap());
        start.elapsed().as_nanos()
    }));
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_header(["work", "ns, median (least)"]);
    for row in &rows {
        table.add_row([row.name.to_owned(), row.to_string()]);
    }
    latencies.sort_unstable();
    let clock = of_the_clock();
    for (name, of_10_000) in [("p50", 5_000), ("p99", 9_900), ("p99.9", 9_990), ("all", 10_000)] {
        let within =
            latencies[(latencies.len() * of_10_000).div_ceil(10_000) - 1].saturating_sub(clock);
        table.add_row([format!("event by itself, {name} within"), within.to_string()]);
    }
    println!("{table}");
    println!(
        "{} customers, {EVENTS} events, {rounds} rounds; {clock} ns for reading the clock taken off",
        book.len()
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_prints_the_median_and_the_least() {
        let mut row = Row { name: "event", nanoseconds: Vec::new() };
        for taken in [300, 100, 200] {
            row.note(Duration::from_nanos(taken * 10), 10);
        }
        assert_eq!(row.to_string(), "200 (100)");
    }

    #[test]
    fn events_are_drawn_alike_each_time() {
        let t = "2026-06-30".parse().unwrap();
        let (one, other) = (draw(9, t), draw(9, t));
        assert_eq!(one.len(), EVENTS as usize);
        assert_eq!(one[..100], other[..100]);
    }
}
