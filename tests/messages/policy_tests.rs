//! Tests of a policy that cannot be read, and those that fail: the full text of each.

use guanxi::policy::{Policy, PolicyTests, TestFailure};

/// Tests in TOML, with their problems.
const BROKEN: &[(&str, &[&str])] = &[
    ("test = 3\n", &["line 1, column 8: test: must be a list of tests, each under [[test]]"]),
    (
        "test = [\"a\"]\n",
        &["line 1, column 9: test.0: must be a table with name, given and expect"],
    ),
    (
        concat!("[test]\n", "name = \"a\"\n"),
        &["line 1, column 1: test: must be a list of tests, each under [[test]]"],
    ),
    (
        "[[test]]\n",
        &[
            "line 1, column 1: test.0: needs the field name",
            "line 1, column 1: test.0: needs the field given",
            "line 1, column 1: test.0: needs the field expect",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "nme = \"a\"\n",
            "given = { oldest_past_due = 5 }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 1, column 1: test.0: needs the field name",
            "line 2, column 7: test.0.nme: is no field of a test (did you mean name?)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"\"\n",
            "given = { oldest_past_due = 5 }\n",
            "expect = \"watch\"\n"
        ),
        &["line 2, column 8: test.0.name: must not be blank"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = 5\n",
            "given = { oldest_past_due = 5 }\n",
            "expect = \"watch\"\n"
        ),
        &["line 2, column 8: test.0.name: must be a text in quotes"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 5 }\n",
            "expect = \"watch\"\n",
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 6 }\n",
            "expect = \"watch\"\n"
        ),
        &["line 6, column 8: test.1.name: must be of one test only, \"a\" was again"],
    ),
    (
        concat!("[[test]]\n", "name = \"a\"\n", "given = 5\n", "expect = \"watch\"\n"),
        &["line 3, column 9: test.0.given: must be a table of figures"],
    ),
    (
        concat!("[[test]]\n", "name = \"a\"\n", "given = {}\n", "expect = \"watch\"\n"),
        &["line 3, column 9: test.0.given: must give a figure"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilization = \"80%\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 25: test.0.given.utilization: is no figure of a test (did you mean utilisation?)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { turnover = \"80%\" }\n",
            "expect = \"watch\"\n"
        ),
        &["line 3, column 22: test.0.given.turnover: is no figure of a test"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = 80 }\n",
            "expect = \"watch\"\n"
        ),
        &["line 3, column 25: test.0.given.utilisation: must be a ratio such as \"80%\", was 80"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = 0.8 }\n",
            "expect = \"watch\"\n"
        ),
        &["line 3, column 25: test.0.given.utilisation: must be a ratio such as \"80%\", was 0.8"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = [\"80%\", \"eighty\"] }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 33: test.0.given.utilisation.1: must be a ratio such as \"80%\", was \"eighty\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = [] }\n",
            "expect = \"watch\"\n"
        ),
        &["line 3, column 25: test.0.given.utilisation: must have a value, was empty"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = \"5\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 29: test.0.given.oldest_past_due: must be a whole number in 0..=65535, was \"5\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = -1 }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 29: test.0.given.oldest_past_due: must be a whole number in 0..=65535, was -1",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 5, overdue = \"1.005\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 42: test.0.given.overdue: must be an amount with at most two digits after the point, such as \"99.99\", was \"1.005\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { overdue = \"1\" }\n",
            "expect = \"watch\"\n"
        ),
        &["line 3, column 21: test.0.given.overdue: needs oldest_past_due beside it"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { exposure = \"1\", limit = \"unset\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 35: test.0.given.limit: must be an amount such as \"1000\", \"not_set\" or \"unlimited\", was \"unset\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = \"80%\", limit = \"1\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 40: test.0.given.limit: cannot stand beside utilisation, which is exposure by limit",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = \"80%\", share_of_plan = \"95%\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 48: test.0.given.share_of_plan: is a figure of progress, and utilisation one of debt (a test judges one thing)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { no_order = \"101%\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 22: test.0.given.no_order: must be a ratio of at most 100%, such as \"45%\", was \"101%\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { no_order = \"50%\", won_back = \"yes\" }\n",
            "expect = \"watch\"\n"
        ),
        &["line 3, column 40: test.0.given.won_back: must be true or false, was \"yes\""],
    ),
    (
        concat!("[[test]]\n", "name = \"a\"\n", "given = { impact = 4 }\n", "expect = \"watch\"\n"),
        &[
            "line 3, column 20: test.0.given.impact: must be a whole number in 0..=3, or \"none\", was 4",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { impact = 3, credibility = \"certain\" }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 37: test.0.given.credibility: must be one of \"rumour\", \"reported\", \"verified\", was \"certain\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { sigmas_below = 2.5 }\n",
            "expect = \"watch\"\n"
        ),
        &[
            "line 3, column 26: test.0.given.sigmas_below: must be a number of sigmas such as \"2.5\", was 2.5",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = [5, 6], overdue = [\"1\", \"2\", \"3\"] }\n",
            "expect = \"watch\"\n"
        ),
        &["line 3, column 47: test.0.given.overdue: must have 2 rows as oldest_past_due, had 3"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = [5, 6] }\n",
            "expect = [\"watch\"]\n"
        ),
        &["line 4, column 10: test.0.expect: must have as many answers as rows (2), had 1"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 5 }\n",
            "expect = \"wach\"\n"
        ),
        &[
            "line 4, column 10: test.0.expect: must be one of clear, watch, warning, critical, not_judged, was \"wach\" (did you mean watch?)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 5 }\n",
            "expect = [\"watch\", 3]\n"
        ),
        &[
            "line 4, column 10: test.0.expect: must have as many answers as rows (1), had 2",
            "line 4, column 20: test.0.expect.1: must be one of clear, watch, warning, critical, not_judged, was 3",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 5, share_of_plan = 3 }\n",
            "expect = \"red\"\n"
        ),
        &[
            "line 3, column 48: test.0.given.share_of_plan: must be a ratio such as \"80%\", was 3",
            "line 4, column 10: test.0.expect: must be one of clear, watch, warning, critical, not_judged, was \"red\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%\" }\n",
            "expect = \"watch\"\n"
        ),
        &["line 4, column 10: test.0.expect: must be a table with effects or levels"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%\" }\n",
            "expect.effect = [\"raised:watch@0\"]\n"
        ),
        &[
            "line 4, column 1: test.0.expect: needs effects or levels",
            "line 4, column 17: test.0.expect.effect: is no field of an expectation of a series (did you mean effects?)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = \"80%\"\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 16: test.0.given.series: must be a table of figures, each with its days in a text",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { series = { utilisation = \"80%\" }, utilisation = \"80%\" }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 59: test.0.given.utilisation: is no field of a test with a series (known here: series)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = [\"80%\"] }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 32: test.0.given.series.utilisation: must be a text such as \"70% 90%x3 _\", was a list",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80% 8O%\" }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 32: test.0.given.series.utilisation: has \"8O%\", which is not a ratio such as \"80%\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x0\" }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 32: test.0.given.series.utilisation: has \"80%x0\", which stands for no day",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x9999\" }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 32: test.0.given.series.utilisation: has \"80%x9999\", more than 3660 days",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x2000 81%x2000\" }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 32: test.0.given.series.utilisation: must have at most 3660 days, had 4000",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"\" }\n",
            "expect.effects = []\n"
        ),
        &["line 3, column 32: test.0.given.series.utilisation: must have a day, was empty"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { oldest_past_due = \"3-1x5\" }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 3, column 36: test.0.given.series.oldest_past_due: has \"3-1x5\", which leaves its bounds",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { no_order = \"80%x3\", won_back = \"falsex2 true true\" }\n",
            "expect.effects = []\n"
        ),
        &["line 3, column 49: test.0.given.series.won_back: must have 3 days as no_order, had 4"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x3\" }\n",
            "expect.effects = [\"raise:watch@0\", \"raised@0\", \"recovered:watch@2\", \"raised:watch@3\", 5]\n"
        ),
        &[
            "line 4, column 19: test.0.expect.effects.0: must be written as raised:watch@3, escalated:warning@5, de_escalated:watch@8, recovered@14 or stale@9, was \"raise:watch@0\" (did you mean raised?)",
            "line 4, column 36: test.0.expect.effects.1: must be written as raised:watch@3, escalated:warning@5, de_escalated:watch@8, recovered@14 or stale@9, was \"raised@0\"",
            "line 4, column 48: test.0.expect.effects.2: must be written as raised:watch@3, escalated:warning@5, de_escalated:watch@8, recovered@14 or stale@9, was \"recovered:watch@2\"",
            "line 4, column 69: test.0.expect.effects.3: must be of one of the 3 days from 0 on, was of 3",
            "line 4, column 87: test.0.expect.effects.4: must be written as raised:watch@3, escalated:warning@5, de_escalated:watch@8, recovered@14 or stale@9, was 5",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x3\" }\n",
            "expect.levels = \"clearx2\"\n"
        ),
        &["line 4, column 17: test.0.expect.levels: must have 3 days, had 2"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x3\" }\n",
            "expect.levels = \"clear _ not_judged\"\n"
        ),
        &[
            "line 4, column 17: test.0.expect.levels: has \"not_judged\", which is not one of clear, watch, warning, critical",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x3\" }\n",
            "expect.levels = [\"clear\"]\n"
        ),
        &["line 4, column 17: test.0.expect.levels: must be a text such as \"clear watchx3\""],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"80%x3\" }\n",
            "expect = {}\n"
        ),
        &["line 4, column 10: test.0.expect: needs effects or levels"],
    ),
    (concat!("not toml\n", "[[test]]\n"), &["line 1, column 5: key with no value, expected `=`"]),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\" }\n",
            "expect = \"A\"\n"
        ),
        &["line 4, column 10: test.0.expect: must be a table with class or quadrant, was \"A\""],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { credit_score = 80 }\n",
            "expect = [\"A\"]\n"
        ),
        &["line 4, column 10: test.0.expect: must be a table with grade, was a list"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 5 }\n",
            "expect.class = \"A\"\n"
        ),
        &[
            "line 4, column 1: test.0.expect: must be one of clear, watch, warning, critical, not_judged, was a table",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\" }\n",
            "expect.grade = \"A\"\n"
        ),
        &[
            "line 4, column 1: test.0.expect: needs one of class, quadrant",
            "line 4, column 16: test.0.expect.grade: is no field of an expectation of rows (known here: class, quadrant)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\", loyalty = 60 }\n",
            "expect = { class = \"A\", quadrant = \"Treasured\" }\n"
        ),
        &["line 4, column 10: test.0.expect: needs one of class, quadrant"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\" }\n",
            "expect.class = [\"A\", \"a\"]\n"
        ),
        &[
            "line 4, column 16: test.0.expect.class: must have as many answers as rows (1), had 2",
            "line 4, column 22: test.0.expect.class.1: must be one of A, B, C, not_judged, was \"a\" (did you mean A?)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\", loyalty = 60 }\n",
            "expect.quadrant = \"Tresured\"\n"
        ),
        &[
            "line 4, column 19: test.0.expect.quadrant: must be one of Treasured, Promising, Dangerous, Marginal, not_judged, was \"Tresured\" (did you mean Treasured?)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\" }\n",
            "expect.quadrant = \"Treasured\"\n"
        ),
        &["line 3, column 9: test.0.given: needs loyalty for a quadrant"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\", loyalty = 60 }\n",
            "expect.class = \"A\"\n"
        ),
        &["line 3, column 42: test.0.given.loyalty: says nothing of a class"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { dealer_score = 80 }\n",
            "expect.grade = 1\n"
        ),
        &["line 4, column 16: test.0.expect.grade: must be a name in quotes, was 1"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { dealer_score = [79, 80] }\n",
            "expect.grade = [\"B\"]\n"
        ),
        &["line 4, column 16: test.0.expect.grade: must have as many answers as rows (2), had 1"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { loyalty = 100.01 }\n",
            "expect.quadrant = \"Treasured\"\n"
        ),
        &[
            "line 3, column 21: test.0.given.loyalty: must be a score in 0..=100 with at most two digits after the point, such as 59.5, was 100.01",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { credit_score = \"59.995\" }\n",
            "expect.grade = \"B\"\n"
        ),
        &[
            "line 3, column 26: test.0.given.credit_score: must be a score in 0..=100 with at most two digits after the point, such as 59.5, was \"59.995\"",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { credit_score = 60, dealer_score = 60 }\n",
            "expect.grade = \"B\"\n"
        ),
        &[
            "line 3, column 45: test.0.given.dealer_score: is a figure of dealer grades, and credit_score one of credit grades (a test judges one thing)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { loyalty = \"60x3\" }\n",
            "expect.levels = \"clearx3\"\n"
        ),
        &[
            "line 3, column 16: test.0.given.series: must give figures of a rule: classes and quadrants have no days",
        ],
    ),
];

