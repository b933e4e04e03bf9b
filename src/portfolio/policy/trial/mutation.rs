use std::fmt;

use super::coverage::{is_off, is_within};
use super::policy_test::PolicyTest;
use crate::policy::tree::{Kind, Node, Step, written};
use crate::policy::{Policy, PolicyChange, PolicyDraft};
use crate::warning::{Arm, Level};

/// The fields by which figures of tests are judged, each with all that is below it, and the arms
/// that go by it.
const FIELDS: &[(&str, &[Arm])] = &[
    ("debt.utilisation", &[Arm::Utilisation]),
    ("debt.ageing", &[Arm::Ageing]),
    ("debt.overdue_tolerance", &[Arm::Ageing]),
    ("debt.without_limit", &[Arm::NoLimit, Arm::Utilisation]),
    ("cases.conditions.debt", &[Arm::Utilisation, Arm::Ageing, Arm::NoLimit]),
    ("progress.least_elapsed", &[Arm::Plan, Arm::LastYear]),
    ("progress.plan", &[Arm::Plan]),
    ("progress.last_year", &[Arm::LastYear]),
    ("progress.fewest_base_days", &[Arm::LastYear]),
    ("progress.frequency.fewest_baseline_days", &[Arm::Frequency]),
    ("progress.frequency.fewest_recent_days", &[Arm::Frequency]),
    ("progress.frequency.fewest_expected", &[Arm::Frequency]),
    ("progress.frequency.chance", &[Arm::Frequency]),
    ("progress.frequency.rate_below", &[Arm::Frequency]),
    ("progress.decline.latest", &[Arm::Decline]),
    ("progress.decline.average", &[Arm::Decline]),
    ("cases.conditions.progress", &[Arm::Plan, Arm::LastYear, Arm::Frequency, Arm::Decline]),
    ("expense.least_elapsed", &[Arm::OverBudget, Arm::SpendingWithoutSales]),
    ("expense.over_budget", &[Arm::OverBudget]),
    ("expense.spending_without_sales", &[Arm::SpendingWithoutSales]),
    ("cases.conditions.expense", &[Arm::OverBudget, Arm::SpendingWithoutSales]),
    ("loss.silence.no_order_from", &[Arm::Silence]),
    ("loss.silence.alive_below", &[Arm::Silence]),
    ("loss.silence.gaps_above", &[Arm::Silence]),
    ("loss.silence.days_above", &[Arm::Silence]),
    ("loss.hard_cap_days", &[Arm::HardCap]),
    ("loss.hard_cap_usual_gaps", &[Arm::HardCap]),
    ("loss.hard_cap_level", &[Arm::HardCap]),
    ("loss.bought_once.at_most", &[Arm::Silence, Arm::HardCap]),
    ("loss.lost", &[Arm::Silence, Arm::HardCap]),
    ("cases.conditions.loss", &[Arm::Silence, Arm::HardCap]),
    ("incident.by_impact", &[Arm::Incident]),
    ("incident.rumour_at_most", &[Arm::Incident]),
    ("incident.report_at_most", &[Arm::Incident]),
    ("cases.conditions.incident", &[Arm::Incident]),
];

/// The thresholds of a policy moved by one unit, up and down, each by itself: a test should fail.
///
/// | field | one unit |
/// |---|---|
/// | days, counts | 1 |
/// | ratios, amounts, sigmas | 1 in the last digit that is stated: 80% to 81%, 2.5% to 2.6% |
/// | levels | the next level |
///
/// A policy that refuses the moved threshold is no test's business: it is counted apart. Only
/// fields by which figures of tests are judged are moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MutationReport {
    moved: Vec<(PolicyChange, Outcome)>,
}

/// The outcome of a threshold that was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// A test that passes by the policy fails.
    Failed,
    /// Every test that passes by the policy passes.
    Survived,
    /// There is no such policy.
    Refused,
}

impl MutationReport {
    pub(super) fn of(tests: &[PolicyTest], policy: &Policy) -> Self {
        let document = PolicyDraft::from(policy.clone()).document();
        let passing = |it: &&PolicyTest| it.run(policy).failures.is_empty();
        let passing: Vec<&PolicyTest> = tests.iter().filter(passing).collect();
        let mut moved = Vec::new();
        for (field, arms) in FIELDS {
            let mut on = arms.iter().copied().filter(|arm| !is_off(policy, *arm));
            let Some(rule) = on.next().map(Arm::rule) else { continue };
            let path: Vec<Step> = field.split('.').map(|it| Step::Key(it.to_owned())).collect();
            let Some(node) = document.at(&path) else { continue };
            let tests: Vec<&PolicyTest> =
                passing.iter().copied().filter(|it| it.rule == rule).collect();
            for (path, before) in leaves(node, path) {
                let after = moved_by_one(before);
                moved.extend(after.into_iter().flatten().map(|after| {
                    let change = PolicyChange {
                        path: written(&path),
                        before: said(before),
                        after: said(&after),
                    };
                    (change, outcome(&document, &path, after, &tests))
                }));
            }
        }
        Self { moved }
    }

