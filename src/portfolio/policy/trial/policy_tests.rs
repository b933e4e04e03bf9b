use super::coverage::TestCoverage;
use super::mutation::MutationReport;
use super::policy_test::PolicyTest;
use super::read::read_tests;
use super::test_report::TestReport;
use crate::policy::tree::Node;
use crate::policy::{Policy, PolicyProblem, PolicyProblems};

/// The tests of a policy, that stand in its file: figures, and the answer that is expected of them.
///
/// A test of a rule gives [figures](super::TestFigure) of it, each one value or a list of rows, and
/// expects `clear`, `watch`, `warning`, `critical` or `not_judged`, one for all rows or one for
/// each:
///
/// ```toml
/// [[test]]
/// name = "the limit itself may be used up"
/// given = { utilisation = ["99.9%", "100%", "100.01%"] }
/// expect = ["watch", "watch", "warning"]
/// ```
///
/// A test of a class, a quadrant or a grade expects its name as reviews write it:
///
/// ```toml
/// [[test]]
/// name = "the largest customers bring four fifths"
/// given = { share_above = ["79.99%", "80%", "95%"] }
/// expect.class = ["A", "B", "C"]
///
/// [[test]]
/// name = "a large customer that is not loyal is dangerous"
/// given = { share_above = "0%", loyalty = [59.99, 60] }
/// expect.quadrant = ["Dangerous", "Treasured"]
/// ```
///
/// A test of a rule may give days instead: a value for a day, `90%x4` for four days with the same
/// value, `1+1x30` for thirty days that count from 1 to 30, `_` for a day without data. Each day is
/// taken by the condition of the rule, with its days of raising and clearing. A test expects all
/// its changes, each with its day counted from 0, or the level at the end of each day, or both:
///
/// ```toml
/// [[test]]
/// name = "a dip above the clearing threshold ends nothing, and no data count for nothing"
/// given.series = { utilisation = "70% 90%x4 79% 90% _x2 74%x6" }
/// expect.effects = ["raised:watch@3", "recovered@14"]
/// expect.levels = "clearx3 watchx11 clear"
/// ```
///
/// Figures are judged by the same functions as customers. What needs an account is out of reach:
/// usual orders, own days, product groups, the ratio of expense by month.
///
/// ```
/// use guanxi::policy::PolicyFile;
///
/// let PolicyFile { policy, tests } = PolicyFile::from_toml(r#"
/// [debt.ageing]
/// watch = 7
///
/// [[test]]
/// name = "a week of patience"
/// given = { oldest_past_due = [6, 7] }
/// expect = ["clear", "watch"]
///
/// [[test]]
/// name = "two weeks are a warning"
/// given = { oldest_past_due = 14 }
/// expect = "warning"
/// "#)?;
/// let report = tests.run(&policy);
/// assert_eq!(
///     report.to_string(),
///     "passed  line 5: a week of patience\n\
///      FAILED  line 10: two weeks are a warning\n        \
///      oldest_past_due 14: expected warning, was watch (ageing: watch)\n\
///      1 passed, 1 failed",
/// );
/// let mutations = tests.mutations(&policy).within("debt.ageing");
/// assert_eq!(
///     mutations.to_string(),
///     "2 of 6 changes by one unit make a test fail\n\
///      no test fails: debt.ageing.warning: 15 → 16\n\
///      no test fails: debt.ageing.warning: 15 → 14\n\
///      no test fails: debt.ageing.critical: 30 → 31\n\
///      no test fails: debt.ageing.critical: 30 → 29",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "策略测试")]
#[derive(Debug, Clone)]
pub struct PolicyTests {
    tests: Vec<PolicyTest>,
}

impl PolicyTests {
    /// The tests of a TOML text. The rest of it, the policy, is not read.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the tests, in the order of the text: unknown figures, values
    /// of another unit, and expectations that do not fit them.
    ///
    /// ```
    /// use guanxi::policy::PolicyTests;
    ///
    /// let problems = PolicyTests::from_toml(r#"
    /// [[test]]
    /// name = "overdue"
    /// given = { utilization = "80%" }
    /// expect = "watch"
    /// "#).unwrap_err();
    /// assert_eq!(
    ///     problems.to_string(),
    ///     "line 4, column 25: test.0.given.utilization: is no figure of a test \
    ///      (did you mean utilisation?)",
    /// );
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, PolicyProblems> {
        Self::of_file(crate::policy::file::from_toml(text))
    }

    /// The tests of a JSON text, read as [`PolicyTests::from_toml`] reads those of TOML.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the tests, in the order of the text.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Self, PolicyProblems> {
        Self::of_file(crate::policy::file::from_json(text))
    }

    /// The tests of a file with the problems of its form.
    pub(super) fn of_file(
        (file, mut problems): (Node, Vec<PolicyProblem>),
    ) -> Result<Self, PolicyProblems> {
        let is_read = problems.is_empty();
        let tests = if is_read { read_tests(&file, &mut problems) } else { Vec::new() };
        if problems.is_empty() { Ok(Self { tests }) } else { Err(PolicyProblems::of(problems)) }
    }

    /// The number of tests.
    pub fn len(&self) -> usize {
        self.tests.len()
    }

    /// Returns `true` when the file has no test.
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Runs the tests by a policy, which need not be that of the file.
    pub fn run(&self, policy: &Policy) -> TestReport {
        TestReport { tests: self.tests.iter().map(|it| it.run(policy)).collect() }
    }

    /// The answers that the tests reach by a policy, and those that they do not.
    pub fn coverage(&self, policy: &Policy) -> TestCoverage {
        TestCoverage::of(&self.tests, policy)
    }

    /// The tests against mutations of the policy: each threshold changed by one unit.
    pub fn mutations(&self, policy: &Policy) -> MutationReport {
        MutationReport::of(&self.tests, policy)
    }
}
