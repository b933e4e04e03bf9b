use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::measure::proven;

use super::node::{Entry, Item, Kind, Node, Step};
use super::refusal::Refusal;

/// A value that is read, and the way to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    node: &'a Node,
    way: Option<Way<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Way<'a> {
    before: Option<&'a Way<'a>>,
    step: StepRef<'a>,
}

#[derive(Debug, Clone, Copy)]
enum StepRef<'a> {
    Key(&'a str),
    Item(usize),
}

impl Way<'_> {
    fn path(&self) -> Vec<Step> {
        let mut path = self.before.map_or_else(Vec::new, Way::path);
        path.push(match self.step {
            StepRef::Key(key) => Step::Key(key.to_owned()),
            StepRef::Item(number) => Step::Item(number),
        });
        path
    }
}

impl<'a> At<'a> {
    /// The whole of a file.
    pub(crate) fn root(node: &'a Node) -> Self {
        Self { node, way: None }
    }

    fn path(&self) -> Vec<Step> {
        self.way.as_ref().map_or_else(Vec::new, Way::path)
    }

    fn any<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Refusal> {
        match &self.node.kind {
            Kind::Null => visitor.visit_unit(),
            Kind::Bool(it) => visitor.visit_bool(*it),
            Kind::Integer(it) => match u64::try_from(*it) {
                Ok(it) => visitor.visit_u64(it),
                Err(_) => visitor.visit_i64(*it),
            },
            Kind::Number(it) => Err(Refusal::invalid_type(Unexpected::Other(it), &visitor)),
            Kind::Text(it) => visitor.visit_str(it),
            Kind::List(items) => {
                let before = self.way.as_ref();
                let mut items = Items { rest: items.iter(), read: 0, before };
                let read = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(read)
            }
            Kind::Table { entries, .. } => {
                let (rest, before) = (entries.iter(), self.way.as_ref());
                visitor.visit_map(Entries { rest, value: None, before })
            }
        }
    }
}

impl<'de> Deserializer<'de> for At<'_> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.any(visitor).map_err(|it| it.at(|| self.path()))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        if matches!(self.node.kind, Kind::Null) {
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let before = self.way.as_ref();
        let read = if let Kind::Text(word) = &self.node.kind {
            let word: StrDeserializer<'_, Refusal> = word.as_str().into_deserializer();
            word.deserialize_enum(name, variants, visitor)
        } else if let Kind::Table { entries, .. } = &self.node.kind
            && let [entry] = entries.as_slice()
        {
            visitor.visit_enum(OneEntry { entry, before })
        } else {
            self.any(visitor)
        };
        read.map_err(|it| it.at(|| self.path()))
    }

    /// A list is no table whose names are left out.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        if matches!(self.node.kind, Kind::List(_)) {
            return Err(Refusal::invalid_type(Unexpected::Seq, &visitor).at(|| self.path()));
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Items<'a> {
    rest: std::slice::Iter<'a, Item>,
    /// The number of items read so far.
    read: usize,
    before: Option<&'a Way<'a>>,
}

impl Items<'_> {
    /// Refuses the first item of a list that is read no further: a list of a fixed length.
    fn end(mut self) -> Result<(), Refusal> {
        let Some(item) = self.rest.next() else { return Ok(()) };
        let way = Way { before: self.before, step: StepRef::Item(item.number) };
        let problem = format!("is one item too many, the list has {}", self.read);
        Err(Refusal::custom(problem).at(|| way.path()))
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Refusal;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Refusal> {
        let Some(item) = self.rest.next() else { return Ok(None) };
        self.read = proven!(self.read.checked_add(1), else self.read, "items of a list in memory");
        let way = Way { before: self.before, step: StepRef::Item(item.number) };
        seed.deserialize(At { node: &item.node, way: Some(way) }).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Entries<'a> {
    rest: std::slice::Iter<'a, Entry>,
    value: Option<&'a Entry>,
    before: Option<&'a Way<'a>>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Refusal;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refusal> {
        let Some(entry) = self.rest.next() else { return Ok(None) };
        self.value = Some(entry);
        let way = Way { before: self.before, step: StepRef::Key(&entry.key) };
        let key: StrDeserializer<'_, Refusal> = entry.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|it| it.at(|| way.path()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refusal> {
        let Some(entry) = self.value.take() else { return Err(Refusal::custom("has no value")) };
        let way = Way { before: self.before, step: StepRef::Key(&entry.key) };
        seed.deserialize(At { node: &entry.node, way: Some(way) })
    }
}

/// A table of one entry: a variant by name with its content.
struct OneEntry<'a> {
    entry: &'a Entry,
    before: Option<&'a Way<'a>>,
}

impl<'a, 'de> EnumAccess<'de> for OneEntry<'a> {
    type Error = Refusal;
    type Variant = Content<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content<'a>), Refusal> {
        let Self { entry, before } = self;
        let way = Way { before, step: StepRef::Key(&entry.key) };
        let key: StrDeserializer<'_, Refusal> = entry.key.as_str().into_deserializer();
        let variant = seed.deserialize(key).map_err(|it| it.at(|| way.path()))?;
        Ok((variant, Content(At { node: &entry.node, way: Some(way) })))
    }
}

struct Content<'a>(At<'a>);

impl<'de> VariantAccess<'de> for Content<'_> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        Err(Refusal::custom("must be a word alone").at(|| self.0.path()))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Refusal> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refusal> {
        self.0.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.0.deserialize_any(visitor)
    }
}
