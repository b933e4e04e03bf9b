//! S22: tests of a policy stand in its file, and judge it by the functions that judge customers.

use guanxi::policy::{Policy, PolicyFile, PolicyTests, TestFigure};

/// A whole file with its tests.
const DEALERS: &str = include_str!("../../examples/policies/dealers.toml");

#[track_caller]
fn policy(text: &str) -> Policy {
    Policy::from_toml(text).unwrap()
}

#[track_caller]
fn tests(text: &str) -> PolicyTests {
    PolicyTests::from_toml(text).unwrap()
}

/// A file with one test.
fn test(given: &str, expect: &str) -> String {
    format!("[[test]]\nname = \"a\"\ngiven{given}\nexpect{expect}\n")
}

/// Tests that a policy file with one test passes it.
#[track_caller]
fn passes(of_policy: &str, given: &str, expect: &str) {
    let file = format!("{of_policy}\n{}", test(given, expect));
    let report = tests(&file).run(&policy(&file));
    assert!(report.is_passed(), "{report}");
    assert_eq!((report.passed(), report.failed()), (1, 0));
}

#[test]
fn the_worked_file_passes_its_own_tests() {
    let (policy, tests) = (policy(DEALERS), tests(DEALERS));
    let report = tests.run(&policy);
    assert!(report.is_passed(), "{report}");
    assert_eq!(report.passed(), tests.len());
}

#[test]
fn the_worked_file_reaches_every_answer() {
    let coverage = tests(DEALERS).coverage(&policy(DEALERS));
    assert!(coverage.is_complete(), "{coverage}");
    assert_eq!(coverage.covered().count(), 68);
}

#[test]
fn the_worked_file_holds_every_threshold() {
    let mutations = tests(DEALERS).mutations(&policy(DEALERS));
    assert!(mutations.is_complete(), "{mutations}");
    assert_eq!((mutations.killed().count(), mutations.refused().count()), (152, 26));
}

/// A fault that was found: what an arm raises that is off was missing from every file.
#[test]
fn an_arm_that_is_off_needs_no_test() {
    let (off, on) = ("[debt]\noff = [\"ageing\"]\n", "");
    let missing = |of_policy: &str| {
        let coverage = tests("").coverage(&policy(of_policy));
        coverage.missing().filter(|it| it.starts_with("debt.ageing")).count()
    };
    assert_eq!((missing(off), missing(on)), (0, 4));
    let moved = |of_policy: &str| {
        let moved = tests("").mutations(&policy(of_policy)).within("debt.ageing");
        moved.survivors().count()
    };
    assert_eq!((moved(off), moved(on)), (0, 6));
}

#[test]
fn tests_are_no_part_of_a_policy() {
    let (without, _) = DEALERS.split_once("\n[[test]]").unwrap();
    assert_eq!(policy(DEALERS), policy(without));
    assert!(tests(without).is_empty());
    assert_eq!(policy(DEALERS).debt.ageing.watch, 7);
}

#[test]
fn a_test_that_is_wrong_leaves_its_policy_right() {
    let file = test(" = { turnover = 3 }", " = \"watch\"");
    assert_eq!(policy(&file), Policy::default());
    assert!(PolicyTests::from_toml(&file).is_err());
}

#[test]
fn tests_judge_any_policy() {
    let ageing = tests(&test(" = { oldest_past_due = 5 }", " = \"watch\""));
    assert!(ageing.run(&Policy::default()).is_passed());
    assert!(!ageing.run(&policy("[debt.ageing]\nwatch = 6")).is_passed());
    assert!(ageing.run(&policy("preset = \"cautious\"")).is_passed());
}

#[test]
fn one_value_stands_for_all_rows_and_so_does_one_answer() {
    passes("", " = { oldest_past_due = [5, 14], overdue = \"1\" }", " = \"watch\"");
    passes(
        "",
        " = { oldest_past_due = [5, 5], overdue = [\"1\", \"0.99\"] }",
        " = [\"watch\", \"clear\"]",
    );
}

