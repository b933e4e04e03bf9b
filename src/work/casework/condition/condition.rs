use super::arm_memory::ArmMemories;
use super::condition_policy::{ConditionPolicy, ConditionPolicyDraft, MOfN};
use super::evaluation::{Evaluation, EvaluationError};
use super::phase::{ConditionChange, Phase};
use super::seen_arms::SeenArms;
use super::streak::Streak;
use crate::calendar::{AsOf, Day};
use crate::engine::digest;
use crate::measure::proven;
use crate::warning::Level;

/// The condition of one rule of a customer, as the data shows it: raised, rising, falling, cleared.
/// The work of people on it is the [`Case`](crate::casework::Case).
///
/// # Rule
///
/// > S22: nothing is raised twice, nothing is forgotten. Between the thresholds of raising and
/// > clearing a raised condition stays as it is; what comes back while it recovers is no news.
/// > Missing data stops the days and can never clear anything. A condition remembers the arms that
/// > raised it and clears only when each of them has spoken again and is past its clearing
/// > threshold; while one is silent its days stand still.
///
/// | phase | evaluation | then |
/// |---|---|---|
/// | clear | sees a level | raised, when the level needs no days; pending otherwise |
/// | pending | sees a level long or often enough | raised |
/// | pending | misses it too often | clear, without a notice |
/// | raised | sees a higher level long or often enough | raised higher: *escalated* |
/// | raised | between the thresholds | unchanged |
/// | raised | past the clearing threshold | recovering; cleared when that needs no days |
/// | recovering | not past it any more | raised, without a notice |
/// | recovering | past it for its days, a lower level not | raised lower: *de-escalated* |
/// | recovering | past it for its days, and so every lower level | clear: *recovered* |
/// | any | without data | unchanged; the days stand still |
/// | any | silent or held back in an arm that raised it | no lower than that arm raised it |
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::casework::{ConditionChange, Condition, ConditionPolicy, Evaluation, Phase};
/// use guanxi::warning::Level;
///
/// let policy = ConditionPolicy::default();
/// let day = |text: &str| text.parse::<AsOf>();
/// let (well, ill) = (Evaluation::at(None), Evaluation::at(Some(Level::Watch)));
/// let first = Condition::default().step(1, ill, day("2026-03-02")?, &policy)?;
/// assert_eq!(first.change, Some(ConditionChange::Raised(Level::Watch)));
/// // An evaluation that is taken again, and a feed that stops: nothing happens.
/// let again = first.condition.step(1, ill, day("2026-03-02")?, &policy)?;
/// assert_eq!((again.condition, again.change), (first.condition, None));
/// let silent = first.condition.step(2, Evaluation::NoData, day("2026-03-04")?, &policy)?;
/// assert_eq!(silent.condition.phase(), Phase::Raised(Level::Watch));
/// // Past the threshold for five days: recovered.
/// let past = silent.condition.step(3, well, day("2026-03-05")?, &policy)?;
/// assert_eq!(past.condition.phase(), Phase::Recovering(Level::Watch));
/// let last = past.condition.step(4, well, day("2026-03-10")?, &policy)?;
/// assert_eq!(last.condition.phase(), Phase::Clear);
/// assert_eq!(last.change, Some(ConditionChange::Recovered(Level::Watch)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警状态")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    pub(super) phase: Phase,
    pub(super) streaks: [Streak; 3],
    /// By level: days past its clearing threshold, when it is past it.
    pub(super) past: [Option<u32>; 3],
    /// The number of the last evaluation, its day, and whether it saw something.
    pub(super) last: Option<(u64, Day, bool)>,
    /// The digest of what the last evaluation said; `None` where it was not kept.
    pub(super) content: Option<u32>,
    pub(super) last_seen: Option<Day>,
    pub(super) is_stale: bool,
    pub(super) flaps: u32,
    /// The arms that raised it.
    pub(super) arms: ArmMemories,
    /// `true` if it was told that the rule as a whole is silent.
    pub(super) is_silence_told: bool,
}

