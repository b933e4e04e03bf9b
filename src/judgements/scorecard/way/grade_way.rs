use std::fmt;

use super::frontier::{Frontiers, Offer, Offers};
use crate::id::{CriterionId, GradeId};
use crate::measure::{Quotient, Score, proven};
use crate::scorecard::card::PlacedCap;
use crate::scorecard::evaluation::points_of;
use crate::scorecard::score::{known_weight, score_of};
use crate::scorecard::{CheckedAnswers, CriterionScale, StepOffer};

/// A step of a customer on a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DevelopmentStep {
    /// The criterion.
    pub criterion: CriterionId,
    /// The row of the scale from which it goes: a level, a band, a point.
    pub from: usize,
    /// The row to which it goes.
    pub to: usize,
    /// The effort.
    pub effort: usize,
    /// The points that it brings; below 0 where a cap is lifted at the cost of points.
    pub points: Quotient,
}

/// The way to a grade.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "way", rename_all = "snake_case")
)]
pub enum GradeWay {
    /// The grade is reached already, whatever the unknown answers turn out to be.
    Reached,
    /// The cheapest steps, in the order of the card.
    Steps {
        /// The steps.
        steps: Vec<DevelopmentStep>,
        /// Their effort.
        effort: usize,
        /// The low end of the score after them.
        low: Score,
    },
    /// A cap or a knock-out stands in the way, and its answer is unknown.
    FindOutFirst {
        /// The criterion.
        criterion: CriterionId,
    },
    /// A cap or a knock-out stands in the way that no offered step lifts.
    Barred {
        /// The criterion.
        criterion: CriterionId,
    },
    /// All offered steps together do not reach the grade.
    OutOfReach {
        /// The low end of the score after all of them.
        most: Score,
    },
}

/// The ways of a customer to better grades.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Ways<'a>(pub(in super::super) &'a CheckedAnswers<'a>);

impl<'a> Ways<'a> {
    /// The way to a grade.
    pub(in super::super) fn to(self, grade: &GradeId) -> Option<GradeWay> {
        let rank = self.0.card.policy().rank_of(grade)?;
        let threshold = self.0.card.least_units(rank)?;
        if let Some(criterion) = self.unknown_bar(rank) {
            return Some(GradeWay::FindOutFirst { criterion });
        }
        let low = self.0.sums().units;
        let bars: Vec<PlacedCap> = self.bars(rank).copied().collect();
        let stands = |it: &&PlacedCap| self.0.holds(it) == Some(true);
        if !bars.iter().any(|it| stands(&it)) && low >= threshold {
            return Some(GradeWay::Reached);
        }
        let mut all = Vec::new();
        for place in 0..self.0.card.criteria().len() {
            let bars: Vec<&PlacedCap> = bars.iter().filter(|it| it.criterion == place).collect();
            match self.offers(place, &bars) {
                Some(offers) if offers.is_forced && offers.steps.is_empty() => {
                    return self.id(place).map(|criterion| GradeWay::Barred { criterion });
                }
                Some(offers) => all.push(offers),
                // Unknown, and barred whatever its answer turns out to be.
                None if bars.iter().any(stands) => {
                    return self.id(place).map(|criterion| GradeWay::Barred { criterion });
                }
                None => {}
            }
        }
        let need = threshold.checked_sub(low);
        let need = proven!(need, else 0, "two sums of at most 100 points");
        Some(self.cheapest(&all, need, low))
    }

