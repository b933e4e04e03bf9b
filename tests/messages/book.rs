//! The book: refused columns, customers that are not there.

use guanxi::account::{
    DatedColumns, FactColumns, FactKind, InvoiceColumns, Ledger, LoadError, MonthlyColumns,
    PaymentColumns,
};
use guanxi::backtest::CalibrationError;
use guanxi::book::{Book, BookError};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::receivable::{CreditLimit, Payment};
use guanxi::review::ReviewError;
use guanxi::segment::{AbcPolicy, Class};
use guanxi::trade::Sale;
use guanxi::warning::Rule;

use crate::given::{currency, day, document, yuan};
use crate::{T, refused};

#[test]
fn the_book() {
    let mut book = Book::new(currency("CNY"));
    let li = Customer::new("Li".parse().unwrap());
    let key = book.register(li.clone()).unwrap();
    assert_eq!(refused(book.register(li.clone())), "customer Li is registered already");
    assert_eq!(refused(book.key(&"Wang".parse().unwrap())), "there is no customer Wang");
    let none = Payment::new(document("P"), day(T), yuan("0"));
    assert_eq!(
        refused(book.record(key, none.clone())),
        "customer Li: amount of payment P must be positive, was CNY 0.00"
    );
    let full = BookError::Full { customer: li.id };
    assert_eq!(full.to_string(), "customer Li finds no room: 2,147,483,648 customers are the most");
    let overflow =
        ReviewError::Overflow { customer: "Li".to_owned(), minor: 9_223_372_036_854_775_808 };
    assert_eq!(
        overflow.to_string(),
        "customer Li: net purchases of 9223372036854775808 minor units do not fit an amount"
    );
}

#[test]
fn thresholds_that_cannot_be_found() {
    let tried_from = day("2026-01-01");
    let texts = [
        (
            CalibrationError::Rule { rule: Rule::Expense },
            "thresholds are sought for debt, progress and loss, was expense",
        ),
        (CalibrationError::Method, "loss.silence.method must be probability to be calibrated"),
        (
            CalibrationError::Off { rule: Rule::Debt },
            "debt must have an arm whose threshold is sought, all are off",
        ),
        (
            CalibrationError::Cost { cost: yuan("-0.01") },
            "cost_per_call must not be negative, was CNY -0.01",
        ),
        (
            CalibrationError::Saved { saved: "100.01%".parse().unwrap() },
            "saved must be at most 100%, was 100.01%",
        ),
        (
            CalibrationError::TooFewToLearn { days: 1, tried_from },
            "at least 2 days must have their outcomes by 2026-01-01, have 1",
        ),
        (
            CalibrationError::TooFewToTry { days: 0, tried_from },
            "at least 2 days must lie on or after 2026-01-01, were 0",
        ),
    ];
    for (error, text) in texts {
        assert_eq!(error.to_string(), text);
    }
}

/// One row each, of the customer at a position.
const fn dated<'a>(customers: &'a [u32], amounts: &'a [i64]) -> DatedColumns<'a> {
    DatedColumns { customers, days: &[20_000], amounts }
}

#[test]
fn columns_that_are_refused() {
    let mut ledger = Ledger::new(currency("CNY"));
    ledger.open_many(2).unwrap();
    let two_for_one = DatedColumns { customers: &[0], days: &[20_000], amounts: &[1, 2] };
    assert_eq!(
        refused(ledger.load(FactColumns::from_sales(two_for_one))),
        "sale columns differ in length: 1 customer, 2 in another column"
    );
    assert_eq!(
        refused(ledger.load(FactColumns::from_limits(&[1, 2, 3]))),
        "limit columns differ in length: 2 customers, 3 in another column"
    );
    assert_eq!(
        refused(ledger.load(FactColumns::from_expenses(dated(&[2], &[1])))),
        "expense row 0: there is no customer at position 2"
    );
    let late = DatedColumns { customers: &[0, 1], days: &[0, i32::MAX], amounts: &[1, 1] };
    assert_eq!(
        refused(ledger.load(FactColumns::from_sales(late))),
        "sale row 1: day must lie in the calendar, was 2147483647"
    );
    let monthly = |amounts| MonthlyColumns { customers: &[0, 1], months: &[24_314; 2], amounts };
    assert_eq!(
        refused(ledger.load(FactColumns::from_plans(monthly(&[0, -1])))),
        "plan row 1: amount must not be negative, was -1"
    );
    assert_eq!(
        refused(ledger.load(FactColumns::from_limits(&[0, -5]))),
        "limit row 1: amount must not be negative, was -5"
    );
    ledger.load(FactColumns::from_budgets(monthly(&[5, 6]))).unwrap();
    assert_eq!(
        refused(ledger.load(FactColumns::from_budgets(monthly(&[5, 6])))),
        "budget columns agree an amount twice for a month of the customer at position 0"
    );
    let most = DatedColumns { customers: &[1; 2], days: &[0, 1], amounts: &[i64::MAX, 1] };
    assert_eq!(
        refused(ledger.load(FactColumns::from_expenses(most))),
        "expense columns take a running total of the customer at position 1 out of range"
    );
    let full = LoadError::Full { kind: FactKind::Invoice };
    assert_eq!(
        full.to_string(),
        "invoice columns find no room: 4,294,967,295 facts of a kind are the most"
    );
}

