//! A checked value and its draft have one pair of names.

use crate::offences::{Offence, at_most};
use crate::sources;

/// The names of a checked value and its draft, for each `pub type X = Valid<Y>;`.
fn pairs(code: &str) -> impl Iterator<Item = (&str, &str)> {
    code.lines().filter_map(|line| {
        let (name, draft) = line.trim().strip_prefix("pub type ")?.split_once(" = Valid<")?;
        Some((name, draft.strip_suffix(">;")?))
    })
}

fn is_pair((name, draft): (&str, &str)) -> bool {
    draft.strip_suffix("Draft") == Some(name)
}

#[test]
fn a_draft_is_named_after_its_checked_value() {
    let (mut count, mut found) = (0, Vec::new());
    for source in sources() {
        for pair in pairs(&source.code) {
            count += 1;
            if !is_pair(pair) {
                let what = format!("{}: {} of {}", source.name(), pair.0, pair.1);
                found.push(Offence { module: source.module().unwrap_or_default(), what });
            }
        }
    }
    assert!(count > 15, "the pairs are found");
    at_most(0, "drafts with a name of their own", &found);
}

#[test]
fn a_draft_with_a_name_of_its_own_is_found() {
    let code = "pub type A = Valid<ADraft>;\npub type B = Valid<Other>;\npub type C = D<CDraft>;";
    let found: Vec<_> = pairs(code).collect();
    assert_eq!(found, [("A", "ADraft"), ("B", "Other")]);
    assert!(is_pair(found[0]));
    assert!(!is_pair(found[1]));
}
