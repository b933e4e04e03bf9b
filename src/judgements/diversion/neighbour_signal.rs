use std::fmt;

use super::DiversionPolicyDraft;
use crate::measure::{DifferenceInDifferences, GroupChange, Quotient, SignTest};

/// The resale of a customer over two windows of equal length, in base units or minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ResaleChange {
    /// The resale of the window before.
    pub before: i64,
    /// The resale of the window after.
    pub after: i64,
}

/// A neighbour of a customer, with a control: a customer of the same class and level, of about the
/// same size, too far away for the goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct NeighbourPair {
    /// The neighbour.
    pub neighbour: ResaleChange,
    /// Its control; each control stands in one pair.
    pub control: ResaleChange,
}

/// The resale of a customer, of its neighbours and of their controls.
#[derive(Debug, Clone, Copy)]
pub struct NeighbourFacts<'a> {
    /// The resale of the customer.
    pub own: ResaleChange,
    /// Its neighbours with their controls.
    pub pairs: &'a [NeighbourPair],
    /// The change of the neighbours beyond the controls one window earlier, to see whether both
    /// moved alike before; `None` where it is not known, and nothing is checked.
    pub earlier: Option<DifferenceInDifferences>,
}

/// The resale of the neighbours falls while that of the customer rises.
///
/// # Rule
///
/// > S9: the neighbours sell less than before, and less than their controls by the difference in
/// > differences; the customer sells more than before, and more than the controls. The neighbours
/// > that did worse than their controls are more than chance explains: P[Bin(n, ½) ≥ k], exactly,
/// > below 5 % with at least 5 pairs. Where the windows before are known, the effect in them was at
/// > most 25 % of this one. The signal opens an inquiry.
///
/// While a neighbour and its control differ by chance alone, the signal speaks at most once in
/// twenty times. Resale that is not reported falls as well: look at the coverage first.
///
/// ```
/// use guanxi::diversion::{
///     DiversionPolicy, NeighbourFacts, NeighbourPair, NeighbourSignal, ResaleChange,
/// };
///
/// let of = |before, after| ResaleChange { before, after };
/// let pairs = [NeighbourPair { neighbour: of(100, 70), control: of(100, 98) }; 5];
/// let facts = NeighbourFacts { own: of(100, 180), pairs: &pairs, earlier: None };
/// let signal = NeighbourSignal::read(&facts, &DiversionPolicy::default()).ok_or("no pairs")?;
/// assert!(signal.speaks, "five of five: 1 in 32");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NeighbourSignal {
    /// The change of the neighbours beyond that of their controls.
    pub neighbours: DifferenceInDifferences,
    /// The change of the customer beyond that of the controls.
    pub own: DifferenceInDifferences,
    /// The neighbours that did worse than their controls, and those that did better.
    pub pairs: SignTest,
    /// `true` when neighbours and controls moved alike before; `None` where that is not known.
    pub moved_alike: Option<bool>,
    /// `true` when an inquiry is opened.
    pub speaks: bool,
}

impl NeighbourSignal {
    /// The signal of the neighbours; `None` without pairs, for more pairs than a test takes, and
    /// when a sum does not fit.
    pub fn read(facts: &NeighbourFacts<'_>, policy: &DiversionPolicyDraft) -> Option<Self> {
        let rules = &policy.resale;
        let of_neighbours = group(facts.pairs.iter().map(|it| it.neighbour))?;
        let of_controls = group(facts.pairs.iter().map(|it| it.control))?;
        let of_own = group([facts.own])?;
        let neighbours = DifferenceInDifferences::try_new(of_neighbours, of_controls)?;
        let own = DifferenceInDifferences::try_new(of_own, of_controls)?;
        let changes = facts.pairs.iter().map(|it| (change(it.neighbour), change(it.control)));
        let count =
            |is: fn(&(i128, i128)) -> bool| u32::try_from(changes.clone().filter(is).count()).ok();
        let pairs = SignTest::try_new(count(|(a, b)| a < b)?, count(|(a, b)| a > b)?)?;
        let moved_alike = match facts.earlier {
            Some(earlier) => Some(neighbours.is_trend_alike(earlier, rules.trend)?),
            None => None,
        };
        let fell = of_neighbours.change() < 0 && neighbours.value() < Quotient::ZERO;
        let rose = of_own.change() > 0 && own.value() > Quotient::ZERO;
        let is_enough = of_neighbours.cases >= rules.fewest_pairs;
        let is_chance = !pairs.p().is_below(rules.chance);
        let speaks = is_enough && fell && rose && !is_chance && moved_alike != Some(false);
        Some(Self { neighbours, own, pairs, moved_alike, speaks })
    }
}

fn change(of: ResaleChange) -> i128 {
    GroupChange { before: of.before, after: of.after, cases: 1 }.change()
}

fn group(of: impl IntoIterator<Item = ResaleChange>) -> Option<GroupChange> {
    let none = GroupChange { before: 0, after: 0, cases: 0 };
    of.into_iter().try_fold(none, |sum, it| {
        Some(GroupChange {
            before: sum.before.checked_add(it.before)?,
            after: sum.after.checked_add(it.after)?,
            cases: sum.cases.checked_add(1)?,
        })
    })
}

impl fmt::Display for NeighbourSignal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { neighbours, own, pairs, .. } = self;
        write!(f, "neighbours {neighbours}, own {own}; against the controls {pairs}")
    }
}
