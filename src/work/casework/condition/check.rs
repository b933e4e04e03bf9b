use std::collections::BTreeSet;

use super::arm_memory::{Hold, Voice};
use super::condition::Condition;
use super::streak::{REMEMBERED, Streak};
use crate::calendar::Day;
use crate::valid::Violations;
use crate::warning::{Arm, Level, Rule};

/// Adds a violation for each part of a condition of a rule that no evaluations up to a day lead to.
pub(crate) fn check_condition(
    it: &Condition,
    rule: Rule,
    last: Option<Day>,
    found: &mut Violations,
) {
    let most = most_days();
    for (streak, level) in it.streaks.iter().zip(Level::ALL) {
        found.within("streaks", |found| streak.check(level, most, found));
    }
    for (days, level) in it.past.iter().zip(Level::ALL) {
        if let Some(days) = days.filter(|days| *days > most) {
            found.add(&format!("past.{level}"), format!("must be at most {most}, was {days}"));
        }
    }
    check_arms(it.arms.iter().map(|it| it.arm), rule, found);
    for memory in it.arms.iter() {
        let path = format!("arms.{}", memory.arm.code());
        let is_long = |it: &Hold| matches!(it, Hold::Past(days) if *days > most);
        if memory.holds.iter().any(is_long) {
            found.add(&path, format!("must be past for at most {most} days"));
        }
        if Some(memory.spoke) > it.last.map(|(_, on, _)| on) {
            let problem = format!("must not speak after the last evaluation, was {}", memory.spoke);
            found.add(&path, problem);
        } else if memory.voice != Voice::Silent
            && it.last.is_none_or(|(_, on, is_seen)| !is_seen || on != memory.spoke)
        {
            let problem = format!("must be silent since it last spoke, on {}", memory.spoke);
            found.add(&path, problem);
        }
    }
    if it.last.is_none() && *it != (Condition { last_seen: it.last_seen, ..Condition::default() }) {
        found.add("last", format!("must be there, the condition is {}", it.phase));
    }
    match (it.last, last) {
        (Some((_, on, _)), Some(last)) if on > last => {
            found.add("last", format!("must not be after the last input of {last}, was {on}"));
        }
        (Some((_, on, _)), None) => {
            found.add("last", format!("must not be there without any input, was {on}"));
        }
        (Some(_), Some(_)) | (None, _) => {}
    }
    match (it.last, it.last_seen) {
        (Some((_, on, _)), Some(seen)) if seen > on => {
            found.add("last_seen", format!("must not be after {on} (last), was {seen}"));
        }
        (Some((_, on, _)), None) => {
            found.add("last_seen", format!("must be there, last was {on}"));
        }
        (None, Some(seen)) => {
            found.add("last_seen", format!("must not be there without last, was {seen}"));
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

/// Adds a violation for each arm that is none of a rule, or stands there twice.
fn check_arms(arms: impl Iterator<Item = Arm>, rule: Rule, found: &mut Violations) {
    let mut before = BTreeSet::new();
    for arm in arms {
        let path = format!("arms.{}", arm.code());
        if arm.rule() != rule {
            found.add(&path, format!("must be an arm of {rule}, is one of {}", arm.rule()));
        }
        if !before.insert(arm) {
            found.add(&path, "must stand once, stands twice".to_owned());
        }
    }
}

impl Streak {
    fn check(&self, level: Level, most: u32, found: &mut Violations) {
        let Self { days, seen, count } = *self;
        let path = level.code();
        if count > REMEMBERED {
            found.add(path, format!("must count at most {REMEMBERED} evaluations, was {count}"));
        }
        let within = seen.count_below(usize::from(count));
        if seen.count_below(32) != within {
            found.add(path, format!("must have seen none but its {count} evaluations"));
        }
        if days > most || (count == 0 && days > 0) {
            let most = if count == 0 { 0 } else { most };
            found.add(path, format!("must be at most {most} days long, was {days}"));
        }
    }
}

/// The days of the calendar, and so the most between two evaluations.
fn most_days() -> u32 {
    Day::MAX.days_since(Day::MIN).unsigned_abs()
}
