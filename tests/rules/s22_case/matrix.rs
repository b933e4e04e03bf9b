//! Every step from every status: which are in turn, and which are refused for it.

use guanxi::casework::{CaseError, CaseStatus, CaseStep, Closing, EpisodeError, Input};
use guanxi::handling::HandlingAct;
use guanxi::warning::Level::Warning;

use super::{handled, reopened, resolved};
use crate::s22_given::{
    Desk, accept, assign, cancel, cause, complete, d, dismiss, plan, reset, shelve, t, who,
    withdraw,
};

const ON: i32 = 3;

/// A warning that stands where the name says, three days after it was raised.
#[track_caller]
fn standing(status: &str) -> Desk {
    let mut desk = match status {
        "new" | "acknowledged" | "investigating" | "cause known" => Desk::raised(Warning),
        "handling" | "risk accepted" => handled(Warning),
        "resolved" => resolved(Warning),
        "reopened" => reopened(Warning),
        other => panic!("{other}"),
    };
    match status {
        "acknowledged" => desk.does_all(2, [CaseStep::Acknowledge]),
        "investigating" => desk.does_all(2, [CaseStep::Investigate]),
        "cause known" => desk.does_all(2, [CaseStep::Investigate, cause("competitor")]),
        "risk accepted" => desk.does_all(2, [accept(40)]),
        _ => {}
    }
    desk
}

const STATUSES: [(&str, CaseStatus); 7] = [
    ("new", CaseStatus::New),
    ("reopened", CaseStatus::Reopened),
    ("acknowledged", CaseStatus::Acknowledged),
    ("investigating", CaseStatus::Investigating),
    ("cause known", CaseStatus::CauseKnown),
    ("handling", CaseStatus::Handling),
    ("resolved", CaseStatus::Resolved),
];

#[test]
fn every_step_is_in_turn_exactly_where_the_table_says() {
    // new, reopened, acknowledged, investigating, cause known, handling, resolved, risk accepted
    let rows: [(CaseStep, &str); 15] = [
        (assign("Sun"), "xxxxxxxx"),
        (CaseStep::Acknowledge, "xx......"),
        (CaseStep::Investigate, "xxx....."),
        (cause("stock_out"), "...xxx.."),
        (plan("offer"), "....xx.."),
        (complete(0), ".....x.."),
        (cancel(0), ".....x.."),
        (CaseStep::Resolve, "....x..."),
        (reset(), "....xxx."),
        (dismiss(), "xxxx...."),
        (accept(9), "....xx.."),
        (shelve(9), "xxxxxxxx"),
        (CaseStep::Unshelve, "........"),
        (withdraw(), "xxxxxxxx"),
        (CaseStep::Close, "......x."),
    ];
    let accepted = ("risk accepted", CaseStatus::RiskAccepted(d(40)));
    for (step, row) in rows {
        for ((name, status), mark) in STATUSES.into_iter().chain([accepted]).zip(row.chars()) {
            let mut desk = standing(name);
            assert_eq!(desk.status(), status);
            let before = desk.episode.clone();
            let input = Input::Step { number: 99, by: who("Wang"), step: step.clone() };
            let outcome = desk.episode.apply(input, t(ON), &desk.policy);
            match outcome {
                Err(EpisodeError::Case(CaseError::OutOfTurn {
                    step: said,
                    status: at,
                    allowed,
                })) => {
                    assert_eq!((said, at), (step.name(), status));
                    assert!(step.act().is_none_or(|act| !allowed.contains(&act)), "{allowed:?}");
                    assert_eq!(mark, '.', "{} when {name}", step.name());
                    assert_eq!(desk.episode, before);
                }
                Err(_) | Ok(_) => assert_eq!(mark, 'x', "{} when {name}", step.name()),
            }
        }
    }
}

#[test]
fn no_step_is_taken_when_no_case_is_open() {
    let mut closed = Desk::raised(Warning);
    closed.does(1, dismiss());
    assert_eq!(closed.status(), CaseStatus::Closed(Closing::Dismissed));
    let never = Desk::new(guanxi::warning::Rule::Progress, closed.policy.clone());
    let steps = [
        assign("Sun"),
        CaseStep::Acknowledge,
        CaseStep::Investigate,
        cause("stock_out"),
        plan("offer"),
        complete(0),
        cancel(0),
        CaseStep::Resolve,
        reset(),
        dismiss(),
        accept(9),
        shelve(9),
        CaseStep::Unshelve,
        withdraw(),
        CaseStep::Close,
    ];
    for step in steps {
        for mut desk in [closed.clone(), never.clone()] {
            let name = step.name();
            assert_eq!(desk.refuses(ON, step.clone()), CaseError::NoCase { step: name });
        }
    }
}

#[test]
fn a_case_on_its_shelf_is_unshelved_and_not_shelved_again() {
    let mut desk = Desk::raised(Warning);
    desk.does(0, shelve(9));
    let at_most = [
        HandlingAct::Assign,
        HandlingAct::Acknowledge,
        HandlingAct::Investigate,
        HandlingAct::Dismiss,
        HandlingAct::Withdraw,
    ];
    let refuses = |desk: &mut Desk, step, allowed: HandlingAct| {
        let CaseError::OutOfTurn { status, allowed: acts, .. } = desk.refuses(1, step) else {
            panic!("in turn")
        };
        assert_eq!(status, CaseStatus::New);
        let (others, own): (Vec<_>, Vec<_>) = acts.iter().partition(|it| at_most.contains(it));
        assert_eq!((others, own), (at_most.to_vec(), vec![allowed]));
    };
    refuses(&mut desk, shelve(8), HandlingAct::Unshelve);
    desk.does(1, CaseStep::Unshelve);
    refuses(&mut desk, CaseStep::Unshelve, HandlingAct::Shelve);
}
