//! The selection of key accounts: candidates, rules, membership over reviews, checks of the list.

mod candidate;
mod capacity;
mod membership;
mod selection_check;
mod selection_policy;

pub use candidate::{
    ExclusionReason, KeyAccountCandidate, KeyAccountChoice, SelectionFigures, SelectionReason,
    StrategicFlag,
};
pub use capacity::{CapacityCheck, KeyAccountHours};
pub use membership::{KeyAccountStatus, ReviewOrderError};
pub use selection_check::{KeyAccountWeight, SelectionCheck};
pub use selection_policy::SelectionRules;