    /// The caps that leave less than a grade, and the knock-outs.
    fn bars(self, rank: usize) -> impl Iterator<Item = &'a PlacedCap> {
        let caps = self.0.card.caps().iter().chain(self.0.card.knock_outs());
        caps.filter(move |it| it.rank > rank)
    }

    /// The criterion to find out before a grade can be reached at all: one with a cap or a
    /// knock-out, or the heaviest while too little is known.
    fn unknown_bar(self, rank: usize) -> Option<CriterionId> {
        let bar = self.bars(rank).find(|it| self.0.holds(it).is_none());
        let bar = bar.and_then(|it| self.id(it.criterion));
        let is_little = known_weight(self.0.sums()) < self.0.card.policy().least_weight;
        bar.or_else(|| if is_little { self.heaviest_unknown() } else { None })
    }

    fn heaviest_unknown(self) -> Option<CriterionId> {
        let rows = self.0.card.criteria().iter().zip(&self.0.readings);
        let unknown = rows.filter(|(_, reading)| reading.known().is_none());
        let heaviest = unknown.rev().max_by_key(|(it, _)| it.weight);
        heaviest.map(|(it, _)| it.criterion.clone())
    }

    fn id(self, place: usize) -> Option<CriterionId> {
        self.0.card.criteria().get(place).map(|it| it.criterion.clone())
    }

    /// The steps that a criterion offers; `None` where its answer is unknown.
    fn offers(self, place: usize, bars: &[&PlacedCap]) -> Option<Offers> {
        let answer = self.0.known(place)?;
        let criterion = self.0.card.criteria().get(place)?;
        let units = self.0.card.units(&self.0.readings).nth(place)??;
        let from = self.0.card.row_of(place, answer);
        let is_forced = bars.iter().any(|it| it.when.holds(answer));
        let mut offers = Vec::new();
        if let StepOffer::Each(each) = criterion.steps {
            for (to, row) in self.0.card.rows(place).into_iter().enumerate() {
                let Some(reached) = answer_at(&criterion.scale, to, to < from) else { continue };
                if self.0.highest(place).is_some_and(|highest| reached > highest) {
                    continue;
                }
                let gain = row.checked_sub(units);
                let gain = proven!(gain, else 0, "two sums of at most 100 points");
                let helps = if is_forced { reached != answer } else { gain > 0 };
                let rows = rows_passed(&criterion.scale, from, to, answer);
                if helps && rows > 0 && !bars.iter().any(|it| it.when.holds(reached)) {
                    let effort = rows.checked_mul(each.into());
                    let effort = proven!(effort, else usize::MAX, "at most 101 rows of 100");
                    offers.push(Offer { to, effort, gain });
                }
            }
        }
        Some(Offers { place, from, is_forced, steps: offers })
    }

    fn cheapest(self, all: &[Offers], need: i64, low: i64) -> GradeWay {
        let Some((steps, cost, gain)) = Frontiers::new(all).cheapest(all, need) else {
            let gains = all.iter().map(|it| it.steps.iter().map(|offer| offer.gain).max());
            let most = gains.flatten().fold(
                low,
                |sum, gain| proven!(sum.checked_add(gain), else sum, "at most 100 points"),
            );
            return GradeWay::OutOfReach { most: score_of(most, self.0.card.unit()) };
        };
        let step = |(offers, offer): &(&Offers, Offer)| {
            Some(DevelopmentStep {
                criterion: self.id(offers.place)?,
                from: offers.from,
                to: offer.to,
                effort: offer.effort,
                points: points_of(offer.gain, self.0.card.unit()),
            })
        };
        let steps = steps.iter().filter_map(step).collect();
        let after = low.checked_add(gain);
        let after = proven!(after, else low, "at most 100 points");
        GradeWay::Steps { steps, effort: cost.effort, low: score_of(after, self.0.card.unit()) }
    }
}

/// The answer at a row: that of the level or the point, and of a band the end nearest to where one
/// comes from. `None` for a row that is none.
fn answer_at(scale: &CriterionScale, row: usize, comes_from_above: bool) -> Option<i64> {
    match scale {
        CriterionScale::Ordinal(_) => i64::try_from(row).ok(),
        CriterionScale::Bands(bands) => {
            let band = bands.get(row)?;
            let last = band.below.and_then(|below| below.checked_sub(1));
            if comes_from_above { last.or(Some(band.from)) } else { Some(band.from) }
        }
        CriterionScale::Linear(points) => points.get(row).map(|it| it.at.into()),
    }
}

/// The rows that a step passes. An answer between two points of a linear scale lies above the
/// lower one, which is a row away.
fn rows_passed(scale: &CriterionScale, from: usize, to: usize, answer: i64) -> usize {
    let apart = from.abs_diff(to);
    let is_between = match scale {
        CriterionScale::Ordinal(_) | CriterionScale::Bands(_) => false,
        CriterionScale::Linear(points) => {
            points.get(from).is_some_and(|it| i64::from(it.at) < answer)
        }
    };
    let extra = usize::from(is_between && to <= from);
    proven!(apart.checked_add(extra), else apart, "at most 101 rows")
}

impl fmt::Display for DevelopmentStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { criterion, from, to, points, .. } = self;
        let sign = if *points > Quotient::ZERO { "+" } else { "" };
        write!(f, "{criterion} from {from} to {to} ({sign}{points})")
    }
}

impl fmt::Display for GradeWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reached => f.write_str("reached"),
            Self::Steps { steps, effort, low } => {
                for (place, step) in steps.iter().enumerate() {
                    let separator = if place == 0 { "" } else { ", " };
                    write!(f, "{separator}{step}")?;
                }
                write!(f, ": effort {effort}, then {low}")
            }
            Self::FindOutFirst { criterion } => write!(f, "find out first: {criterion}"),
            Self::Barred { criterion } => write!(f, "barred by {criterion}, no step lifts it"),
            Self::OutOfReach { most } => write!(f, "out of reach: all steps together give {most}"),
        }
    }
}