#[test]
fn the_gravest_arm_answers() {
    let given = " = { utilisation = \"80.01%\", oldest_past_due = [4, 15, 30] }";
    passes("", given, " = [\"watch\", \"warning\", \"critical\"]");
}

#[test]
fn each_loss_method_reads_its_own_figures() {
    let levels = " = [\"clear\", \"watch\", \"warning\", \"critical\"]";
    let alive = "[loss.silence]\nmethod = \"alive\"";
    passes(alive, " = { alive = [\"70%\", \"69.99%\", \"49.99%\", \"24.99%\"] }", levels);
    let cadence = "[loss.silence]\nmethod = \"cadence\"";
    passes(cadence, " = { silent_days = [30, 31, 41, 61], usual_gap = 20 }", levels);
    let fixed = "[loss.silence]\nmethod = \"fixed_days\"\n\
                 days_above = { watch = 60, warning = 90, critical = 120 }";
    passes(fixed, " = { silent_days = [60, 61, 91, 121] }", levels);
    // A fault that was found: a usual gap of less than a week is one of a week.
    let of_two_days = " = { silent_days = [10, 11, 15, 22], usual_gap = 2 }";
    passes(cadence, of_two_days, levels);
    // The figure of another method says nothing.
    passes(fixed, " = { no_order = \"99%\" }", " = \"not_judged\"");
}

#[test]
fn a_decline_is_judged_where_the_policy_states_it() {
    let given = " = { sigmas_below = [\"2\", \"2.01\", \"2.51\", \"3.01\"] }";
    passes("", given, " = \"not_judged\"");
    let stated = "[progress.decline]\nfewest_past_months = 6";
    passes(stated, given, " = [\"clear\", \"watch\", \"warning\", \"critical\"]");
    let average = " = { sigmas_below = \"1\", sigmas_below_on_average = [\"0.65\", \"1.11\"] }";
    passes(stated, average, " = [\"clear\", \"critical\"]");
}

#[test]
fn a_series_counts_days_and_steps_and_gaps() {
    passes("", ".series = { oldest_past_due = \"0+1x8\" }", ".effects = [\"raised:watch@7\"]");
    // Each of x3 is a day; promtool would have four.
    passes("", ".series = { oldest_past_due = \"5x3 0\" }", ".levels = \"clearx2 watchx2\"");
    passes("", ".series = { oldest_past_due = \"5x2 0\" }", ".effects = []");
    passes("", ".series = { share_of_plan = \"96%-1%x3\" }", ".levels = \"clearx2 watch\"");
    passes(
        "",
        ".series = { oldest_past_due = \"5 _x9 5x3\" }",
        ".effects = [\"stale@4\", \"raised:watch@12\"]",
    );
}

/// A fault that was found: a probability of 110 % was judged.
#[test]
fn a_series_of_probabilities_ends_at_a_hundred_percent() {
    let counts = |to: u32| {
        let given = format!(".series = {{ no_order = \"80%+10%x{to}\" }}");
        PolicyTests::from_toml(&test(&given, ".effects = []")).map_err(|it| it.to_string())
    };
    assert!(counts(3).is_ok(), "80%, 90%, 100%");
    assert_eq!(
        counts(4).unwrap_err(),
        "line 3, column 29: test.0.given.series.no_order: has \"80%+10%x4\", which leaves its \
         bounds"
    );
    let beyond = test(".series = { utilisation = \"80%+10%x4\" }", ".effects = []");
    assert!(PolicyTests::from_toml(&beyond).is_ok(), "a share may exceed 100%");
}

#[test]
fn days_without_data_stop_the_days_of_clearing() {
    let gap = ".series = { share_of_plan = \"94% 96%x3 _x2 96%x4\" }";
    passes("", gap, ".effects = [\"raised:watch@0\", \"recovered@9\"]");
}

#[test]
fn an_arm_that_is_silent_keeps_what_it_raised() {
    let early = ".series = { share_of_plan = \"69%x2 100%x20\", elapsed = \"90%x2 10%x20\" }";
    passes("", early, ".levels = \"criticalx22\"");
}

