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

impl WarningKey {
    /// The key before which none stands.
    pub(crate) const FIRST: Self =
        Self { customer: CustomerKey::from_position(0), rule: Rule::Debt };
}
