use std::fmt;
use std::num::NonZeroU32;

/// A number that is no line of a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the lines of a document are numbered from 1, was 0")]
pub struct LineNumberError;

/// The number of a line of a document, from 1.
///
/// Lines of one document are facts of their own: each is recorded, revised and voided alone.
///
/// ```
/// use guanxi::id::LineNumber;
/// assert_eq!(LineNumber::try_new(2)?.number(), 2);
/// assert!(LineNumber::try_new(0).is_err());
/// # Ok::<(), guanxi::id::LineNumberError>(())
/// ```
#[doc(alias = "行号")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "u32", into = "u32")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LineNumber(NonZeroU32);

impl LineNumber {
    /// The line of a number.
    ///
    /// # Errors
    ///
    /// When the number is 0.
    pub const fn try_new(number: u32) -> Result<Self, LineNumberError> {
        match NonZeroU32::new(number) {
            Some(number) => Ok(Self(number)),
            None => Err(LineNumberError),
        }
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for LineNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<u32> for LineNumber {
    type Error = LineNumberError;

    fn try_from(number: u32) -> Result<Self, LineNumberError> {
        Self::try_new(number)
    }
}

impl From<LineNumber> for u32 {
    fn from(line: LineNumber) -> Self {
        line.number()
    }
}
