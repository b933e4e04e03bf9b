use super::tree::{Node, Step, canonical};

/// The fields that name a policy, which are no part of its content.
const NAMES: [&str; 3] = ["id", "version", "effective_from"];

/// The content of a policy as canonical JSON, from its written form.
pub(super) fn canonical_json(mut written: Node) -> String {
    for name in NAMES {
        written.take_out(&[Step::Key(name.to_owned())]);
    }
    canonical(&written)
}

/// The hash of a text.
#[cfg(feature = "hash")]
pub(super) fn content_hash(text: &str) -> String {
    use std::fmt::Write;

    use sha2::{Digest, Sha256};

    Sha256::digest(text).iter().fold("sha256:".to_owned(), |mut hash, byte| {
        // A `String` takes whatever is written to it.
        let _ = write!(hash, "{byte:02x}");
        hash
    })
}
