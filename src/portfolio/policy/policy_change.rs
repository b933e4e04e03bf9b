use std::collections::BTreeSet;
use std::fmt;

use super::flatten::{Fields, fields};
use super::{Policy, PolicyDraft};

/// One field in which two policies differ.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl Policy {
    /// The fields in which this policy differs from an earlier one, in the order of their paths.
    ///
    /// ```
    /// use guanxi::policy::{Policy, PolicyDraft};
    ///
    /// let mut draft = PolicyDraft::default();
    /// draft.debt.ageing.watch = 3;
    /// draft.progress.plan.watch = "90%".parse()?;
    /// let changes = Policy::try_from(draft)?.changes_from(&Policy::default());
    /// let said: Vec<String> = changes.iter().map(ToString::to_string).collect();
    /// assert_eq!(said, ["debt.ageing.watch: 5 → 3", "progress.plan.watch: 95% → 90%"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn changes_from(&self, earlier: &Self) -> Vec<PolicyChange> {
        let fields = |policy: &Self| fields(&PolicyDraft::from(policy.clone()).document());
        let (before, after) = (fields(earlier), fields(self));
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let value = |fields: &Fields, path: &str| {
            fields.get(path).map_or_else(|| "absent".to_owned(), String::clone)
        };
        let changes = paths.into_iter().map(|path| PolicyChange {
            path: path.clone(),
            before: value(&before, path),
            after: value(&after, path),
        });
        changes.filter(|change| change.before != change.after).collect()
    }
}
