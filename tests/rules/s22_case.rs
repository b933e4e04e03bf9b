//! S22: a case, from its raising to its end: every row of its table, every step that is refused.

mod chasing;
mod closing;
mod deadlines;
mod dismissed;
mod lost;
mod matrix;

mod refused;

use guanxi::casework::{
    CaseStatus, Closing, Deadline, Effect, Evaluation, RemedyEnd, RemedyOutcome,
};
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::Rule;

use crate::s22_given::{
    Desk, accept, assign, cancel, cause, complete, d, dismiss, main_cause, plan, policy, raised,
    reset, shelve, who,
};

// The table of `Case`, row by row

#[test]
fn any_open_case_is_assigned_and_its_deadlines_stay() {
    let mut desk = Desk::raised(Warning);
    let due = [Deadline::Acknowledge, Deadline::Cause, Deadline::Remedy];
    let before = due.map(|it| desk.case().due(it));
    assert_eq!(desk.case().owner(), None);
    assert_eq!(desk.does(1, assign("Wang")), []);
    desk.does(1, assign("Sun"));
    assert_eq!(desk.case().owner(), Some(&who("Sun")));
    assert_eq!((desk.status(), due.map(|it| desk.case().due(it))), (CaseStatus::New, before));
}

#[test]
fn a_new_case_is_acknowledged() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(desk.does(1, guanxi::casework::CaseStep::Acknowledge), []);
    assert_eq!(desk.status(), CaseStatus::Acknowledged);
}

#[test]
fn a_watch_that_cleared_on_its_shelf_is_closed_when_it_is_acknowledged() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, shelve(9));
    assert_eq!(desk.sees_none(1), []);
    let effects = desk.does(2, guanxi::casework::CaseStep::Acknowledge);
    assert_eq!(effects, [Effect::Closed(Closing::SelfCleared)]);
}

#[test]
fn a_warning_that_has_cleared_is_acknowledged_and_not_reopened() {
    let mut desk = Desk::raised(Warning);
    assert_eq!(desk.sees_none(0), [Effect::Recovered { from: Warning }]);
    assert_eq!(desk.status(), CaseStatus::New, "on the list until somebody has seen it");
    assert_eq!(desk.does(1, guanxi::casework::CaseStep::Acknowledge), []);
    assert_eq!(desk.status(), CaseStatus::Acknowledged);
}

#[test]
fn a_reopened_case_that_is_acknowledged_is_under_investigation_again() {
    let mut desk = reopened(Warning);
    desk.does(3, guanxi::casework::CaseStep::Acknowledge);
    assert_eq!(desk.status(), CaseStatus::Investigating);
}

#[test]
fn a_new_an_acknowledged_and_a_reopened_case_are_investigated() {
    use guanxi::casework::CaseStep::{Acknowledge, Investigate};
    let mut desk = Desk::raised(Warning);
    desk.does(1, Investigate);
    assert_eq!(desk.status(), CaseStatus::Investigating);
    let mut desk = Desk::raised(Warning);
    desk.does_all(1, [Acknowledge, Investigate]);
    assert_eq!(desk.status(), CaseStatus::Investigating);
    let mut desk = reopened(Warning);
    desk.does(3, Investigate);
    assert_eq!(desk.status(), CaseStatus::Investigating);
}

#[test]
fn the_first_cause_makes_it_known_and_more_may_follow() {
    let mut desk = Desk::raised(Warning);
    desk.does_all(1, [guanxi::casework::CaseStep::Investigate, cause("competitor")]);
    assert_eq!(desk.status(), CaseStatus::CauseKnown);
    desk.does(2, cause("stock_out"));
    desk.does(2, main_cause("price_change"));
    let causes: Vec<&str> = desk.case().causes().iter().map(|it| it.cause.as_str()).collect();
    assert_eq!(causes, ["price_change", "competitor", "stock_out"], "the main one first");
    assert_eq!(desk.case().causes()[0].by, who("Wang"));
    assert_eq!(desk.case().causes()[1].on, d(1));
    desk.does_all(3, [plan("visit"), cause("contact_lost")]);
    assert_eq!(desk.status(), CaseStatus::Handling, "a cause that is found while it is handled");
}