/// A condition after an evaluation, and the change that it made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConditionStep {
    /// The condition after the evaluation.
    pub condition: Condition,
    /// The change, for others to act on; `None` when there is none.
    pub change: Option<ConditionChange>,
}

impl Default for Condition {
    /// Clear, and never evaluated.
    fn default() -> Self {
        Self {
            phase: Phase::Clear,
            streaks: [Streak::NONE; 3],
            past: [None; 3],
            last: None,
            content: None,
            last_seen: None,
            is_stale: false,
            flaps: 0,
            arms: ArmMemories::default(),
            is_silence_told: false,
        }
    }
}

impl Condition {
    /// The phase.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The number of times that it came back while it recovered; the count ends at `u32::MAX`.
    pub const fn flaps(&self) -> u32 {
        self.flaps
    }

    /// Returns `true` when there has been no data for too long.
    pub const fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// The day of the last evaluation.
    pub(crate) fn last_day(&self) -> Option<Day> {
        self.last.map(|(_, on, _)| on)
    }

    /// The number of the last evaluation.
    pub(crate) fn last_evaluation(&self) -> Option<u64> {
        self.last.map(|(number, ..)| number)
    }

    /// `true` if the last evaluation saw something, and not only arms that are silent keep it.
    pub(crate) fn is_known(&self) -> bool {
        self.is_seen() && !(self.is_past_rule() && self.arms.is_held_in_silence(Level::Watch))
    }

    /// `true` if the last evaluation saw something.
    pub(crate) fn is_seen(&self) -> bool {
        self.last.is_some_and(|(.., is_seen)| is_seen)
    }

    /// `true` if nothing that speaks holds any level.
    pub(super) const fn is_past_rule(&self) -> bool {
        let [watch, ..] = self.past;
        watch.is_some()
    }

    /// `true` if the next days count: it is pending or recovering, or a higher level may be raised.
    pub(crate) fn is_turning(&self) -> bool {
        let level = self.phase.level();
        let mut streaks = self.streaks.iter().zip(Level::ALL);
        let may_rise = streaks.any(|(streak, it)| streak.is_alive() && Some(it) > level);
        may_rise || matches!(self.phase, Phase::Pending | Phase::Recovering(_))
    }

    /// The last day on which data were seen, while there are none and that was not told.
    pub(crate) fn unseen_since(&self) -> Option<Day> {
        self.last_seen.filter(|_| !self.is_seen() && !self.is_stale)
    }

    /// `true` if it is clear and counts nothing.
    pub(crate) fn is_at_rest(&self) -> bool {
        self.phase == Phase::Clear && !self.is_stale
    }

