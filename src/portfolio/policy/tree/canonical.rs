//! The canonical JSON of a tree: RFC 8785, without what is empty.

use std::fmt::Write;

use super::node::{Entry, Kind, Node};

/// The text of a tree. Equal trees have equal texts, whatever the order of their tables.
pub(crate) fn canonical(node: &Node) -> String {
    let mut text = String::new();
    write_node(node, &mut text);
    text
}

fn write_node(node: &Node, to: &mut String) {
    match &node.kind {
        Kind::Null => to.push_str("null"),
        Kind::Bool(it) => to.push_str(if *it { "true" } else { "false" }),
        Kind::Integer(it) => to.push_str(&it.to_string()),
        Kind::Number(it) => to.push_str(it),
        Kind::Text(it) => write_text(it, to),
        Kind::List(items) => {
            let nodes = items.iter().map(|it| &it.node);
            write_parts(['[', ']'], nodes, to, write_node);
        }
        Kind::Table { entries, .. } => {
            let mut stated: Vec<&Entry> =
                entries.iter().filter(|it| it.node.kind != Kind::Null).collect();
            stated.sort_by(|a, b| a.key.encode_utf16().cmp(b.key.encode_utf16()));
            write_parts(['{', '}'], stated, to, |entry, to| {
                write_text(&entry.key, to);
                to.push(':');
                write_node(&entry.node, to);
            });
        }
    }
}

fn write_parts<T>(
    [open, close]: [char; 2],
    parts: impl IntoIterator<Item = T>,
    to: &mut String,
    write: impl Fn(T, &mut String),
) {
    to.push(open);
    for (number, part) in parts.into_iter().enumerate() {
        if number > 0 {
            to.push(',');
        }
        write(part, to);
    }
    to.push(close);
}

fn write_text(text: &str, to: &mut String) {
    to.push('"');
    for letter in text.chars() {
        match letter {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\u{8}' => to.push_str("\\b"),
            '\t' => to.push_str("\\t"),
            '\n' => to.push_str("\\n"),
            '\u{c}' => to.push_str("\\f"),
            '\r' => to.push_str("\\r"),
            '\0'..='\u{1f}' => {
                // A `String` takes whatever is written to it.
                let _ = write!(to, "\\u{:04x}", u32::from(letter));
            }
            letter => to.push(letter),
        }
    }
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::super::to_node;
    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_their_keys_and_without_what_is_empty() {
        let entries = vec![
            Entry::of("b", to_node(&vec![1_i8, -2])),
            Entry::of("gone", to_node(&None::<u8>)),
            Entry::of("a", to_node(&true)),
        ];
        assert_eq!(canonical(&Node::new(None, Kind::table(entries))), r#"{"a":true,"b":[1,-2]}"#);
    }

    #[test]
    fn a_text_is_escaped_as_little_as_json_allows() {
        let text = "\"\\/\u{8}\t\n\u{c}\r\u{1}\u{7f}客€";
        let said = r#""\"\\/\b\t\n\f\r\u0001"#.to_owned() + "\u{7f}客€\"";
        assert_eq!(canonical(&to_node(&text)), said);
    }

    /// U+10000 is written D800 DC00 in UTF-16, which is before U+FF61.
    #[test]
    fn keys_are_ordered_by_their_utf_16() {
        let entries = ["\u{ff61}", "\u{10000}"].map(|key| Entry::of(key, to_node(&1)));
        let text = canonical(&Node::new(None, Kind::table(entries.into())));
        assert_eq!(text, "{\"\u{10000}\":1,\"\u{ff61}\":1}");
    }
}
