use super::deadline::Deadline;

/// An event that the days bring, for the application to pass on to the people concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandlingEffect {
    /// The shelf is over.
    ShelfEnded,
    /// The accepted risk is over: the case is under investigation again.
    RiskExpired,
    /// A deadline has passed.
    DeadlineMissed(Deadline),
    /// Nobody has worked on the case for a while; the number of earlier reminders.
    Reminder(u32),
    /// The case is open for too long: somebody else has to look at it.
    HandOver,
}
