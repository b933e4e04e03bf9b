use std::collections::BTreeSet;

use super::arms_off::arm_unless_off;
use super::reading::outcome_of;
use super::{Arm, ArmFinding, Level, Outcome};

/// The findings of a rule about figures alone, without a customer.
#[derive(Debug, Clone, Default)]
pub(crate) struct JudgedFigures {
    /// The arms of which figures are given, each with its finding.
    pub(crate) arms: Vec<ArmFinding>,
    /// The highest level that would stay if it were raised, beside the one that is raised.
    pub(crate) retained: Option<Level>,
}

impl JudgedFigures {
    pub(super) fn of(arms: Vec<ArmFinding>) -> Self {
        Self { arms, retained: None }
    }

    /// The findings by a policy that leaves arms out.
    pub(crate) fn without(self, off: &BTreeSet<Arm>) -> Self {
        let arms = self.arms.into_iter().map(|it| arm_unless_off(off, it.arm, it.finding));
        Self { arms: arms.collect(), ..self }
    }

    /// The outcome of the rule.
    pub(crate) fn outcome(&self) -> Outcome {
        outcome_of(&self.arms)
    }
}
