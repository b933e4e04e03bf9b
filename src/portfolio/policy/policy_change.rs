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

/// The sections by which a review judges, and a comparison of two reviews tells the difference.
const REVIEW_SECTIONS: [&str; 10] = [
    "abc", "debt", "expense", "feeds", "incident", "loss", "loyalty", "progress", "quadrant",
    "service",
];

impl PolicyChange {
    /// Returns `true` for a field of a section by which a review judges. A comparison over a book
    /// tells the effect of these alone; other sections act elsewhere, such as cases, orders and
    /// visits.
    ///
    /// ```
    /// use guanxi::policy::{Policy, PolicyDraft};
    ///
    /// let mut draft = PolicyDraft::default();
    /// draft.progress.frequency.recent_days = 60;
    /// draft.visits.day_minutes = 450;
    /// let changes = Policy::try_from(draft)?.changes_from(&Policy::default());
    /// let acting: Vec<bool> = changes.iter().map(|it| it.acts_in_review()).collect();
    /// assert_eq!(acting, [true, false]);
    /// # Ok::<(), guanxi::valid::Violations>(())
    /// ```
    pub fn acts_in_review(&self) -> bool {
        let section = self.path.split('.').next();
        section.is_some_and(|it| REVIEW_SECTIONS.contains(&it))
    }

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
