use std::collections::BTreeSet;

use super::PolicyProblem;
use super::closest::did_you_mean;
use super::renamed::renamed;
use crate::policy::culprit::culprit;
use crate::policy::tree::{Node, Refusal, Step, Why, written};
use crate::policy::{Policy, PolicyDraft};

/// The policy of a file over a preset, or everything that is wrong with it, with the problems that
/// were found before.
///
/// A value that is refused is taken out, so that the preset stands for it, and the rest is read
/// again: so all are found. Nothing is said of what depends on a value that was taken out.
pub(super) fn read(
    file: &Node,
    preset: &Node,
    mut problems: Vec<PolicyProblem>,
) -> Result<Policy, Vec<PolicyProblem>> {
    let mut rest = file.clone();
    let mut taken_out: BTreeSet<Vec<Step>> = BTreeSet::new();
    let draft = loop {
        let whole = rest.clone().over(preset);
        let refusal = match PolicyDraft::of_document(&whole) {
            Ok(draft) => break draft,
            Err(refusal) => refusal,
        };
        let path = culprit(&whole, &refusal);
        problems.extend(told(file, &path, &refusal, &taken_out));
        if path.is_empty() || rest.at(&path).is_none() {
            return Err(problems);
        }
        rest.take_out(&path);
        taken_out.insert(path);
    };
    match Policy::try_from(draft) {
        Ok(policy) if problems.is_empty() => Ok(policy),
        Ok(_) => Err(problems),
        Err(violations) => {
            let of_rules = violations.iter().filter_map(|it| {
                let path = steps(it.path());
                let depends = |out: &Vec<Step>| out.starts_with(&path) || path.starts_with(out);
                let place = file.place_of(&path);
                let problem = || PolicyProblem::new(it.path().to_owned(), place, it.problem());
                (!taken_out.iter().any(depends)).then(problem)
            });
            problems.extend(of_rules);
            Err(problems)
        }
    }
}

/// More known fields than these are not listed.
const MOST_LISTED: usize = 12;

/// The path of a violation as steps.
fn steps(path: &str) -> Vec<Step> {
    let step = |name: &str| name.parse().map_or_else(|_| Step::Key(name.to_owned()), Step::Item);
    path.split('.').map(step).collect()
}

/// The problem of a refusal; none where it only follows from what was taken out.
fn told(
    file: &Node,
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
            let listed = || format!("known here: {}", expected.join(", "));
            let hint = renamed(&written(path));
            let hint = hint.or_else(|| did_you_mean(field, expected.iter().copied()));
            hint.or_else(|| (expected.len() <= MOST_LISTED).then(listed))
        }
        Why::Missing { .. } => None,
        Why::Other { word, .. } => {
            word.as_ref().and_then(|(word, known)| did_you_mean(word, known.iter().copied()))
        }
    };
    Some(PolicyProblem::new(written(path), place, refusal.to_string()).with_hint(hint))
}
