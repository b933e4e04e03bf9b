//! Figures, and answers in words, that several questions share.

use crate::measure::{Probability, Ratio};
use crate::policy::meaning::axis::Axis;
use crate::warning::{Level, Levels, Outcome};

/// The thresholds of all levels.
pub(super) fn levels<T: Copy>(levels: &Levels<T>) -> [T; 3] {
    [levels.watch, levels.warning, levels.critical]
}

/// The level that stays.
pub(super) fn kept(level: Option<Level>) -> String {
    level.map_or_else(|| "none".to_owned(), |level| level.to_string())
}

/// The period by which is judged, by whether the one to date is.
pub(super) fn elapsed(outcome: Outcome) -> String {
    let answers = match outcome {
        Outcome::Clear | Outcome::Breach(_) => "the period to date",
        Outcome::NotApplicable | Outcome::NoData => "the last complete period",
    };
    answers.to_owned()
}

/// A part of a whole.
pub(super) fn part<const N: usize>(figure: &'static str, cuts: [Ratio; N]) -> Axis {
    Axis::share(figure, cuts).up_to(Ratio::ONE.parts_per_million().into())
}

/// The probability of a number of millionths.
pub(super) fn probability(millionths: i64) -> Option<Probability> {
    let trillionths = u64::try_from(millionths).ok()?.checked_mul(1_000_000)?;
    Probability::try_from_parts_per_trillion(trillionths).ok()
}
