use std::fmt;

use super::coverage::is_within;
use super::policy_test::PolicyTest;
use crate::policy::tree::{Kind, Node, Step, written};
use crate::policy::{Policy, PolicyChange, PolicyDraft};
use crate::warning::{Level, Rule};

/// The fields by which figures of tests are judged, each with all that is below it.
const FIELDS: &[(&str, Rule)] = &[
    ("debt.utilisation", Rule::Debt),
    ("debt.ageing", Rule::Debt),
    ("debt.overdue_tolerance", Rule::Debt),
    ("debt.without_limit", Rule::Debt),
    ("cases.conditions.debt", Rule::Debt),
    ("progress.least_elapsed", Rule::Progress),
    ("progress.plan", Rule::Progress),
    ("progress.last_year", Rule::Progress),
    ("progress.fewest_base_days", Rule::Progress),
    ("progress.frequency.fewest_baseline_days", Rule::Progress),
    ("progress.frequency.fewest_recent_days", Rule::Progress),
    ("progress.frequency.fewest_expected", Rule::Progress),
    ("progress.frequency.chance", Rule::Progress),
    ("progress.frequency.rate_below", Rule::Progress),
    ("progress.decline.latest", Rule::Progress),
    ("progress.decline.average", Rule::Progress),
    ("cases.conditions.progress", Rule::Progress),
    ("expense.least_elapsed", Rule::Expense),
    ("expense.over_budget", Rule::Expense),
    ("expense.spending_without_sales", Rule::Expense),
    ("cases.conditions.expense", Rule::Expense),
    ("loss.silence.no_order_from", Rule::Loss),
    ("loss.silence.alive_below", Rule::Loss),
    ("loss.silence.gaps_above", Rule::Loss),
    ("loss.silence.days_above", Rule::Loss),
    ("loss.hard_cap_days", Rule::Loss),
    ("loss.hard_cap_usual_gaps", Rule::Loss),
    ("loss.hard_cap_level", Rule::Loss),
    ("loss.bought_once.at_most", Rule::Loss),
    ("loss.lost", Rule::Loss),
    ("cases.conditions.loss", Rule::Loss),
    ("incident.by_impact", Rule::Incident),
    ("incident.rumour_at_most", Rule::Incident),
    ("incident.report_at_most", Rule::Incident),
    ("cases.conditions.incident", Rule::Incident),
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
        for (field, rule) in FIELDS {
            let path: Vec<Step> = field.split('.').map(|it| Step::Key(it.to_owned())).collect();
            let Some(node) = document.at(&path) else { continue };
            let tests: Vec<&PolicyTest> =
                passing.iter().copied().filter(|it| it.rule == *rule).collect();
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
