//! The difference in meaning between two policies against the plain rules, and against books: an
//! example of a difference makes reviews differ, and where none is found no review does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day};
use guanxi::customer::Customer;
use guanxi::evidence::{BeforeAfter, Value};
use guanxi::expense::{Budget, Expense};
use guanxi::id::CustomerKey;
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::Ratio;
use guanxi::money::Major;
use guanxi::policy::{MeaningChange, MeaningChanges, Policy, PolicyChange, PolicyDraft};
use guanxi::receivable::{CreditLimit, Invoice, SmallChange};
use guanxi::review::ReviewComparison;
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Arm, Level, Levels, LossMethod, Rule};
use proptest::prelude::*;

use crate::neighbours::pairs;
use crate::reviews::book_of;
use crate::strategies::{as_of, document, drafts, history, money, yuan};

pub(crate) fn between(before: &Policy, after: &Policy) -> MeaningChanges {
    MeaningChanges::between(BeforeAfter { before, after })
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Three ascending percentages, close enough to each other that two draws often share some.
fn percents(from: u16, to: u16) -> impl Strategy<Value = [Ratio; 3]> {
    proptest::collection::btree_set(from..to, 3).prop_map(|set| {
        let all: Vec<Ratio> = set.into_iter().map(|it| Ratio::from_percent(it * 5)).collect();
        [all[0], all[1], all[2]]
    })
}

fn rising([watch, warning, critical]: [Ratio; 3]) -> Levels<Ratio> {
    Levels { watch, warning, critical }
}

fn falling([critical, warning, watch]: [Ratio; 3]) -> Levels<Ratio> {
    Levels { watch, warning, critical }
}

pub(crate) fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::Watch), Just(Level::Warning), Just(Level::Critical)]
}

/// A policy that is the default but for what the rules judge by figures alone.
fn judging() -> impl Strategy<Value = PolicyDraft> {
    let days = proptest::collection::btree_set(1_u16..6, 3);
    let shares = (percents(12, 18), percents(12, 18), percents(12, 18), percents(18, 24));
    let levels = (level(), level(), level(), level());
    let silence = proptest::collection::btree_set(3_u16..9, 3);
    (days, shares, levels, silence, 1_u16..4, (0_u32..3, 0_u32..3)).prop_map(
        |(days, shares, levels, silence, base, (tolerance, small))| {
            let mut draft = PolicyDraft::default();
            draft.debt.utilisation.raise = rising(shares.0);
            draft.debt.utilisation.clear = rising(shares.0);
            draft.debt.ageing = rising_days(&days, 1);
            draft.debt.overdue_tolerance = Major::from_units(tolerance);
            draft.debt.small_change = SmallChange::below_minor(50 * small);
            draft.debt.without_limit = levels.0;
            draft.progress.plan = falling(shares.1);
            draft.progress.last_year = falling(shares.2);
            draft.progress.fewest_base_days = base;
            draft.expense.over_budget = rising(shares.3);
            draft.expense.spending_without_sales = levels.1;
            draft.incident.report_at_most = levels.2;
            draft.incident.by_impact = [Level::Watch, Level::Watch, levels.3, Level::Critical];
            draft.loss.silence = LossMethod::FixedDays { days_above: rising_days(&silence, 10) };
            (draft.loss.hard_cap_days, draft.loss.lost) = (None, None);
            draft.loss.bought_once.at_most = levels.0;
            draft
        },
    )
}

fn rising_days(set: &BTreeSet<u16>, times: u16) -> Levels<u16> {
    let all: Vec<u16> = set.iter().map(|it| it * times).collect();
    Levels { watch: all[0], warning: all[1], critical: all[2] }
}

/// The figures of an example by name, each as a whole number: shares in millionths.
fn figures(change: &MeaningChange) -> BTreeMap<&'static str, i128> {
    let number = |value: &Value| match value {
        Value::Share(share) => share.to_micros().unwrap(),
        Value::Days(days) => i128::from(*days),
        Value::Count(count) => i128::from(*count),
        Value::Text(text) => match text.as_str() {
            "no" | "not set" => 0,
            "yes" | "zero" => 1,
            "rumour" | "reported" | "verified" => {
                let credibility: Credibility = text.parse().unwrap();
                Credibility::ALL.iter().position(|it| *it == credibility).unwrap() as i128
            }
            amount => amount.replace('.', "").parse().unwrap(),
        },
        other => panic!("{other:?}"),
    };
    change.witness.iter().map(|it| (it.label, number(&it.value))).collect()
}

