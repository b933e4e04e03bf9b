use std::fmt;

use crate::measure::Quotient;
use crate::valid::{codes, words};

words! {
    /// The end of a scale that is good.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum GoodEnd as "a good end of a scale" {
        /// High marks are good, as on a scale from 1 to 5 stars.
        #[default]
        Highest = "highest",
        /// Low marks are good, as with school marks from 1 to 6.
        Lowest = "lowest",
    }
}

/// A scale that cannot be, or a mark that lies off its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScaleError {
    /// The ends are equal, or the wrong way round.
    #[error("a scale rises from its lowest mark to its highest, was {lowest} to {highest}")]
    Flat {
        /// The lowest mark offered.
        lowest: i16,
        /// The highest mark offered.
        highest: i16,
    },
    /// The mark lies off the scale.
    #[error("must lie in {lowest}..={highest}, was {mark}")]
    OffScale {
        /// The mark offered.
        mark: i16,
        /// The lowest mark of the scale.
        lowest: i16,
        /// The highest mark of the scale.
        highest: i16,
    },
}

codes! {
    ScaleError {
        Flat = "flat_scale",
        OffScale = "mark_off_scale",
    }
}

/// A scale of whole marks, such as 1 to 5, with the end that is good.
///
/// ```
/// use guanxi::survey::{GoodEnd, Scale};
///
/// let stars = Scale::try_new(1, 5, GoodEnd::Highest)?;
/// assert_eq!(stars.standard(4)?.to_string(), "0.75");
/// let school = Scale::try_new(1, 6, GoodEnd::Lowest)?;
/// assert_eq!(school.standard(2)?.to_string(), "0.8");
/// assert_eq!(stars.standard(6).unwrap_err().to_string(), "must lie in 1..=5, was 6");
/// # Ok::<(), guanxi::survey::ScaleError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "WrittenScale", into = "WrittenScale")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Scale {
    lowest: i16,
    highest: i16,
    good: GoodEnd,
}

impl Scale {
    /// The scale from the lowest mark to the highest.
    ///
    /// # Errors
    ///
    /// When the lowest mark is not below the highest.
    pub const fn try_new(lowest: i16, highest: i16, good: GoodEnd) -> Result<Self, ScaleError> {
        if lowest < highest {
            Ok(Self { lowest, highest, good })
        } else {
            Err(ScaleError::Flat { lowest, highest })
        }
    }

    /// The lowest mark.
    pub const fn lowest(self) -> i16 {
        self.lowest
    }

    /// The highest mark.
    pub const fn highest(self) -> i16 {
        self.highest
    }

    /// The end that is good.
    pub const fn good(self) -> GoodEnd {
        self.good
    }

    /// Returns `true` where high marks are good.
    pub(crate) const fn is_high_good(self) -> bool {
        matches!(self.good, GoodEnd::Highest)
    }

    /// Checks that a mark lies on the scale.
    ///
    /// # Errors
    ///
    /// When it lies off the scale.
    pub fn check(self, mark: i16) -> Result<(), ScaleError> {
        if (self.lowest..=self.highest).contains(&mark) {
            Ok(())
        } else {
            let Self { lowest, highest, .. } = self;
            Err(ScaleError::OffScale { mark, lowest, highest })
        }
    }

    /// The standard form of a mark, from 0 at the bad end to 1 at the good end, exactly:
    /// `(mark − lowest) / (highest − lowest)` where high marks are good.
    ///
    /// # Errors
    ///
    /// When the mark lies off the scale.
    pub fn standard(self, mark: i16) -> Result<Quotient, ScaleError> {
        self.check(mark)?;
        let steps = Quotient::try_new(self.steps(mark).into(), self.width().into());
        let Self { lowest, highest, .. } = self;
        steps.ok_or(ScaleError::Flat { lowest, highest })
    }

    /// The steps from the bad end to a mark of the scale.
    pub(crate) fn steps(self, mark: i16) -> i32 {
        let (mark, low, high) = (i32::from(mark), i32::from(self.lowest), i32::from(self.highest));
        match self.good {
            GoodEnd::Highest => difference(mark, low),
            GoodEnd::Lowest => difference(high, mark),
        }
    }

    /// The steps from one end to the other, at least 1.
    pub(crate) fn width(self) -> i32 {
        difference(self.highest.into(), self.lowest.into())
    }

    /// The marks from one end to the other in words: `1 to 5`, and with the ends named where low
    /// marks are good, `6 (worst) to 1 (best)`.
    pub(crate) fn range(self) -> String {
        let (low, high) = (self.lowest, self.highest);
        match self.good {
            GoodEnd::Highest => format!("{low} to {high}"),
            GoodEnd::Lowest => format!("{high} (worst) to {low} (best)"),
        }
    }

    /// Returns `true` for the two best marks of the scale.
    pub(super) fn is_in_top_box(self, mark: i16) -> bool {
        difference(self.width(), self.steps(mark)) <= 1
    }
}

/// The difference of two marks, each of 16 bits.
fn difference(a: i32, b: i32) -> i32 {
    crate::measure::proven!(a.checked_sub(b), else i32::MAX, "marks have 16 bits")
}

/// The written form of a scale: `{"lowest": 1, "highest": 5}`, with `"good": "lowest"` where low
/// marks are good.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct WrittenScale {
    /// The lowest mark.
    lowest: i16,
    /// The highest mark, above the lowest.
    highest: i16,
    /// The end that is good: the highest by default.
    #[serde(default, skip_serializing_if = "crate::valid::is_default")]
    good: GoodEnd,
}

#[cfg(feature = "serde")]
impl TryFrom<WrittenScale> for Scale {
    type Error = ScaleError;

    fn try_from(written: WrittenScale) -> Result<Self, ScaleError> {
        Self::try_new(written.lowest, written.highest, written.good)
    }
}

#[cfg(feature = "serde")]
impl From<Scale> for WrittenScale {
    fn from(Scale { lowest, highest, good }: Scale) -> Self {
        Self { lowest, highest, good }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}, {} is good", self.lowest(), self.highest(), self.good())
    }
}
