//! S10: instalments, retention and disputes: every rule goes by the parts of an invoice.

#[cfg(feature = "serde")]
use guanxi::account::Fact;
use guanxi::calendar::WorkCalendar;
use guanxi::context::Context;
use guanxi::credit::{CreditInputs, Debtor, OrderCheckPolicy, OrderRequest, collection_schedule};
use guanxi::id::CustomerKey;
use guanxi::receivable::{
    AgeingPartition, Dispute, DunningPolicy, Inclusion, InvoiceInstalment, InvoiceInstalments,
    OpenBalance, settle,
};
use guanxi::warning::{DebtPolicy, DebtPolicyDraft};

use crate::given::{Told, as_of, currency, day, document, fen, yuan};

fn balance(told: &Told, t: &str) -> OpenBalance {
    let balance = settle(told.view().receivables(), as_of(t), |_| ());
    assert_eq!(OpenBalance::as_of(told.view().receivables(), as_of(t)), balance);
    balance
}

/// Open items: number, minor units, minor units in dispute, days past due.
fn open(told: &Told, t: &str) -> Vec<(String, i64, i64, i32)> {
    let (view, mut items) = (told.view(), Vec::new());
    settle(view.receivables(), as_of(t), |item| {
        let number = view.invoice_number(item.invoice).to_owned();
        items.push((number, item.open.minor(), item.disputed.minor(), item.days_past_due));
    });
    items
}

fn item(number: &str, minor: i64, disputed: i64, past_due: i32) -> (String, i64, i64, i32) {
    (number.to_owned(), minor, disputed, past_due)
}

fn parts(invoice: &str, from: &str, parts: &[(&str, &str)]) -> InvoiceInstalments {
    let part = |(due, amount): &(&str, &str)| InvoiceInstalment::new(day(due), yuan(amount));
    let parts = parts.iter().map(part).collect();
    InvoiceInstalments { invoice: document(invoice), from: day(from), parts }
}

fn dispute(invoice: &str, from: &str) -> Dispute {
    Dispute::new(document(invoice), day(from))
}

// Faults

/// P5.
#[test]
fn a_dispute_has_a_day_a_part_and_an_end() {
    let about = dispute("I", "2026-04-02").about(yuan("100")).settled_on(day("2026-05-10"));
    let told = Told::nothing().billed("I", "2026-02-01", "2026-03-01", "1000").with(about);
    let draft = DebtPolicyDraft { disputed: Inclusion::LeftOut, ..Default::default() };
    let policy = DebtPolicy::try_new(draft).unwrap();
    let overdue = |t| {
        let reading = policy.read(told.view(), &Context::on(as_of(t)));
        (reading.overdue.minor(), reading.oldest_days_past_due)
    };
    assert_eq!(overdue("2026-04-29"), (fen("900"), 59));
    assert_eq!(overdue("2026-04-01"), (fen("1000"), 31), "not disputed yet");
    assert_eq!(overdue("2026-05-09"), (fen("900"), 69));
    assert_eq!(overdue("2026-05-10"), (fen("1000"), 70), "settled");
    assert_eq!(balance(&told, "2026-04-29").disputed_overdue.minor(), fen("100"));
}

/// P8.
#[test]
fn the_first_half_is_overdue_in_every_rule() {
    let halves = parts("I", "2026-03-01", &[("2026-03-15", "50"), ("2026-03-31", "50")]);
    let told =
        Told::nothing().limited("1000").billed("I", "2026-03-01", "2026-03-31", "100").with(halves);
    let t = as_of("2026-03-29");
    assert_eq!(open(&told, "2026-03-29"), [item("I", 50_00, 0, 14), item("I", 50_00, 0, -2)]);
    let reading = DebtPolicy::default().read(told.view(), &Context::on(t));
    assert_eq!((reading.overdue.minor(), reading.oldest_days_past_due), (fen("50"), 14));
    let aged = AgeingPartition::default().age(told.view().receivables(), t);
    assert_eq!((aged.buckets[0].minor(), aged.buckets[1].minor()), (50_00, 50_00));
    let mut items = Vec::new();
    settle(told.view().receivables(), t, |item| items.push(item));
    assert_eq!(DunningPolicy::default().level(&items, None, currency("CNY"), t), Some(1));
    let debtor = Debtor::new(CustomerKey::from_position(0), told.view());
    let calls = collection_schedule(&[debtor], &WorkCalendar::default(), t);
    assert_eq!((calls[0].amount.minor(), calls[0].oldest), (50_00, 15));
    let order = OrderRequest::try_new(yuan("1"), t.day()).unwrap();
    let policy = OrderCheckPolicy::default();
    let check = policy.check(told.view(), &order, &CreditInputs::default(), t).unwrap();
    let oldest = check.findings().iter().map(ToString::to_string);
    let oldest = oldest.filter(|it| it.contains("oldest item")).collect::<Vec<_>>();
    assert_eq!(oldest.len(), 1);
    assert!(oldest[0].contains("14 days"), "{oldest:?}");
}

