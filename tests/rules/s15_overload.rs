//! S15: promises that were broken in dispute, and promises that were broken because we let through
//! more than the customer can carry.

use guanxi::account::{FactKind, FactName};
use guanxi::calendar::AsOf;
use guanxi::credit::ProposalPolicy;
use guanxi::customer::EntrySource;
use guanxi::dealer::{DatedScore, Integrity, IntegrityRules, LimitReplay, Overload};
use guanxi::means::{Means, MeansCount};
use guanxi::measure::{Quotient, Score};
use guanxi::receivable::{Dispute, Invoice, Payment, TemporaryLimit};
use guanxi::trade::Sale;

use crate::given::{Told, as_of, day, document, yuan};
use crate::s15_dealer::{T, integrity, steady};

/// The promises kept and all that count, and the number of our overloads.
fn counts(told: &Told) -> (String, usize) {
    let read = integrity(told, T);
    (read.kept.to_string(), read.overloads().count())
}

#[track_caller]
fn ours(read: &Integrity) -> (String, i128, i64) {
    let overload = read.overloads().next().unwrap().overload;
    let Some(Overload::Limit { on, exposure, limit }) = overload else { panic!("by the limit") };
    (on.to_string(), exposure.minor(), limit.minor())
}

/// A fault once: 3,500 past due and 1,000 more were above the limit of 4,000, and the customer was
/// excused by its own lateness.
#[test]
fn what_a_customer_owes_past_due_does_not_excuse_it() {
    let late = steady().billed("L", "2025-12-01", "2025-12-31", "3500");
    let next = late.billed("B", "2026-01-10", "2026-01-31", "1000");
    assert_eq!(counts(&next), ("6 of 8".into(), 0));
}

#[test]
fn an_order_let_through_beyond_the_limit_is_our_overload() {
    let told = |order: &str| {
        let billed = steady().billed("L", "2026-01-05", "2026-01-31", "3500");
        billed.ordered("2026-01-20", "2026-03-01", order)
    };
    assert_eq!(counts(&told("500")), ("6 of 7".into(), 0), "4,000 of 4,000");
    assert_eq!(counts(&told("500.01")), ("6 of 6".into(), 1));
    let read = integrity(&told("600"), T);
    assert_eq!(ours(&read), ("2026-01-20".into(), 4_100_00, 4_000_00));
}

#[test]
fn only_what_was_let_through_from_the_issue_to_the_due_day_counts() {
    let told = |on: &str| {
        let billed = steady().billed("L", "2026-01-05", "2026-01-31", "3500");
        counts(&billed.ordered(on, "2026-06-01", "600")).1
    };
    assert_eq!(told("2026-01-04"), 1, "it stands when the invoice is issued");
    assert_eq!(told("2026-01-31"), 1);
    assert_eq!(told("2026-02-01"), 0, "after the promise was broken");
}

#[test]
fn a_delivery_of_an_order_is_let_through_on_its_day() {
    // The order is within the limit of 5,000; its delivery is above that of 1,000 a year later.
    let told = Told::nothing().since("2022-01-01").sold("2025-01-05", "36500");
    let told = told.sold("2025-06-01", "9125").ordered_as("O", "2025-12-20", "2026-01-20", "1200");
    let told = told.billed("L", "2026-01-10", "2026-01-31", "500");
    let within = integrity(&told, T);
    assert_eq!(within.overloads().count(), 1, "500 and the order of 1,200 are above 1,000");
    let told = Told::nothing().since("2022-01-01").sold("2025-01-15", "36500");
    let told = told.sold("2025-06-01", "9125").ordered_as("O", "2025-12-20", "2026-01-20", "1200");
    let told = told.billed("L", "2026-01-10", "2026-01-31", "500");
    assert_eq!(integrity(&told, T).overloads().count(), 0, "all was let through within 5,000");
    let told = told.handed("ordered O", "delivered D", "2026-01-20", "1200");
    assert_eq!(ours(&integrity(&told, T)), ("2026-01-20".into(), 1_700_00, 1_000_00));
}

