//! S11: classification meetings (客户分类检查会议), their agenda and what they decided.
//!
//! | type | meaning |
//! |---|---|
//! | [`MeetingPolicy`], [`MeetingPolicyDraft`] | the days between meetings, and of notice |
//! | [`ReviewedCustomer`] | a customer as the agenda reads it |
//! | [`AgendaItem`], [`AgendaReason`] | a customer to be talked about, and why |
//! | [`DecidedClass`] | the computed class with the decision that stands beside it |
//! | [`OverdueMeeting`] | no meeting within the days of the policy |

mod agenda;
mod decided_class;
mod policy;

pub use agenda::{AgendaItem, AgendaReason, ReviewedCustomer};
pub use decided_class::DecidedClass;
pub use policy::{MeetingPolicy, MeetingPolicyDraft, OverdueMeeting};
