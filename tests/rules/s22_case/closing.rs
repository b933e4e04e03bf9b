//! How a case ends: the days in which it has to hold, what comes back in them and after them.

use guanxi::casework::{CaseStatus, CaseStep, Closing, Deadline, Effect, Evaluation};
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::Rule;

use super::{CLOSED, handled, reopened, resolved};
use crate::s22_given::{
    Desk, assign, at_once, cancel, cause, complete, d, dismiss, plan, policy, reset, shelve,
};

#[test]
fn a_resolved_case_is_closed_on_the_last_day_of_its_verification_and_not_before() {
    let mut desk = resolved(Warning);
    assert_eq!(desk.sees_none(2), [Effect::Recovered { from: Warning }]);
    assert_eq!(desk.sees_none(11), [], "nine days");
    assert_eq!(desk.sees_none(12), [CLOSED], "ten");
    let closed = &desk.episode.closed_cases()[0];
    assert_eq!((closed.ordinal, closed.opened, closed.closed), (1, d(0), d(12)));
    assert_eq!((closed.highest, closed.closing), (Warning, Closing::Remedied));
    assert_eq!((closed.cause_found, closed.resolved), (Some(d(1)), Some(d(2))));
    assert_eq!(closed.owner.as_ref().map(guanxi::id::StaffId::as_str), Some("Wang"));
}

#[test]
fn the_days_count_from_the_clearing_when_that_comes_later() {
    let mut desk = resolved(Warning);
    desk.sees_none(5);
    assert_eq!(desk.sees_none(14), []);
    assert_eq!(desk.sees_none(15), [CLOSED]);
}

#[test]
fn the_days_count_from_the_resolving_when_that_comes_later() {
    let mut desk = handled(Warning);
    desk.sees_none(1);
    desk.does(8, complete(0));
    assert_eq!(desk.sees_none(17), []);
    assert_eq!(desk.sees_none(18), [CLOSED]);
}

#[test]
fn what_is_not_known_closes_nothing() {
    let mut desk = resolved(Warning);
    desk.sees_none(2);
    assert_eq!(desk.looks(12, Evaluation::NoData), []);
    assert_eq!(desk.looks(30, Evaluation::Failed), []);
    assert_eq!(desk.status(), CaseStatus::Resolved);
    assert_eq!(desk.sees_none(31), [CLOSED], "still clear when something is known again");
    let mut desk = resolved(Warning);
    desk.sees_none(2);
    desk.looks(12, Evaluation::NoData);
    let close = desk.does_by(12, "Qian", CaseStep::Close);
    assert_eq!(close, [CLOSED], "a person may answer for it");
}

#[test]
fn what_is_not_known_brings_nothing_back() {
    let mut desk = resolved(Warning);
    assert_eq!(desk.looks(12, Evaluation::NoData), []);
    assert_eq!(desk.status(), CaseStatus::Resolved);
    assert_eq!(desk.sees(13, Warning), [Effect::CameBack { level: Warning }]);
}

#[test]
fn a_customer_that_is_no_longer_looked_at_is_closed_by_its_days() {
    let mut desk = resolved(Warning);
    desk.sees_none(2);
    assert_eq!((desk.passes(11), desk.passes(12)), (vec![], vec![CLOSED]));
}

#[test]
fn what_is_seen_again_on_the_last_day_is_not_closed_before_it_is_known_what_it_is() {
    let slow = policy(|it| it.conditions.progress.timing.watch.raise_after = 2);
    let mut desk = super::resolved_by(Warning, slow);
    desk.sees_none(2);
    assert_eq!(desk.sees(12, Watch), [], "pending is not clear");
    assert_eq!(desk.clone().sees_none(13), [CLOSED], "it was nothing");
    desk.sees(13, Watch);
    assert_eq!(desk.sees(14, Watch), [Effect::CameBack { level: Warning }], "the same case");
}

