use std::collections::BTreeMap;

use super::case_policy::CasePolicy;
use super::case_step::CaseRefused;
use super::effect::Effect;
use super::episode::{Episode, EpisodeRefused};
use super::feed::{Cutoffs, Feed};
use super::history::Input;
use super::looks::{Circumstances, Looks};
use super::suspect::Shares;
use super::whole::Step;
use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;
use crate::warning::{ByRule, Outcome, Rule};

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
    SuspectBatch {
        /// The rule.
        rule: Rule,
        /// How many would have been raised.
        raised: u64,
        /// Of how many the rule could speak.
        of: u64,
    },
}

/// Why the register did not take what it was told. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterRefused {
    /// A step is dated before the last one.
    #[error("a step of {on} cannot follow one of {last}")]
    OutOfOrder {
        /// The day of the step.
        on: Day,
        /// The day of the last one.
        last: Day,
    },
    /// A column is not as long as that of the customers.
    #[error("the column of {rule} has {found} rows, that of the customers {wanted}")]
    ColumnLength {
        /// The rule.
        rule: Rule,
        /// Its rows.
        found: usize,
        /// Those of the customers.
        wanted: usize,
    },
    /// Customers come twice, or not in the order of their keys.
    #[error("customers must ascend, the one at row {row} does not")]
    Unordered {
        /// The row.
        row: usize,
    },
    /// An episode did not take what it was told.
    #[error("{rule} of the customer at position {position}: {refused}", position = customer.position())]
    Episode {
        /// The customer.
        customer: CustomerKey,
        /// The rule.
        rule: Rule,
        /// Why.
        refused: EpisodeRefused,
    },
}

/// The warnings of a whole book: every rule of every customer that has something to say, at most one open
/// case each.
///
/// A step takes what a review says of all customers and tells what is new. Customers of which nothing is
/// to be said take no room.
///
/// ```
/// use guanxi::casework::{CasePolicy, Circumstances, Cutoffs, Looks, Register};
/// use guanxi::id::CustomerKey;
/// use guanxi::segment::Class;
/// use guanxi::warning::{ByRule, Level, Outcome};
///
/// let policy = CasePolicy::default();
/// let customers = [CustomerKey::from_position(0), CustomerKey::from_position(1)];
/// let (clear, loss) = ([Outcome::Clear; 2], [Outcome::Clear, Outcome::Breach(Level::Watch)]);
/// let outcomes = ByRule { debt: &clear[..], progress: &clear, expense: &clear, loss: &loss, incident: &clear };
/// let looks = Looks { customers: &customers, outcomes, speaks_since: ByRule::default() };
/// let mut register = Register::default();
/// let around = |_| Circumstances::of(Class::A);
/// let notices = register.step(1, looks, &Cutoffs::default(), around, "2026-03-02".parse()?, &policy)?;
/// assert_eq!(notices.len(), 1, "one warning is raised");
/// let again = register.step(2, looks, &Cutoffs::default(), around, "2026-03-02".parse()?, &policy)?;
/// assert!(again.is_empty(), "and not a second time");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警台账")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// By customer, in the order of rules.
    pub(super) files: BTreeMap<CustomerKey, Vec<Episode>>,
    /// The number and day of the last step.
    pub(super) last: Option<(u64, Day)>,
    pub(super) stale: Vec<Feed>,
    pub(super) shares: ByRule<Shares>,
}

