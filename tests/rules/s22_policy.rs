//! C2: a policy of cases that states a part keeps every other default, at every level of nesting.
#![cfg(feature = "serde")]

use guanxi::casework::{
    CasePolicy, CasePolicyDraft, ConditionPolicy, ConditionPolicyDraft, MOfN, Taxonomy,
};
use guanxi::warning::Rule;

#[track_caller]
fn read(text: &str) -> CasePolicyDraft {
    toml::from_str::<CasePolicy>(text).unwrap().into_draft()
}

#[track_caller]
fn usual(change: impl FnOnce(&mut CasePolicyDraft)) -> CasePolicyDraft {
    let mut draft = CasePolicyDraft::default();
    change(&mut draft);
    draft
}

#[test]
fn c2_a_file_that_states_only_the_timing_of_progress_keeps_that_of_debt_and_loss() {
    let stated = read("[conditions.progress.timing.watch]\nraise_after = 3");
    assert_eq!(stated, usual(|it| it.conditions.progress.timing.watch.raise_after = 3));
    assert_eq!(stated.conditions.debt.timing.watch.raise_after, 2);
    let at_once = [Rule::Loss, Rule::Incident]
        .map(|rule| stated.conditions.get(rule).timing.critical.clear_after);
    assert_eq!(at_once, [0, 0]);
}

#[test]
fn c2_what_is_left_out_of_a_rule_a_level_or_a_pair_of_days_keeps_its_default() {
    let rows: [(&str, CasePolicyDraft); 10] = [
        ("[conditions.debt]\nstale_after = 9", usual(|it| it.conditions.debt.stale_after = 9)),
        ("[conditions.loss]\nis_latched = true", usual(|it| it.conditions.loss.is_latched = true)),
        (
            "[conditions.debt]\nhits = { hits = 2, of = 3 }",
            usual(|it| it.conditions.debt.hits = Some(MOfN { hits: 2, of: 3 })),
        ),
        (
            "[conditions.debt.timing]\ncritical = { clear_after = 20 }",
            usual(|it| it.conditions.debt.timing.critical.clear_after = 20),
        ),
        ("[deadlines.A.critical]\ncause = 3", usual(|it| it.deadlines.a.critical.cause = 3)),
        ("[deadlines.C]\nwatch = { remedy = 50 }", usual(|it| it.deadlines.c.watch.remedy = 50)),
        ("[shelf_days]\nwarning = 7", usual(|it| it.shelf_days.warning = 7)),
        (
            "[taxonomy.loss]\ncauses = [\"moved\", \"competitor\", \"incident\", \"supplier_hold\"]",
            usual(|it| {
                let codes = ["moved", "competitor", "incident", "supplier_hold"];
                it.taxonomy.loss.causes = codes.map(|code| code.parse().unwrap()).into();
            }),
        ),
        ("[breaker]\nfewest_steps = 5", usual(|it| it.flood_guard.fewest_steps = 5)),
        ("[flood_guard]\nfewest_steps = 5", usual(|it| it.flood_guard.fewest_steps = 5)),
    ];
    for (text, wanted) in rows {
        assert_eq!(read(text), wanted, "{text}");
    }
    assert_eq!(read("[conditions]\n[deadlines.B]\n[taxonomy]"), CasePolicyDraft::default());
}

#[test]
fn c2_a_rule_whose_remedies_are_stated_keeps_its_causes() {
    let stated = read("[[taxonomy.debt.remedies]]\ncode = \"call\"\ndue_days = 1");
    assert_eq!(stated.taxonomy.debt.causes, Taxonomy::usual(Rule::Debt).causes);
    assert_eq!(stated.taxonomy.debt.remedies.len(), 1);
    assert_eq!(stated.taxonomy.loss, Taxonomy::usual(Rule::Loss));
}

#[test]
fn c2_what_is_not_known_is_refused_at_every_level() {
    let rows = [
        "[conditions.sales]\nstale_after = 1",
        "[conditions.debt]\ntimings = 1",
        "[conditions.debt.timing.grave]\nraise_after = 1",
        "[conditions.debt.timing.watch]\nraise = 1",
        "[deadlines.D.watch]\ncause = 1",
        "[deadlines.A.watch]\nanswer = 1",
        "[shelf_days]\ngrave = 1",
        "[taxonomy.debt]\ncures = []",
    ];
    for text in rows {
        let error = toml::from_str::<CasePolicy>(text).unwrap_err().to_string();
        assert!(error.contains("unknown field"), "{text}: {error}");
    }
}

#[test]
fn a_whole_policy_is_read_as_it_was_written() {
    let draft = usual(|it| {
        it.conditions.loss.hits = Some(MOfN { hits: 1, of: 2 });
        it.silent_days = 30;
        it.shelf_days.watch = 1;
    });
    let policy = CasePolicy::try_new(draft).unwrap();
    let text = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<CasePolicy>(&text).unwrap(), policy);
}

/// A policy of one condition that is read by itself.
#[test]
fn c2_a_condition_alone_that_states_a_part_keeps_every_other_default() {
    let usual = |change: fn(&mut ConditionPolicyDraft)| {
        let mut draft = ConditionPolicyDraft::default();
        change(&mut draft);
        draft
    };
    let rows = [
        ("", usual(|_| ())),
        ("[timing.watch]\nraise_after = 3", usual(|it| it.timing.watch.raise_after = 3)),
        (
            "[timing]\ncritical = { clear_after = 2 }",
            usual(|it| it.timing.critical.clear_after = 2),
        ),
        ("[timing]", usual(|_| ())),
        ("is_latched = true", usual(|it| it.is_latched = true)),
        ("hits = { hits = 2, of = 3 }", usual(|it| it.hits = Some(MOfN { hits: 2, of: 3 }))),
    ];
    for (text, wanted) in rows {
        let read = toml::from_str::<ConditionPolicy>(text).unwrap();
        assert_eq!(read.into_draft(), wanted, "{text}");
    }
    for text in ["[timing.grave]\nraise_after = 1", "[timing.watch]\nraise = 1", "timings = 1"] {
        let error = toml::from_str::<ConditionPolicy>(text).unwrap_err().to_string();
        assert!(error.contains("unknown field"), "{text}: {error}");
    }
    let whole = usual(|it| it.hits = Some(MOfN { hits: 1, of: 2 }));
    let text = serde_json::to_string(&whole).unwrap();
    assert_eq!(serde_json::from_str::<ConditionPolicyDraft>(&text).unwrap(), whole);
}
