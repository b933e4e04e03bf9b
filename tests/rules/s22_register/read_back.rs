//! A snapshot of a register is read back as it was written, and passes the same door.

use guanxi::calendar::AsOf;
use guanxi::casework::{
    CasePolicy, Episode, EpisodeError, Evaluation, EvaluationInContext, Event, Input, Phase,
    PolicyMatch, RaisedArm, Register, RegisterDelta, RegisterMark, RegisterSnapshot, SeenArms,
};
use guanxi::segment::Class;
use guanxi::warning::Level::Watch;
use guanxi::warning::{Arm, Level, Rule};
use serde_json::{Value, json};

use super::busy;
use crate::s22_given::{d, key_of, policy};

#[test]
fn a_snapshot_is_read_back_as_it_was_written() {
    let office = busy();
    let snapshot = office.saves();
    let text = serde_json::to_string(&snapshot).unwrap();
    let read: RegisterSnapshot = serde_json::from_str(&text).unwrap();
    assert_eq!(read, snapshot);
    let restored = Register::restore(read, &office.policy, key_of).unwrap();
    assert_eq!(restored.register, office.register);
    assert_eq!((restored.policy, restored.unresolved), (PolicyMatch::Same, Vec::new()));
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

/// What is said of a snapshot that was changed after it was written.
#[track_caller]
fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut value = serde_json::to_value(busy().saves()).unwrap();
    change(&mut value);
    serde_json::from_value::<RegisterSnapshot>(value).unwrap_err().to_string()
}

#[test]
fn a_register_of_a_newer_version_is_refused_by_its_number() {
    let newer = "the register is of version 3, this reads versions 1..=2";
    assert_eq!(refused(|it| it["version"] = json!(3)), newer);
    // Whatever else it has, and wherever its number stands.
    let text = r#"{"added":[7],"last":null,"version":3}"#;
    let error = serde_json::from_str::<RegisterSnapshot>(text).unwrap_err().to_string();
    assert!(error.starts_with(newer), "{error}");
    let none = "the register is of version 0, this reads versions 1..=2";
    assert_eq!(refused(|it| it["version"] = json!(0)), none);
    assert!(refused(|it| it["zest"] = json!(1)).starts_with("unknown field `zest`"));
    assert!(refused(|it| it["histories"] = json!([])).starts_with("unknown field `histories`"));
    let without = |name: &'static str| {
        refused(move |it| {
            it.as_object_mut().unwrap().remove(name);
        })
    };
    assert_eq!(without("mark"), "missing field `mark`");
    assert!(without("version").starts_with("unknown field"));
    let delta = busy().saves_since(RegisterMark::default());
    let mut delta = serde_json::to_value(delta).unwrap();
    delta["version"] = json!(3);
    let error = serde_json::from_value::<RegisterDelta>(delta).unwrap_err().to_string();
    assert_eq!(error, newer);
}

#[test]
fn a_snapshot_out_of_order_is_refused_with_its_place() {
    let twice = refused(|it| {
        let first = it["files"][0].clone();
        it["files"].as_array_mut().unwrap().push(first);
    });
    assert_eq!(twice, "C-0.episodes must stand in one file, stand in two");
    let rule_twice = refused(|it| {
        let episodes = it["files"][0]["episodes"].as_array_mut().unwrap();
        episodes.insert(0, episodes[0].clone());
    });
    assert_eq!(rule_twice, "C-0.episodes must have each rule once, in the order of rules");
    let early = refused(|it| it["files"][0]["episodes"][0]["trail"][1]["on"] = json!("2026-02-01"));
    assert_eq!(early, "C-0.debt.trail.1 must not be before 2026-03-03, was 2026-02-01");
    let late = refused(|it| it["files"][0]["episodes"][0]["last"] = json!("2026-03-01"));
    assert!(late.contains("C-0.debt.last must not be before the trail, was 2026-03-01"), "{late}");
}

#[test]
fn a_snapshot_with_a_step_that_nobody_could_take_is_refused_with_its_place() {
    let stranger = refused(|it| {
        let step = json!({ "step": "close" });
        it["files"][0]["episodes"][0]["trail"][1]["input"]["step"]["step"] = step;
    });
    let text = "C-0.debt.trail.1 must be in turn: cannot close a case that is new or closed";
    assert!(stranger.starts_with(text), "{stranger}");
    let again = refused(|it| {
        let trail = it["files"][0]["episodes"][2]["trail"].as_array_mut().unwrap();
        let step = trail.iter().position(|it| it["input"]["step"].is_object()).unwrap();
        trail.insert(step, trail[step].clone());
    });
    assert!(again.starts_with("C-0.loss.trail.3 must have a number of its own, was "), "{again}");
    let blank = refused(|it| {
        it["files"][0]["episodes"][0]["trail"][1]["input"]["step"]["step"]["why"] = json!(" ");
    });
    assert_eq!(
        blank,
        "C-0.debt.trail.1 must have its texts: to dismiss a case takes a reason, and that was blank"
    );
}

