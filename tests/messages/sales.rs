//! Sales progress and selling expense.

use guanxi::book::Book;
use guanxi::calendar::Month;
use guanxi::customer::Customer;
use guanxi::expense::Expense;
use guanxi::id::CustomerKey;
use guanxi::money::{Amount, Money};
use guanxi::trade::Sale;
use guanxi::warning::{DeclineRules, ExpensePolicy, ProgressPolicy, ProgressPolicyDraft};

use crate::given::{Told, as_of, currency, day, document, month, yuan};
use crate::{HALF, T};

#[track_caller]
fn progress(told: &Told, t: &str) -> String {
    // A history of so few months would have a season.
    let draft = ProgressPolicyDraft { season: None, ..ProgressPolicyDraft::default() };
    let policy = ProgressPolicy::try_new(draft).unwrap();
    let context = policy.context(as_of(t));
    policy.judge(told.view(), &context).to_string()
}

fn planned() -> Told {
    Told::nothing().planned("2026-01", "1000").planned("2026-02", "1000")
}

/// Order days in the 90 days up to the end of March 2026 and in the 365 before.
#[track_caller]
fn frequent(recent: i32, baseline: i32) -> Told {
    let t = day(T);
    Told::nothing()
        .since("2020-01-01")
        .sold_every(&t.offset(-89).to_string(), 1, recent, "1")
        .sold_every(&t.offset(-454).to_string(), 1, baseline, "1")
}

#[test]
fn progress_raised() {
    assert_eq!(
        progress(&planned().sold("2026-01-01", "1424.99"), HALF),
        "watch: bought CNY 1,424.99, 94.9% of the CNY 1,500.00 planned"
    );
    let based = Told::nothing().sold_every("2025-01-01", 1, 4, "250");
    assert_eq!(
        progress(&based.sold(HALF, "599.99"), HALF),
        "warning: bought CNY 599.99, 59.9% of the CNY 1,000.00 bought from 2025-01-01 to 2025-02-14"
    );
    assert_eq!(
        progress(&frequent(2, 24), T),
        "critical: bought CNY 2.00, 8.3% of the CNY 24.00 bought from 2025-01-01 to 2025-03-31; \
         2 order days in 90 days after 24 in the 365 before, a chance of 8.8% if nothing had changed"
    );
}

#[test]
fn one_order_day_is_said_in_the_singular() {
    let said = progress(&frequent(1, 18), T);
    assert!(said.contains("1 order day in 90 days after 18"), "{said}");
}

#[test]
fn progress_clear() {
    assert_eq!(
        progress(&planned().sold("2026-01-01", "1500"), HALF),
        "clear: bought CNY 1,500.00, 100% of the CNY 1,500.00 planned"
    );
    assert_eq!(
        progress(&frequent(13, 13), T),
        "clear: bought CNY 13.00, 100% of the CNY 13.00 bought from 2025-01-01 to 2025-03-31; \
         13 order days in 90 days after 13 in the 365 before"
    );
}

#[test]
fn progress_silent() {
    assert_eq!(progress(&planned(), HALF), "no data: the book has no sale");
    assert_eq!(
        progress(&planned().sold("2026-01-05", "1"), "2026-01-10"),
        "not applicable: too little of the period has elapsed; too short a history to compare the \
         frequency with"
    );
    assert_eq!(
        progress(&Told::nothing().sold("2026-02-01", "1"), HALF),
        "not applicable: nothing is planned for the period to date; too few order days in the same \
         period last year; too short a history to compare the frequency with"
    );
    let empty = Told::nothing().sold_every("2025-01-01", 1, 3, "1").sold("2025-01-05", "-3");
    assert_eq!(
        progress(&empty, HALF),
        "not applicable: nothing is planned for the period to date; no net purchases in the same \
         period last year; too few order days to tell a falling frequency from chance"
    );
}

