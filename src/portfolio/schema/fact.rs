use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::prose::in_plain_words;
use crate::account::Fact;

/// The schema of one fact as serde writes a [`Fact`]: a table of one key, the kind of the fact.
///
/// A form or an interface that takes facts checks them by it before they are sent. A book may
/// refuse what fits: a payment of an invoice that it does not know.
///
/// ```
/// let schema = guanxi::schema::fact();
/// assert!(schema.pointer("/$defs/Invoice/properties/due").is_some());
/// ```
pub fn fact() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Fact>();
    in_plain_words(&mut schema);
    schema
}
