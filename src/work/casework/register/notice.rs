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

/// News of a step of the register. It names a customer by its key; [`named`](Self::named) gives the
/// written form.
#[doc(alias = "预警通知")]
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

impl Notice {
    /// The notice with the name of its customer, as it is written: a position says nothing outside
    /// of the book.
    ///
    /// ```
    /// use guanxi::book::Book;
    /// use guanxi::casework::{Effect, Notice, WarningKey};
    /// # use guanxi::customer::Customer;
    /// # use guanxi::warning::Rule;
    ///
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li & Sons".parse()?))?;
    /// # let key = WarningKey { customer: li, rule: Rule::Debt };
    /// # let notice = Notice::Warning(key, Effect::Reminder(2));
    /// let named = notice.named(|customer| book.name(customer));
    /// assert_eq!(named.customer(), Some("Li & Sons"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn named<'a>(&'a self, name: impl FnOnce(CustomerKey) -> &'a str) -> NamedNotice<'a> {
        let customer = match self {
            Self::Warning(WarningKey { customer, .. }, _) => name(*customer),
            Self::FeedStale(..) | Self::FeedBack(_) | Self::Flood { .. } => "",
        };
        NamedNotice { notice: self, customer: Some(customer).filter(|name| !name.is_empty()) }
    }
}

/// A notice with the name of its customer, see [`Notice::named`].
///
/// Written with `notice` (`warning`, `feed_stale`, `feed_back`, `flood`) and what belongs to it. A
/// warning has `customer`, or `position` where the customer has no name, `rule`, and the fields of
/// its effect: `{"notice": "warning", "customer": "Li", "rule": "debt", "effect": "raised", …}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedNotice<'a> {
    notice: &'a Notice,
    customer: Option<&'a str>,
}

impl<'a> NamedNotice<'a> {
    /// The notice.
    pub const fn notice(self) -> &'a Notice {
        self.notice
    }

    /// The name of the customer of a warning; `None` for news of a feed or a flood, and for a
    /// customer without a name.
    pub const fn customer(self) -> Option<&'a str> {
        self.customer
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
enum WrittenNotice<'a> {
    Warning {
        #[serde(skip_serializing_if = "Option::is_none")]
        customer: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<u32>,
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
impl serde::Serialize for NamedNotice<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let written = match self.notice {
            Notice::Warning(WarningKey { customer: key, rule }, effect) => {
                let (customer, rule) = (self.customer, *rule);
                let position = customer.is_none().then(|| key.position());
                WrittenNotice::Warning { customer, position, rule, effect }
            }
            Notice::FeedStale(feed, since) => {
                WrittenNotice::FeedStale { feed: *feed, since: *since }
            }
            Notice::FeedBack(feed) => WrittenNotice::FeedBack { feed: *feed },
            Notice::Flood { rule, raised, of } => {
                WrittenNotice::Flood { rule: *rule, raised: *raised, of: *of }
            }
        };
        written.serialize(to)
    }
}
