//! Who is chased: deadlines in days of work, reminders, the longest stay.

use guanxi::casework::{CasePolicy, CaseStatus, CaseStep, Deadline, Effect};
use guanxi::segment::Class;
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::Rule;

use super::{handled, resolved};
use crate::given::day;
use crate::s22_given::{Desk, FIRST, accept, assign, cause, complete, d, plan, policy, shelve};

/// Days from the first until each part is due.
#[track_caller]
fn due(desk: &Desk) -> [i32; 3] {
    [Deadline::Acknowledge, Deadline::Cause, Deadline::Remedy]
        .map(|it| desk.case().due(it).unwrap().days_since(day(FIRST)))
}

#[track_caller]
fn raised_for(class: Class, level: Level, by: CasePolicy) -> Desk {
    let mut desk = Desk::new(Rule::Progress, by);
    desk.class = class;
    desk.sees(0, level);
    desk
}

/// What is said from one day to another, but for reminders.
#[track_caller]
fn said(desk: &mut Desk, from: i32, to: i32) -> Vec<(i32, Effect)> {
    let is_reminder = |effect: &Effect| matches!(effect, Effect::Reminder(_));
    desk.passes_all(from, to).into_iter().filter(|(_, effect)| !is_reminder(effect)).collect()
}

fn missed(deadline: Deadline) -> Effect {
    Effect::DeadlineMissed(deadline)
}

#[test]
fn deadlines_by_class_and_level() {
    let rows = [
        (Class::A, Critical, [1, 2, 5]),
        (Class::A, Warning, [2, 5, 10]),
        (Class::A, Watch, [5, 10, 20]),
        (Class::B, Critical, [2, 3, 8]),
        (Class::B, Warning, [3, 8, 15]),
        (Class::B, Watch, [8, 15, 30]),
        (Class::C, Critical, [2, 4, 10]),
        (Class::C, Warning, [4, 10, 20]),
        (Class::C, Watch, [10, 20, 40]),
    ];
    for (class, level, days) in rows {
        assert_eq!(due(&raised_for(class, level, policy(|_| ()))), days, "{class} {level}");
    }
}

#[test]
fn deadlines_count_days_of_work() {
    let by = policy(|it| {
        it.calendar.rest_days = vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()];
        it.calendar.holidays = [d(1), d(2)].into();
        it.calendar.worked_rest_days = [d(5)].into();
    });
    // From Monday on: Thursday, Friday, the Saturday that is worked, Monday, Tuesday.
    assert_eq!(due(&raised_for(Class::A, Watch, by.clone())), [8, 15, 29]);
    assert_eq!(due(&raised_for(Class::A, Critical, by.clone())), [3, 4, 8]);
    // Raised on a holiday: the first day of work after it.
    let mut desk = Desk::new(Rule::Progress, by);
    desk.class = Class::A;
    desk.sees(1, Critical);
    assert_eq!(due(&desk), [3, 4, 8]);
}

#[test]
fn a_deadline_is_kept_on_its_day_and_missed_on_the_next() {
    let mut desk = raised_for(Class::A, Watch, policy(|_| ()));
    assert_eq!(said(&mut desk, 1, 5), []);
    assert_eq!(said(&mut desk, 6, 6), [(6, missed(Deadline::Acknowledge))]);
    assert_eq!((said(&mut desk, 6, 6), said(&mut desk, 7, 10)), (vec![], vec![]), "once");
    assert_eq!((desk.case().urgency(), desk.case().level()), (1, Watch), "urgency is no level");
}

#[test]
fn what_is_waited_for_follows_where_the_case_stands() {
    let mut desk = handled(Warning);
    assert_eq!(desk.passes_all(2, 10).iter().filter(|it| is_missed(&it.1)).count(), 0);
    assert!(desk.passes(11).contains(&missed(Deadline::Remedy)));
    let mut desk = Desk::raised(Warning);
    desk.does(2, CaseStep::Investigate);
    desk.passes(5);
    assert!(desk.passes(6).contains(&missed(Deadline::Cause)));
    assert_eq!(desk.status(), CaseStatus::Investigating, "somebody is at it");
    let mut desk = resolved(Warning);
    assert_eq!(desk.passes_all(3, 11), [], "nothing is waited for");
}

