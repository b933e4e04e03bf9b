//! S20, F10: goods returned and not yet credited lessen the exposure.

use guanxi::account::{Fact, FactKind, FactName, RecordError};
use guanxi::book::Book;
use guanxi::credit::{
    CreditInputs, Exposure, OrderCheckPolicy, OrderCheckPolicyDraft, OrderRequest, OrderVerdict,
    Remedies,
};
use guanxi::customer::Customer;
use guanxi::id::CustomerKey;
use guanxi::money::Total;
use guanxi::receivable::{
    Inclusion, Invoice, InvoiceInstalment, InvoiceInstalments, Payment, SettlementKind,
};
use guanxi::trade::{DocumentFlow, DocumentStage};
use guanxi::warning::{DebtPolicy, DebtPolicyDraft, Reading};

use crate::given::{Told, as_of, currency, day, document, fen, handover, on, yuan};

const T: &str = "2026-03-31";

/// I-1 of 1,000, issued on 1 March and due in May.
fn billed() -> Told {
    Told::nothing().billed("I-1", "2026-03-01", "2026-05-31", "1000")
}

fn returned(amount: &str) -> DocumentFlow {
    handover("invoiced I-1", "returned R-1", "2026-03-20", yuan(amount))
}

fn settled(kind: SettlementKind, date: &str, amount: &str) -> Payment {
    let number = document(&format!("{kind} of {date}"));
    Payment::new(number, day(date), yuan(amount)).of_kind(kind).for_invoice(document("I-1"))
}

fn credited(date: &str, amount: &str) -> Payment {
    settled(SettlementKind::CreditNote, date, amount)
}

fn exposure(told: &Told, t: &str) -> Exposure {
    let known = told.account.as_of(as_of(t));
    Exposure::from_account(known.view(), as_of(t), None)
}

/// The exposure, and the goods returned and not credited.
fn parts(told: &Told, t: &str) -> (i128, i128) {
    let found = exposure(told, t);
    (found.total().minor(), found.returned.total().minor())
}

#[track_caller]
fn message(told: &Told, fact: impl Into<Fact>) -> String {
    told.clone().refused(fact).to_string()
}

// The exposure

#[test]
fn f10_goods_that_come_back_lessen_the_exposure_until_they_are_credited() {
    let told = billed().with(returned("200"));
    assert_eq!(parts(&told, "2026-03-19"), (fen("1000"), 0));
    assert_eq!(parts(&told, "2026-03-20"), (fen("800"), fen("200")));
    let found = exposure(&told, T);
    assert_eq!(found.standing.balance().minor(), fen("1000"), "the invoice stands");
    assert_eq!(told.view().standing_at(DocumentStage::Returned, as_of(T)).minor(), fen("200"));
    assert_eq!(told.view().standing_at(DocumentStage::Invoiced, as_of(T)), Total::ZERO);
    let told = told.with(credited("2026-03-25", "200"));
    assert_eq!(parts(&told, "2026-03-24"), (fen("800"), fen("200")));
    assert_eq!(parts(&told, "2026-03-25"), (fen("800"), 0), "the credit note takes its place");
    assert_eq!(exposure(&told, T).standing.balance().minor(), fen("800"));
}

#[test]
fn of_what_is_returned_only_what_no_credit_note_of_the_invoice_covers_counts() {
    let rows = [
        ("199.99", "800", "0.01"),
        ("200", "800", "0"),
        ("200.01", "799.99", "0"),
        ("1000", "0", "0"),
        ("1200", "-200", "0"),
    ];
    for (note, total, waiting) in rows {
        for date in ["2026-03-10", "2026-03-20", T] {
            let told = billed().with(credited(date, note)).with(returned("200"));
            assert_eq!(parts(&told, T), (fen(total), fen(waiting)), "{note} on {date}");
        }
    }
    let later = billed().with(returned("200")).with(credited("2026-04-01", "200"));
    assert_eq!(parts(&later, T), (fen("800"), fen("200")), "a note of tomorrow is not seen");
    let unnamed = Payment::new(document("C"), day(T), yuan("200"));
    let unnamed = billed().with(returned("200")).with(unnamed.of_kind(SettlementKind::CreditNote));
    assert_eq!(
        parts(&unnamed, T),
        (fen("600"), fen("200")),
        "a note without a name is other credit"
    );
    let money = billed().with(returned("200")).paid_for("I-1", T, "200");
    assert_eq!(parts(&money, T), (fen("600"), fen("200")), "money is no credit note");
}

