mod digest;
mod rule_performance;

pub use digest::{Digest, DigestEntry, WarningNews};
pub use rule_performance::RulePerformance;
