use super::tree::{Entry, Kind, Node, Overlay, Step};

/// The keys that name the kind of a table, where there are several. Nothing of a preset fits a
/// table of another kind.
pub(super) const KINDS: [&str; 4] = ["by", "kind", "method", "when"];

/// Tests whether a step leads to the key that names the kind of a table.
pub(super) fn names_kind(step: &Step) -> bool {
    matches!(step, Step::Key(key) if KINDS.contains(&key.as_str()))
}

impl Node {
    /// This file over a preset: a field that is not stated is that of the preset, inside tables,
    /// too. Lists, maps and tables of another kind are replaced whole.
    pub(super) fn over(self, preset: &Self) -> Self {
        let Self { place, kind } = self;
        let kind = match (kind, &preset.kind) {
            (Kind::Table { entries, .. }, Kind::Table { entries: before, overlay })
                if is_of_kind(&entries, before, *overlay) =>
            {
                Kind::table(merged(entries, before))
            }
            (kind, _) => kind,
        };
        Self { place, kind }
    }
}

impl Node {
    /// The part of this document that a file over the preset states: laid over it, it gives this
    /// document again.
    #[cfg(feature = "toml")]
    pub(super) fn beyond(self, preset: &Self) -> Option<Self> {
        if self == *preset {
            return None;
        }
        let Self { place, kind } = self;
        let kind = match (kind, &preset.kind) {
            (
                Kind::Table { entries, overlay },
                Kind::Table { entries: before, overlay: of_preset },
            ) if overlay == *of_preset && is_of_kind(&entries, before, overlay) => {
                let stated = entries.into_iter().filter_map(|it| {
                    let of_preset = before.iter().find(|other| other.key == it.key);
                    let node = match of_preset {
                        Some(of_preset) => it.node.beyond(&of_preset.node)?,
                        None => it.node,
                    };
                    Some(Entry { node, ..it })
                });
                Kind::Table { entries: stated.collect(), overlay }
            }
            (kind, _) => kind,
        };
        Some(Self { place, kind })
    }
}

/// Tests whether a table is of the kind of the preset, or names none.
fn is_of_kind(entries: &[Entry], before: &[Entry], overlay: Overlay) -> bool {
    let text = |it: &Entry| {
        let Kind::Text(text) = &it.node.kind else { return None };
        Some(text.clone())
    };
    let of_preset = |it: &Entry| before.iter().find(|other| other.key == it.key);
    match overlay {
        Overlay::Map => false,
        Overlay::Variant => entries.iter().all(|it| of_preset(it).is_some()),
        Overlay::Fields => entries
            .iter()
            .filter(|it| KINDS.contains(&it.key.as_str()))
            .all(|it| of_preset(it).is_some_and(|other| text(other) == text(it))),
    }
}

fn merged(entries: Vec<Entry>, before: &[Entry]) -> Vec<Entry> {
    let is_stated = |key: &str| entries.iter().any(|it| it.key == key);
    let rest: Vec<Entry> = before.iter().filter(|it| !is_stated(&it.key)).cloned().collect();
    let stated = entries.into_iter().map(|it| {
        let of_preset = before.iter().find(|other| other.key == it.key);
        match of_preset {
            Some(of_preset) => Entry { node: it.node.over(&of_preset.node), ..it },
            None => it,
        }
    });
    stated.chain(rest).collect()
}
