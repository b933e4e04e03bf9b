//! Interest on arrears, fees of reminders, and waivers.

mod arrears;
mod day_count;
mod exact_interest;
mod interest_policy;
mod presets;
mod reminder_fees;
mod waiver_policy;

pub use arrears::{ArrearsInterest, ItemInterest};
pub use day_count::DayCount;
pub use exact_interest::ExactInterest;
pub use interest_policy::{
    GraceEffect, InterestError, InterestPolicy, InterestPolicyDraft, RateStep,
};
pub use reminder_fees::{ReminderFees, ReminderFeesDraft};
pub use waiver_policy::{
    Charged, Waiver, WaiverAuthority, WaiverError, WaiverPolicy, WaiverPolicyDraft,
};
