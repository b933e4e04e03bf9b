//! S10, S20: bills, floor stock, statements of account, limitation.

use guanxi::account::{FactKind, FactName};
use guanxi::calendar::Validity;
use guanxi::credit::{
    AcceptorKind, Bill, BillFate, BillPolicy, BillPolicyDraft, BillState, FloorStock,
    LimitationPolicy, LimitationPolicyDraft, PassedOn, Recourse, Statement, StatementPolicy,
    StatementPolicyDraft,
};
use guanxi::money::{Amount, Total};
use guanxi::receivable::OpenBalance;

use crate::given::{Told, as_of, currency, day, document, percent, yuan};

fn total(yuan: i64) -> Total {
    Amount::from_minor(yuan * 100).to_total()
}

// Bills

/// A commercial bill of 1,000 from 20 June to 20 December 2026 for an invoice due on 30 June.
fn bill() -> Bill {
    Bill {
        number: document("B1"),
        kind: AcceptorKind::Commercial,
        received: day("2026-06-20"),
        matures: day("2026-12-20"),
        amount: yuan("1000"),
        invoice: Some(document("I1")),
        passed_on: None,
        fate: None,
    }
}

/// The golden case: due 06-30, commercial bill 06-20 to 12-20, refused: 173 days past due.
#[test]
fn a_refused_bill_opens_the_invoice_with_its_old_due_day() {
    let mut told = Told::nothing().billed("I1", "2026-05-31", "2026-06-30", "1000");
    told.account.record(bill().payment()).unwrap();
    let on = |told: &Told, t| {
        let known = told.account.as_of(as_of(t));
        OpenBalance::as_of(known.view().receivables(), as_of(t))
    };
    assert_eq!(on(&told, "2026-06-19").balance(), total(1000));
    assert_eq!(on(&told, "2026-06-20").balance(), Total::ZERO, "settled on receipt");
    assert_eq!(on(&told, "2026-12-20").balance(), Total::ZERO);
    let name = FactName::new(FactKind::Payment, "B1");
    told.account.revise(&name, day("2026-12-20"), None).unwrap();
    assert_eq!(on(&told, "2026-12-19").balance(), Total::ZERO, "as it was");
    let open = on(&told, "2026-12-20");
    assert_eq!((open.balance(), open.oldest_days_past_due), (total(1000), 173));
}

#[test]
fn a_bill_that_names_no_invoice_is_money_without_a_name() {
    let payment = Bill { invoice: None, ..bill() }.payment();
    assert_eq!((payment.invoice, payment.amount), (None, yuan("1000")));
}

#[test]
fn a_bill_is_outstanding_until_its_fate_is_known() {
    let at = |bill: &Bill, t| bill.state(as_of(t));
    let outstanding = Some(BillState::Outstanding);
    assert_eq!(at(&bill(), "2026-06-19"), None);
    assert_eq!(at(&bill(), "2026-06-20"), outstanding);
    assert_eq!(at(&bill(), "2027-06-20"), outstanding, "nobody has noted it");
    let rows = [
        (BillFate::Honoured(day("2026-12-20")), BillState::Honoured),
        (BillFate::Refused(day("2026-12-20")), BillState::Refused),
    ];
    for (fate, state) in rows {
        let bill = Bill { fate: Some(fate), ..bill() };
        assert_eq!(at(&bill, "2026-12-19"), outstanding);
        assert_eq!(at(&bill, "2026-12-20"), Some(state));
    }
}

#[test]
fn a_bill_that_was_passed_on_comes_back_only_with_recourse() {
    let passed = |recourse, fate| {
        let passed_on = Some(PassedOn { on: day("2026-09-01"), recourse });
        Bill { passed_on, fate, ..bill() }
    };
    let refused = Some(BillFate::Refused(day("2026-12-20")));
    let rows = [
        (Recourse::With, BillState::Outstanding, BillState::Refused),
        (Recourse::Without, BillState::PassedOn, BillState::PassedOn),
    ];
    for (recourse, before, after) in rows {
        let bill = passed(recourse, refused);
        let at = |t| bill.state(as_of(t)).unwrap();
        assert_eq!(at("2026-08-31"), BillState::Outstanding);
        assert_eq!([at("2026-09-01"), at("2026-12-19")], [before; 2]);
        assert_eq!(at("2026-12-20"), after);
    }
}

