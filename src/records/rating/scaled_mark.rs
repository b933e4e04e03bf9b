use std::fmt;

use crate::measure::{Quotient, proven};
use crate::survey::{Scale, ScaleError};

/// A mark together with the scale on which it was given.
///
/// ```
/// use guanxi::rating::ScaledMark;
/// use guanxi::survey::{GoodEnd, Scale};
///
/// let stars = Scale::try_new(1, 5, GoodEnd::Highest)?;
/// assert_eq!(ScaledMark::try_new(4, stars)?.standard().to_string(), "0.75");
/// assert!(ScaledMark::try_new(6, stars).is_err());
/// # Ok::<(), guanxi::survey::ScaleError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "WrittenMark", into = "WrittenMark")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ScaledMark {
    mark: i16,
    scale: Scale,
}

impl ScaledMark {
    /// A mark on a scale.
    ///
    /// # Errors
    ///
    /// When it lies off the scale.
    pub fn try_new(mark: i16, scale: Scale) -> Result<Self, ScaleError> {
        scale.check(mark)?;
        Ok(Self { mark, scale })
    }

    /// The mark.
    pub const fn mark(self) -> i16 {
        self.mark
    }

    /// The scale.
    pub const fn scale(self) -> Scale {
        self.scale
    }

    /// The standard form, from 0 at the bad end of the scale to 1 at the good end.
    pub fn standard(self) -> Quotient {
        let standard = self.scale.standard(self.mark).ok();
        proven!(standard, else Quotient::ZERO, "the mark lies on its scale")
    }
}

impl fmt::Display for ScaledMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.mark, self.scale.range())
    }
}

/// The written form: `{"mark": 4, "scale": {"lowest": 1, "highest": 5}}`.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct WrittenMark {
    /// The mark.
    mark: i16,
    /// The scale on which it lies.
    scale: Scale,
}

#[cfg(feature = "serde")]
impl TryFrom<WrittenMark> for ScaledMark {
    type Error = ScaleError;

    fn try_from(written: WrittenMark) -> Result<Self, ScaleError> {
        Self::try_new(written.mark, written.scale)
    }
}

#[cfg(feature = "serde")]
impl From<ScaledMark> for WrittenMark {
    fn from(ScaledMark { mark, scale }: ScaledMark) -> Self {
        Self { mark, scale }
    }
}
