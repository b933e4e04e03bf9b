//! S10: kinds of settlement, allocations, earmarked money, refunds, write-offs.

#[cfg(feature = "serde")]
use guanxi::account::Fact;
use guanxi::calendar::{AsOf, WorkCalendar};
use guanxi::context::Context;
use guanxi::credit::{
    CreditInputs, Debtor, Exposure, OrderCheckPolicy, OrderRequest, OrderVerdict, Reason,
    SalesBalance, collection_schedule,
};
use guanxi::id::CustomerKey;
use guanxi::measure::Ratio;
use guanxi::money::{Major, Money, Total};
use guanxi::receivable::{
    Allocation, Collectable, DunningPolicy, OpenBalance, Payment, Promise, PromiseStatus, Reminder,
    SalesWindow, SettlementKind, SmallChange, promises, settle,
};
use guanxi::warning::{DebtPolicy, DebtPolicyDraft, Level, Reading};

use crate::given::{Told, as_of, currency, day, document, fen, yuan};

/// A settlement of a kind, of an invoice or of none (`-`).
#[track_caller]
fn settled(kind: SettlementKind, number: &str, date: &str, amount: &str, invoice: &str) -> Payment {
    let payment = Payment::new(document(number), day(date), yuan(amount)).of_kind(kind);
    if invoice == "-" { payment } else { payment.for_invoice(document(invoice)) }
}

fn balance(told: &Told, t: &str) -> OpenBalance {
    let balance = settle(told.view().receivables(), as_of(t), |_| ());
    assert_eq!(OpenBalance::as_of(told.view().receivables(), as_of(t)), balance);
    balance
}

/// Open items: number, minor units, days past due.
fn open(told: &Told, t: &str) -> Vec<(String, i64, i32)> {
    let (view, mut items) = (told.view(), Vec::new());
    settle(view.receivables(), as_of(t), |item| {
        let number = view.invoice_number(item.invoice).to_owned();
        items.push((number, item.open.minor(), item.days_past_due));
    });
    items
}

fn item(number: &str, minor: i64, days_past_due: i32) -> (String, i64, i32) {
    (number.to_owned(), minor, days_past_due)
}

fn allocated(payment: Payment, parts: &[(&str, &str)]) -> Payment {
    parts.iter().fold(payment, |payment, (invoice, amount)| {
        payment.allocated(Allocation { invoice: document(invoice), amount: yuan(amount) })
    })
}

// Faults

/// P1.
#[test]
fn a_credit_note_is_no_money_and_keeps_no_promise() {
    let credited = settled(SettlementKind::CreditNote, "C", "2026-01-10", "1000", "I");
    let told = Told::nothing().billed("I", "2026-01-01", "2026-01-31", "1000").with(credited);
    let january = SalesBalance::from_account(told.view(), as_of("2026-01-31").last_days(31));
    assert_eq!((january.collected.minor(), january.settled_otherwise.minor()), (0, fen("1000")));
    assert_eq!(january.owed.minor(), 0);
    let promise = Promise::new(day("2026-01-02"), day("2026-01-20"), yuan("1000").amount());
    let zero = yuan("0").amount();
    let on = |t| promises(&[promise], told.view().payments(), zero, as_of(t));
    assert_eq!(on("2026-01-20"), [Some(PromiseStatus::Open)]);
    assert_eq!(on("2026-01-21"), [Some(PromiseStatus::Broken)]);
}

fn written_off() -> Told {
    let write_off = settled(SettlementKind::WriteOff, "W", "2026-06-30", "1000", "I");
    let told = Told::nothing().limited("1000").billed("I", "2026-01-01", "2026-01-31", "1000");
    told.with(write_off)
}

/// P2.
#[test]
fn a_write_off_is_shown_and_not_collected() {
    let told = written_off();
    let t: AsOf = as_of("2026-06-30");
    let june = SalesBalance::from_account(told.view(), t.last_days(30));
    assert_eq!((june.collected.minor(), june.written_off.minor()), (0, fen("1000")));
    let window = SalesWindow { window: t.last_days(30), receivable: june.owed, sales: june.billed };
    let found = Collectable {
        collected: june.collected,
        at_beginning: june.owed_before,
        not_overdue: june.owed.minus(june.overdue),
    };
    assert!(window.collection_effectiveness(found).is_some_and(|share| share == Ratio::ZERO));
    assert_eq!(Exposure::from_account(told.view(), t, None).total().minor(), 0);
    let order = OrderRequest::try_new(yuan("900"), t.day()).unwrap();
    let inputs = CreditInputs::default();
    let check = OrderCheckPolicy::default().check(told.view(), &order, &inputs, t).unwrap();
    assert_eq!(check.verdict(), OrderVerdict::Warn);
    assert_eq!(check.to_string(), "warn: written off CNY 1,000.00, at most CNY 0.00");
    let told_of: Vec<Reason> = check.failed().map(|it| it.reason).collect();
    assert_eq!(told_of, [Reason::WrittenOff]);
}

