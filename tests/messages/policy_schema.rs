//! Refused policy files against the schema, by which editors mark what is wrong.

use guanxi::schema;
use jsonschema::Validator;

use super::policy_files::TOML;

/// Parts of messages about names, words and types, which a schema knows.
const KNOWN: [&str; 5] =
    ["is no field of a policy", "must be one of", "must be a ", "must be true", "was \""];

/// Texts that take more than a schema: a day that the month does not have, and the threshold of a
/// method that only the preset tells not to be in force.
const UNKNOWN: [&str; 2] = [
    "[progress.calendar]\nholidays = [\"2026-02-30\"]\n",
    "[loss.silence]\nalive_below = { watch = \"70%\" }\n",
];

#[test]
fn a_name_word_or_type_that_no_policy_has_does_not_fit_the_schema() {
    let schema = Validator::new(schema::policy().as_value()).unwrap();
    let mut refused = 0;
    for (text, problems) in TOML {
        let Ok(file) = toml::from_str::<serde_json::Value>(text) else { continue };
        let is_known = problems.iter().any(|it| KNOWN.iter().any(|part| it.contains(part)));
        if is_known && !UNKNOWN.contains(text) {
            assert!(!schema.is_valid(&file), "{text}\n{problems:?}");
            refused += 1;
        }
    }
    assert!(refused >= 25, "{refused}");
}
