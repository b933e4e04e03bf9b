use std::fmt;

use super::{Quotient, Ratio};

/// A score from 0 to 100, kept as an exact fraction so that a threshold met exactly is met exactly.
///
/// ```
/// use guanxi::measure::{Quotient, Score};
/// let score = Quotient::try_new(5, 8).and_then(Score::try_from_fraction).ok_or("outside 0 to 1")?;
/// assert_eq!(score.to_string(), "62.5");
/// assert!(score.reaches(62) && !score.reaches(63));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(Quotient);

impl Score {
    /// The score 0.
    pub const ZERO: Self = Self(Quotient::ZERO);

    /// The score of a fraction of the best there is; `None` outside 0 to 1.
    ///
    /// ```
    /// # use guanxi::measure::{Quotient, Score};
    /// assert!(Quotient::try_new(3, 2).and_then(Score::try_from_fraction).is_none());
    /// ```
    pub fn try_from_fraction(fraction: Quotient) -> Option<Self> {
        (fraction >= Quotient::ZERO && fraction <= Ratio::ONE).then_some(Self(fraction))
    }

    /// The score of a number of points; `None` above 100.
    ///
    /// ```
    /// # use guanxi::measure::Score;
    /// assert_eq!(Score::try_from_points(72).map(|it| it.to_string()).as_deref(), Some("72"));
    /// assert!(Score::try_from_points(100).is_some() && Score::try_from_points(101).is_none());
    /// ```
    pub fn try_from_points(points: u8) -> Option<Self> {
        Self::from_part(points.into(), 100)
    }

    /// The score of a part of a positive whole that holds it.
    pub(crate) fn from_part(part: u64, whole: u64) -> Option<Self> {
        (part <= whole).then_some(Self(Quotient::try_new(part.into(), whole.into())?))
    }

    /// The score as a fraction of the best there is.
    ///
    /// ```
    /// # use guanxi::measure::{Quotient, Score};
    /// # let fraction = Quotient::try_new(1, 2).ok_or("whole is not positive")?;
    /// assert_eq!(Score::try_from_fraction(fraction).map(Score::to_fraction), Some(fraction));
    /// # Ok::<(), &str>(())
    /// ```
    pub const fn to_fraction(self) -> Quotient {
        self.0
    }

    /// The distance of the score above `points` of 100, in points, negative when below; `None` when
    /// its fraction is too fine to say.
    ///
    /// ```
    /// # use guanxi::measure::{Quotient, Score};
    /// # let score = Quotient::try_new(6, 10).and_then(Score::try_from_fraction).ok_or("outside")?;
    /// assert_eq!(score.above(65).map(|points| points.to_string()).as_deref(), Some("-5"));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn above(self, points: u16) -> Option<Quotient> {
        self.0.times(100).less(points)
    }

    /// Tells whether the score is at least `points` of 100.
    ///
    /// ```
    /// # use guanxi::measure::{Quotient, Score};
    /// # let score = Quotient::try_new(6, 10).and_then(Score::try_from_fraction).ok_or("outside")?;
    /// assert!(score.reaches(60));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn reaches(self, points: u16) -> bool {
        self.0 >= Ratio::from_percent(points)
    }
}

/// Written as the text that it prints.
#[cfg(feature = "serde")]
impl serde::Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.times(100).fmt(f)
    }
}
