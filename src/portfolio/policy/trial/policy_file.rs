use super::PolicyTests;
use crate::policy::file::{of_file, refuse_newer};
use crate::policy::tree::Node;
use crate::policy::{Policy, PolicyProblem, PolicyProblems};

/// A policy file with its tests, read from one text.
///
/// A program that judges by the policy needs no tests: [`Policy::from_toml`] leaves them out.
///
/// ```
/// use guanxi::policy::PolicyFile;
///
/// let file = PolicyFile::from_toml(r#"
///     [debt.ageing]
///     watch = 7
///     [[test]]
///     name = "a week of patience"
///     given = { oldest_past_due = [6, 7] }
///     expect = ["clear", "watch"]
/// "#)?;
/// assert!(file.tests.run(&file.policy).is_passed());
/// # Ok::<(), guanxi::policy::PolicyProblems>(())
/// ```
#[derive(Debug, Clone)]
pub struct PolicyFile {
    /// The policy.
    pub policy: Policy,
    /// Its tests; none where the file has none.
    pub tests: PolicyTests,
}

impl PolicyFile {
    /// The policy and the tests of a TOML text, read as [`Policy::from_toml`] and
    /// [`PolicyTests::from_toml`] read them.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with either, in the order of the text.
    ///
    /// ```
    /// use guanxi::policy::PolicyFile;
    ///
    /// let problems = PolicyFile::from_toml(r#"
    ///     [debt.ageing]
    ///     watch = 20
    ///     [[test]]
    ///     name = "a week of patience"
    ///     given = { oldest_past_du = 7 }
    ///     expect = "watch"
    /// "#).unwrap_err();
    /// assert_eq!(
    ///     problems.to_string(),
    ///     "line 2, column 5: debt.ageing: must rise from watch to critical, was 20, 15, 30\n\
    ///      line 6, column 32: test.0.given.oldest_past_du: is no figure of a test \
    ///      (did you mean oldest_past_due?)",
    /// );
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, PolicyProblems> {
        Self::of(crate::policy::file::from_toml(text))
    }

    /// The policy and the tests of a JSON text, read as [`PolicyFile::from_toml`] reads those of
    /// TOML.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with either, in the order of the text.
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Self, PolicyProblems> {
        Self::of(crate::policy::file::from_json(text))
    }

    fn of((file, problems): (Node, Vec<PolicyProblem>)) -> Result<Self, PolicyProblems> {
        if !problems.is_empty() {
            return Err(PolicyProblems::of(problems));
        }
        refuse_newer(&file)?;
        let tests = PolicyTests::of_file((file.clone(), Vec::new()));
        match (of_file(file, Vec::new()), tests) {
            (Ok(policy), Ok(tests)) => Ok(Self { policy, tests }),
            (policy, tests) => {
                let problems = [policy.err(), tests.err()].into_iter().flatten();
                let all = problems.flat_map(|it| it.iter().cloned().collect::<Vec<_>>());
                Err(PolicyProblems::of(all.collect()))
            }
        }
    }
}
