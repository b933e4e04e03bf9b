mod digest;
mod rule_performance;

pub use digest::{Digest, DigestEntry};
pub use rule_performance::RulePerformance;