/// P2, F-of-a-kind: whatever was recorded first.
#[test]
fn a_recovery_takes_the_write_off_back_and_leaves_no_credit() {
    let received = settled(SettlementKind::Received, "P", "2026-09-01", "300", "I");
    let told = written_off().with(received.clone());
    let before = balance(&told, "2026-08-31");
    assert_eq!((before.written_off.minor(), before.balance().minor()), (fen("1000"), 0));
    let after = balance(&told, "2026-09-01");
    assert_eq!((after.written_off.minor(), after.balance().minor()), (fen("700"), 0));
    assert_eq!(after.unapplied.minor(), 0);
    let write_off = settled(SettlementKind::WriteOff, "W", "2026-06-30", "1000", "I");
    let other = Told::nothing().billed("I", "2026-01-01", "2026-01-31", "1000").with(received);
    assert_eq!(balance(&other.with(write_off), "2026-09-01"), after);
}

/// P3.
#[test]
fn a_discount_or_tax_kept_back_settles_once_it_is_recorded_as_such() {
    let mut told = Told::nothing()
        .billed("I", "2026-01-01", "2026-01-31", "1000")
        .billed("J", "2026-01-01", "2026-01-31", "100000")
        .paid_for("I", "2026-01-09", "980")
        .paid_for("J", "2026-01-31", "90000");
    assert_eq!(open(&told, "2026-02-28"), [item("I", 20_00, 28), item("J", 10_000_00, 28)]);
    let read =
        |told: &Told| DebtPolicy::default().read(told.view(), &Context::on(as_of("2026-03-10")));
    assert_eq!(
        read(&told)
            .finding(guanxi::warning::Arm::Ageing)
            .and_then(guanxi::evidence::Finding::level),
        Some(Level::Critical)
    );
    told = told.with(settled(SettlementKind::CashDiscount, "D", "2026-01-09", "20", "I"));
    told = told.with(settled(SettlementKind::TaxWithheld, "T", "2026-02-20", "10000", "J"));
    assert_eq!(open(&told, "2026-02-19"), [item("J", 10_000_00, 19)]);
    assert_eq!(open(&told, "2026-02-20"), []);
    let shown = SalesBalance::from_account(told.view(), as_of("2026-02-28").last_days(60));
    assert_eq!(
        (shown.collected.minor(), shown.settled_otherwise.minor()),
        (fen("90980"), fen("10020"))
    );
}

/// P4.
#[test]
fn money_sent_back_is_not_collected() {
    for named in ["I", "-"] {
        let told = Told::nothing()
            .billed("I", "2026-01-01", "2026-01-31", "100")
            .with(settled(SettlementKind::Received, "P", "2026-01-20", "150", named))
            .with(settled(SettlementKind::Refunded, "R", "2026-02-10", "50", "-"));
        let shown = SalesBalance::from_account(told.view(), as_of("2026-02-10").last_days(60));
        let found = [shown.billed, shown.received, shown.refunded, shown.collected, shown.owed];
        let expected = ["100", "150", "50", "100", "0"].map(fen);
        assert_eq!(found.map(guanxi::money::Total::minor), expected, "{named}");
        assert_eq!(balance(&told, "2026-02-09").unapplied.minor(), fen("50"));
        assert_eq!(balance(&told, "2026-02-10"), OpenBalance::default());
    }
}

