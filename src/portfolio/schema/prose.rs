use schemars::Schema;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::Value;

/// Turns the documentation of types into descriptions for people who read no Rust, and leaves out
/// the defaults of whole tables, whose fields have theirs.
pub(super) fn in_plain_words(schema: &mut Schema) {
    RecursiveTransform(|schema: &mut Schema| {
        if let Some(Value::String(text)) = schema.get_mut("description") {
            *text = plain(text);
        }
        if schema.get("default").is_some_and(Value::is_object) {
            schema.remove("default");
        }
    })
    .transform(schema);
}

/// The text before its first example or section, each paragraph in one line, without links.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("```") || line.starts_with("# ") {
            break;
        }
        let is_own = line.starts_with("- ") || line.starts_with('|');
        plain.push_str(match (line.is_empty(), is_own, plain.ends_with('\n')) {
            (true, _, _) => "\n\n",
            (false, true, false) => "\n",
            (false, false, false) => " ",
            (false, _, true) => "",
        });
        plain.push_str(line);
    }
    without_links(plain.trim())
}

/// The text with the words of its links alone.
fn without_links(text: &str) -> String {
    let mut parts = text.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((words, after)) if words.starts_with('`') || after.starts_with('(') => {
                let target = after.strip_prefix('(').and_then(|it| it.split_once(')'));
                plain.push_str(words);
                plain.push_str(target.map_or(after, |(_, after)| after));
            }
            _ => {
                plain.push('[');
                plain.push_str(part);
            }
        }
    }
    plain
}