/// Tests in TOML that fail by the default policy, with what is said of each expectation.
const FAILING: &[(&str, &[&str])] = &[
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { oldest_past_due = 14 }\n",
            "expect = \"warning\"\n"
        ),
        &["line 1: a: oldest_past_due 14: expected warning, was watch (ageing: watch)"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = [\"80%\", \"100%\", \"101%\"] }\n",
            "expect = [\"clear\", \"warning\", \"not_judged\"]\n"
        ),
        &[
            "line 1: a: row 2, utilisation 100%: expected warning, was watch (utilisation: watch)",
            "line 1: a: row 3, utilisation 101%: expected not_judged, was warning (utilisation: warning)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { utilisation = \"90%\", oldest_past_due = 20, overdue = \"0.5\" }\n",
            "expect = \"clear\"\n"
        ),
        &[
            "line 1: a: utilisation 90%, oldest_past_due 20, overdue 0.50: expected clear, was watch (utilisation: watch, ageing: quiet)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { exposure = \"5\" }\n",
            "expect = \"clear\"\n"
        ),
        &["line 1: a: exposure 5.00: expected clear, was warning (no limit: warning)"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { exposure = \"5\", limit = \"unlimited\" }\n",
            "expect = \"clear\"\n"
        ),
        &[
            "line 1: a: exposure 5.00, limit unlimited: expected clear, was not_judged (utilisation: silent (the credit limit is unlimited), no limit: silent (the credit limit is unlimited))",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_of_plan = \"50%\", elapsed = \"10%\" }\n",
            "expect = \"critical\"\n"
        ),
        &[
            "line 1: a: share_of_plan 50%, elapsed 10%: expected critical, was not_judged (plan: silent (too little of the period has elapsed))",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { alive = \"10%\" }\n",
            "expect = \"critical\"\n"
        ),
        &[
            "line 1: a: alive 10%: expected critical, was not_judged (the policy judges by none of these figures)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { sigmas_below = \"3\" }\n",
            "expect = \"critical\"\n"
        ),
        &[
            "line 1: a: sigmas_below 3: expected critical, was not_judged (the policy judges by none of these figures)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { impact = 3, credibility = \"rumour\" }\n",
            "expect = \"critical\"\n"
        ),
        &[
            "line 1: a: impact 3, credibility rumour: expected critical, was watch (incident: watch)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"70% 90%x4 79% 90% _x2 74%x6\" }\n",
            "expect.effects = [\"raised:watch@1\", \"recovered@14\"]\n"
        ),
        &[
            "line 1: a: day 1, utilisation 90%: expected raised:watch@1, recovered@14, was raised:watch@3, recovered@14 (utilisation: watch; pending)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"70% 90%x4 _x2\" }\n",
            "expect.effects = []\n"
        ),
        &[
            "line 1: a: day 3, utilisation 90%: expected no effect, was raised:watch@3 (utilisation: watch; watch)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"70% 90%x4 _x2\" }\n",
            "expect.levels = \"clearx3 watchx3 clear\"\n"
        ),
        &["line 1: a: day 6: expected clear, was watch (no data; watch)"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { utilisation = \"70% 90%x4 _x2\" }\n",
            "expect = { effects = [\"raised:watch@3\", \"stale@6\"], levels = \"clearx7\" }\n"
        ),
        &[
            "line 1: a: day 6: expected raised:watch@3, stale@6, was raised:watch@3 (no data; watch)",
            "line 1: a: day 3, utilisation 90%: expected clear, was watch (utilisation: watch; watch)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given.series = { share_of_plan = \"96%-1%x4\" }\n",
            "expect.levels = \"clear watchx3\"\n"
        ),
        &["line 1: a: day 1, share_of_plan 95%: expected watch, was clear (plan: quiet; clear)"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = [\"79.99%\", \"80%\"] }\n",
            "expect.class = \"A\"\n"
        ),
        &["line 1: a: row 2, share_above 80%: expected A, was B (A below 80%, B below 95%)"],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { share_above = \"80%\", loyalty = 59.5 }\n",
            "expect.quadrant = \"Treasured\"\n"
        ),
        &[
            "line 1: a: share_above 80%, loyalty 59.5: expected Treasured, was Marginal (small, disloyal)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { purchases = \"80\" }\n",
            "expect.class = \"A\"\n"
        ),
        &[
            "line 1: a: purchases 80.00: expected A, was not_judged (the policy judges by none of these figures)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { credit_score = 59.99 }\n",
            "expect.grade = \"B\"\n"
        ),
        &[
            "line 1: a: credit_score 59.99: expected B, was C (D from 0, C from 40, B from 60, A from 80)",
        ],
    ),
    (
        concat!(
            "[[test]]\n",
            "name = \"a\"\n",
            "given = { dealer_score = 64.99 }\n",
            "expect.grade = \"B\"\n"
        ),
        &[
            "line 1: a: dealer_score 64.99: expected B, was C (A from 80, B from 65, C from 50, D from 0)",
        ],
    ),
];

#[test]
fn tests_that_are_wrong_name_all_problems_with_their_places() {
    for (text, said) in BROKEN {
        let problems = PolicyTests::from_toml(text).unwrap_err();
        let listed: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(listed, *said, "{text}");
    }
}

#[test]
fn a_test_that_fails_says_what_was_expected_and_why_it_is_not_so() {
    for (text, said) in FAILING {
        let report = PolicyTests::from_toml(text).unwrap().run(&Policy::default());
        let listed: Vec<String> = report.failures().map(TestFailure::to_string).collect();
        assert_eq!(listed, *said, "{text}");
    }
}

#[test]
fn a_report_reads_as_that_of_a_test_runner() {
    let text = concat!(
        "[[test]]\n",
        "name = \"a week\"\n",
        "given = { oldest_past_due = [4, 5] }\n",
        "expect = [\"clear\", \"watch\"]\n",
        "[[test]]\n",
        "name = \"two weeks\"\n",
        "given = { oldest_past_due = [14, 15] }\n",
        "expect = \"warning\"\n",
    );
    let tests = PolicyTests::from_toml(text).unwrap();
    let report = tests.run(&Policy::default());
    let said = [
        "passed  line 1: a week",
        "FAILED  line 5: two weeks",
        "        row 1, oldest_past_due 14: expected warning, was watch (ageing: watch)",
        "1 passed, 1 failed",
    ];
    assert_eq!(report.to_string(), said.join("\n"));
    let coverage = tests.coverage(&Policy::default()).within("debt.ageing");
    let said = ["3 of 4 answers reached", "not reached: debt.ageing.critical"];
    assert_eq!(coverage.to_string(), said.join("\n"));
    let mutations = tests.mutations(&Policy::default()).within("debt.ageing");
    let said = [
        "2 of 6 changes by one unit make a test fail",
        "no test fails: debt.ageing.warning: 15 → 16",
        "no test fails: debt.ageing.warning: 15 → 14",
        "no test fails: debt.ageing.critical: 30 → 31",
        "no test fails: debt.ageing.critical: 30 → 29",
    ];
    assert_eq!(mutations.to_string(), said.join("\n"));
    let refused = tests.mutations(&Policy::default()).within("loss.hard_cap_level");
    let said = [
        "0 of 2 changes by one unit make a test fail",
        "no test fails: loss.hard_cap_level: warning → critical",
        "no test fails: loss.hard_cap_level: warning → watch",
    ];
    assert_eq!(refused.to_string(), said.join("\n"));
    let refused = tests.mutations(&Policy::default()).within("credit_grades.grades.0");
    assert_eq!(
        refused.to_string(),
        "0 of 0 changes by one unit make a test fail; the policy refuses 2 more"
    );
}
