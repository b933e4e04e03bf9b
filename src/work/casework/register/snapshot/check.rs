use std::collections::{BTreeMap, BTreeSet};

use super::saved_customer::SavedCustomer;
use crate::casework::episode::{Episode, check_episode};
use crate::casework::register::BookState;
use crate::valid::Violations;

/// Adds a violation for each part of what a register keeps besides its episodes to which no steps
/// lead. Only a step makes files of customers.
pub(super) fn check_book_state(it: &BookState, has_files: bool, found: &mut Violations) {
    if it.last.is_none() && has_files {
        found.add("last", "must be there, customers have files".to_owned());
    }
    let feeds: BTreeSet<_> = it.stale.iter().collect();
    if feeds.len() < it.stale.len() {
        found.add("stale", "must name each feed once".to_owned());
    }
    let silences = &it.silences;
    if !silences.noted.is_sorted_by(|a, b| a < b) {
        found.add("silent", "must ascend".to_owned());
    }
    for number in silences.noted.iter().filter(|it| !silences.all.contains_key(it)) {
        found.add("silent", format!("must name silences, {number} is none"));
    }
    for (number, silence) in &silences.all {
        let ended = silence.ended.as_ref().filter(|(on, _)| *on < silence.since);
        if let Some((on, _)) = ended {
            let since = silence.since;
            let problem = format!("must not be before {since} (since), was {on}");
            found.add(&format!("silences.{number}.ended"), problem);
        }
    }
}

/// The files by customer. Adds a violation for each that contradicts itself or another.
pub(super) fn check_files(
    written: impl Iterator<Item = (SavedCustomer, Vec<Episode>)>,
    found: &mut Violations,
) -> BTreeMap<SavedCustomer, Vec<Episode>> {
    let mut files: BTreeMap<SavedCustomer, Vec<Episode>> = BTreeMap::new();
    for (customer, episodes) in written {
        found.within(&customer.to_string(), |found| {
            if !episodes.is_sorted_by(|a, b| a.rule() < b.rule()) {
                found.add("episodes", "must have each rule once, in the order of rules".to_owned());
            }
            for episode in &episodes {
                found.within(episode.rule().code(), |found| check_episode(episode, found));
            }
            if files.contains_key(&customer) {
                found.add("episodes", "must stand in one file, stand in two".to_owned());
            }
        });
        files.insert(customer, episodes);
    }
    files
}
