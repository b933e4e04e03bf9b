//! S22: arms that fall silent, and customers that are lost. A silent arm never clears a condition
//! (S1, S9, S10).

use guanxi::casework::{
    CaseError, CaseStatus, CaseStep, Closing, CustomerContext, Effect, Episode, Evaluation,
    EvaluationInContext, Notice, Phase, RaisedArm, SeenArms, Timing,
};
use guanxi::segment::Class;
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::{Arm, Levels, Outcome, Rule};

use crate::s22_given::{
    Desk, Office, WELL, assign, cause, complete, d, ill, key, plan, policy, raised, said, shelve,
    who, withdraw,
};

/// The rule sees the highest level of these arms, and nothing of those that are silent.
fn seen(rule: Rule, raised: &[(Arm, Level)], silent: &[Arm]) -> EvaluationInContext {
    let raised: Vec<RaisedArm> =
        raised.iter().map(|(arm, level)| RaisedArm { arm: *arm, level: *level }).collect();
    let look = Evaluation::at(raised.iter().map(|it| it.level).max());
    let arms = SeenArms::of(rule, &raised, silent);
    EvaluationInContext { arms, ..EvaluationInContext::new(look, Class::A) }
}

fn progress(raised: &[(Arm, Level)], silent: &[Arm]) -> EvaluationInContext {
    seen(Rule::Progress, raised, silent)
}

/// Sales progress of which each level clears after three days.
#[track_caller]
fn desk(raises: &[(Arm, Level)]) -> Desk {
    let three = Timing { raise_after: 0, clear_after: 3 };
    let timing = Levels { watch: three, warning: three, critical: three };
    let mut desk = Desk::new(Rule::Progress, policy(|it| it.conditions.progress.timing = timing));
    let level = raises.iter().map(|(_, level)| *level).max().unwrap();
    assert_eq!(desk.observes(0, progress(raises, &[])), [raised(level)]);
    desk
}

/// News but for reminders, deadlines and hand-overs.
fn news(effects: Vec<Effect>) -> Vec<Effect> {
    let is_chase = |it: &Effect| {
        matches!(it, Effect::Reminder(_) | Effect::DeadlineMissed(_) | Effect::HandOver)
    };
    effects.into_iter().filter(|it| !is_chase(it)).collect()
}

fn phase(desk: &Desk) -> Phase {
    desk.episode.condition().phase()
}

#[test]
fn s1_a_new_quarter_in_which_the_plan_is_silent_is_no_recovery_and_the_case_is_one() {
    let mut desk = desk(&[(Arm::Plan, Critical)]);
    desk.does_all(0, [CaseStep::Investigate, cause("competitor"), plan("visit"), complete(0)]);
    // Too early for the plan up to the 22nd day; its frequency is as ever.
    for on in 1..=22 {
        assert_eq!(news(desk.observes(on, progress(&[], &[Arm::Plan]))), [], "{on}");
        assert_eq!(phase(&desk), Phase::Raised(Critical));
    }
    assert_eq!(desk.status(), CaseStatus::Resolved, "neither closed nor reopened meanwhile");
    let again = news(desk.observes(23, progress(&[(Arm::Plan, Critical)], &[])));
    assert_eq!(again, [Effect::CameBack { level: Critical }], "it did not hold");
    assert_eq!(desk.episode.ordinal(), 1);
}

#[test]
fn a_condition_clears_when_the_arm_that_was_silent_has_spoken_and_is_past_it_for_its_days() {
    let mut desk = desk(&[(Arm::Plan, Critical)]);
    desk.observes(1, progress(&[], &[Arm::Plan]));
    desk.observes(22, progress(&[], &[]));
    assert_eq!(phase(&desk), Phase::Recovering(Critical));
    assert_eq!(news(desk.observes(24, progress(&[], &[]))), []);
    let recovered = news(desk.observes(25, progress(&[], &[])));
    assert_eq!(recovered, [Effect::Recovered { from: Critical }]);
}

#[test]
fn the_days_of_an_arm_stand_still_while_it_is_silent() {
    let mut desk = desk(&[(Arm::Plan, Watch)]);
    desk.observes(1, progress(&[], &[]));
    desk.observes(3, progress(&[], &[]));
    for on in [4, 10, 20] {
        desk.observes(on, progress(&[], &[Arm::Plan]));
        assert_eq!(phase(&desk), Phase::Recovering(Watch), "two of three days are over");
    }
    desk.observes(21, progress(&[], &[]));
    assert_eq!(phase(&desk), Phase::Recovering(Watch), "the days in which it was silent are none");
    desk.observes(22, progress(&[], &[]));
    assert_eq!(phase(&desk), Phase::Clear);
}

