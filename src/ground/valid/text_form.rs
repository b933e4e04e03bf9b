#[cfg(feature = "serde")]
use std::{fmt, marker::PhantomData, str::FromStr};

/// The conversions from and to text through which serde reads and writes a type. A value that is
/// read back passes the same door as one that is written by hand.
///
/// With the form of the text beside the type, `Deserialize` follows, and a value that is no text is
/// refused with that form: a number where `a ratio such as "80%"` is expected.
macro_rules! text_form {
    ($name:ty, $form:literal) => {
        $crate::valid::text_form!($name);

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::valid::read_text(from, $form)
            }
        }
    };
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

/// Reads a value from text, which is not copied before it is parsed. `form` says which text is
/// expected.
#[cfg(feature = "serde")]
pub(crate) fn read_text<'de, T, D>(from: D, form: &'static str) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: serde::Deserializer<'de>,
{
    from.deserialize_str(Parsed { form, value: PhantomData })
}

/// The visitor of a text that is parsed.
#[cfg(feature = "serde")]
struct Parsed<T> {
    form: &'static str,
    value: PhantomData<T>,
}

#[cfg(feature = "serde")]
impl<T: FromStr<Err: fmt::Display>> serde::de::Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.form)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