#[test]
fn columns_of_receivables_that_are_refused() {
    let mut ledger = Ledger::new(currency("CNY"));
    ledger.open_many(2).unwrap();
    let invoice =
        |due, amounts| InvoiceColumns { customers: &[0], issued: &[20_000], due, amounts };
    let mut bill = |due, amounts| {
        refused(
            ledger.load(FactColumns::from_receivables(invoice(due, amounts), PaymentColumns::NONE)),
        )
    };
    assert_eq!(
        bill(&[20_000, 20_001], &[1]),
        "invoice columns differ in length: 1 customer, 2 in another column"
    );
    assert_eq!(
        bill(&[i32::MIN], &[1]),
        "invoice row 0: due must lie in the calendar, was -2147483648"
    );
    assert_eq!(bill(&[20_000], &[0]), "invoice row 0: amount must be positive, was 0");
    assert_eq!(bill(&[19_999], &[1]), "invoice row 0: due must not be before the issue, was 19999");
    let early =
        InvoiceColumns { customers: &[0], issued: &[i32::MIN], due: &[20_000], amounts: &[1] };
    assert_eq!(
        refused(ledger.load(FactColumns::from_receivables(early, PaymentColumns::NONE))),
        "invoice row 0: issued must lie in the calendar, was -2147483648"
    );
    let good = invoice(&[20_000], &[1]);
    let mut pay = |customers, days, amounts, invoices| {
        let payments = PaymentColumns { customers, days, amounts, invoices };
        refused(ledger.load(FactColumns::from_receivables(good, payments)))
    };
    let free = &[PaymentColumns::NO_INVOICE];
    assert_eq!(pay(&[9], &[0], &[1], free), "payment row 0: there is no customer at position 9");
    assert_eq!(
        pay(&[0], &[i32::MAX], &[1], free),
        "payment row 0: day must lie in the calendar, was 2147483647"
    );
    assert_eq!(pay(&[0], &[0], &[-1], free), "payment row 0: amount must be positive, was -1");
    assert_eq!(
        pay(&[1], &[0], &[1], &[0]),
        "payment row 0: invoice must be a row of an invoice of the same customer, was 0"
    );
    assert_eq!(
        pay(&[0], &[0], &[1], &[1]),
        "payment row 0: invoice must be a row of an invoice of the same customer, was 1"
    );
}

#[test]
fn columns_of_a_book_are_refused_with_the_name_of_the_customer() {
    let mut book = Book::new(currency("CNY"));
    book.register(Customer::new("Li & Sons".parse().unwrap())).unwrap();
    book.open_unnamed(1).unwrap();
    let overflow = |customers| DatedColumns { customers, days: &[0, 1], amounts: &[i64::MIN, -1] };
    assert_eq!(
        refused(book.load(FactColumns::from_sales(overflow(&[0, 0])))),
        "sale columns take a running total of the customer at position 0 out of range (Li & Sons)"
    );
    assert_eq!(
        refused(book.load(FactColumns::from_sales(overflow(&[1, 1])))),
        "sale columns take a running total of the customer at position 1 out of range"
    );
    let twice = |customers| MonthlyColumns { customers, months: &[24_314; 2], amounts: &[7, 8] };
    assert_eq!(
        refused(book.load(FactColumns::from_budgets(twice(&[0, 0])))),
        "budget columns agree an amount twice for a month of the customer at position 0 (Li & Sons)"
    );
    assert_eq!(
        refused(book.load(FactColumns::from_plans(twice(&[1, 1])))),
        "plan columns agree an amount twice for a month of the customer at position 1"
    );
    assert_eq!(
        refused(book.load(FactColumns::from_sales(dated(&[2], &[1])))),
        "sale row 0: there is no customer at position 2"
    );
}

#[test]
fn a_book_without_room_and_a_key_without_customer() {
    let mut book = Book::new(currency("CNY"));
    assert_eq!(
        refused(book.open_unnamed(u32::MAX)),
        "4294967295 customers find no room: 2,147,483,648 customers are the most"
    );
    assert!(book.is_empty(), "none is opened");
    let nobody = CustomerKey::from_position(3);
    let sale = Sale::new(document("S"), day(T), yuan("1"));
    assert_eq!(refused(book.record(nobody, sale)), "there is no customer at position 3");
    assert_eq!(
        refused(book.agree_limit(nobody, CreditLimit::Unlimited)),
        "there is no customer at position 3"
    );
}

#[test]
fn columns_of_classes() {
    let mut classes = [Class::B; 2];
    let classified = AbcPolicy::default().classify(&[5, 7, 9], currency("CNY"), &mut classes);
    assert_eq!(refused(classified), "2 places for the classes of 3 amounts");
    assert_eq!(classes, [Class::B; 2], "nothing is written");
}

#[test]
fn a_customer_that_the_book_does_not_have_is_told_by_its_position() {
    let mut book = Book::new(currency("CNY"));
    let sale = Sale::new(document("S"), day(T), yuan("1"));
    let said = refused(book.record(CustomerKey::from_position(3), sale));
    assert!(said.ends_with("there is no customer at position 3"), "{said}");
    assert!(!said.starts_with("customer :"), "a name that is none is not said: {said}");
}