#[test]
fn a_planned_remedy_is_handled_by_its_usual_day_or_another() {
    let mut desk = Desk::raised(Warning);
    desk.does_all(1, [guanxi::casework::CaseStep::Investigate, cause("competitor")]);
    desk.does(1, plan("visit"));
    assert_eq!(desk.status(), CaseStatus::Handling);
    let due = Some(d(1));
    let (remedy, owner) = ("offer".parse().unwrap(), who("Sun"));
    desk.does(1, guanxi::casework::CaseStep::PlanRemedy { remedy, owner, due });
    let remedies = desk.case().remedies();
    assert_eq!((remedies[0].due, remedies[1].due), (d(6), d(1)), "five days of work, and today");
    assert_eq!((&remedies[0].owner, &remedies[0].end), (&who("Sun"), &None));
}

#[test]
fn a_case_is_resolved_when_its_last_remedy_is_done() {
    let mut desk = handled(Warning);
    desk.does(2, plan("offer"));
    desk.does(3, complete(0));
    assert_eq!((desk.status(), desk.case().resolved()), (CaseStatus::Handling, None));
    desk.does(4, complete(1));
    assert_eq!((desk.status(), desk.case().resolved()), (CaseStatus::Resolved, Some(d(4))));
    let end = Some(RemedyEnd::Done(RemedyOutcome::Improved));
    assert_eq!(desk.case().remedies()[0].end, end);
}

#[test]
fn a_case_is_resolved_when_one_is_done_and_the_last_is_cancelled() {
    let mut desk = handled(Warning);
    desk.does_all(2, [plan("offer"), complete(0), cancel(1)]);
    assert_eq!(desk.status(), CaseStatus::Resolved);
    let end = Some(RemedyEnd::Cancelled("no longer needed".to_owned()));
    assert_eq!(desk.case().remedies()[1].end, end);
}

#[test]
fn a_case_whose_remedies_were_all_cancelled_is_of_known_cause_again() {
    let mut desk = handled(Warning);
    desk.does(2, cancel(0));
    assert_eq!((desk.status(), desk.case().resolved()), (CaseStatus::CauseKnown, None));
    desk.does_all(3, [plan("offer"), complete(1)]);
    assert_eq!(desk.status(), CaseStatus::Resolved);
}

#[test]
fn a_case_of_known_cause_is_resolved_when_its_condition_has_cleared() {
    let mut desk = Desk::raised(Warning);
    desk.does_all(1, [guanxi::casework::CaseStep::Investigate, cause("competitor")]);
    desk.sees_none(2);
    desk.does(2, guanxi::casework::CaseStep::Resolve);
    assert_eq!(desk.status(), CaseStatus::Resolved);
}

#[test]
fn a_watch_of_which_the_cause_went_away_by_itself_is_resolved() {
    let mut desk = Desk::raised(Watch);
    desk.does_all(1, [guanxi::casework::CaseStep::Investigate, cause("self_cleared")]);
    desk.sees_none(2);
    desk.does(2, guanxi::casework::CaseStep::Resolve);
    assert_eq!(desk.status(), CaseStatus::Resolved);
    assert_eq!(desk.sees_none(11), []);
    let cleared = [Effect::Closed(Closing::SelfCleared)];
    assert_eq!(desk.clone().sees_none(12), cleared, "and closed as what it was");
    assert_eq!(desk.does(12, guanxi::casework::CaseStep::Close), cleared, "by a person, too");
}