const fn is_missed(effect: &Effect) -> bool {
    matches!(effect, Effect::DeadlineMissed(_))
}

#[test]
fn one_who_has_seen_it_and_does_nothing_makes_it_new_again() {
    let mut desk = raised_for(Class::A, Warning, policy(|_| ()));
    desk.does(1, CaseStep::Acknowledge);
    assert_eq!(said(&mut desk, 2, 5), []);
    assert_eq!(desk.status(), CaseStatus::Acknowledged);
    assert_eq!(said(&mut desk, 6, 6), [(6, missed(Deadline::Cause))]);
    assert_eq!((desk.status(), desk.case().urgency()), (CaseStatus::New, 1));
    assert_eq!(said(&mut desk, 6, 10), [], "it was acknowledged in time");
    assert_eq!(said(&mut desk, 11, 11), [(11, missed(Deadline::Remedy))]);
}

#[test]
fn what_nobody_looks_at_misses_every_deadline() {
    let mut desk = raised_for(Class::A, Warning, policy(|_| ()));
    let all = [
        (3, missed(Deadline::Acknowledge)),
        (6, missed(Deadline::Cause)),
        (11, missed(Deadline::Remedy)),
    ];
    assert_eq!(said(&mut desk, 1, 40), all);
    assert_eq!((desk.case().urgency(), desk.status()), (3, CaseStatus::New));
}

#[test]
fn deadlines_that_passed_together_are_missed_together() {
    let mut desk = raised_for(Class::A, Critical, policy(|_| ()));
    let effects = desk.passes(6);
    let all = [Deadline::Acknowledge, Deadline::Cause, Deadline::Remedy].map(missed);
    assert_eq!(effects[..3], all);
    assert_eq!(desk.passes(6), []);
}

#[test]
fn a_rise_brings_deadlines_nearer_and_never_moves_one_away() {
    let mut desk = raised_for(Class::A, Watch, policy(|_| ()));
    desk.sees(2, Warning);
    assert_eq!(due(&desk), [4, 7, 12]);
    desk.sees(3, Watch);
    assert_eq!(due(&desk), [4, 7, 12], "a fall moves none");
    // Late in its term a rise would give it more days.
    desk.sees(6, Warning);
    assert_eq!(due(&desk), [4, 7, 12]);
    desk.sees(9, Critical);
    assert_eq!(due(&desk), [4, 7, 12]);
}

#[test]
fn a_risk_that_grew_is_investigated_in_days_of_its_own() {
    let mut desk = handled(Watch);
    desk.does(2, accept(90));
    let rises = Effect::Escalated { from: Watch, to: Warning };
    assert_eq!(desk.sees(50, Warning), [rises]);
    assert_eq!(desk.sees(50, Warning), []);
    assert_eq!(due(&desk), [52, 55, 60]);
}

// Reminders

/// The days on which somebody is reminded.
#[track_caller]
fn reminded(desk: &mut Desk, from: i32, to: i32) -> Vec<(i32, u32)> {
    let reminder = |(on, effect)| {
        if let Effect::Reminder(before) = effect { Some((on, before)) } else { None }
    };
    desk.passes_all(from, to).into_iter().filter_map(reminder).collect()
}

#[test]
fn reminders_come_after_one_two_four_eight_and_sixteen_days_and_then_every_sixteen() {
    let mut desk = Desk::raised(Watch);
    let days = [(1, 0), (3, 1), (7, 2), (15, 3), (31, 4), (47, 5), (63, 6)];
    assert_eq!(reminded(&mut desk, 0, 70), days);
}

