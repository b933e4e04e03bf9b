use std::collections::BTreeMap;

use super::book_state::BookState;
use super::book_step::{BookStep, StepNews};
use super::change_log::ChangeLog;
use super::flood::begins_to_judge;
use super::input::{CustomerContext, Evaluations};
use super::last_step::{LastStep, StepContent};
use super::notice::{Notice, WarningKey, silence_notices};
use super::register_error::RegisterError;
use super::step_terms::{Reach, Row, StepTerms, newly_raised, objects, rows};
use crate::calendar::{AsOf, Day};
use crate::casework::case::CaseError;
use crate::casework::episode::{Effect, Episode, Input};
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
/// # Rule
///
/// > S22: a register begins with a baseline, a step over the whole book: what stands is told as one
/// > list, and its cases are open without deadlines and reminders until a person takes one up or
/// > its level rises. The same step number with the same content says *repeated*; with another day
/// > or content it is an error.
///
/// ```
/// use guanxi::casework::{
///     CasePolicy, CustomerContext, Evaluations, Notice, Register, Watermarks,
/// };
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
/// assert!(matches!(&notices[..], [Notice::List(list)] if list.warnings.len() == 1));
/// let again = register.step(2, evaluations, &told, context, t, &policy)?;
/// assert!(again.is_empty(), "nothing is told a second time");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警台账")]
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// By customer, in the order of rules.
    pub(crate) files: BTreeMap<CustomerKey, Vec<Episode>>,
    pub(crate) state: BookState,
    pub(crate) changes: ChangeLog,
}

/// Registers are equal that hold the same, whatever was saved of them.
impl PartialEq for Register {
    fn eq(&self, other: &Self) -> bool {
        let Self { files, state, changes: _ } = self;
        *files == other.files && *state == other.state
    }
}

impl Eq for Register {}

impl Register {
    /// A register that begins with an empty book: every warning from then on is news of its own. It
    /// is that after a baseline without customers, numbered 0.
    pub fn begun_empty(t: AsOf) -> Self {
        let last = Some(LastStep { number: 0, on: t.day(), content: None });
        Self { state: BookState { last, ..BookState::default() }, ..Self::default() }
    }

    /// Steps the whole book as of a day, numbered by the caller. `context` is called only for
    /// customers with a breach or an episode. The first step of a register is a
    /// [baseline](Self::step_baseline).
    ///
    /// The number of the last step says *repeated* and changes nothing, when the step is the same:
    /// taken by the same method on that day, with those outcomes, watermarks and contexts.
    ///
    /// # Errors
    ///
    /// When the number of the last step comes with another day or content, when the day lies before
    /// that of the last step, when columns differ in length, or when customers do not ascend.
    pub fn step(
        &mut self,
        evaluation: u64,
        evaluations: Evaluations<'_>,
        watermarks: &Watermarks,
        context: impl FnMut(CustomerKey) -> CustomerContext,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        let terms = StepTerms::new(evaluation, Reach::Whole, watermarks, t, policy);
        self.take_step(evaluations, context, terms)
    }

    /// Steps the whole book as a baseline: because a rule or a policy is new, and what stands by it
    /// is not news of the day. Warnings that stand are raised without their days, and one list
    /// tells them. Cases that are open already go on as in any step. It is no flood.
    ///
    /// # Errors
    ///
    /// As of [`step`](Self::step).
    #[doc(alias = "建账")]
    pub fn step_baseline(
        &mut self,
        evaluation: u64,
        evaluations: Evaluations<'_>,
        watermarks: &Watermarks,
        context: impl FnMut(CustomerKey) -> CustomerContext,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        let terms = StepTerms::new(evaluation, Reach::Baseline, watermarks, t, policy);
        self.take_step(evaluations, context, terms)
    }