#[test]
fn goods_of_a_paid_invoice_are_credit_of_the_customer() {
    let told = billed().paid_for("I-1", "2026-03-10", "1000").with(returned("200"));
    assert_eq!(parts(&told, T), (fen("-200"), fen("200")));
    let found = exposure(&told, T).returned;
    assert_eq!((found.open, found.credit.minor()), (Total::ZERO, fen("200")));
    let part = billed().paid_for("I-1", "2026-03-10", "900").with(returned("200"));
    let found = exposure(&part, T).returned;
    assert_eq!((found.open.minor(), found.credit.minor()), (fen("100"), fen("100")));
}

#[test]
fn goods_of_an_invoice_that_is_written_off_or_sold_lessen_nothing() {
    for kind in [SettlementKind::WriteOff, SettlementKind::Factored] {
        let other = || billed().billed("I-2", "2026-03-02", "2026-05-31", "500");
        let told = other().with(settled(kind, "2026-03-10", "1000")).with(returned("200"));
        assert_eq!(parts(&told, T), (fen("500"), 0), "{kind}");
        assert_eq!(parts(&told.with(credited(T, "200")), T), (fen("500"), 0), "{kind}");
        let part = other().with(settled(kind, "2026-03-10", "900")).with(returned("200"));
        assert_eq!(parts(&part, T), (fen("500"), fen("100")), "{kind}");
        assert_eq!(parts(&part.with(credited(T, "200")), T), (fen("500"), 0), "{kind}");
    }
}

#[test]
fn returns_of_several_invoices_are_counted_one_by_one() {
    let told = billed()
        .billed("I-2", "2026-03-02", "2026-05-31", "500")
        .with(returned("200"))
        .handed("invoiced I-2", "returned R-1", "2026-03-20", "50")
        .handed("invoiced I-2", "returned R-2", "2026-03-21", "25")
        .with(credited(T, "900"));
    // The note of I-1 is larger than its goods, and covers none of I-2.
    assert_eq!(parts(&told, T), (fen("525"), fen("75")));
    assert_eq!(parts(&told, "2026-03-20"), (fen("1250"), fen("250")));
}

#[test]
fn a_return_leaves_a_guarantee_what_is_left_to_cover() {
    use guanxi::receivable::CollateralKind::Guarantee;
    let told = billed().secured(Guarantee, "2026-12-31", "900", "100%").with(returned("200"));
    let found = exposure(&told, T);
    assert_eq!((found.gross().minor(), found.secured().minor()), (fen("800"), fen("800")));
}

#[test]
fn goods_of_an_invoice_in_instalments_lessen_the_exposure_by_their_amount() {
    let half = |due| InvoiceInstalment::new(day(due), yuan("500"));
    let instalments = InvoiceInstalments {
        invoice: document("I-1"),
        from: day("2026-03-01"),
        parts: vec![half("2026-04-30"), half("2026-05-31")],
    };
    let told = billed().with(instalments).with(returned("600"));
    assert_eq!(parts(&told, T), (fen("400"), fen("600")));
    assert_eq!(parts(&told.with(credited(T, "600")), T), (fen("400"), 0));
}

// Bounds of a return

