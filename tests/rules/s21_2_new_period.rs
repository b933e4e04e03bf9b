//! S21.2, S21.3: a new period is no recovery. Until enough of it has elapsed the last one answers.

use guanxi::book::Book;
use guanxi::calendar::Period;
use guanxi::casework::{Effect, Notice, Register};
use guanxi::customer::Customer;
use guanxi::evidence::NotJudged;
use guanxi::feed::{Feed, FeedGap, FeedStatement, FeedStatements};
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::review::{Assessor, Readings, StepContext};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Arm, Finding, Level, Outcome, ProgressPolicyDraft, Reading, Rule};

use crate::given::{
    CRITICAL, QUIET, Told, WARNING, as_of, day, document, fen, finding, month, read_alike, silent,
    yuan,
};

#[track_caller]
fn read_by<'a>(policy: &Policy, told: &'a Told, t: &str) -> Readings<'a> {
    read_alike(&Assessor::new(policy, policy.context(as_of(t))), told)
}

#[track_caller]
fn arm(told: &Told, t: &str, arm: Arm) -> Finding {
    finding(read_by(&Policy::default(), told, t).arms(arm.rule()), arm)
}

fn by(period: Period) -> Policy {
    let progress = ProgressPolicyDraft { period, ..ProgressPolicyDraft::default() };
    Policy::try_from(PolicyDraft { progress, ..PolicyDraft::default() }).unwrap()
}

/// A plan of 100.00 for each month of 2025 and 2026.
fn planned(told: Told) -> Told {
    (0..24).fold(told, |told, place| {
        told.planned(&format!("{}-{:02}", 2025 + place / 12, place % 12 + 1), "100")
    })
}

/// Buys 2.00 each day for two years: six tenths of the plan.
fn at_60_percent() -> Told {
    planned(Told::nothing().sold_every("2025-01-01", 1, 730, "2"))
}

#[test]
fn s1_the_first_quarter_answers_until_the_second_can() {
    let told = at_60_percent();
    let last = |t| {
        let readings = read_by(&Policy::default(), &told, t);
        assert_eq!(finding(readings.arms(Rule::Progress), Arm::Plan), CRITICAL, "{t}");
        readings.progress.last_complete.map(|it| (it.days.after.offset(1), it.days.until))
    };
    assert_eq!(last("2026-03-31"), None);
    let first_quarter = Some((day("2026-01-01"), day("2026-03-31")));
    // 91 days: the 22nd is 24.2 %, the 23rd 25.3 %.
    for t in ["2026-04-01", "2026-04-11", "2026-04-22"] {
        assert_eq!(last(t), first_quarter, "{t}");
    }
    assert_eq!(last("2026-04-23"), None);
}

#[test]
fn the_last_period_answers_with_its_own_plan_and_says_so() {
    let told = at_60_percent();
    let reading = read_by(&Policy::default(), &told, "2026-04-10").progress;
    let last = reading.last_complete.unwrap();
    assert_eq!((last.bought.minor(), last.planned.minor()), (fen("180"), fen("300")));
    assert_eq!(reading.bought.minor(), fen("20"), "the period to date stays in the figures");
    let said = "bought CNY 180.00, 60% of the CNY 300.00 planned from 2026-01-01 to 2026-03-31, \
                the last complete period";
    assert_eq!(reading.clause(Arm::Plan), said);
    assert_eq!(reading.purchase_to_clear(), None, "nothing is added to a period that is over");
    let labels: Vec<&str> = reading.figures().iter().map(|it| it.label).collect();
    assert!(labels.contains(&"last complete period"), "{labels:?}");
    let said = "bought CNY 180.00 from 2026-01-01 to 2026-03-31, the last complete period, 100% of \
                the CNY 180.00 bought from 2025-01-01 to 2025-03-31";
    assert_eq!(reading.clause(Arm::LastYear), said);
}

#[test]
fn the_last_period_answers_with_its_own_base() {
    // Half of the first quarter of the year before; nothing has a base in the second.
    let told = Told::nothing().sold_every("2025-01-01", 10, 9, "100");
    let told = told.sold_every("2026-01-01", 10, 9, "30");
    assert_eq!(arm(&told, "2026-03-31", Arm::LastYear), CRITICAL);
    assert_eq!(arm(&told, "2026-04-22", Arm::LastYear), CRITICAL);
    assert_eq!(arm(&told, "2026-04-23", Arm::LastYear), silent(NotJudged::ThinBase));
    // The last period has no base itself.
    let thin = Told::nothing().sold("2025-01-01", "100").sold("2026-01-01", "30");
    assert_eq!(arm(&thin, "2026-03-31", Arm::LastYear), silent(NotJudged::ThinBase));
    assert_eq!(arm(&thin, "2026-04-22", Arm::LastYear), silent(NotJudged::TooEarly));
}

