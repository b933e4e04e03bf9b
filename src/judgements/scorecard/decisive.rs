use std::collections::BTreeMap;

use super::card::{PlacedCap, PointTable};
use super::policy::WHOLE;
use super::score::known_weight;
use super::{AssessmentGap, CapCondition, CheckedAnswers, ScorecardVerdict};
use crate::id::CriterionId;
use crate::measure::proven;

/// Sums of units from one to another, both included.
type Sums = (i64, i64);

/// The sums that answers can reach, rising and disjoint, by the rank of the best grade that the
/// caps of these answers leave; the rank of no grade where a knock-out holds.
type Reached = BTreeMap<usize, Vec<Sums>>;

/// Sums kept apart for each rank. A card with levels and bands has at most some hundreds; of a card
/// with more, neighbouring sums are taken together, and a criterion may be named that decides by a
/// sum that no answers have.
const MOST_SUMS: usize = 2_000;

/// A possible answer: units from one to another, with the rank that its caps leave.
#[derive(Debug, Clone, Copy)]
struct Possible {
    rank: usize,
    units: Sums,
}

/// An unknown criterion.
#[derive(Debug)]
struct Unknown {
    place: usize,
    weight: u8,
    /// The most units that its answer can have.
    best: i64,
    /// The rank that caps leave while the answer is unknown, at the worst and at the best.
    worst_rank: usize,
    best_rank: usize,
    /// A knock-out waits for the answer.
    is_barred: bool,
    answers: Vec<Possible>,
}

/// The unknown criteria that decide a verdict.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decisive<'a>(pub(super) &'a CheckedAnswers<'a>);

impl<'a> Decisive<'a> {
    /// The unknown criteria that decide a verdict, in the order of the card.
    ///
    /// A criterion decides where the verdict can stay open without its answer, however many others
    /// are known. While too little is known it also decides where its weight can be the one that is
    /// missing.
    pub(super) fn of(self, verdict: &ScorecardVerdict) -> Vec<CriterionId> {
        let is_little = match verdict {
            ScorecardVerdict::KnockedOut { .. } | ScorecardVerdict::Grade { .. } => {
                return Vec::new();
            }
            ScorecardVerdict::NotAssessable(AssessmentGap::LittleKnown { .. }) => true,
            ScorecardVerdict::NotAssessable(AssessmentGap::KnockOutUnknown { .. })
            | ScorecardVerdict::Between { .. } => {
                known_weight(self.0.sums()) < self.0.card.policy().least_weight
            }
        };
        let unknown = self.unknown();
        let mut before = self.known_sums();
        let mut after = vec![Reached::from([(0, vec![(0, 0)])])];
        for it in unknown.iter().rev() {
            let next = after.last().map_or_else(Reached::new, |sums| joined(sums, it));
            after.push(next);
        }
        // The last of them holds all criteria, the one before it all but the first.
        after.pop();
        let mut found = Vec::new();
        for it in &unknown {
            let others = after.pop().unwrap_or_default();
            let is_missing = || is_little && self.can_be_missing(it, &unknown);
            if self.stays_open(it, &before, &others) || is_missing() {
                let criterion = self.0.card.criteria().get(it.place);
                found.extend(criterion.map(|it| it.criterion.clone()));
            }
            before = joined(&before, it);
        }
        found
    }

    fn unknown(self) -> Vec<Unknown> {
        let rows = self.0.card.tables().enumerate();
        let rows = rows.filter(|(place, _)| self.0.known(*place).is_none());
        let unknown = |(place, (criterion, table)): (usize, (&super::Criterion, &PointTable))| {
            let own: Vec<&PlacedCap> = self.bars().filter(|it| it.criterion == place).collect();
            let rank = |has: &dyn Fn(Option<bool>) -> bool| {
                let held = own.iter().filter(|it| has(self.0.holds(it)));
                held.map(|it| it.rank).fold(0, usize::max)
            };
            let worst_rank = rank(&|holds| holds != Some(false));
            let best_rank = rank(&|holds| holds == Some(true));
            let best = self.0.most_units(place);
            let mut answers = table.possible(self.0.highest(place), &own);
            answers.push(Possible { rank: worst_rank, units: (0, 0) });
            answers.push(Possible { rank: best_rank, units: (best, best) });
            let none = self.0.card.policy().grades.len();
            let is_barred = worst_rank == none && best_rank != none;
            let weight = criterion.weight;
            Unknown { place, weight, best, worst_rank, best_rank, is_barred, answers }
        };
        rows.map(unknown).collect()
    }

