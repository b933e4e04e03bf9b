//! S21: a policy may leave arms out. They are not judged, and a rule without arms says nothing.

use guanxi::book::Book;
use guanxi::casework::CustomerContext;
use guanxi::context::Context;
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::lapse::{LapsePolicy, Prior, PurchaseStatus};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::trade::Sale;
use guanxi::warning::{
    Arm, DebtPolicy, DebtPolicyDraft, ExpensePolicy, ExpensePolicyDraft, IncidentPolicy,
    IncidentPolicyDraft, Level, LossPolicy, LossPolicyDraft, NarrowingRules, Outcome,
    ProgressPolicy, ProgressPolicyDraft, Reading, Rule,
};

use crate::given::{
    QUIET, Told, WATCH, as_of, currency, day, document, finding, on, percent, silent, yuan,
};

const T: &str = "2026-03-31";
const OFF: NotJudged = NotJudged::Off;

fn debt(off: &[Arm]) -> DebtPolicy {
    let off = off.iter().copied().collect();
    DebtPolicy::try_new(DebtPolicyDraft { off, ..Default::default() }).unwrap()
}

#[test]
fn an_arm_that_is_off_is_not_judged_and_the_others_are() {
    let told = Told::nothing().limited("1000").due(T, "850");
    let whole = debt(&[]).read(told.view(), &on(T));
    assert_eq!(finding(whole.arms(), Arm::Utilisation), WATCH);
    assert_eq!(whole.outcome(), Outcome::Breach(Level::Watch));
    let by_age = debt(&[Arm::Utilisation]).read(told.view(), &on(T));
    assert_eq!(finding(by_age.arms(), Arm::Utilisation), silent(OFF));
    assert_eq!(finding(by_age.arms(), Arm::Ageing), QUIET);
    assert_eq!(by_age.outcome(), Outcome::Clear);
}

/// Never clear: nobody looked.
#[test]
fn a_rule_without_arms_is_not_applicable() {
    let told = Told::nothing().limited("1000").due("2026-01-01", "5000").sold("2026-03-01", "1");
    let told = told.spent("2026-03-01", "100");
    let (account, context) = (told.view(), on(T));
    let progress = ProgressPolicyDraft {
        off: [Arm::Plan, Arm::LastYear, Arm::Frequency].into(),
        ..Default::default()
    };
    let expense = ExpensePolicyDraft {
        off: [Arm::OverBudget, Arm::Climbing, Arm::SpendingWithoutSales].into(),
        ..Default::default()
    };
    let loss = LossPolicyDraft { off: [Arm::Silence, Arm::HardCap].into(), ..Default::default() };
    let incident = IncidentPolicyDraft { off: [Arm::Incident].into(), ..Default::default() };
    for verdict in [
        debt(&[Arm::Utilisation, Arm::Ageing, Arm::NoLimit]).judge(account, &context),
        ProgressPolicy::try_new(progress).unwrap().judge(account, &context),
        ExpensePolicy::try_new(expense).unwrap().judge(account, &context),
        LossPolicy::try_new(loss).unwrap().judge(account, &context),
        IncidentPolicy::try_new(incident).unwrap().judge(account, &context),
    ] {
        assert_eq!(verdict.to_string(), "not applicable: not asked by the policy");
    }
}

#[test]
fn a_utilisation_that_is_off_retains_no_level() {
    let told = Told::nothing().limited("1000").due(T, "780");
    let retained = |off: &[Arm]| {
        let policy = debt(off);
        policy.read(told.view(), &on(T)).retained_level(&policy)
    };
    assert_eq!(retained(&[]), Some(Level::Watch));
    assert_eq!(retained(&[Arm::Utilisation]), None);
}

#[test]
fn silence_raises_no_alarm_by_an_arm_that_is_off() {
    let told = Told::nothing().sold("2025-12-02", "5").sold("2026-01-01", "5");
    let context = Context::on(as_of("2026-01-01"));
    let next = |off: &[Arm]| {
        let off = off.iter().copied().collect();
        let policy = LossPolicy::try_new(LossPolicyDraft { off, ..Default::default() }).unwrap();
        policy.next_alarm(told.view(), &context, Level::Watch).map(|day| day.to_string())
    };
    assert_eq!(next(&[]).as_deref(), Some("2026-02-16"));
    assert_eq!(next(&[Arm::Silence]).as_deref(), Some("2026-07-01"), "more than 180 days");
    assert_eq!(next(&[Arm::Silence, Arm::HardCap]), None);
}

