use std::collections::BTreeSet;
use std::fmt;

use super::matrix_policy::Place;
use super::{
    Attractiveness, AxisLines, AxisReading, GainCap, KeyAccountCell, KeyAccountStrategy,
    MUTUAL_GAIN, MatrixAxis, MatrixRules, OpenCriterion, Relationship,
};
use crate::measure::{Quotient, Score};

/// The scores of an account on both axes, and the cell of the review before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAccountPosition {
    /// The attractiveness.
    pub attractiveness: AxisReading,
    /// The relationship.
    pub relationship: AxisReading,
    /// The cell of the review before; `None` at the first.
    pub before: Option<KeyAccountCell>,
    /// The effect of mutual gain on the strategy.
    pub gain: GainCap,
}

/// The question that settles an open strategy.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "of", rename_all = "snake_case")
)]
pub enum OpenQuestion {
    /// A criterion of an axis.
    Criterion {
        /// The axis.
        axis: MatrixAxis,
        /// The criterion, with its weight.
        criterion: OpenCriterion,
    },
    /// Mutual gain, a criterion of fit: below level 1 it caps the strategy.
    MutualGain,
}

/// The cell of an account, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "verdict", rename_all = "snake_case")
)]
pub enum CellVerdict {
    /// One cell.
    Certain {
        /// The cell.
        cell: KeyAccountCell,
        /// Its strategy.
        strategy: KeyAccountStrategy,
    },
    /// Several cells of one strategy.
    StrategyCertain {
        /// The cells.
        cells: Vec<KeyAccountCell>,
        /// Their strategy.
        strategy: KeyAccountStrategy,
    },
    /// Several strategies, of several cells or for want of mutual gain: there is no strategy before
    /// the question is settled.
    Ambiguous {
        /// The cells.
        cells: Vec<KeyAccountCell>,
        /// Their strategies, each once.
        strategies: Vec<KeyAccountStrategy>,
        /// The question to settle first. Where the cells leave the strategy open it is the
        /// criterion that weighs most, on the axes that are open; otherwise it is mutual gain.
        /// `None` where no criterion was named.
        find_out_first: Option<OpenQuestion>,
    },
}

impl CellVerdict {
    /// The strategy, where it is certain.
    pub const fn strategy(&self) -> Option<KeyAccountStrategy> {
        match self {
            Self::Certain { strategy, .. } | Self::StrategyCertain { strategy, .. } => {
                Some(*strategy)
            }
            Self::Ambiguous { .. } => None,
        }
    }

    /// The cell, where it is certain. The strategy may be open for want of mutual gain.
    pub fn cell(&self) -> Option<KeyAccountCell> {
        match self {
            Self::Certain { cell, .. } => Some(*cell),
            Self::Ambiguous { cells, .. } => match cells.as_slice() {
                [cell] => Some(*cell),
                [] | [_, _, ..] => None,
            },
            Self::StrategyCertain { .. } => None,
        }
    }
}

/// The distance of an account to a neighbouring level of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CellStep {
    /// The axis.
    pub axis: MatrixAxis,
    /// The cell to which it leads.
    pub to: KeyAccountCell,
    /// The points: up, those still missing to the line; down, those that can be lost before the
    /// level is lost.
    pub points: Quotient,
}

/// The place of an account in the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct MatrixReading {
    /// The cell, as far as it is known.
    pub verdict: CellVerdict,
    /// The ways up, one for each axis that is not at its best and is not held, from the lowest
    /// score.
    pub up: Vec<CellStep>,
    /// The ways down, one for each axis that is not at its worst, from the lowest score.
    pub down: Vec<CellStep>,
    /// The axes whose next level a cap or a knock-out of the card bars, whatever the points.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub held: Vec<MatrixAxis>,
}

/// Levels of an axis, from the lowest to the highest score.
#[derive(Debug, Clone, Copy)]
struct Reach {
    low: Place,
    high: Place,
}

impl MatrixRules {
    /// The place of an account in the matrix.
    ///
    /// # Rule
    ///
    /// > S17: thirds, half-open, with a band per axis. Intervals span a rectangle of cells: one
    /// > cell is certain; several of one strategy leave the strategy certain; otherwise the
    /// > strategy is open, and the criterion to settle first is named. A cap or a knock-out of the
    /// > card of an axis holds its level, whatever the score and the level before. Mutual gain that
    /// > nobody knows leaves a strategy open that it would cap.
    pub fn read(&self, position: &KeyAccountPosition) -> MatrixReading {
        let KeyAccountPosition { attractiveness, relationship, before, gain } = position;
        let before_attractive = before.map(|it| attractiveness_place(it.attractiveness));
        let before_related = before.map(|it| relationship_place(it.relationship));
        let rows = self.reach(self.attractiveness, attractiveness, before_attractive);
        let columns = self.reach(self.relationship, relationship, before_related);
        let cells: Vec<KeyAccountCell> = KeyAccountCell::all()
            .filter(|cell| {
                let row = attractiveness_place(cell.attractiveness);
                let column = relationship_place(cell.relationship);
                (rows.low..=rows.high).contains(&row)
                    && (columns.low..=columns.high).contains(&column)
            })
            .collect();
        let lowest = KeyAccountCell {
            attractiveness: attractiveness_at(rows.low),
            relationship: relationship_at(columns.low),
        };
        let (mut up, mut down, mut held) = (Vec::new(), Vec::new(), Vec::new());
        for axis in MatrixAxis::ALL {
            let (lines, reading, place, past) = match axis {
                MatrixAxis::Attractiveness => {
                    (self.attractiveness, attractiveness, rows.low, before_attractive)
                }
                MatrixAxis::Relationship => {
                    (self.relationship, relationship, columns.low, before_related)
                }
            };
            let (score, highest) = (reading.low(), reading.highest().at_worst);
            let next = place.checked_add(1).filter(|next| *next < 3);
            held.extend(next.filter(|next| *next > highest).map(|_| axis));
            up.extend(next.filter(|next| *next <= highest).and_then(|next| {
                let line = self.line(lines, place, past);
                Some(CellStep { axis, to: moved(lowest, axis, next), points: below(line, score)? })
            }));
            down.extend(place.checked_sub(1).and_then(|next| {
                let line = self.line(lines, next, past);
                Some(CellStep { axis, to: moved(lowest, axis, next), points: score.above(line)? })
            }));
        }
        let verdict = self.verdict(cells, *gain, || {
            let open = [
                (MatrixAxis::Attractiveness, attractiveness, rows),
                (MatrixAxis::Relationship, relationship, columns),
            ];
            let questions = open.into_iter().filter(|(_, _, reach)| reach.low < reach.high);
            let questions = questions
                .filter_map(|(axis, reading, _)| Some((axis, reading.heaviest()?.clone())));
            // Of equal weights the first axis.
            let heaviest = questions.rev().max_by_key(|(_, criterion)| criterion.weight);
            heaviest.map(|(axis, criterion)| OpenQuestion::Criterion { axis, criterion })
        });
        MatrixReading { verdict, up, down, held }
    }