impl Register {
    /// Steps the whole book: takes what a review says, as of a day, numbered by whoever reviews; the same
    /// number twice changes nothing. `around` is asked only for customers of which a rule has something
    /// to say.
    ///
    /// # Errors
    ///
    /// When the day lies before that of the last step, when columns differ in length, or when customers
    /// do not ascend.
    ///
    /// ```
    /// # use guanxi::casework::{CasePolicy, Circumstances, Cutoffs, Looks, Register};
    /// # use guanxi::{segment::Class, warning::ByRule};
    /// let none =
    ///     Looks { customers: &[], outcomes: ByRule::each(|_| &[][..]), speaks_since: ByRule::default() };
    /// let (mut register, policy) = (Register::default(), CasePolicy::default());
    /// let around = |_| Circumstances::of(Class::A);
    /// register.step(1, none, &Cutoffs::default(), around, "2026-03-02".parse()?, &policy)?;
    /// let early = register.step(2, none, &Cutoffs::default(), around, "2026-03-01".parse()?, &policy);
    /// assert_eq!(early.unwrap_err().to_string(), "a step of 2026-03-01 cannot follow one of 2026-03-02");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn step(
        &mut self,
        evaluation: u64,
        looks: Looks<'_>,
        cutoffs: &Cutoffs,
        mut around: impl FnMut(CustomerKey) -> Circumstances,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterRefused> {
        if self.last.is_some_and(|(number, _)| number == evaluation) {
            return Ok(Vec::new());
        }
        self.check(&looks, t)?;
        let mut notices = Vec::new();
        let stale = self.note_feeds(cutoffs, t, policy, &mut notices);
        let rows = self.rows(&looks);
        let suspect = self.suspects(&looks, &rows, stale, t, policy, &mut notices);
        for (customer, outcomes) in rows {
            let Some(outcomes) = outcomes else {
                self.pass(customer, t, policy, &mut notices);
                continue;
            };
            let circumstances = around(customer);
            let all = Step { evaluation, stale, suspect, t, policy };
            all.take(customer, outcomes, &circumstances, &mut self.files, &mut notices)?;
        }
        self.files.retain(|_, episodes| !episodes.is_empty());
        self.last = Some((evaluation, t.day()));
        Ok(notices)
    }

    fn check(&self, looks: &Looks<'_>, t: AsOf) -> Result<(), RegisterRefused> {
        let wanted = looks.customers.len();
        for rule in Rule::ALL {
            let found = looks.outcomes.of(rule).len();
            if found != wanted {
                return Err(RegisterRefused::ColumnLength { rule, found, wanted });
            }
        }
        let is_descent = |(row, pair): (usize, &[CustomerKey])| match pair {
            [first, second] if first >= second => Some(row.saturating_add(1)),
            _ => None,
        };
        if let Some(row) = looks.customers.windows(2).enumerate().find_map(is_descent) {
            return Err(RegisterRefused::Unordered { row });
        }
        let on = t.day();
        let episodes = self.files.values().flatten().filter_map(|it| it.last).max();
        match self.last.map(|(_, last)| last).max(episodes) {
            Some(last) if on < last => Err(RegisterRefused::OutOfOrder { on, last }),
            Some(_) | None => Ok(()),
        }
    }

    /// The rules that stand still, for the feeds that they read; says what is new of the feeds.
    fn note_feeds(
        &mut self,
        cutoffs: &Cutoffs,
        t: AsOf,
        policy: &CasePolicy,
        notices: &mut Vec<Notice>,
    ) -> ByRule<bool> {
        let mut still = ByRule::default();
        for feed in Feed::ALL {
            let since = cutoffs.stale_since(feed, t.day(), policy);
            let was = self.stale.contains(&feed);
            match since {
                Some(since) if !was => {
                    self.stale.push(feed);
                    notices.push(Notice::FeedStale(feed, since));
                }
                None if was => {
                    self.stale.retain(|it| *it != feed);
                    notices.push(Notice::FeedBack(feed));
                }
                Some(_) | None => {}
            }
            for rule in Rule::ALL.into_iter().filter(|rule| feed.is_read_by(*rule)) {
                *still.of_mut(rule) |= since.is_some();
            }
        }
        still
    }

    /// The customers of which something is to be said, with what the rules say of them; without, where
    /// they are no longer reviewed.
    fn rows(&self, looks: &Looks<'_>) -> Vec<(CustomerKey, Option<ByRule<Outcome>>)> {
        let mut known = self.files.keys().copied().peekable();
        let mut rows = Vec::with_capacity(self.files.len());
        let ByRule { debt, progress, expense, loss, incident } = looks.outcomes;
        let columns = debt.iter().zip(progress).zip(expense).zip(loss).zip(incident);
        for (customer, ((((debt, progress), expense), loss), incident)) in
            looks.customers.iter().zip(columns)
        {
            while let Some(gone) = known.next_if(|it| it < customer) {
                rows.push((gone, None));
            }
            let is_known = known.next_if_eq(customer).is_some();
            let objects = [debt, progress, expense, loss, incident]
                .iter()
                .any(|outcome| matches!(outcome, Outcome::Breach(_)));
            if is_known || objects {
                let outcomes = ByRule {
                    debt: *debt,
                    progress: *progress,
                    expense: *expense,
                    loss: *loss,
                    incident: *incident,
                };
                rows.push((*customer, Some(outcomes)));
            }
        }
        rows.extend(known.map(|gone| (gone, None)));
        rows
    }