#[test]
fn a_limit_that_fell_after_the_delivery_excuses_nothing() {
    let told = steady().sold("2026-01-01", "9125");
    let billed = told.billed("B", "2026-08-20", "2026-09-10", "3900");
    let read = integrity(&billed, "2026-10-01");
    assert_eq!(read.overloads().count(), 0, "5,000 on 20 August, 1,000 on 10 September");
    assert_eq!(read.kept.to_string(), "6 of 7");
}

/// The limit is 4,000 by what was known on 1 January, and 8,000 by a sale that was recorded later.
#[test]
fn a_sale_recorded_later_raises_no_limit_of_the_past() {
    let sale = Sale::new(document("S"), day("2025-12-01"), yuan("36500"));
    let billed = || steady().billed("B", "2026-01-01", "2026-01-31", "5000");
    assert_eq!(counts(&billed().with(sale.clone())).1, 0);
    let mut later = billed();
    later.account.record_known(sale.clone(), day("2026-01-02")).unwrap();
    assert_eq!(ours(&integrity(&later, T)), ("2026-01-01".into(), 5_000_00, 4_000_00));
    let mut in_time = billed();
    in_time.account.record_known(sale, day("2026-01-01")).unwrap();
    assert_eq!(counts(&in_time).1, 0);
}

#[test]
fn an_invoice_recorded_later_loads_no_day_of_the_past() {
    let billed = || steady().billed("B", "2026-01-05", "2026-01-31", "3500");
    let more = Invoice::new(document("M"), day("2026-01-10"), day("2026-02-28"), yuan("600"));
    assert_eq!(counts(&billed().with(more.clone())).1, 2, "M itself is broken, too");
    let mut later = billed();
    later.account.record_known(more, day("2026-02-01")).unwrap();
    let read = integrity(&later, T);
    assert_eq!(read.overloads().count(), 0, "3,500 on both days as far as anybody knew");
}

/// On 10 January the invoice of 3,000 was paid as far as anybody knew.
#[test]
fn a_payment_that_was_void_later_was_money_on_the_day() {
    let told = || {
        let told = steady().billed("A", "2026-01-02", "2026-03-01", "3000");
        let cheque = Payment::new(document("C"), day("2026-01-04"), yuan("3000"));
        let told = told.with(cheque.for_invoice(document("A")));
        told.billed("B", "2026-01-10", "2026-01-31", "1500")
    };
    let mut void = told();
    void.account.revise(&FactName::new(FactKind::Payment, "C"), day("2026-02-05"), None).unwrap();
    let read = integrity(&void, T);
    assert_eq!((read.kept.to_string(), read.overloads().count()), ("6 of 8".into(), 0));
    let mut at_once = told();
    let name = FactName::new(FactKind::Payment, "C");
    at_once.account.revise(&name, day("2026-01-09"), None).unwrap();
    assert_eq!(integrity(&at_once, T).overloads().count(), 2, "4,500 on 10 January");
}

#[test]
fn capital_counted_later_with_an_early_day_caps_no_limit_of_the_past() {
    let count = MeansCount {
        on: day("2025-12-01"),
        means: Means::Capital(yuan("1000")),
        source: EntrySource::Visit,
    };
    let score = Quotient::try_new(70, 100).and_then(Score::try_from_fraction).unwrap();
    let scores = [DatedScore { on: day("2025-01-01"), score }];
    let overloads = |told: &Told, scores: &[DatedScore]| {
        let proposal = ProposalPolicy::default();
        let replay = LimitReplay { proposal: &proposal, scores, terms_days: 30 };
        let t: AsOf = as_of(T);
        Integrity::read(&IntegrityRules::default(), told.view(), replay, t).overloads().count()
    };
    let billed = || steady().billed("B", "2026-01-01", "2026-01-31", "2000");
    let known = billed().with(count.clone());
    assert_eq!(overloads(&known, &scores), 1, "a capital of 1,000 carries less than 2,000");
    let mut later = billed();
    later.account.record_known(count, day("2026-01-02")).unwrap();
    assert_eq!(overloads(&later, &scores), 0);
    let fell_later = [DatedScore { on: day("2026-01-02"), score }];
    assert_eq!(overloads(&known, &fell_later), 0, "a score of a later day caps nothing either");
}

