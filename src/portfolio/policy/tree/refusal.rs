use std::fmt;

use serde::de::{Error, Expected, Unexpected};

use super::node::Step;

/// The refusal of a value by the type that it is read into, with the path where known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) path: Option<Vec<Step>>,
    pub(crate) why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// A field that is none of those expected.
    Unknown { field: String, expected: &'static [&'static str] },
    /// A field that has no default.
    Missing { field: &'static str },
    /// Anything else: the problem, and the word that was none of those expected.
    Other { problem: String, word: Option<(String, &'static [&'static str])> },
}

impl Refusal {
    /// The refusal with the path of the value, where it has none yet: the innermost value is met
    /// first.
    pub(crate) fn at(self, path: impl FnOnce() -> Vec<Step>) -> Self {
        let Self { path: known, why } = self;
        Self { path: known.or_else(|| Some(path())), why }
    }

    fn other(problem: String) -> Self {
        Self { path: None, why: Why::Other { problem, word: None } }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.why {
            Why::Unknown { .. } => f.write_str("is no field of a policy"),
            Why::Missing { field } => write!(f, "needs the field {field}"),
            Why::Other { problem, .. } => f.write_str(problem),
        }
    }
}

impl std::error::Error for Refusal {}

/// The value that was met, in words of a file.
fn met(it: &Unexpected<'_>) -> String {
    match it {
        Unexpected::Bool(it) => it.to_string(),
        Unexpected::Unsigned(it) => it.to_string(),
        Unexpected::Signed(it) => it.to_string(),
        Unexpected::Float(it) => it.to_string(),
        Unexpected::Char(it) => format!("{it:?}"),
        Unexpected::Str(it) => format!("{it:?}"),
        Unexpected::Bytes(_) => "bytes".to_owned(),
        Unexpected::Enum
        | Unexpected::UnitVariant
        | Unexpected::NewtypeVariant
        | Unexpected::TupleVariant
        | Unexpected::StructVariant => "a word".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map | Unexpected::NewtypeStruct => "a table".to_owned(),
        Unexpected::Other(it) => (*it).to_owned(),
    }
}

/// The value that was expected, in words of a file: the bounds of a number, not its type.
fn wanted(it: &dyn Expected) -> String {
    let text = it.to_string();
    let bounds = match text.as_str() {
        "u8" => (0, u64::from(u8::MAX)),
        "u16" => (0, u64::from(u16::MAX)),
        "u32" => (0, u64::from(u32::MAX)),
        "u64" | "usize" => (0, u64::MAX),
        "a nonzero u8" => (1, u64::from(u8::MAX)),
        "a nonzero u16" => (1, u64::from(u16::MAX)),
        "a nonzero u32" => (1, u64::from(u32::MAX)),
        "a nonzero u64" | "a nonzero usize" => (1, u64::MAX),
        "i8" => return in_bounds(i8::MIN, i8::MAX),
        "i16" => return in_bounds(i16::MIN, i16::MAX),
        "i32" => return in_bounds(i32::MIN, i32::MAX),
        "i64" => return in_bounds(i64::MIN, i64::MAX),
        // The numbers of a policy are whole; all others stand in quotes, with their unit.
        "any value" => return "be a whole number, or a text such as \"80%\"".to_owned(),
        "a boolean" => return "be true or false".to_owned(),
        "a sequence" => return "be a list".to_owned(),
        "a map" => return "be a table".to_owned(),
        _ => return not_a_type(&text),
    };
    in_bounds(bounds.0, bounds.1)
}

fn in_bounds<N: fmt::Display>(least: N, most: N) -> String {
    format!("be a whole number in {least}..={most}")
}

/// A type of the crate in words of a file.
fn not_a_type(text: &str) -> String {
    let begins = |with: &str| text.starts_with(with);
    if let Some(length) = text.strip_prefix("an array of length ") {
        format!("be a list of {length}")
    } else if begins("struct ") || begins("internally tagged enum ") {
        "be a table".to_owned()
    } else if begins("enum ") {
        "be a word, or a table of one key".to_owned()
    } else if begins("newtype variant") {
        "be a table of one key".to_owned()
    } else {
        format!("be {text}")
    }
}

impl Error for Refusal {
    fn custom<T: fmt::Display>(problem: T) -> Self {
        Self::other(problem.to_string())
    }

    fn invalid_type(it: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::other(format!("must {}, was {}", wanted(expected), met(&it)))
    }

    fn invalid_value(it: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(it, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::other(format!("must {}, had {length}", wanted(expected)))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let problem = format!("must be one of {}, was {variant:?}", expected.join(", "));
        Self { path: None, why: Why::Other { problem, word: Some((variant.to_owned(), expected)) } }
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self { path: None, why: Why::Unknown { field: field.to_owned(), expected } }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { path: None, why: Why::Missing { field } }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::other(format!("states {field} twice"))
    }
}
