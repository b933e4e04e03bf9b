use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::node::{Entry, Item, Kind, Node};

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyValue).map(|kind| Self::new(None, kind))
    }
}

struct AnyValue;

/// The key under which TOML hands over a day that stands without quotes.
const TOML_DAY: &str = "$__toml_private_datetime";

impl<'de> Visitor<'de> for AnyValue {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Kind, E> {
        Ok(Kind::Bool(it))
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Kind, E> {
        Ok(Kind::Integer(it))
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Kind, E> {
        Ok(i64::try_from(it).map_or_else(|_| Kind::Number(it.to_string()), Kind::Integer))
    }

    #[expect(clippy::disallowed_types, reason = "the trait asks for it")]
    fn visit_f64<E: Error>(self, it: f64) -> Result<Kind, E> {
        Ok(Kind::Number(it.to_string()))
    }

    fn visit_str<E: Error>(self, it: &str) -> Result<Kind, E> {
        Ok(Kind::Text(it.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Kind, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Kind, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Kind, A::Error> {
        let mut items = Vec::new();
        while let Some(node) = from.next_element()? {
            items.push(Item { number: items.len(), node });
        }
        Ok(Kind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Kind, A::Error> {
        let mut entries: Vec<Entry> = Vec::new();
        while let Some((key, node)) = from.next_entry::<String, Node>()? {
            if entries.iter().any(|it| it.key == key) {
                return Err(A::Error::custom(format!("{key} is stated twice")));
            }
            entries.push(Entry::of(&key, node));
        }
        match entries.as_slice() {
            [Entry { key, node, .. }] if key == TOML_DAY => Ok(node.kind.clone()),
            _ => Ok(Kind::table(entries)),
        }
    }
}
