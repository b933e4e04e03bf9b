//! S10: the day on which an invoice was settled, days to pay, and terms of payment.

use guanxi::receivable::{
    BillDays, DaysBeyondTerms, InvoiceInstalment, InvoiceInstalments, Payment, PaymentTerms,
    PaymentTermsDraft, SettledItem, SettlementKind, settled_items,
};

use crate::given::{Told, as_of, day, document, yuan};

fn settled(kind: SettlementKind, date: &str, amount: &str, invoice: &str) -> Payment {
    let payment = Payment::new(document(&format!("{kind} {date}")), day(date), yuan(amount));
    payment.of_kind(kind).for_invoice(document(invoice))
}

/// Settled items: number, day of settlement, days to pay, days beyond terms.
fn found(told: &Told, t: &str) -> Vec<(String, String, Option<i32>, Option<i32>)> {
    let view = told.view();
    let items = settled_items(view.receivables(), as_of(t));
    let row = |it: &SettledItem| {
        let number = view.invoice_number(it.invoice).to_owned();
        (number, it.settled.to_string(), it.days_to_pay(), it.days_beyond_terms())
    };
    items.iter().map(row).collect()
}

fn paid(
    number: &str,
    on: &str,
    days: i32,
    late: i32,
) -> (String, String, Option<i32>, Option<i32>) {
    (number.to_owned(), on.to_owned(), Some(days), Some(late))
}

fn unpaid(number: &str, on: &str) -> (String, String, Option<i32>, Option<i32>) {
    (number.to_owned(), on.to_owned(), None, None)
}

/// P12.
#[test]
fn each_invoice_tells_when_it_was_settled_and_how_late() {
    let told = Told::nothing()
        .billed("A", "2026-01-01", "2026-01-31", "100")
        .billed("B", "2026-01-01", "2026-02-10", "100")
        .billed("C", "2026-01-01", "2026-02-20", "100")
        .paid_for("A", "2026-01-20", "60")
        .paid("2026-02-05", "100")
        .paid_for("B", "2026-02-08", "40");
    // The free 100 settle 40 of A and 60 of B.
    assert_eq!(found(&told, "2026-02-04"), []);
    assert_eq!(found(&told, "2026-02-05"), [paid("A", "2026-02-05", 35, 5)]);
    let all = [paid("A", "2026-02-05", 35, 5), paid("B", "2026-02-08", 38, -2)];
    assert_eq!(found(&told, "2026-02-08"), all);
    assert_eq!(found(&told, "2026-12-31"), all, "C is open");
    let items = settled_items(told.view().receivables(), as_of("2026-12-31"));
    let timed = items.iter().filter_map(SettledItem::timed_payment);
    let beyond = DaysBeyondTerms::from_payments(timed).unwrap();
    assert_eq!(
        (beyond.signed.to_string(), beyond.clamped.to_string()),
        ("1.5".into(), "2.5".into())
    );
}

#[test]
fn days_to_pay_exist_only_where_money_settled_the_last_of_it() {
    let bill = || Told::nothing().billed("I", "2026-01-01", "2026-01-31", "1000");
    for kind in [SettlementKind::CreditNote, SettlementKind::WriteOff, SettlementKind::SetOff] {
        let told = bill().paid_for("I", "2026-01-10", "400");
        let told = told.with(settled(kind, "2026-02-10", "600", "I"));
        assert_eq!(found(&told, "2026-03-01"), [unpaid("I", "2026-02-10")], "{kind}");
    }
    let discount = settled(SettlementKind::CashDiscount, "2026-01-09", "20", "I");
    let same_day = bill().paid_for("I", "2026-01-09", "980").with(discount.clone());
    assert_eq!(found(&same_day, "2026-03-01"), [paid("I", "2026-01-09", 8, -22)]);
    let money_last = bill().with(discount).paid_for("I", "2026-01-15", "980");
    assert_eq!(found(&money_last, "2026-03-01"), [paid("I", "2026-01-15", 14, -16)]);
}

#[test]
fn an_invoice_is_settled_from_the_day_after_which_nothing_of_it_was_open_again() {
    // The refund takes the free money away: the invoice is open again until it is paid anew.
    let refund = Payment::new(document("R"), day("2026-02-01"), yuan("100"));
    let told = Told::nothing()
        .billed("I", "2026-01-01", "2026-01-31", "100")
        .paid("2026-01-10", "100")
        .with(refund.of_kind(SettlementKind::Refunded))
        .paid("2026-02-20", "100");
    assert_eq!(found(&told, "2026-01-31"), [paid("I", "2026-01-10", 9, -21)]);
    assert_eq!(found(&told, "2026-02-19"), []);
    assert_eq!(found(&told, "2026-02-20"), [paid("I", "2026-02-20", 50, 20)]);
}

