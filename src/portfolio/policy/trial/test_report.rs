use std::fmt;

use crate::policy::tree::Place;

/// An expectation of a policy test that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestFailure {
    /// The name of the test.
    pub test: String,
    /// The place of the test in its file.
    pub place: Option<Place>,
    /// The row or day of the test with its figures.
    pub given: String,
    /// The answer that is expected.
    pub expected: String,
    /// The answer of the policy.
    pub found: String,
    /// The findings of the arms from which it comes.
    pub why: String,
}

impl TestFailure {
    /// A failure of a test that fills in its name and its place.
    pub(super) fn new(given: String, expected: String, found: String, why: String) -> Self {
        Self { test: String::new(), place: None, given, expected, found, why }
    }

    fn write_what(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { given, expected, found, why, .. } = self;
        write!(f, "{given}: expected {expected}, was {found} ({why})")
    }
}

impl fmt::Display for TestFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "line {}: ", place.line)?;
        }
        write!(f, "{}: ", self.test)?;
        self.write_what(f)
    }
}

/// The result of a run of policy tests. Prints as a test runner does, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestReport {
    pub(super) tests: Vec<TestResult>,
}

/// The result of one test: it has passed when nothing failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TestResult {
    pub(super) name: String,
    pub(super) place: Option<Place>,
    pub(super) failures: Vec<TestFailure>,
}

impl TestReport {
    /// Returns `true` when every test has passed.
    pub fn is_passed(&self) -> bool {
        self.failed() == 0
    }

    /// The number of tests that passed.
    pub fn passed(&self) -> usize {
        self.tests.iter().filter(|it| it.failures.is_empty()).count()
    }

    /// The number of tests that failed.
    pub fn failed(&self) -> usize {
        self.tests.iter().filter(|it| !it.failures.is_empty()).count()
    }

    /// The expectations that do not hold, in the order of the file.
    pub fn failures(&self) -> impl Iterator<Item = &TestFailure> {
        self.tests.iter().flat_map(|it| &it.failures)
    }
}

impl fmt::Display for TestReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for TestResult { name, place, failures } in &self.tests {
            f.write_str(if failures.is_empty() { "passed  " } else { "FAILED  " })?;
            if let Some(place) = place {
                write!(f, "line {}: ", place.line)?;
            }
            writeln!(f, "{name}")?;
            for failure in failures {
                f.write_str("        ")?;
                failure.write_what(f)?;
                f.write_str("\n")?;
            }
        }
        write!(f, "{} passed, {} failed", self.passed(), self.failed())
    }
}
