use std::fmt;

use super::fields::{Field, fields};
use crate::policy::tree::{Kind, Node, Step, written};
use crate::policy::trial::coverage::is_within;
use crate::policy::trial::policy_test::PolicyTest;
use crate::policy::{Policy, PolicyChange, PolicyDraft};
use crate::segment::Class;
use crate::warning::Level;

/// Mutations of a policy: each threshold is changed by one unit, up and down, by itself, and a test
/// should fail.
///
/// | field | one unit |
/// |---|---|
/// | days, counts, scores | 1 |
/// | ratios, amounts, sigmas | 1 in the last digit that is stated: 80% to 81%, 2.5% to 2.6% |
/// | levels, classes | the next one |
///
/// The least score of a dealer's grade is the end of the next grade, too, and changes with it. A
/// policy that refuses a change is no test's business: it is counted apart. Only fields by which
/// figures of tests are judged are changed.
#[doc(alias = "mutation testing")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MutationReport {
    mutations: Vec<(PolicyChange, Outcome)>,
}

/// The outcome of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// A test that passes by the policy fails.
    Killed,
    /// Every test that passes by the policy passes.
    Survived,
    /// There is no such policy.
    Refused,
}

impl MutationReport {
    pub(crate) fn of(tests: &[PolicyTest], policy: &Policy) -> Self {
        let document = PolicyDraft::from(policy.clone()).document();
        let passing = |it: &&PolicyTest| it.run(policy).failures.is_empty();
        let passing: Vec<&PolicyTest> = tests.iter().filter(passing).collect();
        let mut mutations = Vec::new();
        for field in fields(&document, policy) {
            let tests = passing.iter().copied().filter(|it| field.is_read_for(it.asked()));
            let tests: Vec<&PolicyTest> = tests.collect();
            let Field { path, node, .. } = field;
            for (path, before) in leaves(node, path) {
                mutations.extend(by_one(before).into_iter().flatten().map(|after| {
                    let change = PolicyChange {
                        path: written(&path),
                        before: said(before),
                        after: said(&after),
                    };
                    let mutant = mutant(policy, &document, &path, after);
                    (change, mutant.map_or(Outcome::Refused, |it| outcome(&it, &tests)))
                }));
            }
        }
        Self { mutations }
    }

    /// Returns `true` when some test fails whichever threshold is changed.
    pub fn is_complete(&self) -> bool {
        self.survivors().next().is_none()
    }

    /// The changes after which every test still passes: thresholds that no test holds.
    pub fn survivors(&self) -> impl Iterator<Item = &PolicyChange> {
        self.of_outcome(Outcome::Survived)
    }

    /// The changes after which a test fails.
    pub fn killed(&self) -> impl Iterator<Item = &PolicyChange> {
        self.of_outcome(Outcome::Killed)
    }

    /// The changes that the policy refuses: thresholds that must rise or fall, or lie in bounds.
    pub fn refused(&self) -> impl Iterator<Item = &PolicyChange> {
        self.of_outcome(Outcome::Refused)
    }

    /// The report on the fields below a path, such as `debt` or `cases.conditions.debt`.
    #[must_use]
    pub fn within(&self, path: &str) -> Self {
        let mutations = self.mutations.iter().filter(|it| is_within(&it.0.path, path));
        Self { mutations: mutations.cloned().collect() }
    }

    fn of_outcome(&self, outcome: Outcome) -> impl Iterator<Item = &PolicyChange> {
        self.mutations.iter().filter(move |it| it.1 == outcome).map(|it| &it.0)
    }
}

impl fmt::Display for MutationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (killed, refused) = (self.killed().count(), self.refused().count());
        let is_tried = |it: &&(PolicyChange, Outcome)| it.1 != Outcome::Refused;
        let changes = self.mutations.iter().filter(is_tried).count();
        write!(f, "{killed} of {changes} changes by one unit make a test fail")?;
        if refused > 0 {
            write!(f, "; the policy refuses {refused} more")?;
        }
        self.survivors().try_for_each(|it| write!(f, "\nno test fails: {it}"))
    }
}

/// The policy in which one value is another; `None` where there is no such policy.
fn mutant(policy: &Policy, document: &Node, path: &[Step], value: Kind) -> Option<Policy> {
    let (Step::Key(section), rest) = path.split_first()? else { return None };
    let mut mutant = document.within(&[section])?.clone();
    // Grades of a card stand from the best on, each up to the grade before.
    if section == "dealers"
        && let [before @ .., Step::Item(grade), Step::Key(_)] = rest
    {
        let next = [Step::Item(grade.checked_add(1)?), Step::Key("to".to_owned())];
        if let Some(node) = mutant.at_mut(&[before, &next].concat()) {
            node.kind = value.clone();
        }
    }
    mutant.at_mut(rest)?.kind = value;
    policy.with_section(section, &mutant)
}

fn outcome(mutant: &Policy, tests: &[&PolicyTest]) -> Outcome {
    let is_held = tests.iter().any(|it| !it.run(mutant).failures.is_empty());
    if is_held { Outcome::Killed } else { Outcome::Survived }
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
fn by_one(value: &Kind) -> [Option<Kind>; 2] {
    match value {
        Kind::Integer(number) => {
            [number.checked_add(1), number.checked_sub(1)].map(|it| it.map(Kind::Integer))
        }
        Kind::Text(text) => {
            let of_level = beside(text, &Level::ALL.map(Level::code));
            let of_class = beside(text, &Class::ALL.map(Class::code));
            let moved = of_level.or(of_class).unwrap_or_else(|| of_last_digit(text));
            moved.map(|it| it.map(Kind::Text))
        }
        Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::List(_) | Kind::Table { .. } => {
            [None, None]
        }
    }
}

/// The words after and before a word of a list; `None` for another word.
fn beside(word: &str, words: &[&str]) -> Option<[Option<String>; 2]> {
    let place = words.iter().position(|it| *it == word)?;
    let at = |place: Option<usize>| words.get(place?).map(|it| (*it).to_owned());
    Some([at(place.checked_add(1)), at(place.checked_sub(1))])
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
