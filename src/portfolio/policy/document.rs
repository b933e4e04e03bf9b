//! A document read and written by serde: values first, then fields, so that older forms are read
//! by what they say.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::PolicyDraft;
use super::culprit::culprit;
use super::migrate::migrated;
use super::policy::Written;
use super::tree::{At, Node, Refusal, written};

impl PolicyDraft {
    /// The draft of a document of today's form.
    pub(super) fn of_document(document: &Node) -> Result<Self, Refusal> {
        Written::deserialize(At::root(document)).map(Self::from)
    }
}

impl Serialize for PolicyDraft {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Written::from(self.clone()).serialize(to)
    }
}

impl<'de> Deserialize<'de> for PolicyDraft {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let stated = migrated(Node::deserialize(from)?);
        let document = stated.over(&Self::default().document());
        Self::of_document(&document).map_err(|refusal| {
            let path = written(&culprit(&document, &refusal));
            D::Error::custom(format!("{path}: {refusal}"))
        })
    }
}