#[test]
fn an_agreed_limit_has_no_say_on_whatever_day_it_was_recorded() {
    let billed = || steady().billed("B", "2026-01-01", "2026-01-31", "4000.01");
    let limit = |amount: &str| TemporaryLimit {
        from: day("2025-12-01"),
        to: day("2026-12-31"),
        limit: yuan(amount),
    };
    let mut raised = billed();
    raised.account.record_known(limit("9000"), day("2026-03-01")).unwrap();
    assert_eq!(counts(&raised).1, 1, "recorded afterwards with an early day");
    assert_eq!(counts(&billed().with(limit("9000"))).1, 1);
    let small = steady().billed("B", "2026-01-01", "2026-01-31", "4000").with(limit("0"));
    assert_eq!(counts(&small).1, 0, "cash only is no excuse for paying late");
}

fn disputed(amount: &str, from: &str, to: Option<&str>) -> Told {
    let dispute = Dispute::new(document("B"), day(from)).about(yuan(amount));
    let dispute = match to {
        Some(to) => dispute.settled_on(day(to)),
        None => dispute,
    };
    steady().billed("B", "2026-01-01", "2026-01-20", "100").with(dispute)
}

#[track_caller]
fn broken(told: &Told) -> Vec<i64> {
    integrity(told, T).broken.iter().map(|it| it.amount.minor()).collect()
}

#[test]
fn a_part_in_dispute_is_not_late() {
    assert_eq!(counts(&disputed("100", "2026-01-10", None)).0, "6 of 6");
    assert_eq!(broken(&disputed("40", "2026-01-10", None)), [60_00], "the rest was not paid");
    let paid = disputed("40", "2026-01-10", None).paid_for("B", "2026-01-20", "60");
    assert_eq!(counts(&paid).0, "6 of 6", "neither kept nor broken while it is in dispute");
    let late = disputed("40", "2026-01-10", None).paid_for("B", "2026-01-21", "60");
    assert_eq!(broken(&late), [60_00]);
}

#[test]
fn a_part_that_was_in_dispute_falls_due_when_the_dispute_is_settled() {
    let paid = |on: &str| {
        let told = disputed("40", "2026-01-10", Some("2026-03-01"));
        told.paid_for("B", "2026-01-20", "60").paid_for("B", on, "40")
    };
    assert_eq!(counts(&paid("2026-02-15")).0, "7 of 7", "paid in dispute");
    assert_eq!(counts(&paid("2026-03-01")).0, "7 of 7");
    assert_eq!(counts(&paid("2026-03-02")).0, "6 of 7");
    assert_eq!(broken(&paid("2026-03-02")), [40_00]);
}

#[test]
fn a_dispute_after_the_last_day_to_pay_excuses_nothing() {
    assert_eq!(broken(&disputed("100", "2026-01-20", None)), [] as [i64; 0]);
    assert_eq!(broken(&disputed("100", "2026-01-21", None)), [100_00]);
}

#[test]
fn an_invoice_that_is_in_dispute_from_its_issue_is_no_promise() {
    let told = steady().disputed("2026-01-20", "100");
    assert_eq!(counts(&told).0, "6 of 6");
}

#[test]
fn what_was_written_off_in_dispute_was_not_late() {
    let off = |on: &str| {
        use guanxi::receivable::SettlementKind::WriteOff;
        let fact = Payment::new(document("W"), day(on), yuan("100"));
        let told = disputed("100", "2026-01-10", Some("2026-03-01"));
        told.with(fact.of_kind(WriteOff).for_invoice(document("B")))
    };
    assert_eq!(counts(&off("2026-02-15")).0, "6 of 6");
    assert_eq!(broken(&off("2026-03-02")), [100_00], "a day after the dispute was settled");
}
