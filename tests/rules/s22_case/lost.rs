//! A customer that is lost: closed by two people while the condition is raised, and quiet from then
//! on.

use guanxi::casework::{
    CaseError, CasePolicy, CaseStatus, CaseStep, Closing, Effect, Evaluation, RemedyOutcome,
};
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::Rule;

use super::CLOSED;
use crate::s22_given::{
    Desk, assign, cancel, cause, complete, d, plan, policy, raised, reset, shelve, who,
};

const LOST: Effect = Effect::Closed(Closing::Lost);

const fn lost(place: usize) -> CaseStep {
    CaseStep::CompleteRemedy { place, outcome: RemedyOutcome::Lost }
}

/// A loss of Wang's, raised on the first day; Sun is to visit.
#[track_caller]
fn visited(level: Level, policy: CasePolicy) -> Desk {
    let mut desk = Desk::new(Rule::Loss, policy);
    assert_eq!(desk.sees(0, level), [raised(level)]);
    desk.does_all(1, [assign("Wang"), CaseStep::Investigate, cause("closed"), plan("visit")]);
    desk
}

/// On the third day Sun finds that the customer is lost.
#[track_caller]
fn given_up(level: Level) -> Desk {
    let mut desk = visited(level, policy(|_| ()));
    assert_eq!(desk.does_by(2, "Sun", lost(0)), []);
    assert_eq!(desk.status(), CaseStatus::Resolved);
    desk
}

#[track_caller]
fn closed() -> Desk {
    let mut desk = given_up(Warning);
    assert_eq!(desk.does_by(3, "Qian", CaseStep::Close), [LOST]);
    desk
}

#[test]
fn a_customer_that_is_lost_is_closed_while_the_condition_is_raised() {
    let mut desk = closed();
    assert_eq!(desk.status(), CaseStatus::Closed(Closing::Lost));
    let closed = &desk.episode.closed_cases()[0];
    assert_eq!((closed.closing, closed.closed, closed.resolved), (Closing::Lost, d(3), Some(d(2))));
    assert_eq!((closed.highest, closed.cause_found), (Warning, Some(d(1))));
    assert_eq!(desk.passes_all(4, 400), [], "it is over");
}

#[test]
fn nobody_gives_up_a_customer_alone_whatever_the_level() {
    for level in Level::ALL {
        for by in ["Wang", "Sun"] {
            let by_two = CaseError::Lost { level, by: who(by) };
            assert_eq!(given_up(level).refuses_by(3, by, CaseStep::Close), by_two, "{by}");
        }
        assert_eq!(given_up(level).does_by(3, "Qian", CaseStep::Close), [LOST]);
    }
}

#[test]
fn a_lost_customer_that_nobody_owns_is_not_closed_by_who_found_the_cause() {
    let mut desk = Desk::new(Rule::Loss, policy(|_| ()));
    desk.sees(0, Watch);
    desk.does_all(1, [CaseStep::Investigate, cause("closed"), plan("visit")]);
    desk.does_by(2, "Sun", lost(0));
    let by_two = |by| CaseError::Lost { level: Watch, by: who(by) };
    assert_eq!(desk.refuses_by(3, "Wang", CaseStep::Close), by_two("Wang"));
    assert_eq!(desk.refuses_by(3, "Sun", CaseStep::Close), by_two("Sun"));
    assert_eq!(desk.does_by(3, "Qian", CaseStep::Close), [LOST]);
}

#[test]
fn everybody_who_found_it_lost_is_no_second_person() {
    let mut desk = visited(Warning, policy(|_| ()));
    desk.does(1, plan("call"));
    desk.does_by(2, "Sun", lost(0));
    desk.does_by(2, "Qian", lost(1));
    for by in ["Sun", "Qian", "Wang"] {
        let by_two = CaseError::Lost { level: Warning, by: who(by) };
        assert_eq!(desk.refuses_by(3, by, CaseStep::Close), by_two);
    }
    assert_eq!(desk.does_by(3, "Ma", CaseStep::Close), [LOST]);
}

#[test]
fn one_remedy_that_ended_with_it_is_enough() {
    let mut desk = visited(Warning, policy(|_| ()));
    desk.does_all(1, [plan("call"), plan("win_back_offer")]);
    desk.does_by(2, "Sun", lost(1));
    assert_eq!(desk.status(), CaseStatus::Handling, "the others are still to be done");
    let refused = desk.refuses_by(2, "Qian", CaseStep::Close);
    assert_eq!(refused.to_string(), "cannot close a case that is being handled");
    desk.does_all(3, [complete(0), cancel(2)]);
    assert_eq!(desk.does_by(3, "Qian", CaseStep::Close), [LOST]);
}

#[test]
fn only_a_loss_is_lost_and_only_when_a_remedy_says_so() {
    let raised = |step| CaseError::NotClear { step, condition: "raised".to_owned() };
    let mut desk = super::handled(Warning);
    desk.does(2, lost(0));
    assert_eq!(desk.refuses_by(3, "Qian", CaseStep::Close), raised("close"), "sales progress");
    assert_eq!(desk.sees(12, Warning), [Effect::CameBack { level: Warning }], "as ever");
    let mut desk = visited(Warning, policy(|_| ()));
    desk.does(2, CaseStep::CompleteRemedy { place: 0, outcome: RemedyOutcome::Worse });
    assert_eq!(desk.refuses_by(3, "Qian", CaseStep::Close), raised("close"));
}

