//! A tree as a value of serde, so that it is written in any format.

use serde::ser::{Error, Serialize, Serializer};

use super::node::{Kind, Node};

impl Serialize for Node {
    /// An empty value of a table is left out: TOML has no word for it.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            Kind::Null => to.serialize_none(),
            Kind::Bool(it) => to.serialize_bool(*it),
            Kind::Integer(it) => to.serialize_i64(*it),
            Kind::Number(it) => {
                it.parse().map_err(S::Error::custom).and_then(|it| to.serialize_u64(it))
            }
            Kind::Text(it) => to.serialize_str(it),
            Kind::List(items) => to.collect_seq(items.iter().map(|it| &it.node)),
            Kind::Table { entries, .. } => {
                let stated = entries.iter().filter(|it| it.node.kind != Kind::Null);
                to.collect_map(stated.map(|it| (&it.key, &it.node)))
            }
        }
    }
}
