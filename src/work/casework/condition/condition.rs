use super::condition_policy::{ConditionDraft, ConditionPolicy};
use super::evaluation::{Evaluation, EvaluationError};
use super::phase::{Change, Phase};
use super::streak::Streak;
use crate::calendar::{AsOf, Day};
use crate::warning::Level;

/// A condition of a customer, as the data tells it: raised, rising, falling, cleared. What people do
/// about it is another matter.
///
/// # Rule
///
/// > S22: nothing is raised twice, nothing is forgotten. Between the thresholds of raising and
/// > clearing a raised condition stays as it is; what comes back while it recovers is no news.
/// > Missing data stops the days and can never clear anything.
///
/// | stands | the look | then |
/// |---|---|---|
/// | clear | sees a level | raised, when the level needs no days; pending otherwise |
/// | pending | sees a level long or often enough | raised |
/// | pending | misses it too often | clear, and nobody hears of it |
/// | raised | sees a higher level long or often enough | raised higher: *escalated* |
/// | raised | between the thresholds | the same |
/// | raised | past the clearing threshold | recovering; cleared at once when that needs no days |
/// | recovering | not past it any more | raised, and nobody hears of it |
/// | recovering | past it for its days, a lower level not past its own for its days | raised lower: *de-escalated* |
/// | recovering | past it for its days, and so every lower level | clear: *recovered* |
/// | any | knows nothing | the same; the days stand still |
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::casework::{Change, Condition, ConditionPolicy, Evaluation, Phase};
/// use guanxi::warning::Level;
///
/// let policy = ConditionPolicy::default();
/// let day = |text: &str| text.parse::<AsOf>();
/// let (condition, change) = Condition::default().look(1, Evaluation::at(Some(Level::Watch)), day("2026-03-02")?, &policy)?;
/// assert_eq!(change, Some(Change::Raised(Level::Watch)));
/// // The same evaluation again, and a feed that stops: nothing happens.
/// assert_eq!(condition.look(1, Evaluation::at(None), day("2026-03-02")?, &policy)?, (condition, None));
/// let (condition, _) = condition.look(2, Evaluation::NoData, day("2026-03-04")?, &policy)?;
/// assert_eq!(condition.phase(), Phase::Raised(Level::Watch));
/// // Past the threshold for five days: recovered.
/// let (condition, _) = condition.look(3, Evaluation::at(None), day("2026-03-05")?, &policy)?;
/// assert_eq!(condition.phase(), Phase::Recovering(Level::Watch));
/// let (condition, change) = condition.look(4, Evaluation::at(None), day("2026-03-10")?, &policy)?;
/// assert_eq!((condition.phase(), change), (Phase::Clear, Some(Change::Recovered(Level::Watch))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "预警状态")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    phase: Phase,
    streaks: [Streak; 3],
    /// By level: days past its clearing threshold, when it is past it.
    past: [Option<u32>; 3],
    /// The number of the last look, its day, and whether it saw something.
    last: Option<(u64, Day, bool)>,
    last_seen: Option<Day>,
    is_stale: bool,
    flaps: u32,
}

impl Default for Condition {
    /// Clear, and never looked at.
    fn default() -> Self {
        Self {
            phase: Phase::Clear,
            streaks: [Streak::NONE; 3],
            past: [None; 3],
            last: None,
            last_seen: None,
            is_stale: false,
            flaps: 0,
        }
    }
}

impl Condition {
    /// Where it stands.
    ///
    /// ```
    /// use guanxi::casework::{Condition, Phase};
    /// assert_eq!(Condition::default().phase(), Phase::Clear);
    /// ```
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// How often it came back while it recovered.
    ///
    /// ```
    /// assert_eq!(guanxi::casework::Condition::default().flaps(), 0);
    /// ```
    pub const fn flaps(&self) -> u32 {
        self.flaps
    }

    /// Whether nothing has been known for too long.
    ///
    /// ```
    /// assert!(!guanxi::casework::Condition::default().is_stale());
    /// ```
    pub const fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// The number of the last look.
    pub(crate) fn last_evaluation(&self) -> Option<u64> {
        self.last.map(|(number, ..)| number)
    }

    /// Whether the last look saw something.
    pub(crate) fn is_known(&self) -> bool {
        self.last.is_some_and(|(.., is_known)| is_known)
    }

    /// Whether it is clear and counts nothing.
    pub(crate) fn is_at_rest(&self) -> bool {
        self.phase == Phase::Clear && !self.is_stale
    }