// While it waits

#[test]
fn what_is_lost_is_not_reopened_for_not_clearing() {
    let mut desk = given_up(Warning);
    assert_eq!((desk.sees(11, Warning), desk.sees(12, Warning)), (vec![], vec![]), "ten days");
    assert_eq!(desk.sees(80, Warning), []);
    assert_eq!(desk.status(), CaseStatus::Resolved);
    assert_eq!(desk.does_by(80, "Qian", CaseStep::Close), [LOST]);
}

#[test]
fn what_is_lost_gets_worse_and_that_is_told_and_reopens_nothing() {
    let mut desk = given_up(Watch);
    assert_eq!(desk.sees(3, Critical), [Effect::Escalated { from: Watch, to: Critical }]);
    assert_eq!(desk.sees(4, Warning), [Effect::DeEscalated { from: Critical, to: Warning }]);
    assert_eq!(desk.sees(5, Critical), [Effect::Escalated { from: Warning, to: Critical }]);
    assert_eq!((desk.status(), desk.case().times_reopened()), (CaseStatus::Resolved, 0));
}

#[test]
fn what_is_lost_does_not_wait_forever() {
    let mut desk = given_up(Warning);
    assert_eq!(desk.passes_all(3, 90), [], "nobody is reminded of what is resolved");
    assert_eq!(desk.passes_all(91, 200), [(91, Effect::HandOver)]);
}

#[test]
fn a_lost_customer_that_bought_again_and_fell_silent_again_has_come_back() {
    let mut desk = given_up(Warning);
    assert_eq!(desk.sees_none(3), [Effect::Recovered { from: Warning }]);
    assert_eq!(desk.sees(5, Watch), [Effect::CameBack { level: Warning }]);
    assert_eq!(desk.status(), CaseStatus::Reopened);
    // What was found then is refuted: it has to be found anew.
    desk.does_all(6, [CaseStep::Investigate, cause("competitor"), plan("visit"), complete(1)]);
    let raised = CaseError::NotClear { step: "close", condition: "raised".to_owned() };
    assert_eq!(desk.refuses_by(7, "Qian", CaseStep::Close), raised);
}

#[test]
fn a_lost_customer_that_buys_again_is_not_lost() {
    let mut desk = given_up(Warning);
    desk.sees_none(3);
    let early = "clear, but not for long enough".to_owned();
    let early = CaseError::NotClear { step: "close", condition: early };
    assert_eq!(desk.refuses_by(12, "Qian", CaseStep::Close), early);
    assert_eq!(desk.sees_none(13), [CLOSED], "it has stayed clear");
}

#[test]
fn what_is_not_known_does_not_keep_a_lost_customer_open() {
    let mut desk = given_up(Warning);
    assert_eq!(desk.looks(12, Evaluation::NoData), []);
    assert_eq!(desk.does_by(12, "Qian", CaseStep::Close), [LOST]);
}

#[test]
fn a_lost_customer_is_closed_on_its_shelf() {
    let mut desk = given_up(Warning);
    desk.does(3, shelve(9));
    assert_eq!(desk.does_by(4, "Qian", CaseStep::Close), [LOST]);
}

#[test]
fn what_was_reset_by_hand_is_clear_and_not_lost() {
    let mut desk = given_up(Warning);
    assert_eq!(desk.does(3, reset()), [Effect::Recovered { from: Warning }]);
    let refused = desk.refuses_by(3, "Qian", CaseStep::Close);
    assert!(matches!(refused, CaseError::NotClear { .. }), "{refused}");
}

// Afterwards

#[test]
fn a_lost_customer_is_quiet_until_it_has_bought_again() {
    let mut desk = closed();
    assert_eq!((desk.sees(4, Warning), desk.sees(5, Critical)), (vec![], vec![]), "nor when worse");
    assert_eq!(desk.looks(40, Evaluation::NoData), []);
    assert_eq!(desk.sees(500, Critical), [], "no days end it");
    assert_eq!(desk.sees_none(501), []);
    assert_eq!(desk.sees(601, Watch), [raised(Watch)]);
    assert_eq!(desk.episode.ordinal(), 2);
}

#[test]
fn a_lost_customer_that_is_lost_again_within_the_days_repeats_it() {
    let mut desk = closed();
    desk.sees_none(4);
    let again = Effect::Raised { level: Watch, recurrence_of: Some(1) };
    assert_eq!(desk.sees(93, Watch), [again]);
    assert_eq!(desk.status(), CaseStatus::New);
}

#[test]
fn a_lost_customer_that_recovers_has_not_cleared_yet() {
    let slow = policy(|it| it.conditions.loss.timing.warning.clear_after = 5);
    let mut desk = visited(Warning, slow);
    desk.does_by(2, "Sun", lost(0));
    desk.does_by(3, "Qian", CaseStep::Close);
    desk.sees_none(4);
    assert_eq!(desk.sees(8, Warning), [], "it recovered, and did not clear");
    desk.sees_none(9);
    desk.sees_none(14);
    let again = Effect::Raised { level: Warning, recurrence_of: Some(1) };
    assert_eq!(desk.sees(15, Warning), [again]);
}
