//! Communication (沟通): told and heard apart, meetings, opinions, mailings, notices (S26).
//!
//! | type | meaning |
//! |---|---|
//! | [`CommunicationPolicy`], [`CommunicationPolicyDraft`] | the intervals, and their plain form |
//! | [`ContactClock`] | the two clocks: spoken to, heard from |
//! | [`ContactIntervals`], [`ContactInterval`] | ideal and longest interval by class; of one |
//! | [`LastContacts`] | the last contacts of a customer, told and heard apart |
//! | [`CustomerContacts`] | all that the clocks of a customer are read from |
//! | [`SilenceReading`], [`SilenceState`] | the silence of a customer by one clock |
//! | [`RankedSilence`] | the silence of a customer in a ranked list |
//! | [`ContactSnooze`], [`ContactSnoozeError`] | a silence that is not to be shown before a day |
//! | [`MeetingCycle`], [`CycleReading`] | quarter, half-year, year; the meetings of one |
//! | [`CustomerMeeting`], [`CustomerMeetingDraft`] | a meeting with customers, and its plain form |
//! | [`MeetingContactsError`] | a meeting whose contacts cannot be recorded |
//! | [`Opinion`], [`OpinionDraft`] | an opinion of a customer, and its plain form |
//! | [`OpinionAnswer`], [`OpinionState`] | the answer; said, restated, heard, answered |
//! | [`OpinionDebt`] | an opinion without an answer |
//! | [`ExecutiveVisits`], [`ExecutiveVisitReading`] | visits of managers: by class; of a customer |
//! | [`Mailing`], [`MailRecipient`], [`LeftOutOfMailing`] | a mailing; to whom; who is left out |
//! | [`MailCandidate`], [`MailAddress`], [`MailConsent`] | a customer; its addresses and consents |
//! | [`MailChannel`], [`MailTopic`] | the ways and the topics of mailings |
//! | [`MailObstacle`], [`MailingError`] | the reason for being left out; refused candidates |
//! | [`PolicyNotice`], [`PolicyNoticeDraft`] | a notice of a change, and its plain form |
//! | [`NoticeSubject`], [`NoticeReceipt`] | policy, price, recall; the receipt of a customer |
//! | [`NoticeReading`], [`ReceiptState`] | a notice with one customer; told, opened, confirmed |
//!
//! A contact is an [interaction](crate::interaction): one meeting with five customers is five of
//! them. One without our person is refused there, and one after the date of a judgement is not
//! seen.
//!
//! System of the domain: [S26].
//!
//! [S26]: crate::docs::domain#s26

mod contact_interval;
mod executive_visits;
mod last_contacts;
mod mailing;
mod meeting;
mod opinion;
mod policy;
mod policy_notice;
mod silence;
mod snooze;

pub use contact_interval::{ContactClock, ContactInterval, ContactIntervals};
pub use executive_visits::{ExecutiveVisitReading, ExecutiveVisits};
pub use last_contacts::LastContacts;
pub use mailing::{
    LeftOutOfMailing, MailAddress, MailCandidate, MailChannel, MailConsent, MailObstacle,
    MailRecipient, MailTopic, Mailing, MailingError,
};
pub use meeting::{
    CustomerMeeting, CustomerMeetingDraft, CycleReading, MeetingContactsError, MeetingCycle,
};
pub use opinion::{Opinion, OpinionAnswer, OpinionDebt, OpinionDraft, OpinionState};
pub use policy::{CommunicationPolicy, CommunicationPolicyDraft};
pub use policy_notice::{
    NoticeReading, NoticeReceipt, NoticeSubject, PolicyNotice, PolicyNoticeDraft, ReceiptState,
};
pub use silence::{CustomerContacts, RankedSilence, SilenceReading, SilenceState};
pub use snooze::{ContactSnooze, ContactSnoozeError};
