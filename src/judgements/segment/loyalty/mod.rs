//! S13: loyalty from order days, payment and attitude.
//!
//! | type | meaning |
//! |---|---|
//! | [`LoyaltyPolicy`], [`Weights`] | the rule and the weights of its components |
//! | [`RegularityMethod`] | the way in which regularity is counted |
//! | [`OwnRhythm`], [`RhythmDays`] | regularity by the own rhythm; counted |
//! | [`LoyaltyReading`] | the components of a customer, its score and verdict |

mod own_rhythm;
mod policy;
mod reading;
mod weights;

pub use own_rhythm::{OwnRhythm, RhythmDays};
pub use policy::{LoyaltyPolicy, LoyaltyPolicyDraft, RegularityMethod};
pub use reading::LoyaltyReading;
pub use weights::Weights;
