//! S11: recency, frequency and monetary value by declared cuts, with named segments.
//!
//! | type | meaning |
//! |---|---|
//! | [`RfmPolicy`], [`RfmPolicyDraft`] | the cuts and the segments |
//! | [`RfmMeasure`] | the monetary value: the sum, or the mean of an order day |
//! | [`RfmSegment`], [`ScoreRange`] | a named box of scores, and its sides |
//! | [`RfmReading`], [`RfmScores`] | the figures of a customer, and its scores from 1 to 5 |

mod policy;
mod reading;
mod scores;
mod segment;

pub use policy::{RfmMeasure, RfmPolicy, RfmPolicyDraft};
pub use reading::RfmReading;
pub use scores::RfmScores;
pub use segment::{RfmSegment, ScoreRange};