#[test]
fn a_sale_of_the_last_period_counts_in_it() {
    let told = at_60_percent().sold("2026-03-30", "120");
    assert_eq!(arm(&told, "2026-04-10", Arm::Plan), QUIET, "300.00 of 300.00");
}

#[test]
fn who_started_after_the_first_day_of_the_last_period_has_none() {
    let told = |since| {
        let told = Told::nothing().since(since).sold_every("2026-01-10", 7, 10, "10");
        planned(told)
    };
    assert_eq!(arm(&told("2026-01-01"), "2026-04-10", Arm::Plan), CRITICAL);
    assert_eq!(arm(&told("2026-01-02"), "2026-04-10", Arm::Plan), silent(NotJudged::TooEarly));
    // In its first complete period it has one.
    assert_eq!(arm(&told("2026-01-02"), "2026-07-10", Arm::Plan), CRITICAL);
}

#[test]
fn a_period_without_any_plan_is_silent_for_that_from_its_first_day() {
    let told = Told::nothing().sold_every("2025-01-01", 7, 60, "1").planned("2026-03", "900");
    assert_eq!(arm(&told, "2026-03-31", Arm::Plan), CRITICAL);
    assert_eq!(arm(&told, "2026-04-01", Arm::Plan), silent(NotJudged::NothingPlanned));
    let zero = told.clone().planned("2026-04", "0");
    assert_eq!(arm(&zero, "2026-04-01", Arm::Plan), silent(NotJudged::NothingPlanned));
    // A plan for a later month of the period is not looked at before it begins.
    let later = told.clone().planned("2026-06", "1");
    assert_eq!(arm(&later, "2026-04-01", Arm::Plan), silent(NotJudged::NothingPlanned));
    let next = told.planned("2026-07", "1");
    assert_eq!(arm(&next, "2026-04-01", Arm::Plan), silent(NotJudged::NothingPlanned));
    // The last period had no plan.
    let first = Told::nothing().sold_every("2025-01-01", 7, 60, "1").planned("2026-04", "900");
    assert_eq!(arm(&first, "2026-04-01", Arm::Plan), silent(NotJudged::TooEarly));
}

#[test]
fn of_a_year_the_last_one_answers_until_the_first_of_april() {
    let told = at_60_percent();
    let policy = by(Period::Year);
    let answers = |t| read_by(&policy, &told, t).progress.last_complete.map(|it| it.days.until);
    for t in ["2026-01-01", "2026-04-01"] {
        assert_eq!(answers(t), Some(day("2025-12-31")), "{t}");
    }
    assert_eq!(answers("2026-04-02"), None, "92 of 365 days");
}

#[test]
fn of_a_month_the_one_before_answers_for_a_week() {
    let told = at_60_percent();
    let policy = by(Period::Month);
    let answers = |t| read_by(&policy, &told, t).progress.last_complete.map(|it| it.days.until);
    assert_eq!(answers("2026-03-07"), Some(day("2026-02-28")), "7 of 31 days");
    assert_eq!(answers("2026-03-08"), None);
}

#[test]
fn a_gap_in_the_last_period_is_compared_with_nothing() {
    let told = at_60_percent();
    let policy = Policy::default();
    let find = |from, to| {
        let mut feeds = FeedStatements::default();
        let gap = FeedGap::try_new(Feed::Sales, day(from), day(to)).unwrap();
        feeds.state_for_all_days(FeedStatement::Gap(gap)).unwrap();
        let t = as_of("2026-04-10");
        let context = policy.context(t).with_feeds(&feeds.as_of(t), &policy.feeds);
        let readings = Assessor::new(&policy, context).read(told.view());
        [Arm::Plan, Arm::LastYear].map(|it| finding(readings.arms(Rule::Progress), it))
    };
    let missing = |first: &str| silent(NotJudged::SalesMissing(day(first)));
    assert_eq!(find("2025-12-30", "2025-12-31"), [CRITICAL, QUIET]);
    assert_eq!(find("2026-03-31", "2026-03-31"), [missing("2026-03-31"); 2]);
    assert_eq!(find("2025-03-30", "2025-03-31"), [CRITICAL, missing("2025-03-30")]);
    assert_eq!(find("2026-04-02", "2026-04-02"), [missing("2026-04-02"); 2], "in the new one");
}

