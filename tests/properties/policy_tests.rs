//! Tests of a policy judge figures as the rules judge customers, and hold what they say they hold.

use guanxi::account::Account;
use guanxi::book::Book;
use guanxi::calendar::AsOf;
use guanxi::context::Context;
use guanxi::customer::{Attitude, Customer};
use guanxi::expense::{Budget, Expense};
use guanxi::incident::{Credibility, Impact, Incident, IncidentKind};
use guanxi::measure::Score;
use guanxi::money::{Currency, Money};
use guanxi::policy::{Policy, PolicyTests};
use guanxi::receivable::{CreditLimit, Invoice};
use guanxi::segment::{AbcMethod, LargeVolume, OneOffInClasses, Weights};
use guanxi::trade::{Plan, Sale};
use guanxi::warning::{Outcome, Reading};
use proptest::prelude::*;

use crate::grades::{dealer_grade, with_grades};
use crate::strategies::{date, document, drafts};

const DEALERS: &str = include_str!("../../examples/policies/dealers.toml");

/// The answer of a rule to a customer, as a test writes it.
fn answer(outcome: Outcome) -> String {
    match outcome {
        Outcome::Breach(level) => level.code().to_owned(),
        Outcome::Clear => "clear".to_owned(),
        Outcome::NotApplicable | Outcome::NoData => "not_judged".to_owned(),
    }
}

/// Tests that figures have the answer that a customer with them has.
fn agrees(given: &str, outcome: Outcome) -> Result<(), TestCaseError> {
    let expect = format!("expect = \"{}\"", answer(outcome));
    agrees_by(&Policy::default(), given, &expect)
}

/// Tests that a policy has an answer to figures.
fn agrees_by(policy: &Policy, given: &str, expect: &str) -> Result<(), TestCaseError> {
    let test = format!("[[test]]\nname = \"a\"\ngiven = {{ {given} }}\n{expect}\n");
    let report = PolicyTests::from_toml(&test).unwrap().run(policy);
    prop_assert!(report.is_passed(), "{report}");
    Ok(())
}

/// An amount of hundredths in major units.
fn major(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

fn money(minor: i64) -> Money {
    format!("CNY {}", major(minor)).parse().unwrap()
}

fn account() -> Account {
    Account::new("Li".parse().unwrap(), Currency::CNY)
}

/// Hundredths of a percent as a ratio.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn debt_is_judged_as_that_of_a_customer(
        used in prop_oneof![0_i64..15_000, Just(8_000), Just(10_000), Just(12_000)],
        days in 0_i32..40,
    ) {
        let mut account = account();
        let (issued, due) = ("2026-01-01".parse().unwrap(), "2026-02-01".parse().unwrap());
        let limit = CreditLimit::try_from_money(money(10_000), Currency::CNY).unwrap();
        account.agree_limit(limit).unwrap();
        account.record(Invoice::new("I1".parse().unwrap(), issued, due, money(used))).unwrap();
        let context = Context::on(AsOf::new(due.offset(days)));
        let policy = Policy::default();
        let reading = policy.debt.read(account.view(), &context);
        let overdue = if days > 0 { major(used) } else { major(0) };
        let given = format!(
            "utilisation = \"{}\", oldest_past_due = {}, overdue = \"{overdue}\"",
            percent(used), reading.oldest_days_past_due.max(0),
        );
        agrees(&given, reading.outcome())?;
    }

    #[test]
    fn purchases_are_judged_as_those_of_a_customer(
        bought in prop_oneof![0_i64..12_000, Just(9_500), Just(8_500), Just(7_000)],
    ) {
        let mut account = account();
        account.record(Plan::new("2026-04".parse().unwrap(), money(10_000))).unwrap();
        let day = "2026-04-02".parse().unwrap();
        account.record(Sale::new("S1".parse().unwrap(), day, money(bought))).unwrap();
        let policy = Policy::default();
        let context = policy.progress.context("2026-04-30".parse().unwrap());
        let reading = policy.progress.read(account.view(), &context);
        agrees(&format!("share_of_plan = \"{}\"", percent(bought)), reading.outcome())?;
    }

    #[test]
    fn expense_is_judged_as_that_of_a_customer(
        spent in prop_oneof![1_i64..15_000, Just(10_000), Just(11_000), Just(12_500)],
        bought in 0_i64..15_000,
    ) {
        let mut account = account();
        let (month, day) = ("2026-04".parse().unwrap(), "2026-04-02".parse().unwrap());
        account.record(Budget::new(month, money(10_000))).unwrap();
        account.record(Plan::new(month, money(10_000))).unwrap();
        account.record(Expense::new("E1".parse().unwrap(), day, money(spent))).unwrap();
        account.record(Sale::new("S1".parse().unwrap(), day, money(bought))).unwrap();
        let context = Context::on("2026-04-30".parse().unwrap());
        let reading = Policy::default().expense.read(account.view(), &context);
        let given = format!(
            "share_of_budget = \"{}\", sales_of_plan = \"{}\"",
            percent(spent), percent(bought),
        );
        agrees(&given, reading.outcome())?;
    }

    #[test]
    fn an_incident_is_judged_as_that_of_a_customer(degree in 0_u8..=3, credibility in 0_usize..3) {
        let mut account = account();
        let credibility = Credibility::ALL[credibility];
        account.record(Incident {
            kind: IncidentKind::Fire,
            occurred: "2026-03-01".parse().unwrap(),
            reported: "2026-03-02".parse().unwrap(),
            credibility,
            impact: Impact::try_new(degree).unwrap(),
            resolved: None,
        }).unwrap();
        let context = Context::on("2026-03-02".parse().unwrap());
        let policy = Policy::default();
        let reading = policy.incident.read(account.view(), &context);
        let given = format!("impact = {degree}, credibility = \"{}\"", credibility.code());
        agrees(&given, reading.outcome())?;
    }
}

