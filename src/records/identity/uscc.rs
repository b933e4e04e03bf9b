use std::fmt;
use std::str::FromStr;

use super::fold::number;
use crate::measure::proven;
use crate::valid::codes;

/// A text that is no Unified Social Credit Code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsccError {
    /// The code is too short or too long.
    #[error("a USCC has {} characters, {text:?} has {len}", Uscc::LEN)]
    Length {
        /// The code in capitals and half width, without blanks and dashes.
        text: String,
        /// The number of its characters.
        len: usize,
    },
    /// A character is none of the 31 of the standard: I, O, S, V and Z are no part of them.
    #[error("a USCC consists of {}, was {found:?} at place {place} of {text:?}", Uscc::CHARACTERS)]
    Character {
        /// The code in capitals and half width, without blanks and dashes.
        text: String,
        /// The place of the character, from 1.
        place: usize,
        /// The character.
        found: char,
    },
    /// A letter stands in the number of the administrative division.
    #[error("a USCC has digits at places 3..=8, was {found:?} at place {place} of {text:?}")]
    Division {
        /// The code in capitals and half width, without blanks and dashes.
        text: String,
        /// The place of the letter, from 1.
        place: usize,
        /// The letter.
        found: char,
    },
    /// The last character is not the one that the others demand.
    #[error("the check character of USCC {text:?} is {expected:?}, was {found:?}")]
    Check {
        /// The code in capitals and half width, without blanks and dashes.
        text: String,
        /// The character that the 17 before it demand.
        expected: char,
        /// The character at place 18.
        found: char,
    },
}

impl UsccError {
    /// The error with another text in the place of the code.
    pub(super) fn with_text(self, text: String) -> Self {
        match self {
            Self::Length { len, text: _ } => Self::Length { len, text },
            Self::Character { place, found, text: _ } => Self::Character { place, found, text },
            Self::Division { place, found, text: _ } => Self::Division { place, found, text },
            Self::Check { expected, found, text: _ } => Self::Check { expected, found, text },
        }
    }
}

codes! {
    UsccError {
        Length = "uscc_length",
        Character = "uscc_character",
        Division = "uscc_division",
        Check = "uscc_check",
    }
}

mod sealed {
    use super::UsccError;

    /// The Unified Social Credit Code of an organisation in China, by GB 32100-2015: 18 characters
    /// with a check character.
    ///
    /// Blanks and dashes are left out when a code is read, full-width forms become half width and
    /// small letters capitals. The place of the registering authority may hold a letter, as `Y`.
    ///
    /// # Rule
    ///
    /// > GB 32100-2015: the character at place *i* has its position among the 31 as value and
    /// > 3^(*i*−1) mod 31 as weight. The check character has the value (31 − Σ mod 31) mod 31.
    ///
    /// ```
    /// use guanxi::identity::Uscc;
    ///
    /// let code: Uscc = "91350100-m000100y43".parse()?;
    /// assert_eq!(code.as_str(), "91350100M000100Y43");
    /// let error = "91350100M000100Y4Z".parse::<Uscc>().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "a USCC consists of 0123456789ABCDEFGHJKLMNPQRTUWXY, \
    ///      was 'Z' at place 18 of \"91350100M000100Y4Z\""
    /// );
    /// # Ok::<(), guanxi::identity::UsccError>(())
    /// ```
    #[doc(alias = "统一社会信用代码")]
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "String", into = "String")
    )]
    pub struct Uscc(Box<str>);

    impl Uscc {
        /// The characters of a code.
        pub const LEN: usize = 18;
        /// The characters of the standard in the order of their values, 0 to 30.
        pub const CHARACTERS: &'static str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

        /// The code of a text.
        ///
        /// # Errors
        ///
        /// When the text has another length, a character that is not of the standard, a letter in
        /// the number of the division, or another check character. The first of these is named.
        pub fn try_new(text: &str) -> Result<Self, UsccError> {
            super::checked(text).map(Self)
        }

        /// The 18 characters.
        pub fn as_str(&self) -> &str {
            &self.0
        }
    }
}
pub use sealed::Uscc;

/// The weights of the characters before the check character: 3^(*i*−1) mod 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// The number of characters of the standard.
const BASE: u32 = 31;

fn checked(text: &str) -> Result<Box<str>, UsccError> {
    let text = number(text);
    let len = text.chars().count();
    if len != Uscc::LEN {
        return Err(UsccError::Length { text, len });
    }
    let values =
        || text.chars().map(|c| Uscc::CHARACTERS.chars().zip(0_u32..).find(|it| it.0 == c));
    for ((found, value), place) in text.chars().zip(values()).zip(1_usize..) {
        if value.is_none() {
            return Err(UsccError::Character { place, found, text });
        }
        if (3..=8).contains(&place) && !found.is_ascii_digit() {
            return Err(UsccError::Division { place, found, text });
        }
    }
    let products = WEIGHTS.iter().zip(values().flatten()).map(
        |(weight, (_, value))| proven!(weight.checked_mul(value), else 0, "both are below 31"),
    );
    let rest = products.sum::<u32>() % BASE;
    let check = proven!(BASE.checked_sub(rest), else 0, "the rest is below 31") % BASE;
    let expected = Uscc::CHARACTERS.chars().zip(0_u32..).find(|it| it.1 == check);
    match (expected, text.chars().next_back()) {
        (Some((expected, _)), Some(found)) if expected != found => {
            Err(UsccError::Check { text, expected, found })
        }
        (_, _) => Ok(text.into()),
    }
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Uscc {
    type Err = UsccError;

    fn from_str(text: &str) -> Result<Self, UsccError> {
        Self::try_new(text)
    }
}

crate::valid::text_form!(Uscc);