#[test]
fn one_order_wins_nobody_back() {
    let once = ".series = { no_order = \"80% 1%x30\" }";
    passes("", once, ".levels = \"criticalx31\"");
    let twice = ".series = { no_order = \"80% 1%x30\", won_back = \"falsex10 truex21\" }";
    passes("", twice, ".effects = [\"raised:critical@0\", \"recovered@10\"]");
}

#[test]
fn bought_once_opens_no_case() {
    let once = ".series = { no_order = \"80%x3\", order_days = \"1\" }";
    passes("", once, ".effects = []");
    passes("[loss.bought_once]\nopens_case = true", once, ".effects = [\"raised:watch@0\"]");
}

#[test]
fn a_class_is_judged_by_the_method_of_the_policy() {
    let classes = ".class = [\"A\", \"B\", \"B\", \"C\"]";
    passes("", " = { share_above = [\"79.99%\", \"80%\", \"94.99%\", \"95%\"] }", classes);
    let of_customers = "[abc.cut]\nmethod = \"share_of_customers\"\na = \"20%\"\nb = \"50%\"";
    let above = " = { customers_above = [\"19.99%\", \"20%\", \"49.99%\", \"50%\"] }";
    passes(of_customers, above, classes);
    let fixed = "[abc.cut]\nmethod = \"fixed_amounts\"\na = \"1000\"\nb = \"100\"";
    passes(fixed, " = { purchases = [\"1000\", \"999.99\", \"100\", \"99.99\"] }", classes);
    passes(fixed, " = { purchases = [\"0\", \"0.01\"] }", ".class = \"C\"");
    // The figure of another method says nothing, and a curve needs all customers.
    passes(fixed, " = { share_above = \"1%\" }", ".class = \"not_judged\"");
    for method in ["computed", "submarginal"] {
        let curve = format!("[abc.cut]\nmethod = \"{method}\"");
        passes(&curve, " = { share_above = \"1%\" }", ".class = \"not_judged\"");
        let missing = tests("").coverage(&policy(&curve)).missing().count();
        let usual = tests("").coverage(&Policy::default()).missing().count();
        assert_eq!(missing, usual - 7, "no class and no quadrant can be reached");
    }
}

#[test]
fn a_quadrant_is_judged_by_volume_and_loyalty() {
    let rows = "[\"79.99%\", \"80%\", \"79.99%\", \"80%\"], loyalty = [60, 60, 59.99, \"59.99\"] }";
    let quadrants = ".quadrant = [\"Treasured\", \"Promising\", \"Dangerous\", \"Marginal\"]";
    passes("", &format!(" = {{ share_above = {rows}"), quadrants);
    let from_b = "[quadrant]\nlarge = { class = \"B\" }";
    let large = ".quadrant = [\"Treasured\", \"Treasured\", \"Dangerous\", \"Dangerous\"]";
    passes(from_b, &format!(" = {{ share_above = {rows}"), large);
    let top = "[quadrant]\nlarge = { top_share = \"80%\" }";
    passes(top, &format!(" = {{ customers_above = {rows}"), quadrants);
    let amount = "[quadrant]\nlarge = { amount = \"500\" }";
    let bought = " = { purchases = [\"500\", \"499.99\"], loyalty = 60 }";
    passes(amount, bought, ".quadrant = [\"Treasured\", \"Promising\"]");
    passes(amount, " = { share_above = \"1%\", loyalty = 60 }", ".quadrant = \"not_judged\"");
}

