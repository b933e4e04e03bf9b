use super::closed_case::ClosedCase;
use super::effect::{Effect, Inhibitor};
use super::episode_error::EpisodeError;
use super::event::{Event, Input};
use super::state::EpisodeState;
use crate::calendar::{AsOf, Day};
use crate::casework::case::{Case, CaseError, CaseStep, Door};
use crate::casework::condition::Condition;
use crate::casework::policy::CasePolicy;
use crate::engine::index;
use crate::id::StaffId;
use crate::lifecycle::TrailError;
use crate::measure::Excess;
use crate::warning::{Level, Rule};

/// One rule of one customer over time: the condition of the data, the case of people, and the trail
/// of both.
///
/// At most one case is open. The episode is a function of its inputs and the policy of each day.
/// Its trail holds the inputs with news and the steps of people. What was taken is state: a policy
/// that is changed later judges none of it again.
///
/// ```
/// use guanxi::casework::{
///     CasePolicy, CaseStep, Effect, Episode, Evaluation, EvaluationInContext, Input,
/// };
/// use guanxi::{segment::Class, warning::{Level, Rule}};
///
/// let policy = CasePolicy::default();
/// let mut episode = Episode::new(Rule::Progress);
/// let seen = EvaluationInContext::new(Evaluation::at(Some(Level::Warning)), Class::A);
/// let input = Input::Evaluation { evaluation: 1, seen };
/// let effects = episode.apply(input, "2026-03-02".parse()?, &policy)?;
/// assert_eq!(effects, [Effect::Raised { level: Level::Warning, recurrence_of: None }]);
///
/// let step = Input::Step { number: 1, by: "Wang".parse()?, step: CaseStep::Acknowledge };
/// let next = episode.step(step, "2026-03-03".parse()?, &policy)?.episode;
/// assert_eq!(next.open_case().map(|case| case.status().is_open()), Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警事件")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    pub(super) state: EpisodeState,
    pub(super) trail: Vec<Event>,
    /// The closed cases of which the trail is forgotten.
    pub(super) forgotten: u32,
    /// The numbers of the steps that are forgotten, ascending.
    pub(super) forgotten_steps: Vec<u64>,
}

/// The outcome of an input.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub(crate) effects: Vec<Effect>,
    /// `true` if the trail or the closed cases have changed: not only a number and a day.
    pub(crate) is_news: bool,
}

/// An episode after an input, and the effects of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpisodeStep {
    /// The episode after the input.
    pub episode: Episode,
    /// The effects, for the application to pass on.
    pub effects: Vec<Effect>,
}

impl Episode {
    /// A rule of a customer that was never evaluated.
    pub fn new(rule: Rule) -> Self {
        let (state, trail) = (EpisodeState::new(rule), Vec::new());
        Self { state, trail, forgotten: 0, forgotten_steps: Vec::new() }
    }

    /// The episode to which a trail leads that was kept in full, every input with its content, as
    /// registers were written before they had a version.
    ///
    /// Steps are taken as they were taken then: their turn and their texts are checked, and not
    /// what the policy says now of causes, remedies, days and people.
    ///
    /// # Errors
    ///
    /// When an input cannot have followed the one before, with its place.
    pub fn replay(
        rule: Rule,
        trail: impl IntoIterator<Item = Event>,
        policy: &CasePolicy,
    ) -> Result<Self, EpisodeError> {
        let mut episode = Self::new(rule);
        for (place, told) in trail.into_iter().enumerate() {
            let is_repeated = episode.is_repeated(&told.input, told.on);
            if !told.is_well_formed() || is_repeated != Ok(false) {
                return Err(EpisodeError::Trail { place });
            }
            let Event { input, on, until, times } = told;
            // Alike inputs between the first and the last day make no difference.
            let count = times.min(MOST_TIMES);
            for time in 1..=count {
                let day = if time == 1 { on } else { until };
                let at_place =
                    |refused| EpisodeError::AtPlace { place, refused: Box::new(refused) };
                episode.take_past(&input, day, policy).map_err(at_place)?;
            }
            if let Some(last) = episode.trail.last_mut() {
                last.count_quiet(until, times.excess_over(count));
            }
        }
        if let Some(last) = episode.last_day() {
            episode.forget(last, policy);
        }
        Ok(episode)
    }

    fn take_past(
        &mut self,
        input: &Input,
        on: Day,
        policy: &CasePolicy,
    ) -> Result<(), EpisodeError> {
        let was = self.state.withheld;
        let effects = self.state.take(input, AsOf::new(on), policy, Door::Past)?;
        let is_quiet = effects.is_empty() && was == self.state.withheld;
        if self.note(input.clone(), on, is_quiet) {
            self.forget_old(on, policy);
        }
        Ok(())
    }

