//! Answers in words that several questions share.

use crate::money::Currency;
use crate::warning::{Level, Levels, Outcome};

/// A currency of hundredths, in which the amounts of policies are compared.
pub(super) const HUNDREDTHS: Currency = Currency::CNY;

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
