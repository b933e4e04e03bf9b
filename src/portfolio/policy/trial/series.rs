use std::fmt;

use super::answer::{Answer, why};
use super::given::Given;
use super::judge::evaluate;
use super::test_report::TestFailure;
use crate::calendar::{AsOf, Day};
use crate::casework::{Condition, ConditionChange, Evaluation, Phase, SeenArms};
use crate::policy::Policy;
use crate::valid::words;
use crate::warning::{JudgedFigures, Level, Rule};

words! {
    /// A change of a condition.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) enum EffectKind as "an effect" {
        /// A level is raised where none was.
        Raised = "raised",
        /// A higher level is raised.
        Escalated = "escalated",
        /// A lower level is raised.
        DeEscalated = "de_escalated",
        /// Nothing is raised any more.
        Recovered = "recovered",
        /// There has been no data for too long.
        Stale = "stale",
    }
}

impl EffectKind {
    /// Tells whether a level belongs to it.
    pub(super) const fn has_level(self) -> bool {
        matches!(self, Self::Raised | Self::Escalated | Self::DeEscalated)
    }
}

/// A change of a condition on a day of a series: `raised:watch@3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effect {
    pub(super) kind: EffectKind,
    pub(super) level: Option<Level>,
    pub(super) day: usize,
}

impl Effect {
    fn of(change: ConditionChange, day: usize) -> Self {
        let (kind, level) = match change {
            ConditionChange::Raised(level) => (EffectKind::Raised, Some(level)),
            ConditionChange::Escalated { to, .. } => (EffectKind::Escalated, Some(to)),
            ConditionChange::DeEscalated { to, .. } => (EffectKind::DeEscalated, Some(to)),
            ConditionChange::Recovered(_) => (EffectKind::Recovered, None),
            ConditionChange::Stale { .. } => (EffectKind::Stale, None),
        };
        Self { kind, level, day }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.code())?;
        self.level.iter().try_for_each(|level| write!(f, ":{level}"))?;
        write!(f, "@{}", self.day)
    }
}

/// Figures day by day, from day 0, with what is expected of the condition of their rule.
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Nothing on a day without data.
    pub(super) days: Vec<Option<Given>>,
    /// All changes, where they are stated.
    pub(super) effects: Option<Vec<Effect>>,
    /// The level at the end of each day, where they are stated.
    pub(super) levels: Option<Vec<Answer>>,
}

/// A day of a series as the condition has seen it.
struct Seen<'a> {
    given: Option<&'a Given>,
    judged: JudgedFigures,
    phase: Phase,
    effect: Option<Effect>,
}

impl Series {
    /// The days, each taken by the condition of the rule: by its days, its hits and its thresholds
    /// of clearing. Influences of other rules and the guard against floods are not part of it.
    fn seen(&self, rule: Rule, policy: &Policy) -> Vec<Seen<'_>> {
        let mut condition = Condition::default();
        let days = self.days.iter().zip(0_u16..).map(|(given, number)| {
            let (evaluation, arms, judged) = match given {
                Some(given) => evaluate(policy, rule, given),
                None => (Evaluation::NoData, SeenArms::NONE, JudgedFigures::default()),
            };
            let t = AsOf::new(Day::default().offset(number.into()));
            let terms = policy.cases.condition(rule);
            let step = condition.step_unnumbered(number.into(), evaluation, arms, t, terms);
            let change = step.ok().and_then(|step| {
                condition = step.condition;
                step.change
            });
            let effect = change.map(|change| Effect::of(change, number.into()));
            Seen { given: given.as_ref(), judged, phase: condition.phase(), effect }
        });
        days.collect()
    }

    /// The findings about every day with data.
    pub(super) fn judged(&self, rule: Rule, policy: &Policy) -> Vec<JudgedFigures> {
        let days = self.seen(rule, policy).into_iter();
        days.filter(|it| it.given.is_some()).map(|it| it.judged).collect()
    }

    /// The levels that the condition reaches.
    pub(super) fn levels(&self, rule: Rule, policy: &Policy) -> Vec<Level> {
        self.seen(rule, policy).iter().filter_map(|it| it.phase.level()).collect()
    }

    pub(super) fn failures(&self, rule: Rule, policy: &Policy) -> Vec<TestFailure> {
        let seen = self.seen(rule, policy);
        let effects = self.effects.as_ref().and_then(|it| failed_effects(it, &seen));
        let levels = self.levels.as_ref().and_then(|it| failed_levels(it, &seen));
        effects.into_iter().chain(levels).collect()
    }
}