#[test]
fn what_cleared_by_itself_and_something_was_done_about_is_remedied() {
    use guanxi::casework::CaseStep::{Investigate, Resolve};
    let mut desk = Desk::raised(Watch);
    desk.does_all(1, [Investigate, main_cause("self_cleared"), plan("visit"), complete(0)]);
    desk.sees_none(2);
    assert_eq!(desk.sees_none(12), [CLOSED]);
    // Not what was done before it came back: that did not hold.
    let mut desk = reopened(Watch);
    desk.does_all(4, [Investigate, main_cause("self_cleared")]);
    desk.sees_none(4);
    desk.does(4, Resolve);
    assert_eq!(desk.sees_none(14), [Effect::Closed(Closing::SelfCleared)]);
    // Nor is it so when that is only one of the causes.
    let mut desk = Desk::raised(Watch);
    desk.does_all(1, [Investigate, main_cause("self_cleared"), main_cause("stock_out")]);
    desk.sees_none(2);
    desk.does(2, Resolve);
    assert_eq!(desk.sees_none(12), [CLOSED]);
}

#[test]
fn a_case_stands_where_it_stands_since_the_last_change_of_its_status() {
    use guanxi::casework::CaseStep::{Acknowledge, Investigate};
    let mut desk = Desk::raised(Warning);
    let since = |desk: &Desk| desk.case().status_since();
    assert_eq!(since(&desk), d(0));
    desk.does(1, assign("Wang"));
    desk.sees(2, Critical);
    assert_eq!(since(&desk), d(0), "another owner and another level change no status");
    desk.does(2, Acknowledge);
    assert_eq!(since(&desk), d(2));
    // On the fifth the cause was due: new again, and acknowledged on the same day.
    desk.does(5, Acknowledge);
    assert_eq!((desk.status(), since(&desk)), (CaseStatus::Acknowledged, d(5)));
    desk.does_all(6, [Investigate, cause("competitor"), plan("visit")]);
    desk.does_all(7, [plan("offer"), cause("stock_out")]);
    assert_eq!((desk.status(), since(&desk)), (CaseStatus::Handling, d(6)));
    desk.does_by(8, "Qian", accept(20));
    assert_eq!(since(&desk), d(8));
    desk.passes(21);
    assert_eq!((desk.status(), since(&desk)), (CaseStatus::Investigating, d(21)));
    let mut desk = resolved(Warning);
    desk.sees_none(3);
    desk.sees_none(13);
    assert_eq!((desk.status(), since(&desk)), (CaseStatus::Closed(Closing::Remedied), d(13)));
    assert_eq!(reopened(Warning).case().status_since(), d(3));
}

#[test]
fn a_condition_is_clear_since_the_day_on_which_it_cleared() {
    let mut desk = Desk::raised(Warning);
    assert_eq!(desk.episode.clear_since(), None);
    desk.sees_none(3);
    desk.sees_none(5);
    desk.looks(6, Evaluation::NoData);
    assert_eq!(desk.episode.clear_since(), Some(d(3)));
    desk.sees(7, Watch);
    assert_eq!(desk.episode.clear_since(), None);
    desk.does_all(8, [guanxi::casework::CaseStep::Investigate, cause("competitor"), reset()]);
    assert_eq!(desk.episode.clear_since(), Some(d(8)), "by hand");
}

#[test]
fn whoever_asks_before_is_told_what_would_be_refused_and_nothing_changes() {
    let mut desk = handled(Watch);
    desk.does(2, accept(5));
    let before = desk.episode.clone();
    let may = |step: &guanxi::casework::CaseStep, on| {
        desk.episode.check_step(step, &who("Wang"), crate::s22_given::t(on), &desk.policy)
    };
    assert_eq!(may(&cause("stock_out"), 6), Ok(()), "by then the risk has expired");
    assert_eq!(
        may(&cause("stock_out"), 5).unwrap_err().to_string(),
        "cannot record the cause of a case that is accepted as a risk up to 2026-03-07"
    );
    assert_eq!(
        may(&assign("Sun"), 1).unwrap_err().to_string(),
        "a step of 2026-03-03 cannot follow one of 2026-03-04"
    );
    assert_eq!(desk.episode, before);
}

