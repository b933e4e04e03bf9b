//! RULES §8: how warnings act on each other.

use guanxi::casework::{
    CasePolicy, CasePolicyDraft, CustomerContext, Effect, Influence, InfluenceKind, Inhibitor,
    Notice, RaisedArm, Source,
};
use guanxi::segment::Class;
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::{Arm, Outcome, Rule};

use super::LOST;
use crate::s22_given::{Office, Row, dismiss, ill, key, policy, raised, said};

fn office() -> Office {
    Office::new(policy(|_| ()))
}

fn said_raised(rule: Rule, level: Level) -> Notice {
    said(0, rule, raised(level))
}

fn objecting<const N: usize>(arms: [(Arm, Level); N]) -> CustomerContext {
    CustomerContext {
        arms: arms.map(|(arm, level)| RaisedArm { arm, level }).into(),
        ..CustomerContext::new(Class::A)
    }
}

#[test]
fn a_loss_from_warning_on_inhibits_sales_progress() {
    for (loss, is_held) in [(Watch, false), (Warning, true), (Critical, true)] {
        let mut office = office();
        let notices = office.reviews(0, &[ill([(Rule::Progress, Warning), (Rule::Loss, loss)])]);
        let progress = said_raised(Rule::Progress, Warning);
        assert_eq!(notices.contains(&progress), !is_held, "{loss}");
        let by = office.register.episode(key(0, Rule::Progress)).unwrap().held_back_by();
        assert_eq!(by, is_held.then_some(LOST));
    }
}

#[test]
fn a_loss_inhibits_the_arms_of_the_expense_ratio_and_not_that_of_the_budget() {
    let row = ill([(Rule::Expense, Critical), (Rule::Loss, Warning)]);
    let loss = said_raised(Rule::Loss, Warning);
    let mut at = office();
    at.around = objecting([(Arm::Climbing, Watch), (Arm::SpendingWithoutSales, Critical)]);
    assert_eq!(at.reviews(0, &[row]), std::slice::from_ref(&loss));
    let mut at = office();
    at.around = objecting([(Arm::OverBudget, Watch), (Arm::SpendingWithoutSales, Critical)]);
    let left = said_raised(Rule::Expense, Watch);
    assert_eq!(at.reviews(0, &[row]), [left, loss], "at the level of the arm that is left");
}

#[test]
fn an_expense_that_no_arm_of_the_ratio_raises_is_not_held_back() {
    let mut at = office();
    at.around = objecting([(Arm::OverBudget, Warning)]);
    at.reviews(0, &[ill([(Rule::Expense, Warning)])]);
    at.around = CustomerContext::new(Class::A);
    // The budget is kept again on the day on which the customer is lost.
    let notices = at.reviews(1, &[ill([(Rule::Loss, Warning)])]);
    let held = said(0, Rule::Expense, Effect::Inhibited(LOST));
    assert!(!notices.contains(&held), "{notices:?}");
}

#[test]
fn a_loss_boosts_debt() {
    let mut at = office();
    let notices = at.reviews(0, &[ill([(Rule::Debt, Watch), (Rule::Loss, Warning)])]);
    assert_eq!(notices[0], said_raised(Rule::Debt, Warning));
    let mut at = office();
    let notices = at.reviews(0, &[ill([(Rule::Debt, Watch), (Rule::Loss, Watch)])]);
    assert_eq!(notices[0], said_raised(Rule::Debt, Watch));
    let mut at = office();
    let notices = at.reviews(0, &[ill([(Rule::Loss, Critical)])]);
    assert_eq!(notices.len(), 1, "no debt from nothing");
}

#[test]
fn a_verified_incident_boosts_debt_once_even_when_the_customer_is_lost_as_well() {
    let mut at = office();
    at.around.has_verified_incident = true;
    let notices = at.reviews(0, &[ill([(Rule::Debt, Watch)])]);
    assert_eq!(notices[0], said_raised(Rule::Debt, Warning));
    let mut at = office();
    at.around.has_verified_incident = true;
    let notices = at.reviews(0, &[ill([(Rule::Debt, Watch), (Rule::Loss, Warning)])]);
    assert_eq!(notices[0], said_raised(Rule::Debt, Warning));
}

#[test]
fn a_verified_incident_and_a_delivery_hold_suggest_causes_of_progress_and_loss() {
    let hint = |rule, code: &str| said(0, rule, Effect::CauseSuggested(code.parse().unwrap()));
    let row = ill([(Rule::Progress, Watch), (Rule::Loss, Watch)]);
    let mut at = office();
    at.around.has_verified_incident = true;
    let raises = [said_raised(Rule::Progress, Watch), said_raised(Rule::Loss, Watch)];
    let hints = [hint(Rule::Progress, "incident"), hint(Rule::Loss, "incident")];
    let told = |notices: Vec<Notice>| {
        raises.iter().chain(&hints).all(|it| notices.contains(it)) && notices.len() == 4
    };
    assert!(told(at.reviews(0, &[row])));
    let mut at = office();
    at.around.is_on_hold = true;
    let notices = at.reviews(0, &[row]);
    for rule in [Rule::Progress, Rule::Loss] {
        assert!(notices.contains(&hint(rule, "supplier_hold")), "{notices:?}");
    }
    assert!(notices.contains(&said_raised(Rule::Progress, Watch)), "a hold inhibits nothing");
}

#[test]
fn what_a_loss_held_back_is_released_when_the_customer_is_won_back() {
    let mut at = office();
    at.reviews(0, &[ill([(Rule::Progress, Warning), (Rule::Loss, Warning)])]);
    let progress = ill([(Rule::Progress, Warning)]);
    assert!(!at.reviews(1, &[progress]).contains(&said_raised(Rule::Progress, Warning)));
    assert!(!at.reviews(5, &[progress]).contains(&said_raised(Rule::Progress, Warning)));
    assert!(at.reviews(6, &[progress]).contains(&said_raised(Rule::Progress, Warning)));
}

