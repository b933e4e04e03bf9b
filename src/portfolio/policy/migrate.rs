//! Older forms of a document, as today's.

use super::tree::{Entry, Kind, Node, Step};

/// The document in today's form.
///
/// One without `schema` has that of its whole number `version`, which was the name of it before.
/// A document that states neither may say what only schema 1 could say.
pub(super) fn migrated(document: Node) -> Node {
    let document = with_breaker(named_schema(document));
    match document.within(&["schema"]).map(|it| &it.kind) {
        None | Some(Kind::Integer(1)) => from_schema_1(document),
        Some(_) => document,
    }
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn named_schema(mut document: Node) -> Node {
    let is_named = document.within(&["schema"]).is_some();
    if let (false, Kind::Table { entries, .. }) = (is_named, &mut document.kind)
        && let Some(older) = entries.iter_mut().find(|it| it.key == "version")
        && let Kind::Integer(_) = older.node.kind
    {
        "schema".clone_into(&mut older.key);
    }
    document
}

/// `cases.flood_guard`, the name in the code, becomes `cases.breaker` before a preset is laid
/// beneath. Else file and preset would state the guard under two names.
fn with_breaker(mut document: Node) -> Node {
    let is_named = document.within(&["cases", "breaker"]).is_some();
    if let (false, Some(cases)) = (is_named, document.at_mut(&[key("cases")]))
        && let Kind::Table { entries, .. } = &mut cases.kind
        && let Some(guard) = entries.iter_mut().find(|it| it.key == "flood_guard")
    {
        "breaker".clone_into(&mut guard.key);
    }
    document
}

/// Schema 1 had other words in two places. The loss method `probability` with `alive_below` is
/// `alive`, and a loyalty that states `fewest_months` and no method counts by months.
fn from_schema_1(mut document: Node) -> Node {
    let states = |document: &Node, names: &[&str]| document.within(names).is_some();
    if states(&document, &["loss", "silence", "alive_below"])
        && !states(&document, &["loss", "silence", "no_order_from"])
        && let Some(method) = document.at_mut(&[key("loss"), key("silence"), key("method")])
        && let Kind::Text(word) = &mut method.kind
        && word == "probability"
    {
        "alive".clone_into(word);
    }
    let by_months = states(&document, &["loyalty", "fewest_months"])
        && !states(&document, &["loyalty", "regularity"])
        && !states(&document, &["loyalty", "own_rhythm"]);
    if by_months
        && let Some(loyalty) = document.at_mut(&[key("loyalty")])
        && let Kind::Table { entries, .. } = &mut loyalty.kind
    {
        let months = Node::new(loyalty.place, Kind::Text("months".to_owned()));
        entries.push(Entry::of("regularity", months));
    }
    document
}