/// P6.
#[test]
fn money_for_an_invoice_to_come_does_not_hide_what_is_overdue() {
    let told = Told::nothing()
        .billed("SI-1", "2026-01-01", "2026-01-31", "9000")
        .billed("SI-2", "2026-03-20", "2026-04-20", "10000")
        .paid_for("SI-2", "2026-02-01", "10000");
    assert_eq!(open(&told, "2026-03-19"), [item("SI-1", 9000_00, 47)]);
    let before = balance(&told, "2026-03-19");
    assert_eq!((before.earmarked.minor(), before.balance().minor()), (fen("10000"), -fen("1000")));
    assert_eq!(open(&told, "2026-03-20"), [item("SI-1", 9000_00, 48)]);
    let after = balance(&told, "2026-03-20");
    assert_eq!((after.earmarked.minor(), after.balance().minor()), (0, fen("9000")));
    // The day before its invoice the money clears nothing and frees no order.
    let told = told.limited("100000");
    for t in ["2026-03-19", "2026-03-20"] {
        let debt = DebtPolicy::default().read(told.view(), &Context::on(as_of(t)));
        assert_eq!(debt.outcome().level(), Some(Level::Critical), "{t}");
        let order = OrderRequest::try_new(yuan("1"), day(t)).unwrap();
        let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
        let check = policy.check(told.view(), &order, &inputs, as_of(t)).unwrap();
        let failed: Vec<Reason> = check.failed().map(|it| it.reason).collect();
        assert_eq!(failed, [Reason::OldestItemTooOld], "{t}");
    }
}

/// P11: earmarked money lessens the exposure once.
#[test]
fn earmarked_money_lessens_the_exposure() {
    let told = Told::nothing().billed("I", "2026-04-01", "2026-04-30", "1000").paid_for(
        "I",
        "2026-03-01",
        "300",
    );
    let total = |t| Exposure::from_account(told.view(), as_of(t), None).total().minor();
    assert_eq!([total("2026-03-31"), total("2026-04-01")], [-fen("300"), fen("700")]);
}

/// F15, the allocations: numbers of two customers are apart elsewhere.
#[test]
fn one_cheque_pays_three_invoices() {
    let bills = ["I-1", "I-2", "I-3"];
    let told = bills.iter().fold(Told::nothing(), |told, number| {
        told.billed(number, "2026-01-01", "2026-01-31", "100")
    });
    let cheque = Payment::new(document("1001"), day("2026-01-20"), yuan("125"));
    let cheque = allocated(cheque, &[("I-1", "60"), ("I-2", "40"), ("I-3", "25")]);
    let mut told = told.with(cheque.clone());
    assert_eq!(
        open(&told, "2026-01-20"),
        [item("I-1", 40_00, -11), item("I-2", 60_00, -11), item("I-3", 75_00, -11)],
    );
    let again = told.refused(cheque.clone()).to_string();
    assert_eq!(again, "payment 1001 is recorded already, with the same content");
    let other = Payment { allocations: cheque.allocations[..2].to_vec(), ..cheque.clone() };
    assert!(told.refused(other).to_string().contains("with other content"));
    assert!(told.refused(cheque.on_paper(document("paper"))).to_string().contains("other content"));
}

// Allocations

#[test]
fn what_is_not_allocated_names_no_invoice() {
    let told = Told::nothing().billed("A", "2026-01-01", "2026-01-10", "100").billed(
        "B",
        "2026-01-01",
        "2026-01-31",
        "100",
    );
    let paid = Payment::new(document("P"), day("2026-01-05"), yuan("130"));
    let told = told.with(allocated(paid, &[("B", "50")]));
    assert_eq!(
        open(&told, "2026-01-05"),
        [item("A", 20_00, -5), item("B", 50_00, -26)],
        "80 settle A"
    );
}