#[test]
fn a_grade_is_the_name_in_the_table_of_the_company() {
    let table = "[[credit_grades.grades]]\ngrade = \"cash\"\nfrom = 0\npayment_days = 0\n\
                 share_of_limit = \"0%\"\nplan = \"80%\"\nreview_days = 30\n\
                 [[credit_grades.grades]]\ngrade = \"open\"\nfrom = 55\npayment_days = 30\n\
                 share_of_limit = \"90%\"\nplan = \"100%\"\nreview_days = 90\n";
    let scores = " = { credit_score = [0, 54.99, 55, 100] }";
    let grades = ".grade = [\"cash\", \"cash\", \"open\", \"open\"]";
    passes(table, scores, grades);
    let file = format!("{table}{}", test(scores, grades));
    let (policy, tests) = (policy(&file), tests(&file));
    assert!(tests.coverage(&policy).within("credit_grades").is_complete());
    let mutations = tests.mutations(&policy).within("credit_grades");
    let failed: Vec<String> = mutations.killed().map(ToString::to_string).collect();
    let from = |after| format!("credit_grades.grades.1.from: 55 → {after}");
    assert_eq!(failed, [from(56), from(54)]);
    assert_eq!(mutations.survivors().count(), 0);
}

/// The end of a dealer's grade is the least score of the grade before.
#[test]
fn a_grade_of_a_dealer_changes_at_both_ends() {
    let file = test(" = { dealer_score = [64.99, 65] }", ".grade = [\"C\", \"B\"]");
    let mutations = tests(&file).mutations(&Policy::default()).within("dealers.card.grades");
    let failed: Vec<String> = mutations.killed().map(ToString::to_string).collect();
    let from = |after| format!("dealers.card.grades.1.from: 65 → {after}");
    assert_eq!(failed, [from(66), from(64)]);
    assert_eq!(mutations.survivors().count(), 4, "A and C");
    assert_eq!(mutations.refused().count(), 2, "D begins at 0");
}

