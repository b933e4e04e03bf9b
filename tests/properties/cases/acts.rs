//! Acts on an episode: evaluations, days and steps of people, sensible ones and any.

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    CasePolicy, CaseStep, Effect, Episode, EvaluationInContext, Input, RemedyOutcome,
};
use guanxi::warning::Rule;
use proptest::prelude::*;
use proptest::sample::select;

use super::observation;

/// An act that is tried; a number of days lies between one and the next.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Look(EvaluationInContext),
    Day,
    Accept,
    Reject,
    /// The first step that would be taken, from a number on; or the step of a number.
    Sensible(usize, i32),
    Any(usize, i32),
}

pub(crate) fn act() -> impl Strategy<Value = (i32, Act)> {
    let act = prop_oneof![
        8 => observation().prop_map(Act::Look),
        3 => Just(Act::Day),
        1 => Just(Act::Accept),
        1 => Just(Act::Reject),
        9 => (0_usize..1000, 0_i32..8).prop_map(|(which, days)| Act::Sensible(which, days)),
        3 => (0_usize..1000, 0_i32..8).prop_map(|(which, days)| Act::Any(which, days)),
    ];
    (prop_oneof![3 => Just(0), 3 => Just(1), 2 => 0_i32..8], act)
}

pub(crate) fn acts() -> impl Strategy<Value = Vec<(i32, Act)>> {
    prop::collection::vec(act(), 0..45)
}

pub(crate) fn rule() -> impl Strategy<Value = Rule> {
    select(vec![Rule::Progress, Rule::Loss])
}

/// Everything that somebody could do, by each of two people.
pub(crate) fn steps(on: Day, days: i32) -> Vec<(&'static str, CaseStep)> {
    let id = |code: &str| code.parse().unwrap();
    let cause = |code: &str, is_primary| CaseStep::RecordCause {
        cause: code.parse().unwrap(),
        evidence: vec!["a call".to_owned()],
        is_primary,
    };
    let (until, why) = (on.offset(days), || "so it is".to_owned());
    let requested_by = || "Wang".parse().unwrap();
    let plan = |due| CaseStep::PlanRemedy {
        remedy: "visit".parse().unwrap(),
        owner: "Wang".parse().unwrap(),
        due,
    };
    let done = |place| CaseStep::CompleteRemedy { place, outcome: RemedyOutcome::Improved };
    let lost = |place| CaseStep::CompleteRemedy { place, outcome: RemedyOutcome::Lost };
    let all = vec![
        CaseStep::Assign { to: id("Wang") },
        CaseStep::Acknowledge,
        CaseStep::Investigate,
        cause("competitor", false),
        cause("self_cleared", true),
        plan(None),
        plan(Some(until)),
        done(0),
        done(1),
        done(2),
        lost(0),
        lost(1),
        CaseStep::CancelRemedy { place: 0, why: why() },
        CaseStep::CancelRemedy { place: 1, why: why() },
        CaseStep::Resolve,
        CaseStep::Reset { why: why() },
        CaseStep::Dismiss { why: why(), requested_by: requested_by() },
        CaseStep::AcceptRisk { until, why: why(), requested_by: requested_by() },
        CaseStep::Shelve { until, is_once: days % 2 == 0, why: why() },
        CaseStep::Unshelve,
        CaseStep::Withdraw { why: why() },
        CaseStep::Close,
    ];
    all.into_iter().flat_map(|step| [("Wang", step.clone()), ("Qian", step)]).collect()
}

/// An episode to which everything was told that it takes.
pub(crate) struct Told {
    pub(crate) episode: Episode,
    pub(crate) number: u64,
    pub(crate) on: Day,
}

/// What was told, what it did, and the episode before.
pub(crate) struct Taken {
    pub(crate) before: Episode,
    pub(crate) input: Input,
    pub(crate) effects: Vec<Effect>,
}

impl Told {
    pub(crate) fn new(rule: Rule) -> Self {
        // A Thursday, so that rest days come soon.
        Self { episode: Episode::new(rule), number: 0, on: "2026-01-01".parse().unwrap() }
    }

    pub(crate) fn input(&self, act: &Act, policy: &CasePolicy) -> Input {
        let number = self.number;
        let input =
            |(by, step): (&str, CaseStep)| Input::Step { number, by: by.parse().unwrap(), step };
        match act {
            Act::Look(seen) => Input::Evaluation { evaluation: number, seen: seen.clone() },
            Act::Day => Input::Day,
            Act::Accept => Input::AcceptBatch,
            Act::Reject => Input::RejectBatch,
            Act::Any(which, days) => {
                let all = steps(self.on, *days);
                input(all[which % all.len()].clone())
            }
            Act::Sensible(which, days) => {
                let is_taken = |(by, step): &(&str, CaseStep)| {
                    let t = AsOf::new(self.on);
                    self.episode.check_step(step, &by.parse().unwrap(), t, policy).is_ok()
                };
                let mut all = steps(self.on, *days);
                let first = which % all.len();
                all.rotate_left(first);
                all.into_iter().find(is_taken).map_or(Input::Day, input)
            }
        }
    }

    /// Tells it; `None` where it is refused, and then nothing may have changed.
    pub(crate) fn tell(&mut self, (days, act): &(i32, Act), policy: &CasePolicy) -> Option<Taken> {
        self.on = self.on.offset(*days);
        self.number += 1;
        let (input, before) = (self.input(act, policy), self.episode.clone());
        let outcome = self.episode.apply(input.clone(), AsOf::new(self.on), policy);
        if let Input::Step { by, step, .. } = &input {
            let may = before.check_step(step, by, AsOf::new(self.on), policy);
            assert_eq!(may.err(), outcome.clone().err(), "asked before, it says the same");
        }
        if outcome.is_err() {
            assert_eq!(self.episode, before, "a step that is refused changes nothing");
        }
        outcome.ok().map(|effects| Taken { before, input, effects })
    }

    pub(crate) fn all(rule: Rule, acts: &[(i32, Act)], policy: &CasePolicy) -> Self {
        let mut told = Self::new(rule);
        for act in acts {
            told.tell(act, policy);
        }
        told
    }
}