#[test]
fn what_recovers_at_the_end_of_the_verification_is_given_its_days() {
    let slow = policy(|it| it.conditions.progress.timing.warning.clear_after = 10);
    let mut desk = super::resolved_by(Warning, slow);
    desk.sees(3, Warning);
    desk.sees_none(4);
    assert_eq!(desk.sees_none(12), [], "it has not come back, it recovers");
    assert_eq!(desk.sees_none(14), [Effect::Recovered { from: Warning }]);
    assert_eq!((desk.sees_none(23), desk.sees_none(24)), (vec![], vec![CLOSED]));
}

// Back again

#[test]
fn what_comes_back_in_the_days_of_verification_is_the_same_case() {
    for on in [3, 11] {
        let mut desk = resolved(Warning);
        desk.sees_none(2);
        assert_eq!(
            desk.sees(on, Watch)[0],
            Effect::CameBack { level: Warning },
            "no lower than it was"
        );
        let case = desk.case();
        assert_eq!((case.status(), case.times_reopened()), (CaseStatus::Reopened, 1));
        assert_eq!((case.level(), case.resolved(), desk.episode.ordinal()), (Warning, None, 1));
        let due = case.due(Deadline::Acknowledge);
        assert_eq!(due, Some(d(on + 2)), "a new round, with days of its own");
    }
    let mut desk = resolved(Warning);
    desk.sees_none(2);
    let none = Effect::Raised { level: Watch, recurrence_of: Some(1) };
    desk.sees_none(12);
    assert_eq!(desk.sees(12, Watch), [none], "on the day of its closing it is another");
}

#[test]
fn a_reopened_case_keeps_the_level_that_it_had_as_its_floor() {
    let mut desk = reopened(Warning);
    assert_eq!(desk.sees(3, Watch), []);
    assert_eq!(desk.case().level(), Warning);
    assert_eq!(desk.sees(3, Critical), [Effect::Escalated { from: Warning, to: Critical }]);
    assert_eq!(desk.sees(3, Watch), [Effect::DeEscalated { from: Critical, to: Warning }]);
}

#[test]
fn what_gets_worse_after_it_was_resolved_has_come_back() {
    let mut desk = resolved(Watch);
    assert_eq!(desk.sees(2, Watch), [], "as bad as when it was resolved: it may take a while");
    assert_eq!(desk.sees(3, Warning), [Effect::CameBack { level: Warning }]);
    let mut desk = resolved(Critical);
    assert_eq!(desk.sees(2, Watch), [Effect::DeEscalated { from: Critical, to: Watch }]);
    assert_eq!(desk.sees(3, Warning), [Effect::CameBack { level: Warning }], "worse than it got");
}

#[test]
fn what_has_not_cleared_by_the_end_of_the_verification_has_come_back() {
    let mut desk = resolved(Watch);
    assert_eq!(desk.sees(11, Watch), []);
    assert_eq!(desk.sees(12, Watch), [Effect::CameBack { level: Watch }]);
}

#[test]
fn what_rises_after_it_was_resolved_has_come_back_whatever_made_it_rise() {
    let mut desk = resolved(Watch);
    let look = Evaluation::at(Some(Watch));
    let mut seen = guanxi::casework::EvaluationInContext::new(look, desk.class);
    seen.is_boosted = true;
    assert_eq!(desk.observes(3, seen), [Effect::CameBack { level: Warning }]);
    assert_eq!(desk.status(), CaseStatus::Reopened);
}

#[test]
fn a_remedy_that_did_not_hold_resolves_nothing_in_the_next_round() {
    let mut desk = reopened(Warning);
    desk.does_all(4, [CaseStep::Investigate, cause("stock_out"), plan("offer")]);
    desk.does(4, cancel(1));
    assert_eq!(desk.status(), CaseStatus::CauseKnown, "the visit was done before it came back");
    desk.does_all(5, [plan("offer"), complete(2)]);
    assert_eq!(desk.status(), CaseStatus::Resolved);
}

#[test]
fn a_reset_by_hand_is_verified_as_well() {
    let mut desk = Desk::new(Rule::Incident, policy(|it| it.conditions.incident.is_latched = true));
    desk.sees(0, Warning);
    desk.does_all(0, [CaseStep::Investigate, cause("theft"), plan("credit_review"), complete(0)]);
    assert_eq!(desk.does(1, reset()), [Effect::Recovered { from: Warning }]);
    assert_eq!(desk.sees_none(10), []);
    assert_eq!(desk.sees_none(11), [CLOSED]);
}