#[test]
fn each_field_of_a_settlement_has_its_bound() {
    let mut told = Told::nothing().billed("I", "2026-01-01", "2026-01-31", "100");
    let of = |kind, amount, invoice| settled(kind, "P", "2026-01-20", amount, invoice);
    let money = || of(SettlementKind::Received, "100", "-");
    let rows: [(Payment, &str); 16] = [
        (
            of(SettlementKind::Received, "0", "-"),
            "amount of payment P must be positive, was CNY 0.00",
        ),
        (
            of(SettlementKind::WriteOff, "-1", "I"),
            "amount of payment P must be positive, was CNY -1.00",
        ),
        (
            of(SettlementKind::ExchangeDifference, "0", "I"),
            "amount of payment P must not be zero, was CNY 0.00",
        ),
        (
            of(SettlementKind::Refunded, "1", "I"),
            "invoice of payment P must not be named by a refund, was I",
        ),
        (
            allocated(of(SettlementKind::Refunded, "1", "-"), &[("I", "1")]),
            "invoice of payment P must not be named by a refund, was I",
        ),
        (
            of(SettlementKind::WriteOff, "1", "-"),
            "invoice of payment P must be named for all of the amount, as its kind is write-off, was missing for CNY 1.00",
        ),
        (
            allocated(of(SettlementKind::CashDiscount, "10", "-"), &[("I", "9.99")]),
            "invoice of payment P must be named for all of the amount, as its kind is cash discount, was missing for CNY 0.01",
        ),
        (
            of(SettlementKind::TaxWithheld, "1", "-"),
            "invoice of payment P must be named for all of the amount, as its kind is tax withheld, was missing for CNY 1.00",
        ),
        (
            of(SettlementKind::Factored, "1", "-"),
            "invoice of payment P must be named for all of the amount, as its kind is factored, was missing for CNY 1.00",
        ),
        (
            of(SettlementKind::ExchangeDifference, "-1", "-"),
            "invoice of payment P must be named for all of the amount, as its kind is exchange difference, was missing for CNY -1.00",
        ),
        (
            allocated(money(), &[("I", "100.01")]),
            "allocations of payment P must add up to at most CNY 100.00, was CNY 100.01",
        ),
        (
            allocated(money(), &[("I", "1"), ("I", "2")]),
            "allocations of payment P must name invoice I once, was twice",
        ),
        (
            allocated(money(), &[("I", "0")]),
            "allocations of payment P must give invoice I an amount above zero, was CNY 0.00",
        ),
        (
            allocated(money().for_invoice(document("I")), &[("I", "1")]),
            "allocations of payment P must be left out beside invoice I, was 1",
        ),
        (
            allocated(money(), &[("nowhere", "1")]),
            "payment P names invoice nowhere, which is not an invoice of the customer",
        ),
        (
            allocated(money(), &[("I", "1"), ("nowhere", "1")]),
            "payment P names invoice nowhere, which is not an invoice of the customer",
        ),
    ];
    let before = balance(&told, "2026-12-31");
    for (payment, message) in rows {
        assert_eq!(told.refused(payment).to_string(), message);
    }
    assert_eq!(balance(&told, "2026-12-31"), before);
    let all = allocated(money(), &[("I", "100")]);
    assert_eq!(balance(&told.with(all), "2026-12-31"), OpenBalance::default(), "all of it is fine");
}

// The order within an invoice

#[test]
fn kinds_settle_in_their_order_each_at_most_what_is_left() {
    let kinds = [
        SettlementKind::WriteOff,
        SettlementKind::ExchangeDifference,
        SettlementKind::Factored,
        SettlementKind::SetOff,
        SettlementKind::TaxWithheld,
        SettlementKind::CashDiscount,
        SettlementKind::CreditNote,
        SettlementKind::Received,
    ];
    let mut told = Told::nothing().billed("I", "2026-01-01", "2026-01-31", "100");
    for (place, kind) in kinds.into_iter().enumerate() {
        told = told.with(settled(kind, &format!("P{place}"), "2026-01-20", "40", "I"));
    }
    // Money 40, credit note 40, discount 20; nothing is left for tax, set-off and the rest.
    let found = balance(&told, "2026-01-20");
    assert_eq!(found.unapplied.minor(), fen("40"), "the set-off becomes credit");
    assert_eq!(found.written_off.minor(), 0);
    assert_eq!(found.balance().minor(), -fen("40"));
}

#[test]
fn only_money_credit_notes_and_set_offs_become_credit() {
    for kind in SettlementKind::ALL {
        if kind == SettlementKind::Refunded {
            continue;
        }
        let told = Told::nothing().billed("I", "2026-01-01", "2026-01-31", "100").with(settled(
            kind,
            "P",
            "2026-01-20",
            "130",
            "I",
        ));
        let credit = if kind.becomes_credit() { fen("30") } else { 0 };
        assert_eq!(balance(&told, "2026-01-20").unapplied.minor(), credit, "{kind}");
        assert_eq!(balance(&told, "2026-01-20").ageing.open().minor(), 0, "{kind}");
    }
}