    fn verdict(
        &self,
        cells: Vec<KeyAccountCell>,
        gain: GainCap,
        question: impl FnOnce() -> Option<OpenQuestion>,
    ) -> CellVerdict {
        let of_cells = || cells.iter().map(|cell| self.strategies.of(*cell));
        let free: BTreeSet<KeyAccountStrategy> = of_cells().collect();
        let capped: BTreeSet<KeyAccountStrategy> =
            of_cells().map(KeyAccountStrategy::capped).collect();
        let is_open_by_cells = free.len() > 1;
        let strategies = match gain {
            GainCap::Free => free,
            GainCap::Selective => capped,
            GainCap::Unknown => &free | &capped,
        };
        let mut each = strategies.iter().copied();
        match (cells.as_slice(), each.next(), each.next()) {
            ([cell], Some(strategy), None) => CellVerdict::Certain { cell: *cell, strategy },
            (_, Some(strategy), None) => CellVerdict::StrategyCertain { cells, strategy },
            (_, None | Some(_), _) => {
                let of_cells = if is_open_by_cells { question() } else { None };
                let of_gain = (gain == GainCap::Unknown).then_some(OpenQuestion::MutualGain);
                CellVerdict::Ambiguous {
                    cells,
                    strategies: strategies.into_iter().collect(),
                    find_out_first: of_cells.or(of_gain),
                }
            }
        }
    }

    fn reach(&self, lines: AxisLines, reading: &AxisReading, before: Option<Place>) -> Reach {
        let highest = reading.highest();
        Reach {
            low: self.place(lines, reading.low(), before).min(highest.at_worst),
            high: self.place(lines, reading.high(), before).min(highest.at_best),
        }
    }
}

/// The points by which a score lies below a line.
fn below(line: u16, score: Score) -> Option<Quotient> {
    Quotient::ZERO.minus(score.above(line)?)
}

const fn attractiveness_place(level: Attractiveness) -> Place {
    match level {
        Attractiveness::Low => 0,
        Attractiveness::Medium => 1,
        Attractiveness::High => 2,
    }
}

const fn relationship_place(level: Relationship) -> Place {
    match level {
        Relationship::Poor => 0,
        Relationship::Fair => 1,
        Relationship::Good => 2,
    }
}

const fn attractiveness_at(place: Place) -> Attractiveness {
    match place {
        0 => Attractiveness::Low,
        1 => Attractiveness::Medium,
        2.. => Attractiveness::High,
    }
}

const fn relationship_at(place: Place) -> Relationship {
    match place {
        0 => Relationship::Poor,
        1 => Relationship::Fair,
        2.. => Relationship::Good,
    }
}

const fn moved(cell: KeyAccountCell, axis: MatrixAxis, place: Place) -> KeyAccountCell {
    match axis {
        MatrixAxis::Attractiveness => {
            KeyAccountCell { attractiveness: attractiveness_at(place), ..cell }
        }
        MatrixAxis::Relationship => KeyAccountCell { relationship: relationship_at(place), ..cell },
    }
}

impl fmt::Display for OpenQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Criterion { axis, criterion: OpenCriterion { criterion, weight } } => {
                write!(f, "{criterion} ({weight} points of {axis})")
            }
            Self::MutualGain => write!(f, "{MUTUAL_GAIN} (a criterion of fit)"),
        }
    }
}

impl fmt::Display for CellVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certain { cell, strategy } => write!(f, "{cell}: {strategy}"),
            Self::StrategyCertain { cells, strategy } => {
                write!(f, "one of {} cells: {strategy}", cells.len())
            }
            Self::Ambiguous { cells, strategies, find_out_first } => {
                let strategies: Vec<String> = strategies.iter().map(ToString::to_string).collect();
                match cells.as_slice() {
                    [cell] => write!(f, "{cell}: {}", strategies.join(" or "))?,
                    [] | [_, _, ..] => {
                        write!(f, "one of {} cells: {}", cells.len(), strategies.join(" or "))?;
                    }
                }
                match find_out_first {
                    Some(question) => write!(f, "; find out first: {question}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl fmt::Display for CellStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { axis, to, points } = self;
        match axis {
            MatrixAxis::Attractiveness => {
                write!(f, "{points} points of {axis} to {}", to.attractiveness)
            }
            MatrixAxis::Relationship => {
                write!(f, "{points} points of {axis} to {}", to.relationship)
            }
        }
    }
}
