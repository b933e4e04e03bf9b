use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, ParseResult, parse_to_ast};

use super::PolicyProblem;

use crate::policy::tree::{Entry, Item, Kind, Lines, Node, Place, Step, written};

/// JSON and nothing beyond it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The values of a JSON text, with the problem of its form: what follows one is not read.
pub(crate) fn from_json(text: &str) -> (Node, Vec<PolicyProblem>) {
    let empty = || Node::new(Some(Place::START), Kind::table(Vec::new()));
    let refused = |place, problem: String| (empty(), vec![PolicyProblem::of_form(place, problem)]);
    match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
        Ok(ParseResult { value: Some(value @ Value::Object(_)), .. }) => {
            let mut reading = Reading { lines: Lines::of(text), problems: Vec::new() };
            (reading.value(&value, &mut Vec::new()), reading.problems)
        }
        Ok(_) => refused(Some(Place::START), "holds no JSON object".to_owned()),
        Err(error) => {
            let problem = error.kind().to_string().to_lowercase();
            refused(Some(Lines::of(text).place(error.range().start)), problem)
        }
    }
}

struct Reading<'a> {
    lines: Lines<'a>,
    problems: Vec<PolicyProblem>,
}

impl Reading<'_> {
    fn value(&mut self, value: &Value<'_>, path: &mut Vec<Step>) -> Node {
        let kind = match value {
            Value::NullKeyword(_) => Kind::Null,
            Value::BooleanLit(it) => Kind::Bool(it.value),
            Value::StringLit(it) => Kind::Text(it.value.to_string()),
            Value::NumberLit(it) => match it.value.parse() {
                Ok(number) => Kind::Integer(number),
                Err(_) => Kind::Number(it.value.to_owned()),
            },
            Value::Array(it) => {
                let items = it.elements.iter().enumerate().map(|(number, value)| {
                    path.push(Step::Item(number));
                    let node = self.value(value, path);
                    path.pop();
                    Item { number, node }
                });
                Kind::List(items.collect())
            }
            Value::Object(it) => self.object(it, path),
        };
        Node::new(Some(self.lines.place(value.range().start)), kind)
    }

    fn object(&mut self, object: &Object<'_>, path: &mut Vec<Step>) -> Kind {
        let mut entries: Vec<Entry> = Vec::new();
        for property in &object.properties {
            let key = property.name.as_str().to_owned();
            let place = Some(self.lines.place(property.range.start));
            path.push(Step::Key(key.clone()));
            let node = self.value(&property.value, path);
            if entries.iter().any(|it| it.key == key) {
                self.problems.push(PolicyProblem::new(written(path), place, "is stated twice"));
            } else {
                entries.push(Entry { key, place, node });
            }
            path.pop();
        }
        Kind::table(entries)
    }
}
