use super::{ContactIntervals, ExecutiveVisits, MeetingCycle};
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`CommunicationPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CommunicationPolicyDraft {
    /// The intervals of the clock *spoken to*: A 15 and 30 days, B 30 and 60, C 90 and 180, others
    /// as B by default.
    pub spoken: ContactIntervals,
    /// The intervals of the clock *heard from*: A 30 and 45 days, B 60 and 90, C 180 and 365,
    /// others as B by default.
    pub heard: ContactIntervals,
    /// The days before a contact is due in which it is upcoming, 7 by default.
    pub upcoming_days: u16,
    /// The cycle of meetings with customers, the quarter by default.
    pub meeting_cycle: MeetingCycle,
    /// The visits of managers by class.
    pub executive_visits: ExecutiveVisits,
    /// The days of notice before a change holds against a customer, 30 by default.
    pub notice_days: u16,
}

/// The policy of communication (S26).
///
/// The default values: a customer of class A is heard every 30 days, and 45 are too long; B 60 and
/// 90, C 180 and 365. Something is said to it twice as often.
/// Meetings come each quarter; managers visit A twice and B once in 365 days; a change has 30 days
/// of notice.
///
/// ```
/// use guanxi::communication::{CommunicationPolicy, CommunicationPolicyDraft};
///
/// let mut draft = CommunicationPolicyDraft::default();
/// draft.heard.a.longest_days = 29;
/// let error = CommunicationPolicy::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "heard.a.ideal_days must not exceed 29, was 30");
/// ```
#[doc(alias = "沟通计划")]
pub type CommunicationPolicy = Valid<CommunicationPolicyDraft>;

impl Default for CommunicationPolicyDraft {
    fn default() -> Self {
        Self {
            spoken: ContactIntervals::SPOKEN,
            heard: ContactIntervals::HEARD,
            upcoming_days: 7,
            meeting_cycle: MeetingCycle::Quarter,
            executive_visits: ExecutiveVisits::default(),
            notice_days: 30,
        }
    }
}

impl Draft for CommunicationPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("spoken", |found| self.spoken.check(found));
        found.within("heard", |found| self.heard.check(found));
    }
}
