use std::fmt;

use crate::warning::Rule;

/// The thing that is judged by a figure of a policy test. Printed as `debt`, or as `credit grades`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TestSubject {
    /// The level of a warning: a test expects `watch` or another level.
    Rule(Rule),
    /// The class or the quadrant of a customer: a test expects `class` or `quadrant`.
    Segment,
    /// The credit grade of a customer: a test expects `grade`.
    CreditGrade,
    /// The grade of a dealer by its scorecard: a test expects `grade`.
    DealerGrade,
}

impl TestSubject {
    /// The form of an expectation.
    pub(super) const fn expected(self) -> &'static str {
        match self {
            Self::Rule(_) => "one of clear, watch, warning, critical, not_judged",
            Self::Segment => "a table with class or quadrant",
            Self::CreditGrade | Self::DealerGrade => "a table with grade",
        }
    }
}

impl fmt::Display for TestSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(rule) => rule.fmt(f),
            Self::Segment => f.write_str("classes and quadrants"),
            Self::CreditGrade => f.write_str("credit grades"),
            Self::DealerGrade => f.write_str("dealer grades"),
        }
    }
}
