//! S21: closed days, watermarks and gaps: what is not known is no silence and no decline.

use guanxi::calendar::{Day, WorkCalendarDraft};
use guanxi::evidence::NotJudged;
use guanxi::feed::{Feed, FeedGap, FeedStatement, FeedStatements, KnownFeeds};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Assessor, Readings};
use guanxi::warning::{Arm, Finding, Outcome, Rule};

use crate::given::{Told, as_of, day, finding, read_alike, silent};

/// The last day of the first quarter.
const END: &str = "2026-03-31";

pub(crate) fn complete(feed: Feed, to: &str) -> FeedStatement {
    FeedStatement::Complete { feed, to: day(to) }
}

pub(crate) fn gap(feed: Feed, from: &str, to: &str) -> FeedStatement {
    FeedStatement::Gap(FeedGap::try_new(feed, day(from), day(to)).unwrap())
}

fn known(statements: &[FeedStatement]) -> KnownFeeds {
    let mut feeds = FeedStatements::default();
    for statement in statements {
        feeds.state_for_all_days(*statement).unwrap();
    }
    feeds.as_of(as_of(END))
}

/// What is read of a customer by what is known of the feeds, which is also what is judged without
/// evidence.
#[track_caller]
fn read_by<'a>(
    policy: &Policy,
    told: &'a Told,
    t: &str,
    statements: &[FeedStatement],
) -> Readings<'a> {
    let context = policy.context(as_of(t)).with_feeds(&known(statements), &policy.feeds);
    read_alike(&Assessor::new(policy, context), told)
}

#[track_caller]
fn read<'a>(told: &'a Told, t: &str, statements: &[FeedStatement]) -> Readings<'a> {
    read_by(&Policy::default(), told, t, statements)
}

fn arm(readings: &Readings<'_>, arm: Arm) -> Finding {
    finding(readings.arms(arm.rule()), arm)
}

fn closed(days: impl IntoIterator<Item = Day>) -> WorkCalendarDraft {
    WorkCalendarDraft { holidays: days.into_iter().collect(), ..WorkCalendarDraft::default() }
}

fn on_calendar(calendar: WorkCalendarDraft) -> Policy {
    Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap()
}

fn days(first: &str, last: &str) -> impl Iterator<Item = Day> {
    let (first, last) = (day(first), day(last));
    (0..=last.days_since(first)).map(move |it| first.offset(it))
}

/// Buys every ten days for two years up to the end of March 2026, for a budget, a plan and a debt.
fn usual() -> Told {
    let told = Told::nothing().sold_every("2024-01-01", 10, 83, "100").due("2026-03-20", "50");
    let told = told.planned("2026-01", "100").budgeted("2026-01", "10").spent("2025-01-05", "1");
    (2..15).fold(told, |told, month| {
        let (year, month) = (2025 + month / 13, (month - 1) % 12 + 1);
        told.spent(&format!("{year}-{month:02}-05"), "1")
    })
}

fn judged(readings: &Readings<'_>, rule: Rule) -> bool {
    readings.outcome(rule) >= Outcome::Clear
}

#[test]
fn a_rule_speaks_up_to_three_days_beyond_the_watermark_of_its_feed_and_not_four() {
    let told = usual();
    let rows = [
        (Rule::Debt, Feed::Receivables, "receivables"),
        (Rule::Progress, Feed::Sales, "sales"),
        (Rule::Loss, Feed::Sales, "sales"),
    ];
    for (rule, feed, name) in rows {
        for (to, speaks) in [("2026-03-31", true), ("2026-03-28", true), ("2026-03-27", false)] {
            let readings = read(&told, END, &[complete(feed, to)]);
            assert_eq!(judged(&readings, rule), speaks, "{rule} complete to {to}");
            if !speaks {
                assert_eq!(readings.outcome(rule), Outcome::NoData);
                let said = readings.verdict(rule).to_string();
                assert_eq!(said, format!("no data: {name} are complete up to 2026-03-27 only"));
            }
        }
        for other in Feed::ALL.into_iter().filter(|it| *it != feed) {
            let readings = read(&told, END, &[complete(other, "2025-01-31")]);
            assert!(judged(&readings, rule), "{rule} does not read {other}");
        }
    }
}

