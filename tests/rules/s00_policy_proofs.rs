//! A policy is proved before it runs: a table of everything that is proved, each with the problem
//! of a file that breaks it. A cell, a value or a day in point stands in the message.

use guanxi::policy::Policy;

/// The kind of proof, a file that fails it, and the first problem that is found.
const PROOFS: &[(&str, &str, &str)] = &[
    // Thresholds of levels, of which each is reached.
    (
        "order",
        "[debt.ageing]\nwatch = 20",
        "line 1, column 1: debt.ageing: must rise from watch to critical, was 20, 15, 30",
    ),
    (
        "order",
        "[progress.plan]\nwatch = \"80%\"",
        "line 1, column 1: progress.plan: must fall from watch to critical, was 80%, 85%, 70%",
    ),
    (
        "order",
        "[expense.over_budget]\nwatch = \"115%\"",
        "line 1, column 1: expense.over_budget: must rise from watch to critical, was 115%, 110%, 125%",
    ),
    (
        "order",
        "[loss.silence.no_order_from]\nwarning = \"90%\"",
        "line 1, column 1: loss.silence.no_order_from: must rise from watch to critical, was 40%, 90%, 80%",
    ),
    (
        "order",
        "[incident]\nby_impact = [\"warning\", \"watch\", \"warning\", \"critical\"]",
        "line 2, column 13: incident.by_impact: must not fall as the impact rises, was warning, watch, warning, critical",
    ),
    (
        "unreachable",
        "[loss.silence.no_order_from]\ncritical = \"101%\"",
        "line 2, column 12: loss.silence.no_order_from.critical: must not exceed 100%, was 101%",
    ),
    (
        "unreachable",
        "[debt.ageing]\nwatch = 0",
        "line 2, column 9: debt.ageing.watch: must be at least 1 day past due, was 0",
    ),
    (
        "unreachable",
        "[progress.frequency.chance]\nwatch = \"101%\"",
        "line 2, column 9: progress.frequency.chance.watch: must not exceed 100%, was 101%",
    ),
    (
        "hysteresis",
        "[debt.utilisation.clear]\nwatch = \"81%\"",
        "line 2, column 9: debt.utilisation.clear.watch: must not exceed raise (80%), was 81%",
    ),
    (
        "hysteresis",
        "[key_accounts.matrix]\nband = 40",
        "line 2, column 8: key_accounts.matrix.band: must be below attractiveness.middle (33) and at most 100 less attractiveness.upper (67), was 40",
    ),
    (
        "window",
        "[progress.frequency]\nfewest_baseline_days = 400",
        "line 2, column 24: progress.frequency.fewest_baseline_days: must lie in 1..=365 (baseline_days), was 400",
    ),
    (
        "window",
        "[rfm]\nwindow_days = 10",
        "line 1, column 1: rfm.frequency.3: must not exceed window_days (10), was 16: an order on every day of the window makes 10 order days",
    ),
    (
        "window",
        "[cases.conditions.debt]\nhits = { hits = 4, of = 3 }",
        "line 2, column 17: cases.conditions.debt.hits.hits: must lie in 1..=3 (of), was 4",
    ),
    (
        "window",
        "[loss.one_off]\nwindow_days = 364",
        "line 2, column 15: loss.one_off.window_days: must be at least 365, was 364",
    ),
    // Bands and tables: every value has one answer.
    (
        "gap",
        "[[rfm.segments]]\nname = \"best\"\nrecency = { from = 4, to = 5 }",
        "line 1, column 1: rfm.segments: must cover every cell, or rest must have a name, was without R1 F1 M1 and 74 more",
    ),
    (
        "overlap",
        "[[rfm.segments]]\nname = \"a\"\n[[rfm.segments]]\nname = \"b\"\nrecency = { from = 2, to = 3 }",
        "line 3, column 1: rfm.segments.1: must share no cell with segments.0 (a), was R2 F1 M1",
    ),
    (
        "gap",
        "[[credit_grades.grades]]\ngrade = \"C\"\nfrom = 10\npayment_days = 0\nshare_of_limit = \"0%\"\nplan = \"0%\"\nreview_days = 90",
        "line 3, column 8: credit_grades.grades.0.from: must be 0, was 10",
    ),
    (
        "overlap",
        "[ageing]\nup_to_days = [30, 30, 90]",
        "line 2, column 19: ageing.up_to_days.1: must exceed 30, was 30",
    ),
    (
        "gap",
        "[collection]\nfrom_days = [1]\nrows = []",
        "line 3, column 8: collection.rows: must have one for each cell, A disputing had none",
    ),
    (
        "order",
        "[[dunning.levels]]\nafter_days = 20\ndays_since_last = 5\n[[dunning.levels]]\nafter_days = 10\ndays_since_last = 5",
        "line 5, column 14: dunning.levels.1.after_days: must exceed 20, was 10",
    ),
    (
        "order",
        "[allowance]\nrates = [\"1%\", \"2%\", \"1%\", \"3%\", \"4%\"]",
        "line 2, column 22: allowance.rates.2: must not be below 2%, was 1%",
    ),
    (
        "duplicate",
        "[[release.roles]]\nname = \"clerk\"\nceiling = \"10\"\n[[release.roles]]\nname = \"clerk\"",
        "line 5, column 8: release.roles.1.name: must stand once, \"clerk\" stands again",
    ),
    (
        "order",
        "[[release.roles]]\nname = \"head\"\n[[release.roles]]\nname = \"clerk\"\nceiling = \"10\"",
        "line 5, column 11: release.roles.1.ceiling: must exceed that of head, the role before",
    ),
    // Cases.
    (
        "deadlines",
        "[cases.deadlines.A.critical]\ncause = 9",
        "line 1, column 1: cases.deadlines.A.critical: must not fall from acknowledge to remedy, was 1, 9, 5",
    ),
    (
        "acyclic",
        "[[cases.influences]]\nsource = { when = \"raised\", rule = \"loss\", from = \"warning\" }\ntarget = \"loss\"\nsway = \"boost\"",
        "line 1, column 1: cases.influences: must not let rules act on themselves, loss do",
    ),
    (
        "reference",
        "[[dealers.actions]]\ngrade = \"Z\"\naction = \"watch\"",
        "line 1, column 1: dealers.actions: must name grade A once, named it 0",
    ),
    (
        "contradiction",
        "[progress.calendar]\nholidays = [\"2026-10-01\"]\nworked_rest_days = [\"2026-10-01\"]",
        "line 3, column 20: progress.calendar.worked_rest_days: must not name a holiday, names 2026-10-01",
    ),
    (
        "contradiction",
        "[abc.cut]\na = \"95%\"",
        "line 1, column 1: abc.cut: must satisfy 0% < a < b ≤ 100%, was a 95%, b 95%",
    ),
    (
        "sum",
        "[survey.service]\nreliability = 99",
        "line 1, column 1: survey.service: must add up to 100, was 167",
    ),
    (
        "reference",
        "[debt]\noff = [\"plan\"]",
        "line 2, column 7: debt.off: must name arms of debt (utilisation, ageing, no_limit), names plan",
    ),
];

