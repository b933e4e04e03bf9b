mod alarm_figures;
mod digest;
mod rule_performance;
mod warning_budget;

pub use alarm_figures::{AlarmFigures, PriorityMix};
pub use digest::{Digest, DigestEntry, WarningNews};
pub use rule_performance::RulePerformance;
pub use warning_budget::{
    BudgetPlan, BudgetWeek, WaitingStep, WaitingWarning, WarningBudget, WarningStake,
};
