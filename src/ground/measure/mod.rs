//! Exact measures: thresholds, fractions, probabilities and scores.
//!
//! | type | meaning | unit | decides |
//! |---|---|---|---|
//! | [`Ratio`] | a threshold of a policy | parts per million, `"80%"` | by products, undivided |
//! | [`Quotient`] | a measured fraction | part and whole | exactly; divided when printed |
//! | [`Probability`] | a probability, rounded once | parts per trillion | as an integer |
//! | [`Score`] | a score from 0 to 100 | an exact fraction | exactly |
//! | [`Proportion`] | a counted part of all cases | two counts | exactly |
//! | [`SpokenProbability`] | a probability as a sentence has it | percent | nothing |
//! | [`PercentText`] | a fraction as a sentence has it | percent | nothing |
//! | [`ProportionInterval`] | the proportions that a count allows | `Ratio` | rounded outwards |
//! | [`ProportionDifference`] | two counted proportions, of different cases | counts | exactly |
//! | [`NetScore`] | cases for less cases against | three counts | exactly |
//! | [`RateTest`] | a counted share against a usual rate | a count and a rate | exactly |
//! | [`SignTest`] | cases that fell and rose | two counts | exactly |
//! | [`SignedInterval`] | the differences that counts allow | [`SignedShare`] | rounded outwards |
//! | [`StabilityIndex`] | shares of classes that have moved | millionths | nothing |
//! | [`DifferenceInDifferences`] | a change beyond that of controls | a fraction | exactly |
//! | [`GroupChange`] | a group before and after | two sums, a count | – |
//! | [`ConfidenceLevel`] | the confidence of an interval | a word | – |
//!
//! | error | meaning |
//! |---|---|
//! | [`RatioError`] | a text that is no ratio |
//! | [`ProbabilityError`] | a number of parts that is no probability |
//!
//! A ratio test `part / whole > threshold` is decided without a division, in integers wide enough
//! that no product can overflow. So a utilisation of exactly 100 % is exactly 100 %.

mod common_divisor;
mod counted;
mod curve;
mod plain;
mod probability;
mod proven;
mod quotient;
mod ratio;
mod score;
mod split;
mod stability;
mod steps;
mod weighted_mean;

pub use counted::{
    ConfidenceLevel, DifferenceInDifferences, GroupChange, NetScore, Proportion,
    ProportionDifference, ProportionInterval, RateTest, SignTest, SignedInterval, SignedShare,
};
pub use probability::{Probability, ProbabilityError, SpokenProbability};
pub use quotient::{PercentText, Quotient};
pub use ratio::{Ratio, RatioError};
pub use score::Score;
pub use stability::StabilityIndex;

pub(crate) use common_divisor::{common_divisor, common_multiple};
pub(crate) use counted::{lower_median, lower_median_in, lower_median_of_few};
pub(crate) use curve::{Curve, Point};
pub(crate) use plain::{plain_decimal, plural};
pub(crate) use proven::{Excess, proven};
pub(crate) use quotient::write_micros;
pub(crate) use split::split;
pub(crate) use steps::Steps;
pub(crate) use weighted_mean::WeightedMean;