#[test]
fn one_door_reads_the_policy_and_its_tests() {
    let PolicyFile { policy: of_file, tests } = PolicyFile::from_toml(DEALERS).unwrap();
    assert_eq!(of_file, policy(DEALERS));
    assert_eq!(tests.len(), self::tests(DEALERS).len());
    let text = format!("[debt.ageing]\nwatch = 20\n[dept]\n{}", test(" = 5", " = \"watch\""));
    let listed: Vec<String> =
        PolicyFile::from_toml(&text).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        listed,
        [
            "line 1, column 1: debt.ageing: must rise from watch to critical, was 20, 15, 30",
            "line 3, column 1: dept: is no field of a policy (did you mean debt?)",
            "line 6, column 9: test.0.given: must be a table of figures",
        ]
    );
    for text in ["schema = 3\ntest = 3", "schema = 3\n[dept]"] {
        let said = PolicyFile::from_toml(text).unwrap_err().to_string();
        assert!(said.contains("schema: is 3,"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn coverage_lists_the_answers_of_arms_and_of_conditions() {
    let file = test(" = { oldest_past_due = [4, 5] }", " = [\"clear\", \"watch\"]");
    let coverage = tests(&file).coverage(&Policy::default());
    let covered: Vec<&str> = coverage.covered().collect();
    assert_eq!(covered, ["debt.ageing.clear", "debt.ageing.watch"]);
    let of_debt = coverage.within("debt");
    let missing: Vec<&str> = of_debt.missing().collect();
    assert_eq!(
        missing,
        [
            "debt.ageing.critical",
            "debt.ageing.warning",
            "debt.no_limit.clear",
            "debt.no_limit.warning",
            "debt.utilisation.clear",
            "debt.utilisation.critical",
            "debt.utilisation.warning",
            "debt.utilisation.watch",
        ]
    );
    let file = test(".series = { utilisation = \"90%x3\" }", ".levels = \"clearx2 watch\"");
    let coverage = tests(&file).coverage(&Policy::default()).within("cases.conditions.debt");
    assert_eq!(coverage.covered().collect::<Vec<_>>(), ["cases.conditions.debt.watch"]);
}

#[test]
fn a_threshold_changes_by_the_last_digit_that_is_stated() {
    let moved = |path: &str| -> Vec<String> {
        let mutations = tests("").mutations(&Policy::default()).within(path);
        let all = mutations.survivors().chain(mutations.refused());
        all.map(ToString::to_string).collect()
    };
    assert_eq!(
        moved("debt.utilisation.raise.watch"),
        ["debt.utilisation.raise.watch: 80% → 81%", "debt.utilisation.raise.watch: 80% → 79%"]
    );
    assert_eq!(
        moved("debt.ageing.watch"),
        ["debt.ageing.watch: 5 → 6", "debt.ageing.watch: 5 → 4"]
    );
    assert_eq!(
        moved("debt.overdue_tolerance"),
        ["debt.overdue_tolerance: 1 → 2", "debt.overdue_tolerance: 1 → 0"]
    );
    assert_eq!(
        moved("debt.without_limit"),
        ["debt.without_limit: warning → critical", "debt.without_limit: warning → watch"]
    );
    assert_eq!(
        moved("cases.conditions.debt.timing.warning.raise_after"),
        [
            "cases.conditions.debt.timing.warning.raise_after: 0 → 1",
            "cases.conditions.debt.timing.warning.raise_after: 0 → -1",
        ]
    );
}

#[test]
fn a_ratio_with_a_fraction_changes_in_its_fraction() {
    let text =
        "[debt.utilisation.raise]\nwatch = \"79.5%\"\n[debt.utilisation.clear]\nwatch = \"9.9%\"";
    let mutations = tests("").mutations(&policy(text)).within("debt.utilisation");
    let moved: Vec<String> = mutations.survivors().map(ToString::to_string).collect();
    for said in [
        "debt.utilisation.raise.watch: 79.5% → 79.6%",
        "debt.utilisation.raise.watch: 79.5% → 79.4%",
        "debt.utilisation.clear.watch: 9.9% → 10.0%",
        "debt.utilisation.clear.watch: 9.9% → 9.8%",
    ] {
        assert!(moved.contains(&said.to_owned()), "{said}: {moved:?}");
    }
}

#[test]
fn a_threshold_that_no_policy_can_have_is_refused_and_survives_nothing() {
    let text = "[debt.ageing]\nwatch = 14";
    let mutations = tests("").mutations(&policy(text)).within("debt.ageing");
    let refused: Vec<String> = mutations.refused().map(ToString::to_string).collect();
    assert_eq!(refused, ["debt.ageing.watch: 14 → 15", "debt.ageing.warning: 15 → 14"]);
    assert_eq!(mutations.survivors().count(), 4);
}

/// A test that fails by the policy itself holds nothing.
#[test]
fn only_tests_that_pass_hold_a_threshold() {
    let file = test(" = { oldest_past_due = 5 }", " = \"clear\"");
    let mutations = tests(&file).mutations(&Policy::default()).within("debt.ageing.watch");
    assert_eq!(mutations.killed().count(), 0);
    assert!(!mutations.is_complete());
}

#[cfg(feature = "json")]
#[test]
fn tests_in_json_are_those_in_toml() {
    let json = r#"{
        "debt": { "ageing": { "watch": 7 } },
        "test": [
            {
                "name": "a week",
                "given": { "oldest_past_due": [6, 7] },
                "expect": ["clear", "watch"]
            },
            {
                "name": "three days",
                "given": { "series": { "utilisation": "90%x3" } },
                "expect": { "effects": ["raised:watch@2"] }
            }
        ]
    }"#;
    let PolicyFile { policy, tests } = PolicyFile::from_json(json).unwrap();
    let report = PolicyTests::from_json(json).unwrap().run(&policy);
    assert_eq!(tests.run(&policy), report);
    assert_eq!(policy, Policy::from_json(json).unwrap());
    assert!(report.is_passed(), "{report}");
    assert_eq!(
        report.to_string(),
        "passed  line 4: a week\npassed  line 9: three days\n2 passed, 0 failed"
    );
}

#[test]
fn the_documentation_has_every_figure_with_its_rule_and_its_unit() {
    let page = include_str!("../../docs/try-a-policy.md");
    for figure in TestFigure::ALL {
        let row = format!("| `{}` | {} | {} |", figure.code(), figure.subject(), figure.unit());
        assert!(page.contains(&row), "{row}");
    }
}
