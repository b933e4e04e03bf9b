//! S10, S20: a bill as a fact: it settles on receipt, is money once it is honoured, and opens the
//! invoice again when it is refused.

use guanxi::account::{Erasure, Fact, FactKind, FactName, Ledger, OpenMoney};
use guanxi::calendar::AsOf;
use guanxi::credit::{
    BillPolicyDraft, CreditInputs, Exposure, OrderCheckPolicy, OrderCheckPolicyDraft, OrderRequest,
    SalesBalance,
};
use guanxi::money::{Amount, Total};
use guanxi::receivable::{
    AcceptorKind, Bill, BillFate, Invoice, OpenBalance, PassedOn, Payment, Recourse,
    SettlementKind, settled_items,
};
use guanxi::warning::{Arm, DebtPolicy, DebtPolicyDraft, Level, Reading};

use crate::given::{QUIET, Told, as_of, day, document, finding, on, percent, yuan};

fn total(yuan: i64) -> Total {
    Amount::from_minor(yuan * 100).to_total()
}

/// A commercial bill of 1,000 from 20 June to 20 December 2026 for an invoice due on 30 June.
fn bill() -> Bill {
    let (received, matures) = (day("2026-06-20"), day("2026-12-20"));
    let kind = AcceptorKind::Commercial;
    Bill::new(document("B1"), kind, received, matures, yuan("1000")).for_invoice(document("I1"))
}

fn refused(on: &str) -> BillFate {
    BillFate::Refused(day(on))
}

fn honoured(on: &str) -> BillFate {
    BillFate::Honoured(day(on))
}

fn billed() -> Told {
    Told::nothing().billed("I1", "2026-05-31", "2026-06-30", "1000")
}

fn revised(mut told: Told, fate: BillFate) -> Told {
    let version = Fact::from(bill().with_fate(fate));
    told.account.revise(&version.name(), fate.day(), Some(version)).unwrap();
    told
}

#[track_caller]
fn owed(told: &Told, t: &str) -> OpenBalance {
    let known = told.account.as_of(as_of(t));
    OpenBalance::as_of(known.view().receivables(), as_of(t))
}

/// The golden case: due 06-30, commercial bill 06-20 to 12-20, refused: 173 days past due.
#[test]
fn a_refused_bill_opens_the_invoice_with_its_old_due_day() {
    let told = billed().with(bill());
    assert_eq!(owed(&told, "2026-06-19").balance(), total(1000));
    assert_eq!(owed(&told, "2026-06-20").balance(), Total::ZERO, "settled on receipt");
    assert_eq!(owed(&told, "2026-12-20").balance(), Total::ZERO);
    let in_one_go = billed().with(bill().with_fate(refused("2026-12-20")));
    for told in [revised(told, refused("2026-12-20")), in_one_go] {
        assert_eq!(owed(&told, "2026-12-19").balance(), Total::ZERO, "as it was");
        let open = owed(&told, "2026-12-20");
        assert_eq!((open.balance(), open.oldest_days_past_due), (total(1000), 173));
    }
}

/// A refused bill would settle again when it is sold later.
#[test]
fn the_fate_of_a_bill_does_not_come_before_it_is_passed_on() {
    let mut ledger = Ledger::new("CNY".parse().unwrap());
    let li = ledger.open().unwrap();
    let bill = Bill { invoice: None, ..bill() };
    for (fate, is_taken) in [("2026-08-31", false), ("2026-09-01", true)] {
        for recourse in Recourse::ALL {
            let passed_on = PassedOn { on: day("2026-09-01"), recourse };
            let version = Fact::from(bill.clone().passed_on(passed_on).with_fate(refused(fate)));
            let taken = ledger.would_take(li, &version).map_err(|error| error.to_string());
            let expected = if is_taken {
                Ok(())
            } else {
                Err("fate of bill B1 must not be before 2026-09-01, was 2026-08-31".to_owned())
            };
            assert_eq!(taken, expected);
        }
    }
}

#[test]
fn a_bill_that_names_no_invoice_settles_what_is_due_first() {
    let told = billed()
        .billed("I2", "2026-05-31", "2026-06-29", "300")
        .with(Bill { invoice: None, ..bill() });
    let open = owed(&told, "2026-06-20");
    assert_eq!((open.ageing.open(), open.unapplied), (total(300), Total::ZERO));
}

#[test]
fn a_bill_for_an_invoice_to_come_waits_for_it() {
    let told = Told::nothing().billed("I1", "2026-07-01", "2026-07-31", "1000").with(bill());
    assert_eq!(owed(&told, "2026-06-30").earmarked, total(1000));
    assert_eq!(owed(&told, "2026-07-01").balance(), Total::ZERO);
}

