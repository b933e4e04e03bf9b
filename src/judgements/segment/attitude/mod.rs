//! S13: the attitude of a customer as its purchases show it, beside the declared one.
//!
//! | type | meaning |
//! |---|---|
//! | [`AttitudePolicy`], [`AttitudePolicyDraft`] | the shares and days by which it is observed |
//! | [`ProductLaunch`] | a new product and the day from which it could be bought |
//! | [`AttitudeReading`] | the observed attitude with its figures |
//! | [`AttitudeDifference`] | a declared attitude that purchases do not bear out |

mod policy;
mod reading;

pub use policy::{AttitudePolicy, AttitudePolicyDraft, ProductLaunch};
pub use reading::{AttitudeDifference, AttitudeReading};
