//! S21: a policy may leave arms out. They are not judged, and a rule without arms says nothing.

use guanxi::context::Context;
use guanxi::evidence::NotJudged;
use guanxi::warning::{
    Arm, DebtPolicy, DebtPolicyDraft, ExpensePolicy, ExpensePolicyDraft, IncidentPolicy,
    IncidentPolicyDraft, Level, LossPolicy, LossPolicyDraft, Outcome, ProgressPolicy,
    ProgressPolicyDraft, Reading,
};

use crate::given::{QUIET, Told, WATCH, as_of, finding, on, silent};

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