#[test]
fn each_arm_that_raised_it_has_to_be_past_it() {
    let mut desk = desk(&[(Arm::Plan, Critical), (Arm::Frequency, Watch)]);
    // The plan is met from the second day on, the frequency is silent from then on.
    for on in 1..=3 {
        desk.observes(on, progress(&[], &[Arm::Frequency]));
    }
    assert_eq!(phase(&desk), Phase::Recovering(Critical));
    desk.observes(4, progress(&[], &[Arm::Frequency]));
    assert_eq!(phase(&desk), Phase::Raised(Watch), "as high as the silent arm raised it");
    for on in 5..=7 {
        desk.observes(on, progress(&[], &[]));
    }
    assert_eq!(phase(&desk), Phase::Recovering(Watch));
    desk.observes(8, progress(&[], &[]));
    assert_eq!(phase(&desk), Phase::Clear);
}

#[test]
fn an_arm_that_was_past_it_for_its_days_is_not_waited_for() {
    let mut desk = desk(&[(Arm::Plan, Watch), (Arm::Frequency, Watch)]);
    for on in 1..=4 {
        desk.observes(on, progress(&[(Arm::Frequency, Watch)], &[]));
    }
    for on in 5..=8 {
        desk.observes(on, progress(&[], &[Arm::Plan]));
    }
    assert_eq!(phase(&desk), Phase::Clear);
}

#[test]
fn a_pending_level_waits_for_the_arm_that_saw_it() {
    let timing = Timing { raise_after: 2, clear_after: 0 };
    let policy = policy(|it| it.conditions.progress.timing.watch = timing);
    let mut desk = Desk::new(Rule::Progress, policy);
    let watch = progress(&[(Arm::Plan, Watch)], &[]);
    desk.observes(0, watch.clone());
    desk.observes(1, watch.clone());
    desk.observes(2, progress(&[], &[Arm::Plan]));
    assert_eq!(phase(&desk), Phase::Pending, "neither raised nor missed");
    desk.observes(10, watch.clone());
    assert_eq!(phase(&desk), Phase::Pending, "the days between are not known");
    assert_eq!(desk.observes(11, watch), [raised(Watch)]);
}

#[test]
fn a_higher_level_of_another_arm_is_raised_while_one_is_silent() {
    let mut desk = desk(&[(Arm::Plan, Watch)]);
    let higher = progress(&[(Arm::Frequency, Warning)], &[Arm::Plan]);
    assert_eq!(news(desk.observes(1, higher)), [Effect::Escalated { from: Watch, to: Warning }]);
}

#[test]
fn missing_data_of_an_arm_raise_nothing_again() {
    // Dismissed while the arm is silent; when the days of the dismissal are over nothing is known.
    let mut desk = desk(&[(Arm::Plan, Watch)]);
    desk.observes(1, progress(&[], &[Arm::Plan]));
    desk.does(1, crate::s22_given::dismiss());
    for on in [80, 91, 92, 120] {
        assert_eq!(desk.observes(on, progress(&[], &[Arm::Plan])), [], "{on}");
    }
    assert_eq!(
        desk.observes(121, progress(&[(Arm::Plan, Watch)], &[])),
        [Effect::Raised { level: Watch, recurrence_of: None }]
    );
}

// Told once, and closed as no longer judged

#[test]
fn an_arm_that_is_silent_for_more_than_a_quarter_is_told_once() {
    let mut desk = desk(&[(Arm::Plan, Warning)]);
    let silent = || progress(&[], &[Arm::Plan]);
    assert_eq!(news(desk.observes(92, silent())), []);
    let told = Effect::Silent { arm: Some(Arm::Plan), since: d(0) };
    assert_eq!(news(desk.observes(93, silent())), std::slice::from_ref(&told));
    assert_eq!(news(desk.observes(94, silent())), []);
    // It speaks, and falls silent anew.
    desk.observes(95, progress(&[(Arm::Plan, Warning)], &[]));
    desk.observes(96, silent());
    let told = Effect::Silent { arm: Some(Arm::Plan), since: d(95) };
    assert_eq!(news(desk.observes(188, silent())), [told]);
}

