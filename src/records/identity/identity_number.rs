use std::fmt;
use std::str::FromStr;

use super::fold::number;
use super::{Country, Lei, LeiError, NumberKind, NumberKindError, Scope, Uscc, UsccError};
use crate::confidence::WITHHELD;
use crate::valid::{WordError, codes};

/// A text that is no identity number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityNumberError {
    /// The Unified Social Credit Code is none.
    #[error(transparent)]
    Uscc(#[from] UsccError),
    /// The Legal Entity Identifier is none.
    #[error(transparent)]
    Lei(#[from] LeiError),
    /// A number without a check has too few or too many characters.
    #[error(
        "a number of kind {kind} has {}..={} characters, {text:?} has {len}",
        IdentityNumber::MIN_LEN,
        IdentityNumber::MAX_LEN
    )]
    Length {
        /// The kind.
        kind: NumberKind,
        /// The number in capitals and half width, without blanks and dashes; a mark in the place of
        /// that of a person.
        text: String,
        /// The number of its characters.
        len: usize,
    },
    /// A number without a check holds something else than letters and digits.
    #[error(
        "a number of kind {kind} consists of letters and digits, was {found:?} at place {place} of {text:?}"
    )]
    Character {
        /// The kind.
        kind: NumberKind,
        /// The number in capitals and half width, without blanks and dashes; a mark in the place of
        /// that of a person.
        text: String,
        /// The place of the character, from 1.
        place: usize,
        /// The character.
        found: char,
    },
    /// The kind of the number is misread.
    #[error(transparent)]
    Kind(#[from] NumberKindError),
    /// The scope of the number is misread.
    #[error(transparent)]
    Scope(#[from] WordError),
    /// The parts of the written form are not those of a number.
    #[error(
        "an identity number is written as kind, scope where it is not the usual one, and number, \
         as \"siret FR establishment 73282932000074\", was {text:?}"
    )]
    Form {
        /// The text that was read; a mark in the place of the number of a person.
        text: String,
    },
}

codes! {
    IdentityNumberError {
        Length = "number_length",
        Character = "number_character",
        Scope = "scope_of_number",
        Form = "form_of_number",
    }
    passing {
        Self::Uscc(error) => error.code(),
        Self::Lei(error) => error.code(),
        Self::Kind(error) => error.code(),
    }
}

impl IdentityNumberError {
    /// The error with a mark in the place of the number.
    fn without_number(self) -> Self {
        let text = WITHHELD.to_owned();
        match self {
            Self::Uscc(error) => Self::Uscc(error.with_text(text)),
            Self::Lei(error) => Self::Lei(error.with_text(text)),
            Self::Length { kind, len, text: _ } => Self::Length { kind, len, text },
            Self::Character { kind, place, found, text: _ } => {
                Self::Character { kind, place, found, text }
            }
            Self::Kind(_) | Self::Scope(_) | Self::Form { .. } => self,
        }
    }
}

mod sealed {
    use super::{IdentityNumberError, Lei, NumberKind, Scope, Uscc};

    /// A number by which a register knows a company, one of its places, or a person.
    ///
    /// USCC and LEI are checked by their check digits. The others are opaque: letters and digits
    /// that are compared. All are held in capitals and half width without blanks, dots and dashes;
    /// a VAT number without the letters of its country, which for Greece are `EL` as well as `GR`.
    /// Two numbers say something about each other only when kind, country and scope are equal.
    ///
    /// A number whose check fails is no identity number, and the error says why; the text belongs
    /// on the card.
    ///
    /// ```
    /// use guanxi::identity::{IdentityNumber, NumberKind, Scope};
    ///
    /// let kind: NumberKind = "siret FR".parse()?;
    /// let place = IdentityNumber::try_new(kind, "732 829 320 00074")?;
    /// let place = place.with_scope(Scope::Establishment);
    /// assert_eq!(place.to_string(), "siret FR establishment 73282932000074");
    /// assert_eq!(place.to_string().parse(), Ok(place));
    ///
    /// let vat = IdentityNumber::try_new("vat DE".parse()?, "DE 123.456.789")?;
    /// assert_eq!(vat.to_string(), "vat DE 123456789");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "证照号码")]
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "String", into = "String")
    )]
    pub struct IdentityNumber {
        kind: NumberKind,
        scope: Scope,
        text: Box<str>,
    }

    impl IdentityNumber {
        /// The fewest characters of a number without a check.
        pub const MIN_LEN: usize = 2;
        /// The most characters of a number without a check.
        pub const MAX_LEN: usize = 64;

        /// The number of a kind, in its usual scope.
        ///
        /// # Errors
        ///
        /// When the check of the kind fails, or a number without a check has another length than
        /// [`MIN_LEN`](Self::MIN_LEN) to [`MAX_LEN`](Self::MAX_LEN) or anything but letters and
        /// digits.
        pub fn try_new(kind: NumberKind, text: &str) -> Result<Self, IdentityNumberError> {
            let scope = kind.usual_scope();
            Self::try_in_scope(kind, scope, text)
        }

        /// The number of a kind in a scope. The error about the number of a person shows a mark in
        /// the place of the number.
        ///
        /// # Errors
        ///
        /// As [`try_new`](Self::try_new).
        pub fn try_in_scope(
            kind: NumberKind,
            scope: Scope,
            text: &str,
        ) -> Result<Self, IdentityNumberError> {
            let kind = super::as_registered(kind);
            let text = super::checked(&kind, text).map_err(|error| match scope {
                Scope::Person => error.without_number(),
                Scope::LegalEntity | Scope::Establishment => error,
            })?;
            Ok(Self { kind, scope, text })
        }

        /// The number in another scope than that in which it was read. The number of a person is
        /// read by [`try_in_scope`](Self::try_in_scope), so that no error shows it.
        pub fn with_scope(self, scope: Scope) -> Self {
            Self { scope, ..self }
        }

        /// The kind.
        pub const fn kind(&self) -> &NumberKind {
            &self.kind
        }

        /// The kind of thing that the number names.
        pub const fn scope(&self) -> Scope {
            self.scope
        }

        /// The number in capitals and half width, without blanks, dots and dashes.
        pub fn as_str(&self) -> &str {
            &self.text
        }

        /// Tells whether another number is of equal kind and scope, so that the two compare.
        pub fn compares_with(&self, other: &Self) -> bool {
            self.scope == other.scope && self.kind == other.kind
        }
    }

    impl From<Uscc> for IdentityNumber {
        fn from(code: Uscc) -> Self {
            let kind = NumberKind::Uscc;
            Self { scope: kind.usual_scope(), kind, text: code.as_str().into() }
        }
    }

    impl From<Lei> for IdentityNumber {
        fn from(code: Lei) -> Self {
            let kind = NumberKind::Lei;
            Self { scope: kind.usual_scope(), kind, text: code.as_str().into() }
        }
    }
}
pub use sealed::IdentityNumber;