/// The arms of a rule where a feed is complete up to a day, or has a gap.
#[track_caller]
fn arms_with<const N: usize>(
    told: &Told,
    t: &str,
    statement: FeedStatement,
    arms: [Arm; N],
) -> [Finding; N] {
    let policy = Policy::default();
    let mut feeds = FeedStatements::default();
    feeds.state_for_all_days(statement).unwrap();
    let t = as_of(t);
    let context = policy.context(t).with_feeds(&feeds.as_of(t), &policy.feeds);
    let readings = Assessor::new(&policy, context).read(told.view());
    arms.map(|it| finding(readings.arms(it.rule()), it))
}

fn complete(feed: Feed, to: &str) -> FeedStatement {
    FeedStatement::Complete { feed, to: day(to) }
}

fn gap(feed: Feed, from: &str, to: &str) -> FeedStatement {
    FeedStatement::Gap(FeedGap::try_new(feed, day(from), day(to)).unwrap())
}

#[test]
fn the_last_period_answers_up_to_three_days_beyond_the_watermark_and_not_four() {
    let told = at_60_percent();
    let of = |t, to| arms_with(&told, t, complete(Feed::Sales, to), [Arm::Plan, Arm::LastYear]);
    let late = |to: &str| silent(NotJudged::SalesCompleteTo(day(to)));
    // The day of the review counts, although the last period ends before the watermark: the arm is
    // silent for more than that little has elapsed.
    for (t, at, under) in [
        ("2026-03-31", "2026-03-28", "2026-03-27"),
        ("2026-04-01", "2026-03-29", "2026-03-28"),
        ("2026-04-10", "2026-04-07", "2026-04-06"),
        ("2026-04-22", "2026-04-19", "2026-04-18"),
        ("2026-04-23", "2026-04-20", "2026-04-19"),
    ] {
        assert_eq!(of(t, at), [CRITICAL, QUIET], "{t}");
        assert_eq!(of(t, t), [CRITICAL, QUIET], "{t}");
        assert_eq!(of(t, under), [late(under); 2], "{t}");
    }
}

#[test]
fn the_last_period_is_compared_with_nothing_where_a_gap_touches_it_its_base_or_the_new_one() {
    let told = at_60_percent();
    let of = |t, on| arms_with(&told, t, gap(Feed::Sales, on, on), [Arm::Plan, Arm::LastYear]);
    let missing = |on: &str| silent(NotJudged::SalesMissing(day(on)));
    // On 22 April the first quarter answers: before it, on its first and last day, in the new one.
    let t = "2026-04-22";
    assert_eq!(of(t, "2025-12-31"), [CRITICAL, QUIET]);
    for on in ["2026-01-01", "2026-03-31", "2026-04-01", "2026-04-22"] {
        assert_eq!(of(t, on), [missing(on); 2], "{on}");
    }
    assert_eq!(of(t, "2024-12-31"), [CRITICAL, QUIET]);
    for on in ["2025-01-01", "2025-03-31", "2025-04-01", "2025-04-22"] {
        assert_eq!(of(t, on), [CRITICAL, missing(on)], "{on}");
    }
    assert_eq!(of(t, "2025-04-23"), [CRITICAL, QUIET]);
    // From the 23rd on the second quarter answers, whatever is missing of the first.
    let t = "2026-04-23";
    for on in ["2026-03-31", "2025-03-31"] {
        assert_eq!(of(t, on), [CRITICAL, QUIET], "{on}");
    }
    assert_eq!(of(t, "2026-04-01"), [missing("2026-04-01"); 2]);
    assert_eq!(of(t, "2025-04-01"), [CRITICAL, missing("2025-04-01")]);
}

