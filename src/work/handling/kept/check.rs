use crate::calendar::{Day, Window};
use crate::handling::handling::Handling;
use crate::handling::subject::Subject;
use crate::valid::Violations;

/// Adds a violation for each part of a handling to which no steps and days up to a day lead.
pub(crate) fn check_handling<K: Subject>(it: &Handling<K>, last: Day, found: &mut Violations) {
    let opened = it.opened;
    if opened > last {
        found.add("opened", format!("must not be after the last input of {last}, was {opened}"));
    }
    let since = it.status_since;
    if since < opened || since > last {
        found.add("since", format!("must lie in {opened}..={last}, was {since}"));
    }
    if let Some(resolved) = it.resolved.filter(|it| *it < opened || *it > last) {
        found.add("resolved", format!("must lie in {opened}..={last}, was {resolved}"));
    }
    if it.highest_severity < it.severity {
        let (highest, severity) = (it.highest_severity, it.severity);
        found.add("highest", format!("must be at least {severity} (class), was {highest}"));
    }
    for (from, days) in it.due.counted {
        if days > 0 && from < opened {
            found.add("counted", format!("must not begin before {opened} (opened), was {from}"));
        }
    }
    let first = it.due.rests.first().map(|it| it.after.offset(1));
    let ends = it.due.rests.iter().map(|it| it.until).chain(it.due.rests_since);
    if first.is_some_and(|first| first < opened) || ends.clone().any(|end| end > last) {
        found.add("rests", format!("must lie in {opened}..={last}"));
    }
    let is_sound = |it: &Window| it.after < it.until;
    if !it.due.rests.iter().all(is_sound) || !ends.is_sorted() {
        found.add("rests", "must follow each other".to_owned());
    }
    // Each takes a day, or steps of people between two.
    let most = Day::MAX.days_since(Day::MIN).unsigned_abs();
    for (path, count) in [("reminders", it.reminders.sent), ("times_reopened", it.times_reopened)] {
        if count > most {
            found.add(path, format!("must be at most {most}, was {count}"));
        }
    }
}