#[test]
fn a_loss_of_exchange_settles_and_a_gain_takes_credit_away() {
    let bill = || Told::nothing().billed("I", "2026-01-01", "2026-01-31", "1000");
    let exchange =
        |amount| settled(SettlementKind::ExchangeDifference, "X", "2026-01-20", amount, "I");
    let loss = bill().paid_for("I", "2026-01-20", "990").with(exchange("10"));
    assert_eq!(balance(&loss, "2026-01-20"), OpenBalance::default());
    let gain = bill().paid_for("I", "2026-01-20", "1010").with(exchange("-10"));
    assert_eq!(balance(&gain, "2026-01-20"), OpenBalance::default());
    let older = gain.billed("O", "2026-01-01", "2026-01-02", "500");
    assert_eq!(open(&older, "2026-01-20"), [item("O", 500_00, 18)], "it settles nothing else");
}

#[test]
fn a_gain_of_exchange_beyond_the_credit_is_owed_and_due_on_its_day() {
    let gain = |day: &str, amount| {
        settled(SettlementKind::ExchangeDifference, &format!("X{day}"), day, amount, "I")
    };
    let told = Told::nothing()
        .billed("I", "2026-01-01", "2026-01-31", "1000")
        .paid_for("I", "2026-01-20", "1004")
        .with(gain("2026-01-22", "-10"))
        .with(gain("2026-01-21", "-3"));
    assert_eq!(open(&told, "2026-01-20"), []);
    assert_eq!(balance(&told, "2026-01-21").unapplied.minor(), fen("1"));
    assert_eq!(open(&told, "2026-01-22"), [item("", 9_00, 0)]);
    assert_eq!(open(&told, "2026-01-24"), [item("", 9_00, 2)]);
    // Billed 1,000 and settled 991 by all documents together.
    assert_eq!(balance(&told, "2026-01-24").balance().minor(), fen("9"));
    // Credit that comes later takes it back, money for another invoice to come does not.
    let earmarked = told.clone().billed("N", "2026-06-01", "2026-06-30", "50").paid_for(
        "N",
        "2026-01-25",
        "50",
    );
    assert_eq!(open(&earmarked, "2026-01-25"), [item("", 9_00, 3)]);
    let paid = told.paid("2026-01-25", "9");
    assert_eq!(balance(&paid, "2026-01-25"), OpenBalance::default());
}

#[test]
fn a_gain_of_exchange_waits_for_its_invoice() {
    let told = Told::nothing().billed("I", "2026-02-01", "2026-02-28", "100").with(settled(
        SettlementKind::ExchangeDifference,
        "X",
        "2026-01-20",
        "-30",
        "I",
    ));
    assert_eq!(balance(&told, "2026-01-31"), OpenBalance::default());
    assert_eq!(open(&told, "2026-02-01"), [item("", 30_00, 12), item("I", 100_00, -27)]);
}

// Refunds

#[test]
fn a_refund_takes_free_money_before_it_settles_anything_then_earmarked_money() {
    let told = Told::nothing()
        .billed("A", "2026-01-01", "2026-01-10", "100")
        .billed("B", "2026-06-01", "2026-06-30", "100")
        .paid("2026-01-05", "70")
        .paid_for("B", "2026-01-05", "50")
        .with(settled(SettlementKind::Refunded, "R", "2026-01-20", "90", "-"));
    assert_eq!(open(&told, "2026-01-19"), [item("A", 30_00, 9)]);
    assert_eq!(open(&told, "2026-01-20"), [item("A", 100_00, 10)]);
    let found = balance(&told, "2026-01-20");
    assert_eq!((found.unapplied.minor(), found.earmarked.minor()), (0, fen("30")));
    assert_eq!(found.balance().minor(), fen("70"));
}

#[test]
fn what_a_refund_goes_beyond_is_owed_and_due_on_its_day() {
    let told = Told::nothing()
        .paid("2026-01-05", "100")
        .with(settled(SettlementKind::Refunded, "R1", "2026-01-20", "60", "-"))
        .with(settled(SettlementKind::Refunded, "R2", "2026-01-25", "60", "-"));
    assert_eq!(open(&told, "2026-01-24"), []);
    assert_eq!(open(&told, "2026-01-25"), [item("", 20_00, 0)]);
    assert_eq!(open(&told, "2026-01-27"), [item("", 20_00, 2)]);
    assert_eq!(balance(&told, "2026-01-27").balance().minor(), fen("20"));
    let told = told.paid("2026-02-01", "20");
    assert_eq!(balance(&told, "2026-02-01"), OpenBalance::default());
}

