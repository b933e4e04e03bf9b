use super::silence::Silence;
use crate::calendar::Day;
use crate::id::StaffId;

/// A silence of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RecordedSilence {
    /// The silence.
    pub silence: Silence,
    /// The first day on which it may hold.
    pub since: Day,
    /// The first day on which it holds no more, and the person who ended it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub ended: Option<(Day, StaffId)>,
}

impl RecordedSilence {
    /// Returns `true` on a day on which it holds.
    pub fn holds_on(&self, day: Day) -> bool {
        let is_over = self.ended.as_ref().is_some_and(|(ended, _)| *ended <= day);
        self.since <= day && !is_over && self.silence.days.hold_on(day)
    }
}