#[test]
fn reminders_are_at_most_so_far_apart_and_count_days_of_work() {
    let mut desk = Desk::raised_by(Watch, policy(|it| it.reminder_days = 3));
    assert_eq!(reminded(&mut desk, 0, 12), [(1, 0), (3, 1), (6, 2), (9, 3), (12, 4)]);
    let rests =
        policy(|it| it.calendar.rest_days = vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()]);
    let mut desk = Desk::raised_by(Watch, rests);
    assert_eq!(reminded(&mut desk, 0, 20), [(1, 0), (3, 1), (9, 2)]);
}

#[test]
fn whatever_somebody_does_begins_the_reminders_anew() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(reminded(&mut desk, 0, 4), [(1, 0), (3, 1)]);
    desk.does(5, assign("Sun"));
    assert_eq!(reminded(&mut desk, 5, 8), [(6, 0), (8, 1)]);
    desk.refuses(9, CaseStep::Close);
    assert_eq!(reminded(&mut desk, 9, 20), [(12, 2), (20, 3)], "what was refused was not done");
}

#[test]
fn what_is_resolved_accepted_or_over_is_not_called_to_mind() {
    assert_eq!(reminded(&mut resolved(Watch), 3, 11), []);
    let mut desk = handled(Watch);
    desk.does(2, accept(30));
    assert_eq!(reminded(&mut desk, 3, 30), []);
}

#[test]
fn nobody_is_reminded_on_the_day_on_which_it_came_back() {
    let mut desk = resolved(Watch);
    desk.sees_none(2);
    assert_eq!(desk.sees(9, Watch), [Effect::CameBack { level: Watch }]);
    assert_eq!(reminded(&mut desk, 9, 16), [(10, 0), (12, 1), (16, 2)]);
    let mut desk = handled(Watch);
    desk.does(2, accept(30));
    assert_eq!(desk.passes(31), [Effect::RiskExpired]);
    assert_eq!(due(&desk), [36, 41, 51], "days of its own");
    assert_eq!(reminded(&mut desk, 31, 34), [(32, 0), (34, 1)]);
}

// The longest stay

#[test]
fn a_case_that_stays_too_long_is_handed_over_once() {
    let mut desk = Desk::raised_by(Watch, policy(|it| it.open_days = 30));
    let handed: Vec<_> = desk
        .passes_all(1, 60)
        .into_iter()
        .filter(|(_, effect)| *effect == Effect::HandOver)
        .collect();
    assert_eq!(handed, [(31, Effect::HandOver)], "the day after");
}

#[test]
fn a_resolved_case_stays_too_long_as_well_and_a_shelved_one_when_it_is_back() {
    let by = policy(|it| {
        it.open_days = 3;
        it.verify_days = 30;
    });
    let mut desk = Desk::raised_by(Watch, by.clone());
    desk.does_all(1, [CaseStep::Investigate, cause("competitor"), plan("visit"), complete(0)]);
    assert_eq!((desk.passes(3), desk.passes(4)), (vec![], vec![Effect::HandOver]));
    let mut desk = Desk::raised_by(Watch, by);
    desk.does(0, shelve(9));
    assert_eq!(desk.passes_all(1, 9), []);
    let back = desk.passes(10);
    assert_eq!(back[0], Effect::Unshelved(Some(Watch)));
    assert!(back.contains(&Effect::HandOver));
}

#[test]
fn everything_is_told_once_however_often_the_day_comes() {
    let mut desk = Desk::raised(Critical);
    desk.does(0, shelve(2));
    let first = desk.passes(20);
    let all = [
        Effect::Unshelved(Some(Critical)),
        missed(Deadline::Acknowledge),
        missed(Deadline::Cause),
        missed(Deadline::Remedy),
    ];
    assert_eq!(first, all);
    assert_eq!(desk.passes(20), []);
    assert_eq!(desk.sees(20, Critical), []);
    assert_eq!(desk.passes(21), [Effect::Reminder(0)], "and that on the next day");
}
