mod check;
mod condition;
mod condition_policy;
mod evaluation;
mod phase;
mod streak;
#[cfg(feature = "serde")]
mod written;

pub use condition::{Condition, ConditionStep};
pub use condition_policy::{ConditionPolicy, ConditionPolicyDraft, MOfN, Timing};
pub use evaluation::{Evaluation, EvaluationError};
pub use phase::{ConditionChange, Phase};
#[cfg(feature = "serde")]
pub(crate) use written::WrittenCondition;
