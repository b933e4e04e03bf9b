use std::collections::BTreeMap;

use super::Sightings;
use crate::backtest::Hindsight;
use crate::lapse::PurchaseStatus;
use crate::measure::Proportion;
use crate::warning::{Level, Outcome};

/// The verdicts of a rule, each with what came of it: which stood on the days, and which were new.
///
/// Counted apart by the [status](PurchaseStatus) that a customer had on the day, because those that
/// bought once and those that are lost say nothing of the warnings of all others. Lost goes by the
/// policy, or by the default policy where nobody is lost by this one. Where data are missing nobody
/// is lost, as in a review.
///
/// A warning is *announced* on a day when the rule had no level as high on the day before it in the
/// request. On the first day nothing is: what stands then is the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleTally {
    standing: BTreeMap<(PurchaseStatus, Outcome), Sightings>,
    announced: BTreeMap<(PurchaseStatus, Level), Sightings>,
}

impl RuleTally {
    /// The tally of the customers of one status.
    #[must_use]
    pub fn among(&self, status: PurchaseStatus) -> Self {
        let mut among = self.clone();
        among.standing.retain(|(it, _), _| *it == status);
        among.announced.retain(|(it, _), _| *it == status);
        among
    }

    /// The customers and days with this outcome of the rule.
    pub fn standing(&self, outcome: Outcome) -> Sightings {
        self.sum(|it| it == outcome)
    }

    /// Those for whom the level was new.
    pub fn announced(&self, level: Level) -> Sightings {
        let of_level = self.announced.iter().filter(|((_, it), _)| *it == level);
        of_level.fold(Sightings::default(), |sum, (_, it)| sum.plus(*it))
    }

    /// Those that the rule judged: clear, or a level.
    pub fn judged(&self) -> Sightings {
        self.sum(|it| matches!(it, Outcome::Clear | Outcome::Breach(_)))
    }

    /// Those that the rule did not judge: not applicable, or without data.
    pub fn unjudged(&self) -> Sightings {
        self.sum(|it| it < Outcome::Clear)
    }

    /// Those at the level or a higher one.
    pub fn standing_from(&self, level: Level) -> Sightings {
        self.sum(|it| it.level().is_some_and(|it| it >= level))
    }

    /// Those that came true although the rule judged them and stayed below the level.
    pub fn missed(&self, level: Level) -> u64 {
        let is_below = |it: Outcome| it.level().is_none_or(|it| it < level);
        self.sum(|it| is_below(it) && it >= Outcome::Clear).came_true
    }

    /// Those that came true, as a share of those with exactly this outcome of which it is known.
    pub fn share_true(&self, outcome: Outcome) -> Option<Proportion> {
        self.standing(outcome).share_true()
    }

    /// Precision: those that came true, as a share of those at the level or higher of which it is
    /// known.
    pub fn precision(&self, level: Level) -> Option<Proportion> {
        self.standing_from(level).share_true()
    }

    /// Recall: those at the level or higher that came true, as a share of all judged ones that did.
    pub fn recall(&self, level: Level) -> Option<Proportion> {
        let found = self.standing_from(level).came_true;
        let all = found.checked_add(self.missed(level))?;
        Proportion::try_new(u32::try_from(found).ok()?, u32::try_from(all).ok()?)
    }

    /// Adds the counts of another tally.
    pub fn merge(&mut self, other: &Self) {
        for (key, it) in &other.standing {
            let sum = self.standing.entry(*key).or_default();
            *sum = sum.plus(*it);
        }
        for (key, it) in &other.announced {
            let sum = self.announced.entry(*key).or_default();
            *sum = sum.plus(*it);
        }
    }

    pub(in super::super) fn add(&mut self, sighting: Sighting, hindsight: Hindsight) {
        let Sighting { status, outcome, before } = sighting;
        let sum = self.standing.entry((status, outcome)).or_default();
        *sum = sum.plus(Sightings::one(hindsight));
        if let (Some(level), Some(before)) = (outcome.level(), before)
            && Some(level) > before
        {
            let sum = self.announced.entry((status, level)).or_default();
            *sum = sum.plus(Sightings::one(hindsight));
        }
    }

    fn sum(&self, holds: impl Fn(Outcome) -> bool) -> Sightings {
        let those = self.standing.iter().filter(|((_, it), _)| holds(*it));
        those.fold(Sightings::default(), |sum, (_, it)| sum.plus(*it))
    }
}

/// The verdict of a rule about a customer on a day.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Sighting {
    pub(in super::super) status: PurchaseStatus,
    pub(in super::super) outcome: Outcome,
    /// The level on the day before of the request; `None` on the first day.
    #[expect(clippy::option_option, reason = "a day before may have no level")]
    pub(in super::super) before: Option<Option<Level>>,
}