#[test]
fn f10_no_more_is_returned_than_was_billed() {
    assert_eq!(parts(&billed().with(returned("1000")), T), (0, fen("1000")), "all of it");
    assert_eq!(
        message(&billed(), returned("1000.01")),
        "amount of hand-over R-1 must be at most CNY 1,000.00, what I-1 bills and is not returned, \
         was CNY 1,000.01",
    );
    let told = billed().with(returned("600"));
    let more = |amount| handover("invoiced I-1", "returned R-2", "2026-03-02", yuan(amount));
    assert_eq!(parts(&told.clone().with(more("400")), T), (0, fen("1000")), "back-dated");
    assert_eq!(
        message(&told, more("400.01")),
        "amount of hand-over R-2 must be at most CNY 400.00, what I-1 bills and is not returned, \
         was CNY 400.01",
    );
    // A credit note changes nothing of what can come back.
    let told = told.with(credited("2026-03-21", "600"));
    assert_eq!(parts(&told.with(more("400")), T), (0, fen("400")));
}

#[test]
fn nothing_is_returned_before_it_was_invoiced() {
    let back = |date| handover("invoiced I-1", "returned R-1", date, yuan("1"));
    assert_eq!(
        message(&billed(), back("2026-02-28")),
        "date of hand-over R-1 must not be before 2026-03-01, was 2026-02-28",
    );
    assert_eq!(parts(&billed().with(back("2026-03-01")), "2026-03-01"), (fen("999"), fen("1")));
}

#[test]
fn only_what_was_invoiced_is_returned_and_only_returned() {
    let told = billed().ordered_as("O-1", "2026-03-01", "2026-04-20", "100").handed(
        "ordered O-1",
        "delivered D-1",
        "2026-03-02",
        "50",
    );
    for (from, stage) in [("ordered O-1", "ordered"), ("delivered D-1", "delivered")] {
        let back = handover(from, "returned R-1", "2026-03-20", yuan("1"));
        let refused = format!("source of hand-over R-1 must be invoiced, was {stage}");
        assert_eq!(message(&told, back), refused);
    }
    for stage in ["billed B-1", "closed C-1", "invoiced I-2"] {
        let on = handover("invoiced I-1", stage, "2026-03-20", yuan("1"));
        let refused = told.clone().refused(on);
        assert!(matches!(refused, RecordError::OutOfBounds { field: "source", .. }), "{stage}");
    }
    let told = told.with(returned("1"));
    let twice = handover("returned R-1", "returned R-2", "2026-03-20", yuan("1"));
    let refused = told.clone().refused(twice);
    assert!(matches!(refused, RecordError::OutOfBounds { field: "source", .. }));
    for amount in ["0", "-1"] {
        let refused = billed().refused(returned(amount));
        assert!(matches!(refused, RecordError::OutOfBounds { field: "amount", .. }), "{amount}");
    }
}

#[test]
fn goods_come_back_from_a_recorded_invoice_of_the_customer() {
    let back = |invoice| handover(invoice, "returned R-1", "2026-03-20", yuan("1"));
    let refused = billed().refused(back("invoiced I-2"));
    assert!(matches!(refused, RecordError::UnknownSource { .. }), "{refused}");
    let (mut book, a, b) = two();
    let invoice = Invoice::new(document("I-1"), day("2026-03-01"), day(T), yuan("1"));
    book.record(a, invoice).unwrap();
    assert!(book.record(b, back("invoiced I-1")).is_err(), "of another customer");
    assert!(book.record(a, back("invoiced I-1")).is_ok());
}

#[test]
fn a_return_is_recorded_once() {
    let told = billed().with(returned("200"));
    assert!(matches!(told.clone().refused(returned("200")), RecordError::Duplicate { .. }));
    assert!(matches!(told.clone().refused(returned("100")), RecordError::Conflict { .. }));
    assert_eq!(parts(&told, T), (fen("800"), fen("200")));
}

// Versions

fn name_of_return() -> FactName {
    Fact::from(returned("1")).name()
}

