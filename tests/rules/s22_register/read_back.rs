//! A snapshot of a register is read back as it was written, and passes the same door.

use guanxi::casework::{
    CasePolicy, Episode, EpisodeError, Evaluation, EvaluationInContext, Event, Input, Register,
    RegisterSnapshot,
};
use guanxi::segment::Class;
use guanxi::warning::Level::Watch;
use guanxi::warning::Rule;
use serde_json::{Value, json};

use super::busy;
use crate::s22_given::{d, policy};

#[test]
fn a_snapshot_is_read_back_as_it_was_written() {
    let office = busy();
    let snapshot = office.register.snapshot();
    let text = serde_json::to_string(&snapshot).unwrap();
    let read: RegisterSnapshot = serde_json::from_str(&text).unwrap();
    assert_eq!(read, snapshot);
    assert_eq!(Register::restore(read, &office.policy), Ok(office.register));
}

#[test]
fn a_policy_of_cases_is_read_back_as_it_was_written() {
    for by in [CasePolicy::default(), policy(|it| it.conditions.incident.is_latched = true)] {
        let text = serde_json::to_string(&by).unwrap();
        assert_eq!(serde_json::from_str::<CasePolicy>(&text).unwrap(), by);
        let text = toml::to_string(&by).unwrap();
        assert_eq!(toml::from_str::<CasePolicy>(&text).unwrap(), by, "{text}");
    }
    assert_eq!(toml::from_str::<CasePolicy>("").unwrap(), CasePolicy::default());
    let twice = toml::from_str::<CasePolicy>("open_days = 0\nzest = 1").unwrap_err().to_string();
    assert!(twice.contains("unknown field `zest`"), "{twice}");
    let none = toml::from_str::<CasePolicy>("open_days = 0").unwrap_err().to_string();
    assert!(none.contains("open_days must be at least 1, was 0"), "{none}");
}

#[track_caller]
fn restored(change: impl FnOnce(&mut Value)) -> Result<Register, EpisodeError> {
    let office = busy();
    let mut value = serde_json::to_value(office.register.snapshot()).unwrap();
    change(&mut value);
    Register::restore(serde_json::from_value(value).unwrap(), &office.policy)
}

#[test]
fn a_snapshot_that_was_tampered_with_is_refused() {
    let refused = |change: fn(&mut Value)| restored(change).unwrap_err().to_string();
    let twice = refused(|it| {
        let first = it["histories"][0].clone();
        it["histories"].as_array_mut().unwrap().push(first);
    });
    assert_eq!(twice, "debt of the customer at position 0 has two histories");
    let early = refused(|it| it["histories"][0][2][1]["on"] = json!("2026-02-01"));
    assert!(early.contains("cannot have followed") || early.contains("cannot follow"), "{early}");
    let stranger = refused(|it| {
        it["histories"][0][2].as_array_mut().unwrap().remove(0);
    });
    assert_eq!(stranger, "cannot dismiss a case: none is open");
}

fn told(on: i32, until: i32, times: u32) -> Event {
    let seen = EvaluationInContext::new(Evaluation::at(Some(Watch)), Class::A);
    Event { input: Input::Evaluation { evaluation: 7, seen }, on: d(on), until: d(until), times }
}

#[test]
fn a_history_that_no_episode_has_kept_is_refused() {
    let by = policy(|_| ());
    let refused = |history: Vec<Event>| {
        let place = history.len() - 1;
        let wanted = EpisodeError::Trail { place };
        assert_eq!(Episode::replay(Rule::Debt, history, &by), Err(wanted));
    };
    refused(vec![told(0, 0, 0)]);
    refused(vec![told(0, 1, 1)]);
    refused(vec![told(1, 0, 2)]);
    refused(vec![told(0, 0, 1), told(1, 1, 1)]);
    // Somebody was reminded in between: that is not kept as one.
    refused(vec![told(0, 30, 2)]);
    let day = |times| Event { input: Input::AcceptBatch, on: d(0), until: d(0), times };
    refused(vec![day(2)]);
    let text = EpisodeError::Trail { place: 3 }.to_string();
    assert_eq!(text, "what stands at place 3 of a history cannot have followed what stands before");
    assert!(Episode::replay(Rule::Debt, [told(0, 0, u32::MAX)], &by).is_ok());
}
