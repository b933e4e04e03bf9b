use std::collections::BTreeMap;

use super::book_step::BookStep;
use super::change_log::ChangeLog;
use super::customer_context::CustomerContext;
use super::evaluations::Evaluations;
use super::flood::{RaiseRates, begins_to_judge};
use super::notice::{Notice, WarningKey};
use super::register_error::RegisterError;
use crate::calendar::{AsOf, Day};
use crate::casework::case::CaseError;
use crate::casework::episode::{Effect, Episode, Input, Taken};
use crate::casework::policy::CasePolicy;
use crate::feed::{Feed, Watermarks};
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::warning::{ByRule, Outcome, Rule};

/// The warnings of a whole book: every rule of every customer with a breach or an episode, at most
/// one open case each.
///
/// A step takes the outcomes of all customers and returns what is new. Other customers take no
/// memory.
///
/// ```
/// use guanxi::casework::{CasePolicy, CustomerContext, Evaluations, Register, Watermarks};
/// use guanxi::id::CustomerKey;
/// use guanxi::segment::Class;
/// use guanxi::warning::{ByRule, Level, Outcome};
///
/// let policy = CasePolicy::default();
/// let customers = [CustomerKey::from_position(0), CustomerKey::from_position(1)];
/// let (clear, loss) = ([Outcome::Clear; 2], [Outcome::Clear, Outcome::Breach(Level::Watch)]);
/// let outcomes = ByRule { loss: &loss[..], ..ByRule::each(|_| &clear[..]) };
/// let evaluations =
///     Evaluations { customers: &customers, outcomes, speaks_since: ByRule::default() };
/// let (mut register, told) = (Register::default(), Watermarks::default());
/// let (context, t) = (|_| CustomerContext::new(Class::A), "2026-03-02".parse()?);
/// let notices = register.step(1, evaluations, &told, context, t, &policy)?;
/// assert_eq!(notices.len(), 1, "one warning is raised");
/// let again = register.step(2, evaluations, &told, context, t, &policy)?;
/// assert!(again.is_empty(), "and not a second time");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警台账")]
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// By customer, in the order of rules.
    pub(crate) files: BTreeMap<CustomerKey, Vec<Episode>>,
    /// The number and day of the last step.
    pub(crate) last: Option<(u64, Day)>,
    pub(crate) stale: Vec<Feed>,
    pub(crate) raise_rates: ByRule<RaiseRates>,
    pub(crate) changes: ChangeLog,
}

/// Registers are equal that hold the same, whatever was saved of them.
impl PartialEq for Register {
    fn eq(&self, other: &Self) -> bool {
        let Self { files, last, stale, raise_rates, changes: _ } = self;
        *files == other.files
            && *last == other.last
            && *stale == other.stale
            && *raise_rates == other.raise_rates
    }
}

impl Eq for Register {}

impl Register {
    /// Steps the whole book as of a day, numbered by the caller. A number that comes twice in a row
    /// changes nothing. `context` is called only for customers with a breach or an episode.
    ///
    /// # Errors
    ///
    /// When the day lies before that of the last step, when columns differ in length, or when
    /// customers do not ascend.
    pub fn step(
        &mut self,
        evaluation: u64,
        evaluations: Evaluations<'_>,
        watermarks: &Watermarks,
        mut context: impl FnMut(CustomerKey) -> CustomerContext,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        if self.last.is_some_and(|(number, _)| number == evaluation) {
            return Ok(Vec::new());
        }
        self.check(&evaluations, t)?;
        self.changes.begin_step();
        let mut notices = Vec::new();
        let stale = self.note_feeds(watermarks, t, policy, &mut notices);
        let rows = self.rows(&evaluations);
        let floods = self.floods(&evaluations, &rows, stale, t, policy, &mut notices);
        for (customer, outcomes) in rows {
            let Some(outcomes) = outcomes else {
                self.pass(customer, t, policy, &mut notices);
                continue;
            };
            let context = context(customer);
            let all = BookStep { evaluation, stale, floods, t, policy };
            let (files, changes) = (&mut self.files, &mut self.changes);
            all.take(customer, outcomes, &context, files, changes, &mut notices)?;
        }
        self.files.retain(|_, episodes| !episodes.is_empty());
        self.last = Some((evaluation, t.day()));
        Ok(notices)
    }

    fn check(&self, evaluations: &Evaluations<'_>, t: AsOf) -> Result<(), RegisterError> {
        let wanted = evaluations.customers.len();
        for rule in Rule::ALL {
            let found = evaluations.outcomes.get(rule).len();
            if found != wanted {
                return Err(RegisterError::ColumnLength { rule, found, wanted });
            }
        }
        let is_descent = |(pair, row): (&[CustomerKey], usize)| match pair {
            [first, second] if first >= second => Some(row),
            _ => None,
        };
        if let Some(row) = evaluations.customers.windows(2).zip(1..).find_map(is_descent) {
            return Err(RegisterError::Unordered { row });
        }
        let on = t.day();
        let episodes = self.files.values().flatten().filter_map(Episode::last).max();
        match self.last.map(|(_, last)| last).max(episodes) {
            Some(last) if on < last => Err(RegisterError::OutOfOrder { on, last }),
            Some(_) | None => Ok(()),
        }
    }