    /// The rules that would raise so many new warnings that the data may be bad.
    fn suspects(
        &mut self,
        looks: &Looks<'_>,
        rows: &[(CustomerKey, Option<ByRule<Outcome>>)],
        stale: ByRule<bool>,
        t: AsOf,
        policy: &CasePolicy,
        notices: &mut Vec<Notice>,
    ) -> ByRule<bool> {
        let mut raised: ByRule<u64> = ByRule::default();
        for (customer, outcomes) in rows {
            let Some(outcomes) = outcomes else { continue };
            let file = self.files.get(customer);
            for rule in Rule::ALL.into_iter().filter(|rule| !stale.of(*rule)) {
                let Some(level) = outcomes.of(rule).level() else { continue };
                let episode = file.and_then(|it| it.iter().find(|it| it.rule() == rule));
                let is_new = episode.map_or_else(
                    || Episode::new(rule).would_raise(level, t, policy),
                    |it| it.would_raise(level, t, policy),
                );
                let count = raised.of_mut(rule);
                *count = count.saturating_add(u64::from(is_new));
            }
        }
        let begins =
            ByRule::each(|rule| self.begins(rule, *looks.speaks_since.of(rule), t, policy));
        ByRule::each(|rule| {
            if *stale.of(rule) || *begins.of(rule) {
                return false;
            }
            let spoke = |outcome: &&Outcome| matches!(outcome, Outcome::Clear | Outcome::Breach(_));
            let of = looks.outcomes.of(rule).iter().filter(spoke).count();
            let (raised, of) = (*raised.of(rule), u64::try_from(of).unwrap_or(u64::MAX));
            let is_suspect = self.shares.of_mut(rule).take(raised, of, policy.breaker);
            if is_suspect {
                notices.push(Notice::SuspectBatch { rule, raised, of });
            }
            is_suspect
        })
    }

    /// A day for a customer that is no longer reviewed.
    fn pass(
        &mut self,
        customer: CustomerKey,
        t: AsOf,
        policy: &CasePolicy,
        notices: &mut Vec<Notice>,
    ) {
        for episode in self.files.get_mut(&customer).into_iter().flatten() {
            let key = WarningKey { customer, rule: episode.rule() };
            // A day is refused only when it lies before the last, which was checked.
            let effects = episode.apply(Input::Day, t, policy).unwrap_or_default();
            notices.extend(effects.into_iter().map(|effect| Notice::Warning(key, effect)));
        }
    }

    /// Tells one episode something: what somebody does about it.
    ///
    /// # Errors
    ///
    /// When the episode does not take it.
    ///
    /// ```
    /// # use guanxi::casework::{CasePolicy, CaseStep, Input, Register, WarningKey};
    /// # use guanxi::{id::CustomerKey, warning::Rule};
    /// let key = WarningKey { customer: CustomerKey::from_position(7), rule: Rule::Debt };
    /// let step = Input::Step { number: 1, by: "Wang".parse()?, step: CaseStep::Acknowledge };
    /// let refused = Register::default().apply(key, step, "2026-03-02".parse()?, &CasePolicy::default());
    /// assert_eq!(
    ///     refused.unwrap_err().to_string(),
    ///     "debt of the customer at position 7: cannot acknowledge a case: none is open",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply(
        &mut self,
        key: WarningKey,
        input: Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Effect>, RegisterRefused> {
        let WarningKey { customer, rule } = key;
        let refused = |refused| RegisterRefused::Episode { customer, rule, refused };
        let episodes = self.files.get_mut(&customer).into_iter().flatten();
        if let Some(episode) = episodes.into_iter().find(|it| it.rule() == rule) {
            return episode.apply(input, t, policy).map_err(refused);
        }
        let step = match &input {
            Input::Step { step, .. } => step.name(),
            Input::Look { .. } => "look at",
            Input::Day => "pass a day of",
            Input::AcceptBatch => "accept",
            Input::RejectBatch => "reject",
        };
        Err(refused(CaseRefused::NoCase { step }.into()))
    }
}
