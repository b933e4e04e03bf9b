use std::collections::BTreeSet;

use crate::policy::PolicyProblem;
use crate::policy::file::did_you_mean;
use crate::policy::tree::{Entry, Kind, Node, Step, written};

/// A file whose tests are read, with the problems that are found.
pub(super) struct Reading<'a> {
    pub(super) file: &'a Node,
    pub(super) problems: &'a mut Vec<PolicyProblem>,
    /// The names of the tests before.
    pub(super) names: BTreeSet<String>,
}

/// The path to a part of a table.
pub(super) fn inside(path: &[Step], name: &str) -> Vec<Step> {
    [path, &[Step::Key(name.to_owned())]].concat()
}

impl Reading<'_> {
    pub(super) fn refuse(&mut self, path: &[Step], problem: String) {
        self.refuse_with(path, problem, None);
    }

    pub(super) fn refuse_with(&mut self, path: &[Step], problem: String, hint: Option<String>) {
        let place = self.file.place_of(path);
        self.problems.push(PolicyProblem::new(written(path), place, problem).with_hint(hint));
    }

    pub(super) fn check_keys(
        &mut self,
        entries: &[Entry],
        path: &[Step],
        known: &[&str],
        whole: &str,
    ) {
        for entry in entries.iter().filter(|it| !known.contains(&it.key.as_str())) {
            let hint = did_you_mean(&entry.key, known.iter().copied());
            let hint = hint.or_else(|| Some(format!("known here: {}", known.join(", "))));
            let problem = format!("is no field of {whole}");
            self.refuse_with(&inside(path, &entry.key), problem, hint);
        }
    }
}

/// A value as it was met.
pub(super) fn met(node: &Node) -> String {
    match &node.kind {
        Kind::Null => "nothing".to_owned(),
        Kind::Bool(it) => it.to_string(),
        Kind::Integer(it) => it.to_string(),
        Kind::Number(it) => it.clone(),
        Kind::Text(it) => format!("{it:?}"),
        Kind::List(_) => "a list".to_owned(),
        Kind::Table { .. } => "a table".to_owned(),
    }
}