    /// Returns `true` when some test fails whichever threshold is moved.
    pub fn is_complete(&self) -> bool {
        self.survivors().next().is_none()
    }

    /// The moves after which every test still passes: thresholds that no test holds.
    pub fn survivors(&self) -> impl Iterator<Item = &PolicyChange> {
        self.of_outcome(Outcome::Survived)
    }

    /// The moves after which a test fails.
    pub fn failed(&self) -> impl Iterator<Item = &PolicyChange> {
        self.of_outcome(Outcome::Failed)
    }

    /// The moves that the policy refuses: thresholds that must rise or fall, or lie in bounds.
    pub fn refused(&self) -> impl Iterator<Item = &PolicyChange> {
        self.of_outcome(Outcome::Refused)
    }

    /// The report on the fields below a path, such as `debt` or `cases.conditions.debt`.
    #[must_use]
    pub fn within(&self, path: &str) -> Self {
        let moved = self.moved.iter().filter(|it| is_within(&it.0.path, path));
        Self { moved: moved.cloned().collect() }
    }

    fn of_outcome(&self, outcome: Outcome) -> impl Iterator<Item = &PolicyChange> {
        self.moved.iter().filter(move |it| it.1 == outcome).map(|it| &it.0)
    }
}

impl fmt::Display for MutationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (failed, refused) = (self.failed().count(), self.refused().count());
        let survived = self.survivors().count();
        write!(
            f,
            "{} thresholds moved: {failed} fail a test, {refused} are refused, {survived} are held \
             by no test",
            self.moved.len(),
        )?;
        self.survivors().try_for_each(|it| write!(f, "\nheld by no test: {it}"))
    }
}

/// The outcome of a policy in which one value is another.
fn outcome(document: &Node, path: &[Step], value: Kind, tests: &[&PolicyTest]) -> Outcome {
    let mut mutant = document.clone();
    if let Some(node) = mutant.at_mut(path) {
        node.kind = value;
    }
    let draft = PolicyDraft::of_document(&mutant);
    let policy = draft.ok().and_then(|draft| Policy::try_from(draft).ok());
    let Some(policy) = policy else { return Outcome::Refused };
    let is_held = tests.iter().any(|it| !it.run(&policy).failures.is_empty());
    if is_held { Outcome::Failed } else { Outcome::Survived }
}

/// The values below a path that are no tables and no lists.
fn leaves(node: &Node, path: Vec<Step>) -> Vec<(Vec<Step>, &Kind)> {
    let parts = node.parts();
    if parts.is_empty() {
        return vec![(path, &node.kind)];
    }
    let parts = parts.into_iter();
    parts.flat_map(|(step, part)| leaves(part, [path.as_slice(), &[step]].concat())).collect()
}

/// A value one unit up and down, where it has units.
fn moved_by_one(value: &Kind) -> [Option<Kind>; 2] {
    match value {
        Kind::Integer(number) => {
            [number.checked_add(1), number.checked_sub(1)].map(|it| it.map(Kind::Integer))
        }
        Kind::Text(text) => match text.parse::<Level>() {
            Ok(level) => {
                let levels = || Level::ALL.into_iter();
                let (up, down) =
                    (levels().find(|it| *it > level), levels().rev().find(|it| *it < level));
                [up, down].map(|it| it.map(|level| Kind::Text(level.code().to_owned())))
            }
            Err(_) => of_last_digit(text).map(|it| it.map(Kind::Text)),
        },
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::List(_) | Kind::Table { .. } => {
            [None, None]
        }
    }
}

/// A decimal number, with a percent sign or without, one more and one less in its last digit.
fn of_last_digit(text: &str) -> [Option<String>; 2] {
    let (number, sign) = match text.strip_suffix('%') {
        Some(number) => (number, "%"),
        None => (text, ""),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let Ok(digits) = format!("{whole}{part}").parse::<u64>() else { return [None, None] };
    [digits.checked_add(1), digits.checked_sub(1)].map(|moved| {
        let moved = format!("{:0>1$}", moved?, part.len().checked_add(1)?);
        let (whole, rest) = moved.split_at_checked(moved.len().checked_sub(part.len())?)?;
        let point = if rest.is_empty() { "" } else { "." };
        Some(format!("{whole}{point}{rest}{sign}"))
    })
}

fn said(value: &Kind) -> String {
    match value {
        Kind::Integer(it) => it.to_string(),
        Kind::Text(it) | Kind::Number(it) => it.clone(),
        Kind::Bool(it) => it.to_string(),
        Kind::Null | Kind::List(_) | Kind::Table { .. } => String::new(),
    }
}
