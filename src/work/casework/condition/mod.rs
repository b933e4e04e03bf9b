mod arm_memory;
mod check;
mod condition;
mod condition_policy;
mod evaluation;
mod phase;
mod seen_arms;
mod silence;
mod streak;
mod transition;
#[cfg(feature = "serde")]
mod written;

pub(crate) use check::check_condition;
pub use condition::{Condition, ConditionStep};
pub use condition_policy::{ConditionPolicy, ConditionPolicyDraft, MOfN, Timing};
pub use evaluation::{Evaluation, EvaluationError};
pub use phase::{ConditionChange, Phase};
pub use seen_arms::{RaisedArm, SeenArms};
pub(crate) use silence::{is_unjudged, next_silence, take_silences};
#[cfg(feature = "serde")]
pub(crate) use written::WrittenCondition;