// Recurrence

/// Raised, handled and closed in twelve days from a day on.
#[track_caller]
fn one_more(desk: &mut Desk, on: i32, level: Level) -> Vec<Effect> {
    let effects = desk.sees(on, level);
    desk.does_all(on, [CaseStep::Investigate, cause("competitor"), plan("visit")]);
    let place = desk.case().remedies().len() - 1;
    desk.does(on, complete(place));
    desk.sees_none(on);
    assert_eq!(desk.sees_none(on + 10), [CLOSED]);
    effects
}

fn again(level: Level, of: u32) -> Effect {
    Effect::Raised { level, recurrence_of: Some(of) }
}

#[test]
fn what_is_raised_within_the_days_of_a_closed_case_repeats_it() {
    for (on, of) in [(99, Some(1)), (100, Some(1)), (101, None)] {
        let mut desk = Desk::raised(Watch);
        desk.does_all(0, [CaseStep::Investigate, cause("competitor"), plan("visit"), complete(0)]);
        desk.sees_none(0);
        desk.sees_none(10);
        let raised = Effect::Raised { level: Watch, recurrence_of: of };
        assert_eq!(desk.sees(on, Watch), [raised], "closed on the tenth, ninety days");
        assert_eq!(desk.case().recurrence_of(), of);
        assert_eq!(desk.episode.ordinal(), 2);
    }
}

#[test]
fn the_third_in_a_row_starts_one_level_higher_and_stays_there() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    assert_eq!(one_more(&mut desk, 0, Watch), [crate::s22_given::raised(Watch)]);
    assert_eq!(one_more(&mut desk, 20, Watch), [again(Watch, 1)], "the first recurrence does not");
    assert_eq!(desk.sees(40, Watch), [again(Warning, 2)]);
    assert_eq!(desk.sees(40, Watch), []);
    assert_eq!(desk.sees(40, Critical), [Effect::Escalated { from: Warning, to: Critical }]);
}

#[test]
fn only_what_was_closed_within_the_days_makes_it_start_higher() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    one_more(&mut desk, 0, Watch);
    one_more(&mut desk, 90, Watch);
    // Closed on the tenth and on the hundredth.
    assert_eq!(desk.sees(101, Watch), [again(Watch, 2)]);
}

#[test]
fn a_false_alarm_is_not_repeated() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, dismiss());
    desk.sees_none(1);
    assert_eq!(desk.sees(2, Warning), [crate::s22_given::raised(Warning)]);
}

#[test]
fn the_next_case_of_a_rule_falls_to_who_had_the_last() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, assign("Sun"));
    desk.sees_none(1);
    desk.sees(2, Watch);
    assert_eq!(desk.case().owner().map(guanxi::id::StaffId::as_str), Some("Sun"));
}

#[test]
fn a_case_does_not_end_on_its_shelf() {
    let mut desk = resolved(Watch);
    desk.does(2, shelve(20));
    desk.sees_none(3);
    assert_eq!(desk.sees_none(20), []);
    let back = [Effect::Unshelved(None), Effect::Recovered { from: Watch }, CLOSED];
    assert_eq!(desk.sees_none(21), back);
}

#[test]
fn the_days_of_recovering_come_before_those_of_verification() {
    let by = policy(|it| {
        it.conditions.progress = at_once();
        it.conditions.progress.timing.critical.clear_after = 5;
        it.conditions.progress.timing.warning.clear_after = 5;
        it.conditions.progress.timing.watch.clear_after = 5;
    });
    let mut desk = super::resolved_by(Warning, by);
    assert_eq!(desk.sees_none(2), []);
    assert_eq!(desk.sees_none(7), [Effect::Recovered { from: Warning }]);
    assert_eq!((desk.sees_none(16), desk.sees_none(17)), (vec![], vec![CLOSED]));
}