#[test]
fn the_last_budget_answers_where_expenses_are_complete_and_nothing_of_it_is_missing() {
    let told = Told::nothing()
        .sold("2025-12-31", "5")
        .budgeted("2026-01", "100")
        .spent("2026-03-05", "115")
        .budgeted("2026-04", "100");
    let both = [Arm::OverBudget, Arm::SpendingWithoutSales];
    let of = |statement| arms_with(&told, "2026-04-10", statement, both);
    assert_eq!(of(complete(Feed::Expenses, "2026-04-07")), [WARNING; 2]);
    let late = silent(NotJudged::ExpensesCompleteTo(day("2026-04-06")));
    assert_eq!(of(complete(Feed::Expenses, "2026-04-06")), [late; 2]);
    let late = silent(NotJudged::SalesCompleteTo(day("2026-04-06")));
    assert_eq!(of(complete(Feed::Sales, "2026-04-07")), [WARNING; 2]);
    assert_eq!(of(complete(Feed::Sales, "2026-04-06")), [WARNING, late], "a budget is no sale");
    for on in ["2025-12-31", "2026-01-01", "2026-03-31", "2026-04-10"] {
        let (spent, bought) = (of(gap(Feed::Expenses, on, on)), of(gap(Feed::Sales, on, on)));
        if on == "2025-12-31" {
            assert_eq!((spent, bought), ([WARNING; 2], [WARNING; 2]), "before the period");
        } else {
            let missing = silent(NotJudged::ExpensesMissing(day(on)));
            assert_eq!(spent, [missing; 2], "{on}");
            assert_eq!(bought, [WARNING, silent(NotJudged::SalesMissing(day(on)))], "{on}");
        }
    }
}

// Selling expense

#[test]
fn the_last_budget_answers_until_the_new_one_can() {
    let told = Told::nothing()
        .sold("2025-01-01", "1")
        .budgeted("2026-01", "100")
        .spent("2026-03-05", "115")
        .budgeted("2026-04", "100");
    assert_eq!(arm(&told, "2026-03-31", Arm::OverBudget), WARNING);
    for t in ["2026-04-01", "2026-04-22"] {
        assert_eq!(arm(&told, t, Arm::OverBudget), WARNING, "{t}");
    }
    assert_eq!(arm(&told, "2026-04-23", Arm::OverBudget), QUIET);
    let reading = read_by(&Policy::default(), &told, "2026-04-10").expense;
    let said = "spent CNY 115.00, 115% of the budget CNY 100.00 from 2026-01-01 to 2026-03-31, the \
                last complete period";
    assert_eq!(reading.clause(Arm::OverBudget), said);
    // Sales of that period carry it, not those of the new one.
    let carried = told.clone().planned("2026-01", "100").sold("2026-02-01", "200");
    assert_eq!(arm(&carried, "2026-04-10", Arm::OverBudget), Finding::Raised(Level::Watch));
    let later = told.planned("2026-01", "100").sold("2026-04-01", "200");
    assert_eq!(arm(&later, "2026-04-10", Arm::OverBudget), WARNING);
}

#[test]
fn a_period_without_any_budget_is_silent_for_that_from_its_first_day() {
    let told = Told::nothing().sold("2025-01-01", "1").budgeted("2026-01", "100");
    let told = told.spent("2026-03-05", "115");
    assert_eq!(arm(&told, "2026-04-01", Arm::OverBudget), silent(NotJudged::NothingBudgeted));
    let unbudgeted = Told::nothing().spent("2025-03-05", "115").budgeted("2026-04", "1");
    assert_eq!(arm(&unbudgeted, "2026-04-01", Arm::OverBudget), silent(NotJudged::TooEarly));
}

#[test]
fn spending_without_sales_in_the_last_period_stands_until_the_new_one_can_tell() {
    let told = Told::nothing().sold("2025-12-31", "5").spent("2026-02-01", "10");
    assert_eq!(arm(&told, "2026-03-31", Arm::SpendingWithoutSales), WARNING);
    assert_eq!(arm(&told, "2026-04-22", Arm::SpendingWithoutSales), WARNING);
    assert_eq!(arm(&told, "2026-04-23", Arm::SpendingWithoutSales), QUIET, "nothing is spent");
    let reading = read_by(&Policy::default(), &told, "2026-04-10").expense;
    let said = "spent CNY 10.00 while net purchases were CNY 0.00 from 2026-01-01 to 2026-03-31, \
                the last complete period";
    assert_eq!(reading.clause(Arm::SpendingWithoutSales), said);
    // A purchase of the new period does not undo the last one.
    let bought = told.sold("2026-04-02", "5");
    assert_eq!(arm(&bought, "2026-04-10", Arm::SpendingWithoutSales), WARNING);
    let young = Told::nothing().sold("2026-01-02", "-5").spent("2026-02-01", "10");
    let found = arm(&young, "2026-04-10", Arm::SpendingWithoutSales);
    assert_eq!(found, silent(NotJudged::TooEarly));
}

// A made-up book

