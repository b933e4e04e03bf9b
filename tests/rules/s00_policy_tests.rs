//! S22: tests of a policy stand in its file, and judge it by the functions that judge customers.

use guanxi::policy::{Policy, PolicyTests};

/// A whole file with its tests.
const DEALERS: &str = include_str!("../../examples/policies/dealers.toml");

#[track_caller]
fn tests(text: &str) -> PolicyTests {
    PolicyTests::from_toml(text).unwrap()
}

#[test]
fn the_worked_file_passes_its_own_tests() {
    let policy = Policy::from_toml(DEALERS).unwrap();
    let report = tests(DEALERS).run(&policy);
    assert!(report.is_passed(), "{report}");
    assert_eq!(policy.debt.ageing.watch, 7, "the tests are no part of the policy");
}

#[test]
fn the_worked_file_reaches_every_answer() {
    let policy = Policy::from_toml(DEALERS).unwrap();
    let coverage = tests(DEALERS).coverage(&policy);
    assert!(coverage.is_complete(), "{coverage}");
}

#[test]
fn the_worked_file_holds_every_threshold() {
    let policy = Policy::from_toml(DEALERS).unwrap();
    let mutations = tests(DEALERS).mutations(&policy);
    assert!(mutations.is_complete(), "{mutations}");
}
