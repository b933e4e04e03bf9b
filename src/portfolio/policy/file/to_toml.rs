use super::Preset;
use crate::policy::tree::{Entry, Kind, Node, to_node};
use crate::policy::{Policy, PolicyDraft};

/// The file of a policy over a preset.
pub(super) fn to_toml(policy: &Policy, over: Preset) -> String {
    let document = PolicyDraft::from(policy.clone()).document();
    let mut entries = vec![Entry::of("schema", to_node(&PolicyDraft::SCHEMA))];
    if over != Preset::Standard {
        entries.push(Entry::of("preset", to_node(&over.code())));
    }
    if let Some(Node { kind: Kind::Table { entries: stated, .. }, .. }) =
        document.beyond(&over.draft().document())
    {
        entries.extend(stated);
    }
    let text = toml::to_string(&Node::new(None, Kind::table(entries)));
    debug_assert!(text.is_ok(), "a policy has no part that TOML cannot say: {text:?}");
    text.unwrap_or_default()
}
