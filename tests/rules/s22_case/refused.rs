//! What is refused, and at which bound; whatever is refused changes nothing.

use guanxi::casework::{
    CaseError, CaseStatus, CaseStep, EpisodeError, Evaluation, EvaluationError,
    EvaluationInContext, Input,
};
use guanxi::handling::{HandlingAct, HandlingError};
use guanxi::lifecycle::TrailError;
use guanxi::segment::Class;
use guanxi::warning::Level::{self, Critical, Warning, Watch};

use super::{CLOSED, handled, handled_by, resolved};
use crate::s22_given::{
    Desk, accept, cancel, cause, complete, d, dismiss, plan, policy, shelve, t, who,
};

fn blank(step: &'static str, what: &'static str) -> CaseError {
    CaseError::Blank { step, what }
}

fn out_of(act: HandlingAct, day: i32, first: i32, last: i32) -> CaseError {
    HandlingError::Day { act, day: d(day), first: d(first), last: d(last) }.into()
}

#[track_caller]
fn cause_known(level: Level) -> Desk {
    let mut desk = Desk::raised(level);
    desk.does_all(1, [CaseStep::Investigate, cause("competitor")]);
    desk
}

#[test]
fn a_cause_takes_evidence_and_none_of_it_is_blank() {
    let mut desk = Desk::raised(Watch);
    desk.does(1, CaseStep::Investigate);
    let found = |evidence: &[&str]| CaseStep::RecordCause {
        cause: "competitor".parse().unwrap(),
        evidence: evidence.iter().map(|it| (*it).to_owned()).collect(),
        is_primary: false,
    };
    let wanted = blank("record the cause of", "evidence");
    for evidence in [&[][..], &[""], &[" \t"], &["a call", " "]] {
        assert_eq!(desk.refuses(1, found(evidence)), wanted);
    }
    desk.does(1, found(&["a call", "a letter"]));
}

#[test]
fn a_cause_and_a_remedy_are_of_the_taxonomy_of_the_rule() {
    let mut desk = cause_known(Watch);
    let says = |refused: CaseError| refused.to_string();
    assert_eq!(
        says(desk.refuses(1, cause("slow_payer"))),
        "\"slow_payer\" is not known to the policy of this rule, which knows competitor, stock_out, \
         supplier_hold, price_change, end_demand, seasonality, contact_lost, promotion_shifted, \
         incident, data_error, plan_unrealistic, self_cleared",
        "one of debt",
    );
    assert_eq!(
        says(desk.refuses(1, plan("dunning_call"))),
        "\"dunning_call\" is not known to the policy of this rule, which knows visit, replan, \
         supply_fix, offer, assortment",
    );
}

#[test]
fn reasons_are_never_blank() {
    let why = || " ".to_owned();
    let by = || who("Zhou");
    let mut desk = Desk::raised(Watch);
    let step = CaseStep::Dismiss { why: why(), requested_by: by() };
    assert_eq!(desk.refuses(1, step), blank("dismiss", "a reason"));
    let step = CaseStep::Shelve { until: d(2), is_once: false, why: why() };
    assert_eq!(desk.refuses(1, step), blank("shelve", "a reason"));
    let mut desk = handled(Watch);
    let step = CaseStep::AcceptRisk { until: d(5), why: why(), requested_by: by() };
    assert_eq!(desk.refuses(1, step), blank("accept the risk of", "a reason"));
    let step = CaseStep::CancelRemedy { place: 0, why: why() };
    assert_eq!(desk.refuses(1, step), blank("cancel a remedy of", "a reason"));
    assert_eq!(desk.refuses(1, CaseStep::Reset { why: why() }), blank("reset", "a reason"));
}

#[test]
fn a_remedy_is_planned_from_today_to_the_last_day_of_work_that_is_allowed() {
    let mut desk = cause_known(Watch);
    let by = |due: i32| CaseStep::PlanRemedy {
        remedy: "visit".parse().unwrap(),
        owner: who("Sun"),
        due: Some(d(due)),
    };
    let name = HandlingAct::Plan;
    assert_eq!(desk.refuses(2, by(1)), out_of(name, 1, 2, 62));
    assert_eq!(desk.refuses(2, by(63)), out_of(name, 63, 2, 62));
    desk.does(2, by(2));
    desk.does(2, by(62));
}