#[test]
fn a_rule_that_is_silent_as_a_whole_is_told_once_and_not_each_of_its_arms() {
    let mut desk = desk(&[(Arm::Plan, Warning), (Arm::LastYear, Watch)]);
    let none = || EvaluationInContext::new(Evaluation::NoData, Class::A);
    assert_eq!(news(desk.observes(92, none())), []);
    let told = Effect::Silent { arm: None, since: d(0) };
    assert_eq!(news(desk.observes(93, none())), [told]);
    assert_eq!(news(desk.observes(200, none())), []);
}

#[test]
fn a_silence_is_told_when_the_case_is_off_its_shelf() {
    let mut desk = desk(&[(Arm::Plan, Watch)]);
    desk.observes(90, progress(&[], &[Arm::Plan]));
    desk.does(90, shelve(100));
    assert_eq!(news(desk.observes(95, progress(&[], &[Arm::Plan]))), []);
    let back = news(desk.observes(101, progress(&[], &[Arm::Plan])));
    let silent = Effect::Silent { arm: Some(Arm::Plan), since: d(0) };
    assert_eq!(back, [Effect::Unshelved(Some(Watch)), silent]);
}

#[test]
fn a_case_is_withdrawn_once_nothing_has_judged_it_for_a_quarter() {
    let mut desk = desk(&[(Arm::Plan, Watch)]);
    desk.observes(92, progress(&[], &[Arm::Plan]));
    assert_eq!(desk.refuses(92, withdraw()), CaseError::StillJudged);
    desk.observes(93, progress(&[(Arm::Frequency, Watch)], &[Arm::Plan]));
    assert_eq!(desk.refuses(93, withdraw()), CaseError::StillJudged, "another arm judges it");
    for on in 94..=97 {
        desk.observes(on, progress(&[], &[Arm::Plan]));
    }
    let blank = CaseStep::Withdraw { why: " ".to_owned() };
    let refused = CaseError::Blank { step: "withdraw", what: "a reason" };
    assert_eq!(desk.refuses(97, blank), refused);
    assert_eq!(desk.does(97, withdraw()), [Effect::Closed(Closing::NoLongerJudged)]);
    assert_eq!(phase(&desk), Phase::Clear);
    assert_eq!(desk.observes(98, progress(&[], &[Arm::Plan])), [], "and stays so");
    let again = desk.observes(99, progress(&[(Arm::Plan, Watch)], &[]));
    assert_eq!(again, [raised(Watch)], "it is judged again: no recurrence");
}

#[test]
fn a_critical_case_is_not_withdrawn_by_its_owner() {
    let mut desk = desk(&[(Arm::Plan, Critical)]);
    desk.does(0, assign("Wang"));
    desk.observes(93, progress(&[], &[Arm::Plan]));
    let refused = desk.refuses(93, withdraw()).to_string();
    assert_eq!(refused, "to withdraw a case at critical takes two people, Wang was both");
    assert_eq!(desk.does_by(93, "Qian", withdraw()), [Effect::Closed(Closing::NoLongerJudged)]);
}

// Lost

fn lost() -> EvaluationInContext {
    EvaluationInContext { is_lost: true, ..EvaluationInContext::new(Evaluation::NoData, Class::A) }
}

#[test]
fn a_customer_that_becomes_lost_is_told_once_and_nobody_is_reminded_of_it() {
    let mut desk = Desk::new(Rule::Loss, policy(|_| ()));
    desk.sees(0, Warning);
    assert_eq!(desk.observes(1, lost()), [Effect::Lost]);
    assert!(desk.episode.is_lost());
    let quiet: Vec<Effect> = (2..=90).flat_map(|on| desk.observes(on, lost())).collect();
    assert_eq!(quiet, [], "no reminder, no deadline, no silence");
    assert_eq!(desk.observes(91, lost()), [Effect::HandOver], "open for too long all the same");
    assert_eq!(phase(&desk), Phase::Raised(Warning), "it is not cleared");
    // It orders, and is lost again a year later.
    assert_eq!(news(desk.observes(92, seen(Rule::Loss, &[(Arm::Silence, Warning)], &[]))), []);
    assert!(!desk.episode.is_lost());
    assert_eq!(news(desk.observes(500, lost())), [Effect::Lost]);
}

