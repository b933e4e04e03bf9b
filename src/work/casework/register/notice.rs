use super::feed::Feed;
use crate::calendar::Day;
use crate::casework::episode::Effect;
use crate::id::CustomerKey;
use crate::warning::Rule;

/// One rule of one customer. Never a measured value: what changes is not part of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WarningKey {
    /// The customer.
    pub customer: CustomerKey,
    /// The rule.
    pub rule: Rule,
}

/// Something that a step of the register has to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// Of a warning.
    Warning(WarningKey, Effect),
    /// A feed has told nothing since that day; the rules that read it stand still.
    FeedStale(Feed, Day),
    /// A feed tells again.
    FeedBack(Feed),
    /// So many new warnings of a rule at once, of so many customers that could be judged, that the data
    /// may be bad: they are held back until a person accepts or rejects them.
    Flood {
        /// The rule.
        rule: Rule,
        /// How many would have been raised.
        raised: u64,
        /// Of how many the rule could speak.
        of: u64,
    },
}
