use crate::calendar::Day;
use crate::casework::case::Closing;
use crate::id::StaffId;
use crate::warning::Level;

/// A case that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
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
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub owner: Option<StaffId>,
    /// The day on which its cause was found.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub cause_found: Option<Day>,
    /// The day on which its remedies were done.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub resolved: Option<Day>,
}