#[test]
fn a_risk_is_accepted_from_tomorrow_to_the_last_day_that_is_allowed() {
    let name = HandlingAct::AcceptRisk;
    let mut desk = cause_known(Watch);
    assert_eq!(desk.refuses(2, accept(2)), out_of(name, 2, 3, 182));
    assert_eq!(desk.refuses(2, accept(183)), out_of(name, 183, 3, 182));
    desk.clone().does(2, accept(3));
    desk.does(2, accept(182));
}

#[test]
fn a_case_is_shelved_from_today_to_the_last_day_of_its_level() {
    for (level, most) in [(Watch, 30), (Warning, 14), (Critical, 5)] {
        let mut desk = Desk::raised(level);
        assert_eq!(desk.refuses(1, shelve(0)), out_of(HandlingAct::Shelve, 0, 1, 1 + most));
        assert_eq!(
            desk.refuses(1, shelve(2 + most)),
            out_of(HandlingAct::Shelve, 2 + most, 1, 1 + most)
        );
        desk.clone().does(1, shelve(1));
        desk.does(1, shelve(1 + most));
        assert_eq!(desk.case().shelf().unwrap().until, d(1 + most));
    }
}

#[test]
fn only_a_remedy_that_is_to_be_done_is_completed_or_cancelled() {
    let mut desk = handled(Watch);
    let none = |place, count| CaseError::NoRemedy { place, count };
    assert_eq!(desk.refuses(1, complete(1)), none(1, 1));
    assert_eq!(desk.refuses(1, cancel(usize::MAX)), none(usize::MAX, 1));
    desk.does_all(1, [plan("offer"), cancel(0)]);
    assert_eq!(desk.refuses(1, complete(0)), none(0, 2));
    assert_eq!(desk.refuses(1, cancel(0)), none(0, 2));
}

#[test]
fn what_is_raised_is_not_resolved_without_a_remedy() {
    let mut desk = cause_known(Watch);
    let not_clear =
        |step, condition: &str| CaseError::NotClear { step, condition: condition.to_owned() };
    assert_eq!(desk.refuses(1, CaseStep::Resolve), not_clear("resolve", "raised"));
    let mut desk = resolved(Watch);
    assert_eq!(desk.refuses(3, CaseStep::Close), not_clear("close", "raised"));
    desk.sees_none(3);
    let early = not_clear("close", "clear, but not for long enough");
    assert_eq!(desk.refuses(12, CaseStep::Close), early, "ten days take until the thirteenth");
}

#[test]
fn what_was_worse_than_a_watch_is_not_explained_by_its_clearing() {
    let mut desk = Desk::raised(Warning);
    desk.does_all(1, [CaseStep::Investigate, cause("self_cleared")]);
    desk.sees(1, Watch);
    desk.sees_none(1);
    assert_eq!(desk.refuses(1, CaseStep::Resolve), CaseError::SelfCleared { level: Warning });
}

#[test]
fn nothing_is_dated_before_what_was_told_last() {
    let mut desk = Desk::raised(Watch);
    desk.passes(5);
    let early = CaseError::from(TrailError::BackDated { on: d(4), last: d(5) });
    assert_eq!(desk.refuses(4, CaseStep::Acknowledge), early);
    for input in [Input::Day, Input::AcceptBatch, Input::RejectBatch] {
        let before = desk.episode.clone();
        let refused = desk.episode.apply(input, t(4), &desk.policy);
        assert_eq!(refused, Err(EpisodeError::Case(early.clone())));
        assert_eq!(desk.episode, before);
    }
    let seen = EvaluationInContext::new(Evaluation::at(None), Class::A);
    let refused =
        desk.episode.apply(Input::Evaluation { evaluation: 99, seen }, t(4), &desk.policy);
    assert_eq!(refused, Err(EvaluationError::OutOfOrder { on: d(4), last: d(5) }.into()));
    desk.does(5, CaseStep::Acknowledge);
}

#[test]
fn a_look_that_contradicts_itself_is_refused() {
    let mut desk = Desk::raised(Watch);
    let before = desk.episode.clone();
    let look = Evaluation::Seen { raised: Some(Critical), retained: Some(Watch) };
    let seen = EvaluationInContext::new(look, Class::A);
    let refused =
        desk.episode.apply(Input::Evaluation { evaluation: 99, seen }, t(4), &desk.policy);
    assert!(matches!(
        refused,
        Err(EpisodeError::Evaluation(EvaluationError::RetainedBelowRaised { .. }))
    ));
    assert_eq!(desk.episode, before);
}

