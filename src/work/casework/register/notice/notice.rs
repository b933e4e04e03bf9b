use std::fmt;

use super::warning_key::WarningKey;
#[cfg(feature = "serde")]
use super::warning_list::ListReason;
use super::warning_list::{ListedWarning, WarningList};
use crate::calendar::Day;
use crate::casework::episode::Effect;
use crate::id::CustomerKey;
#[cfg(feature = "serde")]
use crate::warning::Level;
use crate::warning::{Feed, Rule};

/// News of a step of the register. It names a customer by its key; [`named`](Self::named) gives the
/// written form.
#[doc(alias = "预警通知")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// News of a warning.
    Warning(WarningKey, Effect),
    /// Warnings that were raised and are told together: nothing is due in any of them yet.
    List(WarningList),
    /// The step has the number, the day and the content of the last one: nothing has changed.
    Repeated {
        /// The number of the step.
        number: u64,
        /// Its day.
        on: Day,
    },
    /// A silence begins to hold, by its number: nothing is told of its warnings until it is over.
    SilenceBegan(u64),
    /// A silence holds no longer: what happened and still stands is told now.
    SilenceOver(u64),
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
    /// assert_eq!(named.to_string(), "Li & Sons: debt, reminder 3");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn named<'a>(&'a self, name: impl Fn(CustomerKey) -> &'a str) -> NamedNotice<'a> {
        let keys: &[_] = match self {
            Self::Warning(WarningKey { customer, .. }, _) => &[*customer],
            Self::List(list) => {
                let listed = list.warnings.iter().map(|it| it.key.customer);
                let names = listed.chain(list.lost.iter().copied()).map(name).collect();
                return NamedNotice { notice: self, names };
            }
            Self::FeedStale(..)
            | Self::FeedBack(_)
            | Self::Flood { .. }
            | Self::Repeated { .. }
            | Self::SilenceBegan(_)
            | Self::SilenceOver(_) => &[],
        };
        NamedNotice { notice: self, names: keys.iter().map(|key| name(*key)).collect() }
    }
}

/// The news of silences, of those that held at the last step and those that hold now.
pub(crate) fn silence_notices(before: &[u64], now: &[u64]) -> Vec<Notice> {
    let over = before.iter().filter(|it| !now.contains(it)).copied().map(Notice::SilenceOver);
    let began = now.iter().filter(|it| !before.contains(it)).copied().map(Notice::SilenceBegan);
    over.chain(began).collect()
}

/// A notice with the name of its customer, see [`Notice::named`]. Displayed it is one line for
/// people; [`Review::verdict`](crate::review::Review::verdict) gives the reason of a warning.
///
/// Written with `notice` (`warning`, `list`, `repeated`, `silence_began`, `silence_over`,
/// `feed_stale`, `feed_back`, `flood`) and what belongs to it. A warning has `customer`, or
/// `position` where the customer has no name, `rule`, and the fields of its effect: `{"notice":
/// "warning", "customer": "Li", "rule": "debt", "effect": "raised", …}`. A list has its `reason`
/// and its `warnings`, each with `level`; the customers that are `lost` where there are some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedNotice<'a> {
    notice: &'a Notice,
    /// The names of its customers, in order; blank for one without a name.
    names: Vec<&'a str>,
}

impl<'a> NamedNotice<'a> {
    /// The notice.
    pub const fn notice(&self) -> &'a Notice {
        self.notice
    }

    /// The name of the customer of a warning; `None` for any other news, and for a customer without
    /// a name.
    pub fn customer(&self) -> Option<&'a str> {
        match self.notice {
            Notice::Warning(..) => self.names.first().copied().filter(|name| !name.is_empty()),
            Notice::List(_)
            | Notice::Repeated { .. }
            | Notice::SilenceBegan(_)
            | Notice::SilenceOver(_)
            | Notice::FeedStale(..)
            | Notice::FeedBack(_)
            | Notice::Flood { .. } => None,
        }
    }
}