#[test]
fn every_proof_has_a_file_that_fails_it() {
    let mut other = Vec::new();
    for (kind, text, expected) in PROOFS {
        let said = match Policy::from_toml(text) {
            Ok(_) => "nothing".to_owned(),
            Err(problems) => problems.iter().next().unwrap().to_string(),
        };
        if said != *expected {
            other.push(format!("{kind}: {text:?}\n    {said:?}"));
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n"));
}

#[track_caller]
fn cautions(text: &str) -> Vec<String> {
    Policy::from_toml(text).unwrap().cautions().iter().map(ToString::to_string).collect()
}

#[test]
fn presets_have_no_cautions() {
    for preset in guanxi::policy::Preset::ALL {
        assert_eq!(cautions(&format!("preset = \"{preset}\"")), [""; 0], "{preset}");
    }
}

/// Legal by itself, and hardly meant.
#[test]
fn each_doubt_is_told_with_a_case_in_point() {
    let rows = [
        ("[incident]\noff = [\"incident\"]", "incident.off: leaves no arm: the rule says nothing"),
        (
            "[loss]\nhard_cap_days = \"none\"\noff = [\"silence\", \"narrowing\"]",
            "loss.off: leaves no arm: the rule says nothing",
        ),
        (
            "[progress]\noff = [\"plan\", \"last_year\", \"frequency\"]",
            "progress.off: leaves no arm: the rule says nothing",
        ),
        (
            "[loss]\nhard_cap_days = 365",
            "loss.hard_cap_days: is never reached: 365 days, and after 365 days and 2 usual gaps \
             (loss.lost) a customer is lost",
        ),
        (
            "[stages.lost]\ndays = 400",
            "stages.lost: is not loss.lost: 400 days and 2 usual gaps of silence for the stage, \
             365 and 2 for the warning",
        ),
        (
            "[progress.calendar]\nholidays = [2026-10-01]",
            "cases.calendar: is not progress.calendar: 2026-10-01 stands in one of them alone",
        ),
        (
            "[cases.calendar]\nrest_days = [\"Sun\"]",
            "cases.calendar: is not progress.calendar: their weekly rest days or last years differ",
        ),
        (
            "[cases.deadlines.A.critical]\nremedy = 11",
            "cases.deadlines.A.critical.remedy: is 11 days, and at warning 10",
        ),
        (
            "[debt.bills]\nbank = \"50%\"",
            "order_check.bills: are not those of debt.bills: a bill counts by another share",
        ),
        (
            "[dunning]\nlevels = [{ after_days = 10, days_since_last = 5 }]\n[reminder_fees]\nby_level = [\"0\", \"5\"]",
            "reminder_fees.by_level.1: is never asked for: dunning.levels has 1 levels",
        ),
        (
            "[allowance.by_grade]\nQ = [\"0%\", \"0%\", \"0%\", \"0%\", \"0%\"]",
            "allowance.by_grade.Q: is no grade of credit_grades (D, C, B, A)",
        ),
        (
            "[[release.roles]]\nname = \"clerk\"\nceiling = \"1000\"",
            "release.roles: release no order above 1000: nobody does",
        ),
    ];
    for (text, caution) in rows {
        assert_eq!(cautions(text), [caution], "{text}");
    }
}

/// Just before the cap would be idle, it is not.
#[test]
fn a_hard_cap_that_is_reached_is_no_doubt() {
    assert_eq!(cautions("[loss]\nhard_cap_days = 364"), [""; 0]);
    assert_eq!(cautions("[loss]\nhard_cap_days = 400\nhard_cap_usual_gaps = 1"), [""; 0]);
    assert_eq!(cautions("[loss]\nhard_cap_days = 400\nlost = \"none\""), [""; 0]);
    assert_eq!(cautions("[loss]\nhard_cap_days = 400\noff = [\"hard_cap\"]"), [""; 0]);
}
