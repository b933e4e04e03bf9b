//! A worker that answers a driver which times several programs in turn: `worker WORKLOAD CUSTOMERS
//! NAME THREADS`.
//!
//! Loads little-endian columns from the folder in `PERF_DATA` (`data` by default), says so, then
//! answers each line of standard input with a line of JSON: `run` does the work once and gives the
//! nanoseconds, `dump PATH` writes the last output, `rss` gives the peak memory. Two workloads:
//! `w1`, ABC of a column of amounts; `w3`, a book built from raw columns and reviewed.
//!
//! `worker w4 CUSTOMERS ROUNDS` has no driver: it builds the book of `w3`, records a million events
//! in it, one by one and in blocks, and prints a table.
//!
//! `worker w5 CUSTOMERS ROUNDS` writes the snapshot of a book with twenty facts for each customer
//! and reads it back, as MessagePack and as JSON, and prints the facts a second.
//!
//! ```text
//! cargo run --release --package guanxi-worker --features rayon -- w4 1000000 7
//! cargo run --release --package guanxi-worker -- w5 100000 3
//! ```

#![allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::type_complexity,
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "a tool for measuring, which may stop"
)]

mod events;
mod snapshot;

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;
use std::{env, fs, io};

use guanxi::account::{
    DatedColumns, FactColumns, InvoiceColumns, MonthlyColumns, PaymentColumns, ReceivableColumns,
};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::policy::Policy;
use guanxi::segment::{AbcPolicy, Class};
use guanxi::warning::{Outcome, Rule};
use mimalloc::MiMalloc;

/// The programs it is timed against bring an allocator that keeps memory for the next run, too.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let arguments: Vec<String> =
        env::args().skip_while(|it| !it.starts_with('w') || it.len() > 2).collect();
    let [workload, size, ..] = arguments.as_slice() else {
        eprintln!("usage: worker WORKLOAD CUSTOMERS NAME THREADS");
        return;
    };
    match workload.as_str() {
        "w1" => abc(size),
        "w3" => review(size),
        "w4" => {
            let rounds = arguments.get(2).and_then(|it| it.parse().ok()).unwrap_or(5);
            events::run(&build(&raw(size), review_day()), review_day(), rounds.max(1));
        }
        "w5" => {
            let rounds = arguments.get(2).and_then(|it| it.parse().ok()).unwrap_or(3);
            snapshot::run(size.parse().unwrap(), rounds.max(1));
        }
        other => eprintln!("there is no workload {other}, only w1, w3, w4 and w5"),
    }
}

fn bytes(name: &str) -> Vec<u8> {
    let folder: PathBuf = env::var("PERF_DATA").unwrap_or_else(|_| "data".into()).into();
    let path = folder.join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn column<T, const N: usize>(name: &str, read: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes(name).as_chunks::<N>().0.iter().map(|chunk| read(*chunk)).collect()
}

/// Answers the driver: `run` gives the output as bytes.
fn serve<T>(mut run: impl FnMut() -> T, dump: impl Fn(&T) -> Vec<u8>) {
    // Resets the peak, so that loading does not count.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let base = status("VmRSS");
    println!("{{\"ready\": true, \"base_kb\": {base}}}");
    let mut last: Option<T> = None;
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let mut words = line.split_whitespace();
        match words.next() {
            Some("run") => {
                drop(last.take());
                let start = Instant::now();
                last = Some(run());
                println!("{{\"ns\": {}}}", start.elapsed().as_nanos());
            }
            Some("dump") => {
                fs::write(words.next().unwrap(), dump(last.as_ref().unwrap())).unwrap();
                println!("{{\"ok\": true}}");
            }
            Some("rss") => println!("{{\"base_kb\": {base}, \"peak_kb\": {}}}", status("VmHWM")),
            _ => break,
        }
        io::stdout().flush().unwrap();
    }
}