/// The share of larger purchases, or of larger customers, as a file states it.
fn share(part: i64, whole: i64) -> String {
    percent(part * 10_000 / whole)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Purchases of all customers together are 100.00, and five of them buy: so shares are stated
    /// exactly. Nobody has a score but by its attitude, of which a switcher has any.
    #[test]
    fn classes_and_quadrants_are_those_of_a_review(
        mut draft in drafts(),
        cuts in prop::collection::btree_set(1_i64..10_000, 4),
        points in 0_u8..=100,
    ) {
        draft.loyalty.weights = Weights { regularity: 0, payment: 0, attitude: 1 };
        (draft.loyalty.observed, draft.loyalty.switcher_points) = (None, points);
        (draft.abc.window_days, draft.abc.one_off) = (365, OneOffInClasses::Counts);
        let ends = cuts.iter().copied().chain([10_000]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        let bought: Vec<i64> = starts.zip(ends).map(|(from, to)| to - from).collect();
        let policy = Policy::try_from(draft.clone()).unwrap();
        let mut book = Book::new(Currency::CNY);
        let t = AsOf::new(date(400));
        for (place, minor) in bought.iter().enumerate() {
            let name = format!("C{place}").parse().unwrap();
            let customer = Customer::new(name).with_attitude(Attitude::Switcher);
            let key = book.register(customer).unwrap();
            let sale = Sale::new(document(&format!("S{place}")), t.day(), money(*minor));
            book.record(key, sale).unwrap();
        }
        let review = book.review(t, &policy).unwrap();
        for (key, own) in book.keys().zip(&bought) {
            let larger = bought.iter().filter(|it| *it > own);
            let given = format!(
                "share_above = \"{}\", customers_above = \"{}\", purchases = \"{}\"",
                share(larger.clone().sum(), 10_000),
                share(larger.count() as i64, 5),
                major(*own),
            );
            let found = review.explain(key).unwrap();
            if !matches!(policy.abc.cut, AbcMethod::Computed {}) {
                let class = format!("expect.class = \"{}\"", found.class);
                agrees_by(&policy, &given, &class)?;
            } else if matches!(policy.quadrant.large, LargeVolume::Class(_)) {
                continue;
            }
            let quadrant = found.quadrant.unwrap();
            let given = format!("{given}, loyalty = {points}");
            agrees_by(&policy, &given, &format!("expect.quadrant = \"{quadrant}\""))?;
        }
    }

    #[test]
    fn grades_are_those_of_a_table_and_of_a_card(
        from in prop::collection::btree_set(1_u8..100, 0..6),
        level in 0_u8..=100,
    ) {
        let from: Vec<u8> = [0].into_iter().chain(from).collect();
        let draft = with_grades(&from);
        let policy = Policy::try_from(draft.clone()).unwrap();
        let graded = format!("expect.grade = \"{}\"", dealer_grade(&draft.dealers, level));
        agrees_by(&policy, &format!("dealer_score = {level}"), &graded)?;
        let score = Score::try_from_points(level).unwrap();
        let graded = &policy.credit_grades.grade_of(score).unwrap().grade;
        let graded = format!("expect.grade = \"{graded}\"");
        agrees_by(&policy, &format!("credit_score = {level}"), &graded)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Of any part of the tests: a threshold that no test holds may be moved in the file, and all
    /// that passed pass; one that is held may not.
    #[test]
    fn a_threshold_may_be_moved_where_no_test_holds_it(seed in any::<u64>()) {
        let (of_policy, of_tests) = DEALERS.split_once("[[test]]").unwrap();
        let kept = of_tests.split("[[test]]").enumerate();
        let kept = kept.filter(|(place, _)| (seed >> (place % 64)) & 1 == 1);
        let kept: Vec<String> = kept.map(|(_, test)| format!("[[test]]{test}")).collect();
        let tests = PolicyTests::from_toml(&kept.concat()).unwrap();
        let policy = Policy::from_toml(of_policy).unwrap();
        let mutations = tests.mutations(&policy);
        let survivors = mutations.survivors().map(|it| (it, true));
        let failed = mutations.killed().map(|it| (it, false));
        // A list is stated whole.
        let is_listed = |path: &str| path.contains("by_impact") || path.contains("grades");
        let moved = survivors.chain(failed).filter(|(it, _)| !is_listed(&it.path));
        for (change, passes) in moved.skip((seed % 7) as usize).step_by(7) {
            let mut file: toml::Table = of_policy.parse().unwrap();
            let (path, field) = change.path.rsplit_once('.').unwrap();
            let mut table = &mut file;
            for name in path.split('.') {
                let inner = table.entry(name).or_insert_with(|| toml::Table::new().into());
                table = inner.as_table_mut().unwrap();
            }
            let value = change.after.parse::<i64>().ok().filter(|_| field != "overdue_tolerance");
            let text = || toml::Value::from(change.after.clone());
            table.insert(field.to_owned(), value.map_or_else(text, toml::Value::from));
            let mutant = Policy::from_toml(&file.to_string()).unwrap();
            prop_assert_eq!(tests.run(&mutant).is_passed(), passes, "{}", change);
        }
    }
}
