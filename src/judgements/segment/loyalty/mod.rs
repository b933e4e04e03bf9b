//! S13: loyalty from order days, payment and attitude.
//!
//! | type | meaning |
//! |---|---|
//! | [`LoyaltyPolicy`], [`Weights`] | the rule and the weights of its components |
//! | [`LoyaltyReading`] | the components of a customer, its score and verdict |

mod policy;
mod reading;

pub use policy::{LoyaltyPolicy, LoyaltyPolicyDraft, Weights};
pub use reading::LoyaltyReading;
