mod case_policy;
mod deadlines;
mod flood_guard;
mod influence;
mod policy_mark;
#[cfg(feature = "serde")]
mod stated;
mod taxonomy;
mod usual;

pub use case_policy::{CasePolicy, CasePolicyDraft};
pub use deadlines::ByClass;
pub use flood_guard::FloodGuard;
pub use influence::{Influence, InfluenceKind, Source};
pub use policy_mark::{PolicyMark, PolicyMarkError};
pub use taxonomy::{Remedy, SELF_CLEARED, Taxonomy};
