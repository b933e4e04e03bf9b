//! S21.2, C11: financial years that begin with a month, and periods whose first days are stated.

use guanxi::calendar::{Day, FiscalYear, Period, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::context::Pace;
use guanxi::evidence::NotJudged;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::Assessor;
use guanxi::warning::{Arm, Finding, ProgressPolicyDraft, Rule};

use crate::given::{CRITICAL, QUIET, Told, as_of, day, fen, finding, silent};

fn words(window: Window) -> String {
    format!("{}..{}", window.after.offset(1), window.until)
}

fn from(first_month: u8) -> FiscalYear {
    FiscalYear { first_month, ..FiscalYear::default() }
}

fn stated(years: &[&[&str]]) -> FiscalYear {
    let year = |days: &&[&str]| days.iter().map(|it| day(it)).collect::<Vec<Day>>();
    FiscalYear { first_days: years.iter().map(year).collect(), ..FiscalYear::default() }
}

/// Two years of 4, 4 and 5 weeks, of which the quarter to March is stated, the second of them with
/// a period of 4 weeks where the first has one of 5.
fn weeks() -> FiscalYear {
    stated(&[
        &["2024-12-30", "2025-01-27", "2025-02-24"],
        &["2025-12-29", "2026-01-26", "2026-02-23"],
        &["2026-03-23"],
    ])
}

#[track_caller]
fn pace(year: &FiscalYear, period: Period, t: &str) -> Pace {
    Pace::in_fiscal_year(as_of(t), period, year, &WorkCalendar::default())
}

#[track_caller]
fn both(year: &FiscalYear, period: Period, t: &str) -> [String; 2] {
    let pace = pace(year, period, t);
    [words(pace.to_date()), words(pace.last_year())]
}

#[test]
fn c11_a_year_from_april() {
    let year = from(4);
    let rows = [
        (Period::Year, "2026-03-31", "2025-04-01..2026-03-31", "2024-04-01..2025-03-31"),
        (Period::Year, "2026-04-01", "2026-04-01..2026-04-01", "2025-04-01..2025-04-01"),
        (Period::Year, "2026-05-10", "2026-04-01..2026-05-10", "2025-04-01..2025-05-10"),
        (Period::Quarter, "2026-05-10", "2026-04-01..2026-05-10", "2025-04-01..2025-05-10"),
        (Period::Month, "2026-05-10", "2026-05-01..2026-05-10", "2025-05-01..2025-05-10"),
    ];
    for (period, t, to_date, last_year) in rows {
        assert_eq!(both(&year, period, t), [to_date, last_year], "{period} {t}");
    }
}

#[test]
fn quarters_follow_the_first_month() {
    let year = from(2);
    for (t, to_date) in [
        ("2026-01-31", "2025-11-01..2026-01-31"),
        ("2026-02-01", "2026-02-01..2026-02-01"),
        ("2026-04-30", "2026-02-01..2026-04-30"),
        ("2026-05-01", "2026-05-01..2026-05-01"),
    ] {
        assert_eq!(words(pace(&year, Period::Quarter, t).to_date()), to_date);
    }
    let whole = pace(&from(12), Period::Year, "2026-02-10").period().unwrap();
    assert_eq!(words(whole), "2025-12-01..2026-11-30");
    // A year that ends on the last day of February takes in the 29th of the one before.
    let of = |t| both(&from(3), Period::Year, t);
    assert_eq!(of("2029-02-28"), ["2028-03-01..2029-02-28", "2027-03-01..2028-02-29"]);
    assert_eq!(of("2028-02-29"), ["2027-03-01..2028-02-29", "2026-03-01..2027-02-28"]);
    assert_eq!(of("2029-02-27"), ["2028-03-01..2029-02-27", "2027-03-01..2028-02-27"]);
}

#[test]
fn c11_periods_of_4_4_5_weeks() {
    let year = weeks();
    let whole = |t| pace(&year, Period::Quarter, t).period().map(words);
    assert_eq!(whole("2025-12-29").unwrap(), "2025-12-29..2026-01-25");
    assert_eq!(whole("2026-01-25").unwrap(), "2025-12-29..2026-01-25");
    assert_eq!(whole("2026-01-26").unwrap(), "2026-01-26..2026-02-22");
    assert_eq!(whole("2026-03-22").unwrap(), "2026-02-23..2026-03-22");
    assert_eq!(whole("2025-12-28").unwrap(), "2025-02-24..2025-12-28", "up to the next year");
    assert_eq!(whole("2024-12-29"), None, "before the first");
    assert_eq!(whole("2026-03-23"), None, "its end is not stated");
}

#[test]
fn last_year_of_a_list_is_the_period_of_the_same_number_and_length_at_most_its_own() {
    let longer = stated(&[
        &["2024-12-30", "2025-01-27", "2025-02-24"],
        &["2025-12-29", "2026-02-02", "2026-03-02"],
        &["2026-03-30"],
    ]);
    let base = |t| words(pace(&longer, Period::Quarter, t).last_year());
    assert_eq!(base("2025-12-29"), "2024-12-30..2024-12-30");
    assert_eq!(base("2026-01-25"), "2024-12-30..2025-01-26", "28 days");
    assert_eq!(base("2026-02-01"), "2024-12-30..2025-01-26", "35 days, of which it has 28");
    assert_eq!(base("2026-02-10"), "2025-01-27..2025-02-04", "the second");
    assert_eq!(base("2026-03-29"), "2025-02-24..2025-03-23", "as long");
}

#[track_caller]
fn arms(draft: &ProgressPolicyDraft, told: &Told, t: &str) -> [Finding; 2] {
    let policy =
        Policy::try_from(PolicyDraft { progress: draft.clone(), ..PolicyDraft::default() })
            .unwrap();
    let assessor = Assessor::new(&policy, policy.context(as_of(t)));
    let readings = assessor.read(told.view());
    assert_eq!(
        assessor.judge(told.view()).outcome(Rule::Progress),
        readings.outcome(Rule::Progress)
    );
    [Arm::Plan, Arm::LastYear].map(|arm| finding(readings.arms(Rule::Progress), arm))
}

fn by(fiscal_year: FiscalYear) -> ProgressPolicyDraft {
    ProgressPolicyDraft { fiscal_year, ..ProgressPolicyDraft::default() }
}

#[test]
fn a_months_plan_lies_evenly_on_its_days_and_is_rounded_once() {
    let year = weeks();
    let due =
        |told: &Told, t| pace(&year, Period::Quarter, t).due_to_date(told.view().plans()).minor();
    let told = Told::nothing().planned("2026-01", "310").planned("2026-02", "280");
    // From 26 January: 6 of 31 days, and 10 of 28.
    assert_eq!(due(&told, "2026-02-10"), fen("160"));
    assert_eq!(due(&told, "2026-01-26"), fen("10"));
    assert_eq!(due(&told, "2026-02-22"), fen("280"));
    // The next period has the rest of February and March.
    let told = told.planned("2026-03", "310");
    assert_eq!(due(&told, "2026-03-22"), fen("280"), "6 of 28 days, and 22 of 31");
    // 0.387 and 1.429 cents: 1.816 together, while each by itself would be 0 and 1.
    let small = Told::nothing().planned("2026-01", "0.02").planned("2026-02", "0.04");
    assert_eq!(due(&small, "2026-02-10"), 2);
}

#[test]
fn rest_days_carry_no_plan_in_a_part_of_a_month() {
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    let calendar = WorkCalendarDraft { rest_days, ..WorkCalendarDraft::default() };
    let pace = |t| Pace::in_fiscal_year(as_of(t), Period::Quarter, &weeks(), &calendar);
    let told = Told::nothing().planned("2026-01", "220").planned("2026-02", "200");
    let due = |t| pace(t).due_to_date(told.view().plans()).minor();
    // January has 22 worked days, five of them from Monday the 26th on; February 20.
    assert_eq!(due("2026-01-30"), fen("50"));
    assert_eq!(due("2026-02-01"), fen("50"), "a Sunday");
    assert_eq!(due("2026-02-02"), fen("60"));
}

#[test]
fn the_last_stated_period_answers_until_the_new_one_can() {
    let told = Told::nothing()
        .since("2025-01-01")
        .sold("2026-01-01", "1")
        .planned("2026-01", "310")
        .planned("2026-02", "280");
    let draft = by(weeks());
    let plan = |t| arms(&draft, &told, t)[0];
    assert_eq!(plan("2026-01-25"), CRITICAL);
    // 28 days: 7 of them are a quarter.
    assert_eq!(plan("2026-01-31"), CRITICAL);
    let paid = told.clone().sold("2026-01-27", "500");
    assert_eq!(arms(&draft, &paid, "2026-01-31")[0], CRITICAL, "the last period");
    assert_eq!(arms(&draft, &paid, "2026-02-01")[0], QUIET);
    // Before the first stated period there is no last one.
    let first = told.planned("2025-01", "310");
    assert_eq!(arms(&draft, &first, "2024-12-31"), [silent(NotJudged::NoSalesFeed); 2]);
    let bought = first.sold("2024-12-30", "1");
    assert_eq!(arms(&draft, &bought, "2024-12-31")[0], silent(NotJudged::NothingPlanned));
    assert_eq!(arms(&draft, &bought, "2025-01-01")[0], silent(NotJudged::TooEarly));
}

#[test]
fn a_period_that_is_not_stated_has_no_data() {
    let told = Told::nothing().sold_every("2024-01-01", 7, 120, "10").planned("2026-03", "100");
    let draft = by(weeks());
    let none = silent(NotJudged::NoPeriod);
    // The list begins after the day.
    let planned = told.clone().planned("2024-12", "100");
    assert_eq!(arms(&draft, &planned, "2024-12-29"), [none; 2]);
    assert_ne!(arms(&draft, &planned, "2024-12-30")[0], none);
    // The first year has no year before it.
    let planned = told.planned("2025-02", "100");
    let [plan, last_year] = arms(&draft, &planned, "2025-02-20");
    assert_ne!(plan, none);
    assert_eq!(last_year, none);
    assert_eq!(none.to_string(), "silent (the fiscal year does not state the period)");
}

#[test]
fn a_list_that_ends_before_the_day_names_the_last_day_that_it_knows() {
    let told = Told::nothing()
        .sold_every("2024-01-01", 7, 160, "10")
        .planned("2026-03", "100")
        .budgeted("2026-03", "100")
        .spent("2026-03-01", "1");
    let draft = by(weeks());
    let ends = silent(NotJudged::FiscalYearEnds(day("2026-03-22")));
    assert!(arms(&draft, &told, "2026-03-22").iter().all(|it| *it != ends));
    for t in ["2026-03-23", "2026-12-31"] {
        assert_eq!(arms(&draft, &told, t), [ends; 2], "{t}");
    }
    let policy = Policy::try_from(PolicyDraft { progress: draft, ..PolicyDraft::default() });
    let policy = policy.unwrap();
    let read = |t: &str| {
        let assessor = Assessor::new(&policy, policy.context(as_of(t)));
        assessor.read(told.view())
    };
    let (known, beyond) = (read("2026-03-22"), read("2026-03-23"));
    for arm in [Arm::OverBudget, Arm::SpendingWithoutSales] {
        assert_ne!(finding(known.arms(Rule::Expense), arm), ends, "{arm}");
        assert_eq!(finding(beyond.arms(Rule::Expense), arm), ends, "{arm}");
    }
    let said = "silent (the fiscal year states its periods up to 2026-03-22 only)";
    assert_eq!(ends.to_string(), said);
    // The rule has no data where no other arm speaks.
    let young = Told::nothing().sold("2026-03-01", "10").planned("2026-03", "100");
    let assessor = Assessor::new(&policy, policy.context(as_of("2026-03-23")));
    let said = "no data: the fiscal year states its periods up to 2026-03-22 only; too short a \
                history to compare the frequency with";
    assert_eq!(assessor.read(young.view()).verdict(Rule::Progress).to_string(), said);
}

#[test]
fn expense_counts_by_the_same_periods() {
    let told = Told::nothing()
        .sold("2026-01-01", "1")
        .budgeted("2026-01", "310")
        .spent("2026-01-25", "500")
        .spent("2026-01-26", "61");
    let progress = by(weeks());
    let policy = Policy::try_from(PolicyDraft { progress, ..PolicyDraft::default() }).unwrap();
    let over = |t: &str| {
        let assessor = Assessor::new(&policy, policy.context(as_of(t)));
        let readings = assessor.read(told.view());
        assert_eq!(
            assessor.judge(told.view()).outcome(Rule::Expense),
            readings.outcome(Rule::Expense)
        );
        (readings.expense.budgeted.minor(), finding(readings.arms(Rule::Expense), Arm::OverBudget))
    };
    assert_eq!(over("2026-01-25"), (fen("250"), CRITICAL));
    assert_eq!(over("2026-02-05"), (fen("60"), Finding::Raised(guanxi::warning::Level::Watch)));
    assert_eq!(over("2026-03-23").1, silent(NotJudged::FiscalYearEnds(day("2026-03-22"))));
}

#[test]
fn a_fiscal_year_that_contradicts_itself_is_refused_with_all_its_faults() {
    let refused = |fiscal_year: FiscalYear| {
        let progress = by(fiscal_year);
        let draft = PolicyDraft { progress, ..PolicyDraft::default() };
        Policy::try_from(draft).unwrap_err().to_string()
    };
    for month in [0, 13] {
        let text = format!("progress.fiscal_year.first_month must lie in 1..=12, was {month}");
        assert_eq!(refused(from(month)), text);
    }
    let both = FiscalYear { first_month: 4, ..weeks() };
    let text = "progress.fiscal_year.first_month must be 1 beside first_days, was 4";
    assert_eq!(refused(both), text);
    let text = "progress.fiscal_year.first_days must name a day of each year, [1] is empty";
    assert_eq!(refused(stated(&[&["2026-01-01", "2026-02-01"], &[]])), text);
    assert_eq!(
        refused(stated(&[&[]])),
        "progress.fiscal_year.first_days must name a day of each year, [0] is empty"
    );
    let text = "progress.fiscal_year.first_days must rise, 2026-01-01 follows 2026-01-01; \
                progress.fiscal_year.first_days must rise, 2025-12-31 follows 2026-01-01";
    assert_eq!(refused(stated(&[&["2026-01-01", "2026-01-01"], &["2025-12-31"]])), text);
}

#[test]
fn a_list_of_first_days_that_judges_nothing_or_skips_more_than_a_year_is_refused() {
    let refused = |years: &[&[&str]]| {
        let draft = PolicyDraft { progress: by(stated(years)), ..PolicyDraft::default() };
        Policy::try_from(draft).map_err(|it| it.to_string()).err()
    };
    let text = "progress.fiscal_year.first_days must name at least 2 days, the end of a period \
                too, named 2026-01-01";
    assert_eq!(refused(&[&["2026-01-01"]]).as_deref(), Some(text));
    let empty = "progress.fiscal_year.first_days must name a day of each year, [1] is empty; ";
    assert_eq!(refused(&[&["2026-01-01"], &[]]), Some(format!("{empty}{text}")));
    assert_eq!(refused(&[&["2026-01-01", "2026-02-01"]]), None);
    assert_eq!(refused(&[&["2026-01-01"], &["2027-01-01"]]), None, "periods of a year");
    // A year of 53 weeks, and a day more.
    assert_eq!(refused(&[&["2026-12-28"], &["2028-01-03"]]), None);
    let text = "progress.fiscal_year.first_days must lie at most 371 days apart, 2028-01-04 \
                follows 2026-12-28 by 372";
    assert_eq!(refused(&[&["2026-12-28"], &["2028-01-04"]]).as_deref(), Some(text));
    let unordered = "progress.fiscal_year.first_days must rise, 2026-01-01 follows 2026-04-01";
    assert_eq!(refused(&[&["2026-04-01", "2026-01-01"]]).as_deref(), Some(unordered));
    let twice = "progress.fiscal_year.first_days must rise, 2027-01-01 follows 2027-01-01";
    let years: &[&[&str]] = &[&["2026-01-01", "2027-01-01"], &["2027-01-01"]];
    assert_eq!(refused(years).as_deref(), Some(twice));
}

#[cfg(feature = "serde")]
#[test]
fn c11_both_are_written_in_a_policy() {
    let text = "[progress]\nperiod = \"year\"\n[progress.fiscal_year]\nfirst_month = 4\n";
    let policy: Policy = toml::from_str(text).unwrap();
    assert_eq!(policy.progress.fiscal_year, from(4));
    let text = "[progress.fiscal_year]\nfirst_days = [\n\
                [\"2024-12-30\", \"2025-01-27\", \"2025-02-24\"],\n\
                [\"2025-12-29\", \"2026-01-26\", \"2026-02-23\"],\n\
                [\"2026-03-23\"],\n]\n\
                [progress.usual_order]\nfewest_order_days = 6\n";
    let policy: Policy = toml::from_str(text).unwrap();
    assert_eq!(policy.progress.fiscal_year, weeks());
    assert_eq!(policy.progress.usual_order.map(|it| it.fewest_order_days), Some(6));
    let written = toml::to_string(&policy).unwrap();
    assert_eq!(toml::from_str::<Policy>(&written).unwrap(), policy);
    let off: Policy = toml::from_str("[progress]\nusual_order = \"none\"\n").unwrap();
    assert_eq!(off.progress.usual_order, None);
    let written = serde_json::to_string(&off).unwrap();
    assert_eq!(serde_json::from_str::<Policy>(&written).unwrap(), off);
    let plain = toml::to_string(&Policy::default()).unwrap();
    assert!(!plain.contains("fiscal_year") && !plain.contains("usual_order"), "as before");
}