#[test]
fn the_grace_is_that_of_the_policy() {
    let mut draft = PolicyDraft::default();
    draft.feeds.grace_days = 0;
    let policy = Policy::try_from(draft).unwrap();
    let told = usual();
    let by = |to| read_by(&policy, &told, END, &[complete(Feed::Sales, to)]).outcome(Rule::Loss);
    assert_eq!(by("2026-03-31"), Outcome::Clear);
    assert_eq!(by("2026-03-30"), Outcome::NoData);
}

#[test]
fn an_incident_that_was_reported_stands_whatever_the_watermark() {
    let told = usual();
    let readings = read(&told, END, &[complete(Feed::Incidents, "2025-01-31")]);
    assert_eq!(readings.outcome(Rule::Incident), Outcome::Clear);
}

#[test]
fn who_never_bought_cannot_be_told_from_one_whose_sale_is_to_come() {
    let mut book = guanxi::book::Book::new("CNY".parse().unwrap());
    let buys = book.register(guanxi::customer::Customer::new("Li".parse().unwrap())).unwrap();
    let never = book.register(guanxi::customer::Customer::new("Wu".parse().unwrap())).unwrap();
    let sale = guanxi::trade::Sale::new(
        "S1".parse().unwrap(),
        day("2026-01-05"),
        "CNY 5".parse().unwrap(),
    );
    book.record(buys, sale).unwrap();
    let policy = Policy::default();
    let loss = |book: &guanxi::book::Book| {
        let review = book.review(as_of(END), &policy).unwrap();
        review.explain(never).unwrap().readings().verdict(Rule::Loss).to_string()
    };
    assert_eq!(loss(&book), "not applicable: never bought");
    let late = complete(Feed::Sales, "2026-03-01");
    book.feed_statements_mut().state_for_all_days(late).unwrap();
    assert_eq!(loss(&book), "no data: sales are complete up to 2026-03-01 only");
}

#[test]
fn expense_arms_read_the_feeds_that_they_divide() {
    let told = usual();
    let arms = |statements: &[FeedStatement]| {
        let readings = read(&told, "2026-03-20", statements);
        [Arm::OverBudget, Arm::Climbing, Arm::SpendingWithoutSales].map(|it| arm(&readings, it))
    };
    let judged = arms(&[]);
    assert!(judged.iter().all(|it| !matches!(it, Finding::NotJudged(_))), "{judged:?}");

    let late = silent(NotJudged::SalesCompleteTo(day("2026-03-16")));
    let at_grace = arms(&[complete(Feed::Sales, "2026-03-17")]);
    assert_eq!(at_grace, judged);
    let [over, climbing, without] = arms(&[complete(Feed::Sales, "2026-03-16")]);
    assert_eq!((over, without), (judged[0], late), "the budget is no sale");
    assert_eq!(climbing, judged[1], "it reads up to the end of February");

    let [_, climbing, _] = arms(&[complete(Feed::Sales, "2026-02-25")]);
    assert_eq!(climbing, judged[1], "three days beyond");
    let [over, climbing, _] = arms(&[complete(Feed::Sales, "2026-02-24")]);
    let late = silent(NotJudged::SalesCompleteTo(day("2026-02-24")));
    assert_eq!((over, climbing), (judged[0], late), "four days beyond");

    let late = silent(NotJudged::ExpensesCompleteTo(day("2026-03-16")));
    let by_month = arms(&[complete(Feed::Expenses, "2026-03-16")]);
    assert_eq!(by_month, [late, judged[1], late]);
    let late = silent(NotJudged::ExpensesCompleteTo(day("2026-02-24")));
    assert_eq!(arms(&[complete(Feed::Expenses, "2026-02-24")]), [late; 3]);
}

#[test]
fn a_rule_has_no_data_only_when_none_of_its_arms_speaks() {
    let told = usual();
    let late = |to| [complete(Feed::Expenses, to)];
    let readings = read(&told, "2026-03-20", &late("2026-03-16"));
    assert_eq!(readings.outcome(Rule::Expense), Outcome::Clear, "climbing speaks");
    let readings = read(&told, "2026-03-20", &late("2026-02-24"));
    assert_eq!(readings.outcome(Rule::Expense), Outcome::NoData);

    // Nothing is budgeted, and without sales nothing else can be told.
    let told = Told::nothing().sold("2026-01-02", "5").spent("2026-01-02", "1");
    let readings = read(&told, END, &[complete(Feed::Sales, "2026-01-31")]);
    assert_eq!(arm(&readings, Arm::OverBudget), silent(NotJudged::NothingBudgeted));
    assert_eq!(readings.outcome(Rule::Expense), Outcome::NoData);
}

