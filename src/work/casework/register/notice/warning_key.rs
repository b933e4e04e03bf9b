use crate::id::CustomerKey;
use crate::warning::Rule;

/// The key of a warning: one rule of one customer. It holds no measured value, so that it never
/// changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WarningKey {
    /// The customer.
    pub customer: CustomerKey,
    /// The rule.
    pub rule: Rule,
}
