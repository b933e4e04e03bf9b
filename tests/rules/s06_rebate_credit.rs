//! S6: rebate credit against goods, and what we owe each customer.

use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest, OrderVerdict};
use guanxi::lifecycle::{Admission, Entry};
use guanxi::money::{Amount, Currency, Money};
use guanxi::rebate::{
    Accrual, AccrualMethod, ConditionsEffect, CreditBalance, CreditError, CreditStep, CreditUse,
    Netting, Outlook, OwedItem, OwedKind, OwedSchedule, RebateCredit, RebateScale, SetOff,
    SettlementFacts, SettlementLedger,
};

use crate::given::{Told, as_of, percent};
use crate::s06_rebate::{agreed, draft, fen, on, rate, yuan};

/// An account of which an order uses at most 20 % of itself.
fn account() -> RebateCredit {
    RebateCredit::new(Currency::CNY, percent("20%"))
}

fn take(credit: &mut RebateCredit, date: &str, step: CreditStep) -> Result<(), CreditError> {
    credit.apply(Entry::new(step, on(date), "Wang".parse().unwrap())).map(|_| ())
}

fn earn(amount: &str) -> CreditStep {
    CreditStep::Earn { amount: fen(amount) }
}

fn approve(amount: &str, usable_from: &str, until: Option<&str>) -> CreditStep {
    CreditStep::Approve { amount: fen(amount), usable_from: on(usable_from), until: until.map(on) }
}

fn pay(of: &str, amount: &str) -> CreditStep {
    CreditStep::Use { order: "O-1".parse().unwrap(), of: fen(of), amount: fen(amount) }
}

fn told(credit: &RebateCredit, t: &str) -> String {
    credit.balance(as_of(t)).with_currency(Currency::CNY).to_string()
}

#[test]
fn an_order_uses_at_most_a_share_of_itself() {
    let mut credit = account();
    take(&mut credit, "2027-01-30", earn("35000")).unwrap();
    take(&mut credit, "2027-01-30", approve("35000", "2027-02-01", None)).unwrap();
    let on_order = |order, t| credit.use_for(fen(order), as_of(t)).unwrap();
    assert_eq!(
        on_order("100000", "2027-02-01"),
        CreditUse { used: fen("20000"), on_credit: fen("80000"), left: fen("15000") }
    );
    let before = on_order("100000", "2027-01-31");
    assert_eq!((before.used, before.left), (fen("0"), fen("0")), "not usable yet");
    assert_eq!(on_order("500000", "2027-02-01").used, fen("35000"));
    assert_eq!(on_order("0.04", "2027-02-01").used, fen("0"), "cut off to the fen");
}

/// The golden case: order 100,000, share 20 %, balance 35,000; 80,000 is on credit.
#[test]
fn credit_lessens_what_an_order_needs_only_once_it_is_usable() {
    let mut credit = account();
    take(&mut credit, "2027-01-30", earn("35000")).unwrap();
    take(&mut credit, "2027-01-30", approve("35000", "2027-02-01", None)).unwrap();
    for (limit, t, verdict) in [
        ("80000", "2027-02-01", OrderVerdict::Approve),
        ("80000", "2027-01-31", OrderVerdict::Hold),
        ("79999.99", "2027-02-01", OrderVerdict::Hold),
        ("100000", "2027-01-31", OrderVerdict::Approve),
    ] {
        let told = Told::nothing().limited(limit);
        let rest = credit.use_for(fen("100000"), as_of(t)).unwrap().on_credit;
        let order = OrderRequest::try_new(Money::new(rest, Currency::CNY), on(t)).unwrap();
        let check = OrderCheckPolicy::default().check(
            told.view(),
            &order,
            &CreditInputs::default(),
            as_of(t),
        );
        assert_eq!(check.unwrap().verdict(), verdict, "{limit} on {t}");
    }
}

