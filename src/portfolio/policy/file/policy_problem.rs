use std::fmt;

use crate::policy::tree::Place;

/// One thing that is wrong with a policy file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyProblem {
    path: String,
    place: Option<Place>,
    problem: String,
    hint: Option<String>,
}

impl PolicyProblem {
    pub(crate) fn new(path: String, place: Option<Place>, problem: impl Into<String>) -> Self {
        Self { path, place, problem: problem.into(), hint: None }
    }

    /// A text that is no TOML or JSON.
    pub(super) fn of_form(place: Option<Place>, problem: String) -> Self {
        Self::new(String::new(), place, problem)
    }

    pub(crate) fn with_hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    /// The path: field names joined by dots, such as `debt.utilisation.clear.watch`, and items of a
    /// list by their number from 0, such as `progress.calendar.holidays.2`. Empty where the text is
    /// no TOML or JSON.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The place where the value is written; where it is a default, that of the table around it.
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The problem: the bound that is broken and the value that breaks it.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// A way to mend it, where one is likely.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for PolicyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.problem)?;
        self.hint.iter().try_for_each(|hint| write!(f, " ({hint})"))
    }
}

/// Everything that is wrong with a policy file, in the order of the text. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyProblems(Vec<PolicyProblem>);

impl PolicyProblems {
    /// The problems of a file that has some.
    pub(crate) fn of(mut problems: Vec<PolicyProblem>) -> Self {
        problems.sort_by_key(|it| it.place);
        problems.dedup();
        Self(problems)
    }

    /// The problems in the order of the text.
    pub fn iter(&self) -> std::slice::Iter<'_, PolicyProblem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a PolicyProblems {
    type Item = &'a PolicyProblem;
    type IntoIter = std::slice::Iter<'a, PolicyProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for PolicyProblems {
    /// A line for each problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for PolicyProblems {}
