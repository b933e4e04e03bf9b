//! Counts offences by module and holds them to the number that is still allowed.

use std::collections::BTreeMap;

/// One place that breaks a line of the architecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offence {
    /// The module on its floor, or `tests`, `examples`, `benches` for files outside of `src`.
    pub(crate) module: String,
    /// The file, the line and the words.
    pub(crate) what: String,
}

/// Prints all offences by module and fails when there are more than the number still allowed.
#[track_caller]
pub(crate) fn at_most(still: usize, check: &str, offences: &[Offence]) {
    let text = report(still, check, offences);
    if !offences.is_empty() {
        println!("{text}");
    }
    assert!(is_within(still, offences), "{text}");
}

const fn is_within(still: usize, offences: &[Offence]) -> bool {
    offences.len() <= still
}

fn report(still: usize, check: &str, offences: &[Offence]) -> String {
    let mut by_module: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Offence { module, what } in offences {
        by_module.entry(module).or_default().push(what);
    }
    let mut text = format!("{check}: {} of at most {still}\n", offences.len());
    for (module, all) in by_module {
        text.extend(["  ", module, ": ", &all.len().to_string(), "\n"]);
        for what in all {
            text.extend(["    ", what, "\n"]);
        }
    }
    text
}

#[test]
fn one_offence_more_than_allowed_is_too_many() {
    let one = Offence { module: "money".to_owned(), what: "amount.rs:1".to_owned() };
    let two = [one.clone(), one];
    assert!(is_within(1, &two[..1]) && !is_within(1, &two));
    let text = "made up: 2 of at most 1\n  money: 2\n    amount.rs:1\n    amount.rs:1\n";
    assert_eq!(report(1, "made up", &two), text);
}
