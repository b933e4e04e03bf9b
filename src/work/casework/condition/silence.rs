//! Silence: a condition that nothing judges any more.

use super::arm_memory::Voice;
use super::condition::Condition;
use super::condition_policy::Timing;
use crate::calendar::Day;
use crate::warning::{Arm, Levels};

/// The arms that raised a condition and have been silent for more than some days, each with the
/// last day on which it spoke; the rule as a whole where it is silent. Each silence is given once.
pub(crate) fn take_silences(
    condition: &mut Condition,
    on: Day,
    days: u16,
    timing: &Levels<Timing>,
) -> Vec<(Option<Arm>, Day)> {
    let Some(raised) = condition.phase.level() else { return Vec::new() };
    let is_long = |since: Day| on.days_since(since) > i32::from(days);
    if !condition.is_seen() {
        let is_due = |since: &Day| !condition.is_silence_told && is_long(*since);
        let since = condition.last_seen.filter(is_due);
        condition.is_silence_told |= since.is_some();
        return since.map(|since| (None, since)).into_iter().collect();
    }
    let mut found = Vec::new();
    for memory in condition.arms.iter_mut() {
        if is_long(memory.spoke) && memory.is_untold(raised, timing) {
            memory.is_told = true;
            found.push((Some(memory.arm), memory.spoke));
        }
    }
    found
}

/// The first day on which a silence of the condition is told, see [`take_silences`]; `None` while
/// nothing that keeps it is silent, and once every silence is told.
pub(crate) fn next_silence(
    condition: &Condition,
    days: u16,
    timing: &Levels<Timing>,
) -> Option<Day> {
    let raised = condition.phase.level()?;
    let told_on = |since: Day| since.offset(i32::from(days)).offset(1);
    if !condition.is_seen() {
        return condition.last_seen.filter(|_| !condition.is_silence_told).map(told_on);
    }
    let untold = condition.arms.iter().filter(|it| it.is_untold(raised, timing));
    untold.map(|it| told_on(it.spoke)).min()
}

/// Tests whether nothing has judged a condition for more than some days: the rule is silent, or
/// every arm that keeps it.
pub(crate) fn is_unjudged(
    condition: &Condition,
    on: Day,
    days: u16,
    timing: &Levels<Timing>,
) -> bool {
    let Some(raised) = condition.phase.level() else { return false };
    let is_long = |since: Day| on.days_since(since) > i32::from(days);
    if !condition.is_seen() {
        return condition.last_seen.is_some_and(is_long);
    }
    let mut keeping = condition.arms.iter().filter(|it| it.keeps_any(raised, timing)).peekable();
    condition.is_past_rule()
        && keeping.peek().is_some()
        && keeping.all(|it| it.voice == Voice::Silent && is_long(it.spoke))
}
