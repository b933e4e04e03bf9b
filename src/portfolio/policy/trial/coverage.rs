use std::collections::BTreeSet;
use std::fmt;

use super::judge::{Named, judge, name, names};
use super::policy_test::{Asked, Cases, PolicyTest};
use crate::policy::Policy;
use crate::warning::{Arm, Finding, JudgedFigures, Level, Rule};

/// The answers that the tests of a policy reach, and those that they do not.
///
/// An answer is an arm with a level that the policy can raise, or with `clear`, such as
/// `debt.ageing.watch`, the level of a condition that a series reaches, such as
/// `cases.conditions.debt.watch`, and a name of a table: `abc.A`, `quadrant.Dangerous`,
/// `credit_grades.B`, `dealers.card.B`. What no figure of a test can reach is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestCoverage {
    covered: BTreeSet<String>,
    missing: BTreeSet<String>,
}

impl TestCoverage {
    pub(super) fn of(tests: &[PolicyTest], policy: &Policy) -> Self {
        let all = Arm::ALL.into_iter().flat_map(|arm| answers(policy, arm));
        // A condition stands on a level that an arm of its rule can raise.
        let cases = Arm::ALL.into_iter().flat_map(|arm| of_cases(arm.rule(), levels(policy, arm)));
        let of_names = Named::ALL
            .into_iter()
            .flat_map(|named| names(policy, named).into_iter().map(move |name| named.path(name)));
        let all: BTreeSet<String> = all.chain(cases).chain(of_names).collect();
        let reached: BTreeSet<String> = tests.iter().flat_map(|it| reached(it, policy)).collect();
        let (covered, missing) = all.into_iter().partition(|it| reached.contains(it));
        Self { covered, missing }
    }

    /// Returns `true` when the tests reach every answer.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The answers that the tests reach, in the order of their paths.
    pub fn covered(&self) -> impl Iterator<Item = &str> {
        self.covered.iter().map(String::as_str)
    }

    /// The answers that no test reaches, in the order of their paths.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.missing.iter().map(String::as_str)
    }

    /// The coverage of the answers below a path, such as `debt` or `debt.ageing`.
    #[must_use]
    pub fn within(&self, path: &str) -> Self {
        let kept =
            |all: &BTreeSet<String>| all.iter().filter(|it| is_within(it, path)).cloned().collect();
        Self { covered: kept(&self.covered), missing: kept(&self.missing) }
    }
}

/// Tests whether a path is another one or lies below it.
pub(super) fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl fmt::Display for TestCoverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.covered().chain(self.missing()).count();
        write!(f, "{} of {all} answers reached", self.covered.len())?;
        self.missing().try_for_each(|path| write!(f, "\nnot reached: {path}"))
    }
}

fn of_arm(arm: Arm, answer: &str) -> String {
    format!("{}.{}.{answer}", arm.rule().code(), arm.code())
}

fn of_case(rule: Rule, level: Level) -> String {
    format!("cases.conditions.{}.{}", rule.code(), level.code())
}

/// The answers that a test reaches by a policy.
fn reached(test: &PolicyTest, policy: &Policy) -> Vec<String> {
    match &test.cases {
        Cases::Rows(Asked::Level(rule), rows) => {
            of_arms(rows.iter().map(|(given, _)| judge(policy, *rule, given)))
        }
        Cases::Rows(Asked::Name(named), rows) => {
            let found = rows.iter().filter_map(|(given, _)| name(policy, *named, given));
            found.map(|it| named.path(it)).collect()
        }
        Cases::Series(rule, series) => {
            let mut reached = of_arms(series.judged(*rule, policy));
            reached.extend(of_cases(*rule, series.levels(*rule, policy)));
            reached
        }
    }
}

/// The answers of arms in findings.
fn of_arms(judged: impl IntoIterator<Item = JudgedFigures>) -> Vec<String> {
    let arms = judged.into_iter().flat_map(|it| it.arms);
    let reached = arms.filter_map(|it| match it.finding {
        Finding::Raised(level) => Some(of_arm(it.arm, level.code())),
        Finding::Quiet => Some(of_arm(it.arm, "clear")),
        Finding::NotJudged(_) => None,
    });
    reached.collect()
}

/// The answers of a condition that reaches levels.
fn of_cases(rule: Rule, levels: Vec<Level>) -> impl Iterator<Item = String> {
    levels.into_iter().map(move |level| of_case(rule, level))
}

fn answers(policy: &Policy, arm: Arm) -> Vec<String> {
    let levels = levels(policy, arm);
    let clear = (!levels.is_empty()).then(|| of_arm(arm, "clear"));
    levels.into_iter().map(|level| of_arm(arm, level.code())).chain(clear).collect()
}

/// The levels that an arm can raise; none for one that is off, or that no test can give figures.
fn levels(policy: &Policy, arm: Arm) -> Vec<Level> {
    if is_off(policy, arm) {
        return Vec::new();
    }
    match arm {
        Arm::Utilisation
        | Arm::Ageing
        | Arm::Plan
        | Arm::LastYear
        | Arm::Frequency
        | Arm::OverBudget
        | Arm::Silence => Level::ALL.to_vec(),
        Arm::NoLimit => vec![policy.debt.without_limit],
        Arm::Decline if policy.progress.decline.is_some() => Level::ALL.to_vec(),
        Arm::SpendingWithoutSales => vec![policy.expense.spending_without_sales],
        Arm::HardCap if policy.loss.hard_cap_days.is_some() => vec![policy.loss.hard_cap_level],
        Arm::Incident => {
            let levels = policy.incident.by_impact;
            Level::ALL.into_iter().filter(|it| levels.contains(it)).collect()
        }
        Arm::Decline | Arm::HardCap | Arm::Climbing | Arm::Narrowing => Vec::new(),
    }
}

/// Tells whether a policy leaves an arm out.
pub(super) fn is_off(policy: &Policy, arm: Arm) -> bool {
    let off = match arm.rule() {
        Rule::Debt => &policy.debt.off,
        Rule::Progress => &policy.progress.off,
        Rule::Expense => &policy.expense.off,
        Rule::Loss => &policy.loss.off,
        Rule::Incident => &policy.incident.off,
    };
    off.contains(&arm)
}
