//! S20: the conduct of a customer over a year, at a glance.

use guanxi::account::Account;
use guanxi::money::Amount;
use guanxi::receivable::{
    BilledMonth, DaysBeyondTerms, Invoice, Payment, PaymentHistory, SettlementKind,
};

use crate::given::{as_of, day, yuan};

/// An account, with invoices that are due 30 days after their issue.
#[derive(Default)]
struct Book {
    invoices: Vec<(&'static str, &'static str, &'static str)>,
    payments: Vec<(&'static str, &'static str, &'static str, SettlementKind)>,
}

impl Book {
    fn bill(mut self, number: &'static str, issued: &'static str, amount: &'static str) -> Self {
        self.invoices.push((number, issued, amount));
        self
    }

    fn paid(self, invoice: &'static str, on: &'static str, amount: &'static str) -> Self {
        self.settled(invoice, on, amount, SettlementKind::Received)
    }

    fn settled(
        mut self,
        invoice: &'static str,
        on: &'static str,
        amount: &'static str,
        kind: SettlementKind,
    ) -> Self {
        self.payments.push((invoice, on, amount, kind));
        self
    }

    fn at(&self, t: &str, in_collection: &str) -> PaymentHistory {
        let mut account = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
        for (number, issued, amount) in &self.invoices {
            let due = day(issued).offset(30);
            let invoice = Invoice::new(number.parse().unwrap(), day(issued), due, yuan(amount));
            account.record(invoice).unwrap();
        }
        for (place, (invoice, on, amount, kind)) in self.payments.iter().enumerate() {
            let number = format!("P{place}").parse().unwrap();
            let payment = Payment::new(number, day(on), yuan(amount));
            let payment = payment.for_invoice(invoice.parse().unwrap());
            account.record(Payment { kind: *kind, ..payment }).unwrap();
        }
        let in_collection = yuan(in_collection).amount();
        PaymentHistory::as_of(account.view().receivables(), in_collection, as_of(t))
    }
}

fn signed(beyond: Option<DaysBeyondTerms>) -> Option<String> {
    beyond.map(|it| it.signed.to_string())
}

/// 20 days early with a discount of 2 %, 30 days late without one.
fn two_ways() -> Book {
    Book::default()
        .bill("I1", "2026-01-01", "100")
        .bill("I2", "2026-01-01", "100")
        .paid("I1", "2026-01-11", "98")
        .settled("I1", "2026-01-11", "2", SettlementKind::CashDiscount)
        .paid("I2", "2026-03-02", "100")
}

#[test]
fn arrears_are_apart_for_items_with_a_discount_and_without() {
    let history = two_ways().at("2026-03-31", "0");
    assert_eq!(signed(history.with_discount).as_deref(), Some("-20"));
    assert_eq!(signed(history.without_discount).as_deref(), Some("30"));
    assert_eq!(history.with_discount.unwrap().clamped.to_string(), "0");
    let early = two_ways().at("2026-03-01", "0");
    assert_eq!(signed(early.with_discount).as_deref(), Some("-20"));
    assert_eq!(early.without_discount, None, "I2 is open that day");
    let before = two_ways().at("2026-01-10", "0");
    assert_eq!((before.with_discount, before.without_discount), (None, None));
}

#[test]
fn an_item_counts_for_a_year_from_its_settlement() {
    let book = two_ways();
    // 365 days after 11 January 2026 is 11 January 2027.
    assert!(book.at("2027-01-10", "0").with_discount.is_some());
    assert!(book.at("2027-01-11", "0").with_discount.is_none());
}

#[test]
fn the_highest_month_is_the_latest_of_equal_ones() {
    let book = Book::default()
        .bill("I1", "2026-01-05", "70")
        .bill("I2", "2026-01-25", "30")
        .bill("I3", "2026-03-31", "100")
        .bill("I4", "2026-04-01", "99.99");
    let found = |t: &str| {
        let history = book.at(t, "0");
        let month = history.highest_month.map(|it| {
            let BilledMonth { month, billed } = it;
            format!("{month} {}", billed.minor())
        });
        (history.billed.minor(), month)
    };
    assert_eq!(found("2026-01-05"), (70_00, Some("2026-01 7000".to_owned())));
    assert_eq!(found("2026-04-01"), (299_99, Some("2026-03 10000".to_owned())));
    // The first bill of January is out of the window: 365 days after it.
    assert_eq!(found("2027-01-04"), (299_99, Some("2026-03 10000".to_owned())));
    assert_eq!(found("2027-01-05"), (229_99, Some("2026-03 10000".to_owned())));
    assert_eq!(found("2027-03-31"), (99_99, Some("2026-04 9999".to_owned())));
    assert_eq!(found("2027-04-01"), (0, None));
}

#[test]
fn the_share_in_collection_is_of_what_is_open() {
    let book = Book::default().bill("I1", "2026-01-01", "400").paid("I1", "2026-02-01", "300");
    let share = |t: &str, sum: &str| book.at(t, sum).in_collection.map(|it| it.to_string());
    assert_eq!(share("2026-01-31", "100").as_deref(), Some("0.25"));
    assert_eq!(share("2026-02-01", "100").as_deref(), Some("1"));
    assert_eq!(share("2026-02-01", "0").as_deref(), Some("0"));
    assert_eq!(share("2026-02-01", "150").as_deref(), Some("1.5"), "more than is open now");
    let none = Account::new("Li".parse().unwrap(), "CNY".parse().unwrap());
    let found = PaymentHistory::as_of(none.view().receivables(), Amount::ZERO, as_of("2026-02-01"));
    assert_eq!(found.in_collection, None);
}

/// An item that a write-off or a late discount settled was not paid, and has no days.
#[test]
fn an_item_that_money_did_not_settle_has_no_days() {
    let book = Book::default()
        .bill("I1", "2026-01-01", "100")
        .settled("I1", "2026-03-01", "100", SettlementKind::WriteOff)
        .bill("I2", "2026-01-01", "100")
        .paid("I2", "2026-01-11", "98")
        .settled("I2", "2026-02-11", "2", SettlementKind::CashDiscount);
    let history = book.at("2026-03-31", "0");
    assert_eq!((history.with_discount, history.without_discount), (None, None));
}
