use std::cmp::Reverse;
use std::fmt;

use super::{Migration, Move, Place};
use crate::id::CustomerKey;
use crate::measure::Proportion;
use crate::money::{Amount, Total};
use crate::segment::Quadrant;
use crate::valid::words;

words! {
    /// A rate of movement: the customers that made a move, of those that could have made it.
    ///
    /// # Rule
    ///
    /// > S14: promoted to Treasured ÷ Promising at the start; Treasured lost, to Dangerous and to
    /// > absent apart; Dangerous reformed; returns within 3 months.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum MovementMeasure {
        /// Customers that were Promising and are Treasured now, of all that were Promising.
        Promoted = "promoted" => "promoted from Promising to Treasured",
        /// Customers that were Treasured and are Dangerous now: still large, no longer loyal.
        LostToDangerous = "lost_to_dangerous" => "lost from Treasured to Dangerous",
        /// Customers that were Treasured and are no customers any more.
        LostToAbsent = "lost_to_absent" => "lost from Treasured, gone",
        /// Customers that were Dangerous and are loyal now, whatever their volume.
        Reformed = "reformed" => "reformed from Dangerous",
        /// Of the changes of group that were watched for three months, those after which the
        /// customer was back within them.
        Returned = "returned" => "back within 3 months of a change",
    }
}

impl MovementMeasure {
    /// Those that compare two reviews; [`Returned`](Self::Returned) takes a series.
    pub(super) const OF_TWO: [Self; 4] =
        [Self::Promoted, Self::LostToDangerous, Self::LostToAbsent, Self::Reformed];

    /// The quadrant at the start of which the part is taken.
    pub(super) const fn from(self) -> Option<Quadrant> {
        match self {
            Self::Promoted => Some(Quadrant::Promising),
            Self::LostToDangerous | Self::LostToAbsent => Some(Quadrant::Treasured),
            Self::Reformed => Some(Quadrant::Dangerous),
            Self::Returned => None,
        }
    }

    /// The places to which the part went.
    pub(super) fn to(self) -> &'static [Place] {
        const TREASURED: Place = Place::Group(Quadrant::Treasured.number());
        const PROMISING: Place = Place::Group(Quadrant::Promising.number());
        const DANGEROUS: Place = Place::Group(Quadrant::Dangerous.number());
        match self {
            Self::Promoted => &[TREASURED],
            Self::LostToDangerous => &[DANGEROUS],
            Self::LostToAbsent => &[Place::Absent],
            Self::Reformed => &[TREASURED, PROMISING],
            Self::Returned => &[],
        }
    }

    /// The figure in which those count who went a way; they count in one at most.
    pub(super) fn of_way(way: Move) -> Option<Self> {
        let Place::Group(from) = way.from else { return None };
        let mut all = Self::OF_TWO.into_iter();
        all.find(|it| it.from().map(Quadrant::number) == Some(from) && it.to().contains(&way.to))
    }
}

/// A customer among those that moved most money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LargestMove {
    /// The customer.
    pub customer: CustomerKey,
    /// Its purchases before.
    pub before: Amount,
    /// Its purchases after.
    pub after: Amount,
}

impl LargestMove {
    /// The money that it moved, without its sign.
    pub fn moved(self) -> Total {
        Total::from(self.after).minus(self.before).size()
    }
}

/// The customers that moved most money: the larger first, ties by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Largest(Vec<LargestMove>);

impl Largest {
    const MOST: usize = 5;

    pub(super) fn add(&mut self, row: LargestMove) {
        let rank = |it: &LargestMove| (Reverse(it.moved()), it.customer);
        let place = self.0.partition_point(|it| rank(it) < rank(&row));
        if place < Self::MOST {
            self.0.insert(place, row);
            self.0.truncate(Self::MOST);
        }
    }

    pub(super) fn append(&mut self, other: &Self) {
        other.0.iter().for_each(|row| self.add(*row));
    }

    pub(super) fn add_migration(&mut self, customer: CustomerKey, migration: Migration) {
        let (before, after) = (migration.before.purchases(), migration.after.purchases());
        self.add(LargestMove { customer, before, after });
    }
}

/// A figure of movement with both of its counts, and the five customers of the part that moved
/// most money.
///
/// Displayed as `promoted from Promising to Treasured: 3 of 10 (10.7792%..60.3222%)`, with the
/// interval at 95 %.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementFigure {
    measure: MovementMeasure,
    proportion: Proportion,
    largest: Largest,
}

impl MovementFigure {
    pub(super) fn new(
        measure: MovementMeasure,
        part: u64,
        whole: u64,
        largest: Largest,
    ) -> Option<Self> {
        let (part, whole) = (u32::try_from(part).ok()?, u32::try_from(whole).ok()?);
        Some(Self { measure, proportion: Proportion::try_new(part, whole)?, largest })
    }

    /// The measure.
    pub const fn measure(&self) -> MovementMeasure {
        self.measure
    }

    /// Numerator and denominator, with the interval of Wilson.
    pub const fn proportion(&self) -> Proportion {
        self.proportion
    }

    /// The customers of the numerator that moved most money, at most five: the larger first.
    pub fn largest(&self) -> &[LargestMove] {
        &self.largest.0
    }
}

impl fmt::Display for MovementFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.measure, self.proportion)?;
        match self.proportion.interval() {
            Some(interval) => write!(f, " ({interval})"),
            None => Ok(()),
        }
    }
}

impl Quadrant {
    /// The place of the quadrant in [`ALL`](Self::ALL): its number as a group.
    pub(crate) const fn number(self) -> usize {
        match self {
            Self::Treasured => 0,
            Self::Promising => 1,
            Self::Dangerous => 2,
            Self::Marginal => 3,
        }
    }

    /// Returns `true` for those who are loyal.
    pub(super) const fn is_loyal(self) -> bool {
        match self {
            Self::Treasured | Self::Promising => true,
            Self::Dangerous | Self::Marginal => false,
        }
    }

    /// Returns `true` for those whose volume is large.
    pub(super) const fn is_large(self) -> bool {
        match self {
            Self::Treasured | Self::Dangerous => true,
            Self::Promising | Self::Marginal => false,
        }
    }
}
