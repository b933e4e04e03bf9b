use std::collections::BTreeSet;

use super::episode::Episode;
use super::event::{Event, Input};
use super::stages::PossibleStages;
use super::state::EpisodeState;
use crate::calendar::Day;
use crate::casework::case::{Case, check_case};
use crate::casework::condition::check_condition;
use crate::engine::index;
use crate::handling::HandlingStage;
use crate::valid::Violations;

/// Adds a violation for each part of an episode to which no inputs lead, whatever the policy said:
/// a trail out of order, a step out of turn, a state that contradicts itself.
pub(crate) fn check_episode(it: &Episode, found: &mut Violations) {
    check_state(&it.state, found);
    check_closed(it, found);
    check_trail(it, found);
}

/// Checks the state by itself.
pub(super) fn check_state(state: &EpisodeState, found: &mut Violations) {
    let (condition, last) = (&state.condition, state.last);
    found.within("condition", |found| check_condition(condition, state.rule, last, found));
    if let Some(case) = &state.case {
        let last = state.last.unwrap_or(Day::MIN);
        found.within("case", |found| check_case(case, last, found));
    }
    if let (Some(since), last) = (state.clear_since, state.last)
        && Some(since) > last
    {
        found.add("clear_since", format!("must not be after the last input, was {since}"));
    }
}

/// Checks the closed cases: all but the open one, each closed no earlier than the one before.
fn check_closed(it: &Episode, found: &mut Violations) {
    let state = &it.state;
    let mut before: Option<Day> = None;
    for (closed, number) in state.closed.iter().zip(1_u32..) {
        let path = format!("closed.{}", closed.ordinal);
        if closed.ordinal != number {
            found.add(&path, format!("must have the number {number}"));
        }
        if closed.closed < closed.opened || Some(closed.opened) < before {
            let (opened, closed) = (closed.opened, closed.closed);
            found.add(&path, format!("must follow the case before, was {opened} to {closed}"));
        }
        if Some(closed.closed) > state.last {
            let problem = format!("must not be after the last input, was {}", closed.closed);
            found.add(&path, problem);
        }
        before = Some(closed.closed);
    }
    let is_open = it.open_case().is_some();
    let count = state.closed.iter().fold(u32::from(is_open), |count, _| next(count));
    if state.ordinal != count {
        found.add("ordinal", format!("must be {count}, was {}", state.ordinal));
    }
    let (closed, forgotten) = (state.closed.len(), index(it.forgotten));
    if state.case.is_none() && forgotten < closed {
        found.add("case", format!("must be there, {forgotten} of {closed} are forgotten"));
    }
    if forgotten > closed {
        found.add("forgotten", format!("must be at most {closed}, was {forgotten}"));
    }
}

/// The next number, up to the greatest.
const fn next(count: u32) -> u32 {
    match count.checked_add(1) {
        Some(next) => next,
        None => count,
    }
}

fn check_trail(it: &Episode, found: &mut Violations) {
    if !it.forgotten_steps.is_sorted_by(|a, b| a < b) {
        found.add("forgotten_steps", "must ascend".to_owned());
    }
    let mut numbers: BTreeSet<u64> = it.forgotten_steps.iter().copied().collect();
    let mut stages = PossibleStages::at_first(it.forgotten == 0 && it.forgotten_steps.is_empty());
    let mut before: Option<Day> = None;
    for (place, event) in it.trail.iter().enumerate() {
        let path = format!("trail.{place}");
        check_event(event, before, &path, found);
        if let Input::Step { number, step, .. } = &event.input {
            if !numbers.insert(*number) {
                found.add(&path, format!("must have a number of its own, was {number}"));
            }
            if let Err(problem) = step.check_texts() {
                found.add(&path, format!("must have its texts: {problem}"));
            }
        }
        stages = stages.after(event, &path, found);
        before = Some(event.until);
    }
    if before > it.state.last {
        let last = it.state.last.map_or_else(|| "none".to_owned(), |it| it.to_string());
        found.add("last", format!("must not be before the trail, was {last}"));
    }
    let stage = it.case().map_or(HandlingStage::Closed, |it: &Case| it.handling().stage());
    if !stages.contains(stage) {
        found.add("trail", format!("must lead to a case that is {stage}"));
    }
}

/// Checks the days of an entry.
fn check_event(event: &Event, before: Option<Day>, path: &str, found: &mut Violations) {
    let Event { on, until, times, .. } = *event;
    if let Some(before) = before.filter(|before| on < *before) {
        found.add(path, format!("must not be before {before}, was {on}"));
    }
    let is_alone = times == 1;
    if until < on || times == 0 || (is_alone && until != on) {
        found.add(path, format!("must not come {times} times from {on} to {until}"));
    }
}
