//! S22: a condition over time; every row of its table, every look that is refused.

use guanxi::casework::{
    Condition, ConditionChange, ConditionPolicy, ConditionPolicyDraft, ConditionStep, Evaluation,
    EvaluationError, MOfN, Phase, Timing,
};
use guanxi::warning::Level::{self, Critical, Warning, Watch};
use guanxi::warning::Levels;

use crate::given::{as_of, day};

fn policy(change: impl FnOnce(&mut ConditionPolicyDraft)) -> ConditionPolicy {
    let none = Timing::default();
    let mut draft = ConditionPolicyDraft {
        timing: Levels { watch: none, warning: none, critical: none },
        ..ConditionPolicyDraft::default()
    };
    change(&mut draft);
    ConditionPolicy::try_new(draft).unwrap()
}

fn timed(raise_after: u16, clear_after: u16) -> ConditionPolicy {
    policy(|it| it.timing.watch = Timing { raise_after, clear_after })
}

const NONE: Evaluation = Evaluation::at(None);

fn at(level: Level) -> Evaluation {
    Evaluation::at(Some(level))
}

/// Raises nothing and keeps a level: between the thresholds.
fn between(level: Level) -> Evaluation {
    Evaluation::Seen { raised: None, retained: Some(level) }
}

/// One look a day from 1 March 2026 on; what stands at the end and what changed on the way.
#[track_caller]
fn told(
    policy: &ConditionPolicy,
    looks: &[Evaluation],
) -> (Condition, Vec<(usize, ConditionChange)>) {
    let mut condition = Condition::default();
    let mut changes = Vec::new();
    for (place, look) in looks.iter().enumerate() {
        let t =
            guanxi::calendar::AsOf::new(day("2026-03-01").offset(i32::try_from(place).unwrap()));
        let number = u64::try_from(place).unwrap();
        let ConditionStep { condition: next, change } =
            condition.step(number, *look, t, policy).unwrap();
        condition = next;
        changes.extend(change.map(|change| (place, change)));
    }
    (condition, changes)
}

// The table

#[test]
fn a_level_that_needs_no_days_is_raised_at_once() {
    let (condition, changes) = told(&policy(|_| ()), &[at(Warning)]);
    assert_eq!(
        (condition.phase(), changes),
        (Phase::Raised(Warning), vec![(0, ConditionChange::Raised(Warning))])
    );
}

#[test]
fn a_level_is_pending_until_it_was_seen_for_its_days() {
    let by = timed(2, 0);
    assert_eq!(told(&by, &[at(Watch); 2]).0.phase(), Phase::Pending);
    let (condition, changes) = told(&by, &[at(Watch); 3]);
    assert_eq!(
        (condition.phase(), changes),
        (Phase::Raised(Watch), vec![(2, ConditionChange::Raised(Watch))])
    );
}

#[test]
fn a_break_while_pending_begins_anew_and_nobody_hears_of_it() {
    let by = timed(2, 0);
    assert_eq!(told(&by, &[at(Watch), NONE]).0.phase(), Phase::Clear);
    let looks = [at(Watch), at(Watch), NONE, at(Watch), at(Watch)];
    let (condition, changes) = told(&by, &looks);
    assert_eq!((condition.phase(), changes), (Phase::Pending, vec![]));
}

#[test]
fn enough_of_the_last_looks_raise_before_the_days_are_over() {
    let by = policy(|it| {
        it.timing.watch.raise_after = 90;
        it.hits = Some(MOfN { hits: 2, of: 3 });
    });
    let (_, changes) = told(&by, &[at(Watch), NONE, at(Watch)]);
    assert_eq!(changes, [(2, ConditionChange::Raised(Watch))]);
    let (condition, changes) = told(&by, &[at(Watch), NONE, NONE, at(Watch)]);
    assert_eq!((condition.phase(), changes), (Phase::Pending, vec![]), "two misses break it");
}

