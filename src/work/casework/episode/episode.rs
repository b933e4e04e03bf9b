use super::closed_case::ClosedCase;
use super::effect::{Effect, Inhibitor};
use super::episode_error::EpisodeError;
use super::event::{Event, Input};
use crate::calendar::{AsOf, Day};
use crate::casework::case::{Case, CaseStatus};
use crate::casework::condition::{Condition, Phase};
use crate::casework::policy::CasePolicy;
use crate::segment::Class;
use crate::warning::{Level, Rule};

/// One rule of one customer over time: what the data say, what people do about it, and all that was
/// told.
///
/// At most one case is open. Everything is a function of what it was told: told again in the same order
/// to a new episode it leads to the same.
///
/// ```
/// use guanxi::casework::{CasePolicy, CaseStep, Effect, Episode, Input, Evaluation, EvaluationInContext};
/// use guanxi::{segment::Class, warning::{Level, Rule}};
///
/// let policy = CasePolicy::default();
/// let mut episode = Episode::new(Rule::Progress);
/// let seen = EvaluationInContext::new(Evaluation::at(Some(Level::Warning)), Class::A);
/// let effects = episode.apply(Input::Evaluation { evaluation: 1, seen }, "2026-03-02".parse()?, &policy)?;
/// assert_eq!(effects, [Effect::Raised { level: Level::Warning, recurrence_of: None }]);
///
/// let step = Input::Step { number: 1, by: "Wang".parse()?, step: CaseStep::Acknowledge };
/// let (next, effects) = episode.step(step, "2026-03-03".parse()?, &policy)?;
/// assert!(effects.is_empty());
/// assert_eq!(next, Episode::replay(Rule::Progress, next.trail().to_vec(), &policy)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警事件")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    pub(crate) rule: Rule,
    pub(crate) ordinal: u32,
    pub(crate) condition: Condition,
    pub(crate) clear_since: Option<Day>,
    /// The level that the last look saw, and the day of the last input.
    pub(crate) seen: Option<Level>,
    pub(crate) last: Option<Day>,
    pub(crate) class: Class,
    pub(crate) case: Option<Case>,
    pub(crate) closed: Vec<ClosedCase>,
    /// Up to this level nothing is raised, until the day is over.
    pub(crate) mute: Option<(Level, Day)>,
    /// The customer is lost: nothing is raised until the condition has cleared.
    pub(crate) is_given_up: bool,
    pub(crate) inhibited_by: Option<Inhibitor>,
    pub(crate) withheld: Option<Withheld>,
    pub(crate) is_boosted: bool,
    pub(crate) trail: Vec<Event>,
}

/// Something that would have been raised but for what holds it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Withheld {
    pub(crate) by: Inhibitor,
    /// The day on which it is raised if it still stands; `None` while it is held back.
    pub(crate) release: Option<Day>,
}

impl Episode {
    /// A rule of a customer that was never looked at.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert!(Episode::new(Rule::Debt).case().is_none());
    /// ```
    pub fn new(rule: Rule) -> Self {
        Self {
            rule,
            ordinal: 0,
            condition: Condition::default(),
            clear_since: None,
            seen: None,
            last: None,
            class: Class::C,
            case: None,
            closed: Vec::new(),
            mute: None,
            is_given_up: false,
            inhibited_by: None,
            withheld: None,
            is_boosted: false,
            trail: Vec::new(),
        }
    }

    /// The episode that a history leads to.
    ///
    /// # Errors
    ///
    /// When something would be refused, or no episode has kept such a history.
    ///
    /// ```
    /// # use guanxi::{casework::{CasePolicy, Episode}, warning::Rule};
    /// let none = Episode::replay(Rule::Debt, [], &CasePolicy::default())?;
    /// assert_eq!(none, Episode::new(Rule::Debt));
    /// # Ok::<(), guanxi::casework::EpisodeError>(())
    /// ```
    pub fn replay(
        rule: Rule,
        trail: impl IntoIterator<Item = Event>,
        policy: &CasePolicy,
    ) -> Result<Self, EpisodeError> {
        let mut episode = Self::new(rule);
        for (place, told) in trail.into_iter().enumerate() {
            let refused = EpisodeError::Trail { place };
            if !told.is_kept_so() || episode.is_repeated(&told.input) {
                return Err(refused);
            }
            let Event { input, on, until, times } = told;
            // Looks that found the same are told as often, the days between them being the same.
            for time in 1..=times.min(MOST_TIMES) {
                let on = AsOf::new(if time == 1 { on } else { until });
                let more = episode.take(&input, on, policy)?;
                // What changes something is kept apart.
                if time > 1 && !more.is_empty() {
                    return Err(refused);
                }
            }
            episode.trail.push(Event { input, on, until, times });
        }
        Ok(episode)
    }

    /// The same without what it was told and what was closed.
    pub(crate) fn without_past(&self) -> Self {
        let (case, closed, trail) = (self.case.clone(), Vec::new(), Vec::new());
        let Self { rule, ordinal, condition, clear_since, seen, last, class, .. } = *self;
        let Self { mute, is_given_up, inhibited_by, withheld, is_boosted, .. } = *self;
        Self {
            rule,
            ordinal,
            condition,
            clear_since,
            seen,
            last,
            class,
            case,
            closed,
            mute,
            is_given_up,
            inhibited_by,
            withheld,
            is_boosted,
            trail,
        }
    }

