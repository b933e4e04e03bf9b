use super::ContactClock;
use crate::calendar::Day;
use crate::id::StaffId;
use crate::lifecycle::Reason;
use crate::valid::codes;

/// A silence that is not to be shown before a day (S26).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ContactSnooze {
    /// The clock.
    pub clock: ContactClock,
    /// The day on which it was decided.
    pub on: Day,
    /// The day on which the silence is shown again.
    pub until: Day,
    /// The person who decided it.
    pub by: StaffId,
    /// The reason.
    pub reason: Reason,
}

/// The reason why a snooze is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContactSnoozeError {
    /// It is dated before the silence began.
    #[error("a snooze of {on} cannot come before the silence, which began on {from}")]
    BeforeSilence {
        /// The day of the snooze.
        on: Day,
        /// The day of the last contact, or the first day of the record.
        from: Day,
    },
    /// It ends on its own day or before.
    #[error("a snooze of {on} ends on a later day, was {until}")]
    NotLater {
        /// The day of the snooze.
        on: Day,
        /// The day on which it ends.
        until: Day,
    },
    /// It ends after the longest interval.
    #[error("a snooze ends by {latest}, the last day that is not too long, was {until}")]
    PastLongest {
        /// The day on which it ends.
        until: Day,
        /// The last day of the longest interval.
        latest: Day,
    },
    /// The silence was snoozed before.
    #[error("a silence can be snoozed only once, was snoozed on {on} until {until}")]
    Again {
        /// The day of the earlier snooze.
        on: Day,
        /// The day on which that ended.
        until: Day,
    },
}

codes! {
    ContactSnoozeError {
        BeforeSilence = "snooze_before_silence",
        NotLater = "snooze_not_later",
        PastLongest = "snooze_past_longest",
        Again = "snooze_again",
    }
}

impl ContactSnooze {
    /// The first of some snoozes that belongs to the silence of a clock from a day on. A contact
    /// ends both, so that the next silence can be snoozed again.
    pub(super) fn first(snoozes: &[Self], clock: ContactClock, from: Day) -> Option<&Self> {
        let of_it = snoozes.iter().filter(|it| it.clock == clock && it.on >= from);
        of_it.min_by_key(|it| (it.on, it.until))
    }
}
