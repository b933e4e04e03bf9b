//! S14: phasing out as a plan in which each balance ends at zero or is waived by name.

use guanxi::account::Account;
use guanxi::calendar::Day;
use guanxi::lifecycle::{Entry, Progress, table_faults};
use guanxi::money::Currency;
use guanxi::phase_out::{
    BalanceKind, BalanceLeft, BalanceState, KnownBalances, PhaseOut, PhaseOutFault,
    PhaseOutFinding, PhaseOutOpening, PhaseOutStage, PhaseOutStep, PhaseOutStepError,
};
use guanxi::receivable::{Invoice, Payment};
use guanxi::trade::{OpenOrder, Sale};

use crate::given::{as_of, day, document, shows_table, yuan};

const PLANNED: &str = "2026-03-02";
const LAST_ORDER: &str = "2026-03-31";
const DUE: &str = "2026-06-30";

fn opening() -> PhaseOutOpening {
    PhaseOutOpening {
        customer: "Li & Sons".parse().unwrap(),
        currency: Currency::CNY,
        reason: "small, and buys where it is cheaper".parse().unwrap(),
        on: day(PLANNED),
        by: "Wang".parse().unwrap(),
        last_order: day(LAST_ORDER),
        due: day(DUE),
    }
}

fn entry(step: PhaseOutStep, on: &str, by: &str) -> Entry<PhaseOutStep> {
    Entry::new(step, day(on), by.parse().unwrap())
}

fn zero(balance: BalanceKind) -> BalanceLeft {
    if balance.is_money() { BalanceLeft::Money(yuan("0")) } else { BalanceLeft::Number(0) }
}

fn count(balance: BalanceKind, left: BalanceLeft) -> PhaseOutStep {
    PhaseOutStep::Count { balance, left }
}

fn waive(balance: BalanceKind) -> PhaseOutStep {
    PhaseOutStep::Waive { balance, reason: "not worth the journey".parse().unwrap() }
}

/// An approved plan.
fn running() -> PhaseOut {
    let mut plan = PhaseOut::try_open(opening()).unwrap();
    plan.apply(entry(PhaseOutStep::Approve, "2026-03-03", "Zhao")).unwrap();
    plan
}

/// An approved plan in which all balances but these were counted as zero.
fn settled_but(open: &[BalanceKind]) -> PhaseOut {
    let mut plan = running();
    for balance in BalanceKind::ALL.into_iter().filter(|it| !open.contains(it)) {
        plan.apply(entry(count(balance, zero(balance)), "2026-04-01", "Wang")).unwrap();
    }
    plan
}

#[track_caller]
fn refused(plan: &mut PhaseOut, step: PhaseOutStep, on: &str, by: &str) -> PhaseOutStepError {
    let before = plan.clone();
    let error = plan.apply(entry(step, on, by)).unwrap_err();
    assert_eq!(*plan, before, "nothing has changed");
    error
}

#[test]
fn the_page_shows_the_table_of_stages() {
    assert_eq!(table_faults::<PhaseOutStage>(), []);
    assert!(shows_table::<PhaseOutStage>(include_str!("../../src/work/phase_out/mod.rs")));
}

#[test]
fn a_plan_closes_when_each_balance_is_zero_or_waived() {
    let mut plan = settled_but(&[BalanceKind::Goods]);
    plan.apply(entry(waive(BalanceKind::Goods), "2026-04-02", "Zhao")).unwrap();
    let moved = plan.apply(entry(PhaseOutStep::Close, "2026-04-03", "Wang")).unwrap();
    let (from, to) = (PhaseOutStage::Running, PhaseOutStage::Closed);
    assert_eq!(moved, Progress::Moved { from, to });
    assert_eq!(plan.stage(as_of("2026-04-02")), PhaseOutStage::Running);
    assert_eq!(plan.stage(as_of("2026-04-03")), PhaseOutStage::Closed);
    assert_eq!(
        plan.balance(BalanceKind::Goods, as_of("2026-04-03")).to_string(),
        "waived by Zhao on 2026-04-02: not worth the journey"
    );
}

