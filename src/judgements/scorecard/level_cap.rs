use std::fmt;

use super::{Criterion, CriterionScale, Scorecard};
use crate::id::CriterionId;
use crate::lifecycle::Reason;
use crate::valid::{Order, Violations};

/// A cap of a criterion of a customer: its answer counts as this level at most.
///
/// The answer itself stays as it was given, and its raters are as far apart as they are.
///
/// Displayed as `initiative counts at most 1: claimed CNY 600.00, ordered nothing`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LevelCap {
    /// The criterion: one with levels whose marks do not fall.
    pub criterion: CriterionId,
    /// The highest level that counts. The best level of the scale and all above cap nothing.
    pub at_most: u8,
    /// The reason, with the figures for which the cap holds.
    pub because: Reason,
}

impl Criterion {
    /// Returns `true` when a highest level lowers no mark but those above it.
    pub(crate) fn takes_level_cap(&self) -> bool {
        matches!(self.scale, CriterionScale::Ordinal(_))
            && Order::NotFalling.holds_in(&self.scale.marks())
    }
}

/// The highest level that counts for a criterion; `None` where its best one does.
pub(super) fn highest_level(caps: &[LevelCap], criterion: &Criterion) -> Option<i64> {
    let own = caps.iter().filter(|it| it.criterion == criterion.criterion);
    let least = own.map(|it| it.at_most).min()?;
    (usize::from(least) < criterion.scale.last_row()).then_some(least.into())
}

/// Adds a violation for each cap that the card does not take.
pub(super) fn check_level_caps(found: &mut Violations, card: &Scorecard, caps: &[LevelCap]) {
    found.each_row("level_caps", caps, |found, _, cap| {
        let criterion = card.criteria().iter().find(|it| it.criterion == cap.criterion);
        let id = &cap.criterion;
        match criterion.map(Criterion::takes_level_cap) {
            Some(true) => {}
            Some(false) => {
                let problem = format!("must be one with levels whose marks do not fall, was {id}");
                found.add("criterion", problem);
            }
            None => found.add("criterion", format!("must be one of the card, was {id}")),
        }
    });
}

impl fmt::Display for LevelCap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { criterion, at_most, because } = self;
        write!(f, "{criterion} counts at most {at_most}: {because}")
    }
}
