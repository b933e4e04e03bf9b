use super::answer::{Answer, why};
use super::given::Given;
use super::judge::judge;
use super::series::Series;
use super::test_report::{TestFailure, TestResult};
use crate::policy::Policy;
use crate::policy::tree::Place;
use crate::warning::{JudgedFigures, Rule};

/// A test of one rule of a policy.
#[derive(Debug, Clone)]
pub(super) struct PolicyTest {
    pub(super) name: String,
    pub(super) place: Option<Place>,
    pub(super) rule: Rule,
    pub(super) cases: Cases,
}

/// The figures of a test, with what is expected of them.
#[derive(Debug, Clone)]
pub(super) enum Cases {
    /// Rows of figures, each by itself.
    Rows(Vec<(Given, Answer)>),
    /// Figures day by day.
    Series(Series),
}

impl PolicyTest {
    pub(super) fn run(&self, policy: &Policy) -> TestResult {
        let failures = match &self.cases {
            Cases::Rows(rows) => self.failed_rows(rows, policy),
            Cases::Series(series) => series.failures(self.rule, policy),
        };
        let of_test =
            |it: TestFailure| TestFailure { test: self.name.clone(), place: self.place, ..it };
        let failures = failures.into_iter().map(of_test).collect();
        TestResult { name: self.name.clone(), place: self.place, failures }
    }

    fn failed_rows(&self, rows: &[(Given, Answer)], policy: &Policy) -> Vec<TestFailure> {
        let failure = |(row, (given, expected)): (usize, &(Given, Answer))| {
            let judged = judge(policy, self.rule, given);
            let found = Answer::of_outcome(judged.outcome());
            let given =
                || if rows.len() > 1 { format!("row {row}, {given}") } else { given.to_string() };
            (found != *expected).then(|| {
                TestFailure::new(given(), expected.to_string(), found.to_string(), why(&judged))
            })
        };
        (1..).zip(rows).filter_map(failure).collect()
    }

    /// The findings about every row and every day that has figures.
    pub(super) fn judged(&self, policy: &Policy) -> Vec<JudgedFigures> {
        match &self.cases {
            Cases::Rows(rows) => {
                rows.iter().map(|(given, _)| judge(policy, self.rule, given)).collect()
            }
            Cases::Series(series) => series.judged(self.rule, policy),
        }
    }
}
