use super::{Position, PositionError};

mod sealed {
    use crate::outlet::{Position, PositionError};

    /// A box of latitudes and longitudes around an area, in one datum.
    ///
    /// A box whose west lies east of its east goes over the date line.
    ///
    /// ```
    /// use guanxi::outlet::{AreaBox, Datum, Position, PositionSource};
    ///
    /// let at = |latitude, longitude| {
    ///     Position::try_new(Datum::Gcj02, (latitude, longitude), PositionSource::Map)
    /// };
    /// let beijing = AreaBox::try_new(at(39_400_000, 115_400_000)?, at(41_100_000, 117_600_000)?)?;
    /// assert!(beijing.holds(at(39_908_722, 116_397_499)?)?);
    /// assert!(!beijing.holds(at(31_230_000, 121_470_000)?)?, "Shanghai");
    /// # Ok::<(), guanxi::outlet::PositionError>(())
    /// ```
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub struct AreaBox {
        south_west: Position,
        north_east: Position,
    }

    impl AreaBox {
        /// A box of two corners.
        ///
        /// # Errors
        ///
        /// When the corners are of two datums, or the first lies north of the second.
        pub fn try_new(south_west: Position, north_east: Position) -> Result<Self, PositionError> {
            let (south, north) = (south_west.latitude(), north_east.latitude());
            let (datum, other) = (south_west.datum(), north_east.datum());
            if datum != other {
                return Err(PositionError::OtherDatum { datum, other });
            }
            if south > north {
                return Err(PositionError::UpsideDown { south, north });
            }
            Ok(Self { south_west, north_east })
        }

        /// The corner in the south-west.
        pub const fn south_west(self) -> Position {
            self.south_west
        }

        /// The corner in the north-east.
        pub const fn north_east(self) -> Position {
            self.north_east
        }
    }
}
pub use sealed::AreaBox;

impl AreaBox {
    /// Returns `true` when a position lies within the box or on its edge.
    ///
    /// # Errors
    ///
    /// When the position is of another datum.
    pub fn holds(self, position: Position) -> Result<bool, PositionError> {
        let (datum, other) = (self.south_west().datum(), position.datum());
        if datum != other {
            return Err(PositionError::OtherDatum { datum, other });
        }
        let (low, high) = (self.south_west(), self.north_east());
        let is_high_enough = position.latitude() >= low.latitude();
        let is_low_enough = position.latitude() <= high.latitude();
        let longitude = position.longitude();
        let (is_east, is_west) = (longitude >= low.longitude(), longitude <= high.longitude());
        let is_over_date_line = low.longitude() > high.longitude();
        let is_between = if is_over_date_line { is_east || is_west } else { is_east && is_west };
        Ok(is_high_enough && is_low_enough && is_between)
    }
}
