//! Problems of a policy file that must not hide each other, and must not be told where they only
//! follow from another one.

use guanxi::policy::Policy;

#[track_caller]
fn told(text: &str, expected: &[&str]) {
    let problems = Policy::from_toml(text).unwrap_err();
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn a_list_of_a_fixed_length_has_no_item_too_many() {
    told(
        "[incident]\nby_impact = [\"watch\", \"watch\", \"warning\", \"critical\", \"oops\"]",
        &["line 2, column 55: incident.by_impact.4: is one item too many, the list has 4"],
    );
    told(
        "[rfm]\nrecency = [30, 60, 120, 240, 999]",
        &["line 2, column 30: rfm.recency.4: is one item too many, the list has 4"],
    );
    told(
        "[rfm]\nrecency = [30, 60, 120, 240, 999, 1000]",
        &[
            "line 2, column 30: rfm.recency.4: is one item too many, the list has 4",
            "line 2, column 35: rfm.recency.5: is one item too many, the list has 4",
        ],
    );
    told(
        "[incident]\nby_impact = [\"watch\", \"warning\", \"critical\"]",
        &["line 2, column 13: incident.by_impact: must be a list of 4, had 3"],
    );
}

#[test]
fn a_key_that_names_a_kind_elsewhere_is_one_problem_where_it_is_unknown() {
    told(
        "kind = \"x\"\n[debt]\nhorizon_days = 70000\nby = 1",
        &[
            "line 1, column 8: kind: is no field of a policy",
            "line 3, column 16: debt.horizon_days: must be a whole number in 0..=65535, was 70000",
            "line 4, column 6: debt.by: is no field of a policy (known here: utilisation, ageing, \
             overdue_tolerance, small_change, without_limit, horizon_days, disputed, bills, off)",
        ],
    );
}

#[test]
fn a_method_that_is_misspelt_is_the_one_problem_of_its_table() {
    told(
        "[loss.silence]\nmethod = \"fixd_days\"\n\
         days_above = { watch = 60, warning = 90, critical = 120 }",
        &["line 2, column 10: loss.silence.method: must be one of probability, alive, cadence, \
           fixed_days, was \"fixd_days\" (did you mean fixed_days?)"],
    );
}

#[test]
fn a_rule_is_not_broken_by_a_value_that_stands_for_a_refused_one() {
    // The clearing threshold would lie above the raising one of the preset.
    told(
        "[debt.utilisation]\nraise.watch = 90\nclear.watch = \"85%\"",
        &["line 2, column 15: debt.utilisation.raise.watch: must be a ratio such as \"80%\", \
           was 90"],
    );
    // The steps of the preset would be one more than the days.
    told(
        "[collection]\nfrom_days = [1, \"8\", 31, 61, 91]",
        &["line 2, column 17: collection.from_days.1: must be a whole number in 0..=65535, \
           was \"8\""],
    );
    // The second of two levels would be the first.
    told(
        "[[dunning.levels]]\nafter_days = \"x\"\ndays_since_last = 5\n\
         [[dunning.levels]]\nafter_days = 15\ndays_since_last = 5\n\
         [[dunning.levels]]\nafter_days = 15\ndays_since_last = 5",
        &["line 2, column 14: dunning.levels.0.after_days: must be a whole number in 0..=65535, \
           was \"x\""],
    );
    // Rates of a grade whose name is a number.
    told(
        "[allowance.by_grade]\n1 = [\"1%\", \"2%\", \"x\", \"4%\", \"5%\", \"100%\"]",
        &["line 2, column 18: allowance.by_grade.1.2: a ratio is written with a percent sign, as \
           \"80%\", was \"x\""],
    );
    // The first window would be that of the preset.
    told(
        "[returns]\nwindow_a = \"90\"\nwindow_b = 75",
        &["line 2, column 12: returns.window_a: must be a whole number in 0..=65535, was \"90\""],
    );
    // By the preset that is meant it may be right.
    told(
        "preset = \"quite\"\n[debt.ageing]\nwatch = 20",
        &[
            "line 1, column 10: preset: a preset is one of standard, cautious, quiet, was \"quite\" \
           (did you mean quiet?)",
        ],
    );
}

#[test]
fn a_rule_that_a_table_breaks_by_itself_is_told_beside_a_refused_value() {
    told(
        "[debt]\nhorizon_days = 70000\n[debt.ageing]\nwatch = 20\nwarning = 15",
        &[
            "line 2, column 16: debt.horizon_days: must be a whole number in 0..=65535, was 70000",
            "line 3, column 1: debt.ageing: must rise from watch to critical, was 20, 15, 30",
        ],
    );
}

#[test]
fn the_place_of_a_rule_is_that_of_its_row() {
    told(
        "[[release.roles]]\nname = \"clerk\"\nceiling = \"5000\"\n\
         [[release.roles]]\nname = \"chief\"\nceiling = \"4000\"",
        &["line 6, column 11: release.roles.1.ceiling: must exceed that of clerk, the \
           role before"],
    );
}

#[test]
fn the_key_of_a_file_that_is_misspelt_is_known() {
    told(
        "prset = \"quiet\"",
        &["line 1, column 9: prset: is no field of a policy (did you mean preset?)"],
    );
    told(
        "[[tests]]\nname = \"a\"",
        &["line 1, column 1: tests: is no field of a policy (did you mean test?)"],
    );
}

#[test]
fn a_source_of_an_influence_has_its_own_fields_only() {
    told(
        "[[cases.influences]]\nsource = { when = \"verified_incident\", from = \"critical\" }\n\
         target = \"debt\"\nsway = \"boost\"",
        &[
            "line 2, column 47: cases.influences.0.source.from: is no field of a policy (known here: \
           when)",
        ],
    );
}

#[test]
fn numbers_that_no_policy_has_are_refused_in_words() {
    told(
        "[loss.silence]\nno_order_from = { watch = 0.4 }",
        &[
            "line 2, column 27: loss.silence.no_order_from.watch: must be a whole number, or a text \
           such as \"80%\", was 0.4",
        ],
    );
    told(
        "[loss]\nsilence = \"cadence\"",
        &["line 2, column 11: loss.silence: must be a table, was \"cadence\""],
    );
}

#[test]
fn a_threshold_that_nothing_can_reach_is_refused() {
    told(
        "[debt.utilisation.clear]\nwatch = \"0%\"",
        &["line 2, column 9: debt.utilisation.clear.watch: must exceed 0%, was 0%"],
    );
    told(
        "[progress.frequency]\nrate_below = \"0%\"\nchance.critical = \"0%\"",
        &[
            "line 2, column 14: progress.frequency.rate_below: must exceed 0%, was 0%",
            "line 3, column 19: progress.frequency.chance.critical: must exceed 0%, was 0%",
        ],
    );
}

#[test]
fn the_guard_against_floods_may_have_its_name_in_the_code() {
    let stated =
        |name: &str| Policy::from_toml(&format!("[cases.{name}]\nshare_above = \"6%\"")).unwrap();
    assert_eq!(stated("flood_guard"), stated("breaker"));
    assert_ne!(stated("breaker"), Policy::default());
}