#[test]
fn credit_is_earned_approved_usable_used_expired_or_clawed_back() {
    let mut credit = account();
    take(&mut credit, "2027-01-10", earn("1000")).unwrap();
    take(&mut credit, "2027-01-20", approve("600", "2027-02-01", Some("2027-06-30"))).unwrap();
    take(&mut credit, "2027-02-10", pay("1000", "200")).unwrap();
    take(&mut credit, "2027-03-01", CreditStep::ClawBack { amount: fen("450") }).unwrap();
    for (t, text) in [
        ("2027-01-09", ""),
        ("2027-01-10", "earned CNY 1,000.00"),
        ("2027-01-31", "earned CNY 400.00, approved CNY 600.00"),
        ("2027-02-01", "earned CNY 400.00, usable CNY 600.00"),
        ("2027-02-10", "earned CNY 400.00, usable CNY 400.00, used CNY 200.00"),
        ("2027-03-01", "usable CNY 350.00, used CNY 200.00, clawed back CNY 450.00"),
        ("2027-06-30", "usable CNY 350.00, used CNY 200.00, clawed back CNY 450.00"),
        ("2027-07-01", "used CNY 200.00, expired CNY 350.00, clawed back CNY 450.00"),
    ] {
        assert_eq!(told(&credit, t), text, "{t}");
    }
    let CreditBalance { earned, approved, usable, used, expired, clawed_back } =
        credit.balance(as_of("2027-07-01"));
    let sum = earned.plus(approved).plus(usable).plus(used).plus(expired).plus(clawed_back);
    assert_eq!(sum, fen("1000").into());
}

#[test]
fn what_expires_first_is_used_first() {
    let mut credit = account();
    take(&mut credit, "2027-01-10", earn("300")).unwrap();
    take(&mut credit, "2027-01-10", approve("100", "2027-01-10", None)).unwrap();
    take(&mut credit, "2027-01-10", approve("100", "2027-01-10", Some("2027-12-31"))).unwrap();
    take(&mut credit, "2027-01-10", approve("100", "2027-01-10", Some("2027-03-31"))).unwrap();
    take(&mut credit, "2027-02-01", pay("1000", "150")).unwrap();
    assert_eq!(told(&credit, "2027-04-01"), "usable CNY 150.00, used CNY 150.00");
    assert_eq!(
        told(&credit, "2028-01-01"),
        "usable CNY 100.00, used CNY 150.00, expired CNY 50.00"
    );
}

/// odoo PR #212922, #114004: points were spent twice, or stayed after the order was cancelled.
#[test]
fn a_movement_that_is_not_covered_is_refused_and_changes_nothing() {
    let mut credit = account();
    take(&mut credit, "2027-01-10", earn("100")).unwrap();
    take(&mut credit, "2027-01-10", approve("60", "2027-01-10", None)).unwrap();
    let before = credit.clone();
    let mut refused = |step| take(&mut credit, "2027-01-11", step).unwrap_err().to_string();
    for (step, text) in [
        (
            approve("40.01", "2027-02-01", None),
            "the credit left for it is CNY 40.00, was CNY 40.01",
        ),
        (pay("1000", "60.01"), "the credit left for it is CNY 60.00, was CNY 60.01"),
        (pay("100", "20.01"), "credit pays at most 20% of the order, CNY 20.00, was CNY 20.01"),
        (
            CreditStep::ClawBack { amount: fen("100.01") },
            "the credit left for it is CNY 100.00, was CNY 100.01",
        ),
        (earn("0"), "a movement of credit is above 0, was CNY 0.00"),
        (
            approve("1", "2027-02-01", Some("2027-01-31")),
            "credit usable from 2027-02-01 cannot expire on 2027-01-31",
        ),
    ] {
        assert_eq!(refused(step), text);
    }
    assert_eq!(take(&mut credit, "2027-01-09", earn("1")).unwrap_err().code(), "step_out_of_order");
    assert_eq!(credit, before);
}

#[test]
fn a_numbered_movement_counts_once() {
    let mut credit = account();
    let entry = Entry::new(earn("100"), on("2027-01-10"), "Wang".parse().unwrap()).numbered(7);
    assert_eq!(credit.apply(entry.clone()), Ok(Admission::New));
    assert_eq!(credit.apply(entry.clone()), Ok(Admission::Known));
    assert_eq!(told(&credit, "2027-01-10"), "earned CNY 100.00");
    let other = Entry { step: earn("90"), ..entry };
    assert_eq!(credit.apply(other).unwrap_err().code(), "step_conflict");
    assert_eq!(credit.entries().len(), 1);
}