    /// Takes a look, numbered by whoever looks: the same number twice changes nothing.
    ///
    /// # Errors
    ///
    /// When the look is dated before the last one, or raises a level that it does not keep.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, casework::{Condition, ConditionPolicy, Evaluation}, warning::Level};
    /// let (policy, t) = (ConditionPolicy::default(), "2026-03-02".parse::<AsOf>()?);
    /// let (condition, _) = Condition::default().look(1, Evaluation::at(None), t, &policy)?;
    /// let early = condition.look(2, Evaluation::at(None), "2026-03-01".parse()?, &policy);
    /// assert_eq!(early.unwrap_err().to_string(), "a look of 2026-03-01 cannot follow one of 2026-03-02");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn look(
        &self,
        evaluation: u64,
        look: Evaluation,
        t: AsOf,
        policy: &ConditionPolicy,
    ) -> Result<(Self, Option<Change>), EvaluationError> {
        if self.last_evaluation() == Some(evaluation) {
            return Ok((*self, None));
        }
        self.look_again(evaluation, look, t, policy)
    }

    /// The same, whatever the number of the last look.
    pub(crate) fn look_again(
        &self,
        evaluation: u64,
        look: Evaluation,
        t: AsOf,
        policy: &ConditionDraft,
    ) -> Result<(Self, Option<Change>), EvaluationError> {
        let on = t.day();
        if let Some((_, last, _)) = self.last.filter(|(_, last, _)| on < *last) {
            return Err(EvaluationError::OutOfOrder { on, last });
        }
        match look {
            Evaluation::Seen { raised, kept } => {
                if let Some(raised) = raised.filter(|raised| kept < Some(*raised)) {
                    let kept = kept.map_or_else(|| "none".to_owned(), |kept| kept.to_string());
                    return Err(EvaluationError::KeptBelowRaised { raised, kept });
                }
                Ok(self.seen(raised, kept, evaluation, on, policy))
            }
            Evaluation::NoData | Evaluation::Failed => Ok(self.not_seen(evaluation, on, policy)),
        }
    }

    /// Clears it by hand: somebody has seen to it. Gives the level that was raised.
    ///
    /// ```
    /// # use guanxi::{calendar::AsOf, casework::{Condition, ConditionPolicy, Evaluation, Phase}, warning::Level};
    /// let (policy, t) = (ConditionPolicy::default(), "2026-03-02".parse::<AsOf>()?);
    /// let (condition, _) = Condition::default().look(1, Evaluation::at(Some(Level::Watch)), t, &policy)?;
    /// let (reset, level) = condition.reset();
    /// assert_eq!((reset.phase(), level), (Phase::Clear, Some(Level::Watch)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "解除预警")]
    pub const fn reset(&self) -> (Self, Option<Level>) {
        let level = self.phase.level();
        let (streaks, past) = ([Streak::NONE; 3], [None; 3]);
        let fresh = Self { phase: Phase::Clear, streaks, past, ..*self };
        (fresh, level)
    }

    fn not_seen(
        &self,
        evaluation: u64,
        on: Day,
        policy: &ConditionDraft,
    ) -> (Self, Option<Change>) {
        let since = self.last_seen.unwrap_or(on);
        let stale = on.days_since(since) > i32::from(policy.stale_after);
        let news = stale && !self.is_stale;
        let last = Some((evaluation, on, false));
        let last_seen = Some(since);
        let next = Self { last, last_seen, is_stale: self.is_stale || stale, ..*self };
        (next, news.then_some(Change::Stale { since }))
    }

    fn seen(
        &self,
        raised: Option<Level>,
        kept: Option<Level>,
        evaluation: u64,
        on: Day,
        policy: &ConditionDraft,
    ) -> (Self, Option<Change>) {
        // Days count from one look that saw something to the next.
        let gone = match self.last {
            Some((_, last, true)) => u32::try_from(on.days_since(last)).unwrap_or(0),
            Some((_, _, false)) | None => 0,
        };
        let mut streaks = self.streaks;
        for (streak, level) in streaks.iter_mut().zip(Level::ALL) {
            *streak = streak.after(raised >= Some(level), gone, policy.hits);
        }
        let mut past = self.past;
        for (past, level) in past.iter_mut().zip(Level::ALL) {
            let days = past.map_or(0, |days| days.saturating_add(gone));
            *past = (kept < Some(level)).then_some(days);
        }
        let base = Self {
            streaks,
            past,
            last: Some((evaluation, on, true)),
            last_seen: Some(on),
            is_stale: false,
            ..*self
        };
        let due = streaks.iter().zip(Level::ALL).rev().find_map(|(streak, level)| {
            let seen_now = raised >= Some(level);
            let days = policy.timing.of(level).raise_after;
            (seen_now && streak.is_enough(days, policy.hits)).then_some(level)
        });
        match self.phase {
            Phase::Clear | Phase::Pending => base.rise(due),
            Phase::Raised(from) | Phase::Recovering(from) => {
                base.move_on(from, due, raised, policy)
            }
        }
    }

    fn rise(self, due: Option<Level>) -> (Self, Option<Change>) {
        if let Some(level) = due {
            let next = Self { phase: Phase::Raised(level), ..self };
            return (next, Some(Change::Raised(level)));
        }
        let lives = self.streaks.iter().any(|streak| streak.is_alive());
        (Self { phase: if lives { Phase::Pending } else { Phase::Clear }, ..self }, None)
    }

    fn move_on(
        self,
        from: Level,
        due: Option<Level>,
        raised: Option<Level>,
        policy: &ConditionDraft,
    ) -> (Self, Option<Change>) {
        if let Some(to) = due.filter(|to| *to > from) {
            let next = Self { phase: Phase::Raised(to), ..self };
            return (next, Some(Change::Escalated { from, to }));
        }
        if policy.is_latched {
            return (Self { phase: Phase::Raised(from), ..self }, None);
        }
        // Every level up to the raised one stands until it was past its threshold for its days.
        let levels = self.past.iter().zip(Level::ALL).rev();
        let standing = levels.filter(|(_, level)| *level <= from).find(|(past, level)| {
            past.is_none_or(|days| days < u32::from(policy.timing.of(*level).clear_after))
        });
        let Some((past, to)) = standing else {
            return (Self { phase: Phase::Clear, ..self }, Some(Change::Recovered(from)));
        };
        let phase = if past.is_some() { Phase::Recovering(to) } else { Phase::Raised(to) };
        // Back over the threshold while it recovered: no news, but remembered.
        let flapped = matches!(self.phase, Phase::Recovering(_)) && raised >= Some(from);
        let flaps = self.flaps.saturating_add(u32::from(flapped));
        let change = (to < from).then_some(Change::DeEscalated { from, to });
        (Self { phase, flaps, ..self }, change)
    }
}
