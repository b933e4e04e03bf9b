use super::score::Score;
use crate::measure::{Excess, StabilityIndex, proven};
use crate::warning::{Level, Outcome};

/// The parts of equal size into which the scores of the first day are cut.
const PARTS: usize = 10;

/// The move of levels and scores since the first judged day.
///
/// # Rule
///
/// > S21.4: the population stability index of a day against the first one, over the outcomes (not
/// > judged, clear, each level), and over the scores of judged customers in the tenths of the first
/// > day; tenths of equal scores are one.
///
/// It says that customers have changed, or what is recorded of them, and that thresholds found on
/// the first days may no longer fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Stability {
    /// That of the outcomes; `None` where it cannot be worked out.
    pub levels: Option<StabilityIndex>,
    /// That of the scores; `None` where it cannot be worked out.
    pub scores: Option<StabilityIndex>,
}

/// The first judged day, with which later days are compared.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct FirstDay {
    outcomes: Vec<u64>,
    /// The lowest score of each part but the first.
    cuts: Vec<Score>,
    parts: Vec<u64>,
}

impl FirstDay {
    /// The day with these outcomes, and scores in ascending order.
    pub(in super::super) fn new(outcomes: &[Outcome], scores: &[Score]) -> Self {
        let cut = |part: usize| {
            let place = scores.len().checked_mul(part)?.checked_div(PARTS)?;
            scores.get(place).copied()
        };
        let mut cuts: Vec<Score> = (1..PARTS).filter_map(cut).collect();
        cuts.dedup();
        // A part below the lowest score would be empty.
        cuts.retain(|it| Some(it) > scores.first());
        let parts = counts(scores, &cuts);
        Self { outcomes: by_outcome(outcomes), cuts, parts }
    }

    /// The move from this day to another one.
    pub(in super::super) fn stability(&self, outcomes: &[Outcome], scores: &[Score]) -> Stability {
        Stability {
            levels: StabilityIndex::from_counts(&self.outcomes, &by_outcome(outcomes)),
            scores: StabilityIndex::from_counts(&self.parts, &counts(scores, &self.cuts)),
        }
    }
}

/// Customers by outcome: not judged, clear, and each level.
fn by_outcome(outcomes: &[Outcome]) -> Vec<u64> {
    let classes: [fn(Outcome) -> bool; 5] = [
        |it| it < Outcome::Clear,
        |it| it == Outcome::Clear,
        |it| it == Outcome::Breach(Level::Watch),
        |it| it == Outcome::Breach(Level::Warning),
        |it| it == Outcome::Breach(Level::Critical),
    ];
    let count = |is: fn(Outcome) -> bool| outcomes.iter().filter(|it| is(**it)).count();
    classes.into_iter().map(|is| counted(count(is))).collect()
}

fn counted(count: usize) -> u64 {
    proven!(u64::try_from(count).ok(), else u64::MAX, "a count of memory")
}

/// Ascending scores by part.
fn counts(scores: &[Score], cuts: &[Score]) -> Vec<u64> {
    let mut from = 0_usize;
    let ends = cuts.iter().map(|cut| scores.partition_point(|it| it < cut)).chain([scores.len()]);
    let mut counts = Vec::with_capacity(PARTS);
    for end in ends {
        counts.push(counted(end.excess_over(from)));
        from = end;
    }
    counts
}
