//! Communication (沟通): told and heard apart, and for how long customers are silent (S26).
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
//!
//! A contact is an [interaction](crate::interaction): one meeting with five customers is five of
//! them. One without our person is refused there, and one after the date of a judgement is not
//! seen.
//!
//! System of the domain: [S26].
//!
//! [S26]: crate::docs::domain#s26

mod contact_interval;
mod last_contacts;
mod policy;
mod silence;
mod snooze;

pub use contact_interval::{ContactClock, ContactInterval, ContactIntervals};
pub use last_contacts::LastContacts;
pub use policy::{CommunicationPolicy, CommunicationPolicyDraft};
pub use silence::{CustomerContacts, RankedSilence, SilenceReading, SilenceState};
pub use snooze::{ContactSnooze, ContactSnoozeError};
