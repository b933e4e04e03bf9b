use super::figure::Largest;
use super::side::join_reviews;
use super::{
    GroupPlacement, MergeList, Migration, Move, Movement, MovementCell, MovementError,
    MovementFigure, MovementMeasure, Place, PlacedCustomer, PlacedReview, ReviewPair,
};
use crate::calendar::AsOf;
use crate::customer::Attitude;
use crate::id::CustomerKey;
use crate::money::{Amount, Currency};
use crate::segment::{Class, Quadrant};
use crate::valid::words;

words! {
    /// The direction in which a customer moved along one axis.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Direction {
        /// Has it now and had it not.
        Gained = "gained",
        /// Has it as before, or has it not as before.
        Kept = "kept",
        /// Had it and has it no more.
        Lost = "lost",
    }
}

impl Direction {
    const fn new(had: bool, has: bool) -> Self {
        match (had, has) {
            (false, true) => Self::Gained,
            (true, true) | (false, false) => Self::Kept,
            (true, false) => Self::Lost,
        }
    }

    const fn number(self) -> usize {
        match self {
            Self::Gained => 0,
            Self::Kept => 1,
            Self::Lost => 2,
        }
    }
}

/// The movement of a customer along both axes.
///
/// # Rule
///
/// > S14: better and worse are two axes. Promising and Dangerous are not comparable; loyalty gained
/// > or lost and volume gained or lost are reported apart.
///
/// ```
/// use guanxi::segment::{AxisChange, Direction, Move, Place};
///
/// // Quadrants in the order of Quadrant::ALL: Treasured is 0, Dangerous 2.
/// let way = Move { from: Place::Group(0), to: Place::Group(2) };
/// let change = AxisChange::from_way(way).ok_or("both are judged")?;
/// assert_eq!((change.loyalty, change.volume), (Direction::Lost, Direction::Kept));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AxisChange {
    /// Loyalty: gained, kept or lost.
    pub loyalty: Direction,
    /// Volume: gained, kept or lost.
    pub volume: Direction,
}

impl AxisChange {
    /// The change of a customer that was judged in both reviews; `None` for any other.
    pub fn from_way(way: Move) -> Option<Self> {
        let (from, to) = (quadrant(way.from)?, quadrant(way.to)?);
        Some(Self {
            loyalty: Direction::new(from.is_loyal(), to.is_loyal()),
            volume: Direction::new(from.is_large(), to.is_large()),
        })
    }
}

/// The quadrant of a place.
fn quadrant(place: Place) -> Option<Quadrant> {
    match place {
        Place::Group(number) => Quadrant::ALL.get(number).copied(),
        Place::Unjudged | Place::Absent => None,
    }
}

/// The four quadrants between two reviews: who moved, in which direction, with which money.
///
/// Groups are the quadrants in the order of [`Quadrant::ALL`], as
/// [`GroupPlacement::in_quadrant`] numbers them.
///
/// ```
/// use guanxi::id::CustomerKey;
/// use guanxi::money::{Amount, Currency};
/// use guanxi::segment::{
///     AxisChange, Direction, GroupPlacement, MergeList, MovementMeasure, PlacedCustomer,
///     PlacedReview,
///     Quadrant, QuadrantMovement, ReviewPair, UnlistedPlace,
/// };
///
/// let placed = |quadrant, yuan: i64| {
///     let placement = GroupPlacement::in_quadrant(Some(quadrant), Amount::from_minor(yuan * 100));
///     [PlacedCustomer { customer: CustomerKey::from_position(0), placement }]
/// };
/// let reviews = ReviewPair {
///     before: PlacedReview {
///         as_of: "2026-03-31".parse()?,
///         currency: Currency::CNY,
///         unlisted: UnlistedPlace::Absent,
///         rows: placed(Quadrant::Promising, 50),
///     },
///     after: PlacedReview {
///         as_of: "2026-06-30".parse()?,
///         currency: Currency::CNY,
///         unlisted: UnlistedPlace::Absent,
///         rows: placed(Quadrant::Treasured, 90),
///     },
/// };
/// let movement = QuadrantMovement::try_between(reviews, &MergeList::default())?;
/// let grown = AxisChange { loyalty: Direction::Kept, volume: Direction::Gained };
/// assert_eq!(movement.direction(grown).customers, 1);
/// let promoted = movement.figure(MovementMeasure::Promoted).ok_or("no such figure")?;
/// assert_eq!(promoted.proportion().to_string(), "1 of 1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "四类客户")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuadrantMovement {
    before: AsOf,
    after: AsOf,
    currency: Currency,
    matrix: Movement<4>,
    directions: [[MovementCell; 3]; 3],
    figures: Vec<MovementFigure>,
}