/// The letters of Greece in VAT numbers, other than those of ISO 3166.
const GREEK: &str = "EL";

/// The kind with the country by its letters of ISO 3166.
fn as_registered(kind: NumberKind) -> NumberKind {
    match kind {
        NumberKind::Vat(country) if country.to_string() == GREEK => {
            NumberKind::Vat(Country::try_new("GR").unwrap_or(country))
        }
        NumberKind::Vat(_)
        | NumberKind::Uscc
        | NumberKind::Lei
        | NumberKind::Gstin
        | NumberKind::Duns
        | NumberKind::Other { .. } => kind,
    }
}

fn checked(kind: &NumberKind, text: &str) -> Result<Box<str>, IdentityNumberError> {
    match kind {
        NumberKind::Uscc => Ok(Uscc::try_new(text)?.as_str().into()),
        NumberKind::Lei => Ok(Lei::try_new(text)?.as_str().into()),
        NumberKind::Vat(country) => {
            let letters = country.to_string();
            let text = number(text);
            let own = text.strip_prefix(&letters);
            let greek = || text.strip_prefix(GREEK).filter(|_| letters == "GR");
            opaque(kind, own.or_else(greek).unwrap_or(&text))
        }
        NumberKind::Gstin | NumberKind::Duns | NumberKind::Other { .. } => {
            opaque(kind, &number(text))
        }
    }
}

fn opaque(kind: &NumberKind, text: &str) -> Result<Box<str>, IdentityNumberError> {
    let len = text.chars().count();
    if !(IdentityNumber::MIN_LEN..=IdentityNumber::MAX_LEN).contains(&len) {
        return Err(IdentityNumberError::Length { kind: kind.clone(), text: text.to_owned(), len });
    }
    match text.chars().zip(1..).find(|(c, _)| !c.is_alphanumeric()) {
        Some((found, place)) => {
            let (kind, text) = (kind.clone(), text.to_owned());
            Err(IdentityNumberError::Character { kind, text, place, found })
        }
        None => Ok(text.into()),
    }
}

/// The number of a person is not shown.
impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scope() {
            Scope::LegalEntity | Scope::Establishment => write!(f, "{:?}", self.to_string()),
            Scope::Person => write!(f, "\"{} person •••\"", self.kind()),
        }
    }
}

impl fmt::Display for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, scope) = (self.kind(), self.scope());
        if scope == kind.usual_scope() {
            write!(f, "{kind} {}", self.as_str())
        } else {
            write!(f, "{kind} {} {}", scope.code(), self.as_str())
        }
    }
}

impl FromStr for IdentityNumber {
    type Err = IdentityNumberError;

    fn from_str(text: &str) -> Result<Self, IdentityNumberError> {
        let parts: Vec<&str> = text.split(' ').collect();
        let is_country = |part: &str| part.parse::<Country>().is_ok();
        let form = || IdentityNumberError::Form { text: without_person(&parts) };
        let (kind, scope, number) = match parts.as_slice() {
            [code, number] => ((*code).to_owned(), None, number),
            [code, country, number] if is_country(country) => {
                (format!("{code} {country}"), None, number)
            }
            [code, scope, number] => ((*code).to_owned(), Some(scope), number),
            [code, country, scope, number] => (format!("{code} {country}"), Some(scope), number),
            _ => return Err(form()),
        };
        let kind: NumberKind = kind.parse()?;
        let Some(scope) = scope else { return Self::try_new(kind, number) };
        match scope.parse() {
            Ok(scope) => Self::try_in_scope(kind, scope, number),
            // The number may stand in the place of the scope.
            Err(_) if *number == Scope::Person.code() => Err(form()),
            Err(error) => Err(error.into()),
        }
    }
}

/// A written form with a mark for all that may be the number of a person.
fn without_person(parts: &[&str]) -> String {
    if !parts.contains(&Scope::Person.code()) {
        return parts.join(" ");
    }
    let is_number = |part: &str| part.chars().any(char::is_numeric);
    let shown = parts.iter().map(|part| if is_number(part) { WITHHELD } else { part });
    shown.collect::<Vec<_>>().join(" ")
}

crate::valid::text_form!(IdentityNumber);
