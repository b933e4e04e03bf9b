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
///
/// Written with `notice` (`warning`, `feed_stale`, `feed_back`, `flood`) and what belongs to it. A
/// warning has `customer`, the position in its book, `rule`, and the fields of its effect:
/// `{"notice": "warning", "customer": 4, "rule": "debt", "effect": "raised", "level": "watch", …}`.
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

#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
enum WrittenNotice<'a> {
    Warning {
        customer: u32,
        rule: Rule,
        #[serde(flatten)]
        effect: &'a Effect,
    },
    FeedStale {
        feed: Feed,
        since: Day,
    },
    FeedBack {
        feed: Feed,
    },
    Flood {
        rule: Rule,
        raised: u64,
        of: u64,
    },
}

#[cfg(feature = "serde")]
impl serde::Serialize for Notice {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let written = match self {
            Self::Warning(WarningKey { customer, rule }, effect) => {
                WrittenNotice::Warning { customer: customer.position(), rule: *rule, effect }
            }
            Self::FeedStale(feed, since) => WrittenNotice::FeedStale { feed: *feed, since: *since },
            Self::FeedBack(feed) => WrittenNotice::FeedBack { feed: *feed },
            Self::Flood { rule, raised, of } => {
                WrittenNotice::Flood { rule: *rule, raised: *raised, of: *of }
            }
        };
        written.serialize(to)
    }
}