    /// The rule.
    pub const fn rule(&self) -> Rule {
        self.state.rule
    }

    /// The number of cases so far, the open one included.
    pub const fn ordinal(&self) -> u32 {
        self.state.ordinal
    }

    /// The condition: the part of the data.
    pub const fn condition(&self) -> &Condition {
        &self.state.condition
    }

    /// The day on which its condition cleared; `None` while it is raised, and when it never was.
    pub const fn clear_since(&self) -> Option<Day> {
        self.state.clear_since
    }

    /// The last case, open or closed; `None` when none was ever raised, and once the trail of the
    /// last one is forgotten.
    pub const fn case(&self) -> Option<&Case> {
        self.state.case.as_ref()
    }

    /// The case, when it is open.
    pub fn open_case(&self) -> Option<&Case> {
        self.state.open_case()
    }

    /// The cases that were closed, the first one first.
    pub fn closed_cases(&self) -> &[ClosedCase] {
        &self.state.closed
    }

    /// The steps of people and the inputs with news, in order. Inputs without news are counted to
    /// the one before. Entries are forgotten as the policy says.
    pub fn trail(&self) -> &[Event] {
        &self.trail
    }

    /// Returns `true` when the customer is lost by the data, so that its loss is not judged.
    pub const fn is_lost(&self) -> bool {
        self.state.is_lost
    }

    /// The inhibitor that holds the warning back.
    pub fn held_back_by(&self) -> Option<Inhibitor> {
        let withheld = self.state.withheld.map(|it| it.by);
        if self.state.is_flooded() { withheld } else { self.state.inhibited_by.or(withheld) }
    }

    /// Returns `true` when it was never raised and holds nothing: it need not be stored.
    pub fn is_blank(&self) -> bool {
        let state = &self.state;
        state.ordinal == 0 && state.withheld.is_none() && state.condition.is_at_rest()
    }

    /// The number of the last evaluation.
    pub fn last_evaluation(&self) -> Option<u64> {
        self.state.condition.last_evaluation()
    }

    /// The greatest number of a step of a person.
    pub fn last_step(&self) -> Option<u64> {
        let forgotten = self.forgotten_steps.last().copied();
        self.trail.iter().filter_map(Event::step_number).max().max(forgotten)
    }

    /// The day of the last input.
    pub const fn last_day(&self) -> Option<Day> {
        self.state.last
    }

    /// `true` if an evaluation that raises a level, and nothing else, would open a case.
    pub(crate) fn would_raise(&self, level: Level, t: AsOf, policy: &CasePolicy) -> bool {
        self.state.would_raise(level, t, policy)
    }

    /// Checks a step as [`apply`](Self::apply) would, and changes nothing. Deadlines, shelves and
    /// reminders of the day are taken into account.
    ///
    /// # Errors
    ///
    /// When [`apply`](Self::apply) would refuse the step under a new number.
    ///
    /// ```
    /// use guanxi::casework::{
    ///     CasePolicy, CaseStep, Episode, Evaluation, EvaluationInContext, Input,
    /// };
    /// use guanxi::{segment::Class, warning::{Level, Rule}};
    ///
    /// let (policy, t, wang) = (CasePolicy::default(), "2026-03-02".parse()?, "Wang".parse()?);
    /// let mut episode = Episode::new(Rule::Progress);
    /// let seen = EvaluationInContext::new(Evaluation::at(Some(Level::Warning)), Class::A);
    /// episode.apply(Input::Evaluation { evaluation: 1, seen }, t, &policy)?;
    /// assert!(episode.check_step(&CaseStep::Acknowledge, &wang, t, &policy).is_ok());
    /// assert!(episode.check_step(&CaseStep::Close, &wang, t, &policy).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_step(
        &self,
        step: &CaseStep,
        by: &StaffId,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<(), EpisodeError> {
        let on = t.day();
        if let Some(last) = self.state.last_after(on) {
            return Err(CaseError::from(TrailError::BackDated { on, last }).into());
        }
        Ok(self.state.clone().person(step, by, on, policy, Door::New, &mut Vec::new())?)
    }

