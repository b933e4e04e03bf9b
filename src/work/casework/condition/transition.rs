use super::arm_memory::ArmMemories;
use super::condition::{Condition, ConditionStep};
use super::condition_policy::ConditionPolicyDraft;
use super::phase::{ConditionChange, Phase};
use crate::calendar::Day;
use crate::measure::proven;
use crate::warning::Level;

/// The table of phases.
impl Condition {
    /// Moves on from a phase, after an evaluation that raised a level.
    pub(super) fn moved_on(
        self,
        phase: Phase,
        raised: Option<Level>,
        policy: &ConditionPolicyDraft,
    ) -> ConditionStep {
        let due = self.streaks.iter().zip(Level::ALL).rev().find_map(|(streak, level)| {
            let seen_now = raised >= Some(level);
            let days = policy.timing.get(level).raise_after;
            (seen_now && streak.is_enough(days, policy.hits)).then_some(level)
        });
        let next = match phase {
            Phase::Clear | Phase::Pending => rise(self, due),
            Phase::Raised(from) | Phase::Recovering(from) => {
                move_on(self, from, due, raised, policy)
            }
        };
        if next.condition.phase != Phase::Clear {
            return next;
        }
        // Nothing is left to be remembered.
        let condition = Condition { arms: ArmMemories::default(), ..next.condition };
        ConditionStep { condition, ..next }
    }
}

/// Days without an evaluation.
impl Condition {
    /// The condition after days up to one on which an evaluation would have said what the last one
    /// said: the steps of those days left the customer out, since nothing about it had changed. A
    /// rule that was silent stays silent.
    ///
    /// So the day from which an arm or a rule is silent is that on which it fell silent, however
    /// long before the customer was looked at.
    pub(crate) fn unchanged_up_to(self, day: Day) -> Self {
        let Some((number, last, true)) = self.last.filter(|(_, last, _)| *last < day) else {
            return self;
        };
        let days = proven!(u32::try_from(day.days_since(last)).ok(), else 0, "a later day");
        let later = |before: u32| {
            proven!(
                before.checked_add(days), else u32::MAX,
                "days between evaluations add up to less than the calendar's 192 million"
            )
        };
        let mut streaks = self.streaks;
        for (streak, level) in streaks.iter_mut().zip(Level::ALL) {
            if streak.is_alive() && !self.arms.is_held_in_silence(level) {
                streak.days = later(streak.days);
            }
        }
        let past = self.past.map(|past| past.map(later));
        let (last, last_seen) = (Some((number, day, true)), Some(day));
        Self { streaks, past, last, last_seen, arms: self.arms.unchanged_up_to(day), ..self }
    }
}

fn rise(condition: Condition, due: Option<Level>) -> ConditionStep {
    if let Some(level) = due {
        let next = Condition { phase: Phase::Raised(level), ..condition };
        return ConditionStep { condition: next, change: Some(ConditionChange::Raised(level)) };
    }
    let lives = condition.streaks.iter().any(|streak| streak.is_alive());
    let phase = if lives { Phase::Pending } else { Phase::Clear };
    ConditionStep { condition: Condition { phase, ..condition }, change: None }
}

fn move_on(
    condition: Condition,
    from: Level,
    due: Option<Level>,
    raised: Option<Level>,
    policy: &ConditionPolicyDraft,
) -> ConditionStep {
    if let Some(to) = due.filter(|to| *to > from) {
        let next = Condition { phase: Phase::Raised(to), ..condition };
        return ConditionStep {
            condition: next,
            change: Some(ConditionChange::Escalated { from, to }),
        };
    }
    if policy.is_latched {
        let condition = Condition { phase: Phase::Raised(from), ..condition };
        return ConditionStep { condition, change: None };
    }
    // Every level up to the raised one stands until every arm that raised it was past its
    // threshold for its days.
    let levels = condition.past.iter().zip(Level::ALL).rev();
    let levels = levels.map(|(past, level)| (condition.arms.past(level, *past), level));
    let standing = levels.filter(|(_, level)| *level <= from).find(|(past, level)| {
        past.is_none_or(|days| days < u32::from(policy.timing.get(*level).clear_after))
    });
    let Some((past, to)) = standing else {
        let condition = Condition { phase: Phase::Clear, ..condition };
        return ConditionStep { condition, change: Some(ConditionChange::Recovered(from)) };
    };
    let phase = if past.is_some() { Phase::Recovering(to) } else { Phase::Raised(to) };
    // Back over the threshold while it recovered: no news, but remembered.
    let flapped = matches!(condition.phase, Phase::Recovering(_)) && raised >= Some(from);
    let flaps = if flapped { count_on(condition.flaps) } else { condition.flaps };
    let change = (to < from).then_some(ConditionChange::DeEscalated { from, to });
    ConditionStep { condition: Condition { phase, flaps, ..condition }, change }
}

/// The next number, up to the greatest.
const fn count_on(count: u32) -> u32 {
    match count.checked_add(1) {
        Some(next) => next,
        None => count,
    }
}
