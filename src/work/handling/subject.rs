use std::fmt;

use super::deadline::{Deadlines, nth_worked_day};
use crate::calendar::{Day, WorkCalendarDraft};

/// The key of something that people have to see to: a warning, a complaint, a return, a promise, a
/// renewal.
///
/// ```
/// use guanxi::handling::Subject;
///
/// #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
/// struct ComplaintId(u32);
/// # #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
/// # enum Severity { Minor, Serious }
/// # impl std::fmt::Display for Severity {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
/// #         f.write_str(match self { Self::Minor => "minor", Self::Serious => "serious" })
/// #     }
/// # }
/// # #[derive(Debug, Clone, Copy, PartialEq, Eq)]
/// # enum Answer { Upheld, Rejected }
/// impl Subject for ComplaintId {
///     type Severity = Severity;
///     type Closing = Answer;
/// }
/// ```
pub trait Subject: Clone + Eq + fmt::Debug {
    /// The urgency by which deadlines go: the level of a warning, the severity of a complaint. A
    /// higher one is more urgent.
    type Severity: Copy + Ord + fmt::Debug + fmt::Display;
    /// The ways in which handling ends.
    type Closing: Copy + Eq + fmt::Debug;
}

/// The figures by which subjects of one kind are handled.
pub trait HandlingPolicy<S> {
    /// The days that are worked.
    fn calendar(&self) -> &WorkCalendarDraft;

    /// Working days that each part may take.
    fn deadlines(&self, severity: S) -> Deadlines;

    /// Calendar days that a shelf may last at most.
    fn shelf_days(&self, severity: S) -> u16;

    /// Calendar days that an accepted risk may last at most.
    fn accept_days(&self) -> u16;

    /// Calendar days after which a case is handed over to somebody else.
    fn open_days(&self) -> u16;

    /// Working days between two reminders at most.
    fn reminder_days(&self) -> u16;

    /// Returns `true` when deadlines move by the days on a shelf and held back: always, but for a
    /// matter whose last day somebody else has set, such as the law.
    fn deadlines_rest(&self) -> bool {
        true
    }

    /// The severity from which two people dismiss a case, accept its risk or close it.
    fn four_eyes_from(&self) -> S;

    /// The n-th worked day after a day, which itself never counts. When ten years hold fewer, the
    /// last day of those ten years.
    fn working_days_after(&self, from: Day, days: u16) -> Day {
        nth_worked_day(self.calendar(), from, days)
    }
}
