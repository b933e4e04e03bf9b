#[cfg(feature = "serde")]
use std::{fmt, marker::PhantomData, str::FromStr};

/// The conversions from and to text through which serde reads and writes a type. A value that is
/// read back passes the same door as one that is written by hand.
macro_rules! text_form {
    ($name:ty) => {
        impl TryFrom<String> for $name {
            type Error = <$name as std::str::FromStr>::Err;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    };
}

pub(crate) use text_form;

/// Reads a value from text, which is not copied before it is parsed.
#[cfg(feature = "serde")]
pub(crate) fn read_text<'de, T, D>(from: D) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: serde::Deserializer<'de>,
{
    from.deserialize_str(Parsed(PhantomData))
}

/// The visitor of a text that is parsed.
#[cfg(feature = "serde")]
struct Parsed<T>(PhantomData<T>);

#[cfg(feature = "serde")]
impl<T: FromStr<Err: fmt::Display>> serde::de::Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