/// Each arm is off by itself. A fault that was found: groups were not judged of a customer whose
/// silence the policy does not ask for.
#[test]
fn a_silence_that_is_off_holds_back_no_groups() {
    let told = Told::nothing().sold_of_every("2024-01-03", 7, 104, &["Tools"]);
    let told = told.sold_of_every("2024-01-03", 14, 26, &["Paint"]);
    let prior = Prior::fallback(&LapsePolicy::default());
    // Silent for six weeks, with the tools still alive.
    let context = on("2026-02-11").with_prior(prior).with_group_prior(Some(prior));
    let narrowing = |off: &[Arm]| {
        let off = off.iter().copied().collect();
        let narrowing = NarrowingRules { alive_below: percent("1%"), ..Default::default() };
        let draft = LossPolicyDraft { off, narrowing, ..Default::default() };
        let policy = LossPolicy::try_new(draft).unwrap();
        finding(policy.read(told.view(), &context).arms(), Arm::Narrowing)
    };
    assert_eq!(narrowing(&[]), silent(NotJudged::CustomerSilent));
    assert_eq!(narrowing(&[Arm::HardCap]), silent(NotJudged::CustomerSilent));
    assert_eq!(narrowing(&[Arm::Silence]), WATCH);
    assert_eq!(narrowing(&[Arm::Silence, Arm::Narrowing]), silent(OFF));
}

/// Figures of one arm alone. A fault that was found: they stood in verdicts without the arm.
#[test]
fn an_arm_that_is_off_states_no_figures() {
    let told = Told::nothing().sold_of_every("2024-01-03", 7, 104, &["Tools"]);
    let told = told.sold_of_every("2024-01-03", 14, 26, &["Paint"]);
    let prior = Prior::fallback(&LapsePolicy::default());
    let context = on("2025-12-31").with_prior(prior).with_group_prior(Some(prior));
    let has = |off: &[Arm]| {
        let off = off.iter().copied().collect();
        let policy = LossPolicy::try_new(LossPolicyDraft { off, ..Default::default() }).unwrap();
        let figures = policy.read(told.view(), &context).figures();
        figures.iter().any(|it| it.label == "product groups lost")
    };
    assert!(has(&[]) && !has(&[Arm::Narrowing]));

    let told = Told::nothing().spent("2026-01-15", "300").budgeted("2026-01", "100");
    let has = |off: &[Arm]| {
        let off = off.iter().copied().collect();
        let draft = ExpensePolicyDraft { off, ..Default::default() };
        let figures = ExpensePolicy::try_new(draft).unwrap().read(told.view(), &on(T)).figures();
        figures.iter().any(|it| it.label == "excess over budget")
    };
    assert!(has(&[]) && !has(&[Arm::OverBudget]));
}

/// A customer that has ordered nothing for two years, with an incident that is verified.
fn silent_book() -> (Book, CustomerKey) {
    let mut book = Book::new(currency("CNY"));
    let key = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    for place in 0..9 {
        let number = document(&format!("S{place}"));
        let on = day("2024-01-01").offset(7 * place);
        book.record(key, Sale::new(number, on, yuan("10"))).unwrap();
    }
    let (occurred, reported) = (day("2026-03-01"), day("2026-03-02"));
    let (kind, credibility) = (IncidentKind::Fire, Credibility::Verified);
    let impact = Impact::try_new(3).unwrap();
    let incident = Incident { kind, occurred, reported, credibility, impact, resolved: None };
    book.record(key, incident).unwrap();
    (book, key)
}

/// Everything that a register is told of the customer beside the outcomes, by a policy without
/// these arms.
fn told_to_a_register(off: &[Arm]) -> CustomerContext {
    let (book, key) = silent_book();
    let mut draft = PolicyDraft::default();
    let of_rule = |rule| off.iter().copied().filter(|it| it.rule() == rule).collect();
    (draft.loss.off, draft.incident.off) = (of_rule(Rule::Loss), of_rule(Rule::Incident));
    let policy = Policy::try_from(draft).unwrap();
    let review = book.review(as_of(T), &policy).unwrap();
    assert_eq!(review.status(key), Some(PurchaseStatus::Lost), "the status is no warning");
    review.customer_context(key).unwrap()
}

/// A fault that was found: a loss of which no arm is asked held back the other rules.
#[test]
fn nobody_is_lost_to_a_register_by_a_policy_that_asks_for_no_silence() {
    let is_lost = |off: &[Arm]| told_to_a_register(off).is_lost;
    assert!(is_lost(&[]) && is_lost(&[Arm::Silence]) && is_lost(&[Arm::HardCap]));
    assert!(!is_lost(&[Arm::Silence, Arm::HardCap]));
    assert!(!is_lost(&[Arm::Silence, Arm::HardCap, Arm::Narrowing]));
}

