use std::cmp::Reverse;
use std::fmt;

use crate::id::CriterionId;
use crate::measure::Quotient;

/// The points of a criterion, with those from which its loss is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaselinePoints {
    /// The criterion.
    pub criterion: CriterionId,
    /// The points from which the loss is measured.
    pub baseline: Quotient,
    /// The points.
    pub points: Quotient,
}

/// Points that a criterion lost against its baseline: a reason of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LostPoints {
    /// The criterion.
    pub criterion: CriterionId,
    /// The points lost, above 0.
    pub lost: Quotient,
}

impl LostPoints {
    /// The reasons of a score, the greatest loss first.
    ///
    /// # Rule
    ///
    /// > S15: a loss is the baseline less the points. Losses above 0 are listed, by size, equal
    /// > ones in the order of the card; at most as many as the policy says, and with the last of
    /// > them all that tie with it. Nothing is listed twice, and a loss of 0 is no reason.
    ///
    /// Losses too fine for a fraction of 128 bits are left out; those of a
    /// [`Scorecard`](crate::scorecard::Scorecard) never are.
    ///
    /// Source: partial scores and "points below" of the Predictive Model Markup Language, whose
    /// engines differ in ties and in losses of 0; with the best marks as baseline the losses add up
    /// to what the score lacks.
    pub fn ranked(rows: &[BaselinePoints], most: u8) -> Vec<Self> {
        let lost = |it: &BaselinePoints| {
            let lost = it.baseline.minus(it.points)?;
            let criterion = it.criterion.clone();
            (lost > Quotient::ZERO).then_some(Self { criterion, lost })
        };
        let mut all: Vec<Self> = rows.iter().filter_map(lost).collect();
        all.sort_by_key(|it| Reverse(it.lost));
        let final_place = usize::from(most).checked_sub(1);
        if let Some(least) = final_place.and_then(|place| all.get(place)).map(|it| it.lost) {
            all.retain(|it| it.lost >= least);
        }
        all
    }
}

impl fmt::Display for LostPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.criterion, self.lost)
    }
}
