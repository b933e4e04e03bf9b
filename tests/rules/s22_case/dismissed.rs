//! A false alarm is quiet until it gets worse.

use guanxi::casework::{Effect, Evaluation};
use guanxi::warning::Level::{Critical, Warning, Watch};

use super::reopened;
use crate::s22_given::{Desk, dismiss, policy, raised};

#[test]
fn the_same_level_is_quiet_and_the_next_one_speaks() {
    let mut desk = Desk::raised(Warning);
    desk.does(1, dismiss());
    assert_eq!(desk.sees(2, Warning), []);
    assert_eq!(desk.sees(2, Watch), []);
    assert_eq!(desk.sees_none(3), []);
    assert_eq!(desk.sees(4, Warning), [], "nor when it comes back");
    assert_eq!(desk.sees(5, Critical), [raised(Critical)]);
    assert_eq!(desk.episode.ordinal(), 2);
}

#[test]
fn what_was_dismissed_speaks_again_after_its_days() {
    let mut desk = Desk::raised(Warning);
    desk.does(1, dismiss());
    assert_eq!(desk.sees(90, Warning), [], "one day under");
    assert_eq!(desk.sees(91, Warning), [], "ninety days");
    assert_eq!(desk.sees(92, Warning), [raised(Warning)], "over");
}

#[test]
fn what_is_not_known_ends_no_quiet() {
    let mut desk = Desk::raised(Warning);
    desk.does(1, dismiss());
    assert_eq!(desk.looks(92, Evaluation::NoData), []);
    assert_eq!(desk.sees(93, Warning), [raised(Warning)]);
}

#[test]
fn with_no_days_it_is_quiet_for_the_day_only() {
    let mut desk = Desk::raised_by(Warning, policy(|it| it.mute_days = 0));
    desk.does(1, dismiss());
    assert_eq!(desk.sees(1, Warning), []);
    assert_eq!(desk.passes(2), [raised(Warning)]);
}

#[test]
fn it_is_quiet_up_to_the_highest_level_that_was_looked_into() {
    let mut desk = Desk::raised(Critical);
    desk.sees(1, Watch);
    desk.does_by(1, "Qian", dismiss());
    assert_eq!(desk.sees(2, Critical), []);
}

#[test]
fn a_worse_case_ends_the_quiet() {
    let mut desk = Desk::raised(Watch);
    desk.does(1, dismiss());
    desk.sees(2, Warning);
    assert_eq!(desk.sees(2, Watch), [Effect::DeEscalated { from: Warning, to: Watch }]);
    desk.does(3, dismiss());
    assert_eq!(desk.sees(4, Warning), [], "quiet again, up to a warning");
    let mut desk = reopened(Watch);
    desk.does(3, dismiss());
    assert_eq!(desk.sees(4, Watch), []);
}