impl QuadrantMovement {
    /// Compares two reviews.
    ///
    /// # Errors
    ///
    /// Those of [`Movement::try_between`].
    pub fn try_between<B, A>(
        reviews: ReviewPair<B, A>,
        merges: &MergeList,
    ) -> Result<Self, MovementError>
    where
        B: IntoIterator<Item = PlacedCustomer>,
        A: IntoIterator<Item = PlacedCustomer>,
    {
        let PlacedReview { as_of: before, currency, .. } = reviews.before;
        let after = reviews.after.as_of;
        let mut matrix = Movement::default();
        let mut largest = MovementMeasure::OF_TWO.map(|measure| (measure, Largest::default()));
        let visit = |customer: CustomerKey, migration: Migration| {
            matrix.add(migration);
            let Some(measure) = MovementMeasure::of_way(migration.way()) else { return };
            if let Some((_, largest)) = largest.iter_mut().find(|it| it.0 == measure) {
                largest.add_migration(customer, migration);
            }
        };
        let counts = join_reviews(reviews, Quadrant::ALL.len(), merges, visit)?;
        matrix.set_merged(counts);
        let figures = largest.into_iter().filter_map(|(measure, largest)| {
            let from = Place::Group(measure.from()?.number());
            let cells = measure.to().iter().filter_map(|to| matrix.cell(Move { from, to: *to }));
            let part = cells.map(|cell| cell.customers).sum();
            MovementFigure::new(measure, part, matrix.before(from).customers, largest)
        });
        let figures = figures.collect();
        let directions = directions(&matrix);
        Ok(Self { before, after, currency, matrix, directions, figures })
    }

    /// The day of the first review.
    pub const fn before(&self) -> AsOf {
        self.before
    }

    /// The day of the second review.
    pub const fn after(&self) -> AsOf {
        self.after
    }

    /// The currency of the purchases.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The matrix of all places.
    pub const fn matrix(&self) -> &Movement<4> {
        &self.matrix
    }

    /// The customers that moved so along both axes, of those that are judged in both reviews.
    pub fn direction(&self, change: AxisChange) -> MovementCell {
        let row = self.directions.get(change.loyalty.number());
        row.and_then(|row| row.get(change.volume.number())).copied().unwrap_or_default()
    }

    /// All figures, in the order of [`MovementMeasure`].
    pub fn figures(&self) -> &[MovementFigure] {
        &self.figures
    }

    /// The figure of a measure; `None` of one that takes a series of reviews.
    pub fn figure(&self, measure: MovementMeasure) -> Option<&MovementFigure> {
        self.figures.iter().find(|figure| figure.measure() == measure)
    }
}

fn directions(matrix: &Movement<4>) -> [[MovementCell; 3]; 3] {
    let mut directions = <[[MovementCell; 3]; 3]>::default();
    for entry in matrix.cells() {
        let Some(change) = AxisChange::from_way(entry.way) else { continue };
        let row = directions.get_mut(change.loyalty.number());
        if let Some(cell) = row.and_then(|row| row.get_mut(change.volume.number())) {
            *cell = cell.plus(entry.cell);
        }
    }
    directions
}

impl GroupPlacement {
    /// In a quadrant, or unjudged without one.
    pub fn in_quadrant(quadrant: Option<Quadrant>, purchases: Amount) -> Self {
        Self::new(quadrant.map(Quadrant::number), purchases)
    }

    /// In a class. Groups are the classes in the order of [`Class::ALL`].
    pub const fn in_class(class: Class, purchases: Amount) -> Self {
        let group = match class {
            Class::A => 0,
            Class::B => 1,
            Class::C => 2,
        };
        Self::Judged { group, purchases }
    }

    /// By attitude, or unjudged where it is unknown. Groups are the attitudes in the order of
    /// [`Attitude::ALL`].
    pub fn by_attitude(attitude: Option<Attitude>, purchases: Amount) -> Self {
        let number = |attitude| Attitude::ALL.iter().position(|it| *it == attitude);
        Self::new(attitude.and_then(number), purchases)
    }
}