    /// Takes an evaluation, numbered by the caller. The number of the last one with its day and
    /// content changes nothing.
    ///
    /// # Errors
    ///
    /// When the evaluation is dated before the last one, has its number and another day or content,
    /// or raises a level that it does not keep.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, casework::{Condition, ConditionPolicy, Evaluation}};
    /// let (policy, t) = (ConditionPolicy::default(), "2026-03-02".parse::<AsOf>()?);
    /// let well = Evaluation::at(None);
    /// let first = Condition::default().step(1, well, t, &policy)?;
    /// let early = first.condition.step(2, well, "2026-03-01".parse()?, &policy);
    /// assert_eq!(
    ///     early.unwrap_err().to_string(),
    ///     "an evaluation of 2026-03-01 cannot follow one of 2026-03-02"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn step(
        &self,
        number: u64,
        evaluation: Evaluation,
        t: AsOf,
        policy: &ConditionPolicy,
    ) -> Result<ConditionStep, EvaluationError> {
        self.step_by_arms(number, evaluation, SeenArms::default(), t, policy)
    }

    /// Takes an evaluation as [`step`](Self::step) does, with what each arm of the rule says: an
    /// arm that raised the condition keeps it while it is silent.
    ///
    /// # Errors
    ///
    /// As of [`step`](Self::step); the arms are part of the content.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::casework::{Condition, ConditionPolicy, Evaluation, Phase, RaisedArm, SeenArms};
    /// use guanxi::warning::{Arm, Level, Rule};
    ///
    /// let policy = ConditionPolicy::default();
    /// let raised = [RaisedArm { arm: Arm::Plan, level: Level::Critical }];
    /// let march = SeenArms::of(Rule::Progress, &raised, &[]);
    /// let (ill, t) = (Evaluation::at(Some(Level::Critical)), "2026-03-31".parse::<AsOf>()?);
    /// let condition = Condition::default().step_by_arms(1, ill, march, t, &policy)?.condition;
    /// // In the new quarter it is too early for the plan, and the other arms are content.
    /// let april = SeenArms::of(Rule::Progress, &[], &[Arm::Plan]);
    /// let (well, t) = (Evaluation::at(None), "2026-04-20".parse::<AsOf>()?);
    /// let condition = condition.step_by_arms(2, well, april, t, &policy)?.condition;
    /// assert_eq!(condition.phase(), Phase::Raised(Level::Critical));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn step_by_arms(
        &self,
        number: u64,
        evaluation: Evaluation,
        arms: SeenArms,
        t: AsOf,
        policy: &ConditionPolicy,
    ) -> Result<ConditionStep, EvaluationError> {
        let content = digest(&(evaluation, arms));
        if self.is_repeated_by(number, content, t.day())? {
            return Ok(ConditionStep { condition: *self, change: None });
        }
        let next = self.step_unnumbered(number, evaluation, arms, t, policy)?;
        Ok(ConditionStep { condition: next.condition.with_content(content), ..next })
    }

    /// `true` if an evaluation is the last one, told once more.
    ///
    /// # Errors
    ///
    /// When it has the number of the last one, and another day or content.
    pub(crate) fn is_repeated_by(
        &self,
        number: u64,
        content: u32,
        on: Day,
    ) -> Result<bool, EvaluationError> {
        let Some((_, taken, _)) = self.last.filter(|(last, ..)| *last == number) else {
            return Ok(false);
        };
        let is_alike = self.content.is_none_or(|it| it == content);
        if taken == on && is_alike {
            return Ok(true);
        }
        Err(EvaluationError::NumberTaken { number, taken, on })
    }

    /// The condition with the digest of what the last evaluation said.
    pub(crate) fn with_content(self, content: u32) -> Self {
        Self { content: Some(content), ..self }
    }

    /// Takes an evaluation, even if its number is that of the last one.
    pub(crate) fn step_unnumbered(
        &self,
        number: u64,
        evaluation: Evaluation,
        arms: SeenArms,
        t: AsOf,
        policy: &ConditionPolicyDraft,
    ) -> Result<ConditionStep, EvaluationError> {
        let on = t.day();
        if let Some((_, last, _)) = self.last.filter(|(_, last, _)| on < *last) {
            return Err(EvaluationError::OutOfOrder { on, last });
        }
        match evaluation {
            Evaluation::Seen { raised, retained } => {
                if let Some(raised) = raised.filter(|raised| retained < Some(*raised)) {
                    let retained = retained.map_or_else(|| "none".to_owned(), |it| it.to_string());
                    return Err(EvaluationError::RetainedBelowRaised { raised, retained });
                }
                let condition = self.counted((raised, retained), arms, number, on, policy.hits);
                Ok(condition.moved_on(self.phase, raised, policy))
            }
            Evaluation::NoData | Evaluation::Failed => Ok(self.not_seen(number, on, policy)),
        }
    }

    /// The condition after an evaluation, of a baseline or of any other step. A baseline raises at
    /// once whatever stands: nobody knows for how long it has stood.
    pub(crate) fn after(
        &self,
        (number, is_baseline): (u64, bool),
        (evaluation, arms): (Evaluation, SeenArms),
        t: AsOf,
        policy: &ConditionPolicyDraft,
    ) -> Result<Self, EvaluationError> {
        let next = self.step_unnumbered(number, evaluation, arms, t, policy)?.condition;
        Ok(match (evaluation, next.phase) {
            (Evaluation::Seen { raised: Some(level), .. }, Phase::Clear | Phase::Pending)
                if is_baseline =>
            {
                Self { phase: Phase::Raised(level), ..next }
            }
            _ => next,
        })
    }

    /// Clears the condition by hand. Its days begin anew.
    ///
    /// ```
    /// # use guanxi::{casework::{Condition, ConditionPolicy, Evaluation, Phase}, warning::Level};
    /// let (policy, t) = (ConditionPolicy::default(), "2026-03-02".parse()?);
    /// let ill = Evaluation::at(Some(Level::Watch));
    /// let raised = Condition::default().step(1, ill, t, &policy)?.condition;
    /// assert_eq!(raised.phase(), Phase::Raised(Level::Watch));
    /// assert_eq!(raised.reset().phase(), Phase::Clear);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "解除预警")]
    pub fn reset(&self) -> Self {
        let arms = ArmMemories::default();
        Self { phase: Phase::Clear, streaks: [Streak::NONE; 3], past: [None; 3], arms, ..*self }
    }

    /// The condition on a day on which its customer is no longer reviewed: as without data, and no
    /// evaluation is counted.
    pub(crate) fn unreviewed(&self, on: Day, policy: &ConditionPolicyDraft) -> Self {
        let last = self.last.map(|(number, day, _)| (number, day, false));
        Self { last, ..self.not_seen(0, on, policy).condition }
    }

    fn not_seen(&self, number: u64, on: Day, policy: &ConditionPolicyDraft) -> ConditionStep {
        let since = self.last_seen.unwrap_or(on);
        let stale = on.days_since(since) > i32::from(policy.stale_after);
        let news = stale && !self.is_stale;
        let last = Some((number, on, false));
        let last_seen = Some(since);
        let (is_stale, arms) = (self.is_stale || stale, self.arms.after_silence());
        let next = Self { last, last_seen, is_stale, arms, ..*self };
        ConditionStep { condition: next, change: news.then_some(ConditionChange::Stale { since }) }
    }

    /// The days after an evaluation that saw something, in the phase of before.
    fn counted(
        &self,
        (raised, retained): (Option<Level>, Option<Level>),
        seen: SeenArms,
        number: u64,
        on: Day,
        hits: Option<MOfN>,
    ) -> Self {
        // Days count from one evaluation that saw something to the next.
        let days_since = match self.last {
            Some((_, last, true)) => proven!(
                u32::try_from(on.days_since(last)).ok(), else 0,
                "an evaluation dated before the last one was refused"
            ),
            Some((_, _, false)) | None => 0,
        };
        // What nothing raises any more is kept by the arms that raised it.
        let kept = retained.filter(|_| retained > raised);
        let arms = self.arms.after(seen, kept, on);
        let mut streaks = self.streaks;
        for (streak, level) in streaks.iter_mut().zip(Level::ALL) {
            let is_seen = raised >= Some(level);
            // An arm that saw the level and is silent now has not missed it.
            if is_seen || !arms.is_held_in_silence(level) {
                let was_silent = self.arms.is_held_in_silence(level);
                let days_since = if was_silent { 0 } else { days_since };
                *streak = streak.after(is_seen, days_since, hits);
            }
        }
        let mut past = self.past;
        for (past, level) in past.iter_mut().zip(Level::ALL) {
            let days = past.map_or(0, |days| {
                proven!(
                    days.checked_add(days_since), else u32::MAX,
                    "days between evaluations add up to less than the calendar's 192 million"
                )
            });
            *past = (retained < Some(level)).then_some(days);
        }
        Self {
            streaks,
            past,
            last: Some((number, on, true)),
            last_seen: Some(on),
            is_stale: false,
            arms,
            is_silence_told: false,
            ..*self
        }
    }
}