#[test]
fn a_rule_acts_from_the_day_on_which_it_is_raised_to_that_on_which_it_is_cleared() {
    let by = policy(|it| {
        it.conditions.loss.timing.warning.raise_after = 2;
        it.conditions.loss.timing.warning.clear_after = 2;
        it.release_grace = 0;
    });
    let mut at = Office::new(by);
    let both = ill([(Rule::Progress, Watch), (Rule::Loss, Warning)]);
    let progress = said_raised(Rule::Progress, Watch);
    let first = at.reviews(0, &[both]);
    assert!(first.contains(&progress), "a warning that is pending holds nothing back");
    at.reviews(1, &[both]);
    let held = said(0, Rule::Progress, Effect::Inhibited(LOST));
    assert!(at.reviews(2, &[both]).contains(&held));
    let one = ill([(Rule::Progress, Watch)]);
    let free = said(0, Rule::Progress, Effect::Released);
    assert!(!at.reviews(3, &[one]).contains(&free), "a loss that recovers is still one");
    assert!(!at.reviews(4, &[one]).contains(&free));
    assert!(at.reviews(5, &[one]).contains(&free));
}

fn inhibits(source: Source, arms: &[Arm]) -> Influence {
    Influence { source, target: Rule::Expense, kind: InfluenceKind::Inhibit(arms.to_vec()) }
}

#[track_caller]
fn influenced(influences: Vec<Influence>) -> CasePolicy {
    policy(|it| it.influences = influences)
}

#[test]
fn arms_that_different_things_inhibit_are_all_held_back_in_any_order() {
    let (delivery, incident) = (Source::DeliveryHold {}, Source::VerifiedIncident {});
    let one = inhibits(delivery, &[Arm::Climbing]);
    let other = inhibits(incident, &[Arm::OverBudget]);
    for influences in [[one.clone(), other.clone()], [other, one]] {
        let mut at = Office::new(influenced(influences.to_vec()));
        at.around = CustomerContext {
            is_on_hold: true,
            has_verified_incident: true,
            ..objecting([
                (Arm::OverBudget, Critical),
                (Arm::Climbing, Warning),
                (Arm::SpendingWithoutSales, Watch),
            ])
        };
        let notices = at.reviews(0, &[ill([(Rule::Expense, Critical)])]);
        assert_eq!(notices, [said_raised(Rule::Expense, Watch)]);
        at.around.arms.pop();
        let held = said(0, Rule::Expense, Effect::Inhibited(Inhibitor::Influence(incident)));
        assert_eq!(at.reviews(0, &[ill([(Rule::Expense, Critical)])]), [held], "the first of them");
    }
}

#[test]
fn what_is_cleared_or_not_known_is_acted_on_as_before() {
    let mut at = office();
    at.reviews(0, &[ill([(Rule::Loss, Warning), (Rule::Progress, Warning)])]);
    let unknown = Row { loss: Outcome::NoData, ..ill([(Rule::Progress, Warning)]) };
    assert_eq!(at.reviews(20, &[unknown]).iter().filter(|it| is_of(it, Rule::Progress)).count(), 0);
    let by = at.register.episode(key(0, Rule::Progress)).unwrap().held_back_by();
    assert_eq!(by, Some(LOST), "a loss of which nothing is known is not over");
}

fn is_of(notice: &Notice, rule: Rule) -> bool {
    matches!(notice, Notice::Warning(key, _) if key.rule == rule)
}

// The policy

#[track_caller]
fn refused(change: impl FnOnce(&mut CasePolicyDraft)) -> String {
    let mut draft = CasePolicyDraft::default();
    change(&mut draft);
    CasePolicy::try_new(draft).unwrap_err().to_string()
}

#[test]
fn rules_do_not_act_on_themselves_straight_or_around() {
    let acts = |rule, target, kind| Influence {
        source: Source::Raised { rule, from: Watch },
        target,
        kind,
    };
    let all = || InfluenceKind::Inhibit(Vec::new());
    let straight =
        refused(|it| it.influences = vec![acts(Rule::Debt, Rule::Debt, InfluenceKind::Boost)]);
    assert_eq!(straight, "influences must not let rules act on themselves, debt do");
    let around = refused(|it| {
        it.influences = vec![
            acts(Rule::Loss, Rule::Progress, all()),
            acts(Rule::Progress, Rule::Expense, all()),
            acts(Rule::Expense, Rule::Loss, InfluenceKind::Boost),
            acts(Rule::Loss, Rule::Debt, all()),
            acts(Rule::Incident, Rule::Loss, all()),
        ];
    });
    let names = "influences must not let rules act on themselves, progress, expense, loss do";
    assert_eq!(around, names, "what a circle acts on and what acts on it is not named");
    influenced(vec![
        acts(Rule::Loss, Rule::Progress, all()),
        acts(Rule::Progress, Rule::Expense, all()),
        acts(Rule::Loss, Rule::Expense, all()),
        acts(Rule::Expense, Rule::Loss, InfluenceKind::Suggest("competitor".parse().unwrap())),
    ]);
}

#[test]
fn a_dismissed_case_is_not_open_and_its_rule_stands_all_the_same() {
    let mut at = office();
    at.reviews(0, &[ill([(Rule::Loss, Warning)])]);
    at.does(0, key(0, Rule::Loss), dismiss());
    let both = ill([(Rule::Progress, Warning), (Rule::Loss, Warning)]);
    assert_eq!(at.reviews(1, &[both]), []);
}
