use super::condition_policy::Timing;
use super::seen_arms::{ArmWord, MOST_ARMS, SeenArms};
use crate::calendar::Day;
use crate::measure::proven;
use crate::warning::{Arm, Level, Levels};

/// The hold of an arm on a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub(super) enum Hold {
    /// It has not raised the level.
    #[default]
    None,
    /// It raises the level, or is not past its clearing threshold.
    Holds,
    /// Days for which it is past that, but for those on which it did not speak.
    Past(u32),
}

impl Hold {
    /// The hold after an evaluation in which the arm spoke, some days after it spoke before.
    fn after(self, holds: bool, days: u32) -> Self {
        match (self, holds) {
            (_, true) => Self::Holds,
            (Self::None, false) => Self::None,
            (Self::Holds, false) => Self::Past(0),
            (Self::Past(before), false) => Self::Past(proven!(
                before.checked_add(days), else u32::MAX,
                "days between evaluations add up to less than the calendar's 192 million"
            )),
        }
    }
}

/// The part of an arm in the last evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub(super) enum Voice {
    /// It spoke.
    #[default]
    Spoke,
    /// It was silent, whatever the reason.
    Silent,
    /// It objected and was held back: it is judged, and does not speak.
    HeldBack,
}

/// An arm that has raised a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub(super) struct ArmMemory {
    pub(super) arm: Arm,
    /// By level.
    pub(super) holds: [Hold; 3],
    /// The day on which it last spoke or was held back.
    pub(super) spoke: Day,
    /// Its part in the last evaluation.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub(super) voice: Voice,
    /// `true` if it was told that it is silent.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub(super) is_told: bool,
}

impl ArmMemory {
    /// `true` if a level waits for the arm: it holds the level, or is not past it for long enough.
    fn keeps(&self, level: Level, days: u16) -> bool {
        match self.hold(level) {
            Hold::None => false,
            Hold::Holds => true,
            Hold::Past(past) => past < u32::from(days),
        }
    }

    /// `true` if the arm keeps a raised condition, is silent, and nobody was told.
    pub(super) fn is_untold(&self, raised: Level, timing: &Levels<Timing>) -> bool {
        self.voice == Voice::Silent && !self.is_told && self.keeps_any(raised, timing)
    }

    /// `true` if a level waits for the arm, of those up to one that is raised.
    pub(super) fn keeps_any(&self, raised: Level, timing: &Levels<Timing>) -> bool {
        let levels = Level::ALL.into_iter().filter(|level| *level <= raised);
        levels.into_iter().any(|level| self.keeps(level, timing.get(level).clear_after))
    }

    const fn hold(&self, level: Level) -> Hold {
        let [watch, warning, critical] = self.holds;
        match level {
            Level::Watch => watch,
            Level::Warning => warning,
            Level::Critical => critical,
        }
    }

    /// The arm after an evaluation in which it raises a level, or none; `kept` is what its rule has
    /// not cleared although nothing raises it.
    fn heard(&mut self, raised: Option<Level>, kept: Option<Level>, on: Day) {
        let days = match self.voice {
            Voice::Silent | Voice::HeldBack => 0,
            Voice::Spoke => proven!(
                u32::try_from(on.days_since(self.spoke)).ok(), else 0,
                "an evaluation dated before the last one was refused"
            ),
        };
        for (hold, level) in self.holds.iter_mut().zip(Level::ALL) {
            let was_held = !matches!(hold, Hold::None);
            let holds = raised >= Some(level) || (was_held && kept >= Some(level));
            *hold = hold.after(holds, days);
        }
        (self.spoke, self.voice, self.is_told) = (on, Voice::Spoke, false);
    }

    /// The arm after an evaluation in which it was held back: its levels stand as they are.
    const fn held_back(&mut self, on: Day) {
        (self.spoke, self.voice, self.is_told) = (on, Voice::HeldBack, false);
    }
}

/// The arms that have raised a condition since it was clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct ArmMemories([Option<ArmMemory>; MOST_ARMS]);

impl ArmMemories {
    pub(super) fn iter(&self) -> impl Iterator<Item = &ArmMemory> {
        self.0.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut ArmMemory> {
        self.0.iter_mut().flatten()
    }

    /// The arms that were read, as far as a rule has as many.
    #[cfg(feature = "serde")]
    pub(super) fn from_list(list: Vec<ArmMemory>) -> Self {
        let mut all = Self::default();
        for (place, memory) in all.0.iter_mut().zip(list) {
            *place = Some(memory);
        }
        all
    }

    /// The memory after an evaluation of the rule.
    pub(super) fn after(mut self, seen: SeenArms, kept: Option<Level>, on: Day) -> Self {
        for memory in self.0.iter_mut().flatten() {
            match seen.word(memory.arm) {
                Some(ArmWord::Silent) => memory.voice = Voice::Silent,
                Some(ArmWord::HeldBack) => memory.held_back(on),
                Some(ArmWord::Raises(level)) => memory.heard(Some(level), kept, on),
                None => memory.heard(None, kept, on),
            }
        }
        for raised in seen.raised() {
            let is_known = self.iter().any(|it| it.arm == raised.arm);
            if let Some(place) = self.0.iter_mut().find(|it| it.is_none())
                && !is_known
            {
                let holds = Level::ALL
                    .map(|level| if level <= raised.level { Hold::Holds } else { Hold::None });
                *place = Some(ArmMemory {
                    arm: raised.arm,
                    holds,
                    spoke: on,
                    voice: Voice::Spoke,
                    is_told: false,
                });
            }
        }
        self
    }

    /// The memory after days up to one on which every arm said what it said last.
    pub(super) fn unchanged_up_to(mut self, day: Day) -> Self {
        for memory in self.iter_mut() {
            match memory.voice {
                Voice::Silent => {}
                Voice::HeldBack => memory.spoke = day,
                Voice::Spoke => {
                    let days = proven!(
                        u32::try_from(day.days_since(memory.spoke)).ok(), else 0,
                        "a day after that of the last evaluation"
                    );
                    for hold in &mut memory.holds {
                        *hold = hold.after(matches!(hold, Hold::Holds), days);
                    }
                    memory.spoke = day;
                }
            }
        }
        self
    }

    /// The memory after a day on which nothing is known of the rule.
    pub(super) fn after_silence(mut self) -> Self {
        for memory in self.iter_mut() {
            memory.voice = Voice::Silent;
        }
        self
    }

    /// `true` if an arm that does not speak holds a level.
    pub(super) fn is_held_in_silence(&self, level: Level) -> bool {
        self.iter().any(|it| it.voice != Voice::Spoke && it.hold(level) == Hold::Holds)
    }

    /// Days for which every arm that raised a level is past it; `None` while one is not. Without
    /// such an arm those of the rule as a whole.
    pub(super) fn past(&self, level: Level, of_rule: Option<u32>) -> Option<u32> {
        self.iter().fold(of_rule, |least, memory| match memory.hold(level) {
            Hold::None => least,
            Hold::Holds => None,
            Hold::Past(days) => least.map(|least| least.min(days)),
        })
    }
}