#[test]
fn a_snapshot_with_a_state_that_nothing_leads_to_is_refused_with_its_place() {
    let ordinal = refused(|it| it["files"][0]["episodes"][0]["ordinal"] = json!(7));
    assert!(ordinal.starts_with("C-0.debt.ordinal must be "), "{ordinal}");
    let open = refused(|it| {
        let handling = &mut it["files"][0]["episodes"][2]["case"]["handling"];
        handling["status"] = json!("resolved");
        handling["resolved"] = json!("2026-03-22");
    });
    assert_eq!(open, "C-0.loss.trail must lead to a case that is resolved");
    let streak = refused(|it| {
        let streaks = json!([[0, 0, 40], [0, 0, 0], [0, 0, 0]]);
        it["files"][0]["episodes"][0]["condition"]["streaks"] = streaks;
    });
    let text = "C-0.debt.condition.streaks.watch must count at most 32 evaluations, was 40";
    assert_eq!(streak, text);
}

#[test]
fn a_condition_that_is_kept_by_arms_of_another_rule_or_twice_by_one_is_refused_with_its_place() {
    let arm = |arm: &str| json!({ "arm": arm, "holds": ["holds", "none", "none"], "spoke": "2026-03-22" });
    let kept_by = |arms: Vec<Value>| {
        refused(move |it| it["files"][0]["episodes"][0]["condition"]["arms"] = json!(arms))
    };
    assert_eq!(
        kept_by(vec![arm("plan")]),
        "C-0.debt.condition.arms.plan must be an arm of debt, is one of progress"
    );
    assert_eq!(
        kept_by(vec![arm("ageing"), arm("ageing")]),
        "C-0.debt.condition.arms.ageing must stand once, stands twice"
    );
    assert_eq!(kept_by(vec![arm("ageing"); 5]), "a condition has at most 4 arms, had 5");
}

#[test]
fn a_condition_that_is_raised_without_an_evaluation_is_refused_with_its_place() {
    let without = refused(|it| {
        let condition = it["files"][0]["episodes"][2]["condition"].as_object_mut().unwrap();
        condition.remove("last");
        condition.remove("last_seen");
        it["files"][0]["episodes"][2]["last"] = json!("2026-03-22");
    });
    let text = "C-0.loss.condition.last must be there, the condition is warning";
    assert_eq!(without, text);
    let counting = refused(|it| {
        let streaks = json!([[4, 1, 1], [0, 0, 0], [0, 0, 0]]);
        it["files"][0]["episodes"][2]["condition"] = json!({ "streaks": streaks });
        it["files"][0]["episodes"][2]["last"] = json!("2026-03-22");
    });
    assert_eq!(counting, "C-0.loss.condition.last must be there, the condition is clear");
}

#[test]
fn an_arm_that_speaks_spoke_in_the_last_evaluation() {
    let spoke = |spoke: &'static str, voice: &'static str| {
        let arm = json!({ "arm": "ageing", "holds": ["holds", "none", "none"], "spoke": spoke, "voice": voice });
        let mut value = serde_json::to_value(busy().saves()).unwrap();
        value["files"][0]["episodes"][0]["condition"]["arms"] = json!([arm]);
        serde_json::from_value::<RegisterSnapshot>(value).map_err(|it| it.to_string())
    };
    for voice in ["spoke", "held_back"] {
        let text =
            "C-0.debt.condition.arms.ageing must be silent since it last spoke, on 2019-03-02";
        assert_eq!(spoke("2019-03-02", voice).unwrap_err(), text);
        assert!(spoke("2026-03-22", voice).is_ok());
    }
    assert!(spoke("2026-03-02", "silent").is_ok());
}

#[test]
fn a_case_whose_days_nothing_leads_to_is_refused_with_its_place() {
    let with = |path: &str, value: Value| {
        refused(|it| {
            let case = &mut it["files"][0]["episodes"][2]["case"];
            match path.split_once('.') {
                Some((part, field)) => case[part][field] = value,
                None => case[path] = value,
            }
        })
    };
    let day = |day: &str| json!(day);
    assert_eq!(
        with("handling.rests_since", day("2026-03-01")),
        "C-0.loss.case.rests must lie in 2026-03-02..=2026-03-22"
    );
    for early in ["2026-03-01", "2026-03-23"] {
        assert_eq!(
            with("taken_up", day(early)),
            format!("C-0.loss.case.taken_up must lie in 2026-03-02..=2026-03-22, was {early}")
        );
    }
    let far = day("+200000-01-01");
    let due = with("handling.due", json!([far, far, far]));
    for part in ["acknowledge", "cause", "remedy"] {
        assert!(due.contains(&format!("C-0.loss.case.due.{part} must be at most ")), "{due}");
    }
    let next = with("handling.next_reminder", far);
    assert!(next.starts_with("C-0.loss.case.next_reminder must be at most "), "{next}");
    let without = with("handling.status", json!("resolved"));
    assert!(without.starts_with("C-0.loss.case.resolved must be there, the case is resolved"));
}

