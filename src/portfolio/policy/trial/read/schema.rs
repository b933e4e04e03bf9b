use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::incident::{Credibility, Impact};
use crate::lapse::Sigmas;
use crate::measure::Ratio;
use crate::money::Major;
use crate::policy::trial::answer::Answer;
use crate::policy::trial::figure_value::Unit;
use crate::policy::trial::{TestFigure, TestSubject};
use crate::segment::{Class, Quadrant};
use crate::valid::NONE;

/// The schema of the tests of a file.
pub(crate) fn tests_schema(generator: &mut SchemaGenerator) -> Schema {
    let mut figures = Map::new();
    let mut days = Map::new();
    for figure in TestFigure::ALL {
        let about = format!("{}: {}.", figure.subject(), figure.unit());
        let value = of_unit(figure.of_unit(), generator);
        let rows = json!({ "type": "array", "items": value, "minItems": 1 });
        let given = json!({ "description": about, "anyOf": [value, rows] });
        figures.insert(figure.code().to_owned(), given);
        if matches!(figure.subject(), TestSubject::Rule(_)) {
            let day = json!({ "description": about, "type": "string", "pattern": r"\S" });
            days.insert(figure.code().to_owned(), day);
        }
    }
    let series = json!({
        "description": "Figures day by day: `70% 90%x3 _` has a day, three days, and one without data.",
        "type": "object",
        "properties": days,
        "additionalProperties": false,
        "minProperties": 1,
    });
    figures.insert("series".to_owned(), series);
    let answer = generator.subschema_for::<Answer>();
    json_schema!({
        "description": "Tests of the policy, which are no part of it.",
        "type": "array",
        "items": {
            "type": "object",
            "required": ["name", "given", "expect"],
            "additionalProperties": false,
            "properties": {
                "name": {
                    "description": "The name of the test, in words.",
                    "type": "string",
                    "pattern": r"\S",
                },
                "given": {
                    "description": "Figures of one thing, each with a value or a list of values.",
                    "type": "object",
                    "properties": figures,
                    "additionalProperties": false,
                    "minProperties": 1,
                },
                "expect": {
                    "description": "The answer, one for each row, a name, or what a series leads to.",
                    "anyOf": [
                        answer,
                        { "type": "array", "items": answer },
                        of_names(),
                        of_series(),
                    ],
                },
            },
        },
    })
}

/// The schema of a class, a quadrant or a grade.
fn of_names() -> Value {
    let of_rows = |about: &str, word: Value| {
        let rows = json!({ "type": "array", "items": word });
        json!({ "description": about, "anyOf": [word, rows] })
    };
    let one_of = |words: &[&str]| {
        let words = [words, &[Answer::NotJudged.code()]].concat();
        json!({ "enum": words })
    };
    json!({
        "description": "The name that the review gives to the figures, or one for each row.",
        "type": "object",
        "properties": {
            "class": of_rows("The class.", one_of(&Class::ALL.map(Class::code))),
            "quadrant": of_rows("The quadrant.", one_of(&Quadrant::ALL.map(Quadrant::code))),
            "grade": of_rows("The grade, a name of the table.", json!({ "type": "string" })),
        },
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

/// The schema of what a series leads to.
fn of_series() -> Value {
    json!({
        "type": "object",
        "properties": {
            "effects": {
                "description": "All changes, each with its day from 0: `raised:watch@3`.",
                "type": "array",
                "items": {
                    "type": "string",
                    "pattern": "^[a-z_]+(:[a-z]+)?@[0-9]+$",
                },
            },
            "levels": {
                "description": "The level at the end of each day: `clear watchx3`.",
                "type": "string",
            },
        },
        "additionalProperties": false,
        "minProperties": 1,
    })
}

/// The schema of a figure of a unit.
fn of_unit(unit: Unit, generator: &mut SchemaGenerator) -> Schema {
    match unit {
        Unit::Share | Unit::Chance => generator.subschema_for::<Ratio>(),
        Unit::Count => generator.subschema_for::<u16>(),
        Unit::Amount => generator.subschema_for::<Major>(),
        Unit::Limit => {
            let amount = generator.subschema_for::<Major>();
            json_schema!({ "anyOf": [amount, { "enum": ["not_set", "unlimited"] }] })
        }
        Unit::Sigmas => generator.subschema_for::<Sigmas>(),
        Unit::Impact => {
            let impact = generator.subschema_for::<Impact>();
            json_schema!({ "anyOf": [impact, { "const": NONE }] })
        }
        Unit::Credibility => generator.subschema_for::<Credibility>(),
        Unit::YesNo => generator.subschema_for::<bool>(),
        Unit::Score => {
            let points = generator.subschema_for::<Major>();
            json_schema!({ "anyOf": [points, { "type": "number", "minimum": 0, "maximum": 100 }] })
        }
    }
}