    /// Takes an input, as a function: the next episode and its effects.
    ///
    /// # Errors
    ///
    /// When the input is dated before the last one, contradicts itself, or is out of turn.
    pub fn step(
        &self,
        input: Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<EpisodeStep, EpisodeError> {
        let mut episode = self.clone();
        let effects = episode.apply(input, t, policy)?;
        Ok(EpisodeStep { episode, effects })
    }

    /// Takes an input in place, and returns its effects.
    ///
    /// # Errors
    ///
    /// When the input is dated before the last one, contradicts itself, or is out of turn. Nothing
    /// has changed then.
    ///
    /// ```
    /// # use guanxi::{casework::{CasePolicy, CaseStep, Episode, Input}, warning::Rule};
    /// let step = Input::Step { number: 1, by: "Wang".parse()?, step: CaseStep::Investigate };
    /// let (mut episode, policy) = (Episode::new(Rule::Debt), CasePolicy::default());
    /// let refused = episode.apply(step, "2026-03-03".parse()?, &policy);
    /// assert_eq!(refused.unwrap_err().to_string(), "cannot investigate a case: none is open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply(
        &mut self,
        input: Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Vec<Effect>, EpisodeError> {
        self.take(input, t, policy).map(|taken| taken.effects)
    }

    /// Takes an input as [`apply`](Self::apply) does.
    pub(crate) fn take(
        &mut self,
        input: Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<Taken, EpisodeError> {
        if self.is_repeated(&input, t.day())? {
            return Ok(Taken { effects: vec![Effect::Repeated], is_news: false });
        }
        let was = self.state.withheld;
        let effects = self.state.take(&input, t, policy, Door::New)?;
        let is_quiet = effects.is_empty() && was == self.state.withheld;
        let is_noted = self.note(input, t.day(), is_quiet);
        if is_noted {
            self.forget_old(t.day(), policy);
        }
        let is_shorter = self.forget(t.day(), policy);
        Ok(Taken { effects, is_news: is_noted || is_shorter })
    }

    /// Notes an input in the trail: one without news as a number and a day of the last entry, any
    /// other as an entry of its own, and then gives `true`.
    fn note(&mut self, input: Input, on: Day, is_quiet: bool) -> bool {
        let is_of_data = matches!(input, Input::Evaluation { .. } | Input::Day);
        let is_counted = is_of_data && is_quiet;
        if !is_counted {
            self.trail.push(Event::once(input, on));
        } else if let Some(last) = self.trail.last_mut() {
            last.count_quiet(on, 1);
        }
        !is_counted
    }

    /// Forgets entries older than the policy says, and news of the data beyond the last.
    fn forget_old(&mut self, on: Day, policy: &CasePolicy) {
        let kept = i32::from(policy.trail_days);
        let is_data = |it: &&Event| matches!(it.input, Input::Evaluation { .. } | Input::Day);
        let mut beyond = self.trail.iter().filter(is_data).count().excess_over(MOST_NEWS);
        let mut gone = Vec::new();
        self.trail.retain(|event| {
            let is_old = on.days_since(event.on) > kept;
            match event.input {
                Input::Evaluation { .. } | Input::Day => {
                    let is_beyond = beyond > 0;
                    beyond = beyond.excess_over(1);
                    !is_old && !is_beyond
                }
                Input::Step { number, .. } => {
                    gone.extend(is_old.then_some(number));
                    !is_old
                }
                Input::AcceptBatch | Input::RejectBatch => !is_old,
            }
        });
        for number in gone {
            self.forget_step(number);
        }
    }

    /// Forgets a step but for its number.
    fn forget_step(&mut self, number: u64) {
        if let Err(place) = self.forgotten_steps.binary_search(&number) {
            self.forgotten_steps.insert(place, number);
        }
    }

    /// Forgets the trail of closed cases that have been over for longer than the policy says;
    /// `true` if there was one.
    fn forget(&mut self, on: Day, policy: &CasePolicy) -> bool {
        let kept = i32::from(policy.trail_days);
        let mut is_shorter = false;
        while let Some(last_day) = self.closed_case(self.forgotten).map(|it| it.closed)
            && on.days_since(last_day) > kept
        {
            let Some(next) = self.forgotten.checked_add(1) else { break };
            (self.forgotten, is_shorter) = (next, true);
            self.forget_up_to(last_day, next);
        }
        is_shorter
    }

    /// Forgets entries up to the end of a case. Those of its last day stay where the next case was
    /// raised on that day.
    fn forget_up_to(&mut self, last_day: Day, next: u32) {
        let opened = match self.closed_case(next) {
            Some(next) => Some(next.opened),
            None => self.open_case().map(Case::opened),
        };
        let is_shared = opened == Some(last_day);
        let is_gone = |it: &Event| it.on < last_day || (it.on == last_day && !is_shared);
        let count = self.trail.partition_point(is_gone);
        let later = self.trail.split_off(count);
        for event in std::mem::replace(&mut self.trail, later) {
            if let Input::Step { number, .. } = event.input {
                self.forget_step(number);
            }
        }
        if opened.is_none() {
            self.state.case = None;
        }
    }

    /// A closed case by its place, from 0.
    fn closed_case(&self, place: u32) -> Option<&ClosedCase> {
        self.state.closed.get(index(place))
    }
}

/// News of the data that a trail has, at most.
const MOST_NEWS: usize = 8;

/// Inputs that are alike and replayed, at most: more than a condition remembers change nothing.
const MOST_TIMES: u32 = 40;
