use std::fmt;
use std::str::FromStr;

use crate::valid::{codes, words};

words! {
    /// The kind of thing that an identity number names.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Scope as "a scope" {
        /// A company as a whole, which owes and can be sued.
        #[doc(alias = "法人")]
        LegalEntity = "legal_entity" => "legal entity",
        /// One place of business or registration of a company, of which it may have several.
        #[doc(alias = "分支机构")]
        Establishment = "establishment",
        /// A human being, as the owner of a sole trade.
        #[doc(alias = "自然人")]
        Person = "person",
    }
}

/// A text that is no country.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a country is written in two capital letters, as CN, was {text:?}")]
pub struct CountryError {
    text: String,
}

/// A text that is no code of a kind of numbers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberCodeError {
    /// The code is too short, too long, or has other characters.
    #[error(
        "a kind of numbers is written in 2..={} small letters and digits, was {text:?}",
        NumberCode::MAX_LEN
    )]
    Form {
        /// The text that was read.
        text: String,
    },
    /// The code is that of a kind with rules of its own.
    #[error("{text:?} is a kind of numbers with rules of its own")]
    Reserved {
        /// The code.
        text: String,
    },
}

codes! {
    NumberCodeError {
        Form = "number_code_form",
        Reserved = "number_code_reserved",
    }
}

/// A text that is no kind of numbers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberKindError {
    /// The code names no kind.
    #[error(transparent)]
    Code(#[from] NumberCodeError),
    /// The country of a VAT number or of a kind by code is misread.
    #[error(transparent)]
    Country(#[from] CountryError),
    /// The country is missing, or stands where the kind has one of its own.
    #[error(
        "{text:?} is no kind of numbers: uscc, lei, gstin and duns stand alone, others with a country as \"vat DE\""
    )]
    Form {
        /// The text that was read.
        text: String,
    },
}

codes! {
    NumberKindError {
        Country = "country_of_number",
        Form = "number_kind_form",
    }
    passing {
        Self::Code(error) => error.code(),
    }
}

/// The codes of the kinds that have rules of their own.
const RESERVED: [&str; 5] = ["uscc", "lei", "gstin", "duns", "vat"];

mod sealed {
    use super::{CountryError, NumberCodeError, RESERVED};

    /// A country by its two letters of ISO 3166, which are not looked up in a list.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "String", into = "String")
    )]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(extend("pattern" = r"^[A-Z]{2}$"))
    )]
    pub struct Country([char; 2]);

    impl Country {
        /// The country of two capital letters.
        ///
        /// # Errors
        ///
        /// When the text is anything else.
        pub fn try_new(text: &str) -> Result<Self, CountryError> {
            let mut letters = text.chars().filter(char::is_ascii_uppercase);
            match (letters.next(), letters.next(), text.len()) {
                (Some(first), Some(second), 2) => Ok(Self([first, second])),
                (_, _, _) => Err(CountryError { text: text.to_owned() }),
            }
        }

        /// The two letters.
        pub const fn letters(self) -> [char; 2] {
            self.0
        }
    }

    /// The code of a kind of numbers that has no rules in this crate, as `siret`.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "String", into = "String")
    )]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(extend("pattern" = r"^[a-z0-9]{2,16}$"))
    )]
    pub struct NumberCode(Box<str>);

    impl NumberCode {
        /// The longest code, in characters.
        pub const MAX_LEN: usize = 16;

        /// The code of a text.
        ///
        /// # Errors
        ///
        /// When the text is no code, or the code of a kind with rules of its own.
        pub fn try_new(text: &str) -> Result<Self, NumberCodeError> {
            let is_plain = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
            if !is_plain || !(2..=Self::MAX_LEN).contains(&text.len()) {
                return Err(NumberCodeError::Form { text: text.to_owned() });
            }
            if RESERVED.contains(&text) {
                return Err(NumberCodeError::Reserved { text: text.to_owned() });
            }
            Ok(Self(text.into()))
        }

        /// The text of the code.
        pub fn as_str(&self) -> &str {
            &self.0
        }
    }
}
pub use sealed::{Country, NumberCode};