#[test]
fn without_expense_the_rule_has_no_data_while_expenses_are_late() {
    let spent = Told::nothing().sold("2026-01-02", "5").spent("2026-03-30", "1");
    let readings = read(&spent, "2026-03-29", &[]);
    assert_eq!(readings.outcome(Rule::Expense), Outcome::NoData, "the feed begins later");
    let readings = read(&spent, "2026-03-30", &[complete(Feed::Expenses, "2026-03-26")]);
    assert_eq!(readings.outcome(Rule::Expense), Outcome::NoData);
}

#[test]
fn a_period_that_touches_a_gap_is_compared_with_nothing() {
    let told = usual();
    let t = "2026-03-20";
    let to_date = |from, to| {
        let readings = read(&told, t, &[gap(Feed::Sales, from, to)]);
        [Arm::Plan, Arm::LastYear].map(|it| arm(&readings, it))
    };
    let judged = to_date("2023-01-01", "2023-01-01");
    assert!(judged.iter().all(|it| !matches!(it, Finding::NotJudged(_))), "{judged:?}");
    let missing = |first: &str| silent(NotJudged::SalesMissing(day(first)));
    assert_eq!(to_date("2025-12-20", "2025-12-31"), judged, "before the quarter");
    assert_eq!(to_date("2025-12-20", "2026-01-01"), [missing("2026-01-01"); 2]);
    assert_eq!(to_date("2026-03-20", "2026-03-25"), [missing("2026-03-20"); 2]);
    assert_eq!(to_date("2026-03-21", "2026-03-25"), judged, "after the day");
    // The base of last year.
    assert_eq!(to_date("2024-12-01", "2024-12-31"), judged);
    assert_eq!(to_date("2025-01-01", "2025-01-01"), [judged[0], missing("2025-01-01")]);
    assert_eq!(to_date("2025-03-20", "2025-04-20"), [judged[0], missing("2025-03-20")]);
    assert_eq!(to_date("2025-03-21", "2025-04-20"), judged);
}

#[test]
fn a_gap_in_either_window_silences_the_frequency() {
    let t = "2026-03-31";
    let by = |told: &Told, from, to| {
        let readings = read(told, t, &[gap(Feed::Sales, from, to)]);
        arm(&readings, Arm::Frequency)
    };
    let told = usual();
    let missing = |first: &str| silent(NotJudged::SalesMissing(day(first)));
    // 90 days up to 31 March begin on 1 January; 365 before them on 1 January of the year before.
    let recent_first = day(t).offset(-89).to_string();
    let baseline_first = day(t).offset(-454).to_string();
    let before = day(t).offset(-455).to_string();
    assert_eq!(by(&told, &recent_first, &recent_first), missing(&recent_first));
    assert_eq!(by(&told, &before, &baseline_first), missing(&baseline_first));
    assert_eq!(by(&told, &before, &before), Finding::Quiet);
    // The baseline is cut at the start of the customer.
    let young = Told::nothing().sold_every("2025-06-01", 10, 31, "100");
    assert_eq!(by(&young, "2025-05-01", "2025-05-31"), Finding::Quiet);
    assert_eq!(by(&young, "2025-05-01", "2025-06-01"), missing("2025-06-01"));
}

#[test]
fn a_quarter_with_a_gap_has_no_expense_ratio() {
    // One month each: purchases of 100, expense rising from 1 to 4 in the last months.
    let mut told = Told::nothing();
    for back in 0..16 {
        let month = (2026 * 12 + 1) - back;
        let date = format!("{}-{:02}-10", month / 12, month % 12 + 1);
        let spent = match back {
            0 => "9",
            1 => "8",
            2 => "7",
            3 => "6",
            _ => "1",
        };
        told = told.sold(&date, "100").spent(&date, spent);
    }
    let t = "2026-03-10";
    let by = |feed, from, to| arm(&read(&told, t, &[gap(feed, from, to)]), Arm::Climbing);
    let raised = arm(&read(&told, t, &[]), Arm::Climbing);
    assert!(matches!(raised, Finding::Raised(_)), "{raised:?}");
    // The last quarter and the three before it are September to February.
    for (feed, missing) in [
        (Feed::Sales, NotJudged::SalesMissing as fn(Day) -> NotJudged),
        (Feed::Expenses, NotJudged::ExpensesMissing as fn(Day) -> NotJudged),
    ] {
        assert_eq!(by(feed, "2026-03-01", "2026-03-10"), raised, "not complete");
        assert_eq!(by(feed, "2026-02-28", "2026-03-10"), silent(missing(day("2026-02-28"))));
        assert_eq!(by(feed, "2025-08-01", "2025-09-01"), silent(missing(day("2025-09-01"))));
        assert_eq!(by(feed, "2025-08-31", "2025-08-31"), raised, "eleven quarters are left");
        // Of the quarters that end in January 2025 to November those that end in January to April
        // are left by a gap from May to August: fewer than six.
        let few = by(feed, "2025-03-01", "2025-08-31");
        assert_eq!(few, silent(NotJudged::FewMonths));
    }
}

