use super::deadline::Deadline;

/// An event that the days bring, for the application to tell whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandlingEffect {
    /// The shelf is over.
    ShelfEnded,
    /// The accepted risk is over: the case is under investigation again.
    RiskExpired,
    /// A deadline has passed.
    DeadlineMissed(Deadline),
    /// Nobody has done anything for a while; the number of reminders before.
    Reminder(u32),
    /// It is open for too long: somebody else has to look at it.
    HandOver,
}
