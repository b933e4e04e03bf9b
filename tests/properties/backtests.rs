//! Past days that are judged again: nobody looks ahead.

use guanxi::account::{CustomerTerm, FactKind, FactName};
use guanxi::backtest::{Backtest, BacktestRequest, Hindsight, NoOrderWithin};
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::customer::Customer;
use guanxi::expense::Expense;
use guanxi::id::CustomerKey;
use guanxi::lifecycle::Reason;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::Rule;
use proptest::prelude::*;

use crate::strategies::{date, document, money, yuan};

/// Customers of a book.
const CUSTOMERS: u32 = 4;

/// The past days, and the days after each.
const DAYS: [i32; 3] = [400, 430, 500];
const HORIZON: i32 = 60;

/// The last day that an outcome looks at.
const END: i32 = DAYS[2] + HORIZON;

/// A fact of a customer: which kind, its day, its amount, and the days until it is known.
type Row = (u32, u8, i32, i64, i32);

fn rows(days: std::ops::Range<i32>, most: usize) -> impl Strategy<Value = Vec<Row>> {
    let row = (0..CUSTOMERS, 0_u8..8, days, 1_i64..90_000, 0_i32..40);
    prop::collection::vec(row, 0..most)
}

fn key(place: u32) -> CustomerKey {
    CustomerKey::from_position(place)
}

/// A book that all tests begin with: weekly and monthly buyers with a limit.
fn begun() -> Book {
    let mut book = Book::new(yuan());
    for place in 0..CUSTOMERS {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        let limit = CreditLimit::try_from_money(money(50_000), yuan()).unwrap();
        book.agree_limit(key, limit).unwrap();
        let every = [7, 30, 7, 45][place as usize];
        let last = [600, 600, 380, 410][place as usize];
        for day in (0..last).step_by(every) {
            let number = document(&format!("{place}-{day}"));
            book.record(key, Sale::new(number, date(day), money(10_000))).unwrap();
        }
    }
    book
}

/// Records facts, each known some days after its own.
fn record(book: &mut Book, prefix: &str, rows: &[Row]) {
    for (place, (customer, kind, day, amount, later)) in rows.iter().enumerate() {
        let (on, money, number) =
            (date(*day), money(*amount), document(&format!("{prefix}{place}")));
        let known = on.offset(*later);
        let key = key(*customer);
        let taken = match kind {
            0..3 => book.record_known(key, Sale::new(number, on, money), known),
            3 | 4 => book.record_known(key, Invoice::new(number, on, on.offset(20), money), known),
            5 => book.record_known(key, Payment::new(number, on, money), known),
            6 => book.record_known(key, Expense::new(number, on, money), known),
            // One plan a month: later ones are repetitions.
            _ => {
                let month = on.month().offset(1);
                let _ =
                    book.record_known(key, Plan::new(month, money), known.max(month.last_day()));
                Ok(())
            }
        };
        taken.unwrap();
    }
}

/// The same facts, learnt on days after another.
fn known_after(rows: Vec<Row>, last: i32) -> Vec<Row> {
    let learnt = |(customer, kind, day, amount, later): Row| {
        (customer, kind, day, amount, last + 1 - day + later)
    };
    rows.into_iter().map(learnt).collect()
}

fn tested(book: &Book, outcome: impl Fn(&Book, CustomerKey, AsOf) -> Hindsight + Sync) -> Backtest {
    let days = DAYS.map(|day| AsOf::new(date(day)));
    let request =
        BacktestRequest { policies: &[&Policy::default()], days: &days, rules: &Rule::ALL };
    Backtest::run(book, &request, outcome).unwrap()
}

/// The counts with what came of each day within its days, as it is known on a day.
fn by_orders(book: &Book, known: i32) -> Backtest {
    let days = u16::try_from(HORIZON).unwrap().try_into().unwrap();
    let outcome = NoOrderWithin { days, known: AsOf::new(date(known)) };
    tested(book, |book, key, t| outcome.hindsight(book, key, t))
}

/// The verdicts alone.
fn verdicts(book: &Book) -> Backtest {
    tested(book, |_, _, _| Hindsight::Unknowable)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Facts of days after the last as-of day and its horizon are seen by no judgement and by no
    /// outcome.
    #[test]
    fn facts_after_the_last_horizon_change_nothing(
        facts in rows(0..END, 30),
        later in rows(END + 1..END + 200, 30),
        known in END..END + 300,
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        let before = by_orders(&book, known);
        record(&mut book, "L", &later);
        prop_assert_eq!(by_orders(&book, known), before);
    }

    /// What is learnt after a day never changes its judgement: facts of any day, versions that
    /// move, change or void one, ends and merges.
    #[test]
    fn what_is_learnt_after_the_last_day_changes_no_verdict(
        facts in rows(0..DAYS[2], 30),
        learnt in rows(0..DAYS[2], 20),
        revised in prop::collection::vec((0..CUSTOMERS, 0_i32..14, 0_u8..3, 1_i32..600), 0..8),
        ended in prop::option::of(0..CUSTOMERS),
        merged in prop::option::of((0..CUSTOMERS, 1..CUSTOMERS)),
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        let before = verdicts(&book);
        // All of it is known from a day after the last one on.
        record(&mut book, "L", &known_after(learnt, DAYS[2]));
        for (place, (customer, which, how, moved)) in revised.iter().enumerate() {
            let every = [7, 30, 7, 45][*customer as usize];
            let number = format!("{customer}-{}", which * every);
            let name = FactName::new(FactKind::Sale, &*number);
            let sale = |day, amount| Some(Sale::new(document(&number), date(day), money(amount)).into());
            let on = date(DAYS[2] + 700 + place as i32);
            let version = match how {
                0 => None,
                1 => sale(*moved, 10_000),
                _ => sale(which * every, 12_345),
            };
            // A version that says the same again, or voids what is void, is refused.
            let _ = book.revise(key(*customer), &name, on, version);
        }
        let after = date(DAYS[2] + 1);
        if let Some(customer) = ended {
            let gone = CustomerTerm::Ended(Some(Reason::try_new("closed").unwrap()));
            book.state(key(customer), after, gone).unwrap();
        }
        if let Some((one, more)) = merged {
            book.customers_mut().merge(key(one), key((one + more) % CUSTOMERS), after).unwrap();
        }
        prop_assert_eq!(verdicts(&book), before);
    }

    /// What is learnt between two past days changes the later one alone.
    #[test]
    fn what_is_learnt_between_two_days_changes_the_later_ones_only(
        facts in rows(0..DAYS[0], 20),
        learnt in rows(0..DAYS[0], 20),
    ) {
        let mut book = begun();
        record(&mut book, "F", &facts);
        let before = verdicts(&book);
        record(&mut book, "L", &known_after(learnt, DAYS[1]));
        let after = verdicts(&book);
        prop_assert_eq!(&after.days(0)[..2], &before.days(0)[..2]);
    }
}
