//! Counts of cases, and how far they can be trusted: intervals and tests, decided in integers.

mod binomial_tail;
mod confidence;
mod difference_in_differences;
mod lower_median;
mod net_score;
mod proportion;
mod proportion_difference;
mod rate_test;
mod rounding;
mod sign_test;
mod signed_share;

pub use confidence::ConfidenceLevel;
pub use difference_in_differences::{DifferenceInDifferences, GroupChange};
pub use net_score::NetScore;
pub use proportion::{Proportion, ProportionInterval};
pub use proportion_difference::ProportionDifference;
pub use rate_test::RateTest;
pub use sign_test::SignTest;
pub use signed_share::{SignedInterval, SignedShare};

pub(crate) use lower_median::{lower_median, lower_median_in, lower_median_of_few};