#[test]
fn a_debt_goes_by_what_is_recorded_whatever_gaps_receivables_have() {
    let told = usual();
    let gap = [gap(Feed::Receivables, "2026-03-01", "2026-03-31")];
    assert_eq!(read(&told, END, &gap).debt, read(&told, END, &[]).debt);
}

#[test]
fn a_daily_buyer_is_not_lost_while_we_are_closed_for_ten_days() {
    let told = Told::nothing().sold_every("2025-07-01", 1, 214, "10");
    assert_eq!(told.view().sales().last_active_day(), Some(day("2026-01-30")));
    let t = "2026-02-10";
    let open = read(&told, t, &[]);
    assert!(open.outcome(Rule::Loss) > Outcome::Clear, "eleven days of silence");
    let policy = on_calendar(closed(days("2026-01-31", "2026-02-09")));
    let shut = read_by(&policy, &told, t, &[]);
    assert_eq!((open.loss.days_silent, shut.loss.days_silent), (11, 1));
    assert_eq!(shut.outcome(Rule::Loss), Outcome::Clear);
    // The same days as a gap in sales.
    let missing = read(&told, t, &[gap(Feed::Sales, "2026-01-31", "2026-02-09")]);
    assert_eq!(missing.loss.days_silent, 1);
    assert_eq!(missing.outcome(Rule::Loss), Outcome::Clear);
    let others = [gap(Feed::Receivables, "2026-01-31", "2026-02-09")];
    assert_eq!(read(&told, t, &others).loss.days_silent, 11, "a gap of another feed");
}

#[test]
fn closed_days_and_gaps_count_once_and_only_after_the_last_order() {
    let told = Told::nothing().sold("2026-01-10", "5");
    let policy = on_calendar(closed(days("2026-01-08", "2026-01-14")));
    let silent =
        |t, statements: &[FeedStatement]| read_by(&policy, &told, t, statements).loss.days_silent;
    assert_eq!(silent("2026-01-10", &[]), 0);
    assert_eq!(silent("2026-01-14", &[]), 0, "closed on 11 to 14");
    assert_eq!(silent("2026-01-15", &[]), 1);
    let overlap = [gap(Feed::Sales, "2026-01-12", "2026-01-16")];
    assert_eq!(silent("2026-01-16", &overlap), 0);
    assert_eq!(silent("2026-01-17", &overlap), 1);
    assert_eq!(silent("2026-01-20", &[gap(Feed::Sales, "2026-01-19", "2026-02-19")]), 4);
}

#[test]
fn weekly_rest_days_are_silence_like_other_days() {
    let told = Told::nothing().sold("2026-01-10", "5");
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    let weekends = WorkCalendarDraft { rest_days, ..WorkCalendarDraft::default() };
    let silent = |calendar| read_by(&on_calendar(calendar), &told, "2026-01-20", &[]);
    assert_eq!(silent(weekends.clone()).loss.days_silent, 10);
    // A Saturday that is named is a closed day.
    let holidays = [day("2026-01-17")].into();
    assert_eq!(silent(WorkCalendarDraft { holidays, ..weekends }).loss.days_silent, 9);
}

#[test]
fn the_hard_cap_and_fixed_days_count_days_on_which_we_are_open() {
    let told = Told::nothing().sold("2026-01-01", "5");
    let policy = on_calendar(closed([day("2026-03-01")]));
    let cap = |t| arm(&read_by(&policy, &told, t, &[]), Arm::HardCap);
    assert_eq!(cap("2026-07-01"), Finding::Quiet, "180 days and a closed one");
    assert!(matches!(cap("2026-07-02"), Finding::Raised(_)));
}