const TODAY: &str = "2026-06-30";

/// A book of which every feed has begun, with a customer without any fact.
fn empty_book() -> (Book, CustomerKey) {
    let mut book = Book::new(yuan());
    let other = book.register(Customer::new("other".parse().unwrap())).unwrap();
    let early = day("2024-01-01");
    book.record(other, Sale::new(document("S"), early, money(1))).unwrap();
    book.record(other, Expense::new(document("E"), early, money(1))).unwrap();
    book.record(other, Invoice::new(document("I"), early, early, money(1))).unwrap();
    let key = book.register(Customer::new("Li".parse().unwrap())).unwrap();
    (book, key)
}

fn sold(book: &mut Book, key: CustomerKey, on: Day, minor: i64) {
    if minor > 0 {
        let number = document(&format!("sale of {on}"));
        book.record(key, Sale::new(number, on, money(minor))).unwrap();
    }
}

/// The book that an example tells, and the rule that judges it; none for a question that no single
/// book answers.
fn told(change: &MeaningChange) -> Option<(Book, CustomerKey, Rule)> {
    let figures = figures(change);
    let of = |name: &str| figures.get(name).map(|it| *it as i64);
    let (mut book, key) = empty_book();
    let (today, april) = (day(TODAY), "2026-04".parse().unwrap());
    let rule = match change.question {
        "debt" if of("utilisation").is_some() => {
            let limit = CreditLimit::Amount(guanxi::money::Amount::from_minor(1_000_000));
            book.agree_limit(key, limit).unwrap();
            let owed = money(of("utilisation")?);
            book.record(key, Invoice::new(document("L"), today, today, owed)).unwrap();
            Rule::Debt
        }
        "debt" => {
            book.agree_limit(key, CreditLimit::Unlimited).unwrap();
            let due = today.offset(-i32::try_from(of("days past due")?).unwrap());
            let owed = money(of("overdue sum")?);
            book.record(key, Invoice::new(document("L"), due, due, owed)).unwrap();
            Rule::Debt
        }
        "small change of debt" => {
            book.agree_limit(key, CreditLimit::Unlimited).unwrap();
            let (due, open) = (today.offset(-30), of("minor units of an open item")?);
            // Together beyond any tolerance.
            for number in 0..=200 / open {
                let number = document(&format!("L{number}"));
                book.record(key, Invoice::new(number, due, due, money(open))).unwrap();
            }
            Rule::Debt
        }
        "debt without a limit, or beyond one of zero" => {
            if of("limit") == Some(1) {
                let limit = CreditLimit::Amount(guanxi::money::Amount::ZERO);
                book.agree_limit(key, limit).unwrap();
            }
            let invoice = Invoice::new(document("L"), today, today, money(500));
            book.record(key, invoice).unwrap();
            Rule::Debt
        }
        "progress" if of("share of the plan").is_some() => {
            book.record(key, Plan::new(april, money(1_000_000))).unwrap();
            sold(&mut book, key, today, of("share of the plan")?);
            Rule::Progress
        }
        "progress" => {
            let days = of("order days last year")?;
            for number in 0..days {
                let all = if number == 0 { 1_000_000 - (days - 1) } else { 1 };
                sold(&mut book, key, day("2025-04-02").offset(number as i32), all);
            }
            sold(&mut book, key, today, of("share of last year")?);
            Rule::Progress
        }
        "expense" => {
            book.record(key, Budget::new(april, money(1_000_000))).unwrap();
            let spent = of("share of the budget")?;
            book.record(key, Expense::new(document("X"), today, money(spent))).unwrap();
            if of("carried by higher sales") == Some(1) {
                book.record(key, Plan::new(april, money(1_000_000))).unwrap();
                sold(&mut book, key, today, spent);
            } else {
                sold(&mut book, key, today, 1);
            }
            Rule::Expense
        }
        "expense although nothing is bought" => {
            book.record(key, Expense::new(document("X"), today, money(1))).unwrap();
            Rule::Expense
        }
        "loss" => {
            let last = today.offset(-i32::try_from(of("silence")?).unwrap());
            for back in 0..of("order days")? {
                sold(&mut book, key, last.offset(-7 * back as i32), 100);
            }
            Rule::Loss
        }
        "incident" => {
            let credibility = Credibility::ALL[of("credibility")? as usize];
            let impact = Impact::try_new(of("impact")? as u8).unwrap();
            let (kind, occurred, reported) = (IncidentKind::Fire, today, today);
            let resolved = None;
            let incident = Incident { kind, occurred, reported, credibility, impact, resolved };
            book.record(key, incident).unwrap();
            Rule::Incident
        }
        _ => return None,
    };
    Some((book, key, rule))
}

