//! C3: deadlines that move with the days on a shelf and held back, and go by the calendar of today.

use guanxi::casework::{
    CasePolicy, CaseStep, Deadline, Effect, EvaluationInContext, Inhibitor, Source,
};
use guanxi::casework::{CasePolicyDraft, Evaluation};
use guanxi::segment::Class;
use guanxi::warning::Level::{self, Critical, Warning, Watch};

use crate::given::day;
use crate::s22_given::{Desk, FIRST, accept, cause, d, policy, shelve};

/// Days from the first, 2 March 2026, until each part is due.
#[track_caller]
fn due(desk: &Desk) -> [i32; 3] {
    Deadline::ALL.map(|it| desk.case().due(it).unwrap().days_since(day(FIRST)))
}

fn held(level: Level) -> EvaluationInContext {
    let by = Inhibitor::Influence(Source::VerifiedIncident {});
    let seen = EvaluationInContext::new(Evaluation::at(Some(level)), Class::A);
    EvaluationInContext { inhibited_by: Some(by), ..seen }
}

/// The deadlines that are missed from one day to another, with the day of each.
#[track_caller]
fn missed(desk: &mut Desk, from: i32, to: i32) -> Vec<(i32, Deadline)> {
    let missed = |(on, effect): (i32, Effect)| match effect {
        Effect::DeadlineMissed(deadline) => Some((on, deadline)),
        _ => None,
    };
    desk.passes_all(from, to).into_iter().filter_map(missed).collect()
}

fn calendar(change: impl FnOnce(&mut CasePolicyDraft)) -> CasePolicy {
    let rest = vec!["Sat".parse().unwrap(), "Sun".parse().unwrap()];
    policy(|it| {
        it.calendar.rest_days = rest;
        change(it);
    })
}

#[test]
fn c3_a_critical_of_2_march_on_a_shelf_up_to_the_6th_has_its_days_from_the_7th_on() {
    let mut desk = Desk::raised(Critical);
    assert_eq!(due(&desk), [1, 2, 5]);
    desk.does(0, shelve(4));
    assert_eq!(due(&desk), [5, 6, 9], "told as soon as the shelf is known");
    assert_eq!(missed(&mut desk, 1, 5), [], "nothing on the day after the shelf");
    assert_eq!(due(&desk), [5, 6, 9]);
    let all = [(6, Deadline::Acknowledge), (7, Deadline::Cause), (10, Deadline::Remedy)];
    assert_eq!(missed(&mut desk, 6, 10), all);
}

#[test]
fn c3_days_move_by_the_days_on_the_shelf_and_not_by_those_that_were_planned() {
    let mut desk = Desk::raised(Warning);
    assert_eq!(due(&desk), [2, 5, 10]);
    desk.does(2, shelve(9));
    assert_eq!(due(&desk), [10, 13, 18], "the day on which it is shelved is one on the shelf");
    desk.does(4, CaseStep::Unshelve);
    assert_eq!(desk.passes(4), []);
    assert_eq!(due(&desk), [4, 7, 12]);
    desk.does(4, shelve(9));
    desk.does(4, CaseStep::Unshelve);
    assert_eq!(due(&desk), [4, 7, 12], "a shelf of no day moves nothing");
    assert_eq!(missed(&mut desk, 5, 5), [(5, Deadline::Acknowledge)]);
}

#[test]
fn c3_what_is_held_back_for_18_days_has_its_days_afterwards() {
    let mut desk = Desk::raised(Critical);
    desk.observes(1, held(Critical));
    assert_eq!(missed(&mut desk, 1, 18), []);
    desk.sees(19, Critical);
    assert_eq!(due(&desk), [19, 20, 23], "its first day was the one on which it was held back");
    assert_eq!(missed(&mut desk, 19, 19), []);
    let all = [(20, Deadline::Acknowledge), (21, Deadline::Cause), (24, Deadline::Remedy)];
    assert_eq!(missed(&mut desk, 20, 24), all);
}

#[test]
fn c3_days_on_a_shelf_and_held_back_at_once_count_once() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(due(&desk), [5, 10, 20]);
    desk.does(2, shelve(6));
    desk.observes(4, held(Watch));
    desk.passes(7);
    desk.sees(9, Watch);
    assert_eq!(due(&desk), [12, 17, 27], "from 2 up to 8");
}