#[test]
fn other_kinds_for_an_invoice_to_come_wait_and_only_credit_is_earmarked() {
    for kind in SettlementKind::ALL {
        if kind == SettlementKind::Refunded {
            continue;
        }
        let told = Told::nothing().billed("I", "2026-02-01", "2026-02-28", "100").with(settled(
            kind,
            "P",
            "2026-01-20",
            "30",
            "I",
        ));
        let earmarked = if kind.becomes_credit() { fen("30") } else { 0 };
        assert_eq!(balance(&told, "2026-01-31").earmarked.minor(), earmarked, "{kind}");
        assert_eq!(balance(&told, "2026-02-01").balance().minor(), fen("70"), "{kind}");
    }
}

#[test]
fn disputed_invoices_are_settled_last() {
    let told = Told::nothing()
        .disputed("2026-01-10", "100")
        .billed("B", "2026-01-01", "2026-01-31", "80")
        .paid("2026-02-01", "130");
    let found = balance(&told, "2026-02-01");
    assert_eq!((found.disputed.minor(), found.ageing.open().minor()), (fen("50"), fen("50")));
}

#[test]
fn money_without_a_name_leaves_an_older_disputed_invoice_overdue() {
    // It settles the invoice that is not due yet, and not the disputed one of 31 January.
    let told = Told::nothing()
        .disputed("2026-01-31", "100")
        .billed("B", "2026-03-01", "2026-03-31", "100")
        .paid("2026-03-05", "100");
    let owed = balance(&told, "2026-03-10");
    assert_eq!((owed.balance().minor(), owed.unapplied), (fen("100"), Total::ZERO));
    assert_eq!((owed.disputed.minor(), owed.disputed_overdue.minor()), (fen("100"), fen("100")));
    assert_eq!((owed.oldest_days_past_due, owed.oldest_undisputed_days_past_due), (38, 0));
    let debt = DebtPolicy::default().read(told.view(), &Context::on(as_of("2026-03-10")));
    assert_eq!(debt.outcome().level(), Some(Level::Critical));
    let more = told.paid("2026-03-06", "100");
    assert_eq!(balance(&more, "2026-03-10").balance(), Total::ZERO, "the rest settles it");
}

// Promises

/// P15 and C7.
#[test]
fn a_promise_names_what_it_is_for_and_each_has_an_answer() {
    let told = Told::nothing()
        .billed("I-1", "2026-01-01", "2026-01-31", "100")
        .billed("I-2", "2026-01-01", "2026-01-31", "100")
        .paid_for("I-2", "2026-02-10", "100");
    let invoice = |number| told.view().invoice(&document(number)).unwrap();
    let promise = Promise::new(day("2026-02-01"), day("2026-02-15"), yuan("100").amount());
    let of_first = promise.for_invoice(invoice("I-1"));
    let of_second = promise.for_invoice(invoice("I-2"));
    let later = Promise { made: day("2026-03-01"), by: day("2026-03-15"), ..promise };
    let made = [later, of_first, of_second, later];
    let zero = yuan("0").amount();
    let found = promises(&made, told.view().payments(), zero, as_of("2026-02-16"));
    let (kept, broken) = (Some(PromiseStatus::Kept), Some(PromiseStatus::Broken));
    assert_eq!(found, [None, broken, kept, None]);
    let cash = told.clone().paid("2026-02-15", "100");
    let found = promises(&[of_first], cash.view().payments(), zero, as_of("2026-02-16"));
    assert_eq!(found, [kept], "money without a name may be for it");
}

#[test]
fn money_sent_back_keeps_no_promise() {
    let told = Told::nothing().paid("2026-02-10", "100").with(settled(
        SettlementKind::Refunded,
        "R",
        "2026-02-12",
        "1",
        "-",
    ));
    let promise = Promise::new(day("2026-02-01"), day("2026-02-15"), yuan("100").amount());
    let on = |t| promises(&[promise], told.view().payments(), yuan("0").amount(), as_of(t));
    assert_eq!(on("2026-02-11"), [Some(PromiseStatus::Kept)]);
    assert_eq!(on("2026-02-12"), [Some(PromiseStatus::Open)]);
    assert_eq!(on("2026-02-16"), [Some(PromiseStatus::Broken)]);
}

// Form

