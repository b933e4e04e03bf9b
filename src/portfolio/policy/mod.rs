//! Every policy of the crate as one document: load, validate, compare, apply.
//!
//! | type | what it is |
//! |---|---|
//! | [`PolicyDraft`] | plain data: public fields, defaults, serde; unknown fields are refused |
//! | [`Policy`] | the document, checked: it cannot contradict itself |
//! | `Preset` | a whole policy under a name, of which a file states the difference |
//! | [`PolicyCaution`] | a part of a policy that is legal and hardly meant |
//! | `PolicyProblem`, `PolicyProblems` | one thing that is wrong with a file; all of them |
//! | `Place` | the line and column of it |
//! | `MeaningChanges` | the difference in meaning between two policies, complete |
//! | `MeaningChange`, `FigureSpan` | figures with different answers; the span of a figure |
//! | `PolicyFile` | a policy with its tests, read from one file |
//! | `PolicyTests` | the tests in a policy file: run, coverage, mutations |
//! | `TestFigure`, `TestSubject` | a figure that a test may give; the thing judged by it |
//! | `TestReport`, `TestFailure` | the result of the tests; an expectation that does not hold |
//! | `TestCoverage` | the answers that the tests reach |
//! | `MutationReport` | each threshold changed by one unit, and whether a test then fails |
//! | `PolicyChange` | one field in which two policies differ (feature `serde` names the paths) |
//!
//! `Policy::from_toml` and `Policy::from_json` (features `toml` and `json`) read a file and name
//! everything that is wrong with it at its place. `Policy::to_toml` writes the file of a policy,
//! and `Policy::content_hash` (feature `hash`) is the same for all files that say the same.
//! [`Policy::default`] is the default of every section. A draft becomes a policy from one file,
//! which names all that is wrong with it. A section is added by one line of one list.

mod competition;
#[cfg(feature = "serde")]
mod content;
#[cfg(feature = "serde")]
mod culprit;
#[cfg(feature = "serde")]
mod document;
#[cfg(any(feature = "toml", feature = "json"))]
mod file;
#[cfg(feature = "serde")]
mod flatten;
#[cfg(any(feature = "toml", feature = "json"))]
mod meaning;
#[cfg(feature = "serde")]
mod migrate;
#[cfg(feature = "serde")]
mod overlay;
mod policies;
mod policy;
mod policy_caution;
#[cfg(feature = "serde")]
mod policy_change;
#[cfg(feature = "serde")]
mod tree;
#[cfg(any(feature = "toml", feature = "json"))]
mod trial;

#[cfg(any(feature = "toml", feature = "json"))]
pub use file::{PolicyProblem, PolicyProblems, Preset};
#[cfg(any(feature = "toml", feature = "json"))]
pub use meaning::{FigureSpan, MeaningChange, MeaningChanges};
pub use policy::{Policy, PolicyDraft};
pub use policy_caution::PolicyCaution;
#[cfg(feature = "serde")]
pub use policy_change::PolicyChange;
#[cfg(any(feature = "toml", feature = "json"))]
pub use tree::Place;
#[cfg(all(feature = "schemars", any(feature = "toml", feature = "json")))]
pub(crate) use trial::tests_schema;
#[cfg(any(feature = "toml", feature = "json"))]
pub use trial::{
    MutationReport, PolicyFile, PolicyTests, TestCoverage, TestFailure, TestFigure, TestReport,
    TestSubject,
};