#[test]
fn a_return_that_never_was_lessens_the_exposure_until_that_is_known() {
    let mut told = billed().with(returned("200"));
    told.account.revise(&name_of_return(), day("2026-03-25"), None).unwrap();
    assert_eq!(parts(&told, "2026-03-24"), (fen("800"), fen("200")));
    assert_eq!(parts(&told, "2026-03-25"), (fen("1000"), 0));
    let known = returned("150");
    told.account.revise(&name_of_return(), day(T), Some(known.into())).unwrap();
    assert_eq!(parts(&told, "2026-03-30"), (fen("1000"), 0));
    assert_eq!(parts(&told, T), (fen("850"), fen("150")));
}

#[test]
fn a_return_that_is_known_later_counts_from_then() {
    let mut told = billed();
    told.account.record_known(returned("200"), day("2026-03-25")).unwrap();
    assert_eq!(parts(&told, "2026-03-24"), (fen("1000"), 0));
    assert_eq!(parts(&told, "2026-03-25"), (fen("800"), fen("200")));
}

#[test]
fn a_return_is_void_with_its_invoice() {
    let mut told = billed().with(returned("200"));
    let name = FactName::new(FactKind::Invoice, "I-1");
    told.account.revise(&name, day("2026-03-25"), None).unwrap();
    assert_eq!(parts(&told, "2026-03-24"), (fen("800"), fen("200")));
    assert_eq!(parts(&told, "2026-03-25"), (0, 0));
    let back = handover("invoiced I-1", "returned R-2", "2026-03-26", yuan("1"));
    let refused = told.clone().refused(back);
    assert!(matches!(refused, RecordError::UnknownSource { .. }), "{refused}");
    let again = Invoice::new(document("I-1"), day("2026-03-01"), day(T), yuan("1000"));
    told.account.revise(&name, day("2026-03-28"), Some(again.into())).unwrap();
    assert_eq!(parts(&told, "2026-03-27"), (0, 0));
    assert_eq!(parts(&told, "2026-03-28"), (fen("800"), fen("200")));
}

#[test]
fn of_an_invoice_that_is_cut_no_more_comes_back_than_it_bills() {
    for (cut, left, waiting) in [
        ("1100", "900", "200"),
        ("200.01", "0.01", "200"),
        ("200", "0", "200"),
        ("150", "0", "150"),
    ] {
        let mut told = billed().with(returned("200"));
        let name = FactName::new(FactKind::Invoice, "I-1");
        let less = Invoice::new(document("I-1"), day("2026-03-01"), day("2026-05-31"), yuan(cut));
        told.account.revise(&name, day("2026-03-25"), Some(less.into())).unwrap();
        assert_eq!(parts(&told, "2026-03-24"), (fen("800"), fen("200")), "{cut}");
        assert_eq!(parts(&told, T), (fen(left), fen(waiting)), "{cut}");
    }
}

#[test]
fn a_return_of_an_invoice_that_is_issued_later_now_is_left_out() {
    let name = FactName::new(FactKind::Invoice, "I-1");
    for (issued, found) in
        [("2026-03-20", (fen("800"), fen("200"))), ("2026-03-21", (fen("1000"), 0))]
    {
        let mut told = billed().with(returned("200"));
        let later = Invoice::new(document("I-1"), day(issued), day("2026-05-31"), yuan("1000"));
        told.account.revise(&name, day("2026-03-25"), Some(later.into())).unwrap();
        assert_eq!(parts(&told, T), found, "{issued}");
    }
}

#[test]
fn a_returned_credit_note_makes_the_goods_wait_again() {
    let mut told = billed().with(returned("200")).with(credited("2026-03-21", "200"));
    let name = FactName::new(FactKind::Payment, "credit note of 2026-03-21");
    told.account.revise(&name, day("2026-03-25"), None).unwrap();
    assert_eq!(parts(&told, "2026-03-24"), (fen("800"), 0));
    assert_eq!(parts(&told, "2026-03-25"), (fen("800"), fen("200")));
}

fn two() -> (Book, CustomerKey, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let mut register = |name: &str| book.register(Customer::new(name.parse().unwrap())).unwrap();
    let (a, b) = (register("A"), register("B"));
    (book, a, b)
}