#[cfg(feature = "serde")]
#[test]
fn a_settlement_is_written_with_what_is_not_usual_and_read_back() {
    let payment = Payment::new(document("P"), day("2026-01-20"), yuan("10"));
    let text = serde_json::to_string(&payment).unwrap();
    assert_eq!(text, r#"{"document":"P","date":"2026-01-20","amount":"CNY 10.00","invoice":null}"#);
    let share = allocated(payment, &[("I", "4")]).of_kind(SettlementKind::SetOff);
    let fact: Fact = share.on_paper(document("1001")).into();
    let text = serde_json::to_string(&fact).unwrap();
    assert_eq!(
        text,
        r#"{"payment":{"document":"P","date":"2026-01-20","amount":"CNY 10.00","invoice":null,"kind":"set_off","allocations":[{"invoice":"I","amount":"CNY 4.00"}],"paper":"1001"}}"#,
    );
    assert_eq!(serde_json::from_str::<Fact>(&text).unwrap(), fact);
}

// Small change

/// P7: last year's cent beside 500 of yesterday.
#[test]
fn a_residue_of_last_year_does_not_make_a_new_item_old() {
    for (code, residue, new) in [("CNY", "0.01", "500"), ("JPY", "1", "10000")] {
        let told = Told::in_currency(code)
            .limited("1000000")
            .due("2025-02-01", residue)
            .due("2026-03-31", new);
        let t = as_of("2026-04-01");
        let reading = DebtPolicy::default().read(told.view(), &Context::on(t));
        assert_eq!(reading.oldest_days_past_due, 1, "{code}");
        assert_eq!(reading.outcome().level(), None, "{code}");
        let standing = balance(&told, "2026-04-01");
        assert_eq!(standing.oldest_days_past_due, 424, "an item like any other to the sums");
        assert_eq!(reading.overdue, standing.ageing.overdue());
        let amount = Money::try_from_text("1", currency(code)).unwrap();
        let order = OrderRequest::try_new(amount, t.day()).unwrap();
        let check = OrderCheckPolicy::default()
            .check(told.view(), &order, &CreditInputs::default(), t)
            .unwrap();
        assert_eq!(check.verdict(), OrderVerdict::Approve, "{code}");
        let debtor = Debtor::new(CustomerKey::from_position(0), told.view());
        let calls = collection_schedule(&[debtor], &WorkCalendar::default(), t);
        assert_eq!(calls[0].oldest, 2, "{code}: not asked for by itself");
        let mut items = Vec::new();
        settle(told.view().receivables(), t, |item| items.push(item));
        let next = DunningPolicy::default().next_reminder(&items, None, currency(code));
        assert_eq!(next, Some(day("2026-04-05")), "{code}: by the new item");
    }
}

#[test]
fn an_item_at_the_tolerance_has_its_say_and_one_below_has_none() {
    let draft =
        DebtPolicyDraft { small_change: SmallChange::below_minor(250), ..Default::default() };
    let policy = DebtPolicy::try_new(draft).unwrap();
    let oldest = |policy: &DebtPolicy, amount| {
        let told = Told::nothing().due("2026-01-01", amount).due("2026-03-30", "100");
        policy.read(told.view(), &Context::on(as_of("2026-03-31"))).oldest_days_past_due
    };
    assert_eq!(["2.49", "2.50", "2.51"].map(|amount| oldest(&policy, amount)), [1, 89, 89]);
    let usual = DebtPolicy::default();
    assert_eq!(["0.99", "1", "1.01"].map(|amount| oldest(&usual, amount)), [1, 89, 89]);
    let draft = DebtPolicyDraft { overdue_tolerance: Major::from_units(0), ..Default::default() };
    let strict = DebtPolicy::try_new(draft).unwrap();
    assert_eq!(oldest(&strict, "0.01"), 89, "nothing is tolerated");
}

// Reminders

/// P14.
#[test]
fn reminders_begin_anew_once_all_is_paid_and_none_is_sent_for_a_dispute() {
    let policy = DunningPolicy::default();
    let level = |told: &Told, t: &str| {
        let mut items = Vec::new();
        settle(told.view().receivables(), as_of(t), |item| items.push(item));
        let last = Some(Reminder { level: 3, sent: day("2025-12-01") });
        policy.level(&items, last, currency("CNY"), as_of(t))
    };
    let old = Told::nothing().billed("I", "2025-09-01", "2025-10-01", "100");
    assert_eq!(level(&old, "2026-03-31"), None, "there is no fourth");
    let paid = old.paid_for("I", "2026-01-05", "100").due("2026-02-19", "100");
    assert_eq!(level(&paid, "2026-03-31"), Some(1), "40 days late");
    assert_eq!(level(&Told::nothing().disputed("2026-02-19", "100"), "2026-03-31"), None);
}