/// Two years of quarters at six tenths of the plan: nothing recovers at any turn.
#[test]
fn s1_no_turn_of_a_quarter_in_two_years_is_a_recovery() {
    let mut book = Book::new("CNY".parse().unwrap());
    let (first, last) = (day("2024-01-01"), day("2026-03-31"));
    for (name, every) in [("daily", 1), ("weekly", 7)] {
        let key = book.register(Customer::new(name.parse().unwrap())).unwrap();
        for place in 0..27 {
            let of = month("2024-01").offset(place);
            book.record(key, Plan::new(of, yuan(&format!("{}", every * 100)))).unwrap();
        }
        // Plans of `every` × 100.00 a month, and 60 % of a month's plan every 30 days.
        for place in 0..=last.days_since(first) / every {
            let date = first.offset(place * every);
            let number = document(&format!("{name} {place}"));
            let amount = format!("{}.00", every * every * 2);
            book.record(key, Sale::new(number, date, yuan(&amount))).unwrap();
        }
    }
    let (policy, mut register) = (Policy::default(), Register::default());
    let from = day("2024-04-01");
    for (number, offset) in (1_u64..).zip(0..=last.days_since(from)) {
        let t = from.offset(offset);
        let review = book.review(as_of(&t.to_string()), &policy).unwrap();
        for outcome in review.outcomes(Rule::Progress) {
            assert!(*outcome >= Outcome::Breach(Level::Watch), "{t}: {outcome}");
        }
        let context = StepContext::default();
        let news = review.step(&mut register, number, &context, &policy.cases).unwrap();
        let ends = |notice: &&Notice| {
            let Notice::Warning(key, effect) = notice else { return false };
            key.rule == Rule::Progress
                && matches!(effect, Effect::Recovered { .. } | Effect::Closed(_))
        };
        assert_eq!(news.iter().find(ends), None, "{t}");
    }
}

/// The turn of a quarter in days of which the sales are late, and whose gap is filled later.
#[test]
fn no_turn_of_a_quarter_without_data_is_a_recovery() {
    let mut book = Book::new("CNY".parse().unwrap());
    let key = book.register(Customer::new("weekly".parse().unwrap())).unwrap();
    for place in 0..30 {
        let of = month("2024-01").offset(place);
        book.record(key, Plan::new(of, yuan("700"))).unwrap();
    }
    for place in 0..125 {
        let date = day("2024-01-01").offset(7 * place);
        let number = document(&format!("S{place}"));
        book.record(key, Sale::new(number, date, yuan("98.00"))).unwrap();
    }
    let feeds = book.feed_statements_mut();
    feeds.state(day("2026-03-30"), complete(Feed::Sales, "2026-03-29")).unwrap();
    feeds.state(day("2026-04-14"), complete(Feed::Sales, "2026-04-14")).unwrap();
    let FeedStatement::Gap(lost) = gap(Feed::Sales, "2026-03-30", "2026-04-03") else { return };
    feeds.state(day("2026-04-14"), FeedStatement::Gap(lost)).unwrap();
    feeds.state(day("2026-04-18"), FeedStatement::Filled(lost)).unwrap();
    let (policy, mut register) = (Policy::default(), Register::default());
    let mut outcomes = Vec::new();
    for (number, offset) in (1_u64..).zip(0..50) {
        let t = day("2026-03-25").offset(offset);
        if offset > 20 {
            let statement = complete(Feed::Sales, &t.to_string());
            book.feed_statements_mut().state(t, statement).unwrap();
        }
        let review = book.review(as_of(&t.to_string()), &policy).unwrap();
        outcomes.push(review.outcomes(Rule::Progress)[0]);
        let context = StepContext::default();
        let news = review.step(&mut register, number, &context, &policy.cases).unwrap();
        let ends = |it: &&Notice| {
            let ended = |it: &Effect| matches!(it, Effect::Recovered { .. } | Effect::Closed(_));
            matches!(it, Notice::Warning(key, effect) if key.rule == Rule::Progress && ended(effect))
        };
        assert_eq!(news.iter().find(ends), None, "{t}");
    }
    let raised = |it: &Outcome| *it >= Outcome::Breach(Level::Watch);
    assert!(raised(&outcomes[6]) && raised(&outcomes[7]), "31 March and 1 April, in the grace");
    // Late from 2 to 13 April; the gap in both quarters is found on the 14th, filled on the 18th.
    assert!(outcomes[8..24].iter().all(|it| *it == Outcome::NoData), "{outcomes:?}");
    assert!(outcomes[24..].iter().all(raised), "{outcomes:?}");
}