    /// The caps and the knock-outs.
    fn bars(self) -> impl Iterator<Item = &'a PlacedCap> {
        self.0.card.caps().iter().chain(self.0.card.knock_outs())
    }

    /// The sum of the known answers, with the rank that their caps leave.
    fn known_sums(self) -> Reached {
        let known = self.bars().filter(|it| self.0.known(it.criterion).is_some());
        let held = known.filter(|it| self.0.holds(it) == Some(true)).map(|it| it.rank);
        let units = self.0.sums().units;
        Reached::from([(held.fold(0, usize::max), vec![(units, units)])])
    }

    /// Returns `true` where some answers of the others leave the verdict open without this one.
    fn stays_open(self, it: &Unknown, before: &Reached, after: &Reached) -> bool {
        let none = self.0.card.policy().grades.len();
        let least = self.0.card.policy().least_weight;
        let is_heavy = WHOLE.checked_sub(it.weight).is_none_or(|rest| rest < least);
        let pairs = before.iter().flat_map(|one| after.iter().map(move |other| (one, other)));
        let mut pairs = pairs;
        pairs.any(|((one_rank, one), (other_rank, other))| {
            let rank = *one_rank.max(other_rank);
            if rank == none {
                return false;
            }
            let open = self.open_sums(it, rank, it.is_barred || is_heavy);
            open.into_iter().any(|target| meet(one, other, target))
        })
    }

    /// The sums of the others with which the verdict is open.
    fn open_sums(self, it: &Unknown, rank: usize, is_always: bool) -> Vec<Sums> {
        if is_always {
            return vec![(0, self.0.card.whole_units())];
        }
        let (worst, best) = (rank.max(it.worst_rank), rank.max(it.best_rank));
        let lines =
            (0..self.0.card.policy().grades.len()).filter_map(|it| self.0.card.least_units(it));
        let shifted = lines.clone().filter_map(|line| line.checked_sub(it.best));
        let mut bounds: Vec<i64> = lines.chain(shifted).filter(|line| *line > 0).collect();
        bounds.push(0);
        bounds.sort_unstable();
        bounds.dedup();
        let ends =
            bounds.iter().skip(1).map(|next| proven!(next.checked_sub(1), else *next, "above 0"));
        let spans = bounds.iter().copied().zip(ends.chain([self.0.card.whole_units()]));
        let is_open = |(from, _): &Sums| {
            let high = from.checked_add(it.best);
            let high = proven!(high, else *from, "two sums of at most 100 points");
            self.0.card.rank_at(*from).max(worst) != self.0.card.rank_at(high).max(best)
        };
        spans.filter(is_open).collect()
    }

    /// Returns `true` where the weight of a criterion can be the one that is missing to the least.
    fn can_be_missing(self, it: &Unknown, all: &[Unknown]) -> bool {
        let (known, least) = (known_weight(self.0.sums()), self.0.card.policy().least_weight);
        let mut sums = vec![known];
        for other in all.iter().filter(|other| other.place != it.place) {
            let more: Vec<u8> =
                sums.iter().filter_map(|sum| sum.checked_add(other.weight)).collect();
            sums.extend(more);
            sums.sort_unstable();
            sums.dedup();
        }
        let reaches = |sum: &u8| sum.checked_add(it.weight).is_none_or(|sum| sum >= least);
        sums.iter().any(|sum| *sum < least && reaches(sum))
    }
}

impl PointTable {
    /// All that an unknown answer can turn out to be, with the rank that its caps leave.
    fn possible(&self, highest: Option<i64>, caps: &[&PlacedCap]) -> Vec<Possible> {
        let rank = |answer: i64| {
            let held = caps.iter().filter(|it| it.when.holds(answer));
            held.map(|it| it.rank).fold(0, usize::max)
        };
        let possible = |answer: i64| {
            let units = self.units(answer)?;
            Some(Possible { rank: rank(answer), units: (units, units) })
        };
        let rows = (0_i64..).zip(self.rows());
        match self {
            Self::Levels(_) => {
                let counted = rows.filter(|(row, _)| highest.is_none_or(|highest| *row <= highest));
                counted.filter_map(|(row, _)| possible(row)).collect()
            }
            Self::Bands(bands) => {
                bands.iter().filter_map(|(span, _)| possible(span.from)).collect()
            }
            Self::Linear(points) => {
                let bounds = caps.iter().flat_map(|it| it.when.neighbours());
                let mut at: Vec<i64> = points.iter().map(|it| it.x.into()).chain(bounds).collect();
                at.sort_unstable();
                let alone = at.iter().filter_map(|answer| possible(*answer));
                let between = at.windows(2).filter_map(|pair| {
                    let (one, other) = (possible(*pair.first()?)?, possible(*pair.last()?)?);
                    let units = (one.units.0.min(other.units.0), one.units.1.max(other.units.1));
                    (one.rank == other.rank).then_some(Possible { rank: one.rank, units })
                });
                alone.chain(between).collect()
            }
        }
    }
}

impl CapCondition {
    /// The figures on both sides of the bound.
    fn neighbours(self) -> impl Iterator<Item = i64> {
        let bound = match self {
            Self::LevelAtMost(level) => i64::from(level),
            Self::Below(bound) | Self::AtLeast(bound) => bound,
        };
        bound.checked_sub(1).into_iter().chain([bound])
    }
}

/// The sums with one more unknown criterion.
fn joined(sums: &Reached, it: &Unknown) -> Reached {
    let mut found = Reached::new();
    for (rank, reached) in sums {
        for answer in &it.answers {
            let sum = |one: i64, other: i64| proven!(one.checked_add(other), else one, "at most 100 points");
            let (low, high) = answer.units;
            let moved = reached.iter().map(|it| (sum(it.0, low), sum(it.1, high)));
            found.entry(*rank.max(&answer.rank)).or_default().extend(moved);
        }
    }
    found.values_mut().for_each(unite);
    found
}

/// Puts sums in order, and takes those together that meet; neighbours, too, where there are many.
fn unite(sums: &mut Vec<Sums>) {
    sums.sort_unstable();
    sums.dedup_by(|next, before| {
        let meets = next.0 <= before.1;
        if meets {
            before.1 = before.1.max(next.1);
        }
        meets
    });
    while sums.len() > MOST_SUMS {
        let pairs = sums.chunks(2).filter_map(|it| Some((it.first()?.0, it.last()?.1)));
        *sums = pairs.collect();
    }
}

/// Returns `true` where a sum of one and one of the other add up to one of the target.
fn meet(one: &[Sums], other: &[Sums], target: Sums) -> bool {
    let apart = |one: i64, other: i64| proven!(one.checked_sub(other), else 0, "two sums of at most 100 points");
    one.iter().any(|(low, high)| {
        let (from, to) = (apart(target.0, *high), apart(target.1, *low));
        let first = other.partition_point(|it| it.1 < from);
        other.get(first).is_some_and(|it| it.0 <= to)
    })
}
