use std::collections::BTreeSet;

use super::PolicyProblem;
use super::closest::did_you_mean;
use super::renamed::renamed;
use crate::policy::culprit::culprit;
use crate::policy::overlay::{KINDS, names_kind};
use crate::policy::tree::{Entry, Kind, Node, Refusal, Step, Why, written};
use crate::policy::{Policy, PolicyDraft};
use crate::valid::Violation;

/// The policy of a file over a preset, or everything that is wrong with it, with the problems that
/// were found before.
///
/// A value that is refused is taken out, so that the preset stands for it, and the rest is read
/// again: so all are found. Nothing is said of what may be a consequence of a value that was
/// taken out, and nothing of rules where the preset is not known.
pub(super) fn read(
    file: &Node,
    preset: &Node,
    mut problems: Vec<PolicyProblem>,
) -> Result<Policy, Vec<PolicyProblem>> {
    let mut rest = file.clone();
    let mut taken_out: BTreeSet<Vec<Step>> = BTreeSet::new();
    if !problems.is_empty() {
        taken_out.insert(Vec::new());
    }
    let draft = loop {
        let whole = rest.clone().over(preset);
        let refusal = match PolicyDraft::of_document(&whole) {
            Ok(draft) => break draft,
            Err(refusal) => refusal,
        };
        let path = culprit(&whole, &refusal);
        problems.extend(told(file, &whole, &path, &refusal, &taken_out));
        let is_field = !matches!(refusal.why, Why::Unknown { .. });
        let out = if is_field { taken_with(&path) } else { &path };
        if out.is_empty() || rest.at(out).is_none() {
            return Err(problems);
        }
        rest.take_out(out);
        taken_out.insert(out.to_vec());
    };
    match Policy::try_from(draft) {
        Ok(policy) if problems.is_empty() => Ok(policy),
        Ok(_) => Err(problems),
        Err(violations) => {
            let of_rules = violations.iter().filter_map(|it| {
                let path = steps(file, it.path());
                let follows = taken_out.iter().any(|out| may_follow(it, &path, out, &rest, preset));
                let place = file.place_of(&path);
                let problem = || PolicyProblem::new(it.path().to_owned(), place, it.problem());
                (!follows).then(problem)
            });
            problems.extend(of_rules);
            Err(problems)
        }
    }
}

/// The key of the tests of a policy, which stand in its file.
pub(crate) const TESTS: &str = "test";
/// The key of the preset over which a file is laid.
pub(super) const PRESET: &str = "preset";

/// More known fields than these are not listed.
const MOST_LISTED: usize = 12;

/// The part that is taken out for a value: a table whose kind is unknown goes whole, as nothing in
/// it can be read.
fn taken_with(path: &[Step]) -> &[Step] {
    match path.split_last() {
        Some((last, table)) if names_kind(last) => table,
        _ => path,
    }
}

/// Tests whether a violation may be a consequence of a value that was taken out: one of the same
/// table; or one of the same section, unless it is of a table that breaks the rule by itself.
fn may_follow(
    violation: &Violation,
    path: &[Step],
    out: &[Step],
    rest: &Node,
    preset: &Node,
) -> bool {
    let (of_path, of_out) = (table(path), table(out));
    if of_path.starts_with(of_out) || of_out.starts_with(of_path) {
        return true;
    }
    let is_table = || rest.at(of_path).is_some_and(|it| !it.parts().is_empty());
    let is_alone = || is_table() && breaks_alone(violation, of_path, rest, preset);
    of_path.first() == of_out.first() && !is_alone()
}

/// A section, or the table or field of it in which a path lies.
fn table(path: &[Step]) -> &[Step] {
    path.get(..2).unwrap_or(path)
}

/// Tests whether a rule is broken as well where the file states nothing but one table.
fn breaks_alone(violation: &Violation, table: &[Step], rest: &Node, preset: &Node) -> bool {
    let Some(stated) = rest.at(table) else { return false };
    let alone = table.iter().rev().fold(stated.clone(), |node, step| match step {
        Step::Key(key) => Node::new(None, Kind::table(vec![Entry::of(key, node)])),
        Step::Item(_) => node,
    });
    let judged = PolicyDraft::of_document(&alone.over(preset)).map(Policy::try_from);
    judged.is_ok_and(|it| it.is_err_and(|found| found.iter().any(|it| it == violation)))
}

/// The path of a violation as steps: numbers of items in lists, and keys in tables.
fn steps(file: &Node, path: &str) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    for name in path.split('.') {
        let is_list = file.at(&found).is_some_and(|it| matches!(it.kind, Kind::List(_)));
        let number = name.parse().ok().filter(|_| is_list);
        found.push(number.map_or_else(|| Step::Key(name.to_owned()), Step::Item));
    }
    found
}

/// The problem of a refusal; none where it only follows from what was taken out.
fn told(
    file: &Node,
    whole: &Node,
    path: &[Step],
    refusal: &Refusal,
    taken_out: &BTreeSet<Vec<Step>>,
) -> Option<PolicyProblem> {
    if taken_out.iter().any(|it| it.starts_with(path)) {
        return None;
    }
    let place = file.place_of(path);
    let hint = match &refusal.why {
        Why::Unknown { field, expected } => {
            let known = known_beside(field, path, whole, expected);
            let listed = || format!("known here: {}", known.join(", "));
            let hint = renamed(&written(path));
            let hint = hint.or_else(|| did_you_mean(field, known.iter().copied()));
            hint.or_else(|| (known.len() <= MOST_LISTED).then(listed))
        }
        Why::Missing { .. } => None,
        Why::Other { word, .. } => {
            word.as_ref().and_then(|(word, known)| did_you_mean(word, known.iter().copied()))
        }
    };
    Some(PolicyProblem::new(written(path), place, refusal.to_string()).with_hint(hint))
}

/// The fields that a table has: those of its type, and those that are read before it.
fn known_beside(
    field: &str,
    path: &[Step],
    whole: &Node,
    expected: &[&'static str],
) -> Vec<&'static str> {
    let table = path.split_last().map_or(path, |(_, table)| table);
    let states = |name: &&str| whole.at(table).is_some_and(|it| it.within(&[name]).is_some());
    let of_file: &[&str] = if table.is_empty() { &[PRESET, TESTS] } else { &[] };
    let kinds = KINDS.iter().filter(|kind| **kind != field && states(kind));
    expected.iter().chain(kinds).chain(of_file).copied().collect()
}
