//! Policy files that are refused: every problem with its path and place, at once.

use guanxi::policy::{Policy, PolicyProblems};

/// TOML files, with their problems.
pub(super) const TOML: &[(&str, &[&str])] = &[
    (
        "schema = 3",
        &["line 1, column 10: schema: is 3, and this version of the crate reads 1..=2 \
             (written by a newer one)"],
    ),
    (
        "version = 3",
        &["line 1, column 11: version: is 3, and is the schema, of which this version of \
             the crate reads 1..=2 (a version of your own stands in quotes)"],
    ),
    (
        "schema = 99999999999999999999\n[dept]\nx = 1",
        &["line 1, column 10: schema: is 99999999999999999999, and this version of the \
             crate reads 1..=2 (written by a newer one)"],
    ),
    ("schema = 0", &["line 1, column 10: schema: must lie in 1..=2, was 0"]),
    (
        "schema = \"two\"",
        &["line 1, column 10: schema: must be a whole number in 0..=4294967295, was \"two\""],
    ),
    (
        concat!("[progress.calendar]\n", "holidays = [\"2026-02-30\"]\n",),
        &["line 2, column 13: progress.calendar.holidays.0: a day is written as \
             2026-01-31 and lies in the calendar, was \"2026-02-30\""],
    ),
    (
        concat!("[loss]\n", "hard_cap_days = 70000\n",),
        &["line 2, column 17: loss.hard_cap_days: must be \"none\" or a whole number \
             in 0..=65535, was 70000"],
    ),
    (
        concat!("[loss]\n", "hard_cap_days = -1\n",),
        &["line 2, column 17: loss.hard_cap_days: must be \"none\" or a whole number \
             in 0..=65535, was -1"],
    ),
    (
        concat!("[loss]\n", "hard_cap_days = 1.5\n",),
        &["line 2, column 17: loss.hard_cap_days: must be a value or \"none\", was 1.5"],
    ),
    (
        concat!("[loss]\n", "hard_cap_days = \"180\"\n",),
        &["line 2, column 17: loss.hard_cap_days: must be \"none\" or a whole number \
             in 0..=65535, was \"180\""],
    ),
    (
        concat!("[dept]\n", "horizon_days = 3\n",),
        &["line 1, column 1: dept: is no field of a policy (did you mean debt?)"],
    ),
    (
        concat!("[debt.utilisation.raise]\n", "wach = \"80%\"\n",),
        &["line 2, column 8: debt.utilisation.raise.wach: is no field of a policy \
             (did you mean watch?)"],
    ),
    (
        concat!("[debt.utilisation.raise]\n", "watch = 80\n",),
        &["line 2, column 9: debt.utilisation.raise.watch: must be a ratio such as \
             \"80%\", was 80"],
    ),
    (
        concat!("[debt.utilisation.raise]\n", "watch = 0.8\n",),
        &["line 2, column 9: debt.utilisation.raise.watch: must be a ratio such as \
             \"80%\", was 0.8"],
    ),
    (
        concat!("[debt.utilisation.raise]\n", "watch = \"eighty\"\n",),
        &["line 2, column 9: debt.utilisation.raise.watch: a ratio is written with a \
             percent sign, as \"80%\", was \"eighty\""],
    ),
    (
        concat!(
            "[debt.utilisation.raise]\n",
            "watch = \"90%\"\n",
            "[debt.utilisation.clear]\n",
            "watch = \"95%\"\n",
            "critical = \"130%\"\n",
        ),
        &[
            "line 3, column 1: debt.utilisation.clear: must rise from watch to \
             critical, was 95%, 95%, 130%",
            "line 4, column 9: debt.utilisation.clear.watch: must not exceed raise \
             (90%), was 95%",
            "line 5, column 12: debt.utilisation.clear.critical: must not exceed raise \
             (120%), was 130%",
        ],
    ),
    (
        concat!("[debt]\n", "without_limit = \"warnin\"\n",),
        &["line 2, column 17: debt.without_limit: must be one of watch, warning, \
             critical, was \"warnin\" (did you mean warning?)"],
    ),
    (
        concat!("[debt]\n", "without_limit = 2\n",),
        &["line 2, column 17: debt.without_limit: must be a word, or a table of one \
             key, was 2"],
    ),
    (
        concat!("[debt]\n", "ageing = 5\n",),
        &["line 2, column 10: debt.ageing: must be a table, was 5"],
    ),
    (
        concat!("[debt]\n", "ageing = [5, 15, 30]\n",),
        &["line 2, column 10: debt.ageing: must be a table, was a list"],
    ),
    ("debt = \"off\"", &["line 1, column 8: debt: must be a table, was \"off\""]),
    (
        concat!("[loss.silence]\n", "method = \"probabilty\"\n",),
        &["line 2, column 10: loss.silence.method: must be one of probability, alive, \
             cadence, fixed_days, was \"probabilty\" (did you mean probability?)"],
    ),
    (
        concat!("[loss.silence]\n", "method = \"fixed_days\"\n",),
        &["line 1, column 1: loss.silence: needs the field days_above"],
    ),
    (
        concat!(
            "[loss.silence]\n",
            "method = \"fixed_days\"\n",
            "days_above = { watch = 60, warning = 90, critical = \"x\" }\n",
        ),
        &["line 3, column 53: loss.silence.days_above.critical: must be a whole \
             number in 0..=65535, was \"x\""],
    ),
    (
        concat!(
            "[loss.silence]\n",
            "method = \"fixed_days\"\n",
            "days_above = { watch = 60, warning = 50, critical = 40 }\n",
        ),
        &["line 3, column 14: loss.silence.days_above: must rise from watch to \
             critical, was 60, 50, 40"],
    ),
    (
        concat!("[loss.silence]\n", "alive_below = { watch = \"70%\" }\n",),
        &["line 2, column 15: loss.silence.alive_below: is no field of a policy \
             (is alive_below of method = \"alive\" now)"],
    ),
    (
        concat!("[loss.silence]\n", "methd = \"alive\"\n",),
        &["line 2, column 9: loss.silence.methd: is no field of a policy (did you mean \
             method?)"],
    ),
    (
        concat!("[abc.cut]\n", "method = \"share_of_amount\"\n", "a = \"95%\"\n", "b = \"80%\"\n",),
        &["line 1, column 1: abc.cut: must satisfy 0% < a < b ≤ 100%, was a 95%, b 80%"],
    ),
    (
        concat!("[abc.cut]\n", "method = \"fixed\"\n",),
        &["line 2, column 10: abc.cut.method: must be one of share_of_amount, \
             share_of_customers, fixed_amounts, computed, submarginal, was \"fixed\""],
    ),
    (
        concat!("[quadrant]\n", "large = { class = \"D\" }\n",),
        &["line 2, column 19: quadrant.large.class: must be one of A, B, C, was \"D\""],
    ),
    (
        concat!("[quadrant]\n", "large = { amont = \"5\" }\n",),
        &["line 2, column 19: quadrant.large.amont: must be one of class, amount, \
             top_share, was \"amont\" (did you mean amount?)"],
    ),
    (
        concat!("[quadrant]\n", "large = { class = \"A\", amount = \"5\" }\n",),
        &["line 2, column 9: quadrant.large: must be a word, or a table of one key, \
             was a table"],
    ),
    (
        concat!("[incident]\n", "by_impact = [\"watch\", \"watch\", \"warning\"]\n",),
        &["line 2, column 13: incident.by_impact: must be a list of 4, had 3"],
    ),
    (
        concat!("[incident]\n", "by_impact = [\"watch\", \"watch\", \"warning\", \"critcal\"]\n",),
        &["line 2, column 43: incident.by_impact.3: must be one of watch, warning, \
             critical, was \"critcal\" (did you mean critical?)"],
    ),
    (
        "preset = \"cautios\"",
        &["line 1, column 10: preset: a preset is one of standard, cautious, quiet, \
             was \"cautios\" (did you mean cautious?)"],
    ),
    ("preset = 3", &["line 1, column 10: preset: must be the name of a preset in quotes"]),
    (
        concat!("preset = \"cautious\"\n", "[debt.utilisation.raise]\n", "watch = \"95%\"\n",),
        &["line 2, column 1: debt.utilisation.raise: must rise from watch to \
             critical, was 95%, 90%, 100%"],
    ),
    (concat!("[debt\n", "watch = 3\n",), &["line 1, column 6: unclosed table, expected `]`"]),
    (concat!("a = 1\n", "a = 2\n",), &["line 2, column 1: duplicate key"]),
    (concat!("[debt]\n", "horizon_days = 3\n", "[debt]\n",), &["line 3, column 2: duplicate key"]),
    (
        concat!("[debt]\n", "horizon_days = \n", "[loss]\n", "hard_cap_days = \"x\n",),
        &[
            "line 2, column 16: string values must be quoted, expected literal string",
            "line 4, column 19: invalid basic string, expected `\"`",
        ],
    ),
    (
        concat!("[card.weights]\n", "name = -1\n",),
        &["line 2, column 8: card.weights.name: must be a whole number in 0..=65535, was -1"],
    ),
    (
        concat!("[cases.debt.timing.watch]\n", "raise_after = -2\n",),
        &["line 1, column 8: cases.debt: is no field of a policy"],
    ),
    ("[cases.dept]", &["line 1, column 1: cases.dept: is no field of a policy"]),
    (
        concat!("[cases.influences]\n", "x = 1\n",),
        &["line 1, column 1: cases.influences: must be a list, was a table"],
    ),
    (
        "effective_from = \"soon\"",
        &["line 1, column 18: effective_from: a day is written as 2026-01-31 and lies \
             in the calendar, was \"soon\""],
    ),
    ("id = \"\"", &["line 1, column 6: id: an id has 1..=128 characters, \"\" has 0"]),
    (
        concat!("[feeds]\n", "grace_days = 3000000000\n",),
        &["line 2, column 14: feeds.grace_days: must be a whole number in 0..=65535, \
             was 3000000000"],
    ),
    (
        concat!("[debt]\n", "small_change = { minor_units = 3 }\n", "overdue_tolerance = 1\n",),
        &[
            "line 2, column 16: debt.small_change: must be a whole number in \
             0..=4294967295, was a table",
            "line 3, column 21: debt.overdue_tolerance: must be an amount as text, such \
             as \"1000\", was 1",
        ],
    ),
    (
        concat!("[progress.calendar]\n", "rest_days = [\"Sun\", \"Sun\", \"Sunday\"]\n",),
        &["line 2, column 13: progress.calendar.rest_days: must name each weekday \
             once, Sun is repeated"],
    ),
    (
        concat!("[progress.calendar]\n", "known_years = { from = 2024 }\n",),
        &["line 2, column 15: progress.calendar.known_years: is no field of a policy \
             (known here: rest_days, holidays, worked_rest_days, last_year)"],
    ),
    (
        concat!("[ageing]\n", "bounds = [30, 20]\n",),
        &["line 2, column 10: ageing.bounds: is no field of a policy (known here: \
             up_to_days, basis)"],
    ),
];