/// The level of a share by thresholds, straight from the rule.
fn naive(share: i128, thresholds: &Levels<Ratio>, is_above: bool) -> Option<Level> {
    let parts = |ratio: Ratio| i128::from(ratio.parts_per_million());
    let raises = |level: &Level| {
        let threshold = parts(*thresholds.get(*level));
        if is_above { share > threshold } else { share < threshold }
    };
    Level::ALL.into_iter().filter(raises).max()
}

/// Tells whether a share lies in a span of words.
fn lies_in(share: i128, span: &str) -> bool {
    let number = |text: &str| {
        i128::from(text.trim_end_matches(',').parse::<Ratio>().unwrap().parts_per_million())
    };
    let words: Vec<&str> = span.split(' ').filter(|it| *it != "up" && *it != "on").collect();
    words.chunks(2).all(|pair| match pair {
        ["above", text] => share > number(text),
        ["below", text] => share < number(text),
        ["from", text] => share >= number(text),
        ["to", text] => share <= number(text),
        ["at", text] => share == number(text),
        other => panic!("{other:?}"),
    })
}

/// The change that holds a share of a figure, if one does.
fn holding<'c>(changes: &'c [MeaningChange], figure: &str, share: i128) -> Vec<&'c MeaningChange> {
    let holds = |it: &&MeaningChange| {
        let [only] = it.spans.as_slice() else { return false };
        only.figure == figure && lies_in(share, &only.span)
    };
    changes.iter().filter(|it| !it.question.starts_with("level")).filter(holds).collect()
}

