//! A value of a policy, or the word `none`.
//!
//! TOML has no empty value: a field that is left out has its default. So an optional field with a
//! default is written as `none` where it is off. An empty value of JSON is read as `none`, too.

/// The word that stands for a field that is off.
pub(crate) const NONE: &str = "none";

#[cfg(feature = "serde")]
pub(crate) use written::{deserialize, serialize};

#[cfg(feature = "serde")]
mod written {
    use std::fmt;
    use std::marker::PhantomData;

    use serde::de::value::{
        I64Deserializer, MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer,
        U64Deserializer,
    };
    use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
    use serde::ser::{Serialize, Serializer};

    use super::NONE;

    #[expect(clippy::ref_option, reason = "serde gives the field by reference")]
    pub(crate) fn serialize<T: Serialize, S: Serializer>(
        value: &Option<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(to),
            None => NONE.serialize(to),
        }
    }

    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        from.deserialize_any(OrNone(PhantomData))
    }

    /// The visitor of a value or the word.
    struct OrNone<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for OrNone<T> {
        type Value = Option<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a value or \"{NONE}\"")
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
            deserialize(from)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            if text == NONE {
                return Ok(None);
            }
            stated(StrDeserializer::new(text))
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
            stated(U64Deserializer::new(number))
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
            stated(I64Deserializer::new(number))
        }

        fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Self::Value, A::Error> {
            T::deserialize(MapAccessDeserializer::new(fields)).map(Some)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
            T::deserialize(SeqAccessDeserializer::new(items)).map(Some)
        }
    }

    /// A value that is stated. The refusal of another text names the word as well.
    fn stated<'de, T: Deserialize<'de>, E: Error>(
        from: impl Deserializer<'de, Error = E>,
    ) -> Result<Option<T>, E> {
        let value = T::deserialize(from);
        let refused = |error: E| {
            let error = error.to_string();
            E::custom(match error.strip_prefix("must be ") {
                Some(rest) => format!("must be \"{NONE}\" or {rest}"),
                None => format!("neither \"{NONE}\" nor a value: {error}"),
            })
        };
        value.map(Some).map_err(refused)
    }
}
