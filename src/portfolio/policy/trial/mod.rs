//! Tests of a policy, in its own file: figures and the answer that is expected of them.
//!
//! | type | what it is |
//! |---|---|
//! | [`PolicyFile`] | a policy with its tests, read from one file |
//! | [`PolicyTests`] | the tests of a file: run them, see what they cover, change each threshold |
//! | [`TestFigure`] | a figure that a test may give, with its unit |
//! | [`TestSubject`] | the thing that is judged by it: a rule, classes, grades |
//! | [`TestReport`], [`TestFailure`] | the result of a run; an expectation that does not hold |
//! | [`TestCoverage`] | the answers that the tests reach, and those that they do not |
//! | [`MutationReport`] | each threshold changed by one unit, and whether a test then fails |

mod answer;
mod coverage;
mod figure_value;
mod given;
mod judge;
mod mutation;
mod policy_file;
mod policy_test;
mod policy_tests;
mod read;
mod series;
mod test_figure;
mod test_report;
mod test_subject;

pub use coverage::TestCoverage;
pub use mutation::MutationReport;
pub use policy_file::PolicyFile;
pub use policy_tests::PolicyTests;
#[cfg(feature = "schemars")]
pub(crate) use read::tests_schema;
pub use test_figure::TestFigure;
pub use test_report::{TestFailure, TestReport};
pub use test_subject::TestSubject;