#[test]
fn a_case_of_known_cause_or_later_is_reset_and_its_condition_is_clear() {
    let latched = policy(|it| it.conditions.incident.is_latched = true);
    let mut desk = Desk::new(Rule::Incident, latched);
    desk.sees(0, Warning);
    desk.does_all(1, [guanxi::casework::CaseStep::Investigate, cause("theft")]);
    assert_eq!(desk.sees_none(2), [Effect::Reminder(0)], "a latched one does not clear by itself");
    assert_eq!(desk.does(3, reset()), [Effect::Recovered { from: Warning }]);
    assert_eq!(desk.status(), CaseStatus::CauseKnown);
    assert_eq!(desk.episode.condition().phase().level(), None);
    assert_eq!(desk.sees_none(3), []);
    assert_eq!(desk.sees(4, Warning)[0], Effect::CameBack { level: Warning }, "it was not over");
}

#[test]
fn a_false_alarm_is_dismissed_up_to_the_investigation() {
    use guanxi::casework::CaseStep::{Acknowledge, Investigate};
    let closed = [Effect::Closed(Closing::Dismissed)];
    let mut desk = Desk::raised(Warning);
    assert_eq!(desk.does(1, dismiss()), closed);
    assert_eq!(desk.status(), CaseStatus::Closed(Closing::Dismissed));
    let mut desk = Desk::raised(Warning);
    desk.does(1, Acknowledge);
    assert_eq!(desk.does(1, dismiss()), closed);
    let mut desk = Desk::raised(Warning);
    desk.does(1, Investigate);
    assert_eq!(desk.does(1, dismiss()), closed);
    assert_eq!(reopened(Warning).does(3, dismiss()), closed);
}

#[test]
fn a_risk_is_accepted_up_to_a_day_and_is_under_investigation_again_on_the_next() {
    let mut desk = Desk::raised(Warning);
    desk.does_all(1, [guanxi::casework::CaseStep::Investigate, cause("competitor")]);
    assert_eq!(desk.does(1, accept(10)), []);
    assert_eq!(desk.status(), CaseStatus::RiskAccepted(d(10)));
    assert_eq!(desk.passes_all(2, 10), [], "nobody is reminded of a risk that was accepted");
    let effects = desk.passes(11);
    assert_eq!(effects[0], Effect::RiskExpired);
    assert_eq!(desk.status(), CaseStatus::Investigating);
    let mut desk = handled(Warning);
    desk.does(2, accept(10));
    assert_eq!(desk.status(), CaseStatus::RiskAccepted(d(10)), "while it is handled, too");
}

#[test]
fn remedies_that_were_planned_before_a_risk_was_accepted_are_still_to_be_done() {
    let mut desk = handled(Warning);
    desk.does(2, accept(5));
    desk.passes(6);
    assert_eq!(desk.status(), CaseStatus::Investigating);
    desk.does(6, cause("stock_out"));
    assert_eq!(desk.status(), CaseStatus::Handling);
    desk.does(7, complete(0));
    assert_eq!(desk.status(), CaseStatus::Resolved);
}

#[test]
fn a_resolved_case_is_closed_when_its_condition_has_stayed_clear() {
    let mut desk = resolved(Critical);
    desk.sees_none(3);
    desk.sees_none(13);
    assert_eq!(desk.status(), CaseStatus::Resolved, "a critical one by a second person only");
    assert_eq!(desk.does_by(13, "Qian", guanxi::casework::CaseStep::Close), [CLOSED]);
    assert_eq!(desk.status(), CaseStatus::Closed(Closing::Remedied));
    assert_eq!(desk.passes(14), [], "it is over");
}

// What the data do to a case

#[test]
fn a_watch_that_clears_before_anybody_has_seen_it_is_over() {
    let mut desk = Desk::raised(Watch);
    let closed = Effect::Closed(Closing::SelfCleared);
    assert_eq!(desk.sees_none(1), [Effect::Recovered { from: Watch }, closed]);
}

#[test]
fn one_that_was_a_warning_before_does_not_clear_by_itself() {
    let mut desk = Desk::raised(Warning);
    desk.sees(1, Watch);
    assert_eq!(desk.sees_none(2)[0], Effect::Recovered { from: Watch });
    assert_eq!(desk.status(), CaseStatus::New);
}

