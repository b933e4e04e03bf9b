//! Agreements as they stand on a day: terms that come to their end, renewals, notices (S5).
//!
//! | type | meaning |
//! |---|---|
//! | [`TermReading`], [`TermStage`] | the term of a contract as of a day, and its stage |
//! | [`TermAhead`] | a term of the notice calendar |
//! | [`ContractNotice`] | a notice about a contract, given once |
//! | [`RenewalPolicy`], [`RenewalPolicyDraft`] | lead, postal days, sell-off |
//!
//! | rule (S5) | item |
//! |---|---|
//! | act by the notice day less postal days, on a worked day | [`RenewalPolicyDraft::act_by`] |
//! | stages by the calendar alone | [`RenewalPolicyDraft::read`] |
//! | the notice calendar some terms ahead | [`notice_calendar`] |
//! | one notice for a contract, an end and a stage | [`due_notices`] |
//! | the next day on which anything changes | [`RenewalPolicyDraft::next_day`] |
//!
//! System of the domain: [S5].
//!
//! [S5]: crate::docs::domain#s5

mod notice_calendar;
mod renewal_policy;
mod term_reading;

pub use notice_calendar::{ContractNotice, TermAhead, due_notices, notice_calendar};
pub use renewal_policy::{RenewalPolicy, RenewalPolicyDraft};
pub use term_reading::{TermReading, TermStage};
