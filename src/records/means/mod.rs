//! Means of a dealer as counted, and its permits (S1, S15).
//!
//! | type | meaning |
//! |---|---|
//! | [`MeansCount`] | a count of one kind of means on a day, with its source |
//! | [`Means`], [`MeansKind`] | outlets, capital, brands, vehicles, sellers and others |
//! | [`Permit`] | a permit of the customer, for a term |
//! | [`PermitFinding`] | a permit that is missing, ends soon or has ended |
//! | [`PermitPolicy`], [`PermitPolicyDraft`] | the notice before an end, kinds that are needed |
//! | [`PermitResponse`] | the answer to trading without a permit: a finding, or a hold |
//!
//! A count is a fact and a rating an opinion: where a count exists, bands read the count.
//!
//! Systems of the domain: [S1], [S15].
//!
//! [S1]: crate::docs::domain#s1
//! [S15]: crate::docs::domain#s15

mod means_count;
mod permit;
mod permit_policy;

pub(crate) use means_count::MeansQuantity;
pub use means_count::{Means, MeansCount, MeansKind};
pub use permit::{Permit, PermitFinding};
pub use permit_policy::{PermitPolicy, PermitPolicyDraft, PermitResponse};
