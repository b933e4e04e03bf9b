use crate::calendar::Day;
use crate::casework::episode::Effect;
use crate::id::CustomerKey;
use crate::warning::{Feed, Rule};

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
    pub(super) const FIRST: Self =
        Self { customer: CustomerKey::from_position(0), rule: Rule::Debt };
}

/// News of a step of the register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// News of a warning.
    Warning(WarningKey, Effect),
    /// A feed is stale since that day; the rules that read it stand still.
    FeedStale(Feed, Day),
    /// A stale feed is up to date again.
    FeedBack(Feed),
    /// A flood of new warnings of a rule at once, so that the data may be bad: they are held back
    /// until a person accepts or rejects them.
    Flood {
        /// The rule.
        rule: Rule,
        /// The warnings that would have been raised.
        raised: u64,
        /// The customers that the rule could judge.
        of: u64,
    },
}
