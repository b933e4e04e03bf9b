use crate::calendar::{Day, Window};
use crate::handling::deadline::DueDays;
use crate::handling::handling::Handling;
use crate::handling::reminders::Reminders;
use crate::handling::shelf::Shelf;
use crate::handling::status::Status;
use crate::handling::subject::Subject;
use crate::id::StaffId;
use crate::valid::is_default;

/// The state of a handling in the form in which it is written; what is usual is left out. Its
/// subject and its remedies are kept by whoever holds it.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenHandling<S, E> {
    status: Status<E>,
    opened: Day,
    /// Left out where it is the day of the opening.
    #[serde(default, skip_serializing_if = "is_default")]
    since: Option<Day>,
    #[serde(rename = "class")]
    severity: S,
    /// Left out where it is the severity.
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    highest: Option<S>,
    #[serde(default, skip_serializing_if = "is_default")]
    owner: Option<StaffId>,
    #[serde(default, skip_serializing_if = "is_default")]
    found_by: Option<StaffId>,
    due: [Day; 3],
    /// The day from which each is counted, and its worked days. Left out in files of version 1,
    /// whose days stay as they are.
    #[serde(default, skip_serializing_if = "is_default")]
    counted: Option<[(Day, u16); 3]>,
    /// The first and the last day of each.
    #[serde(default, skip_serializing_if = "is_default")]
    rests: Vec<(Day, Day)>,
    #[serde(default, skip_serializing_if = "is_default")]
    rests_since: Option<Day>,
    #[serde(default, skip_serializing_if = "is_default")]
    missed: [bool; 3],
    #[serde(default, skip_serializing_if = "is_default")]
    resolved: Option<Day>,
    #[serde(default, skip_serializing_if = "is_default")]
    times_reopened: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    shelf: Option<Shelf>,
    #[serde(default, skip_serializing_if = "is_default")]
    reminders: u32,
    next_reminder: Day,
    #[serde(default, skip_serializing_if = "is_default")]
    is_handed_over: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    is_held: bool,
}

/// Due days that stay as they are, but for a rest that covers them.
fn fixed(due: [Day; 3]) -> [(Day, u16); 3] {
    due.map(|due| (due, 0))
}

const fn none<S>() -> Option<S> {
    None
}

impl<K: Subject> From<&Handling<K>> for WrittenHandling<K::Severity, K::Closing> {
    fn from(it: &Handling<K>) -> Self {
        Self {
            status: it.status,
            opened: it.opened,
            since: Some(it.status_since).filter(|since| *since != it.opened),
            severity: it.severity,
            highest: Some(it.highest_severity).filter(|highest| *highest != it.severity),
            owner: it.owner.clone(),
            found_by: it.found_by.clone(),
            due: it.due.due,
            counted: Some(it.due.counted).filter(|counted| *counted != fixed(it.due.due)),
            rests: it.due.rests.iter().map(|it| (it.after.offset(1), it.until)).collect(),
            rests_since: it.due.rests_since,
            missed: it.due.missed,
            resolved: it.resolved,
            times_reopened: it.times_reopened,
            shelf: it.shelf,
            reminders: it.reminders.sent,
            next_reminder: it.reminders.next,
            is_handed_over: it.is_handed_over,
            is_held: it.is_held,
        }
    }
}

impl<S: Copy, E> WrittenHandling<S, E> {
    /// The handling of a subject.
    pub(crate) fn into_handling<K: Subject<Severity = S, Closing = E>>(
        self,
        subject: K,
        has_open_remedy: bool,
    ) -> Handling<K> {
        Handling {
            subject,
            status: self.status,
            status_since: self.since.unwrap_or(self.opened),
            opened: self.opened,
            owner: self.owner,
            found_by: self.found_by,
            severity: self.severity,
            highest_severity: self.highest.unwrap_or(self.severity),
            due: DueDays {
                counted: self.counted.unwrap_or(fixed(self.due)),
                due: self.due,
                missed: self.missed,
                rests: self.rests.into_iter().map(|(a, b)| Window::inclusive(a, b)).collect(),
                rests_since: self.rests_since,
            },
            has_open_remedy,
            resolved: self.resolved,
            times_reopened: self.times_reopened,
            shelf: self.shelf,
            reminders: Reminders { sent: self.reminders, next: self.next_reminder },
            is_handed_over: self.is_handed_over,
            is_held: self.is_held,
        }
    }
}