/// JSON files, with their problems.
#[cfg(feature = "json")]
const JSON: &[(&str, &[&str])] = &[
    (
        "{ \"schema\": 3 }",
        &["line 1, column 13: schema: is 3, and this version of the crate reads 1..=2 \
             (written by a newer one)"],
    ),
    (
        "{ \"debt\": { \"ageing\": { \"watch\": 0, \"watch\": 3 } } }",
        &["line 1, column 37: debt.ageing.watch: is stated twice"],
    ),
    (
        "{ \"debt\": { \"horizon_days\": 3, } }",
        &["line 1, column 30: trailing commas are not allowed"],
    ),
    ("{ \"debt\": ", &["line 1, column 11: expected value after colon in object property"]),
    ("[1]", &["line 1, column 1: holds no JSON object"]),
    ("", &["line 1, column 1: holds no JSON object"]),
    (
        "{ \"debt\": { \"horizon_days\": 3000000000000000000000 } }",
        &["line 1, column 29: debt.horizon_days: must be a whole number in 0..=65535, \
             was 3000000000000000000000"],
    ),
    (concat!("// a comment\n", "{}\n",), &["line 1, column 1: comments are not allowed"]),
];

fn listed(problems: &PolicyProblems) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_toml_file_that_is_wrong_names_all_problems_with_their_places() {
    for (text, said) in TOML {
        let problems = Policy::from_toml(text).unwrap_err();
        assert_eq!(listed(&problems), *said, "{text}");
        assert_eq!(problems.to_string(), said.join("\n"));
    }
}

#[cfg(feature = "json")]
#[test]
fn a_json_file_that_is_wrong_names_all_problems_with_their_places() {
    for (text, said) in JSON {
        let problems = Policy::from_json(text).unwrap_err();
        assert_eq!(listed(&problems), *said, "{text}");
    }
}
