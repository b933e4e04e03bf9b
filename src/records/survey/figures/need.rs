use std::collections::BTreeMap;

use super::{MatrixCell, Opportunity, OpportunityBand};
use crate::calendar::Day;
use crate::id::{CustomerId, NeedId, RivalId};
use crate::measure::{Proportion, Quotient};
use crate::survey::Answer;

/// The weight of an answer in the means of a need. Counts, shares and certainty always count each
/// respondent once.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub enum Weighting<'a> {
    /// Each respondent weighs the same.
    #[default]
    Respondents,
    /// Each customer weighs the same, shared by its respondents.
    Customers,
    /// Each customer weighs as much as it buys, shared by its respondents.
    Sales(&'a BTreeMap<CustomerId, u64>),
}

/// Our lead over the competitor that does best at a need, in parts of the scale. Negative where the
/// competitor is ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Lead {
    /// The competitor over whom our lead is least; of equal ones the first by name.
    pub rival: RivalId,
    /// The mean of our mark less the competitor's, over those who marked both.
    pub lead: Quotient,
    /// The respondents who marked both.
    pub answers: u32,
}

/// The targets against which the shortfall of a need was measured, by respondents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TargetCounts {
    /// The expectation that the respondent stated.
    pub expectation: u32,
    /// The best mark that the respondent gave to a competitor.
    pub best_rival: u32,
    /// The good end of the scale.
    pub best_mark: u32,
}

/// A need that has enough answers to be judged. All figures are over the complete answers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NeedMeasures {
    /// The mean importance, from 0 to 1.
    pub importance: Quotient,
    /// The mean of our performance, from 0 to 1.
    pub performance: Quotient,
    /// The answers with one of the two best marks of importance.
    pub important: Proportion,
    /// The answers with one of the two best marks of our performance.
    pub pleased: Proportion,
    /// The mean over respondents of importance × shortfall of our performance against the target,
    /// from 0 to 1. It is not the product of the means.
    pub priority: Quotient,
    /// The place by priority among the needs that are judged, from 1. Equal priorities share a
    /// place.
    pub rank: u32,
    /// The targets of the shortfalls.
    pub targets: TargetCounts,
    /// Our lead over the best competitor that enough respondents marked.
    pub lead: Option<Lead>,
    /// The cell of the matrix of importance and performance.
    pub cell: MatrixCell,
    /// `true` where the cell is certain: the intervals of both means at 95 % leave the lines out.
    /// Only told where each respondent weighs the same.
    pub is_certain: bool,
    /// The opportunity score.
    pub opportunity: Opportunity,
    /// Its band.
    pub band: OpportunityBand,
}

/// A need as of a day: the answers that count, and the figures where there are enough of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NeedFigures {
    /// The need.
    pub need: NeedId,
    /// The answers with importance and our performance.
    pub complete: u32,
    /// The answers that lack one of the two. They are counted and used for nothing else.
    pub half: u32,
    /// The days of the oldest and of the latest complete answer.
    pub answered: Option<AnswerDays>,
    /// The figures; `None` with fewer complete answers than the policy asks for.
    pub measures: Option<NeedMeasures>,
}

/// The days of the oldest and of the latest of several answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AnswerDays {
    /// The day of the oldest.
    pub oldest: Day,
    /// The day of the latest.
    pub latest: Day,
}

impl AnswerDays {
    pub(super) fn spanning<'a>(answers: impl Iterator<Item = &'a Answer> + Clone) -> Option<Self> {
        let oldest = answers.clone().map(|answer| answer.day).min()?;
        Some(Self { oldest, latest: answers.map(|answer| answer.day).max()? })
    }
}