#[test]
fn c3_holidays_learnt_after_a_case_was_raised_move_its_days() {
    let mut desk = Desk::raised_by(Watch, calendar(|_| ()));
    assert_eq!(due(&desk), [7, 14, 28]);
    desk.policy = calendar(|it| it.calendar.holidays = (7..12).map(d).collect());
    assert_eq!(missed(&mut desk, 8, 14), []);
    assert_eq!(due(&desk), [14, 21, 35]);
    assert_eq!(missed(&mut desk, 15, 15), [(15, Deadline::Acknowledge)]);
    desk.policy = calendar(|it| it.calendar.worked_rest_days = [d(5), d(6)].into());
    assert_eq!(missed(&mut desk, 15, 15), [(15, Deadline::Cause)], "nearer than was known");
    assert_eq!(due(&desk), [14, 10, 24], "one that was told as missed stays");
}

#[test]
fn c3_one_told_as_missed_stays_missed_whatever_is_learnt() {
    let mut desk = Desk::raised_by(Critical, calendar(|_| ()));
    assert_eq!(missed(&mut desk, 1, 2), [(2, Deadline::Acknowledge)]);
    desk.policy = calendar(|it| it.calendar.holidays = (1..5).map(d).collect());
    assert_eq!(missed(&mut desk, 3, 8), []);
    assert_eq!((due(&desk), desk.case().urgency()), ([1, 8, 11], 1));
    assert_eq!(missed(&mut desk, 9, 9), [(9, Deadline::Cause)]);
}

#[test]
fn a_case_that_is_accepted_or_shelved_misses_nothing() {
    let mut desk = Desk::raised(Critical);
    desk.does_all(0, [CaseStep::Investigate, cause("competitor"), accept(30)]);
    assert_eq!(missed(&mut desk, 1, 30), []);
    desk.passes(31);
    assert_eq!(due(&desk), [32, 33, 36], "days of its own when the risk is over");
    let mut desk = Desk::raised(Critical);
    for first in [0, 6, 12] {
        desk.does(first, shelve(first + 5));
        assert_eq!(missed(&mut desk, first, first + 5), []);
    }
    assert_eq!(missed(&mut desk, 18, 18), []);
}

#[test]
fn a_rise_counts_its_days_from_the_rise_and_moves_with_them() {
    let mut desk = Desk::raised(Watch);
    desk.does(0, shelve(2));
    desk.passes(3);
    desk.sees(4, Critical);
    assert_eq!(due(&desk), [5, 6, 9]);
    desk.does(5, shelve(7));
    assert_eq!(due(&desk), [8, 9, 12]);
}

/// On its day the case is told as off the shelf, and nobody is reminded of it besides: reminders
/// begin anew.
#[test]
fn nobody_is_reminded_of_a_case_on_the_day_on_which_it_leaves_its_shelf() {
    let mut desk = Desk::raised(Critical);
    desk.passes(3);
    desk.does(3, shelve(5));
    let off = Effect::Unshelved(Some(Critical));
    assert_eq!(desk.passes(6), std::slice::from_ref(&off));
    assert!(desk.passes(7).contains(&Effect::Reminder(0)));
    // Looked at later than that.
    let mut desk = Desk::raised(Watch);
    desk.does(0, shelve(2));
    assert_eq!(desk.passes(5), [Effect::Unshelved(Some(Watch))]);
    assert_eq!(desk.passes(6), [Effect::Reminder(0)]);
}

#[test]
fn nobody_is_reminded_of_a_case_on_the_day_from_which_it_is_held_back_no_longer() {
    let mut desk = Desk::raised(Watch);
    assert_eq!(desk.sees(1, Watch), [Effect::Reminder(0)]);
    desk.observes(2, held(Watch));
    desk.observes(4, held(Watch));
    assert_eq!(desk.sees(5, Watch), [Effect::Released]);
    assert_eq!(desk.sees(6, Watch), [Effect::Reminder(1)], "the one before is not forgotten");
}