#[test]
fn a_register_without_its_last_step_is_refused() {
    let none = "last must be there, customers have files";
    let content = refused(|it| it["last"] = json!(null));
    assert!(content.starts_with("unknown field `content`"), "{content}");
    let without = |it: &mut Value| {
        let fields = it.as_object_mut().unwrap();
        fields.remove("last");
        fields.remove("content");
    };
    assert_eq!(refused(without), none);
    let mut delta = serde_json::to_value(busy().saves_since(RegisterMark::default())).unwrap();
    without(&mut delta);
    let error = serde_json::from_value::<RegisterDelta>(delta).unwrap_err().to_string();
    assert_eq!(error, none);
}

#[test]
fn a_register_whose_silences_feeds_or_rates_contradict_themselves_is_refused_with_its_place() {
    assert_eq!(refused(|it| it["silent"] = json!([9])), "silent must name silences, 9 is none");
    let silence = |ended: &str| {
        let days = json!({ "monthly": { "from": 30, "to": 2 } });
        let silence = json!({ "days": days, "by": "Wang", "why": "stock-taking" });
        json!({ "silence": silence, "since": "2026-03-02", "ended": [ended, "Sun"] })
    };
    let early = refused(|it| it["silences"] = json!({ "7": silence("2026-03-01") }));
    let text = "silences.7.ended must not be before 2026-03-02 (since), was 2026-03-01";
    assert_eq!(early, text);
    let descending = refused(|it| {
        it["silences"] = json!({ "7": silence("2026-03-02"), "8": silence("2026-03-03") });
        it["silent"] = json!([8, 7]);
    });
    assert_eq!(descending, "silent must ascend");
    let twice = refused(|it| it["stale"] = json!(["sales", "sales"]));
    assert_eq!(twice, "stale must name each feed once");
    let rates = refused(|it| it["shares"]["debt"] = json!([[1, 1], [3, 2]]));
    assert_eq!(rates, "a step raises at most those that it judges, was 3 of 2");
}

#[test]
fn an_arm_of_another_rule_keeps_no_condition() {
    let mut episode = Episode::new(Rule::Debt);
    let raised = [RaisedArm { arm: Arm::Plan, level: Watch }];
    let days = [
        (0, Some(Level::Warning), SeenArms::of(Rule::Progress, &raised, &[])),
        (1, None, SeenArms::of(Rule::Progress, &[], &[Arm::Plan])),
        (30, None, SeenArms::of(Rule::Progress, &[], &[Arm::Plan])),
    ];
    for (evaluation, (on, level, arms)) in (1..).zip(days) {
        let seen = EvaluationInContext::new(Evaluation::at(level), Class::A);
        let seen = EvaluationInContext { arms, ..seen };
        let input = Input::Evaluation { evaluation, seen };
        episode.apply(input, AsOf::new(d(on)), &policy(|_| ())).unwrap();
    }
    assert_eq!(episode.condition().phase(), Phase::Clear);
}

#[test]
fn a_register_without_a_version_is_refused_with_its_place() {
    let read = |histories: Value| {
        let shares =
            json!({ "debt": [], "progress": [], "expense": [], "loss": [], "incident": [] });
        let value = json!({ "last": null, "stale": [], "shares": shares, "histories": histories });
        let snapshot: RegisterSnapshot = serde_json::from_value(value).unwrap();
        Register::restore(snapshot, &policy(|_| ()), key_of).unwrap_err().to_string()
    };
    let ill = json!({ "look": { "evaluation": 1, "seen": {
        "look": { "seen": { "raised": "watch", "kept": "watch" } },
        "class": "A", "inhibited_by": null, "is_boosted": false, "suggested": [],
    }}});
    let event =
        |input: &Value, on: &str| json!({ "input": input, "on": on, "until": on, "times": 1 });
    let first = event(&ill, "2026-03-02");
    assert_eq!(
        read(json!([[0, "debt", [first]], [0, "debt", [first]]])),
        "debt of the customer at position 0 has two trails"
    );
    let close = json!({ "step": { "number": 1, "by": "Wang", "step": { "step": "close" } } });
    assert_eq!(
        read(json!([[3, "loss", [first, event(&close, "2026-03-02")]]])),
        "loss of the customer at position 3: \
         at place 1 of a trail: cannot close a case that is new"
    );
    let seen = json!({ "step": { "number": 1, "by": "Wang", "step": { "step": "acknowledge" } } });
    assert_eq!(
        read(json!([[3, "loss", [first, event(&seen, "2026-03-01")]]])),
        "loss of the customer at position 3: \
         at place 1 of a trail: a step of 2026-03-01 cannot follow one of 2026-03-02"
    );
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
    let day = |times| Event { input: Input::AcceptBatch, on: d(0), until: d(0), times };
    refused(vec![day(2)]);
    let text = EpisodeError::Trail { place: 3 }.to_string();
    assert_eq!(text, "what stands at place 3 of a trail cannot have followed what stands before");
    let kept = Episode::replay(Rule::Debt, [told(0, 0, u32::MAX)], &by).unwrap();
    assert_eq!(kept.trail()[0].times, u32::MAX);
}