fn in_book(book: &Book, key: CustomerKey, t: &str) -> i128 {
    let account = book.account_at(key, as_of(t)).unwrap();
    Exposure::from_account(account.view(), as_of(t), None).total().minor()
}

#[test]
fn returns_go_with_a_merge_and_come_again_in_a_copy() {
    let (mut book, a, b) = two();
    let invoice = Invoice::new(document("I-1"), day("2026-03-01"), day(T), yuan("1000"));
    book.record(b, invoice).unwrap();
    book.record(b, returned("200")).unwrap();
    let mut copy = Book::new(currency("CNY"));
    for name in ["A", "B"] {
        copy.register(Customer::new(name.parse().unwrap())).unwrap();
    }
    book.facts().for_each(|fact| copy.take(&fact).unwrap());
    assert_eq!(in_book(&copy, b, T), fen("800"));
    book.customers_mut().merge(b, a, day("2026-03-25")).unwrap();
    assert_eq!((in_book(&book, a, "2026-03-24"), in_book(&book, b, "2026-03-24")), (0, fen("800")));
    assert_eq!(in_book(&book, a, T), fen("800"));
}

#[test]
fn a_return_is_erased_with_its_invoice() {
    use guanxi::account::OpenMoney;
    let (mut book, a, _) = two();
    let invoice = Invoice::new(document("I-1"), day("2026-03-01"), day(T), yuan("1000"));
    book.record(a, invoice).unwrap();
    book.record(a, returned("200")).unwrap();
    let (name, by) = (FactName::new(FactKind::Invoice, "I-1"), "Zhao".parse().unwrap());
    let forced = OpenMoney::Erase;
    book.customers_mut().erase_fact(a, &name, day("2026-05-01"), by, forced).unwrap();
    assert_eq!(in_book(&book, a, T), 0);
    assert_eq!(book.facts_of(a).count(), 0);
}

// Debt and orders

#[test]
fn f10_debt_goes_by_the_goods_that_are_back() {
    let told = billed().limited("1000").with(returned("200"));
    let policy = DebtPolicy::default();
    let says = |told: &Told| policy.judge(told.view(), &on(T)).to_string();
    assert_eq!(
        says(&told),
        "clear: exposure CNY 800.00 is 80% of the limit CNY 1,000.00; nothing overdue"
    );
    let reading = policy.read(told.view(), &on(T));
    assert_eq!((reading.returned.minor(), reading.exposure.minor()), (fen("200"), fen("800")));
    let figures = reading.figures();
    let figure = figures.iter().find(|it| it.label == "returned, not credited").unwrap();
    assert_eq!(figure.value.to_string(), "CNY 200.00");
    let without = policy.read(billed().view(), &on(T)).figures();
    assert!(without.iter().all(|it| it.label != "returned, not credited"));
    let told = billed().limited("1000").with(returned("199.99"));
    assert!(says(&told).starts_with("watch: exposure CNY 800.01"), "{}", says(&told));
}

#[test]
fn goods_in_dispute_are_left_out_once() {
    let draft = DebtPolicyDraft { disputed: Inclusion::LeftOut, ..Default::default() };
    let policy = DebtPolicy::try_new(draft).unwrap();
    let disputed = || {
        let invoice = Invoice::new(document("I-1"), day("2026-03-01"), day(T), yuan("1000"));
        Told::nothing().with(invoice.in_dispute()).billed("I-2", "2026-03-01", T, "500")
    };
    let owed = |told: &Told| policy.read(told.view(), &on(T)).exposure.minor();
    assert_eq!(owed(&disputed()), fen("500"));
    assert_eq!(owed(&disputed().with(returned("200"))), fen("500"));
    assert_eq!(owed(&disputed().with(returned("200")).with(credited(T, "200"))), fen("500"));
    let mut draft = OrderCheckPolicyDraft::default();
    draft.included.disputed = Inclusion::LeftOut;
    let policy = OrderCheckPolicy::try_new(draft).unwrap();
    let order = OrderRequest::try_new(yuan("100"), day(T)).unwrap();
    let before = |told: &Told| {
        let check = policy.check(told.view(), &order, &CreditInputs::default(), as_of(T));
        check.unwrap().before().minor()
    };
    assert_eq!(before(&disputed().with(returned("200"))), fen("500"));
}