#[test]
fn a_higher_level_escalates_when_its_own_days_are_over() {
    let by = policy(|it| it.timing.warning.raise_after = 1);
    let (condition, changes) = told(&by, &[at(Watch), at(Warning), at(Warning)]);
    assert_eq!(condition.phase(), Phase::Raised(Warning));
    let escalated = ConditionChange::Escalated { from: Watch, to: Warning };
    assert_eq!(changes, [(0, ConditionChange::Raised(Watch)), (2, escalated)]);
}

#[test]
fn a_level_may_be_skipped_on_the_way_up() {
    let by = policy(|it| it.timing.watch.raise_after = 9);
    assert_eq!(told(&by, &[at(Critical)]).1, [(0, ConditionChange::Raised(Critical))]);
}

#[test]
fn between_the_thresholds_a_raised_condition_stays_and_a_clear_one_too() {
    let by = policy(|_| ());
    assert_eq!(told(&by, &[at(Watch), between(Watch)]).0.phase(), Phase::Raised(Watch));
    assert_eq!(told(&by, &[between(Watch)]).0.phase(), Phase::Clear);
}

#[test]
fn past_the_clearing_threshold_it_recovers_for_its_days() {
    let by = timed(0, 2);
    let (condition, changes) = told(&by, &[at(Watch), NONE, NONE]);
    assert_eq!((condition.phase(), changes.len()), (Phase::Recovering(Watch), 1));
    let (condition, changes) = told(&by, &[at(Watch), NONE, NONE, NONE]);
    assert_eq!(
        (condition.phase(), changes[1]),
        (Phase::Clear, (3, ConditionChange::Recovered(Watch)))
    );
}

#[test]
fn one_that_needs_no_days_clears_at_once() {
    let (condition, changes) = told(&policy(|_| ()), &[at(Watch), NONE]);
    assert_eq!(
        (condition.phase(), changes[1]),
        (Phase::Clear, (1, ConditionChange::Recovered(Watch)))
    );
}

#[test]
fn what_comes_back_while_it_recovers_is_no_news_and_is_counted() {
    let by = timed(0, 5);
    let (condition, changes) = told(&by, &[at(Watch), NONE, at(Watch), NONE, at(Watch)]);
    assert_eq!((condition.phase(), changes.len(), condition.flaps()), (Phase::Raised(Watch), 1, 2));
}

#[test]
fn between_the_thresholds_the_days_of_recovering_begin_anew() {
    let by = timed(0, 2);
    let looks = [at(Watch), NONE, NONE, between(Watch), NONE, NONE];
    let (condition, _) = told(&by, &looks);
    assert_eq!((condition.phase(), condition.flaps()), (Phase::Recovering(Watch), 0));
}

#[test]
fn a_level_falls_to_the_one_that_is_kept() {
    let by = policy(|it| it.timing.critical.clear_after = 1);
    let (condition, changes) = told(&by, &[at(Critical), at(Watch), at(Watch)]);
    assert_eq!(condition.phase(), Phase::Raised(Watch));
    assert_eq!(changes[1], (2, ConditionChange::DeEscalated { from: Critical, to: Watch }));
}

#[test]
fn what_is_not_known_changes_nothing_and_stops_the_days() {
    let by = timed(3, 3);
    let pending = [at(Watch), at(Watch), Evaluation::NoData, Evaluation::NoData, at(Watch)];
    assert_eq!(told(&by, &pending).0.phase(), Phase::Pending, "one day of three");
    let pending = [&pending[..], &[at(Watch), at(Watch)]].concat();
    assert_eq!(told(&by, &pending).0.phase(), Phase::Raised(Watch), "three days are known");
    let recovering =
        [&pending[..], &[NONE, Evaluation::Failed, Evaluation::NoData, Evaluation::Failed, NONE]]
            .concat();
    assert_eq!(
        told(&by, &recovering).0.phase(),
        Phase::Recovering(Watch),
        "nothing is resolved by silence"
    );
}

