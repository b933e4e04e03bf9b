//! Any serialisable value as a tree of values, without places.

use std::fmt;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct,
    SerializeStructVariant, SerializeTuple, Serializer,
};

use super::node::{Entry, Item, Kind, Node, Overlay};

/// The tree of a value that consists of structures, maps, lists and scalars, as every policy does;
/// nothing of any other.
pub(crate) fn to_node(value: &impl Serialize) -> Node {
    let node = value.serialize(ToNode);
    debug_assert!(node.is_ok(), "a policy has no part that has no tree");
    node.unwrap_or_else(|_| Node::new(None, Kind::Null))
}

/// A form of value that no policy contains.
#[derive(Debug)]
pub(crate) struct Unsupported;

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a structure, map, list or scalar")
    }
}

impl std::error::Error for Unsupported {}

impl Error for Unsupported {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct ToNode;

/// The fields of a structure, or the entries of a map.
struct Parts {
    entries: Vec<Entry>,
    key: String,
    overlay: Overlay,
    /// The variant of an enum that the structure is.
    variant: Option<&'static str>,
}

impl Parts {
    fn new(overlay: Overlay, variant: Option<&'static str>) -> Self {
        Self { entries: Vec::new(), key: String::new(), overlay, variant }
    }

    fn finish(self) -> Node {
        let all = Node::new(None, Kind::Table { entries: self.entries, overlay: self.overlay });
        match self.variant {
            Some(variant) => {
                let entries = vec![Entry::of(variant, all)];
                Node::new(None, Kind::Table { entries, overlay: Overlay::Variant })
            }
            None => all,
        }
    }
}

impl SerializeMap for Parts {
    type Ok = Node;
    type Error = Unsupported;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unsupported> {
        self.key = match key.serialize(ToNode)?.kind {
            Kind::Text(key) => key,
            Kind::Integer(key) => key.to_string(),
            Kind::Bool(key) => key.to_string(),
            Kind::Null | Kind::Number(_) | Kind::List(_) | Kind::Table { .. } => {
                return Err(Unsupported);
            }
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        let key = std::mem::take(&mut self.key);
        self.entries.push(Entry::of(&key, value.serialize(ToNode)?));
        Ok(())
    }

    fn end(self) -> Result<Node, Unsupported> {
        Ok(self.finish())
    }
}

struct Items(Vec<Item>);

macro_rules! whole_numbers {
    ($($method:ident: $kind:ty),* $(,)?) => {
        $(fn $method(self, value: $kind) -> Result<Node, Unsupported> {
            Ok(Node::new(None, match i64::try_from(value) {
                Ok(value) => Kind::Integer(value),
                Err(_) => Kind::Number(value.to_string()),
            }))
        })*
    };
}

impl Serializer for ToNode {
    type Ok = Node;
    type Error = Unsupported;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Impossible<Node, Unsupported>;
    type SerializeTupleVariant = Impossible<Node, Unsupported>;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Parts;

    whole_numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
    }

    fn serialize_bool(self, value: bool) -> Result<Node, Unsupported> {
        Ok(Node::new(None, Kind::Bool(value)))
    }

    fn serialize_char(self, value: char) -> Result<Node, Unsupported> {
        Ok(Node::new(None, Kind::Text(value.to_string())))
    }

    fn serialize_str(self, value: &str) -> Result<Node, Unsupported> {
        Ok(Node::new(None, Kind::Text(value.to_owned())))
    }

    #[expect(clippy::disallowed_types, reason = "the trait asks for it")]
    fn serialize_f32(self, _: f32) -> Result<Node, Unsupported> {
        Err(Unsupported)
    }

    #[expect(clippy::disallowed_types, reason = "the trait asks for it")]
    fn serialize_f64(self, _: f64) -> Result<Node, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Node, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_none(self) -> Result<Node, Unsupported> {
        Ok(Node::new(None, Kind::Null))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Node, Unsupported> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, Unsupported> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, Unsupported> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Node, Unsupported> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Node, Unsupported> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node, Unsupported> {
        let entries = vec![Entry::of(variant, value.serialize(ToNode)?)];
        Ok(Node::new(None, Kind::Table { entries, overlay: Overlay::Variant }))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Unsupported> {
        Ok(Items(Vec::new()))
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, Unsupported> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unsupported> {
        Err(Unsupported)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Unsupported> {
        Ok(Parts::new(Overlay::Map, None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts, Unsupported> {
        Ok(Parts::new(Overlay::Fields, None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts, Unsupported> {
        Ok(Parts::new(Overlay::Fields, Some(variant)))
    }
}

/// The fields of structures, named alike by two traits.
macro_rules! fields {
    ($($for_trait:ident),*) => {
        $(impl $for_trait for Parts {
            type Ok = Node;
            type Error = Unsupported;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Unsupported> {
                self.entries.push(Entry::of(name, value.serialize(ToNode)?));
                Ok(())
            }

            fn end(self) -> Result<Node, Unsupported> {
                Ok(self.finish())
            }
        })*
    };
}

/// The items of lists, named alike by two traits.
macro_rules! items {
    ($($for_trait:ident),*) => {
        $(impl $for_trait for Items {
            type Ok = Node;
            type Error = Unsupported;

            fn serialize_element<T: Serialize + ?Sized>(
                &mut self,
                value: &T,
            ) -> Result<(), Unsupported> {
                let node = value.serialize(ToNode)?;
                self.0.push(Item { number: self.0.len(), node });
                Ok(())
            }

            fn end(self) -> Result<Node, Unsupported> {
                Ok(Node::new(None, Kind::List(self.0)))
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);
items!(SerializeSeq, SerializeTuple);
