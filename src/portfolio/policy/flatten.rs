use std::collections::BTreeMap;

use super::tree::{Kind, Node};

/// Field paths with their values in words.
pub(super) type Fields = BTreeMap<String, String>;

/// The fields of a document, so that two policies compare field by field without a second list of
/// fields. A list is one field.
pub(super) fn fields(document: &Node) -> Fields {
    let mut fields = Fields::new();
    flatten("", document, &mut fields);
    fields
}

fn flatten(path: &str, node: &Node, fields: &mut Fields) {
    let text = match &node.kind {
        Kind::Null => "none".to_owned(),
        Kind::Bool(it) => it.to_string(),
        Kind::Integer(it) => it.to_string(),
        Kind::Number(it) | Kind::Text(it) => it.clone(),
        Kind::List(items) => {
            let texts: Vec<String> = items.iter().map(|it| in_list(&it.node)).collect();
            format!("[{}]", texts.join(", "))
        }
        Kind::Table { entries, .. } => {
            for entry in entries {
                match path {
                    "" => flatten(&entry.key, &entry.node, fields),
                    path => flatten(&format!("{path}.{}", entry.key), &entry.node, fields),
                }
            }
            return;
        }
    };
    fields.insert(path.to_owned(), text);
}

/// An item of a list; one that could be read as several stands in quotes.
fn in_list(node: &Node) -> String {
    if let Kind::Text(it) = &node.kind
        && it.contains([',', '"'])
    {
        format!("{it:?}")
    } else {
        of_item(node)
    }
}

/// An item of a list in one text.
fn of_item(node: &Node) -> String {
    let mut fields = Fields::new();
    flatten("", node, &mut fields);
    let parts: Vec<String> = fields
        .into_iter()
        .map(|(path, text)| match path.as_str() {
            "" => text,
            path => format!("{path} {text}"),
        })
        .collect();
    parts.join(", ")
}