#[test]
fn a_number_that_was_told_before_is_no_second_step() {
    let mut desk = Desk::raised(Watch);
    let step = |number, step| Input::Step { number, by: who("Wang"), step };
    desk.tell(1, step(7, CaseStep::Acknowledge));
    desk.tell(1, step(8, CaseStep::Investigate));
    let before = desk.episode.clone();
    let again = desk.tell(1, step(7, CaseStep::Acknowledge));
    assert_eq!(again, [guanxi::casework::Effect::Repeated], "not even out of turn");
    assert_eq!(desk.episode, before);
}

// Two people

#[track_caller]
fn four_eyes(act: HandlingAct, level: Level, by: &str) -> CaseError {
    HandlingError::FourEyes { act, severity: level, by: who(by) }.into()
}

fn from(level: Level) -> guanxi::casework::CasePolicy {
    policy(|it| it.four_eyes_from = level)
}

#[test]
fn to_dismiss_takes_two_people_at_the_level_and_above_it() {
    for level in [Warning, Critical] {
        let mut desk = Desk::raised_by(level, from(Warning));
        assert_eq!(
            desk.refuses_by(1, "Zhou", dismiss()),
            four_eyes(HandlingAct::Dismiss, level, "Zhou")
        );
        desk.does_by(1, "Qian", dismiss());
    }
    Desk::raised_by(Watch, from(Warning)).does_by(1, "Zhou", dismiss());
}

#[test]
fn to_accept_a_risk_takes_two_people_at_the_level_and_above_it() {
    for level in [Warning, Critical] {
        let mut desk = handled_by(level, from(Warning));
        let refused = four_eyes(HandlingAct::AcceptRisk, level, "Zhou");
        assert_eq!(desk.refuses_by(1, "Zhou", accept(9)), refused);
        desk.does_by(1, "Qian", accept(9));
    }
    handled_by(Watch, from(Warning)).does_by(1, "Zhou", accept(9));
}

#[test]
fn to_close_takes_another_than_the_owner_at_the_level_and_above_it() {
    for level in [Warning, Critical] {
        let mut desk = super::resolved_by(level, from(Warning));
        desk.sees_none(2);
        assert_eq!(
            desk.refuses_by(12, "Wang", CaseStep::Close),
            four_eyes(HandlingAct::Close, level, "Wang")
        );
        assert_eq!(desk.does_by(12, "Qian", CaseStep::Close), [CLOSED]);
    }
    let mut desk = super::resolved_by(Watch, from(Warning));
    desk.sees_none(2);
    assert_eq!(desk.does_by(12, "Wang", CaseStep::Close), [CLOSED], "below it, one is enough");
}

#[test]
fn a_case_that_nobody_owns_is_not_closed_by_who_found_its_cause() {
    let mut desk = Desk::raised(Critical);
    desk.does_all(1, [CaseStep::Investigate, cause("competitor"), plan("visit"), complete(0)]);
    desk.sees_none(1);
    assert_eq!(desk.case().owner(), None);
    let refused = four_eyes(HandlingAct::Close, Critical, "Wang");
    assert_eq!(desk.refuses_by(20, "Wang", CaseStep::Close), refused);
    assert_eq!(desk.does_by(20, "Qian", CaseStep::Close), [CLOSED]);
}

#[test]
fn two_people_are_asked_for_by_the_highest_level_that_it_had() {
    let mut desk = Desk::raised(Critical);
    desk.sees(1, Watch);
    assert_eq!(
        desk.refuses_by(1, "Zhou", dismiss()),
        four_eyes(HandlingAct::Dismiss, Critical, "Zhou")
    );
}

#[test]
fn what_the_day_brings_is_not_kept_when_the_step_is_refused() {
    let mut desk = cause_known(Watch);
    desk.does(1, accept(5));
    // On the sixth the risk has expired; it cannot be closed all the same.
    let refused = desk.refuses(6, CaseStep::Close);
    let CaseError::OutOfTurn { status, .. } = refused else { panic!("{refused}") };
    assert_eq!(status, CaseStatus::Investigating);
    assert_eq!(desk.status(), CaseStatus::RiskAccepted(d(5)));
    // A step that is in turn only because of it is taken.
    desk.does(6, cause("stock_out"));
    assert_eq!(desk.status(), CaseStatus::CauseKnown);
}
