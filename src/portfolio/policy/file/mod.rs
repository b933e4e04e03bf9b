//! The text of a policy, read over a preset, with everything that is wrong with it.

mod closest;
#[cfg(feature = "json")]
mod from_json;
#[cfg(feature = "toml")]
mod from_toml;
mod policy_file;
mod policy_problem;
mod preset;
mod read;
mod renamed;
#[cfg(feature = "toml")]
mod to_toml;

pub(super) use closest::did_you_mean;
#[cfg(feature = "json")]
pub(super) use from_json::from_json;
#[cfg(feature = "toml")]
pub(super) use from_toml::from_toml;
pub(super) use policy_file::{of_file, refuse_newer};
pub use policy_problem::{PolicyProblem, PolicyProblems};
pub use preset::Preset;
pub(super) use read::TESTS;
