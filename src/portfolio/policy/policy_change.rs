use std::collections::BTreeSet;
use std::fmt;

use super::flatten::Fields;

/// One field in which two policies differ.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PolicyChange {
    /// The path: field names joined by dots, such as `debt.ageing.watch`.
    pub path: String,
    /// The earlier value.
    pub before: String,
    /// The later value.
    pub after: String,
}

impl fmt::Display for PolicyChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} → {}", self.path, self.before, self.after)
    }
}

impl PolicyChange {
    /// The fields in which two documents differ, in the order of their paths.
    pub(super) fn between(before: &Fields, after: &Fields) -> Vec<Self> {
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let value = |fields: &Fields, path: &str| {
            fields.get(path).map_or_else(|| "absent".to_owned(), String::clone)
        };
        let changes = paths.into_iter().map(|path| Self {
            path: path.clone(),
            before: value(before, path),
            after: value(after, path),
        });
        changes.filter(|change| change.before != change.after).collect()
    }
}