    /// The rules of which a feed is stale, so that they stand still; adds the news of the feeds.
    fn note_feeds(
        &mut self,
        watermarks: &Watermarks,
        t: AsOf,
        policy: &CasePolicy,
        notices: &mut Vec<Notice>,
    ) -> ByRule<bool> {
        let mut still = ByRule::default();
        for feed in Feed::ALL {
            let since = watermarks.stale_since(feed, t.day(), policy);
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
                *still.get_mut(rule) |= since.is_some();
            }
        }
        still
    }

    /// Customers with a breach or an episode, with their outcomes; without, where they are no
    /// longer reviewed.
    fn rows(&self, evaluations: &Evaluations<'_>) -> Vec<(CustomerKey, Option<ByRule<Outcome>>)> {
        let mut known = self.files.keys().copied().peekable();
        let mut rows = Vec::with_capacity(self.files.len());
        for (place, customer) in evaluations.customers.iter().enumerate() {
            // Every column has a row for each customer.
            let Some(outcomes) = evaluations.outcomes.row(place) else { break };
            while let Some(gone) = known.next_if(|it| it < customer) {
                rows.push((gone, None));
            }
            let is_known = known.next_if_eq(customer).is_some();
            let objects = Rule::ALL.iter().any(|rule| outcomes.get(*rule).level().is_some());
            if is_known || objects {
                rows.push((*customer, Some(outcomes)));
            }
        }
        rows.extend(known.map(|gone| (gone, None)));
        rows
    }

    /// The rules with a flood of new warnings.
    fn floods(
        &mut self,
        evaluations: &Evaluations<'_>,
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
            for rule in Rule::ALL.into_iter().filter(|rule| !stale.get(*rule)) {
                let Some(level) = outcomes.get(rule).level() else { continue };
                let episode = file.and_then(|it| it.iter().find(|it| it.rule() == rule));
                let is_new = episode.map_or_else(
                    || Episode::new(rule).would_raise(level, t, policy),
                    |it| it.would_raise(level, t, policy),
                );
                let count = raised.get_mut(rule);
                *count = proven!(
                    count.checked_add(u64::from(is_new)), else u64::MAX,
                    "at most one for each customer"
                );
            }
        }
        let last_step = self.last.map(|(_, day)| day);
        let begins = ByRule::each(|rule| {
            let timing = &policy.condition(rule).timing;
            begins_to_judge(*evaluations.speaks_since.get(rule), last_step, t.day(), timing)
        });
        ByRule::each(|rule| {
            if *stale.get(rule) || *begins.get(rule) {
                return false;
            }
            let judged = |it: &&Outcome| matches!(it, Outcome::Clear | Outcome::Breach(_));
            let count = evaluations.outcomes.get(rule).iter().filter(judged).count();
            let of = proven!(u64::try_from(count).ok(), else u64::MAX, "rows in memory");
            let raised = *raised.get(rule);
            let is_flood = self.raise_rates.get_mut(rule).take(raised, of, policy.flood_guard);
            if is_flood {
                notices.push(Notice::Flood { rule, raised, of });
            }
            is_flood
        })
    }

    /// Passes a day for a customer that is no longer reviewed.
    fn pass(
        &mut self,
        customer: CustomerKey,
        t: AsOf,
        policy: &CasePolicy,
        notices: &mut Vec<Notice>,
    ) {
        for episode in self.files.get_mut(&customer).into_iter().flatten() {
            let key = WarningKey { customer, rule: episode.rule() };
            let taken = proven!(
                episode.take(Input::Day, t, policy).ok(), else Taken::default(),
                "a day is refused only before the last one, and that was checked"
            );
            if taken.is_news {
                self.changes.note(key);
            }
            notices.extend(taken.effects.into_iter().map(|effect| Notice::Warning(key, effect)));
        }
    }

    /// Takes an input of one episode: a step of a person.
    ///
    /// # Errors
    ///
    /// When the episode refuses it.
    ///
    /// ```
    /// # use guanxi::casework::{CasePolicy, CaseStep, Input, Register, WarningKey};
    /// # use guanxi::{id::CustomerKey, warning::Rule};
    /// let key = WarningKey { customer: CustomerKey::from_position(7), rule: Rule::Debt };
    /// let step = Input::Step { number: 1, by: "Wang".parse()?, step: CaseStep::Acknowledge };
    /// let (mut register, policy) = (Register::default(), CasePolicy::default());
    /// let refused = register.apply(key, step, "2026-03-02".parse()?, &policy);
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
    ) -> Result<Vec<Effect>, RegisterError> {
        let WarningKey { customer, rule } = key;
        let refused = |refused| RegisterError::Episode { customer, rule, refused };
        let episodes = self.files.get_mut(&customer).into_iter().flatten();
        if let Some(episode) = episodes.into_iter().find(|it| it.rule() == rule) {
            let effects = episode.apply(input, t, policy).map_err(refused)?;
            self.changes.begin();
            self.changes.note(key);
            return Ok(effects);
        }
        let step = match &input {
            Input::Step { step, .. } => step.name(),
            Input::Evaluation { .. } => "look at",
            Input::Day => "pass a day of",
            Input::AcceptBatch => "accept",
            Input::RejectBatch => "reject",
        };
        Err(refused(CaseError::NoCase { step }.into()))
    }
}
