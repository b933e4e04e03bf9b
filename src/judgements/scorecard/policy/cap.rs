use super::{Band, Criterion, CriterionScale};
use crate::id::{CriterionId, GradeId};
use crate::valid::Violations;

/// A condition on the answer to a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum CapCondition {
    /// The level of an ordinal scale is at most this one.
    LevelAtMost(u8),
    /// The figure lies below this one.
    Below(i64),
    /// The figure is at least this one.
    AtLeast(i64),
}

impl CapCondition {
    /// Returns `true` when the condition holds for an answer: a level, or a figure.
    pub(crate) fn holds(self, answer: i64) -> bool {
        match self {
            Self::LevelAtMost(level) => answer <= i64::from(level),
            Self::Below(bound) => answer < bound,
            Self::AtLeast(bound) => answer >= bound,
        }
    }
}

/// A cap: whatever the score, the grade is no better than `at_most` while the condition holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Cap {
    /// The criterion.
    pub criterion: CriterionId,
    /// The condition on its answer.
    pub when: CapCondition,
    /// The best grade that is left.
    pub at_most: GradeId,
}

/// A knock-out: no grade at all while the condition holds, and none either while the answer is
/// unknown.
#[doc(alias = "一票否决")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct KnockOut {
    /// The criterion.
    pub criterion: CriterionId,
    /// The condition on its answer.
    pub when: CapCondition,
}

/// The figures from one to another, both included.
type Reach = (i64, i64);

impl CapCondition {
    /// Checks that the condition can be asked of a criterion, and can hold or not.
    ///
    /// The figures of a band have one mark, so the condition holds for all of them or for none:
    /// then a step to another band lifts a cap, and a step within a band lifts none.
    pub(super) fn check(self, found: &mut Violations, criteria: &[Criterion], id: &CriterionId) {
        let Some(criterion) = criteria.iter().find(|it| it.criterion == *id) else {
            found.add("criterion", format!("must be one of the card, was {id}"));
            return;
        };
        match (self, &criterion.scale) {
            (Self::LevelAtMost(level), CriterionScale::Ordinal(_)) => {
                let top = criterion.scale.last_row();
                if usize::from(level) >= top {
                    let problem = format!("must be below the best level ({top}), was {level}");
                    found.add("when.level_at_most", problem);
                }
            }
            (Self::LevelAtMost(_), scale) => {
                let problem = format!("needs an ordinal scale, {id} has {}", scale.table());
                found.add("when.level_at_most", problem);
            }
            (Self::Below(_) | Self::AtLeast(_), CriterionScale::Ordinal(_)) => {
                let problem = format!("must be level_at_most, since {id} has levels");
                found.add("when", problem);
            }
            (Self::Below(_) | Self::AtLeast(_), CriterionScale::Bands(bands)) => {
                self.check_bands(found, bands);
            }
            (Self::Below(_) | Self::AtLeast(_), CriterionScale::Linear(_)) => {
                self.check_reach(found, (i64::MIN, i64::MAX));
            }
        }
    }

    /// Returns `true` when the other condition holds wherever this one does.
    fn implies(self, other: Self) -> bool {
        match (self, other) {
            (Self::LevelAtMost(own), Self::LevelAtMost(other)) => own <= other,
            (Self::Below(own), Self::Below(other)) => own <= other,
            (Self::AtLeast(own), Self::AtLeast(other)) => own >= other,
            (Self::LevelAtMost(_) | Self::Below(_) | Self::AtLeast(_), _) => false,
        }
    }

    fn check_bands(self, found: &mut Violations, bands: &[Band]) {
        let reach = |it: &Band| {
            let last = it.below.map_or(Some(i64::MAX), |below| below.checked_sub(1));
            last.filter(|last| it.from <= *last).map(|last| (it.from, last))
        };
        let ends: Vec<Reach> = bands.iter().filter_map(reach).collect();
        let (first, last) = (ends.iter().map(|it| it.0).min(), ends.iter().map(|it| it.1).max());
        if let Some(ends) = first.zip(last) {
            self.check_reach(found, ends);
        }
        for (place, (from, last)) in bands.iter().enumerate().filter_map(|(place, it)| {
            let ends = reach(it)?;
            (self.holds(ends.0) != self.holds(ends.1)).then_some((place, ends))
        }) {
            let (bound, path) = self.bound();
            let problem = format!(
                "must be where a band begins, was {bound} between {from} and {last} of band {place}"
            );
            found.add(path, problem);
        }
    }

    /// Adds a violation where the condition holds for every figure, or for none.
    fn check_reach(self, found: &mut Violations, (first, last): Reach) {
        let (bound, path) = self.bound();
        match (self.holds(first), self.holds(last)) {
            (true, true) => {
                let problem = format!("must not hold for all from {first} to {last}, was {bound}");
                found.add(path, problem);
            }
            (false, false) => {
                let problem =
                    format!("must hold for some from {first} to {last}, for none was {bound}");
                found.add(path, problem);
            }
            (true, false) | (false, true) => {}
        }
    }

    /// The bound, and its path in a document.
    fn bound(self) -> (i64, &'static str) {
        match self {
            Self::LevelAtMost(level) => (level.into(), "when.level_at_most"),
            Self::Below(bound) => (bound, "when.below"),
            Self::AtLeast(bound) => (bound, "when.at_least"),
        }
    }
}

/// Adds a violation for each cap and knock-out that never decides, since another one of its
/// criterion holds wherever it does and leaves no better grade. Of two equal ones the later.
pub(super) fn check_idle(found: &mut Violations, all: &[Bar<'_>]) {
    for (own, bar) in all.iter().enumerate() {
        let covers = |(place, other): &(usize, &Bar<'_>)| {
            let is_equal = (other.when, other.rank) == (bar.when, bar.rank);
            other.on == bar.on
                && bar.when.implies(other.when)
                && other.rank >= bar.rank
                && (!is_equal || *place < own)
        };
        if let Some((_, other)) = all.iter().enumerate().find(covers) {
            let Bar { table, place, when, .. } = other;
            let problem = format!("never decides beside {table}.{place} ({when})");
            found.add(&format!("{}.{}", bar.table, bar.place), problem);
        }
    }
}

/// A cap or a knock-out with its place in the document and the rank of the best grade that it
/// leaves; a knock-out leaves none.
pub(super) struct Bar<'a> {
    pub(super) table: &'static str,
    pub(super) place: usize,
    pub(super) on: &'a CriterionId,
    pub(super) when: CapCondition,
    pub(super) rank: usize,
}