#[test]
fn the_next_alarm_comes_later_by_the_closed_days() {
    use guanxi::warning::{Level, LossMethod, LossPolicy, LossPolicyDraft};
    let told = usual();
    let fixed = guanxi::warning::Levels { watch: 20, warning: 40, critical: 60 };
    let methods =
        [LossMethod::default(), LossMethod::cadence(), LossMethod::FixedDays { days_above: fixed }];
    let calendar = closed(days("2026-04-10", "2026-04-19").chain(days("2026-06-01", "2026-06-03")));
    let last = told.view().sales().last_active_day().unwrap();
    for silence in methods {
        let draft = LossPolicyDraft { silence, ..LossPolicyDraft::default() };
        let loss = LossPolicy::try_new(draft).unwrap();
        let policy = Policy { loss, ..on_calendar(calendar.clone()) };
        for level in Level::ALL {
            let context = policy.context(as_of(&last.to_string()));
            let alarm = policy.loss.next_alarm(told.view(), &context, level).unwrap();
            let at = |day: Day| read_by(&policy, &told, &day.to_string(), &[]).outcome(Rule::Loss);
            assert!(at(alarm) >= Outcome::Breach(level), "{level} on {alarm}");
            assert!(at(alarm.offset(-1)) < Outcome::Breach(level), "{level} before {alarm}");
        }
    }
}

#[test]
fn a_product_group_is_not_lost_on_closed_days() {
    let told = Told::nothing().sold_of_every("2025-06-01", 5, 40, &["Tools"]).sold_of_every(
        "2025-06-01",
        5,
        50,
        &["Paint"],
    );
    let policy = on_calendar(closed(days("2025-12-20", "2026-01-20")));
    let silent = |policy: &Policy| {
        let context = policy.context(as_of("2026-02-05"));
        let mut groups = policy.loss.groups(told.view(), &context).collect::<Vec<_>>();
        groups.sort_by_key(|it| it.group.name().to_owned());
        groups.iter().map(|it| it.signal.alive).collect::<Vec<_>>()
    };
    let (open, shut) = (silent(&Policy::default()), silent(&policy));
    assert!(shut[1] > open[1], "tools");
}

#[test]
fn beyond_the_last_year_of_the_calendar_the_arms_that_read_it_have_no_data() {
    let calendar = WorkCalendarDraft {
        holidays: days("2026-02-15", "2026-02-23").collect(),
        last_year: Some(2026),
        ..WorkCalendarDraft::default()
    };
    let policy = on_calendar(calendar);
    let told = Told::nothing()
        .sold_every("2025-01-01", 10, 73, "100")
        .planned("2026-12", "100")
        .planned("2027-01", "100")
        .budgeted("2026-12", "10")
        .budgeted("2027-01", "10")
        .spent("2026-12-01", "1");
    let known = read_by(&policy, &told, "2026-12-31", &[]);
    let ends = silent(NotJudged::CalendarEnds(2026));
    assert!([Rule::Progress, Rule::Loss, Rule::Expense].iter().all(|it| judged(&known, *it)));
    let beyond = read_by(&policy, &told, "2027-02-08", &[]);
    for of in [
        Arm::Plan,
        Arm::LastYear,
        Arm::OverBudget,
        Arm::SpendingWithoutSales,
        Arm::Silence,
        Arm::HardCap,
    ] {
        assert_eq!(arm(&beyond, of), ends, "{of}");
        assert_ne!(arm(&known, of), ends, "{of}");
    }
    assert!(!matches!(arm(&beyond, Arm::Frequency), Finding::NotJudged(_)), "reads no calendar");
    assert_eq!(beyond.verdict(Rule::Loss).to_string(), "no data: the calendar ends with 2026");
    assert_eq!(beyond.outcome(Rule::Debt), known.outcome(Rule::Debt));
    assert_eq!(
        read(&told, "2027-02-08", &[]).outcome(Rule::Loss),
        read_by(
            &on_calendar(WorkCalendarDraft {
                last_year: Some(2027),
                ..WorkCalendarDraft::default()
            }),
            &told,
            "2027-02-08",
            &[]
        )
        .outcome(Rule::Loss)
    );
}