fn owed(reference: &str, kind: OwedKind, amount: &str, due: &str, set_off: SetOff) -> OwedItem {
    let reference = reference.parse().unwrap();
    OwedItem { reference, kind, amount: fen(amount), due: on(due), set_off }
}

#[test]
fn what_we_owe_stands_by_due_day() {
    let deposit = owed("D-1", OwedKind::Deposit, "500", "2027-03-31", SetOff::Excluded);
    let rebate = owed("R-1/0/1", OwedKind::Rebate, "300", "2027-01-30", SetOff::Allowed);
    let schedule = OwedSchedule::new([deposit, rebate]);
    let told: Vec<String> = schedule.items().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "rebate R-1/0/1, due on 2027-01-30, set-off allowed",
            "deposit D-1, due on 2027-03-31, set-off excluded",
        ]
    );
    let due = |t| schedule.due(as_of(t)).to_amount();
    assert_eq!(due("2027-01-29"), Some(fen("0")));
    assert_eq!(due("2027-01-30"), Some(fen("300")));
    assert_eq!(due("2027-03-31"), Some(fen("800")));
}

#[test]
fn nobody_is_chased_for_what_we_owe_him() {
    let deposit = owed("D-1", OwedKind::Deposit, "500", "2027-01-01", SetOff::Excluded);
    let rebate = owed("R-1/0/1", OwedKind::Rebate, "300", "2027-01-30", SetOff::Allowed);
    let schedule = OwedSchedule::new([deposit, rebate]);
    let net = |receivable: Amount, t| schedule.net(receivable.to_total(), as_of(t));
    let sides = |set_off: &str, to_pay: &str, to_collect: &str| {
        let total = |text| fen(text).to_total();
        Netting { set_off: total(set_off), to_pay: total(to_pay), to_collect: total(to_collect) }
    };
    assert_eq!(net(fen("1000"), "2027-01-29"), sides("0", "500", "1000"));
    assert_eq!(net(fen("1000"), "2027-01-30"), sides("300", "500", "700"));
    assert_eq!(net(fen("200"), "2027-01-30"), sides("200", "600", "0"));
    assert_eq!(net(fen("-5"), "2027-01-30"), sides("0", "800", "0"));
}

/// uzerp #24: what is put aside month by month is not yet authorised. `MicrosoftDocs` #3719: a
/// rebate of 4,000 printed as 400 in one step of the way.
#[test]
fn a_rebate_is_accrued_settled_earned_and_used_only_once_it_is_approved() {
    let agreement = agreed(draft(&[rate("0", "10%")]));
    let scale = RebateScale::from_agreement(&agreement, 0).unwrap();
    let (volume, effect) = (yuan("40000"), ConditionsEffect::default());
    let accrual =
        Accrual::try_new(&scale, volume, &Outlook::default(), effect, AccrualMethod::Earned);
    let accrued = accrual.unwrap().accruing;
    let ledger = SettlementLedger::new(&agreement);
    let facts = SettlementFacts { reward: accrued, conditions: effect, claimed: None };
    let settled = ledger.propose(&agreement, 0, facts, as_of("2027-01-30")).unwrap().unwrap();

    let mut credit = account();
    take(&mut credit, "2027-01-30", CreditStep::Earn { amount: settled.amount }).unwrap();
    assert_eq!(told(&credit, "2027-01-31"), "earned CNY 4,000.00");
    let used = |credit: &RebateCredit| credit.use_for(fen("100000"), as_of("2027-02-01")).unwrap();
    assert_eq!(used(&credit).used, fen("0"), "accrued and settled, and not approved");
    take(&mut credit, "2027-01-31", approve("4000", "2027-02-01", None)).unwrap();
    assert_eq!(told(&credit, "2027-02-01"), "usable CNY 4,000.00");
    assert_eq!(used(&credit).used, fen("4000"));
    for amount in [accrued, settled.amount] {
        assert_eq!(amount, fen("4000"));
    }
}
