/// Fields of earlier schemas, each with its name of today. A file of such a schema is read with its
/// meaning; a file of today's schema is refused with the name as a hint.
const RENAMED: [(&str, &str); 1] =
    [("loss.silence.alive_below", "is alive_below of method = \"alive\" now")];

/// The hint for a field that had another name or place.
pub(super) fn renamed(path: &str) -> Option<String> {
    let found = RENAMED.iter().find(|(before, _)| *before == path);
    found.map(|(_, now)| (*now).to_owned())
}