/// The kind of an identity number: who gives it, and the country where several do.
///
/// Written as a code, followed by the country where one belongs to it: `uscc`, `vat DE`,
/// `siret FR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "String", into = "String")
)]
pub enum NumberKind {
    /// The Unified Social Credit Code of China, with its check character.
    #[doc(alias = "统一社会信用代码")]
    Uscc,
    /// The Legal Entity Identifier, with its check digits.
    Lei,
    /// The tax number of a registration in India. Compared by its text.
    Gstin,
    /// The D-U-N-S number of Dun & Bradstreet. Compared by its text.
    #[doc(alias = "邓白氏编码")]
    Duns,
    /// The number for value added tax of a country. Compared by its text.
    #[doc(alias = "增值税号")]
    Vat(Country),
    /// Any other register of a country. Compared by its text.
    Other {
        /// The code of the register.
        code: NumberCode,
        /// The country of the register.
        country: Country,
    },
}

impl NumberKind {
    /// The code, without the country.
    pub fn code(&self) -> &str {
        match self {
            Self::Uscc => "uscc",
            Self::Lei => "lei",
            Self::Gstin => "gstin",
            Self::Duns => "duns",
            Self::Vat(_) => "vat",
            Self::Other { code, .. } => code.as_str(),
        }
    }

    /// The country of the register: China of a USCC, India of a GSTIN; `None` for an LEI and a
    /// D-U-N-S number, which are given all over the world.
    pub fn country(&self) -> Option<Country> {
        match self {
            Self::Uscc => Country::try_new("CN").ok(),
            Self::Gstin => Country::try_new("IN").ok(),
            Self::Lei | Self::Duns => None,
            Self::Vat(country) | Self::Other { country, .. } => Some(*country),
        }
    }

    /// Tells whether a legal entity has one number of the kind at a time: a USCC and an LEI name it
    /// as a whole. It may have VAT numbers of one country for several registrations, and of other
    /// registers nothing is known.
    ///
    /// # Rule
    ///
    /// > S1: two valid numbers that a company has one of contradict each other: at most
    /// > one of them is the company's today.
    pub const fn is_one_at_a_time(&self) -> bool {
        match self {
            Self::Uscc | Self::Lei => true,
            Self::Gstin | Self::Duns | Self::Vat(_) | Self::Other { .. } => false,
        }
    }

    /// The scope of a number of the kind where nothing else is said: a D-U-N-S number names a
    /// place of business and a GSTIN a registration in one state; all others name a legal entity.
    pub const fn usual_scope(&self) -> Scope {
        match self {
            Self::Gstin | Self::Duns => Scope::Establishment,
            Self::Uscc | Self::Lei | Self::Vat(_) | Self::Other { .. } => Scope::LegalEntity,
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.letters();
        write!(f, "{first}{second}")
    }
}

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        Self::try_new(text)
    }
}

crate::valid::text_form!(Country);

impl fmt::Display for NumberCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for NumberCode {
    type Err = NumberCodeError;

    fn from_str(text: &str) -> Result<Self, NumberCodeError> {
        Self::try_new(text)
    }
}

crate::valid::text_form!(NumberCode);

impl fmt::Display for NumberKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uscc | Self::Lei | Self::Gstin | Self::Duns => f.write_str(self.code()),
            Self::Vat(country) | Self::Other { country, .. } => {
                write!(f, "{} {country}", self.code())
            }
        }
    }
}

impl FromStr for NumberKind {
    type Err = NumberKindError;

    fn from_str(text: &str) -> Result<Self, NumberKindError> {
        let form = || NumberKindError::Form { text: text.to_owned() };
        match text.split_once(' ') {
            None => match text {
                "uscc" => Ok(Self::Uscc),
                "lei" => Ok(Self::Lei),
                "gstin" => Ok(Self::Gstin),
                "duns" => Ok(Self::Duns),
                _ => Err(form()),
            },
            Some(("vat", country)) => Ok(Self::Vat(country.parse()?)),
            Some((code, _)) if RESERVED.contains(&code) => Err(form()),
            Some((code, country)) => {
                Ok(Self::Other { code: code.parse()?, country: country.parse()? })
            }
        }
    }
}

crate::valid::text_form!(NumberKind);
