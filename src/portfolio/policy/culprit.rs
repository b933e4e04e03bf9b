use super::PolicyDraft;
use super::overlay::names_kind;
use super::tree::{Kind, Node, Refusal, Step, Why};

/// The innermost value without which the refusal would be another.
///
/// A table with a method is read in two steps, and the second knows no paths. So its parts are
/// left out in turn.
pub(super) fn culprit(whole: &Node, refusal: &Refusal) -> Vec<Step> {
    // A field that is missing is missing in a table.
    let of_tables = matches!(refusal.why, Why::Missing { .. });
    let is_table = |node: &Node| matches!(node.kind, Kind::Table { .. } | Kind::List(_));
    let is_by = |path: &Vec<Step>| {
        let mut rest = whole.clone();
        rest.take_out(path);
        PolicyDraft::of_document(&rest).err().is_none_or(|it| it.why != refusal.why)
    };
    let mut path = refusal.path.clone().unwrap_or_default();
    loop {
        let parts = whole.at(&path).map(Node::parts).unwrap_or_default();
        let parts = parts
            .into_iter()
            .filter(|(step, node)| !names_kind(step) && (!of_tables || is_table(node)));
        let inner = parts.map(|(step, _)| path.iter().cloned().chain([step]).collect());
        // By several together, the whole is refused.
        match inner.filter(is_by).collect::<Vec<Vec<Step>>>().as_slice() {
            [inner] => path.clone_from(inner),
            _ => return path,
        }
    }
}
