//! Parts of JSON Schemas that no derive gives.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::{AsText, Draft, Valid};
use crate::valid::or_none::NONE;

impl<D: Draft + JsonSchema> JsonSchema for Valid<D> {
    fn inline_schema() -> bool {
        D::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        D::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        D::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        D::json_schema(generator)
    }
}

/// The schema of a value or the word `none`.
pub(crate) struct OrNone<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for OrNone<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}_or_none", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [value, { "const": NONE }, { "type": "null" }] })
    }
}

impl<T> JsonSchema for AsText<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// Gives a type the schema of its written form, whose documentation describes it.
macro_rules! schema_of_written {
    ($name:ty, $title:literal, $written:ty $(, [$($parameters:tt)*])?) => {
        impl $(<$($parameters)*>)? schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $title.into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$written as schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}

pub(crate) use schema_of_written;

/// Joins the words of an enum in one list, each with its line in the description. Anything else
/// stays as it is.
pub(crate) fn words_in_one(schema: &mut Schema) {
    let Some(words) = schema.get("oneOf").and_then(|it| it.as_array()) else { return };
    let word = |word: &Value| {
        let code = word.get("const")?.as_str()?;
        let about = word.get("description").and_then(Value::as_str).unwrap_or_default();
        Some((Value::from(code), format!("- `{code}`: {about}")))
    };
    let Some(words) = words.iter().map(word).collect::<Option<Vec<_>>>() else { return };
    let (codes, lines): (Vec<Value>, Vec<String>) = words.into_iter().unzip();
    let about = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let about = format!("{about}\n\n{}", lines.join("\n"));
    schema.remove("oneOf");
    schema.insert("type".to_owned(), "string".into());
    schema.insert("enum".to_owned(), codes.into());
    schema.insert("description".to_owned(), about.into());
}
