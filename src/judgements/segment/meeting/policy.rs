use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::class_meeting::ClassDecision;
use crate::valid::{Draft, Valid, Violations};

/// Plain form of [`MeetingPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct MeetingPolicyDraft {
    /// The days from one meeting to the next, the last one included, 92 by default.
    pub every_days: u16,
    /// The days before the end of a decision in which it is on the agenda, and after it, 92 by
    /// default.
    pub notice_days: u16,
}

/// The policy of classification meetings (S11): one a quarter by default, with a decision on the
/// agenda from 92 days before its end, so that no decision ends between two meetings unseen.
///
/// # Rule
///
/// > S11: regular meetings with the salespeople go through the classes of the customers: those that
/// > moved, that stand near a cut, whose decision ends, that could not be judged. No meeting for
/// > more than a quarter is a finding.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::segment::MeetingPolicy;
///
/// let policy = MeetingPolicy::default();
/// let held = [day!(2026, 1, 10)];
/// assert!(policy.overdue(held, AsOf::new(day!(2026, 4, 12))).is_none());
/// let late = policy.overdue(held, AsOf::new(day!(2026, 4, 13))).map(|it| it.to_string());
/// let said = "the last meeting was on 2026-01-10, the next was due by 2026-04-12";
/// assert_eq!(late.as_deref(), Some(said));
/// ```
#[doc(alias = "客户分类检查会议")]
pub type MeetingPolicy = Valid<MeetingPolicyDraft>;

impl Default for MeetingPolicyDraft {
    fn default() -> Self {
        Self { every_days: 92, notice_days: 92 }
    }
}

impl Draft for MeetingPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("every_days", 1, self.every_days);
        found.at_least("notice_days", 1, self.notice_days);
    }
}

/// A meeting that was not held in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OverdueMeeting {
    /// The last meeting; `None` when there was none.
    pub last: Option<Day>,
    /// The last day for the next; the day of the judgement where there was none.
    pub due: Day,
}

impl MeetingPolicyDraft {
    /// The finding that no meeting was held in time, by the days of meetings in any order: those on
    /// which anything was decided, and those that the caller knows of.
    pub fn overdue(
        &self,
        meetings: impl IntoIterator<Item = Day>,
        t: AsOf,
    ) -> Option<OverdueMeeting> {
        let last = meetings.into_iter().filter(|day| t.sees(*day)).max();
        let due = last.map_or(t.day(), |day| day.offset(self.every_days.into()));
        (last.is_none() || t.day() > due).then_some(OverdueMeeting { last, due })
    }

    /// Returns `true` when a decision ends soon, or has ended a short while ago.
    pub(super) fn is_ending(&self, decision: &ClassDecision, t: AsOf) -> bool {
        decision.until.days_since(t.day()).unsigned_abs() <= u32::from(self.notice_days)
    }
}

impl fmt::Display for OverdueMeeting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Some(last) => {
                write!(f, "the last meeting was on {last}, the next was due by {}", self.due)
            }
            None => f.write_str("no meeting was ever held"),
        }
    }
}