/// Of 1,000 a fifth by a bank, half by a finance company, all by others.
#[test]
fn a_bill_stays_in_exposure_at_the_share_of_its_kind() {
    let policy = BillPolicy::default();
    let position = |bill: Bill, t| policy.position(&[bill], currency("CNY"), as_of(t));
    let exposure = |kind| position(Bill { kind, ..bill() }, "2026-12-20").exposure;
    let expected = [200, 500, 1000, 1000].map(total);
    assert_eq!(AcceptorKind::ALL.map(exposure), expected);
    let held = position(bill(), "2026-12-20");
    assert_eq!((held.outstanding, held.undecided), (total(1000), Total::ZERO));
    assert_eq!(position(bill(), "2026-12-21").undecided, total(1000));
    let honoured = Bill { fate: Some(BillFate::Honoured(day("2026-12-20"))), ..bill() };
    let honoured = position(honoured, "2026-12-20");
    assert_eq!((honoured.collected, honoured.exposure), (total(1000), Total::ZERO));
    let refused = Bill { fate: Some(BillFate::Refused(day("2026-12-20"))), ..bill() };
    let refused = position(refused, "2026-12-20");
    assert_eq!((refused.refused, refused.exposure), (total(1000), Total::ZERO));
    let euro = Bill { amount: "EUR 1000".parse().unwrap(), ..bill() };
    assert_eq!(position(euro, "2026-12-20").outstanding, Total::ZERO);
    assert_eq!(position(bill(), "2026-06-19").outstanding, Total::ZERO);
}

/// A share of a fen counts as one.
#[test]
fn the_exposure_of_a_bill_is_rounded_up() {
    let bank = Bill { kind: AcceptorKind::Bank, amount: yuan("0.01"), ..bill() };
    let position = BillPolicy::default().position(&[bank], currency("CNY"), as_of("2026-07-01"));
    assert_eq!(position.exposure.minor(), 1);
}

#[test]
fn no_share_of_a_bill_exceeds_it() {
    let over = percent("100.0001%");
    let draft = BillPolicyDraft {
        bank: over,
        finance_company: over,
        commercial: over,
        receivable_certificate: over,
    };
    assert_eq!(
        BillPolicy::try_new(draft).unwrap_err().to_string(),
        "bank must not exceed 100%, was 100.0001%; finance_company must not exceed 100%, was \
         100.0001%; commercial must not exceed 100%, was 100.0001%; receivable_certificate must \
         not exceed 100%, was 100.0001%"
    );
}

// Floor stock

/// Up to 31 December 2026 and cleared within 60 days: due on 1 March 2027.
#[test]
fn floor_stock_stands_while_its_agreement_does_and_is_due_after_it() {
    let days = Validity::try_new(day("2026-01-01"), Some(day("2026-12-31"))).unwrap();
    let floor = FloorStock { ceiling: Amount::from_minor(500_00), days, clearing_days: 60 };
    assert_eq!(floor.due(), Some(day("2027-03-01")));
    let rows = [
        ("2025-12-31", [0, 0, 800], 0),
        ("2026-01-01", [500, 0, 300], 0),
        ("2026-12-31", [500, 0, 300], 0),
        ("2027-01-01", [0, 500, 300], 0),
        ("2027-03-01", [0, 500, 300], 0),
        ("2027-03-02", [0, 0, 800], 1),
    ];
    for (t, parts, days_past_due) in rows {
        let found = floor.part(total(800), as_of(t));
        let [standing, clearing, ordinary] = parts.map(total);
        assert_eq!(
            (found.standing, found.clearing, found.ordinary),
            (standing, clearing, ordinary),
            "{t}"
        );
        assert_eq!(found.days_past_due, days_past_due, "{t}");
    }
    assert_eq!(floor.part(total(499), as_of("2026-06-30")).ordinary, Total::ZERO);
    let credit = floor.part(total(-10), as_of("2026-06-30"));
    assert_eq!((credit.standing, credit.ordinary), (Total::ZERO, total(-10)));
}

#[test]
fn floor_stock_without_an_end_stands_on() {
    let days = Validity::open_ended(day("2026-01-01"));
    let floor = FloorStock { ceiling: Amount::from_minor(500_00), days, clearing_days: 60 };
    assert_eq!(floor.due(), None);
    assert_eq!(floor.part(total(100), as_of("2099-01-01")).standing, total(100));
}