/// Asked in February 2027 of a calendar that knows 2026: the new year week is not worked, which
/// nobody has stated yet.
#[test]
fn s9_a_calendar_that_knows_2026_tells_nothing_of_february_2027() {
    let calendar = WorkCalendarDraft {
        holidays: days("2026-02-15", "2026-02-23").collect(),
        last_year: Some(2026),
        ..WorkCalendarDraft::default()
    };
    let told = Told::nothing().sold_every("2025-01-01", 1, 767, "10").planned("2027-02", "900");
    let t = "2027-02-15";
    let unstated = WorkCalendarDraft { last_year: None, ..calendar.clone() };
    let counted = read_by(&on_calendar(unstated), &told, t, &[]);
    assert!(matches!(arm(&counted, Arm::Plan), Finding::Raised(_)), "the week is worked");
    let known = read_by(&on_calendar(calendar), &told, t, &[]);
    let ends = silent(NotJudged::CalendarEnds(2026));
    for of in [Arm::Plan, Arm::LastYear, Arm::Silence, Arm::HardCap] {
        assert_eq!(arm(&known, of), ends, "{of}");
    }
    let said = known.verdict(Rule::Loss).to_string();
    assert_eq!(said, "no data: the calendar ends with 2026");
}

/// A feed that ends on 31 May, and a review of 6 July: all customers looked silent.
#[test]
fn s10_a_feed_that_ended_in_may_raises_nobody_in_july() {
    use guanxi::trade::{Plan, Sale};
    let mut book = guanxi::book::Book::new("CNY".parse().unwrap());
    for customer in 0..40 {
        let name = format!("C{customer}");
        let key = book.register(guanxi::customer::Customer::new(name.parse().unwrap())).unwrap();
        for place in 0..30 {
            let number = format!("{customer}-{place}").parse().unwrap();
            let date = day("2025-01-03").offset(place * 17);
            book.record(key, Sale::new(number, date, "CNY 100".parse().unwrap())).unwrap();
        }
        for month in ["2026-04", "2026-05", "2026-06", "2026-07"] {
            let plan = Plan::new(month.parse().unwrap(), "CNY 200".parse().unwrap());
            book.record(key, plan).unwrap();
        }
    }
    let policy = Policy::default();
    let raised = |book: &guanxi::book::Book| {
        let review = book.review(as_of("2026-07-06"), &policy).unwrap();
        let rules = [Rule::Progress, Rule::Loss];
        rules.map(|rule| {
            let outcomes = review.outcomes(rule);
            outcomes.iter().filter(|it| **it > Outcome::Clear).count()
        })
    };
    let raised_before = raised(&book);
    assert!(raised_before.contains(&40), "{raised_before:?}");
    let late = complete(Feed::Sales, "2026-05-31");
    book.feed_statements_mut().state_for_all_days(late).unwrap();
    assert_eq!(raised(&book), [0, 0]);
    let review = book.review(as_of("2026-07-06"), &policy).unwrap();
    for rule in [Rule::Progress, Rule::Loss] {
        assert!(review.outcomes(rule).iter().all(|it| *it == Outcome::NoData));
        let key = review.customers()[0];
        let said = review.explain(key).unwrap().readings().verdict(rule).to_string();
        assert_eq!(said, "no data: sales are complete up to 2026-05-31 only");
    }
}

#[test]
fn a_holiday_after_the_last_year_known_contradicts_it() {
    let calendar = WorkCalendarDraft { last_year: Some(2026), ..closed([day("2027-01-01")]) };
    let error = Policy::try_from(PolicyDraft::default().with_calendar(calendar)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "progress.calendar.holidays must not go beyond last_year (2026), names 2027-01-01; \
         cases.calendar.holidays must not go beyond last_year (2026), names 2027-01-01",
    );
}

#[test]
fn a_reason_that_names_a_day_is_written_with_it_and_read_back() {
    let reasons = [
        (NotJudged::SalesCompleteTo(day("2026-03-01")), "sales_complete_to:2026-03-01"),
        (NotJudged::ExpensesMissing(day("2026-03-01")), "expenses_missing:2026-03-01"),
        (NotJudged::CalendarEnds(2026), "calendar_ends:2026"),
        (NotJudged::FiscalYearEnds(day("2026-03-22")), "fiscal_year_ends:2026-03-22"),
        (NotJudged::TooEarly, "too_early"),
    ];
    for (reason, written) in reasons {
        assert_eq!(written.parse(), Ok(reason));
        assert_eq!(reason.code(), written.split(':').next().unwrap());
        #[cfg(feature = "serde")]
        {
            assert_eq!(serde_json::to_string(&reason).unwrap(), format!("{written:?}"));
            assert_eq!(serde_json::from_str::<NotJudged>(&format!("{written:?}")).unwrap(), reason);
        }
    }
    for wrong in ["sales_complete_to", "sales_complete_to:today", "too_early:2026-03-01"] {
        assert!(wrong.parse::<NotJudged>().is_err(), "{wrong}");
    }
}