#[test]
fn a_plan_with_open_balances_does_not_close_and_names_all_of_them() {
    let mut plan = settled_but(&[BalanceKind::Debt, BalanceKind::Outlets]);
    let left = BalanceLeft::Money(yuan("120"));
    plan.apply(entry(count(BalanceKind::Debt, left), "2026-04-02", "Wang")).unwrap();
    let error = refused(&mut plan, PhaseOutStep::Close, "2026-04-03", "Wang");
    assert_eq!(
        error.to_string(),
        "neither zero nor waived: debt (CNY 120.00 left on 2026-04-02), outlets without a \
         successor (not counted)"
    );
}

#[test]
fn the_last_word_on_a_balance_stands() {
    let mut plan = running();
    let state = |plan: &PhaseOut| plan.balance(BalanceKind::Deposit, as_of(DUE)).is_open();
    assert!(state(&plan), "not counted is not zero");
    let some = BalanceLeft::Money(yuan("5"));
    plan.apply(entry(count(BalanceKind::Deposit, some), "2026-03-04", "Wang")).unwrap();
    assert!(state(&plan));
    plan.apply(entry(waive(BalanceKind::Deposit), "2026-03-05", "Zhao")).unwrap();
    assert!(!state(&plan));
    plan.apply(entry(count(BalanceKind::Deposit, some), "2026-03-06", "Wang")).unwrap();
    assert!(state(&plan), "counted again after the waiver");
    let none = zero(BalanceKind::Deposit);
    plan.apply(entry(count(BalanceKind::Deposit, none), "2026-03-07", "Wang")).unwrap();
    let on = day("2026-03-07");
    assert_eq!(plan.balance(BalanceKind::Deposit, as_of(DUE)), BalanceState::Zero { on });
}

#[test]
fn planner_and_approver_are_two_people_and_so_are_planner_and_who_waives() {
    let mut plan = PhaseOut::try_open(opening()).unwrap();
    let error = refused(&mut plan, PhaseOutStep::Approve, "2026-03-03", "Wang");
    assert_eq!(error.to_string(), "Wang planned the phasing out: to approve takes another person");
    let error = refused(&mut running(), waive(BalanceKind::Debt), "2026-03-04", "Wang");
    assert_eq!(error.to_string(), "Wang planned the phasing out: to waive takes another person");
}

#[test]
fn steps_are_refused_in_the_common_order() {
    let mut plan = running();
    // Dated back comes before out of turn, and that before the content.
    let error = refused(&mut plan, PhaseOutStep::Approve, "2026-03-02", "Wang");
    assert_eq!(error.to_string(), "a step of 2026-03-02 cannot follow one of 2026-03-03");
    let error = refused(&mut plan, PhaseOutStep::Approve, "2026-03-03", "Wang");
    assert_eq!(error.to_string(), "cannot approve a phasing out that is running");
    let mut fresh = PhaseOut::try_open(opening()).unwrap();
    let error = refused(&mut fresh, PhaseOutStep::Approve, "2026-03-01", "Zhao");
    assert_eq!(error.to_string(), "a step of 2026-03-01 cannot come before the plan of 2026-03-02");
}

#[test]
fn a_rest_has_the_unit_and_the_currency_of_its_balance_and_is_not_negative() {
    let mut plan = running();
    let mut said =
        |balance, left| refused(&mut plan, count(balance, left), "2026-03-04", "Wang").to_string();
    assert_eq!(said(BalanceKind::Debt, BalanceLeft::Number(0)), "debt is counted in money, was 0");
    assert_eq!(
        said(BalanceKind::Rights, BalanceLeft::Money(yuan("0"))),
        "trading rights is counted as a number, was CNY 0.00"
    );
    let dollars = BalanceLeft::Money("USD 5".parse().unwrap());
    assert_eq!(said(BalanceKind::Debt, dollars), "debt is counted in CNY, was USD 5.00");
    assert_eq!(
        said(BalanceKind::Debt, BalanceLeft::Money(yuan("-0.01"))),
        "debt is 0 or more, was CNY -0.01: name what is owed the other way by its own balance"
    );
}

