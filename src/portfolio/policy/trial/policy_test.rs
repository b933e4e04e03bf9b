use super::answer::{Answer, NO_FIGURE, why};
use super::given::Given;
use super::judge::{Named, judge, name, why_name};
use super::series::Series;
use super::test_report::{TestFailure, TestResult};
use crate::policy::Policy;
use crate::policy::tree::Place;
use crate::warning::Rule;

/// A test of one thing that a policy judges.
#[derive(Debug, Clone)]
pub(crate) struct PolicyTest {
    pub(super) name: String,
    pub(super) place: Option<Place>,
    pub(super) cases: Cases,
}

/// The answer for which a test asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The level of a rule.
    Level(Rule),
    /// A name of a table of the company.
    Name(Named),
}

/// The figures of a test, with what is expected of them.
#[derive(Debug, Clone)]
pub(super) enum Cases {
    /// Rows of figures, each by itself, with the word that is expected.
    Rows(Asked, Vec<(Given, String)>),
    /// Figures day by day.
    Series(Rule, Series),
}

impl Asked {
    fn answer<'p>(self, policy: &'p Policy, given: &Given) -> &'p str {
        match self {
            Self::Level(rule) => Answer::of_outcome(judge(policy, rule, given).outcome()).code(),
            Self::Name(named) => name(policy, named, given).unwrap_or(Answer::NotJudged.code()),
        }
    }

    fn why(self, policy: &Policy, given: &Given) -> String {
        match self {
            Self::Level(rule) => why(&judge(policy, rule, given)),
            Self::Name(named) => {
                why_name(policy, named, given).unwrap_or_else(|| NO_FIGURE.to_owned())
            }
        }
    }
}

impl PolicyTest {
    pub(super) fn asked(&self) -> Asked {
        match &self.cases {
            Cases::Rows(asked, _) => *asked,
            Cases::Series(rule, _) => Asked::Level(*rule),
        }
    }

    pub(super) fn run(&self, policy: &Policy) -> TestResult {
        let failures = match &self.cases {
            Cases::Rows(asked, rows) => failed_rows(*asked, rows, policy),
            Cases::Series(rule, series) => series.failures(*rule, policy),
        };
        let of_test =
            |it: TestFailure| TestFailure { test: self.name.clone(), place: self.place, ..it };
        let failures = failures.into_iter().map(of_test).collect();
        TestResult { name: self.name.clone(), place: self.place, failures }
    }
}

fn failed_rows(asked: Asked, rows: &[(Given, String)], policy: &Policy) -> Vec<TestFailure> {
    let failure = |(row, (given, expected)): (usize, &(Given, String))| {
        let found = asked.answer(policy, given);
        let said =
            || if rows.len() > 1 { format!("row {row}, {given}") } else { given.to_string() };
        (found != *expected).then(|| {
            let why = asked.why(policy, given);
            TestFailure::new(said(), expected.clone(), found.to_owned(), why)
        })
    };
    (1..).zip(rows).filter_map(failure).collect()
}
