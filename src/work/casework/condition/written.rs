use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::arm_memory::{ArmMemories, ArmMemory};
use super::condition::Condition;
use super::phase::Phase;
use super::seen_arms::MOST_ARMS;
use super::streak::Streak;
use crate::calendar::Day;
use crate::engine::BitSet;
use crate::valid::is_default;

/// A condition in the form in which it is written; what is usual is left out.
#[derive(Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct WrittenCondition {
    /// `None` while it is clear.
    #[serde(skip_serializing_if = "is_default")]
    phase: Option<Phase>,
    /// By level: days, the evaluations that saw it as bits, and their count.
    #[serde(skip_serializing_if = "is_default")]
    streaks: [(u32, u32, u8); 3],
    #[serde(skip_serializing_if = "is_default")]
    past: [Option<u32>; 3],
    #[serde(skip_serializing_if = "is_default")]
    last: Option<(u64, Day, bool)>,
    #[serde(skip_serializing_if = "is_default")]
    content: Option<u32>,
    /// Left out where it is the day of the last evaluation.
    #[serde(skip_serializing_if = "is_default")]
    last_seen: Option<Day>,
    #[serde(skip_serializing_if = "is_default")]
    is_stale: bool,
    #[serde(skip_serializing_if = "is_default")]
    flaps: u32,
    /// The arms that raised it. None in files of version 1.
    #[serde(skip_serializing_if = "is_default", deserialize_with = "few_arms")]
    arms: Vec<ArmMemory>,
    #[serde(skip_serializing_if = "is_default")]
    is_silence_told: bool,
}

/// The arms, no more than a rule has.
fn few_arms<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<ArmMemory>, D::Error> {
    let arms = Vec::deserialize(from)?;
    if arms.len() > MOST_ARMS {
        let problem = format!("a condition has at most {MOST_ARMS} arms, had {}", arms.len());
        return Err(D::Error::custom(problem));
    }
    Ok(arms)
}

impl From<&Condition> for WrittenCondition {
    fn from(it: &Condition) -> Self {
        let Condition { phase, streaks, past, last, content, last_seen, is_stale, flaps, .. } = *it;
        Self {
            phase: Some(phase).filter(|phase| *phase != Phase::Clear),
            streaks: streaks.map(|Streak { days, seen, count }| (days, seen.word(), count)),
            past,
            last,
            content,
            last_seen: last_seen.filter(|seen| last.is_none_or(|(_, on, _)| on != *seen)),
            is_stale,
            flaps,
            arms: it.arms.iter().copied().collect(),
            is_silence_told: it.is_silence_told,
        }
    }
}

impl From<WrittenCondition> for Condition {
    fn from(it: WrittenCondition) -> Self {
        let WrittenCondition {
            phase,
            streaks,
            past,
            last,
            content,
            last_seen,
            is_stale,
            flaps,
            arms,
            is_silence_told,
        } = it;
        Self {
            phase: phase.unwrap_or(Phase::Clear),
            streaks: streaks.map(|(days, seen, count)| Streak {
                days,
                seen: BitSet::from_word(seen),
                count,
            }),
            past,
            last,
            content,
            last_seen: last_seen.or(last.map(|(_, on, _)| on)),
            is_stale,
            flaps,
            arms: ArmMemories::from_list(arms),
            is_silence_told,
        }
    }
}
