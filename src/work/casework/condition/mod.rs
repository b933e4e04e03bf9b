mod condition;
mod condition_policy;
mod evaluation;
mod phase;
mod streak;

pub use condition::{Condition, ConditionStep};
pub use condition_policy::{ConditionPolicy, ConditionPolicyDraft, MOfN, Timing};
pub use evaluation::{Evaluation, EvaluationError};
pub use phase::{Change, Phase};