#[test]
fn data_is_stale_after_its_days_and_that_is_said_once() {
    let by = policy(|it| it.stale_after = 2);
    let looks =
        [at(Watch), Evaluation::NoData, Evaluation::NoData, Evaluation::NoData, Evaluation::NoData];
    let (condition, changes) = told(&by, &looks);
    assert!(condition.is_stale());
    assert_eq!(changes[1..], [(3, ConditionChange::Stale { since: day("2026-03-01") })]);
    let again = [&looks[..], &[at(Watch)]].concat();
    let (condition, changes) = told(&by, &again);
    assert!(!condition.is_stale());
    assert_eq!(changes.len(), 2, "still raised, so no news");
}

#[test]
fn a_latched_condition_is_cleared_by_hand_only() {
    let by = policy(|it| it.is_latched = true);
    let (condition, changes) = told(&by, &[at(Watch), NONE, NONE, at(Critical), NONE]);
    assert_eq!(condition.phase(), Phase::Raised(Critical));
    assert_eq!(changes.len(), 2, "raised, escalated, never cleared");
    assert_eq!(condition.reset().phase(), Phase::Clear);
    assert_eq!(Condition::default().reset(), Condition::default());
}

// Refusals

#[test]
fn the_same_evaluation_twice_changes_nothing() {
    let by = timed(0, 0);
    let t = as_of("2026-03-01");
    let once = Condition::default().step(7, at(Watch), t, &by).unwrap().condition;
    assert_eq!(
        once.step(7, at(Watch), t, &by),
        Ok(ConditionStep { condition: once, change: None })
    );
}

#[test]
fn c4_the_number_of_the_last_evaluation_is_none_of_another_day() {
    let by = timed(0, 0);
    let once = Condition::default().step(7, at(Watch), as_of("2026-03-01"), &by).unwrap().condition;
    let taken = once.step(7, at(Watch), as_of("2026-03-30"), &by).unwrap_err().to_string();
    let said = "evaluation 7 was taken on 2026-03-01, with other content than that of 2026-03-30: \
                it needs a number of its own";
    assert_eq!(taken, said);
}

#[test]
fn a_look_into_the_past_is_refused() {
    let by = timed(0, 0);
    let once = Condition::default().step(1, NONE, as_of("2026-03-02"), &by).unwrap().condition;
    let (on, last) = (day("2026-03-01"), day("2026-03-02"));
    let early = once.step(2, NONE, as_of("2026-03-01"), &by);
    assert_eq!(early, Err(EvaluationError::OutOfOrder { on, last }));
    assert!(once.step(2, NONE, as_of("2026-03-02"), &by).is_ok(), "another one of the day");
}

#[test]
fn a_look_that_keeps_less_than_it_raises_is_refused() {
    let look = Evaluation::Seen { raised: Some(Warning), retained: Some(Watch) };
    let refused =
        Condition::default().step(1, look, as_of("2026-03-02"), &timed(0, 0)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "an evaluation that raises warning retains at least that, was watch"
    );
    let look = Evaluation::Seen { raised: Some(Warning), retained: None };
    let refused =
        Condition::default().step(1, look, as_of("2026-03-02"), &timed(0, 0)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "an evaluation that raises warning retains at least that, was none"
    );
}

#[test]
fn a_policy_of_looks_that_cannot_be_is_refused() {
    let refused = |hits, of| {
        let draft = ConditionPolicyDraft {
            hits: Some(MOfN { hits, of }),
            ..ConditionPolicyDraft::default()
        };
        ConditionPolicy::try_new(draft).unwrap_err().to_string()
    };
    assert_eq!(refused(4, 3), "hits.hits must lie in 1..=3 (of), was 4");
    assert_eq!(
        refused(0, 33),
        "hits.of must lie in 1..=32, was 33; hits.hits must lie in 1..=33 (of), was 0"
    );
}