/// One order after a silence wins nobody back, where a silence is asked for.
#[test]
fn a_loss_of_which_no_silence_is_asked_retains_no_level() {
    let told = Told::nothing().sold_every("2024-01-01", 7, 9, "10").sold("2026-03-20", "10");
    let (account, context) = (told.view(), on(T));
    let retained = |off: &[Arm]| {
        let off = off.iter().copied().collect();
        let policy = LossPolicy::try_new(LossPolicyDraft { off, ..Default::default() }).unwrap();
        let usual_gap = |rhythm| policy.usual_gap(rhythm, &context);
        let reading = policy.read(account, &context);
        reading.retained_level(account, &context.own_days(account), usual_gap)
    };
    assert_eq!(retained(&[]), Some(Level::Critical));
    assert_eq!(retained(&[Arm::Silence]), Some(Level::Critical), "of the hard cap");
    assert_eq!(retained(&[Arm::Silence, Arm::HardCap]), None);
}

/// A fault that was found: a verified incident boosted other rules although it is not asked for.
#[test]
fn an_incident_that_is_off_boosts_nothing() {
    assert!(told_to_a_register(&[]).has_verified_incident);
    assert!(!told_to_a_register(&[Arm::Incident]).has_verified_incident);
}

/// A rule of which the arms of a period are off begins nothing with the period: the guard against
/// floods stands.
#[test]
fn a_period_of_which_every_arm_is_off_begins_nothing() {
    let (book, _) = silent_book();
    let begins = |off: &[Arm]| {
        let mut draft = PolicyDraft::default();
        let of_rule = |rule| off.iter().copied().filter(|it| it.rule() == rule).collect();
        (draft.progress.off, draft.expense.off) = (of_rule(Rule::Progress), of_rule(Rule::Expense));
        let policy = Policy::try_from(draft).unwrap();
        let since = book.review(as_of(T), &policy).unwrap().evaluations().speaks_since;
        (since.progress.is_some(), since.expense.is_some())
    };
    assert_eq!(begins(&[]), (true, true));
    assert_eq!(begins(&[Arm::Plan, Arm::OverBudget]), (true, true));
    assert_eq!(begins(&[Arm::Plan, Arm::LastYear]), (false, true));
    assert_eq!(begins(&[Arm::OverBudget, Arm::SpendingWithoutSales]), (true, false));
}

#[test]
fn a_policy_leaves_out_arms_of_its_own_rule_only() {
    let draft = DebtPolicyDraft { off: [Arm::Plan, Arm::Ageing].into(), ..Default::default() };
    assert_eq!(
        DebtPolicy::try_new(draft).unwrap_err().to_string(),
        "off must name arms of debt (utilisation, ageing, no_limit), names plan",
    );
}

#[cfg(feature = "toml")]
#[test]
fn a_file_names_the_arms_that_it_leaves_out() {
    use guanxi::policy::{Policy, Preset};

    let text = "[debt]\noff = [\"no_limit\", \"ageing\"]\n[loss]\noff = [\"hard_cap\"]";
    let policy = Policy::from_toml(text).unwrap();
    assert_eq!(policy.debt.off, [Arm::Ageing, Arm::NoLimit].into());
    let file = "schema = 2\n\n[debt]\noff = [\"ageing\", \"no_limit\"]\n\n\
                [loss]\noff = [\"hard_cap\"]\n";
    assert_eq!(policy.to_toml(Preset::Standard), file);
    let wrong = "[progress]\noff = [\"plann\"]\n[expense]\noff = [\"plan\"]";
    assert_eq!(
        Policy::from_toml(wrong).unwrap_err().to_string(),
        "line 2, column 8: progress.off.0: must be one of utilisation, ageing, no_limit, plan, \
         last_year, frequency, decline, over_budget, climbing, spending_without_sales, silence, \
         hard_cap, narrowing, incident, was \"plann\" (did you mean plan?)\n\
         line 4, column 7: expense.off: must name arms of expense (over_budget, climbing, \
         spending_without_sales), names plan",
    );
}

/// In the tests of a file, too.
#[cfg(feature = "toml")]
#[test]
fn a_test_of_a_file_reads_no_arm_that_is_off() {
    use guanxi::policy::{Policy, PolicyTests};

    let text = "[debt]\noff = [\"utilisation\"]\n[[test]]\nname = \"by age alone\"\n\
                given = { utilisation = \"150%\", oldest_past_due = 0 }\nexpect = \"clear\"";
    let (policy, tests) = (Policy::from_toml(text).unwrap(), PolicyTests::from_toml(text).unwrap());
    let report = tests.run(&policy);
    assert!(report.is_passed(), "{report}");
    assert!(!tests.run(&Policy::default()).is_passed(), "a utilisation of 150% is critical");
}
