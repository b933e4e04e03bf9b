//! Any serialisable value as paths and texts, so that two policies compare field by field without a
//! second list of fields.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct,
    SerializeStructVariant, SerializeTuple, Serializer,
};

/// Field paths with their values in words.
pub(super) type Fields = BTreeMap<String, String>;

/// Adds the fields of a section. A section consists of structures, maps, lists and scalars;
/// anything else is left out.
pub(super) fn flatten(section: &str, value: &impl Serialize, fields: &mut Fields) {
    let outcome = value.serialize(Flatten { path: section.to_owned(), fields });
    debug_assert!(outcome.is_ok(), "a policy has no part that cannot be flattened");
}

/// A form of value that no policy contains.
#[derive(Debug)]
pub(super) struct Unsupported;

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

struct Flatten<'a> {
    path: String,
    fields: &'a mut Fields,
}

impl Flatten<'_> {
    fn scalar(self, value: impl fmt::Display) {
        self.fields.insert(self.path, value.to_string());
    }

    fn part(&mut self, name: &str) -> Flatten<'_> {
        let path = match self.path.as_str() {
            "" => name.to_owned(),
            path => format!("{path}.{name}"),
        };
        Flatten { path, fields: self.fields }
    }
}

/// The entries of a map, each at the path of its key.
struct Entries<'a> {
    map: Flatten<'a>,
    key: String,
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = Unsupported;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unsupported> {
        let mut fields = Fields::new();
        key.serialize(Flatten { path: String::new(), fields: &mut fields })?;
        self.key = fields.remove("").ok_or(Unsupported)?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unsupported> {
        let key = std::mem::take(&mut self.key);
        value.serialize(self.map.part(&key))
    }

    fn end(self) -> Result<(), Unsupported> {
        Ok(())
    }
}

/// The items of a list, one after the other.
struct Items<'a> {
    list: Flatten<'a>,
    texts: Vec<String>,
}

impl Items<'_> {
    fn push(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Unsupported> {
        let mut fields = Fields::new();
        value.serialize(Flatten { path: String::new(), fields: &mut fields })?;
        let mut parts = fields.into_iter().map(|(path, text)| match path.as_str() {
            "" => text,
            path => format!("{path} {text}"),
        });
        let first = parts.next().unwrap_or_default();
        self.texts.push(parts.fold(first, |all, part| format!("{all}, {part}")));
        Ok(())
    }

    fn finish(self) {
        self.list.scalar(format!("[{}]", self.texts.join(", ")));
    }
}

macro_rules! scalars {
    ($($method:ident: $kind:ty),* $(,)?) => {
        $(fn $method(self, value: $kind) -> Result<(), Unsupported> {
            self.scalar(value);
            Ok(())
        })*
    };
}

impl<'a> Serializer for Flatten<'a> {
    type Ok = ();
    type Error = Unsupported;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Impossible<(), Unsupported>;
    type SerializeTupleVariant = Impossible<(), Unsupported>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    scalars! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_char: char, serialize_str: &str,
    }

    #[expect(clippy::disallowed_types, reason = "the trait asks for it")]
    fn serialize_f32(self, _: f32) -> Result<(), Unsupported> {
        Err(Unsupported)
    }

    #[expect(clippy::disallowed_types, reason = "the trait asks for it")]
    fn serialize_f64(self, _: f64) -> Result<(), Unsupported> {
        Err(Unsupported)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unsupported> {
        Err(Unsupported)
    }

    fn serialize_none(self) -> Result<(), Unsupported> {
        self.scalar("none");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unsupported> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unsupported> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unsupported> {
        self.serialize_none()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unsupported> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unsupported> {
        value.serialize(self.part(variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Unsupported> {
        Ok(Items { list: self, texts: Vec::new() })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items<'a>, Unsupported> {
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

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, Unsupported> {
        Ok(Entries { map: self, key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unsupported> {
        Ok(self)
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Unsupported> {
        self.path = self.part(variant).path;
        Ok(self)
    }
}

/// The fields of structures, named alike by two traits.
macro_rules! fields {
    ($($for_trait:ident),*) => {
        $(impl $for_trait for Flatten<'_> {
            type Ok = ();
            type Error = Unsupported;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Unsupported> {
                value.serialize(self.part(name))
            }

            fn end(self) -> Result<(), Unsupported> {
                Ok(())
            }
        })*
    };
}

/// The items of lists, named alike by two traits.
macro_rules! items {
    ($($for_trait:ident),*) => {
        $(impl $for_trait for Items<'_> {
            type Ok = ();
            type Error = Unsupported;

            fn serialize_element<T: Serialize + ?Sized>(
                &mut self,
                value: &T,
            ) -> Result<(), Unsupported> {
                self.push(value)
            }

            fn end(self) -> Result<(), Unsupported> {
                self.finish();
                Ok(())
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);
items!(SerializeSeq, SerializeTuple);