// Statements

fn statement(of: &str, answered: Option<(&str, i64)>) -> Statement {
    let answered = answered.map(|(on, yuan)| (day(on), total(yuan)));
    Statement { day: day(of), balance: total(1000), sent: Some(day(of)), answered }
}

fn findings(statements: &[Statement], t: &str) -> Vec<String> {
    let policy = StatementPolicy::default();
    let found = policy.findings(statements, day("2025-11-30"), currency("CNY"), as_of(t));
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn a_balance_is_confirmed_within_three_months() {
    let none: [&str; 0] = [];
    assert_eq!(findings(&[], "2026-02-28"), none);
    assert_eq!(
        findings(&[], "2026-03-01"),
        ["a balance was to be confirmed by 2026-02-28, none ever was"]
    );
    let confirmed = [statement("2025-12-31", Some(("2026-02-10", 1000)))];
    assert_eq!(findings(&confirmed, "2026-03-31"), none);
    assert_eq!(
        findings(&confirmed, "2026-04-01"),
        ["a balance was to be confirmed by 2026-03-31, the last was that of 2025-12-31"]
    );
    let sent = [statement("2025-12-31", None)];
    assert_eq!(findings(&sent, "2026-03-01").len(), 1, "sent is not confirmed");
}

#[test]
fn another_balance_is_a_finding_until_a_later_one_agrees() {
    let differs = statement("2025-12-31", Some(("2026-01-10", 900)));
    let none: [&str; 0] = [];
    assert_eq!(findings(std::slice::from_ref(&differs), "2026-01-09"), none);
    assert_eq!(
        findings(std::slice::from_ref(&differs), "2026-01-10"),
        ["the balance of 2025-12-31 differs by CNY 100.00"]
    );
    let agrees = statement("2026-01-31", Some(("2026-02-10", 1000)));
    assert_eq!(findings(&[differs, agrees], "2026-02-10"), none);
}

// Limitation

/// The golden case: due 2024-03-01, confirmed 2025-05-10, ends 2028-05-10, told from 2027-11-12.
#[test]
fn a_confirmation_restarts_limitation() {
    let policy = LimitationPolicy::default();
    let confirmed = [day("2025-05-10")];
    let at = |t| policy.period(day("2024-03-01"), &confirmed, as_of(t));
    assert_eq!(at("2025-05-09").to_string(), "barred after 2027-03-01, told from 2026-09-02");
    let period = at("2025-05-10");
    assert_eq!(period.to_string(), "barred after 2028-05-10, told from 2027-11-12");
    let told = ["2027-11-11", "2027-11-12", "2028-05-10", "2028-05-11"];
    assert_eq!(told.map(|t| period.is_told(as_of(t))), [false, true, true, false]);
    assert_eq!(told.map(|t| period.is_barred(as_of(t))), [false, false, false, true]);
}

#[test]
fn what_comes_after_the_end_restarts_nothing() {
    let policy = LimitationPolicy::default();
    let ends = |restarts: &[&str]| {
        let restarts: Vec<_> = restarts.iter().map(|text| day(text)).collect();
        policy.period(day("2024-02-29"), &restarts, as_of("2099-01-01")).ends
    };
    assert_eq!(ends(&[]), day("2027-02-28"), "the last of a shorter month");
    assert_eq!(ends(&["2027-02-28"]), day("2030-02-28"));
    assert_eq!(ends(&["2027-03-01"]), day("2027-02-28"));
    assert_eq!(ends(&["2029-01-01", "2026-06-30"]), day("2032-01-01"), "in any order");
    assert_eq!(ends(&["2023-01-01"]), day("2027-02-28"), "before it was due");
}

#[test]
fn periods_of_nothing_are_refused() {
    let years = LimitationPolicyDraft { years: 0, ..Default::default() };
    let years = LimitationPolicy::try_new(years).unwrap_err().to_string();
    assert_eq!(years, "years must be at least 1, was 0");
    let months = StatementPolicyDraft { confirm_within_months: 0 };
    let months = StatementPolicy::try_new(months).unwrap_err().to_string();
    assert_eq!(months, "confirm_within_months must be at least 1, was 0");
}
