//! S22: what holds a warning back, raises it, or puts it aside: shelves, influences, bad loads,
//! feeds.

mod digests;
mod feeds;
mod influences;
mod loads;

use guanxi::casework::{CaseStep, Effect, Evaluation, EvaluationInContext, Inhibitor, Source};
use guanxi::id::CauseId;
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::Rule;

use crate::s22_given::{
    Desk, accept, cause, complete, d, plan, policy, raised, shelve, shelve_once,
};

const LOST: Inhibitor = Inhibitor::Influence(Source::Raised { rule: Rule::Loss, from: Warning });

/// A look that sees a level and is held back.
fn held(level: impl Into<Option<Level>>) -> EvaluationInContext {
    let seen = EvaluationInContext::new(Evaluation::at(level.into()), guanxi::segment::Class::A);
    EvaluationInContext { inhibited_by: Some(LOST), ..seen }
}

fn boosted(level: impl Into<Option<Level>>) -> EvaluationInContext {
    let seen = EvaluationInContext::new(Evaluation::at(level.into()), guanxi::segment::Class::A);
    EvaluationInContext { is_boosted: true, ..seen }
}

fn suggesting(level: Level, causes: &[&str]) -> EvaluationInContext {
    let seen = EvaluationInContext::new(Evaluation::at(Some(level)), guanxi::segment::Class::A);
    let suggested = causes.iter().map(|code| code.parse().unwrap()).collect();
    EvaluationInContext { suggested, ..seen }
}

// Shelves

#[test]
fn a_shelf_ends_after_its_last_day_and_what_still_stands_is_said_at_once() {
    let mut desk = Desk::raised(Warning);
    assert_eq!(desk.does(1, shelve(5)), []);
    assert_eq!(desk.case().shelf().map(|it| (it.until, it.is_once)), Some((d(5), false)));
    assert_eq!(desk.passes_all(2, 5), []);
    let back = desk.passes(6);
    assert_eq!(back[0], Effect::Unshelved(Some(Warning)));
    assert_eq!(desk.case().shelf(), None);
}

#[test]
fn what_has_cleared_on_its_shelf_is_said_when_the_shelf_ends() {
    let mut desk = Desk::raised(Warning);
    desk.does(1, shelve(5));
    assert_eq!(desk.sees_none(2), []);
    let back = desk.passes(6);
    assert_eq!(back[0], Effect::Unshelved(None));
    assert!(back.contains(&Effect::Recovered { from: Warning }), "{back:?}");
}

#[test]
fn a_shelf_ends_when_somebody_says_so() {
    let mut desk = Desk::raised(Warning);
    desk.does(1, shelve(9));
    assert_eq!(desk.does(2, CaseStep::Unshelve), [Effect::Unshelved(Some(Warning))]);
    assert_eq!(desk.passes(2), []);
}

#[test]
fn a_shelf_for_once_ends_when_the_condition_clears_and_another_does_not() {
    let mut desk = Desk::raised(Warning);
    desk.does(1, shelve_once(9));
    assert_eq!(desk.sees(2, Warning), []);
    let cleared = [Effect::Unshelved(None), Effect::Recovered { from: Warning }];
    assert_eq!(desk.sees_none(2)[..2], cleared);
    let mut desk = Desk::raised(Warning);
    desk.does(1, shelve_once(5));
    assert_eq!(
        desk.passes(6)[0],
        Effect::Unshelved(Some(Warning)),
        "and on its last day all the same"
    );
}

#[test]
fn a_shelf_is_broken_when_the_level_rises_and_not_when_it_falls() {
    let mut desk = Desk::raised(Warning);
    desk.does(1, shelve(9));
    assert_eq!(desk.sees(2, Watch), []);
    assert_eq!(desk.sees(2, Warning), [], "no higher than what was put aside");
    let broken =
        [Effect::Unshelved(Some(Critical)), Effect::Escalated { from: Warning, to: Critical }];
    assert_eq!(desk.sees(2, Critical)[..2], broken);
    assert_eq!(desk.case().shelf(), None);
}

#[test]
fn a_fall_on_the_shelf_is_said_when_it_ends() {
    let mut desk = Desk::raised(Critical);
    desk.does(1, shelve(3));
    assert_eq!(desk.sees(2, Watch), []);
    let back = desk.passes(4);
    let fallen = Effect::DeEscalated { from: Critical, to: Watch };
    assert!(back.contains(&Effect::Unshelved(Some(Watch))) && back.contains(&fallen), "{back:?}");
}