#[test]
fn a_loss_is_followed_to_its_cause_even_when_it_was_only_watched() {
    let mut desk = Desk::new(Rule::Loss, policy(|_| ()));
    desk.sees(0, Watch);
    assert_eq!(desk.sees_none(0), [Effect::Recovered { from: Watch }]);
    assert_eq!(desk.status(), CaseStatus::New);
}

#[test]
fn a_watch_that_somebody_has_seen_does_not_clear_by_itself() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, guanxi::casework::CaseStep::Acknowledge);
    assert_eq!(desk.sees_none(0), [Effect::Recovered { from: Watch }]);
    assert_eq!(desk.status(), CaseStatus::Acknowledged);
}

#[test]
fn a_risk_that_was_accepted_has_passed_when_the_condition_clears() {
    let mut desk = handled(Critical);
    desk.does(2, accept(30));
    let passed = Effect::Closed(Closing::RiskPassed);
    assert_eq!(desk.sees_none(3), [Effect::Recovered { from: Critical }, passed]);
}

#[test]
fn a_risk_that_grows_is_not_the_one_that_was_accepted() {
    let mut desk = handled(Watch);
    desk.does(2, accept(30));
    assert_eq!(desk.sees(3, Watch), []);
    assert_eq!(desk.sees(4, Warning)[0], Effect::Escalated { from: Watch, to: Warning });
    assert_eq!(desk.status(), CaseStatus::Investigating);
}

#[test]
fn the_level_is_told_when_it_rises_and_when_it_falls_and_the_highest_is_kept() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(desk.sees(0, Critical), [Effect::Escalated { from: Watch, to: Critical }]);
    assert_eq!(desk.sees(0, Critical), []);
    assert_eq!(desk.sees(0, Warning), [Effect::DeEscalated { from: Critical, to: Warning }]);
    assert_eq!((desk.case().level(), desk.case().highest_level()), (Warning, Critical));
    assert_eq!(desk.sees_none(0), [Effect::Recovered { from: Warning }]);
    assert_eq!(desk.sees(0, Watch), [Effect::CameBack { level: Watch }]);
    assert_eq!(desk.case().level(), Watch);
}

#[test]
fn what_is_not_known_moves_no_case() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(desk.looks(0, Evaluation::NoData), []);
    assert_eq!(desk.looks(0, Evaluation::Failed), []);
    assert_eq!((desk.status(), desk.case().level()), (CaseStatus::New, Watch));
}

pub(crate) const CLOSED: Effect = Effect::Closed(Closing::Remedied);

/// Raised on the first day, with a visit planned on the second.
#[track_caller]
fn handled(level: Level) -> Desk {
    handled_by(level, policy(|_| ()))
}

#[track_caller]
fn handled_by(level: Level, policy: guanxi::casework::CasePolicy) -> Desk {
    let mut desk = Desk::new(Rule::Progress, policy);
    desk.does_nothing_but(0, level);
    desk.does(0, assign("Wang"));
    desk.does_all(1, [guanxi::casework::CaseStep::Investigate, cause("competitor"), plan("visit")]);
    desk
}

/// Resolved on the third day, while the condition is raised.
#[track_caller]
fn resolved(level: Level) -> Desk {
    resolved_by(level, policy(|_| ()))
}

#[track_caller]
fn resolved_by(level: Level, policy: guanxi::casework::CasePolicy) -> Desk {
    let mut desk = handled_by(level, policy);
    desk.does(2, complete(0));
    desk
}

/// Resolved on the third day and cleared, back on the fourth.
#[track_caller]
fn reopened(level: Level) -> Desk {
    let mut desk = resolved(level);
    desk.sees_none(2);
    assert_eq!(desk.sees(3, level), [Effect::CameBack { level }]);
    assert_eq!(desk.status(), CaseStatus::Reopened);
    desk
}

impl Desk {
    #[track_caller]
    fn does_nothing_but(&mut self, on: i32, level: Level) {
        assert_eq!(self.sees(on, level), [raised(level)]);
    }
}