    /// Steps some customers of the book, be it one after an event: nothing happens to the others.
    /// Numbers are those of all steps of the register. No batch is a flood here.
    ///
    /// About a customer that is left out nothing has changed, up to the day of the last step: so an
    /// arm that falls silent later is silent from that day on.
    ///
    /// Take a step of the whole book when a feed becomes stale or comes back, and when the policy
    /// changes: those concern customers without any event.
    ///
    /// # Errors
    ///
    /// As of [`step`](Self::step), and when the register has no baseline yet.
    #[doc(alias = "局部更新")]
    pub fn step_part(
        &mut self,
        evaluation: u64,
        evaluations: Evaluations<'_>,
        watermarks: &Watermarks,
        context: impl FnMut(CustomerKey) -> CustomerContext,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        let terms = StepTerms::new(evaluation, Reach::Part, watermarks, t, policy);
        self.take_step(evaluations, context, terms)
    }

    /// Steps some customers of the book, as [`step_part`](Self::step_part) does, and passes the day
    /// for customers that are not reviewed on it.
    pub(crate) fn step_part_with_gone(
        &mut self,
        evaluation: u64,
        (evaluations, gone): (Evaluations<'_>, &[CustomerKey]),
        watermarks: &Watermarks,
        context: impl FnMut(CustomerKey) -> CustomerContext,
        (t, policy): (AsOf, &CasePolicy),
    ) -> Result<Vec<Notice>, RegisterError> {
        let terms = StepTerms::new(evaluation, Reach::Part, watermarks, t, policy);
        self.take_step(evaluations, context, StepTerms { gone, ..terms })
    }

    /// The last step: its number, to go on from, and its day.
    pub const fn last_step(&self) -> Option<LastStep> {
        self.state.last
    }

    fn take_step(
        &mut self,
        evaluations: Evaluations<'_>,
        mut context: impl FnMut(CustomerKey) -> CustomerContext,
        mut terms: StepTerms<'_>,
    ) -> Result<Vec<Notice>, RegisterError> {
        let StepTerms { number, watermarks, t, policy, .. } = terms;
        let mut all_told = StepContent::new(terms, &evaluations);
        match (self.state.last, terms.reach) {
            (Some(last), _) if last.number == number => {
                for (customer, outcomes) in rows(&self.files, &evaluations, terms) {
                    if outcomes.is_some() {
                        all_told.add(customer, &context(customer));
                    }
                }
                last.check_repeated(all_told.into_step(number, t))?;
                return Ok(vec![Notice::Repeated { number, on: t.day() }]);
            }
            (None, Reach::Part) => return Err(RegisterError::NoBaseline { number }),
            (None, Reach::Baseline | Reach::Whole) => terms.reach = Reach::Baseline,
            (Some(_), _) => {}
        }
        self.check(&evaluations, terms)?;
        let mut news = StepNews::default();
        let rows = rows(&self.files, &evaluations, terms);
        let stale = self.note_feeds(watermarks, t, policy, &mut news.notices);
        let floods = match terms.reach {
            Reach::Whole => self.hold_floods(&evaluations, &rows, stale, terms, &mut news.notices),
            Reach::Baseline | Reach::Part => ByRule::default(),
        };
        match terms.reach {
            Reach::Part => self.changes.begin(),
            Reach::Baseline | Reach::Whole => self.changes.begin_step(),
        }
        let is_baseline = terms.reach == Reach::Baseline;
        let silences = self.state.silences.on(t.day());
        let held = silences.numbers();
        news.notices.extend(silence_notices(&self.state.silences.noted, &held));
        let unchanged_up_to = self.unchanged_up_to(t);
        #[rustfmt::skip]
        let all = BookStep {
            evaluation: number, is_baseline, stale, floods, silences, unchanged_up_to, t, policy,
        };
        for (customer, outcomes) in rows {
            let file = self.files.entry(customer).or_default();
            match outcomes {
                None => all.pass(customer, file, &mut self.changes, &mut news),
                Some(outcomes) => {
                    let context = context(customer);
                    all.take(customer, outcomes, &context, file, &mut self.changes, &mut news)?;
                    // Of a customer without a breach and an episode nothing remains to be repeated.
                    if !file.is_empty() || objects(outcomes) {
                        all_told.add(customer, &context);
                    }
                }
            }
            if terms.reach == Reach::Part {
                for episode in file.iter() {
                    self.changes.note(WarningKey { customer, rule: episode.rule() });
                }
            }
            if file.is_empty() {
                self.files.remove(&customer);
            }
        }
        self.state.silences.noted = held;
        self.state.last = Some(all_told.into_step(number, t));
        Ok(news.into_notices())
    }

    /// The last day before a step up to which nothing had changed about a customer that no step
    /// took.
    fn unchanged_up_to(&self, t: AsOf) -> Day {
        let before = t.day().offset(-1);
        self.state.last.map_or(before, |last| last.on.min(before))
    }

    fn check(
        &self,
        evaluations: &Evaluations<'_>,
        terms: StepTerms<'_>,
    ) -> Result<(), RegisterError> {
        evaluations.check()?;
        let (on, number) = (terms.t.day(), terms.number);
        let mut last = self.state.last.map(|last| last.on);
        let mut check = |episode: &Episode| {
            last = last.max(episode.last_day());
            let taken = episode.condition().last_day();
            match taken.filter(|_| episode.last_evaluation() == Some(number)) {
                Some(taken) => Err(RegisterError::NumberTaken { number, taken, on }),
                None => Ok(()),
            }
        };
        if terms.reach == Reach::Part {
            let all = evaluations.customers.iter().chain(terms.gone);
            all.filter_map(|it| self.files.get(it)).flatten().try_for_each(&mut check)?;
        } else {
            self.files.values().flatten().try_for_each(&mut check)?;
        }
        match last {
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
        let (mut still, noted) = (ByRule::default(), &mut self.state.stale);
        for feed in Feed::ALL {
            let since = watermarks.stale_since(feed, t.day(), policy);
            let was = noted.contains(&feed);
            match since {
                Some(since) if !was => {
                    noted.push(feed);
                    notices.push(Notice::FeedStale(feed, since));
                }
                None if was => {
                    noted.retain(|it| *it != feed);
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

    /// The rules with a flood of new warnings.
    fn hold_floods(
        &mut self,
        evaluations: &Evaluations<'_>,
        rows: &[Row],
        stale: ByRule<bool>,
        terms: StepTerms<'_>,
        notices: &mut Vec<Notice>,
    ) -> ByRule<bool> {
        let StepTerms { t, policy, .. } = terms;
        let raised = newly_raised(&self.files, rows, stale, terms);
        let last_step = self.state.last.map(|last| last.on);
        let silences = self.state.silences.on(t.day());
        let begins = ByRule::each(|rule| {
            let timing = &policy.condition(rule).timing;
            begins_to_judge(*evaluations.speaks_since.get(rule), last_step, t.day(), timing)
        });
        ByRule::each(|rule| {
            // What a silence holds back is nothing new to anybody.
            let is_silent = silences.is_whole(rule);
            if *stale.get(rule) || *begins.get(rule) || is_silent {
                return false;
            }
            let judged = |it: &&Outcome| matches!(it, Outcome::Clear | Outcome::Breach(_));
            let count = evaluations.outcomes.get(rule).iter().filter(judged).count();
            let rows = |count| proven!(u64::try_from(count).ok(), else u64::MAX, "rows in memory");
            let (raised, of) = (rows(*raised.get(rule)), rows(count));
            let is_flood =
                self.state.raise_rates.get_mut(rule).take(raised, of, policy.flood_guard);
            if is_flood {
                notices.push(Notice::Flood { rule, raised, of });
            }
            is_flood
        })
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
            if effects != [Effect::Repeated] {
                self.changes.begin();
                self.changes.note(key);
            }
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