#[test]
fn what_comes_back_higher_than_it_was_breaks_the_shelf_too() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, CaseStep::Acknowledge);
    desk.sees_none(0);
    desk.does(0, shelve(9));
    let back = [Effect::Unshelved(Some(Warning)), Effect::CameBack { level: Warning }];
    assert_eq!(desk.sees(0, Warning), back);
    assert_eq!(desk.case().shelf(), None);
}

#[test]
fn a_resolved_case_that_gets_worse_on_its_shelf_is_reopened_and_off_it() {
    let mut desk = Desk::raised(Watch);
    desk.does_all(0, [CaseStep::Investigate, cause("competitor"), plan("visit"), complete(0)]);
    desk.does(0, shelve(9));
    let back = [Effect::Unshelved(Some(Critical)), Effect::CameBack { level: Critical }];
    assert_eq!(desk.sees(0, Critical), back);
    assert_eq!(desk.case().shelf(), None);
}

#[test]
fn nothing_is_heard_of_a_case_on_its_shelf() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, shelve(20));
    assert_eq!(desk.observes(1, suggesting(Watch, &["competitor"])), []);
    assert_eq!(desk.observes(2, held(Watch)), []);
    assert_eq!(desk.sees_none(3), []);
    assert_eq!(desk.sees(4, Watch), []);
    assert_eq!(desk.passes_all(5, 20), []);
    let back = desk.sees(21, Watch);
    assert_eq!(back[0], Effect::Unshelved(Some(Watch)));
    assert!(back.contains(&Effect::CauseSuggested("competitor".parse().unwrap())), "{back:?}");
}

#[test]
fn only_that_an_accepted_risk_is_over_is_heard_from_a_shelf() {
    let mut desk = Desk::raised(Watch);
    desk.does_all(0, [CaseStep::Investigate, cause("competitor"), accept(3), shelve(9)]);
    assert_eq!(desk.passes_all(1, 3), []);
    assert_eq!(desk.passes(4), [Effect::RiskExpired]);
    assert_eq!(desk.passes_all(5, 9), []);
}

#[test]
fn a_floor_is_told_when_the_shelf_ends() {
    let mut desk = Desk::raised(Warning);
    desk.does_all(0, [CaseStep::Investigate, cause("competitor"), plan("visit"), complete(0)]);
    desk.sees_none(0);
    desk.sees(0, Watch);
    assert_eq!(desk.case().level(), Warning, "reopened, no lower than it was");
    desk.does(0, shelve(9));
    assert_eq!(desk.does(1, CaseStep::Unshelve), [Effect::Unshelved(Some(Warning))]);
}

// Held back

#[test]
fn what_is_held_back_is_not_raised_and_still_evaluated() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    assert_eq!(desk.observes(0, held(Warning)), []);
    assert_eq!(desk.episode.open_case(), None);
    assert_eq!(desk.episode.held_back_by(), Some(LOST));
    assert_eq!(desk.episode.condition().phase().level(), Some(Warning));
    assert_eq!(desk.observes(1, held(None)), []);
    assert_eq!(desk.episode.held_back_by(), Some(LOST), "nothing to say, and held back");
    assert_eq!(desk.sees_none(2), []);
    assert!(desk.episode.is_blank());
}

#[test]
fn what_is_released_is_raised_after_its_grace_when_it_still_stands() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    desk.observes(0, held(Warning));
    desk.observes(4, held(Warning));
    assert_eq!(desk.sees(5, Warning), []);
    assert_eq!(desk.sees(9, Warning), [], "the fifth day from then on is the tenth");
    assert_eq!(desk.episode.held_back_by(), Some(LOST));
    assert_eq!(desk.sees(10, Warning), [raised(Warning)]);
    assert_eq!(desk.episode.held_back_by(), None);
}

#[test]
fn what_is_not_known_is_not_raised_after_its_grace() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    desk.observes(0, held(Warning));
    desk.sees(5, Warning);
    assert_eq!(desk.looks(10, Evaluation::NoData), []);
    assert_eq!(desk.sees(11, Warning), [raised(Warning)]);
}

#[test]
fn what_clears_in_its_grace_was_never_raised() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    desk.observes(0, held(Warning));
    desk.sees(5, Warning);
    desk.sees_none(8);
    assert_eq!(desk.sees(10, Warning), [raised(Warning)], "another one");
}