/// P8: payment for the bill closes the bill, not an older item.
#[test]
fn money_for_a_bill_in_parts_closes_the_bill() {
    let halves = parts("I", "2026-03-01", &[("2026-03-15", "50"), ("2026-03-31", "50")]);
    let told = Told::nothing()
        .billed("O", "2026-01-01", "2026-01-31", "30")
        .billed("I", "2026-03-01", "2026-03-31", "100")
        .with(halves)
        .paid_for("I", "2026-03-20", "100");
    assert_eq!(open(&told, "2026-03-29"), [item("O", 30_00, 0, 57)]);
}

// Instalments

#[test]
fn money_without_a_name_settles_parts_by_due_date_across_invoices() {
    let three = parts("A", "2026-01-01", &[("2026-01-10", "10"), ("2026-03-10", "20")]);
    let told = Told::nothing()
        .billed("A", "2026-01-01", "2026-01-10", "30")
        .billed("B", "2026-01-01", "2026-02-10", "40")
        .with(three)
        .paid("2026-01-05", "55");
    assert_eq!(open(&told, "2026-01-05"), [item("A", 15_00, 0, -64)]);
}

#[test]
fn instalments_hold_from_their_day_on_and_only_while_they_add_up() {
    let later = parts("I", "2026-03-10", &[("2026-04-15", "50"), ("2026-05-15", "50")]);
    let told = Told::nothing().billed("I", "2026-02-01", "2026-03-01", "100").with(later);
    assert_eq!(open(&told, "2026-03-09"), [item("I", 100_00, 0, 8)]);
    assert_eq!(open(&told, "2026-03-10"), [item("I", 50_00, 0, -36), item("I", 50_00, 0, -66)]);
}

#[test]
fn small_change_is_an_instalment_below_the_tolerance() {
    let small = parts("I", "2026-03-01", &[("2026-03-15", "0.99"), ("2026-03-20", "99.01")]);
    let told = Told::nothing().billed("I", "2026-03-01", "2026-03-20", "100").with(small);
    let reading = DebtPolicy::default().read(told.view(), &Context::on(as_of("2026-03-31")));
    assert_eq!((reading.overdue.minor(), reading.oldest_days_past_due), (fen("100"), 11));
}

#[test]
fn instalments_are_refused_that_are_none() {
    let mut told = Told::nothing().billed("I", "2026-03-01", "2026-03-31", "100");
    let retention = InvoiceInstalment::retention(day("2026-04-01"), yuan("10"));
    let of = |parts: Vec<InvoiceInstalment>| InvoiceInstalments {
        invoice: document("I"),
        from: day("2026-03-01"),
        parts,
    };
    let rest = InvoiceInstalment::new(day("2026-05-01"), yuan("90"));
    let rows: [(InvoiceInstalments, &str); 8] = [
        (of(vec![]), "parts of instalments I must be at least one, was none"),
        (
            parts("I", "2026-03-01", &[("2026-03-15", "50"), ("2026-03-31", "49.99")]),
            "parts of instalments I must add up to CNY 100.00, was CNY 99.99",
        ),
        (
            parts("I", "2026-03-01", &[("2026-03-15", "50"), ("2026-03-31", "50.01")]),
            "parts of instalments I must add up to CNY 100.00, was CNY 100.01",
        ),
        (
            parts("I", "2026-03-01", &[("2026-03-15", "100"), ("2026-03-31", "0")]),
            "amount of instalments I must be positive, was CNY 0.00",
        ),
        (
            parts("I", "2026-03-01", &[("2026-03-15", "50"), ("2026-03-14", "50")]),
            "due of instalments I must not be before 2026-03-15, was 2026-03-14",
        ),
        (
            parts("I", "2026-03-01", &[("2026-02-28", "100")]),
            "due of instalments I must not be before 2026-03-01, was 2026-02-28",
        ),
        (
            parts("I", "2026-02-28", &[("2026-03-15", "100")]),
            "from of instalments I must not be before 2026-03-01, was 2026-02-28",
        ),
        (
            of(vec![retention, rest]),
            "retention of instalments I must be the last part, was 2026-04-01",
        ),
    ];
    for (fact, message) in rows {
        assert_eq!(told.refused(fact).to_string(), message);
    }
    let unknown = told.refused(parts("X", "2026-03-01", &[("2026-03-15", "100")]));
    assert_eq!(
        unknown.to_string(),
        "instalments X names invoice X, which is not an invoice of the customer",
    );
    assert_eq!(open(&told, "2026-03-31"), [item("I", 100_00, 0, 0)]);
    let sound = of(vec![InvoiceInstalment::new(day("2026-03-01"), yuan("90")), retention]);
    let mut told = told.with(sound.clone());
    assert_eq!(open(&told, "2026-03-31"), [item("I", 90_00, 0, 30), item("I", 10_00, 0, -1)]);
    assert!(told.refused(sound).to_string().ends_with("recorded already, with the same content"));
    let again = told.refused(parts("I", "2026-03-01", &[("2026-03-15", "100")]));
    assert!(again.to_string().contains("recorded already with other content"), "{again}");
}

// Disputes

