use std::collections::BTreeSet;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::prose::in_plain_words;
use crate::policy::PolicyDraft;
#[cfg(any(feature = "toml", feature = "json"))]
use crate::policy::{Preset, tests_schema};

/// The schema of a policy file.
///
/// Every field may be left out: it is that of the `preset`, or of the default policy. Only what
/// stands in a list is stated whole. The names are those of [`PolicyDraft::SCHEMA`]; the names and
/// methods that only an older schema had are read, but not described.
///
/// ```
/// let schema = guanxi::schema::policy();
/// let debt = schema.pointer("/properties/debt/description");
/// assert_eq!(debt, Some(&"S21.1: debt.".into()));
/// ```
pub fn policy() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    #[cfg(any(feature = "toml", feature = "json"))]
    let (mut preset, tests) = (generator.subschema_for::<Preset>(), tests_schema(&mut generator));
    #[cfg(any(feature = "toml", feature = "json"))]
    preset
        .insert("description".to_owned(), "The policy that holds where the file is silent.".into());
    let mut schema = generator.root_schema_for::<PolicyDraft>();
    schema.insert("title".to_owned(), "Policy".into());
    #[cfg(any(feature = "toml", feature = "json"))]
    if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        fields.insert("preset".to_owned(), preset.to_value());
        fields.insert("test".to_owned(), tests.to_value());
    }
    let forms = schema.pointer_mut("/properties/version/anyOf").and_then(Value::as_array_mut);
    if let Some(forms) = forms {
        forms.push(json!({
            "description": "The schema of a file that does not state it.",
            "type": "integer",
            "minimum": 1,
            "maximum": PolicyDraft::SCHEMA,
        }));
    }
    state_in_part(&mut schema);
    in_plain_words(&mut schema);
    schema
}

/// Makes every field optional that a file may leave to its preset: those of tables, within tables,
/// too. A table that also stands in a list is one definition, and is optional there as well.
fn state_in_part(schema: &mut Schema) {
    let mut named = Vec::new();
    if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        fields.values_mut().for_each(|it| relax(it, &mut named));
    }
    schema.remove("required");
    let mut relaxed = BTreeSet::new();
    while let Some(name) = named.pop() {
        if relaxed.insert(name.clone())
            && let Some(definitions) = schema.get_mut("$defs")
            && let Some(definition) = definitions.get_mut(&name)
        {
            relax(definition, &mut named);
        }
    }
}

/// Makes the fields of a table optional, and notes the definitions that it names. Without its tag
/// one table may be of several kinds.
fn relax(schema: &mut Value, named: &mut Vec<String>) {
    let Some(schema) = schema.as_object_mut() else { return };
    let name = schema.get("$ref").and_then(Value::as_str);
    named.extend(name.and_then(|it| it.strip_prefix("#/$defs/")).map(str::to_owned));
    schema.remove("required");
    if let Some(kinds) = schema.remove("oneOf") {
        schema.insert("anyOf".to_owned(), kinds);
    }
    if let Some(kinds) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        for it in kinds {
            relax(it, named);
        }
    }
    if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        fields.values_mut().for_each(|it| relax(it, named));
    }
}
