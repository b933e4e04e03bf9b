//! The last contact with a customer, and why it may count for nobody.

use guanxi::calendar::{AsOf, Day};
use guanxi::contact::Threads;
use guanxi::interaction::Interaction;

/// The contact with a customer of which no thread can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// The book has no interactions, or there is a thread, which tells more.
    ByThreads,
    /// No contact is on record.
    Never,
    /// The last contact lies before the days that count.
    Before(Day),
    /// There were contacts in the days that count, and none names a person of theirs.
    Unnamed(Day),
}

impl Met {
    /// The contact by the threads and the interactions of the last `window_days`.
    pub(crate) fn of(
        threads: &Threads,
        last_contact: Option<Day>,
        t: AsOf,
        window_days: u16,
    ) -> Self {
        match (threads, last_contact) {
            (Threads::NoData | Threads::Single { .. } | Threads::Several { .. }, _) => {
                Self::ByThreads
            }
            (Threads::None, None) => Self::Never,
            (Threads::None, Some(day)) if t.last_days(window_days).contains(day) => {
                Self::Unnamed(day)
            }
            (Threads::None, Some(day)) => Self::Before(day),
        }
    }
}

/// The day of the last contact in which both sides spoke.
pub(crate) fn last_contact(interactions: &[Interaction], t: AsOf) -> Option<Day> {
    let contacts = interactions.iter().filter(|it| it.kind().is_two_way() && t.sees(it.day()));
    contacts.map(Interaction::day).max()
}
