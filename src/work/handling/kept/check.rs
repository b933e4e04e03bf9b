use crate::calendar::{Day, Window};
use crate::handling::deadline::{Deadline, farthest};
use crate::handling::handling::Handling;
use crate::handling::stage::HandlingStage;
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
    if it.resolved.is_none() && it.stage() == HandlingStage::Resolved {
        found.add("resolved", "must be there, the case is resolved".to_owned());
    }
    if it.highest_severity < it.severity {
        let (highest, severity) = (it.highest_severity, it.severity);
        found.add("highest", format!("must be at least {severity} (class), was {highest}"));
    }
    check_due(it, last, found);
    let first = it.due.rests.first().map(|it| it.after.offset(1)).or(it.due.rests_since);
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

/// Checks the days by which something is due: none is farther away than the longest deadline.
fn check_due<K: Subject>(it: &Handling<K>, last: Day, found: &mut Violations) {
    let opened = it.opened;
    let after = |from: Day, days: u16| from.offset(farthest(days));
    let at_most = |path: &str, most: Day, was: Day, found: &mut Violations| {
        if was > most {
            found.add(path, format!("must be at most {most}, was {was}"));
        }
    };
    for ((part, (from, days)), due) in Deadline::ALL.into_iter().zip(it.due.counted).zip(it.due.due)
    {
        let path = format!("due.{}", part.code());
        if days > 0 && (from < opened || from > last) {
            found.add("counted", format!("must begin in {opened}..={last}, was {from}"));
        }
        if due < from {
            found.add(&path, format!("must not be before {from} (counted), was {due}"));
        }
        // Without days it is a day that stays, so long as no rest covers it.
        let from = if days > 0 { from } else { from.min(after(last, u16::MAX)) };
        at_most(&path, after(from, days), due, found);
    }
    at_most("next_reminder", after(last, u16::MAX), it.reminders.next, found);
}