#[test]
fn the_undisputed_part_is_settled_first_and_disputed_parts_last_of_all() {
    let told = Told::nothing()
        .billed("A", "2026-01-01", "2026-01-10", "100")
        .billed("B", "2026-01-01", "2026-02-10", "100")
        .with(dispute("A", "2026-01-05").about(yuan("30")));
    let told_of = |amount| open(&told.clone().paid("2026-01-20", amount), "2026-01-20");
    assert_eq!(told_of("70"), [item("A", 30_00, 30_00, 10), item("B", 100_00, 0, -21)]);
    assert_eq!(told_of("170"), [item("A", 30_00, 30_00, 10)]);
    assert_eq!(told_of("180"), [item("A", 20_00, 20_00, 10)]);
    let named = told.clone().paid_for("A", "2026-01-20", "80");
    assert_eq!(open(&named, "2026-01-20")[0], item("A", 20_00, 20_00, 10));
}

#[test]
fn the_disputed_part_of_instalments_is_the_last() {
    let three = [("2026-01-10", "30"), ("2026-02-10", "30"), ("2026-03-10", "40")];
    let told = Told::nothing()
        .billed("A", "2026-01-01", "2026-03-10", "100")
        .with(parts("A", "2026-01-01", &three))
        .with(dispute("A", "2026-01-05").about(yuan("50")));
    assert_eq!(
        open(&told, "2026-01-20"),
        [item("A", 30_00, 0, 10), item("A", 30_00, 10_00, -21), item("A", 40_00, 40_00, -49)],
    );
}

#[test]
fn disputes_are_refused_that_are_none() {
    let told = Told::nothing().billed("I", "2026-03-01", "2026-03-31", "100");
    let mut told = told.disputed("2026-03-01", "5");
    let flagged = told.view().invoices().iter().find(|it| it.is_disputed()).copied().unwrap();
    let flagged = told.view().invoice_number(flagged).to_owned();
    let whole = dispute("I", "2026-03-10");
    let rows: Vec<(Dispute, String)> = vec![
        (
            whole.clone().settled_on(day("2026-03-10")),
            "to of dispute I from 2026-03-10 must be after 2026-03-10, was 2026-03-10".into(),
        ),
        (
            whole.clone().about(yuan("100.01")),
            "amount of dispute I from 2026-03-10 must be at most CNY 100.00, the amount of the \
             invoice, was CNY 100.01"
                .into(),
        ),
        (
            whole.clone().about(yuan("0")),
            "amount of dispute I from 2026-03-10 must be positive, was CNY 0.00".into(),
        ),
        (
            dispute("I", "2026-02-28"),
            "from of dispute I from 2026-02-28 must not be before 2026-03-01, was 2026-02-28"
                .into(),
        ),
        (
            dispute("X", "2026-03-10"),
            "dispute X from 2026-03-10 names invoice X, which is not an invoice of the customer"
                .into(),
        ),
        (
            dispute(&flagged, "2026-03-10"),
            format!(
                "invoice of dispute {flagged} from 2026-03-10 must not be disputed from its issue \
                 on, was {flagged}"
            ),
        ),
    ];
    for (fact, message) in rows {
        assert_eq!(told.refused(fact).to_string(), message);
    }
    assert_eq!(balance(&told, "2026-03-31").disputed.minor(), fen("5"));
    let mut told = told.with(whole.clone().settled_on(day("2026-03-20")));
    let second = told.refused(dispute("I", "2026-03-19").about(yuan("1"))).to_string();
    assert_eq!(
        second,
        "dispute I from 2026-03-19 overlaps one that is recorded: 2026-03-19 without end against \
         2026-03-10 to 2026-03-19",
    );
    assert!(told.refused(dispute("I", "2026-03-09")).to_string().contains("overlaps"));
    let told = told.with(dispute("I", "2026-03-20").about(yuan("100")));
    assert_eq!(balance(&told, "2026-03-20").disputed.minor(), fen("105"));
}

#[cfg(feature = "serde")]
#[test]
fn parts_are_written_and_read_back() {
    let retention = InvoiceInstalment::retention(day("2026-05-01"), yuan("10"));
    let mut plan = parts("I", "2026-03-01", &[("2026-03-15", "90")]);
    plan.parts.push(retention);
    let text = |fact: &Fact| serde_json::to_string(fact).unwrap();
    let plan: Fact = plan.into();
    assert_eq!(
        text(&plan),
        r#"{"instalments":{"invoice":"I","from":"2026-03-01","parts":[{"due":"2026-03-15","amount":"CNY 90.00"},{"due":"2026-05-01","amount":"CNY 10.00","is_retention":true}]}}"#,
    );
    let dispute: Fact = dispute("I", "2026-03-10").about(yuan("5")).into();
    assert_eq!(
        text(&dispute),
        r#"{"dispute":{"invoice":"I","from":"2026-03-10","amount":"CNY 5.00"}}"#,
    );
    for fact in [plan, dispute] {
        assert_eq!(serde_json::from_str::<Fact>(&text(&fact)).unwrap(), fact);
    }
}
