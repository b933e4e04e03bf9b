use std::collections::BTreeSet;

use super::reading::ArmFinding;
use super::{Arm, Finding, Rule};
use crate::evidence::NotJudged;
use crate::valid::Violations;

/// The finding of an arm that a policy leaves out.
const OFF: Finding = Finding::NotJudged(NotJudged::Off);

/// The finding of an arm, unless the policy leaves it out.
#[inline]
pub(super) fn unless_off(off: &BTreeSet<Arm>, arm: Arm, finding: Finding) -> Finding {
    if off.contains(&arm) { OFF } else { finding }
}

/// The arm with its finding, unless the policy leaves it out.
#[inline]
pub(super) fn arm_unless_off(off: &BTreeSet<Arm>, arm: Arm, finding: Finding) -> ArmFinding {
    arm.with(unless_off(off, arm, finding))
}

/// Adds a violation for each arm of another rule.
pub(super) fn check_off(off: &BTreeSet<Arm>, rule: Rule, found: &mut Violations) {
    for arm in off.iter().filter(|arm| arm.rule() != rule) {
        let own: Vec<&str> =
            Arm::ALL.iter().filter(|it| it.rule() == rule).map(|it| it.code()).collect();
        let own = own.join(", ");
        found.add("off", format!("must name arms of {rule} ({own}), names {}", arm.code()));
    }
}
