//! The selection of key accounts: candidates, rules, membership over reviews, checks of the list.

mod candidate;
mod capacity;
mod membership;
mod selection_check;
mod selection_policy;

pub use candidate::{
    KeyCandidate, KeyChoice, SelectionBar, SelectionReason, SixFigures, StrategicFlag,
};
pub use capacity::{AccountHours, CapacityCheck};
pub use membership::{KeyStatus, ReviewOrderError};
pub use selection_check::{AccountWeight, SelectionCheck};
pub use selection_policy::SelectionRules;