fn failed_effects(expected: &[Effect], seen: &[Seen<'_>]) -> Option<TestFailure> {
    let found: Vec<Effect> = seen.iter().filter_map(|it| it.effect).collect();
    if found == expected {
        return None;
    }
    let only = |these: &[Effect], others: &[Effect]| {
        these.iter().filter(|it| !others.contains(it)).map(|it| it.day).min()
    };
    // The first day of which only one side tells something; of another order the first of all.
    let differ = [only(expected, &found), only(&found, expected)];
    let day = differ.into_iter().flatten().min().unwrap_or_default();
    let all = |effects: &[Effect]| {
        let said: Vec<String> = effects.iter().map(Effect::to_string).collect();
        if said.is_empty() { "no effect".to_owned() } else { said.join(", ") }
    };
    let (given, why) = seen.get(day).map(|it| it.said(day)).unwrap_or_default();
    Some(TestFailure::new(given, all(expected), all(&found), why))
}

fn failed_levels(expected: &[Answer], seen: &[Seen<'_>]) -> Option<TestFailure> {
    let pairs = expected.iter().zip(seen).enumerate();
    let found = |it: &Seen<'_>| Answer::of_level(it.phase.level());
    let (day, (expected, seen)) = pairs.into_iter().find(|(_, (it, seen))| **it != found(seen))?;
    let (given, why) = seen.said(day);
    Some(TestFailure::new(given, expected.to_string(), found(seen).to_string(), why))
}

impl Seen<'_> {
    /// The day with its figures, and the findings with the phase.
    fn said(&self, day: usize) -> (String, String) {
        match self.given {
            Some(given) => {
                (format!("day {day}, {given}"), format!("{}; {}", why(&self.judged), self.phase))
            }
            None => (format!("day {day}"), format!("no data; {}", self.phase)),
        }
    }
}

/// The most days of a series: ten years.
const MOST_DAYS: usize = 3660;

/// The days of a series as it is written: `70% 90%x3 _x2 74%` has a day, three days, two days
/// without data, and a day; `0+1x5` counts from 0 to 4.
///
/// # Errors
///
/// The first part that cannot be read.
pub(super) fn days_of<T: Copy>(
    text: &str,
    unit: &str,
    parse: impl Fn(&str) -> Option<T>,
    moved: impl Fn(T, T, u32, bool) -> Option<T>,
) -> Result<Vec<Option<T>>, String> {
    let mut days = Vec::new();
    for part in text.split_whitespace() {
        let (value, times) = part_and_times(part)?;
        if times == 0 {
            return Err(format!("has {part:?}, which stands for no day"));
        }
        let steps = value.char_indices().skip(1).find(|(_, it)| matches!(it, '+' | '-'));
        let stepped = steps.and_then(|(at, sign)| {
            let (from, by) = value.split_at_checked(at)?;
            Some((parse(from)?, parse(by.strip_prefix(sign)?)?, sign == '+'))
        });
        let is_gap = value == "_";
        let plain = parse(value);
        for time in (0_u32..).take(times) {
            let day = match (plain, stepped) {
                (Some(value), _) => Some(value),
                (None, Some((from, by, is_up))) => {
                    let day = moved(from, by, time, is_up);
                    Some(day.ok_or_else(|| format!("has {part:?}, which leaves its bounds"))?)
                }
                (None, None) if is_gap => None,
                (None, None) => return Err(format!("has {value:?}, which is not {unit}")),
            };
            days.push(day);
        }
        if days.len() > MOST_DAYS {
            return Err(format!("must have at most {MOST_DAYS} days, had {}", days.len()));
        }
    }
    if days.is_empty() { Err("must have a day, was empty".to_owned()) } else { Ok(days) }
}

/// A value of a series and the days for which it stands.
fn part_and_times(part: &str) -> Result<(&str, usize), String> {
    let Some((value, times)) = part.rsplit_once('x') else { return Ok((part, 1)) };
    if times.is_empty() || !times.bytes().all(|it| it.is_ascii_digit()) {
        return Ok((part, 1));
    }
    match times.parse() {
        Ok(times) if times <= MOST_DAYS => Ok((value, times)),
        Ok(_) | Err(_) => Err(format!("has {part:?}, more than {MOST_DAYS} days")),
    }
}
