use super::closed_case::ClosedCase;
use super::effect::{Effect, Inhibitor};
use super::episode_error::EpisodeError;
use super::event::{Event, Input};
use super::state::{EpisodeState, Withheld};
use crate::calendar::{AsOf, Day};
use crate::casework::case::{Case, CaseError, CaseStatus, CaseStep};
use crate::casework::condition::{Condition, Phase};
use crate::casework::policy::CasePolicy;
use crate::id::StaffId;
use crate::lifecycle::TrailError;
use crate::warning::{Level, Rule};

/// One rule of one customer over time: the condition of the data, the case of people, and the trail
/// of both.
///
/// At most one case is open. The episode is a function of its trail and the policy: a trail that is
/// replayed leads to an equal episode.
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
/// assert_eq!(next, Episode::replay(Rule::Progress, next.trail().to_vec(), &policy)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警事件")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    state: EpisodeState,
    trail: Vec<Event>,
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
        Self { state: EpisodeState::new(rule), trail: Vec::new() }
    }

    /// The episode to which a trail leads.
    ///
    /// # Errors
    ///
    /// When an input would be refused, or when the trail cannot come from an episode.
    pub fn replay(
        rule: Rule,
        trail: impl IntoIterator<Item = Event>,
        policy: &CasePolicy,
    ) -> Result<Self, EpisodeError> {
        let mut episode = Self::new(rule);
        for (place, told) in trail.into_iter().enumerate() {
            let refused = EpisodeError::Trail { place };
            if !told.is_well_formed() || episode.is_repeated(&told.input) {
                return Err(refused);
            }
            let Event { input, on, until, times } = told;
            // Alike inputs between the first and the last day make no difference.
            for time in 1..=times.min(MOST_TIMES) {
                let on = AsOf::new(if time == 1 { on } else { until });
                let more = episode.state.take(&input, on, policy)?;
                // An input that changes something has an entry of its own.
                if time > 1 && !more.is_empty() {
                    return Err(refused);
                }
            }
            episode.trail.push(Event { input, on, until, times });
        }
        Ok(episode)
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

    /// The last case, open or closed; `None` when none was ever raised.
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

    /// All inputs, in order. The episode is a function of them.
    pub fn trail(&self) -> &[Event] {
        &self.trail
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

    /// The day of the last input.
    pub(crate) const fn last(&self) -> Option<Day> {
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
    /// let none = episode.check_step(&CaseStep::Acknowledge, &wang, t, &policy);
    /// assert_eq!(none.unwrap_err().to_string(), "cannot acknowledge a case: none is open");
    /// let seen = EvaluationInContext::new(Evaluation::at(Some(Level::Warning)), Class::A);
    /// episode.apply(Input::Evaluation { evaluation: 1, seen }, t, &policy)?;
    /// assert!(episode.check_step(&CaseStep::Acknowledge, &wang, t, &policy).is_ok());
    /// let early = episode.check_step(&CaseStep::Close, &wang, t, &policy);
    /// assert_eq!(early.unwrap_err().to_string(), "cannot close a case that is new");
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
        Ok(self.state.clone().person(step, by, on, policy, &mut Vec::new())?)
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
        if self.is_repeated(&input) {
            return Ok(Vec::new());
        }
        let was = self.shape();
        let effects = self.state.take(&input, t, policy)?;
        let is_quiet = effects.is_empty() && was == self.shape();
        let last = self.trail.last_mut().filter(|_| is_quiet);
        let input = match last {
            Some(last) => last.count(input, t.day()),
            None => Some(input),
        };
        self.trail.extend(input.map(|input| Event::once(input, t.day())));
        Ok(effects)
    }

    /// The part of the state that is unchanged while inputs are kept as one entry.
    fn shape(&self) -> (Phase, bool, Option<Withheld>, Option<CaseStatus>) {
        let state = &self.state;
        let status = state.case.as_ref().map(Case::status);
        (state.condition.phase(), state.condition.is_stale(), state.withheld, status)
    }

    /// `true` if an input of that number was applied before.
    fn is_repeated(&self, input: &Input) -> bool {
        match input {
            Input::Evaluation { evaluation, .. } => self.state.condition.last_evaluation() == Some(*evaluation),
            Input::Step { number, .. } => self.trail.iter().any(|told| {
                matches!(&told.input, Input::Step { number: earlier, .. } if earlier == number)
            }),
            Input::Day | Input::AcceptBatch | Input::RejectBatch => false,
        }
    }
}

/// Inputs that are alike and replayed, at most: more than a condition remembers change nothing.
const MOST_TIMES: u32 = 40;
