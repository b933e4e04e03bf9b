use crate::calendar::Day;
use crate::casework::case::Closing;
use crate::id::StaffId;
use crate::warning::Level;

/// A case that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedCase {
    /// Its number among those of the key, from 1.
    pub ordinal: u32,
    /// The day on which it was raised.
    pub opened: Day,
    /// The day on which it was closed.
    pub closed: Day,
    /// The highest level that it had.
    pub highest: Level,
    /// The way in which it ended.
    pub closing: Closing,
    /// The person who looked after it.
    pub owner: Option<StaffId>,
    /// The day on which its cause was found.
    pub cause_found: Option<Day>,
    /// The day on which its remedies were done.
    pub resolved: Option<Day>,
}