fn check(told: &Told, amount: &str) -> (OrderVerdict, i128) {
    let order = OrderRequest::try_new(yuan(amount), day("2026-04-10")).unwrap();
    let inputs = CreditInputs::default();
    let found = OrderCheckPolicy::default().check(told.view(), &order, &inputs, as_of(T)).unwrap();
    (found.verdict(), found.after().minor())
}

#[test]
fn f10_an_order_is_checked_without_the_goods_that_are_back() {
    let told = || billed().limited("1000");
    assert_eq!(check(&told(), "200"), (OrderVerdict::Hold, fen("1200")));
    let back = || told().with(returned("200"));
    assert_eq!(check(&back(), "200"), (OrderVerdict::Approve, fen("1000")));
    assert_eq!(check(&back(), "200.01"), (OrderVerdict::Hold, fen("1000.01")));
    let paid = back().paid_for("I-1", "2026-03-25", "1000");
    assert_eq!(check(&paid, "1200"), (OrderVerdict::Approve, fen("1000")));
    assert_eq!(check(&paid, "1200.01"), (OrderVerdict::Hold, fen("1000.01")));
}

#[test]
fn the_order_whose_goods_came_back_counts_once_when_it_is_checked_again() {
    let told = Told::nothing()
        .limited("800")
        .ordered_as("O-1", "2026-02-20", "2026-03-20", "1000")
        .billed("I-1", "2026-03-01", "2026-05-31", "1000")
        .handed("ordered O-1", "invoiced I-1", "2026-03-01", "1000")
        .with(returned("200"));
    let order = OrderRequest::try_new(yuan("1000"), day("2026-04-10")).unwrap();
    let order = order.numbered(document("O-1"));
    let inputs = CreditInputs::default();
    let found = OrderCheckPolicy::default().check(told.view(), &order, &inputs, as_of(T)).unwrap();
    assert_eq!((found.verdict(), found.after().minor()), (OrderVerdict::Approve, fen("800")));
    assert_eq!(found.added(), Total::ZERO);
}

#[test]
fn the_payment_that_frees_an_order_is_less_by_the_goods_that_are_back() {
    let told = billed().limited("1000").with(returned("200"));
    let order = OrderRequest::try_new(yuan("300"), day("2026-04-10")).unwrap();
    let inputs = CreditInputs::default();
    let policy = OrderCheckPolicy::default();
    let found: Remedies = policy.remedies(told.view(), &order, &inputs, as_of(T), 60).unwrap();
    assert!(found.to_string().contains("CNY 100.00"), "{found}");
    let told = told.paid(T, "100");
    assert_eq!(check(&told, "300"), (OrderVerdict::Approve, fen("1000")));
}

#[cfg(feature = "serde")]
#[test]
fn a_return_is_written_as_a_hand_over_and_a_debt_says_what_waits_only_where_something_does() {
    let fact: Fact = returned("200").into();
    let text = serde_json::to_string(&fact).unwrap();
    assert_eq!(
        text,
        r#"{"handover":{"source":"invoiced","from":"I-1","stage":"returned","document":"R-1","date":"2026-03-20","amount":"CNY 200.00"}}"#,
    );
    assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), fact);
    let debt = |told: &Told| {
        serde_json::to_value(DebtPolicy::default().read(told.view(), &on(T))).unwrap()
    };
    assert_eq!(debt(&billed()).get("returned"), None);
    let waiting = debt(&billed().with(returned("200")));
    assert_eq!((&waiting["returned"], &waiting["exposure"]), (&"200.00".into(), &"800.00".into()));
    assert_eq!(waiting["balance"], "1000.00");
}
