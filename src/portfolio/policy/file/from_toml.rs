use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::PolicyProblem;
use crate::policy::tree::{Entry, Item, Kind, Lines, Node, Place};

/// The values of a TOML text, with every problem of its form.
pub(crate) fn from_toml(text: &str) -> (Node, Vec<PolicyProblem>) {
    let lines = &Lines::of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors.iter().map(|error| {
        let place = error.span().map(|it| lines.place(it.start));
        PolicyProblem::of_form(place, error.message().replace('\n', ", "))
    });
    (Node::new(Some(Place::START), of_table(lines, table.get_ref())), problems.collect())
}

fn of_table(lines: &Lines<'_>, table: &DeTable<'_>) -> Kind {
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    for (key, value) in table {
        let start = key.span().start;
        let place = Some(lines.place(start));
        let entry = Entry { key: key.get_ref().to_string(), place, node: of_value(lines, value) };
        entries.push((start, entry));
    }
    entries.sort_by_key(|it| it.0);
    Kind::table(entries.into_iter().map(|it| it.1).collect())
}

fn of_list(lines: &Lines<'_>, list: &DeArray<'_>) -> Kind {
    let items = list.iter().enumerate();
    let items = items.map(|(number, value)| Item { number, node: of_value(lines, value) });
    Kind::List(items.collect())
}

fn of_value(lines: &Lines<'_>, value: &Spanned<DeValue<'_>>) -> Node {
    let kind = match value.get_ref() {
        DeValue::String(it) => Kind::Text(it.to_string()),
        DeValue::Integer(it) => i64::from_str_radix(it.as_str(), it.radix())
            .map_or_else(|_| Kind::Number(it.to_string()), Kind::Integer),
        DeValue::Float(it) => Kind::Number(it.as_str().to_owned()),
        DeValue::Boolean(it) => Kind::Bool(*it),
        // A day of TOML is the same text as one of JSON.
        DeValue::Datetime(it) => Kind::Text(it.to_string()),
        DeValue::Array(it) => of_list(lines, it),
        DeValue::Table(it) => of_table(lines, it),
    };
    Node::new(Some(lines.place(value.span().start)), kind)
}
