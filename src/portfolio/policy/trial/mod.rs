//! Tests of a policy, in its own file: figures and the level that is expected of them.
//!
//! | type | what it is |
//! |---|---|
//! | [`PolicyTests`] | the tests of a file: run them, see what they cover, move each threshold |
//! | [`TestFigure`] | a figure that a test may give, with its rule and its unit |
//! | [`TestReport`], [`TestFailure`] | the result of a run; an expectation that does not hold |
//! | [`TestCoverage`] | the levels that the tests reach, and those that they do not |
//! | [`MutationReport`] | the thresholds that may be moved by one unit without any test failing |

mod answer;
mod coverage;
mod figure_value;
mod given;
mod judge;
mod mutation;
mod policy_test;
mod policy_tests;
mod read;
mod series;
mod test_figure;
mod test_report;

pub use coverage::TestCoverage;
pub use mutation::MutationReport;
pub use policy_tests::PolicyTests;
#[cfg(feature = "schemars")]
pub(crate) use read::tests_schema;
pub use test_figure::TestFigure;
pub use test_report::{TestFailure, TestReport};