#[test]
fn money_that_waited_settles_an_invoice_on_its_issue() {
    let told = Told::nothing().billed("I", "2026-02-01", "2026-02-28", "100").paid_for(
        "I",
        "2026-01-10",
        "100",
    );
    assert_eq!(found(&told, "2026-01-31"), []);
    assert_eq!(found(&told, "2026-02-01"), [paid("I", "2026-02-01", 0, -27)]);
}

#[test]
fn each_instalment_has_its_own_days() {
    let part = |due, amount| InvoiceInstalment::new(day(due), yuan(amount));
    let parts = vec![part("2026-01-15", "50"), part("2026-01-31", "50")];
    let (invoice, from) = (document("I"), day("2026-01-01"));
    let told = Told::nothing()
        .billed("I", "2026-01-01", "2026-01-31", "100")
        .with(InvoiceInstalments { invoice, from, parts })
        .paid_for("I", "2026-01-20", "60")
        .paid_for("I", "2026-01-25", "40");
    let expected = [paid("I", "2026-01-20", 19, 5), paid("I", "2026-01-25", 24, -6)];
    assert_eq!(found(&told, "2026-02-28"), expected);
}

// Terms

fn terms(draft: PaymentTermsDraft) -> PaymentTerms {
    PaymentTerms::try_new(draft).unwrap()
}

fn due(draft: PaymentTermsDraft, invoiced: &str) -> String {
    let invoiced = day(invoiced);
    terms(draft).last_due(BillDays { invoiced, delivered: invoiced }).to_string()
}

/// P13.
#[test]
fn terms_by_the_end_of_a_month_and_by_a_closing_day() {
    let net = PaymentTermsDraft::NetEndOfMonth { days: 45 };
    assert_eq!(due(net.clone(), "2021-09-13"), "2021-10-31");
    assert_eq!(due(net, "2021-09-17"), "2021-11-30", "45 days reach the first of November");
    let months = PaymentTermsDraft::MonthsAfterEndOfMonth { months: 1 };
    assert_eq!(due(months.clone(), "2020-06-11"), "2020-07-31");
    assert_eq!(due(months, "2020-01-31"), "2020-02-29");
    let closing = PaymentTermsDraft::Closing { closing_day: 20, months: 1, day: 31 };
    assert_eq!(due(closing.clone(), "2026-01-20"), "2026-02-28", "the last day of the closing");
    assert_eq!(due(closing.clone(), "2026-01-21"), "2026-03-31", "the next closing");
    assert_eq!(due(closing, "2026-12-25"), "2027-02-28");
    let last = PaymentTermsDraft::Closing { closing_day: 31, months: 2, day: 10 };
    assert_eq!(due(last, "2026-02-28"), "2026-04-10");
}

#[test]
fn the_longest_credit_of_terms_by_months_is_from_their_worst_day() {
    let days = |draft| terms(draft).days();
    assert_eq!(days(PaymentTermsDraft::NetEndOfMonth { days: 0 }), 30);
    assert_eq!(days(PaymentTermsDraft::MonthsAfterEndOfMonth { months: 1 }), 61);
    assert_eq!(days(PaymentTermsDraft::Closing { closing_day: 20, months: 1, day: 20 }), 61);
}

#[test]
fn closing_terms_have_days_of_a_month_and_are_spoken() {
    let refused = |closing_day, months, day| {
        let draft = PaymentTermsDraft::Closing { closing_day, months, day };
        PaymentTerms::try_new(draft).unwrap_err().to_string()
    };
    assert_eq!(
        refused(0, 1, 32),
        "closing_day must lie in 1..=31, was 0; day must lie in 1..=31, was 32",
    );
    assert_eq!(refused(20, 0, 19), "day must not be before closing_day 20, was 19");
    let closing = PaymentTermsDraft::Closing { closing_day: 20, months: 0, day: 20 };
    assert_eq!(terms(closing).to_string(), "closing on day 20, due on day 20 after 0 months");
    let net = PaymentTermsDraft::NetEndOfMonth { days: 45 };
    assert_eq!(terms(net).to_string(), "net 45 days, then end of month");
    let months = PaymentTermsDraft::MonthsAfterEndOfMonth { months: 1 };
    assert_eq!(terms(months).to_string(), "end of month plus 1 month");
}