#[test]
fn the_case_of_a_lost_customer_is_withdrawn_as_lost_by_somebody_else() {
    let mut desk = Desk::new(Rule::Loss, policy(|_| ()));
    desk.sees(0, Watch);
    desk.does(0, assign("Wang"));
    assert_eq!(desk.refuses(1, withdraw()), CaseError::StillJudged);
    desk.observes(1, lost());
    let by_two = CaseError::Lost { level: Watch, by: who("Wang") };
    assert_eq!(desk.refuses(1, withdraw()), by_two);
    assert_eq!(desk.does_by(1, "Qian", withdraw()), [Effect::Closed(Closing::Lost)]);
    assert_eq!(desk.observes(2, lost()), [], "and nothing is raised of it");
    assert_eq!(desk.observes(3, seen(Rule::Loss, &[(Arm::Silence, Watch)], &[])), []);
    desk.sees_none(4);
    assert_eq!(news(desk.sees(5, Watch)).len(), 1, "until it has bought again");
}

#[test]
fn a_lost_customer_acts_on_other_rules_as_a_critical_loss() {
    let mut office = Office::new(policy(|_| ()));
    office.around = CustomerContext { is_lost: true, ..CustomerContext::new(Class::A) };
    let mut row = ill([(Rule::Debt, Watch), (Rule::Progress, Warning)]);
    row.loss = Outcome::NotApplicable;
    let told = office.reviews(0, &[row]);
    assert_eq!(told, [said(0, Rule::Debt, raised(Warning))], "debt is raised, progress held back");
    assert!(office.register.episode(key(0, Rule::Loss)).is_none(), "nothing was raised of it");
}

#[test]
fn of_a_customer_that_is_lost_the_register_says_so_once() {
    let mut office = Office::new(policy(|_| ()));
    let raised = ill([(Rule::Loss, Warning)]);
    office.reviews(0, &[raised]);
    office.around.is_lost = true;
    let mut gone = WELL;
    gone.loss = Outcome::NotApplicable;
    let lost = said(0, Rule::Loss, Effect::Lost);
    assert!(office.reviews(1, &[gone]).contains(&lost));
    assert!(!office.reviews(2, &[gone]).contains(&lost));
    let text = |notice: &Notice| notice.named(|_| "Li").customer().map(str::to_owned);
    assert_eq!(text(&lost).as_deref(), Some("Li"));
}

#[test]
fn a_customer_that_becomes_lost_while_its_case_is_on_a_shelf_is_told_when_it_leaves_it() {
    let mut desk = Desk::new(Rule::Loss, policy(|_| ()));
    desk.sees(0, Warning);
    desk.does(0, shelve(5));
    for on in 1..=5 {
        assert_eq!(desk.observes(on, lost()), [], "day {on}");
        assert!(desk.episode.is_lost());
    }
    assert_eq!(desk.observes(6, lost()), [Effect::Unshelved(Some(Warning)), Effect::Lost]);
    assert_eq!(desk.observes(7, lost()), [], "once");
    // It bought again before anybody was told.
    let mut desk = Desk::new(Rule::Loss, policy(|_| ()));
    desk.sees(0, Warning);
    desk.does(0, shelve(5));
    desk.observes(1, lost());
    desk.observes(2, seen(Rule::Loss, &[(Arm::Silence, Warning)], &[]));
    assert!(!desk.observes(6, seen(Rule::Loss, &[], &[])).contains(&Effect::Lost));
}

#[test]
fn a_customer_that_is_lost_after_its_case_was_closed_is_told_all_the_same() {
    let mut desk = Desk::new(Rule::Loss, policy(|_| ()));
    desk.sees(0, Watch);
    desk.does(0, crate::s22_given::dismiss());
    assert_eq!(desk.observes(1, lost()), [Effect::Lost]);
    assert_eq!(desk.observes(2, lost()), []);
}

/// What a register of version 1 has not remembered, it learns with the next evaluation.
#[test]
fn an_arm_is_remembered_from_the_first_evaluation_that_names_it() {
    let mut episode = Episode::new(Rule::Progress);
    let policy = policy(|_| ());
    let none = SeenArms::default();
    let old = EvaluationInContext { arms: none, ..progress(&[(Arm::Plan, Watch)], &[]) };
    for (on, seen) in [(0, old), (1, progress(&[(Arm::Plan, Watch)], &[]))] {
        let evaluation = u64::try_from(on).unwrap();
        let input = guanxi::casework::Input::Evaluation { evaluation, seen };
        episode.apply(input, crate::s22_given::t(on), &policy).unwrap();
    }
    let seen = progress(&[], &[Arm::Plan]);
    let input = guanxi::casework::Input::Evaluation { evaluation: 2, seen };
    episode.apply(input, crate::s22_given::t(2), &policy).unwrap();
    assert_eq!(episode.condition().phase(), Phase::Raised(Watch));
}
