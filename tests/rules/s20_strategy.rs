//! S10, S20: the next step of a collection by class, age and conduct.

use guanxi::credit::{
    CollectionStep, CollectionStrategy, CollectionStrategyDraft, ConductFacts, PaymentConduct,
    StrategyRow,
};
use guanxi::money::{Amount, Total};
use guanxi::receivable::PromiseStatus;
use guanxi::segment::Class;

fn total(yuan: i64) -> Total {
    Amount::from_minor(yuan * 100).to_total()
}

#[test]
fn every_class_and_conduct_has_a_step_at_every_age() {
    use CollectionStep as S;
    let strategy = CollectionStrategy::default();
    let rows = [
        (
            Class::A,
            PaymentConduct::Prompt,
            [S::Wait, S::Call, S::Visit, S::PaymentPlan, S::FormalDemand],
        ),
        (
            Class::B,
            PaymentConduct::Prompt,
            [S::Wait, S::Remind, S::Call, S::StopDelivery, S::LegalAction],
        ),
        (
            Class::C,
            PaymentConduct::Prompt,
            [S::Wait, S::Remind, S::Call, S::StopDelivery, S::LegalAction],
        ),
        (
            Class::A,
            PaymentConduct::Slow,
            [S::Remind, S::Call, S::Visit, S::PaymentPlan, S::FormalDemand],
        ),
        (
            Class::B,
            PaymentConduct::Slow,
            [S::Remind, S::Call, S::StopDelivery, S::FormalDemand, S::LegalAction],
        ),
        (
            Class::A,
            PaymentConduct::BrokenPromise,
            [S::Call, S::Visit, S::StopDelivery, S::FormalDemand, S::LegalAction],
        ),
        (
            Class::C,
            PaymentConduct::Disputing,
            [S::Clarify, S::Clarify, S::Clarify, S::Visit, S::FormalDemand],
        ),
    ];
    for (class, conduct, steps) in rows {
        let step = |days| strategy.next_step(class, conduct, days);
        assert_eq!([1, 8, 31, 61, 91].map(step), steps.map(Some), "{class} {conduct}");
        assert_eq!([7, 30, 60, 90, i32::MAX].map(step), steps.map(Some), "{class} {conduct}");
        assert_eq!([0, -1, i32::MIN].map(step), [None; 3], "nothing is overdue");
    }
}

#[test]
fn the_first_conduct_that_the_facts_show_decides() {
    let strategy = CollectionStrategy::default();
    let (kept, broken) = (Some(PromiseStatus::Kept), Some(PromiseStatus::Broken));
    let rows = [
        (100, 100, vec![broken], Some(99), PaymentConduct::Disputing),
        (100, 99, vec![kept, broken], Some(99), PaymentConduct::BrokenPromise),
        (100, 99, vec![kept, None], Some(10), PaymentConduct::Slow),
        (100, 99, vec![Some(PromiseStatus::Open)], Some(9), PaymentConduct::Prompt),
        (100, 0, vec![], None, PaymentConduct::Prompt),
        (0, 0, vec![], None, PaymentConduct::Prompt),
    ];
    for (overdue, disputed, promises, usual_days, expected) in rows {
        let (overdue, disputed_overdue) = (total(overdue), total(disputed));
        let facts = ConductFacts { overdue, disputed_overdue, promises: &promises, usual_days };
        assert_eq!(strategy.conduct(&facts), expected, "{facts:?}");
    }
}

#[test]
fn a_table_with_gaps_dead_rows_or_milder_steps_is_refused() {
    let row = |class, conduct, steps: &[CollectionStep]| {
        let steps = steps.to_vec();
        StrategyRow { class, conduct, steps }
    };
    let (call, wait) = (CollectionStep::Call, CollectionStep::Wait);
    let slow = Some(PaymentConduct::Slow);
    let draft = CollectionStrategyDraft {
        from_days: vec![1, 1],
        rows: vec![
            row(Some(Class::A), None, &[call, wait]),
            row(Some(Class::A), slow, &[wait, call]),
            row(Some(Class::B), None, &[wait]),
            row(None, slow, &[wait, wait]),
        ],
        ..Default::default()
    };
    assert_eq!(
        CollectionStrategy::try_new(draft).unwrap_err().to_string(),
        "from_days.1 must exceed 1, was 1; rows.0.steps must not become milder, were call, wait; \
         rows.1 must decide a cell, the rows before decide all of its cells; rows.2.steps must be \
         2, one for each age, were 1; rows must have one for each cell, C disputing had none; \
         rows must have one for each cell, C broken promise had none; rows must have one for each \
         cell, C prompt had none"
    );
    let late = CollectionStrategyDraft { from_days: vec![2, 3, 4, 5, 6], ..Default::default() };
    let late = CollectionStrategy::try_new(late).unwrap_err().to_string();
    assert_eq!(late, "from_days.0 must be 1, was 2");
    let none = CollectionStrategyDraft {
        from_days: vec![],
        rows: vec![row(None, None, &[])],
        ..Default::default()
    };
    let none = CollectionStrategy::try_new(none).unwrap_err().to_string();
    assert_eq!(none, "from_days must name at least one age, was empty");
}
