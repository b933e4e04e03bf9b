use std::fmt;
use std::str::FromStr;

use super::fold::number;
use crate::measure::proven;
use crate::valid::codes;

/// A text that is no Legal Entity Identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LeiError {
    /// The identifier is too short or too long.
    #[error("an LEI has {} characters, {text:?} has {len}", Lei::LEN)]
    Length {
        /// The identifier in capitals and half width, without blanks and dashes.
        text: String,
        /// The number of its characters.
        len: usize,
    },
    /// A character is neither a digit nor a capital letter, or a letter stands in the check digits.
    #[error(
        "an LEI consists of digits and capital letters, with digits at places 19 and 20, \
         was {found:?} at place {place} of {text:?}"
    )]
    Character {
        /// The identifier in capitals and half width, without blanks and dashes.
        text: String,
        /// The place of the character, from 1.
        place: usize,
        /// The character.
        found: char,
    },
    /// The identifier, read as a number, does not leave 1 when it is divided by 97.
    #[error("an LEI divided by 97 leaves 1, {text:?} leaves {remainder}")]
    Remainder {
        /// The identifier in capitals and half width, without blanks and dashes.
        text: String,
        /// The remainder.
        remainder: u32,
    },
    /// The check digits are none that the standard gives, though they leave 1.
    #[error("the check digits of an LEI lie in 02..=98, were {digits} in {text:?}")]
    CheckDigits {
        /// The identifier in capitals and half width, without blanks and dashes.
        text: String,
        /// The check digits, as 00, 01 and 99.
        digits: String,
    },
}

impl LeiError {
    /// The error with another text in the place of the identifier.
    pub(super) fn with_text(self, text: String) -> Self {
        match self {
            Self::Length { len, text: _ } => Self::Length { len, text },
            Self::Character { place, found, text: _ } => Self::Character { place, found, text },
            Self::Remainder { remainder, text: _ } => Self::Remainder { remainder, text },
            Self::CheckDigits { digits, text: _ } => Self::CheckDigits { digits, text },
        }
    }
}

codes! {
    LeiError {
        Length = "lei_length",
        Character = "lei_character",
        Remainder = "lei_remainder",
        CheckDigits = "lei_check_digits",
    }
}

mod sealed {
    use super::LeiError;

    /// The Legal Entity Identifier of a company, by ISO 17442: 18 characters and two check digits.
    ///
    /// Blanks and dashes are left out when an identifier is read, full-width forms become half
    /// width and small letters capitals.
    ///
    /// # Rule
    ///
    /// > ISO 17442, ISO 7064: letters stand for 10 to 35; the number that results leaves 1 when it
    /// > is divided by 97. The check digits are 98 less the remainder without them: 02 to 98.
    ///
    /// ```
    /// use guanxi::identity::Lei;
    ///
    /// assert_eq!("213800KUD8LAJWSQ9D15".parse::<Lei>()?.as_str(), "213800KUD8LAJWSQ9D15");
    /// let error = "213800KUD8LXJWSQ9D15".parse::<Lei>().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "an LEI divided by 97 leaves 1, \"213800KUD8LXJWSQ9D15\" leaves 55"
    /// );
    /// # Ok::<(), guanxi::identity::LeiError>(())
    /// ```
    #[doc(alias = "法人机构识别编码")]
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "String", into = "String")
    )]
    pub struct Lei(Box<str>);

    impl Lei {
        /// The characters of an identifier.
        pub const LEN: usize = 20;

        /// The identifier of a text.
        ///
        /// # Errors
        ///
        /// When the text has another length, a character that an identifier does not have, or
        /// check digits that do not fit. The first of these is named.
        pub fn try_new(text: &str) -> Result<Self, LeiError> {
            super::checked(text).map(Self)
        }

        /// The 20 characters.
        pub fn as_str(&self) -> &str {
            &self.0
        }
    }
}
pub use sealed::Lei;

/// The place of the first check digit, from 1.
const CHECK_DIGITS: usize = 19;

fn checked(text: &str) -> Result<Box<str>, LeiError> {
    let text = number(text);
    let len = text.chars().count();
    if len != Lei::LEN {
        return Err(LeiError::Length { text, len });
    }
    let mut remainder = 0_u32;
    for (found, place) in text.chars().zip(1_usize..) {
        let base = if place < CHECK_DIGITS { 36 } else { 10 };
        let Some(value) = found.to_digit(base) else {
            return Err(LeiError::Character { place, found, text });
        };
        let shift = if value < 10 { 10 } else { 100 };
        let next = remainder.checked_mul(shift).and_then(|it| it.checked_add(value));
        remainder = proven!(next, else 0, "97 times 100 and 35 more fit") % 97;
    }
    if remainder != 1 {
        return Err(LeiError::Remainder { text, remainder });
    }
    let digits: String = text.chars().skip(CHECK_DIGITS - 1).collect();
    if ["00", "01", "99"].contains(&digits.as_str()) {
        return Err(LeiError::CheckDigits { text, digits });
    }
    Ok(text.into())
}

impl fmt::Display for Lei {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Lei {
    type Err = LeiError;

    fn from_str(text: &str) -> Result<Self, LeiError> {
        Self::try_new(text)
    }
}

crate::valid::text_form!(Lei);
