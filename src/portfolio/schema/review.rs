use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::prose::in_plain_words;
use crate::review::Review;

/// The schema of a [`Review`] as serde writes it: the day, the classes, the summary, and the
/// explanation of every customer.
///
/// A program that reads reviews, or a typed client made from the schema, knows each field and which
/// of them may be left out. A later version of the crate may add fields.
///
/// ```
/// let schema = guanxi::schema::review();
/// assert!(schema.pointer("/$defs/Explanation/properties/warnings").is_some());
/// ```
pub fn review() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Review<'_>>();
    in_plain_words(&mut schema);
    schema
}
