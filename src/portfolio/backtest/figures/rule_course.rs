use std::collections::BTreeMap;

use crate::backtest::{Hindsight, Sightings};
use crate::measure::proven;
use crate::money::Total;
use crate::warning::Level;

/// The counts of a rule that go over several days: of a level and all above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in super::super) struct RuleCourse {
    levels: [LevelCounts; 3],
    /// Money by the highest level while the outcome came true.
    money: BTreeMap<Option<Level>, Total>,
    /// Money of customers that the rule judged on none of these days.
    unjudged_money: Total,
}

/// The counts of a level and all above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct LevelCounts {
    pub(super) announced: Sightings,
    pub(super) flaps: u64,
    /// Raises by the days from each to the outcome that came true.
    pub(super) leads: BTreeMap<i32, u64>,
}

impl RuleCourse {
    pub(super) fn level(&self, level: Level) -> Option<&LevelCounts> {
        Level::ALL.into_iter().zip(&self.levels).find(|(it, _)| *it == level).map(|(_, it)| it)
    }

    /// The money of customers that were at the level or higher while the outcome came true.
    pub(super) fn caught(&self, level: Level) -> Total {
        self.sum(|it| it >= Some(level))
    }

    /// The money of those that the rule judged, and that stayed below the level.
    pub(super) fn missed(&self, level: Level) -> Total {
        self.sum(|it| it < Some(level))
    }

    pub(super) const fn unjudged_money(&self) -> Total {
        self.unjudged_money
    }

    fn sum(&self, holds: impl Fn(Option<Level>) -> bool) -> Total {
        let those = self.money.iter().filter(|(it, _)| holds(**it));
        those.fold(Total::ZERO, |sum, (_, money)| sum.plus(*money))
    }

    pub(super) fn add_spell(&mut self, money: Total, highest: Option<Level>, is_judged: bool) {
        if is_judged {
            let sum = self.money.entry(highest).or_default();
            *sum = sum.plus(money);
        } else {
            self.unjudged_money = self.unjudged_money.plus(money);
        }
    }

    pub(super) fn add_announced(&mut self, level: Level, hindsight: Hindsight, is_flap: bool) {
        let Some(counts) = self.level_mut(level) else { return };
        counts.announced = counts.announced.plus(Sightings::one(hindsight));
        let sum = counts.flaps.checked_add(u64::from(is_flap));
        counts.flaps = proven!(sum, else u64::MAX, "fewer than 2^32 customers on 2^28 days");
    }

    pub(super) fn add_lead(&mut self, level: Level, days: i32) {
        let Some(counts) = self.level_mut(level) else { return };
        let sum = counts.leads.entry(days).or_default();
        *sum = proven!(sum.checked_add(1), else u64::MAX, "fewer than 2^32 customers on 2^28 days");
    }

    fn level_mut(&mut self, level: Level) -> Option<&mut LevelCounts> {
        let mut levels = Level::ALL.into_iter().zip(&mut self.levels);
        levels.find(|(it, _)| *it == level).map(|(_, it)| it)
    }
}

impl LevelCounts {
    /// The lower of the two in the middle of all lead times.
    pub(super) fn median_lead(&self) -> Option<i32> {
        let all: u64 = self.leads.values().sum();
        let middle = all.checked_sub(1)? / 2;
        let mut seen = 0_u64;
        for (days, count) in &self.leads {
            seen = seen.checked_add(*count)?;
            if seen > middle {
                return Some(*days);
            }
        }
        None
    }
}
