use std::fmt;

use super::RfmScores;
use super::scores::BEST;
use crate::valid::Violations;

/// Scores from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ScoreRange {
    /// The lowest score, from 1.
    pub from: u8,
    /// The highest score, up to 5.
    pub to: u8,
}

/// All scores.
impl Default for ScoreRange {
    fn default() -> Self {
        Self { from: 1, to: BEST }
    }
}

impl ScoreRange {
    /// From one score to another, both included.
    pub const fn new(from: u8, to: u8) -> Self {
        Self { from, to }
    }

    /// Returns `true` when a score lies inside.
    pub const fn contains(self, score: u8) -> bool {
        self.from <= score && score <= self.to
    }

    /// The lowest score that lies in both.
    fn meeting(self, other: Self) -> Option<u8> {
        let from = self.from.max(other.from);
        other.contains(from).then_some(from).filter(|score| self.contains(*score))
    }

    fn check(self, field: &str, found: &mut Violations) {
        if !(1 <= self.from && self.from <= self.to && self.to <= BEST) {
            let Self { from, to } = self;
            found.add(field, format!("must satisfy 1 ≤ from ≤ to ≤ {BEST}, was {from} to {to}"));
        }
    }
}

/// A named segment of customers: a box of scores. Several boxes may have one name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RfmSegment {
    /// The name.
    pub name: String,
    /// Scores of recency; all where they are left out, as of the other two.
    #[cfg_attr(feature = "serde", serde(default))]
    pub recency: ScoreRange,
    /// Scores of frequency.
    #[cfg_attr(feature = "serde", serde(default))]
    pub frequency: ScoreRange,
    /// Scores of the monetary value.
    #[cfg_attr(feature = "serde", serde(default))]
    pub monetary: ScoreRange,
}

/// A cell of the 125: three scores.
#[derive(Clone, Copy)]
struct Cell([u8; 3]);

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [recency, frequency, monetary] = self.0;
        write!(f, "R{recency} F{frequency} M{monetary}")
    }
}

impl RfmSegment {
    /// Returns `true` when the box contains the scores.
    pub fn contains(&self, scores: RfmScores) -> bool {
        let in_monetary = scores.monetary.is_some_and(|it| self.monetary.contains(it));
        self.is_over(scores) && in_monetary
    }

    /// Returns `true` when the box contains recency and frequency, with some monetary value.
    fn is_over(&self, scores: RfmScores) -> bool {
        self.recency.contains(scores.recency) && self.frequency.contains(scores.frequency)
    }

    fn has(&self, Cell([recency, frequency, monetary]): Cell) -> bool {
        self.contains(RfmScores { recency, frequency, monetary: Some(monetary) })
    }

    /// The lowest cell that lies in both boxes.
    fn meeting(&self, other: &Self) -> Option<Cell> {
        let recency = self.recency.meeting(other.recency)?;
        let frequency = self.frequency.meeting(other.frequency)?;
        Some(Cell([recency, frequency, self.monetary.meeting(other.monetary)?]))
    }

    fn check(&self, found: &mut Violations) {
        if self.name.trim().is_empty() {
            found.add("name", format!("must not be blank, was {:?}", self.name));
        }
        self.recency.check("recency", found);
        self.frequency.check("frequency", found);
        self.monetary.check("monetary", found);
    }
}

/// The name of the segment of scores. Without a monetary score it is the segment that all five of
/// them would give, if it is one.
pub(super) fn name_of<'a>(
    segments: &'a [RfmSegment],
    rest: Option<&'a str>,
    scores: RfmScores,
) -> Option<&'a str> {
    let with = |monetary| {
        let scores = RfmScores { monetary: Some(monetary), ..scores };
        let found = segments.iter().find(|it| it.contains(scores));
        found.map(|it| it.name.as_str()).or(rest)
    };
    if let Some(monetary) = scores.monetary {
        return with(monetary);
    }
    let first = with(1);
    (2..=BEST).all(|monetary| with(monetary) == first).then_some(first)?
}

/// Checks that the boxes cover each cell once, or that the rest has a name.
pub(super) fn check(segments: &[RfmSegment], rest: Option<&str>, found: &mut Violations) {
    found.each_row("segments", segments, |found, _, segment| segment.check(found));
    for (place, segment) in segments.iter().enumerate() {
        for (earlier, other) in segments.iter().enumerate().take(place) {
            if let Some(cell) = segment.meeting(other) {
                let name = &other.name;
                let problem =
                    format!("must share no cell with segments.{earlier} ({name}), was {cell}");
                found.add(&format!("segments.{place}"), problem);
            }
        }
    }
    let cells = (1..=BEST).flat_map(|recency| {
        (1..=BEST).flat_map(move |frequency| {
            (1..=BEST).map(move |monetary| Cell([recency, frequency, monetary]))
        })
    });
    let mut outside = cells.filter(|cell| !segments.iter().any(|it| it.has(*cell)));
    match (outside.next(), rest) {
        (Some(first), None) => {
            let more = outside.count();
            let problem = format!(
                "must cover every cell, or rest must have a name, was without {first} and {more} more"
            );
            found.add("segments", problem);
        }
        (Some(_), Some(name)) if name.trim().is_empty() => {
            found.add("rest", format!("must not be blank, was {name:?}"));
        }
        (None, Some(name)) => {
            let problem = format!("must be left out where every cell has a segment, was {name:?}");
            found.add("rest", problem);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}
