//! S6, S20: the event from which terms run, and the longest terms that the law allows.

use guanxi::calendar::Day;
use guanxi::receivable::{
    BillDays, ItemBeyondTerm, PaymentTerms, PaymentTermsDraft, StatutoryPayer, StatutoryTerms,
    TermDays, TermsFrom,
};

use crate::given::{Told, as_of, day};

fn due(terms: PaymentTermsDraft, days: TermDays, from: TermsFrom) -> Option<Day> {
    let terms = PaymentTerms::try_new(terms).unwrap();
    days.bill_days(from).map(|days| terms.last_due(days))
}

#[test]
fn terms_run_from_the_event_that_they_name() {
    let all = TermDays {
        invoiced: day("2026-03-01"),
        delivered: Some(day("2026-03-02")),
        received: Some(day("2026-03-03")),
        accepted: Some(day("2026-03-04")),
        reconciled: Some(day("2026-03-31")),
    };
    for (from, expected) in [
        (TermsFrom::Invoice, "2026-03-31"),
        (TermsFrom::Delivery, "2026-04-01"),
        (TermsFrom::Receipt, "2026-04-02"),
        (TermsFrom::Acceptance, "2026-04-03"),
        (TermsFrom::Reconciliation, "2026-04-30"),
    ] {
        assert_eq!(due(PaymentTermsDraft::Net { days: 30 }, all, from), Some(day(expected)));
    }
    // Cash on delivery is due on the delivery, whatever the event.
    let cash = PaymentTermsDraft::CashOnDelivery;
    assert_eq!(due(cash.clone(), all, TermsFrom::Acceptance), Some(day("2026-03-02")));
    let unknown = TermDays { delivered: None, ..all };
    assert_eq!(due(cash, unknown, TermsFrom::Acceptance), Some(day("2026-03-04")));
}

#[test]
fn nothing_is_due_before_the_event_has_come() {
    let invoiced = TermDays::invoiced(day("2026-03-01"));
    for from in TermsFrom::ALL {
        let expected = (from == TermsFrom::Invoice)
            .then_some(BillDays { invoiced: day("2026-03-01"), delivered: day("2026-03-01") });
        assert_eq!(invoiced.bill_days(from), expected, "{from}");
    }
}

#[test]
fn a_due_date_beyond_the_statutory_term_is_a_finding() {
    let told = |payer, due| {
        let found = StatutoryTerms::default().finding(payer, day("2026-03-02"), day(due));
        found.map(|it| it.to_string())
    };
    // 60 days after 2 March 2026 is 1 May, 30 days after it 1 April.
    assert_eq!(told(StatutoryPayer::Enterprise, "2026-05-01"), None);
    assert_eq!(
        told(StatutoryPayer::Enterprise, "2026-05-02").as_deref(),
        Some("due on 2026-05-02, an enterprise must pay by 2026-05-01, 60 days after the delivery")
    );
    assert_eq!(told(StatutoryPayer::PublicBody, "2026-04-01"), None);
    assert_eq!(
        told(StatutoryPayer::PublicBody, "2026-04-02").as_deref(),
        Some("due on 2026-04-02, a public body must pay by 2026-04-01, 30 days after the delivery")
    );
    let agreed = StatutoryTerms { public_days: 60, ..StatutoryTerms::default() };
    let (delivered, due) = (day("2026-03-02"), day("2026-05-01"));
    assert_eq!(agreed.finding(StatutoryPayer::PublicBody, delivered, due), None);
}

#[test]
fn the_open_items_of_a_customer_are_read_by_the_day_of_their_invoice() {
    let told = Told::nothing()
        .billed("I-1", "2026-03-02", "2026-05-01", "100")
        .billed("I-2", "2026-03-02", "2026-05-02", "200")
        .billed("I-3", "2026-03-02", "2026-05-31", "300")
        .billed("I-4", "2026-04-01", "2026-07-01", "400")
        .paid_for("I-3", "2026-03-20", "300");
    let found = |payer, t| {
        let view = told.view();
        let found = StatutoryTerms::default().findings(payer, view.receivables(), as_of(t));
        let say = |it: &ItemBeyondTerm| {
            (view.invoice_number(it.item.invoice).to_owned(), it.beyond.latest.to_string())
        };
        found.iter().map(say).collect::<Vec<_>>()
    };
    let row = |number: &str, latest: &str| (number.to_owned(), latest.to_owned());
    let (company, public) = (StatutoryPayer::Enterprise, StatutoryPayer::PublicBody);
    // I-1 is due on the last day, I-3 is paid, I-4 is not issued yet.
    assert_eq!(found(company, "2026-03-31"), [row("I-2", "2026-05-01")]);
    assert_eq!(found(public, "2026-03-31"), ["I-1", "I-2"].map(|it| row(it, "2026-04-01")));
    let all = [row("I-2", "2026-05-01"), row("I-4", "2026-05-31")];
    assert_eq!(found(company, "2026-04-01"), all);
    let before = [row("I-2", "2026-05-01"), row("I-3", "2026-05-01")];
    assert_eq!(found(company, "2026-03-19"), before, "I-3 was open then");
}