fn status(key: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find(|line| line.starts_with(key)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn class_byte(class: Class) -> u8 {
    match class {
        Class::A => 0,
        Class::B => 1,
        Class::C => 2,
    }
}

fn outcome_byte(outcome: Outcome) -> u8 {
    outcome.level().map_or(0, |level| {
        u8::try_from(1 + guanxi::warning::Level::ALL.iter().position(|it| *it == level).unwrap())
            .unwrap()
    })
}

fn abc(size: &str) {
    let amounts = column(&format!("w1_{size}_amount.bin"), i64::from_le_bytes);
    let (policy, currency) = (AbcPolicy::default(), "CNY".parse().unwrap());
    let classes = std::cell::RefCell::new(vec![Class::C; amounts.len()]);
    serve(
        || policy.classify(&amounts, currency, &mut classes.borrow_mut()).unwrap(),
        |_| classes.borrow().iter().map(|class| class_byte(*class)).collect(),
    );
}

struct Raw {
    sales: (Vec<u32>, Vec<i32>, Vec<i64>),
    invoices: (Vec<u32>, Vec<i32>, Vec<i64>, Vec<i64>),
    expenses: (Vec<u32>, Vec<i32>, Vec<i64>),
    plans: (Vec<u32>, Vec<i64>, Vec<i64>, Vec<i64>, Vec<u8>),
}

fn raw(size: &str) -> Raw {
    let name = |column: &str| format!("w3_{size}_{column}.bin");
    let u32s = |it: &str| column(&name(it), u32::from_le_bytes);
    let i32s = |it: &str| column(&name(it), i32::from_le_bytes);
    let i64s = |it: &str| column(&name(it), i64::from_le_bytes);
    Raw {
        sales: (u32s("sale_customer"), i32s("sale_date"), i64s("sale_amount")),
        invoices: (u32s("inv_customer"), i32s("inv_due"), i64s("inv_amount"), i64s("inv_paid")),
        expenses: (u32s("exp_customer"), i32s("exp_date"), i64s("exp_amount")),
        plans: (
            u32s("plan_customer"),
            i64s("plan_amount"),
            i64s("plan_credit_limit"),
            i64s("plan_expense_budget"),
            bytes(&name("plan_flags")),
        ),
    }
}

fn columns((customers, days, amounts): &(Vec<u32>, Vec<i32>, Vec<i64>)) -> DatedColumns<'_> {
    DatedColumns { customers, days, amounts }
}

/// The book of the raw columns: invoices are issued 30 days before they are due and paid ten days
/// after that, plans and budgets stand for the month of the review.
fn build(raw: &Raw, t: AsOf) -> Book {
    let mut book = Book::new("CNY".parse().unwrap());
    let customers = u32::try_from(raw.plans.0.len()).unwrap();
    book.open_unnamed(customers).unwrap();
    let (keys, due, amounts, paid) = &raw.invoices;
    let issued: Vec<i32> = due.iter().map(|due| due - 30).collect();
    // At most as many payments as invoices.
    let mut named = Vec::with_capacity(paid.len());
    let mut payers = Vec::with_capacity(paid.len());
    let mut paid_on = Vec::with_capacity(paid.len());
    let mut sums = Vec::with_capacity(paid.len());
    for (row, ((key, issued), paid)) in (0_u32..).zip(keys.iter().zip(&issued).zip(paid)) {
        if *paid > 0 {
            named.push(row);
            payers.push(*key);
            paid_on.push(issued + 10);
            sums.push(*paid);
        }
    }
    let invoices = InvoiceColumns { customers: keys, issued: &issued, due, amounts };
    let payments =
        PaymentColumns { customers: &payers, days: &paid_on, amounts: &sums, invoices: &named };
    let (keys, planned, limited, budgeted, flags) = &raw.plans;
    let month = t.day().month().months_since("0000-01".parse().unwrap());
    let months = vec![month; keys.len()];
    let mut limits = vec![0; keys.len()];
    for (key, limit) in keys.iter().zip(limited) {
        limits[*key as usize] = *limit;
    }
    let monthly = |amounts| MonthlyColumns { customers: keys, months: &months, amounts };
    book.load(FactColumns {
        sales: Some(columns(&raw.sales)),
        receivables: Some(ReceivableColumns { invoices, payments }),
        expenses: Some(columns(&raw.expenses)),
        plans: Some(monthly(planned)),
        budgets: Some(monthly(budgeted)),
        limits: &limits,
    })
    .unwrap();
    let incident = Incident {
        kind: IncidentKind::Fire,
        occurred: t.day().offset(-5),
        reported: t.day(),
        credibility: Credibility::Verified,
        impact: Impact::try_new(3).unwrap(),
        resolved: None,
    };
    for (key, _) in keys.iter().zip(flags).filter(|(_, flags)| **flags > 0) {
        book.record(CustomerKey::from_position(*key), incident.clone()).unwrap();
    }
    book
}

fn review_day() -> AsOf {
    "2026-06-30".parse().unwrap()
}

fn review(size: &str) {
    let (raw, t) = (raw(size), review_day());
    let policy = Policy::default();
    let verbose = env::var_os("VERBOSE").is_some();
    serve(
        || {
            let start = Instant::now();
            let book = build(&raw, t);
            let built = Instant::now();
            let review = book.review(t, &policy).unwrap();
            if verbose {
                eprintln!("built in {:?}, reviewed in {:?}", built - start, built.elapsed());
            }
            let mut output: Vec<u8> = review.classes().map(class_byte).collect();
            output.extend(review.quadrants().iter().map(|it| it.map_or(4, |it| it as u8)));
            for rule in Rule::ALL {
                output.extend(review.outcomes(rule).iter().map(|it| outcome_byte(*it)));
            }
            output
        },
        Clone::clone,
    );
}
