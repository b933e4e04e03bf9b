//! C3: deadlines of a case that lies on shelves, is held back, and whose holidays are learnt later.

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    CasePolicy, CasePolicyDraft, CaseStep, Deadline, Effect, Episode, Evaluation,
    EvaluationInContext, Inhibitor, Input, Source,
};
use guanxi::segment::Class;
use guanxi::warning::{Level, Rule};
use proptest::prelude::*;

/// A day: whether the warning is held back, what is done about its shelf, and a holiday that is
/// learnt, some days later or earlier.
#[derive(Debug, Clone)]
struct OneDay {
    is_held: bool,
    shelve: Option<i32>,
    unshelve: bool,
    learnt: Option<i32>,
}

fn days() -> impl Strategy<Value = Vec<OneDay>> {
    let shelve = prop::option::weighted(0.15, 0_i32..9);
    let learnt = prop::option::weighted(0.2, -5_i32..9);
    let day = (prop::bool::weighted(0.2), shelve, prop::bool::weighted(0.1), learnt);
    let day = day.prop_map(|(is_held, shelve, unshelve, learnt)| OneDay {
        is_held,
        shelve,
        unshelve,
        learnt,
    });
    prop::collection::vec(day, 1..60)
}

fn as_missed(effect: &Effect) -> Option<Deadline> {
    match effect {
        Effect::DeadlineMissed(deadline) => Some(*deadline),
        _ => None,
    }
}

fn policy(holidays: &[Day]) -> CasePolicy {
    let mut draft = CasePolicyDraft::default();
    draft.calendar.rest_days = vec!["Sun".parse().unwrap()];
    draft.calendar.holidays = holidays.iter().copied().collect();
    CasePolicy::try_new(draft).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A deadline of n days is missed once, on the first day on which the case may be worked on,
    /// and before which n days have passed that are worked by the calendar of today and on which
    /// it lay on no shelf and was not held back.
    #[test]
    fn a_deadline_counts_the_days_on_which_a_case_can_be_worked_on(all in days()) {
        let first: Day = "2026-03-02".parse().unwrap();
        let (mut holidays, mut number) = (Vec::new(), 0);
        let mut episode = Episode::new(Rule::Progress);
        let by = Inhibitor::Influence(Source::VerifiedIncident {});
        let mut shelf: Option<Day> = None;
        let mut rests: Vec<Day> = Vec::new();
        let mut missed: Vec<Deadline> = Vec::new();
        let mut look = |episode: &mut Episode, on: Day, is_held: bool, policy: &CasePolicy| {
            number += 1;
            let seen = EvaluationInContext::new(Evaluation::at(Some(Level::Warning)), Class::B);
            let seen = EvaluationInContext { inhibited_by: is_held.then_some(by), ..seen };
            episode.apply(Input::Evaluation { evaluation: number, seen }, AsOf::new(on), policy).unwrap()
        };
        look(&mut episode, first, false, &policy(&holidays));
        for (one, on) in all.iter().zip(1..).map(|(one, days)| (one, first.offset(days))) {
            holidays.extend(one.learnt.map(|days| on.offset(days)));
            let policy = policy(&holidays);
            shelf = shelf.filter(|until| on <= *until);
            let may_work = !one.is_held && shelf.is_none();
            let told: Vec<Deadline> = look(&mut episode, on, one.is_held, &policy)
                .iter()
                .filter_map(as_missed)
                .collect();
            let before = (1..on.days_since(first)).map(|days| first.offset(days));
            let counted = before.filter(|it| policy.calendar.is_worked(*it) && !rests.contains(it)).count();
            let is_late = |it: &Deadline| counted >= usize::from(policy.deadlines.b.warning.get(*it));
            let late = Deadline::ALL.into_iter().filter(|it| may_work && is_late(it) && !missed.contains(it));
            prop_assert_eq!(&told, &late.collect::<Vec<_>>(), "{} {}", on, counted);
            missed.extend(told);

            let mut does = |number: u64, step: CaseStep| {
                let input = Input::Step { number, by: "Wang".parse().unwrap(), step };
                let told = episode.apply(input, AsOf::new(on), &policy).unwrap();
                // Off its shelf it is late at once, where it was so before.
                for deadline in told.iter().filter_map(as_missed) {
                    assert!(is_late(&deadline) && !missed.contains(&deadline), "{on} {counted}");
                    missed.push(deadline);
                }
            };
            let place = u64::try_from(on.days_since(first)).unwrap();
            if one.unshelve && shelf.take().is_some() {
                does(2 * place, CaseStep::Unshelve);
            }
            if let (Some(days), None) = (one.shelve, shelf) {
                let until = on.offset(days);
                does(2 * place + 1, CaseStep::Shelve { until, is_once: false, why: "leave".to_owned() });
                shelf = Some(until);
            }
            if one.is_held || shelf.is_some() {
                rests.push(on);
            }
        }
    }
}