#[test]
fn what_is_held_back_again_in_its_grace_waits_anew() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    desk.observes(0, held(Warning));
    desk.sees(5, Warning);
    desk.observes(9, held(Warning));
    assert_eq!(desk.sees(10, Warning), []);
    assert_eq!(desk.sees(14, Warning), []);
    assert_eq!(desk.sees(15, Warning), [raised(Warning)]);
}

#[test]
fn the_grace_counts_days_of_work() {
    let rests = policy(|it| {
        it.calendar.rest_days = vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()];
    });
    let mut desk = Desk::new(Rule::Progress, rests);
    desk.observes(0, held(Warning));
    desk.sees(3, Warning);
    assert_eq!((desk.sees(9, Warning), desk.sees(10, Warning)), (vec![], vec![raised(Warning)]));
}

#[test]
fn what_was_raised_says_once_that_it_is_held_back_and_is_not_chased() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(desk.observes(0, held(Watch)), [Effect::Inhibited(LOST)]);
    assert_eq!(desk.observes(1, held(Critical)), [], "no escalation");
    assert_eq!(desk.passes_all(2, 30), [], "no deadline, no reminder");
    let released = desk.sees(31, Critical);
    assert!(released.contains(&Effect::Released));
    assert!(released.contains(&Effect::Escalated { from: Watch, to: Critical }));
    let is_missed = |it: &Effect| matches!(it, Effect::DeadlineMissed(_));
    assert!(!released.iter().any(is_missed), "its days stood still");
}

#[test]
fn what_was_raised_is_closed_even_when_it_is_held_back() {
    let mut desk = Desk::raised(Watch);
    desk.observes(0, held(Watch));
    let closed = desk.observes(1, held(None));
    let over = Effect::Closed(guanxi::casework::Closing::SelfCleared);
    assert_eq!(closed, [Effect::Recovered { from: Watch }, over]);
    assert_eq!(desk.observes(2, held(Watch)), [], "and not raised while it is held back");
}

#[test]
fn what_is_held_back_does_not_break_its_shelf() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, shelve(9));
    assert_eq!(desk.observes(1, held(Critical)), []);
    let freed =
        [Effect::Unshelved(Some(Critical)), Effect::Escalated { from: Watch, to: Critical }];
    assert_eq!(desk.sees(2, Critical)[..2], freed);
}

// Boosted

#[test]
fn a_boosted_level_counts_one_higher_and_falls_when_the_boost_ends() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(desk.observes(0, boosted(Watch)), [Effect::Escalated { from: Watch, to: Warning }]);
    assert_eq!(desk.sees(0, Watch), [Effect::DeEscalated { from: Warning, to: Watch }]);
    let mut desk = Desk::new(Rule::Debt, policy(|_| ()));
    assert_eq!(desk.observes(0, boosted(None)), [], "of nothing comes nothing");
    assert_eq!(desk.observes(0, boosted(Critical)), [raised(Critical)]);
}

#[test]
fn a_boost_breaks_the_shelf() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, shelve(9));
    let broken = [Effect::Unshelved(Some(Warning)), Effect::Escalated { from: Watch, to: Warning }];
    assert_eq!(desk.observes(0, boosted(Watch)), broken);
}

// Suggested

#[test]
fn a_cause_is_suggested_once_and_from_the_first_day_on() {
    let mut desk = Desk::new(Rule::Progress, policy(|_| ()));
    let told = |code: &str| Effect::CauseSuggested(code.parse().unwrap());
    assert_eq!(
        desk.observes(0, suggesting(Watch, &["incident"])),
        [raised(Watch), told("incident")]
    );
    let both = suggesting(Watch, &["supplier_hold", "incident"]);
    assert_eq!(desk.observes(0, both.clone()), [told("supplier_hold")]);
    assert_eq!(desk.observes(0, both), []);
    let codes: Vec<&str> = desk.case().suggested_causes().iter().map(CauseId::as_str).collect();
    assert_eq!(codes, ["incident", "supplier_hold"]);
}

#[test]
fn a_cause_that_is_suggested_while_it_is_held_back_is_told_when_it_is_released() {
    let mut desk = Desk::raised(Watch);
    let seen = EvaluationInContext { suggested: vec!["incident".parse().unwrap()], ..held(Watch) };
    assert_eq!(desk.observes(0, seen), [Effect::Inhibited(LOST)]);
    let told = Effect::CauseSuggested("incident".parse().unwrap());
    assert_eq!(desk.sees(0, Watch), [Effect::Released, told]);
}
