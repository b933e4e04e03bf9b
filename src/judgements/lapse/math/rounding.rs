#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::disallowed_types,
    clippy::float_arithmetic,
    reason = "a probability is not money; it becomes an integer here, once"
)]

use crate::measure::{Probability, proven};

/// Rounds a probability once, to parts per trillion.
pub(crate) fn to_probability(value: f64) -> Probability {
    // It fits a signed integer, which processors convert in one step.
    let parts = ((value.clamp(0.0, 1.0) * 1e12 + 0.5) as i64).unsigned_abs();
    let probability = Probability::try_from_parts_per_trillion(parts).ok();
    proven!(probability, else Probability::ONE, "a number from 0 to 1")
}