#[test]
fn the_days_of_a_plan_follow_each_other() {
    let with = |last_order: &str, due: &str| {
        PhaseOut::try_open(PhaseOutOpening {
            last_order: day(last_order),
            due: day(due),
            ..opening()
        })
    };
    assert!(with(PLANNED, PLANNED).is_ok());
    let refused = with("2026-03-01", DUE).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "orders are taken up to 2026-03-01: not before 2026-03-02 and not after 2026-06-30, the \
         due day"
    );
    assert!(with("2026-07-01", DUE).is_err());
}

#[test]
fn a_withdrawn_plan_is_over() {
    let mut plan = running();
    let withdraw = PhaseOutStep::Withdraw { reason: "doubled its orders".parse().unwrap() };
    plan.apply(entry(withdraw, "2026-03-04", "Zhao")).unwrap();
    assert_eq!(plan.findings(as_of("2027-01-01")), []);
    let error = refused(&mut plan, PhaseOutStep::Close, "2026-03-05", "Zhao");
    assert_eq!(error.to_string(), "cannot close a phasing out that is withdrawn");
}

#[test]
fn balances_open_after_the_due_day_are_findings_and_on_it_are_not() {
    let plan = settled_but(&[BalanceKind::Rebates]);
    assert_eq!(plan.findings(as_of(DUE)), [], "the due day is in time");
    let late: Vec<String> =
        plan.findings(as_of("2026-07-01")).iter().map(ToString::to_string).collect();
    assert_eq!(late, ["rebates owed neither zero nor waived by 2026-06-30: not counted"]);
    let planned = PhaseOut::try_open(opening()).unwrap();
    assert_eq!(planned.findings(as_of("2026-07-01")), [], "never approved");
}

/// Every act on a plan that nobody approved, and on one withdrawn before: counting alone is done,
/// and changes no stage.
#[test]
fn a_plan_that_was_never_approved_does_not_act() {
    let account = account();
    let withdraw = || PhaseOutStep::Withdraw { reason: "doubled its orders".parse().unwrap() };
    let mut counted = PhaseOut::try_open(opening()).unwrap();
    for balance in BalanceKind::ALL {
        let step = entry(count(balance, zero(balance)), "2026-04-01", "Wang");
        counted.apply(step).unwrap();
        assert_eq!(counted.stage(as_of("2027-01-01")), PhaseOutStage::Planned, "{balance}");
    }
    let mut withdrawn = counted.clone();
    withdrawn.apply(entry(withdraw(), "2026-04-02", "Wang")).unwrap();
    let fresh = PhaseOut::try_open(opening()).unwrap();
    for (name, plan, stage) in [
        ("fresh", fresh, PhaseOutStage::Planned),
        ("counted", counted, PhaseOutStage::Planned),
        ("withdrawn", withdrawn, PhaseOutStage::Withdrawn),
    ] {
        for on in [PLANNED, LAST_ORDER, "2026-04-02", DUE, "2026-07-01", "2027-01-01"] {
            let t = as_of(on);
            let known = KnownBalances::try_from_account(account.view(), t).unwrap();
            assert_eq!(plan.findings(t), [], "{name} {on}");
            assert_eq!(plan.findings_with_account(account.view(), &known, t), [], "{name} {on}");
        }
        assert_eq!(plan.stage(as_of("2027-01-01")), stage, "{name}");
        let acts = [
            ("close", PhaseOutStep::Close),
            ("waive", waive(BalanceKind::Debt)),
            ("approve", PhaseOutStep::Approve),
        ];
        for (act, step) in acts {
            let mut plan = plan.clone();
            let taken = plan.apply(entry(step, "2027-01-01", "Zhao"));
            let is_approval = act == "approve" && stage == PhaseOutStage::Planned;
            assert_eq!(taken.is_ok(), is_approval, "{name} {act}");
            if let Err(error) = taken {
                let said = format!("cannot {act} a phasing out that is {stage}");
                assert_eq!(error.to_string(), said, "{name}");
                assert_eq!(plan.stage(as_of("2027-01-01")), stage, "{name}");
            }
        }
    }
}

#[test]
fn a_sale_before_the_approval_is_no_finding_and_one_after_it_is() {
    let account = account();
    let findings = |approved: &str| {
        let mut plan = PhaseOut::try_open(opening()).unwrap();
        plan.apply(entry(PhaseOutStep::Approve, approved, "Zhao")).unwrap();
        let t = as_of("2026-05-01");
        let known = KnownBalances::try_from_account(account.view(), t).unwrap();
        plan.findings_with_account(account.view(), &known, t).len()
    };
    // Sold on 1 April, after the last day for orders.
    assert_eq!(findings("2026-03-31"), 1);
    assert_eq!(findings("2026-04-01"), 0, "on the day of the sale");
    assert_eq!(findings("2026-04-02"), 0);
}

