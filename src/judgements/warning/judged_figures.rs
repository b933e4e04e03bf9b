use super::reading::outcome_of;
use super::{ArmFinding, Level, Outcome};

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

    /// The outcome of the rule.
    pub(crate) fn outcome(&self) -> Outcome {
        outcome_of(&self.arms)
    }
}