fn word(level: Option<Level>) -> String {
    level.map_or_else(|| "clear".to_owned(), |it| it.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn shares_differ_in_meaning_where_the_plain_rules_differ(
        before in judging(),
        after in judging(),
        percent in 0_i128..140,
        parts in -1_i128..2,
    ) {
        let share = (percent * 10_000 + parts).max(0);
        let [before, after] = [before, after].map(|it| Policy::try_from(it).unwrap());
        let found = between(&before, &after);
        let sides = |of: fn(&Policy) -> Levels<Ratio>, is_above| {
            [&before, &after].map(|it| word(naive(share, &of(it), is_above)))
        };
        let cases = [
            ("utilisation", sides(|it| it.debt.utilisation.raise, true)),
            ("share of the plan", sides(|it| it.progress.plan, false)),
        ];
        for (figure, [one, other]) in cases {
            let holding = holding(&found.changes, figure, share);
            if one == other {
                prop_assert!(holding.is_empty(), "{figure} {share}: {holding:?}");
            } else {
                let [change] = holding.as_slice() else {
                    return Err(TestCaseError::fail(format!("{figure} {share}: {holding:?}")));
                };
                prop_assert_eq!((&change.before, &change.after), (&one, &other));
            }
        }
    }

    #[test]
    fn every_example_made_into_a_book_makes_the_reviews_differ(
        before in judging(),
        after in judging(),
    ) {
        let [before, after] = [before, after].map(|it| Policy::try_from(it).unwrap());
        let found = between(&before, &after);
        prop_assert!(found.other_fields.is_empty(), "{found}");
        let t = AsOf::new(day(TODAY));
        for change in &found.changes {
            let Some((book, key, rule)) = told(change) else {
                let of_status = ["level of debt", "customer, by its silence"];
                let is_of_status = of_status.iter().any(|it| change.question.starts_with(it));
                prop_assert!(is_of_status, "{change}");
                continue;
            };
            let said = [&before, &after].map(|policy| {
                book.review(t, policy).unwrap().outcome(key, rule).unwrap().to_string()
            });
            let told = [&change.before, &change.after].map(|it| match it.as_str() {
                "no say" => "clear",
                "counts" => "critical",
                answer => answer,
            });
            prop_assert_eq!(said.each_ref().map(String::as_str), told, "{}", change);
        }
    }

    #[test]
    fn where_no_difference_is_found_no_book_differs(
        (before, after) in pairs(),
        histories in [history(), history(), history()],
        t in as_of(),
    ) {
        let Some(after) = after else { return Ok(()) };
        let policies = BeforeAfter { before: &before, after: &after };
        let found = MeaningChanges::between(policies);
        if found.changes.is_empty() && !found.other_fields.iter().any(PolicyChange::acts_in_review) {
            let book = book_of(&histories, [0, 1, 2]);
            let compared = ReviewComparison::by_policies(&book, t, policies).unwrap();
            prop_assert!(compared.customers().is_empty(), "{found}{compared}");
        }
    }

    /// Fields of which each has a meaning only beside another one: of a cap that is not there, of
    /// a hard cap in usual gaps that is none, of arms that are off.
    #[test]
    fn fields_without_a_meaning_change_no_book(
        mut draft in drafts(),
        levels in (level(), level()),
        gaps in 0_u8..4,
        histories in [history(), history(), history()],
        t in as_of(),
    ) {
        draft.loss.hard_cap_days = None;
        draft.debt.off.extend([Arm::NoLimit, Arm::Utilisation]);
        draft.progress.off.insert(Arm::Plan);
        let mut other = draft.clone();
        (other.loss.hard_cap_level, other.loss.hard_cap_usual_gaps) = (levels.0, gaps);
        other.debt.without_limit = levels.1;
        other.progress.plan.watch = Ratio::ONE;
        let [before, after] = [draft, other].map(|it| Policy::try_from(it).unwrap());
        let policies = BeforeAfter { before: &before, after: &after };
        let found = MeaningChanges::between(policies);
        prop_assert!(found.is_empty(), "{found}");
        let book = book_of(&histories, [0, 1, 2]);
        let compared = ReviewComparison::by_policies(&book, t, policies).unwrap();
        prop_assert!(compared.customers().is_empty(), "{compared}");
    }

    #[test]
    fn back_again_the_answers_change_places(before in judging(), after in judging()) {
        let [before, after] = [before, after].map(|it| Policy::try_from(it).unwrap());
        let there = between(&before, &after);
        let back = between(&after, &before);
        prop_assert_eq!(there.changes.len(), back.changes.len());
        for (one, other) in there.changes.iter().zip(&back.changes) {
            prop_assert_eq!((&one.spans, &one.witness), (&other.spans, &other.witness));
            prop_assert_eq!((&one.before, &one.after), (&other.after, &other.before));
        }
    }

    /// Every field that differs is told by its path, unless the page of rules names a question
    /// whose answers say all that it means.
    #[test]
    fn every_changed_field_is_told(before in drafts(), after in drafts()) {
        let [before, after] = [before, after].map(|it| Policy::try_from(it).unwrap());
        let found = between(&before, &after);
        let fields = after.changes_from(&before);
        let kept = fields.iter().filter(|it| found.other_fields.contains(it));
        prop_assert!(kept.eq(&found.other_fields), "in the order of the fields");
        let names = ["schema", "id", "version", "effective_from"];
        for field in &fields {
            let is_listed = found.other_fields.contains(field);
            if names.contains(&field.path.as_str()) {
                prop_assert!(!is_listed, "{field}");
            } else if !is_told_by_questions(&field.path) {
                prop_assert!(is_listed, "{field}");
            }
        }
    }
}

/// The fields that the page of rules names beside its questions.
static TOLD: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let page = include_str!("../../docs/rules.md").lines();
    let rows = page.skip_while(|it| *it != "| question | figures | fields |").skip(2);
    let rows = rows.take_while(|it| it.starts_with('|'));
    rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect()
});

fn is_told_by_questions(path: &str) -> bool {
    TOLD.iter().any(|field| {
        path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
