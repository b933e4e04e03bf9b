use super::{Attractiveness, KeyAccountCell, KeyAccountStrategy, Relationship};
use crate::measure::{Excess, Quotient, Score};
use crate::valid::Violations;

/// The lines between three levels of an axis, in points of 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AxisLines {
    /// The score from which the level is the middle one, 33 by default.
    pub middle: u16,
    /// The score from which the level is the upper one, 67 by default.
    pub upper: u16,
}

impl Default for AxisLines {
    fn default() -> Self {
        Self { middle: 33, upper: 67 }
    }
}

/// The strategies of a row of the matrix, by relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StrategyRow {
    /// The strategy where the relationship is poor.
    pub poor: KeyAccountStrategy,
    /// The strategy where it is fair.
    pub fair: KeyAccountStrategy,
    /// The strategy where it is good.
    pub good: KeyAccountStrategy,
}

/// The strategies of the nine cells.
///
/// | attractiveness | poor | fair | good |
/// |---|---|---|---|
/// | low | exit | minimal upkeep | selective defence |
/// | medium | minimal upkeep | selective upkeep | defence |
/// | high | maintain and develop | develop | develop and defend |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct KeyAccountStrategies {
    /// The row of low attractiveness.
    pub low: StrategyRow,
    /// The row of medium attractiveness.
    pub medium: StrategyRow,
    /// The row of high attractiveness.
    pub high: StrategyRow,
}

impl Default for KeyAccountStrategies {
    fn default() -> Self {
        use KeyAccountStrategy::{
            Defence, Develop, DevelopAndDefend, Exit, MaintainAndDevelop, MinimalUpkeep,
            SelectiveDefence, SelectiveUpkeep,
        };
        let row = |poor, fair, good| StrategyRow { poor, fair, good };
        Self {
            low: row(Exit, MinimalUpkeep, SelectiveDefence),
            medium: row(MinimalUpkeep, SelectiveUpkeep, Defence),
            high: row(MaintainAndDevelop, Develop, DevelopAndDefend),
        }
    }
}

impl KeyAccountStrategies {
    /// The strategy of a cell.
    pub const fn of(&self, cell: KeyAccountCell) -> KeyAccountStrategy {
        let row = match cell.attractiveness {
            Attractiveness::Low => self.low,
            Attractiveness::Medium => self.medium,
            Attractiveness::High => self.high,
        };
        match cell.relationship {
            Relationship::Poor => row.poor,
            Relationship::Fair => row.fair,
            Relationship::Good => row.good,
        }
    }
}

/// The rules of the matrix: lines, band and strategies.
#[doc(alias = "吸引力矩阵")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct MatrixRules {
    /// The lines of attractiveness.
    pub attractiveness: AxisLines,
    /// The lines of the relationship.
    pub relationship: AxisLines,
    /// The points by which a score must pass a line before an account that had a cell leaves it, 3
    /// by default.
    pub band: u16,
    /// The strategies.
    pub strategies: KeyAccountStrategies,
}

impl Default for MatrixRules {
    fn default() -> Self {
        Self {
            attractiveness: AxisLines::default(),
            relationship: AxisLines::default(),
            band: 3,
            strategies: KeyAccountStrategies::default(),
        }
    }
}

/// The place of a level of an axis: 0, 1 or 2.
pub(super) type Place = u8;

impl MatrixRules {
    pub(crate) fn check(&self, found: &mut Violations) {
        for (axis, lines) in
            [("attractiveness", self.attractiveness), ("relationship", self.relationship)]
        {
            let AxisLines { middle, upper } = lines;
            found.within(axis, |found| {
                found.at_least("middle", 1, middle);
                found.at_most("upper", 100, upper);
                if middle >= upper {
                    found.add("upper", format!("must exceed middle ({middle}), was {upper}"));
                }
            });
            if self.band >= middle || self.band > 100_u16.excess_over(upper) {
                let problem = format!(
                    "must be below {axis}.middle ({middle}) and at most 100 less {axis}.upper \
                     ({upper}), was {}",
                    self.band
                );
                found.add("band", problem);
            }
        }
    }

    /// The score, in points, from which an account that had a level reaches a line.
    pub(super) fn line(&self, lines: AxisLines, line: Place, before: Option<Place>) -> u16 {
        let points = if line == 0 { lines.middle } else { lines.upper };
        match before {
            None => points,
            Some(before) if line < before => points.excess_over(self.band),
            Some(_) => points.checked_add(self.band).map_or(points, |line| line),
        }
    }

    /// The level of a score on an axis.
    pub(super) fn place(&self, lines: AxisLines, score: Score, before: Option<Place>) -> Place {
        let reached = |line| score.to_fraction() >= percent(self.line(lines, line, before));
        match (reached(0), reached(1)) {
            (_, true) => 2,
            (true, false) => 1,
            (false, false) => 0,
        }
    }
}

/// Points of 100 as a fraction.
fn percent(points: u16) -> Quotient {
    Quotient::from(crate::measure::Ratio::from_percent(points))
}
