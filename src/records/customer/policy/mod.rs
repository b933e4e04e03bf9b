//! The policy of the card: weights, ages, trust, clearances.
//!
//! | type | meaning |
//! |---|---|
//! | [`CardPolicy`], [`CardPolicyDraft`] | the policy, and its plain form |
//! | [`AgeFactors`] | the allowed age by the importance of the customer |
//! | [`TrustRules`], [`TrustDecay`], [`TrustCurve`] | the trust in each source; its fall |

mod age;
mod card_policy;
mod trust;

pub(super) use age::days_between;

pub use age::AgeFactors;
pub use card_policy::{CardPolicy, CardPolicyDraft};
pub use trust::{TrustCurve, TrustDecay, TrustRules};