/// Owes five yuan, has an open order of seven, and bought on two days.
fn account() -> Account {
    let mut account = Account::new("Li & Sons".parse().unwrap(), Currency::CNY);
    let invoice = Invoice::new(document("I1"), day("2026-01-01"), day("2026-01-31"), yuan("5"));
    account.record(invoice).unwrap();
    let order = OpenOrder::new(document("O1"), day("2026-03-01"), day("2026-03-20"), yuan("7"));
    account.record(order).unwrap();
    account.record(Sale::new(document("S1"), day(LAST_ORDER), yuan("1"))).unwrap();
    account.record(Sale::new(document("S2"), day("2026-04-01"), yuan("1"))).unwrap();
    account
}

#[test]
fn the_account_tells_what_it_knows() {
    let mut account = account();
    let known = KnownBalances::try_from_account(account.view(), as_of("2026-04-02")).unwrap();
    let said = |balance| known.left(balance).map(|left| left.to_string());
    assert_eq!(said(BalanceKind::Debt).as_deref(), Some("CNY 5.00"));
    assert_eq!(said(BalanceKind::OpenOrders).as_deref(), Some("CNY 7.00"));
    assert_eq!(said(BalanceKind::Loans).as_deref(), Some("0"));
    assert_eq!(said(BalanceKind::Rights).as_deref(), Some("0"));
    assert_eq!(said(BalanceKind::FloorStock), None, "for people to count");
    let payment = Payment::new("P1".parse().unwrap(), day("2026-04-02"), yuan("8"));
    account.record(payment).unwrap();
    let known = KnownBalances::try_from_account(account.view(), as_of("2026-04-02")).unwrap();
    assert_eq!(known.left(BalanceKind::Debt), Some(BalanceLeft::Money(yuan("0"))));
    assert_eq!(known.left(BalanceKind::Credit), Some(BalanceLeft::Money(yuan("3"))));
}

#[test]
fn what_the_account_says_against_the_plan_is_a_finding() {
    let (plan, account) = (settled_but(&[]), account());
    let findings = |t: &str| -> Vec<String> {
        let t = as_of(t);
        let known = KnownBalances::try_from_account(account.view(), t).unwrap();
        plan.findings_with_account(account.view(), &known, t)
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    let zeros = [
        "open orders counted as zero on 2026-04-01, the account has CNY 7.00",
        "debt counted as zero on 2026-04-01, the account has CNY 5.00",
    ];
    assert_eq!(
        findings("2026-04-01"),
        ["sold on 2026-04-01, after 2026-03-31, the last day for orders", zeros[0], zeros[1]]
    );
    assert_eq!(findings(LAST_ORDER), Vec::<String>::new(), "on the last day, and nothing counted");
    assert!(matches!(
        plan.findings_with_account(
            account.view(),
            &KnownBalances::try_from_account(account.view(), as_of("2026-04-01")).unwrap(),
            as_of("2026-04-01"),
        )
        .first(),
        Some(PhaseOutFinding::SoldAfterLastOrder { .. })
    ));
}

#[test]
fn a_step_that_is_known_changes_nothing_and_a_trail_is_replayed() {
    let mut plan = running();
    let step = entry(count(BalanceKind::Outlets, BalanceLeft::Number(3)), "2026-03-04", "Wang");
    let step = step.numbered(7);
    plan.apply(step.clone()).unwrap();
    assert_eq!(plan.apply(step).unwrap(), Progress::Known);
    let replayed = PhaseOut::replay(plan.opening().clone(), plan.trail().iter().cloned());
    assert_eq!(replayed.as_ref(), Ok(&plan));
    let wrong = PhaseOutOpening { due: Day::MIN, ..opening() };
    let refused = PhaseOut::replay(wrong, []).unwrap_err();
    assert!(matches!(refused, PhaseOutStepError::Content(PhaseOutFault::Days { .. })));
}