#[test]
fn a_bill_names_an_invoice_of_the_customer() {
    assert_eq!(
        Told::nothing().refused(bill()).to_string(),
        "bill B1 names invoice I1, which is not an invoice of the customer"
    );
}

/// Money comes before bills, and bills before what is no money: a discount takes what is left.
#[test]
fn a_bill_settles_after_money_and_before_the_rest() {
    let discount = Payment::new(document("D1"), day("2026-06-20"), yuan("100"));
    let discount = discount.of_kind(SettlementKind::CashDiscount).for_invoice(document("I1"));
    let told = billed().paid_for("I1", "2026-06-20", "50").with(discount).with(bill());
    let open = owed(&told, "2026-06-20");
    assert_eq!((open.ageing.open(), open.unapplied), (Total::ZERO, total(50)));
}

#[test]
fn a_bill_is_in_the_bounds_of_its_fields() {
    let refusal = |bill: Bill| billed().refused(bill).to_string();
    let matures = Bill { matures: day("2026-06-19"), ..bill() };
    assert_eq!(
        refusal(matures),
        "matures of bill B1 must not be before 2026-06-20, was 2026-06-19"
    );
    let early = bill().with_fate(refused("2026-06-19"));
    assert_eq!(refusal(early), "fate of bill B1 must not be before 2026-06-20, was 2026-06-19");
    let nothing = Bill { amount: yuan("0"), ..bill() };
    assert_eq!(refusal(nothing), "amount of bill B1 must be positive, was CNY 0.00");
    let mut told = billed().with(bill());
    let other = bill().accepted_by("Steel Co".parse().unwrap());
    assert_eq!(
        told.refused(other).to_string(),
        "bill B1 is recorded already with other content: acceptor none, not Steel Co"
    );
}

/// Of 1,000 a fifth by a bank; all of it when the policy says so.
#[test]
fn an_outstanding_bill_is_exposure_at_the_share_of_its_kind() {
    let told = billed().with(Bill { kind: AcceptorKind::Bank, ..bill() });
    let of = |told: &Told, t: &str| Exposure::from_account(told.view(), as_of(t), None);
    assert_eq!(of(&told, "2026-06-19").total(), total(1000), "the invoice");
    let held = of(&told, "2026-06-20");
    assert_eq!((held.bills, held.total()), (total(200), total(200)));
    let whole = BillPolicyDraft { bank: percent("100%"), ..BillPolicyDraft::default() };
    let held = Exposure::with_bills(told.view(), as_of("2026-06-20"), None, &whole);
    assert_eq!(held.total(), total(1000));
    let paid = billed().with(bill().with_fate(honoured("2026-12-20")));
    assert_eq!(of(&paid, "2026-12-19").total(), total(1000));
    assert_eq!(of(&paid, "2026-12-20").total(), Total::ZERO);
    let opened = billed().with(bill().with_fate(refused("2026-12-20")));
    let opened = of(&opened, "2026-12-20");
    assert_eq!((opened.bills, opened.total()), (Total::ZERO, total(1000)), "the invoice again");
}

/// The debt warning and the order check read the same exposure.
#[test]
fn bills_count_against_the_limit() {
    let told = billed().limited("1000").with(Bill { kind: AcceptorKind::Bank, ..bill() });
    let t = "2026-07-01";
    let utilisation = |policy: &DebtPolicy| {
        let reading = policy.read(told.view(), &on(t));
        (reading.exposure, finding(reading.arms(), Arm::Utilisation).level())
    };
    let whole = BillPolicyDraft { bank: percent("100%"), ..BillPolicyDraft::default() };
    assert_eq!(utilisation(&DebtPolicy::default()), (total(200), None));
    let strict = DebtPolicyDraft { bills: whole.clone(), ..DebtPolicyDraft::default() };
    let strict = DebtPolicy::try_new(strict).unwrap();
    assert_eq!(utilisation(&strict), (total(1000), Some(Level::Watch)));
    let order = |policy: &OrderCheckPolicy| {
        let order = OrderRequest::try_new(yuan("100"), day(t)).unwrap();
        policy.check(told.view(), &order, &CreditInputs::default(), as_of(t)).unwrap().to_string()
    };
    let passed = "approve: exposure with the order CNY 300.00, limit CNY 1,000.00";
    assert_eq!(order(&OrderCheckPolicy::default()), passed);
    let strict = OrderCheckPolicyDraft { bills: whole, ..OrderCheckPolicyDraft::default() };
    let held = order(&OrderCheckPolicy::try_new(strict).unwrap());
    assert!(held.contains("exposure with the order CNY 1,100.00, limit CNY 1,000.00"), "{held}");
    let reading = DebtPolicy::default().read(told.view(), &on(t));
    assert_eq!(finding(reading.arms(), Arm::Ageing), QUIET);
    assert!(reading.verdict().to_string().contains("exposure CNY 200.00"));
}