/// The name of a customer as people read it: one without a name goes by its position.
struct Named<'a>(&'a str, CustomerKey);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name, key) = self;
        if name.is_empty() {
            return write!(f, "customer at position {}", key.position());
        }
        f.write_str(name)
    }
}

impl fmt::Display for NamedNotice<'_> {
    /// `Li & Sons: debt, raised at warning`, and the like for all other news.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.notice {
            Notice::Warning(key, effect) => {
                let name = self.names.first().copied().unwrap_or_default();
                write!(f, "{}: {}, {effect}", Named(name, key.customer), key.rule)
            }
            Notice::List(WarningList { reason, warnings, lost }) => {
                write!(f, "{reason}, listed: {}", self.names.len())?;
                let mut names = self.names.iter();
                for (ListedWarning { key, level }, name) in warnings.iter().zip(&mut names) {
                    write!(f, "; {}: {}, {level}", Named(name, key.customer), key.rule)?;
                }
                for (customer, name) in lost.iter().zip(names) {
                    write!(f, "; {}: {}", Named(name, *customer), Effect::Lost)?;
                }
                Ok(())
            }
            Notice::Repeated { number, on } => {
                write!(f, "step {number} of {on} repeated: nothing has changed")
            }
            Notice::SilenceBegan(number) => write!(f, "silence {number} begins"),
            Notice::SilenceOver(number) => write!(f, "silence {number} is over"),
            Notice::FeedStale(feed, since) => write!(f, "{feed}: no news since {since}"),
            Notice::FeedBack(feed) => write!(f, "{feed}: up to date again"),
            Notice::Flood { rule, raised, of } => write!(
                f,
                "flood of {rule}, held back: {raised} new warnings of {of} customers judged"
            ),
        }
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
struct WrittenWarning<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<u32>,
    rule: Rule,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
}

#[cfg(feature = "serde")]
impl<'a> WrittenWarning<'a> {
    fn new(key: WarningKey, name: Option<&'a str>, level: Option<Level>) -> Self {
        let customer = name.filter(|name| !name.is_empty());
        let position = customer.is_none().then(|| key.customer.position());
        Self { customer, position, rule: key.rule, level }
    }
}

#[cfg(feature = "serde")]
#[derive(serde::Serialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
enum WrittenNotice<'a> {
    Warning {
        #[serde(flatten)]
        warning: WrittenWarning<'a>,
        #[serde(flatten)]
        effect: &'a Effect,
    },
    List {
        reason: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        rule: Option<Rule>,
        warnings: Vec<WrittenWarning<'a>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        lost: Vec<WrittenWarning<'a>>,
    },
    Repeated {
        number: u64,
        on: Day,
    },
    SilenceBegan {
        number: u64,
    },
    SilenceOver {
        number: u64,
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
            Notice::Warning(key, effect) => {
                let warning = WrittenWarning::new(*key, self.names.first().copied(), None);
                WrittenNotice::Warning { warning, effect }
            }
            Notice::List(WarningList { reason, warnings, lost }) => {
                let rule = match *reason {
                    ListReason::Baseline => None,
                    ListReason::FloodTimedOut(rule) => Some(rule),
                };
                let named = warnings.iter().zip(&self.names);
                let written = named.map(|(ListedWarning { key, level }, name)| {
                    WrittenWarning::new(*key, Some(*name), Some(*level))
                });
                let gone = lost.iter().zip(self.names.iter().skip(warnings.len()));
                let gone = gone.map(|(customer, name)| {
                    let key = WarningKey { customer: *customer, rule: Rule::Loss };
                    WrittenWarning::new(key, Some(*name), None)
                });
                let (reason, warnings) = (reason.code(), written.collect());
                WrittenNotice::List { reason, rule, warnings, lost: gone.collect() }
            }
            Notice::Repeated { number, on } => WrittenNotice::Repeated { number: *number, on: *on },
            Notice::SilenceBegan(number) => WrittenNotice::SilenceBegan { number: *number },
            Notice::SilenceOver(number) => WrittenNotice::SilenceOver { number: *number },
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