/// The sentence of the progress rule about the first of twelve customers that buy once a month for
/// four years; it bought for `latest` in March 2026.
#[track_caller]
fn declined(latest: i64, policy: &ProgressPolicy) -> String {
    let mut book = Book::new("CNY".parse().unwrap());
    for place in 0..12_i64 {
        let key = book.register(Customer::new(format!("C{place}").parse().unwrap())).unwrap();
        for back in 0..48 {
            let of = "2026-03".parse::<Month>().unwrap().offset(-back);
            let back_squared = i64::from(back * back);
            let swing = 90_000 + (back_squared * (5_300 + 701 * place) + 3_100 * place) % 20_100;
            let minor = if back == 0 && place == 0 { latest } else { swing };
            let amount = Money::new(Amount::from_minor(minor), "CNY".parse().unwrap());
            let number = document(&format!("{place}-{of}"));
            book.record(key, Sale::new(number, of.first_day(), amount)).unwrap();
        }
    }
    let market = book.market(as_of(T), policy);
    let first = book.view(CustomerKey::from_position(0)).unwrap();
    let context = policy.context(as_of(T)).with_market(market);
    market.map_or_else(String::new, |_| policy.judge(first, &context).to_string())
}

#[test]
fn progress_declined() {
    let decline = Some(DeclineRules::usual());
    let draft = ProgressPolicyDraft { decline, ..ProgressPolicyDraft::default() };
    let policy = ProgressPolicy::try_new(draft).unwrap();
    let said = declined(70_000, &policy);
    assert_eq!(
        said,
        "critical: bought CNY 700.00 in 2026-03, 63.9% of the CNY 1,095.00 bought in 2025-03, when the \
         market bought 96.5%: 5.6 sigmas below by its own noise, 1.59 sigmas below on average"
    );
    let said = declined(99_000, &policy);
    assert_eq!(
        said,
        "clear: bought CNY 2,854.00, 90.7% of the CNY 3,145.00 bought from 2025-01-01 to 2025-03-31; \
         bought CNY 990.00 in 2026-03, 90.4% of the CNY 1,095.00 bought in 2025-03, when the market \
         bought 98.9%: 1.24 sigmas below by its own noise, 0.5 sigmas below on average"
    );
}

#[track_caller]
fn expense(told: &Told, t: &str) -> String {
    let context = ProgressPolicy::default().context(as_of(t));
    ExpensePolicy::default().judge(told.view(), &context).to_string()
}

fn budgeted() -> Told {
    Told::nothing().budgeted("2026-01", "100").budgeted("2026-02", "100")
}

#[test]
fn expense_raised() {
    let over = budgeted().spent("2026-01-01", "165.01").sold(HALF, "1");
    assert_eq!(expense(&over, HALF), "warning: spent CNY 165.01, 110% of the budget CNY 150.00");
    let carried =
        budgeted().planned("2026-01", "1500").sold("2026-01-10", "3000").spent("2026-01-10", "300");
    assert_eq!(
        expense(&carried, HALF),
        "watch: spent CNY 300.00, 200% of the budget CNY 150.00, carried by higher sales"
    );
    assert_eq!(
        expense(&Told::nothing().spent("2026-01-10", "5"), HALF),
        "warning: spent CNY 5.00 while net purchases are CNY 0.00"
    );
    let climbing = (0..15).fold(Told::nothing(), |told, back| {
        let date = month("2026-03").offset(-back).first_day().to_string();
        let spent = match back {
            0 => "30",
            1 => "12",
            2 => "11",
            _ => "10",
        };
        told.sold(&date, "100").spent(&date, spent)
    });
    assert_eq!(
        expense(&climbing, T),
        "watch: expense is 17.6% of purchases over the last three full months"
    );
}

#[test]
fn expense_clear() {
    let told = budgeted().sold("2026-01-10", "1000").spent("2026-01-10", "60");
    assert_eq!(
        expense(&told, "2026-01-31"),
        "clear: spent CNY 60.00, 60% of the budget CNY 100.00; spent CNY 60.00 while net purchases \
         are CNY 1,000.00"
    );
}

#[test]
fn expense_silent() {
    assert_eq!(expense(&budgeted(), HALF), "no data: the book has no expense");
    assert_eq!(
        expense(&Told::nothing().spent("2026-01-02", "5"), "2026-01-05"),
        "not applicable: nothing is budgeted for the period to date; too few months with purchases \
         to compare the expense ratio; too little of the period has elapsed"
    );
    let mut book = Book::new(currency("CNY"));
    let li = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    let wang = book.register(Customer::new("Wang".parse().unwrap())).unwrap();
    let spent = Expense::new(document("E"), day("2026-01-02"), yuan("5"));
    book.record(li, spent).unwrap();
    let context = ProgressPolicy::default().context(as_of(HALF));
    let verdict = ExpensePolicy::default().judge(book.view(wang).unwrap(), &context);
    assert_eq!(verdict.to_string(), "not applicable: no expense was made and none is budgeted");
}