#[test]
fn a_share_of_bills_beyond_all_is_refused_where_it_stands() {
    let over = BillPolicyDraft { bank: percent("101%"), ..BillPolicyDraft::default() };
    let debt = DebtPolicyDraft { bills: over.clone(), ..DebtPolicyDraft::default() };
    let said = "bills.bank must not exceed 100%, was 101%";
    assert_eq!(DebtPolicy::try_new(debt).unwrap_err().to_string(), said);
    let check = OrderCheckPolicyDraft { bills: over, ..OrderCheckPolicyDraft::default() };
    assert_eq!(OrderCheckPolicy::try_new(check).unwrap_err().to_string(), said);
}

#[test]
fn a_bill_is_collected_once_it_is_honoured() {
    let told = billed().with(bill().with_fate(honoured("2026-12-20")));
    let balance = |t: &str, days| {
        let found = SalesBalance::from_account(told.view(), as_of(t).last_days(days));
        let sums = [found.collected, found.settled_otherwise, found.owed, found.bills];
        sums.map(|sum| sum.minor() / 100)
    };
    assert_eq!(balance("2026-06-30", 30), [0, 1000, 0, 1000], "settled, and not collected");
    assert_eq!(balance("2026-12-19", 30), [0, 0, 0, 1000]);
    assert_eq!(balance("2026-12-20", 30), [1000, -1000, 0, 0]);
}

/// The invoice is settled on receipt; the days to pay run until the money is there.
#[test]
fn days_to_pay_run_to_the_day_on_which_the_bill_is_honoured() {
    let told = billed().with(bill().with_fate(honoured("2026-12-20")));
    let item = |t: &str| settled_items(told.view().receivables(), as_of(t))[0];
    let held = item("2026-12-19");
    assert_eq!((held.settled, held.is_paid, held.collected), (day("2026-06-20"), false, None));
    assert_eq!((held.days_to_pay(), held.days_beyond_terms()), (None, None));
    let paid = item("2026-12-20");
    assert_eq!((paid.settled, paid.collected), (day("2026-06-20"), Some(day("2026-12-20"))));
    assert_eq!((paid.days_to_pay(), paid.days_beyond_terms()), (Some(203), Some(-10)));
    let money = billed().paid("2026-07-04", "1000");
    let money = settled_items(money.view().receivables(), as_of("2026-12-20"))[0];
    assert_eq!((money.settled, money.collected), (day("2026-07-04"), Some(day("2026-07-04"))));
}

/// Money that settled the invoice while the bill was held is what has paid it.
#[test]
fn a_refused_bill_has_settled_nothing() {
    let told = billed().paid("2026-09-01", "1000").with(bill().with_fate(refused("2026-12-20")));
    let item = settled_items(told.view().receivables(), as_of("2026-12-31"))[0];
    assert_eq!((item.settled, item.is_paid), (day("2026-09-01"), true));
}

#[test]
fn a_void_invoice_leaves_its_bill_without_a_name() {
    let mut told = billed().billed("I2", "2026-05-31", "2026-07-31", "400").with(bill());
    let name = FactName::new(FactKind::Invoice, "I1");
    told.account.revise(&name, day("2026-07-10"), None).unwrap();
    let open = owed(&told, "2026-07-10");
    assert_eq!((open.ageing.open(), open.unapplied), (Total::ZERO, total(600)));
    assert_eq!(owed(&told, "2026-07-09").ageing.open(), total(400));
}

#[test]
fn an_erased_invoice_takes_its_name_out_of_the_bill() {
    let mut ledger = Ledger::new("CNY".parse().unwrap());
    let li = ledger.open().unwrap();
    for (number, due, amount) in [("I1", "2026-06-30", "1000"), ("I2", "2026-07-31", "400")] {
        let invoice = Invoice::new(document(number), day("2026-05-31"), day(due), yuan(amount));
        ledger.record(li, &invoice.into()).unwrap();
    }
    ledger.record(li, &bill().into()).unwrap();
    let by = "Wang".parse().unwrap();
    let mark = Erasure { customer: li, kind: None, by, on: day("2026-08-01") };
    let name = FactName::new(FactKind::Invoice, "I1");
    ledger.erase_fact(&name, mark.clone(), OpenMoney::Erase).unwrap();
    let view = ledger.view(li).unwrap();
    assert_eq!(view.bills(), [Bill { invoice: None, ..bill() }]);
    let t = AsOf::new(day("2026-07-10"));
    assert_eq!(OpenBalance::as_of(view.receivables(), t).unapplied, total(600));
    let held = ledger.erase_fact(&FactName::new(FactKind::Bill, "B1"), mark, OpenMoney::Refuse);
    assert!(held.is_err(), "money is open");
}
