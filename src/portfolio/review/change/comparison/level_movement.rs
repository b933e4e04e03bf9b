use crate::calendar::AsOf;
use crate::evidence::BeforeAfter;
use crate::id::CustomerKey;
use crate::money::Currency;
use crate::segment::{
    GroupPlacement, Migration, Move, Movement, MovementCell, MovementError, Place,
};
use crate::valid::words;
use crate::warning::{ByRule, Level, Outcome, Rule};

words! {
    /// The change of the level of a rule between two reviews.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LevelChange as "a change of level" {
        /// A level where there was none.
        New = "new",
        /// A higher level.
        Higher = "higher",
        /// A lower level.
        Lower = "lower",
        /// No level where there was one.
        Gone = "gone",
    }
}

impl LevelChange {
    /// The change between two levels, or none; `None` when nothing changed.
    ///
    /// ```
    /// use guanxi::review::LevelChange;
    /// use guanxi::warning::Level;
    ///
    /// let (watch, critical) = (Some(Level::Watch), Some(Level::Critical));
    /// assert_eq!(LevelChange::between(watch, critical), Some(LevelChange::Higher));
    /// assert_eq!(LevelChange::between(watch, None), Some(LevelChange::Gone));
    /// assert_eq!(LevelChange::between(watch, watch), None);
    /// ```
    pub fn between(before: Option<Level>, after: Option<Level>) -> Option<Self> {
        match (before, after) {
            (None, Some(_)) => Some(Self::New),
            (Some(_), None) => Some(Self::Gone),
            (Some(before), Some(after)) if after > before => Some(Self::Higher),
            (Some(before), Some(after)) if after < before => Some(Self::Lower),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

/// The movement of customers between the outcomes of each rule, from one review to another.
///
/// # Rule
///
/// > S21: for each rule a matrix of outcomes by outcomes. *New* has a level and had none, *gone*
/// > had one and has none, *higher* and *lower* have another. A customer that is not in a review
/// > has no level there; one that has ended is judged for debt alone.
///
/// The groups of each matrix are the [`OUTCOMES`](Self::OUTCOMES), in that order. Customers that
/// are one are counted as in [`Movement`], with the outcomes of the survivor.
#[doc(alias = "预警升降级")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelMovement {
    pub(super) before: AsOf,
    pub(super) after: AsOf,
    pub(super) currency: Currency,
    rules: ByRule<Movement<6>>,
}

impl LevelMovement {
    /// The outcomes of a rule, from the one that says least.
    pub const OUTCOMES: [Outcome; 6] = [
        Outcome::NoData,
        Outcome::NotApplicable,
        Outcome::Clear,
        Outcome::Breach(Level::Watch),
        Outcome::Breach(Level::Warning),
        Outcome::Breach(Level::Critical),
    ];

    pub(super) fn new(before: AsOf, after: AsOf, currency: Currency) -> Self {
        Self { before, after, currency, rules: ByRule::default() }
    }

    /// The number of an outcome among the groups of a matrix.
    pub const fn group(outcome: Outcome) -> usize {
        match outcome {
            Outcome::NoData => 0,
            Outcome::NotApplicable => 1,
            Outcome::Clear => 2,
            Outcome::Breach(Level::Watch) => 3,
            Outcome::Breach(Level::Warning) => 4,
            Outcome::Breach(Level::Critical) => 5,
        }
    }

    /// The outcome at a place of a matrix; `None` for customers that are not in the review.
    pub fn outcome(place: Place) -> Option<Outcome> {
        match place {
            Place::Group(group) => Self::OUTCOMES.get(group).copied(),
            Place::Unjudged | Place::Absent => None,
        }
    }

    /// The matrix of a rule: customers and their purchases by outcome in both reviews.
    pub const fn rule(&self, rule: Rule) -> &Movement<6> {
        self.rules.get(rule)
    }

    /// The customers whose level of a rule changed in a way.
    pub fn changed(&self, rule: Rule, change: LevelChange) -> MovementCell {
        let cells = self.rule(rule).cells().filter(|it| change_of(it.way) == Some(change));
        cells.fold(MovementCell::default(), |sum, it| sum.plus(it.cell))
    }

    /// Counts a customer in the matrix of each rule.
    pub(super) fn count(
        &mut self,
        customer: CustomerKey,
        Migration { before, after }: Migration,
        outcomes: &ByRule<BeforeAfter<Option<Outcome>>>,
    ) -> Result<(), MovementError> {
        for rule in Rule::ALL {
            let outcome = outcomes.get(rule);
            let (before, after) = (placed(before, outcome.before), placed(after, outcome.after));
            self.rules.get_mut(rule).count(customer, Migration { before, after })?;
        }
        Ok(())
    }
}

fn change_of(way: Move) -> Option<LevelChange> {
    let level = |place| LevelMovement::outcome(place).and_then(Outcome::level);
    LevelChange::between(level(way.from), level(way.to))
}

/// The placement of a customer among the outcomes; absent where the rule does not judge it.
const fn placed(placement: GroupPlacement, outcome: Option<Outcome>) -> GroupPlacement {
    match (placement, outcome) {
        (GroupPlacement::Judged { purchases, .. }, Some(outcome)) => {
            GroupPlacement::Judged { group: LevelMovement::group(outcome), purchases }
        }
        (GroupPlacement::Judged { .. }, None) => GroupPlacement::Absent,
        (GroupPlacement::Unjudged { .. } | GroupPlacement::Absent, _) => placement,
    }
}
