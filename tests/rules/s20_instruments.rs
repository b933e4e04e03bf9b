//! S10, S20: the policy of bills, statements of account, limitation.

use guanxi::account::{Fact, FactKind, FactName};
use guanxi::book::Book;
use guanxi::credit::{
    BillPolicy, BillPolicyDraft, LimitationPolicy, LimitationPolicyDraft, StatementPolicy,
    StatementPolicyDraft,
};
use guanxi::customer::Customer;
use guanxi::money::{Amount, Total};
use guanxi::receivable::{
    AcceptorKind, Bill, BillFate, BillState, Invoice, PassedOn, Recourse, Statement,
    StatementAnswer,
};

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
        acceptor: None,
        received: day("2026-06-20"),
        matures: day("2026-12-20"),
        amount: yuan("1000"),
        invoice: Some(document("I1")),
        passed_on: None,
        fate: None,
    }
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

// Statements

fn statement(of: &str, answered: Option<(&str, i64)>) -> Statement {
    let answered =
        answered.map(|(on, of)| StatementAnswer { on: day(on), balance: yuan(&of.to_string()) });
    Statement { day: day(of), balance: yuan("1000"), sent: Some(day(of)), answered }
}

fn findings(statements: &[Statement], t: &str) -> Vec<String> {
    let policy = StatementPolicy::default();
    let found = policy.findings(statements, Some(day("2025-11-30")), currency("CNY"), as_of(t));
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

#[test]
fn a_customer_that_owes_nothing_has_no_balance_to_confirm() {
    let policy = StatementPolicy::default();
    assert_eq!(policy.findings(&[], None, currency("CNY"), as_of("2099-01-01")), []);
    let differs = [statement("2025-12-31", Some(("2026-01-10", 900)))];
    let found = policy.findings(&differs, None, currency("CNY"), as_of("2099-01-01"));
    assert_eq!(found.len(), 1, "a difference is one all the same");
}

/// It has owed since the day from which its balance never was zero again.
#[test]
fn a_customer_owes_since_its_balance_was_last_settled() {
    let told = Told::nothing()
        .billed("I1", "2025-01-10", "2025-02-10", "100")
        .paid("2025-03-01", "100")
        .billed("I2", "2025-06-15", "2025-07-15", "100")
        .billed("I3", "2025-07-20", "2025-08-20", "100")
        .paid("2025-08-01", "100");
    let found = |t| StatementPolicy::default().judge(told.view(), as_of(t));
    assert_eq!(found("2025-06-14"), [], "nothing is owed");
    assert_eq!(found("2025-09-15"), []);
    let text = "a balance was to be confirmed by 2025-09-15, none ever was";
    assert_eq!(found("2025-09-16")[0].to_string(), text);
}

/// A confirmation is a version of the statement, known from its day.
#[test]
fn a_book_lists_the_balances_that_nobody_confirmed() {
    let mut book = Book::new(currency("CNY"));
    let names = ["Li", "Sun", "Wu"];
    let keys = names.map(|name| book.register(Customer::new(name.parse().unwrap())).unwrap());
    for (place, key) in keys.into_iter().enumerate() {
        let number = document(&format!("I{place}"));
        let (issued, due) = (day("2025-11-30"), day("2025-12-30"));
        book.record(key, Invoice::new(number, issued, due, yuan("1000"))).unwrap();
        book.record(key, statement("2025-12-31", None)).unwrap();
    }
    let answered = statement("2025-12-31", Some(("2026-01-20", 1000)));
    let name = FactName::new(FactKind::Statement, "of 2025-12-31");
    book.revise(keys[1], &name, day("2026-01-20"), Some(Fact::from(answered))).unwrap();
    let unconfirmed = |t: &str| -> Vec<usize> {
        let is_found = |place: &usize| {
            let account = book.account_at(keys[*place], as_of(t)).unwrap();
            !StatementPolicy::default().judge(account.view(), as_of(t)).is_empty()
        };
        (0..3).filter(is_found).collect()
    };
    assert_eq!(unconfirmed("2026-02-28"), [0_usize; 0]);
    assert_eq!(unconfirmed("2026-03-01"), [0, 2]);
    assert_eq!(unconfirmed("2026-04-01"), [0, 1, 2]);
}

#[test]
fn a_statement_is_sent_and_answered_not_before_its_day() {
    let refused = |statement: Statement| Told::nothing().refused(statement).to_string();
    let sent = Statement { sent: Some(day("2025-12-30")), ..statement("2025-12-31", None) };
    assert_eq!(
        refused(sent),
        "sent of statement of 2025-12-31 must not be before 2025-12-31, was 2025-12-30"
    );
    assert_eq!(
        refused(statement("2025-12-31", Some(("2025-12-30", 1)))),
        "answered of statement of 2025-12-31 must not be before 2025-12-31, was 2025-12-30"
    );
    let euro = Statement { balance: "EUR 1".parse().unwrap(), ..statement("2025-12-31", None) };
    assert_eq!(refused(euro), "statement of 2025-12-31 is in EUR, the book is in CNY");
    let credit = Statement { balance: yuan("-5"), ..statement("2025-12-31", None) };
    Told::nothing().with(credit);
    let other = Statement { balance: yuan("7"), ..statement("2025-12-31", None) };
    let mut told = Told::nothing().with(statement("2025-12-31", None));
    assert_eq!(
        told.refused(other).to_string(),
        "statement of 2025-12-31 is recorded already with other content: balance CNY 1,000.00, not \
         CNY 7.00"
    );
}

// Limitation

/// The golden case: due 2024-03-01, confirmed 2025-05-10, ends 2028-05-10, notice from 2027-11-12.
#[test]
fn a_confirmation_restarts_limitation() {
    let policy = LimitationPolicy::default();
    let confirmed = [day("2025-05-10")];
    let at = |t| policy.period(day("2024-03-01"), &confirmed, as_of(t));
    assert_eq!(at("2025-05-09").to_string(), "barred after 2027-03-01, notice from 2026-09-02");
    let period = at("2025-05-10");
    assert_eq!(period.to_string(), "barred after 2028-05-10, notice from 2027-11-12");
    let told = ["2027-11-11", "2027-11-12", "2028-05-10", "2028-05-11"];
    assert_eq!(told.map(|t| period.is_told(as_of(t))), [false, true, true, false]);
    assert_eq!(told.map(|t| period.is_barred(as_of(t))), [false, false, false, true]);
}

/// The same from the facts of an account: the statement of a day is about what was issued by then.
#[test]
fn an_account_tells_the_limitation_of_each_open_item() {
    let confirmed = Statement {
        sent: None,
        answered: Some(StatementAnswer { on: day("2025-05-10"), balance: yuan("1000") }),
        ..statement("2025-04-30", None)
    };
    let told = Told::nothing()
        .billed("I1", "2024-02-01", "2024-03-01", "600")
        .billed("I2", "2025-05-01", "2025-06-01", "400")
        .with(confirmed);
    let ends = |demands: &[&str], t: &str| -> Vec<String> {
        let demands: Vec<_> = demands.iter().map(|text| day(text)).collect();
        let claims = LimitationPolicy::default().claims(told.view(), &demands, as_of(t));
        claims.iter().map(|it| it.period.ends.to_string()).collect()
    };
    assert_eq!(ends(&[], "2025-05-09"), ["2027-03-01", "2028-06-01"]);
    assert_eq!(ends(&[], "2025-05-10"), ["2028-05-10", "2028-06-01"]);
    assert_eq!(ends(&["2026-01-15"], "2026-01-15"), ["2029-01-15", "2029-01-15"]);
    let claims = LimitationPolicy::default().claims(told.view(), &[], as_of("2027-11-12"));
    assert_eq!(claims[0].period.told_from, day("2027-11-12"));
    let told_now: Vec<_> = claims.iter().map(|it| it.period.is_told(as_of("2027-11-12"))).collect();
    assert_eq!(told_now, [true, false]);
}

#[test]
fn another_balance_confirms_nothing() {
    let differs = statement("2025-04-30", Some(("2025-05-10", 900)));
    let owed_by_us = Statement {
        balance: yuan("-5"),
        answered: Some(StatementAnswer { on: day("2025-06-10"), balance: yuan("-5") }),
        ..statement("2025-05-31", None)
    };
    let told = Told::nothing()
        .billed("I1", "2024-02-01", "2024-03-01", "1000")
        .with(differs)
        .with(owed_by_us);
    let claims = LimitationPolicy::default().claims(told.view(), &[], as_of("2026-01-01"));
    assert_eq!(claims[0].period.ends, day("2027-03-01"));
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