    /// Which rule.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert_eq!(Episode::new(Rule::Debt).rule(), Rule::Debt);
    /// ```
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// How many cases there were, the open one included.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert_eq!(Episode::new(Rule::Debt).ordinal(), 0);
    /// ```
    pub const fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// What the data say.
    ///
    /// ```
    /// # use guanxi::{casework::{Episode, Phase}, warning::Rule};
    /// assert_eq!(Episode::new(Rule::Debt).condition().phase(), Phase::Clear);
    /// ```
    pub const fn condition(&self) -> &Condition {
        &self.condition
    }

    /// The day on which its condition cleared; `None` while it is raised, and when it never was.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert_eq!(Episode::new(Rule::Debt).clear_since(), None);
    /// ```
    pub const fn clear_since(&self) -> Option<Day> {
        self.clear_since
    }

    /// The last case, open or closed; `None` when none was ever raised.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert!(Episode::new(Rule::Debt).case().is_none());
    /// ```
    pub const fn case(&self) -> Option<&Case> {
        self.case.as_ref()
    }

    /// The case, when it is open.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert!(Episode::new(Rule::Debt).open_case().is_none());
    /// ```
    pub fn open_case(&self) -> Option<&Case> {
        self.case.as_ref().filter(|case| case.status.is_open())
    }

    /// The cases that were closed, the first one first.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert!(Episode::new(Rule::Debt).closed_cases().is_empty());
    /// ```
    pub fn closed_cases(&self) -> &[ClosedCase] {
        &self.closed
    }

    /// Everything that it was told, and that is all there is to it.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert!(Episode::new(Rule::Debt).trail().is_empty());
    /// ```
    pub fn trail(&self) -> &[Event] {
        &self.trail
    }

    /// What holds back what it has to say.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert_eq!(Episode::new(Rule::Debt).held_back_by(), None);
    /// ```
    pub fn held_back_by(&self) -> Option<Inhibitor> {
        let withheld = self.withheld.map(|it| it.by);
        if self.is_suspect() { withheld } else { self.inhibited_by.or(withheld) }
    }

    /// Whether it says nothing, remembers nothing and was never raised: it can be forgotten.
    ///
    /// ```
    /// # use guanxi::{casework::Episode, warning::Rule};
    /// assert!(Episode::new(Rule::Debt).is_blank());
    /// ```
    pub fn is_blank(&self) -> bool {
        self.ordinal == 0 && self.withheld.is_none() && self.condition.is_at_rest()
    }

    /// Takes an input, as a function: the next episode and what happened.
    ///
    /// # Errors
    ///
    /// When the input is dated before the last one, contradicts itself, or is not allowed where the case
    /// stands.
    ///
    /// ```
    /// # use guanxi::{casework::{CasePolicy, CaseError, CaseStep, Episode, Input}, warning::Rule};
    /// let step = Input::Step { number: 1, by: "Wang".parse()?, step: CaseStep::Investigate };
    /// let refused = Episode::new(Rule::Debt).step(step, "2026-03-03".parse()?, &CasePolicy::default());
    /// assert_eq!(refused.unwrap_err().to_string(), "cannot investigate a case: none is open");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn step(
        &self,
        input: Input,
        t: AsOf,
        policy: &CasePolicy,
    ) -> Result<(Self, Vec<Effect>), EpisodeError> {
        let mut next = self.clone();
        let effects = next.apply(input, t, policy)?;
        Ok((next, effects))
    }

    /// Takes an input in place.
    ///
    /// # Errors
    ///
    /// As [`step`](Self::step), and then nothing has changed.
    ///
    /// ```
    /// # use guanxi::{casework::{CasePolicy, Episode, Input}, warning::Rule};
    /// let mut episode = Episode::new(Rule::Debt);
    /// assert!(episode.apply(Input::Day, "2026-03-03".parse()?, &CasePolicy::default())?.is_empty());
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
        let effects = self.take(&input, t, policy)?;
        let is_quiet = effects.is_empty() && was == self.shape();
        let last = self.trail.last_mut().filter(|_| is_quiet);
        let input = match last {
            Some(last) => last.again(input, t.day()),
            None => Some(input),
        };
        self.trail.extend(input.map(|input| Event::once(input, t.day())));
        Ok(effects)
    }

    /// What a look that counts as the same as the one before leaves as it is.
    fn shape(&self) -> (Phase, bool, Option<Withheld>, Option<CaseStatus>) {
        let status = self.case.as_ref().map(|case| case.status);
        (self.condition.phase(), self.condition.is_stale(), self.withheld, status)
    }

    /// Whether a step of the number was told before. Looks are numbered by the condition.
    fn is_repeated(&self, input: &Input) -> bool {
        match input {
            Input::Evaluation { evaluation, .. } => self.condition.last_evaluation() == Some(*evaluation),
            Input::Step { number, .. } => self.trail.iter().any(|told| {
                matches!(&told.input, Input::Step { number: earlier, .. } if earlier == number)
            }),
            Input::Day | Input::AcceptBatch | Input::RejectBatch => false,
        }
    }
}

/// More looks than a condition remembers change nothing.
const MOST_TIMES: u32 = 40;
