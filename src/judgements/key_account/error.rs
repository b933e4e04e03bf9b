use std::fmt;

use crate::money::{Currency, Money, MoneyError};
use crate::valid::codes;

use super::MarginPart;

/// A figure of a key account that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyAccountError {
    /// A figure must be above zero, or at least not below it.
    #[error("{what} must be {}, was {value}", if *is_zero_allowed { "at least 0" } else { "above 0" })]
    TooSmall {
        /// The name of the figure.
        what: &'static str,
        /// `true` where the figure may be zero.
        is_zero_allowed: bool,
        /// The figure with its unit.
        value: String,
    },
    /// The low end of an interval lies above its high end.
    #[error("{what} must not go from {low} down to {high}")]
    Backwards {
        /// The name of the interval.
        what: &'static str,
        /// The low end.
        low: String,
        /// The high end.
        high: String,
    },
    /// A part is larger than its whole.
    #[error("{part} ({part_value}) must not exceed {whole} ({whole_value})")]
    PartAboveWhole {
        /// The name of the part.
        part: &'static str,
        /// The part.
        part_value: Money,
        /// The name of the whole.
        whole: &'static str,
        /// The whole.
        whole_value: Money,
    },
    /// The same customer, supplier or need stands in a list twice.
    #[error("{what} {name} is listed twice")]
    Twice {
        /// The kind of the thing.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// A margin cannot be told because parts of it are not known.
    #[error("the margin is not known without {}", listed(parts))]
    MissingParts {
        /// The missing parts.
        parts: Vec<MarginPart>,
    },
    /// A product or a sum needs more digits than there are.
    #[error("{what} needs more than 127 bits")]
    TooWide {
        /// The name of the figure.
        what: &'static str,
    },
    /// An amount is in another currency than the figure that it is part of.
    #[error("{what} must be in {currency}, was {value}")]
    OtherCurrency {
        /// The name of the amount.
        what: String,
        /// The currency of the figure.
        currency: Currency,
        /// The amount.
        value: Money,
    },
    /// Two currencies meet, or a sum does not fit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

codes! {
    KeyAccountError {
        TooSmall = "amount_too_small",
        Backwards = "backwards_interval",
        PartAboveWhole = "part_above_whole",
        Twice = "listed_twice",
        MissingParts = "missing_parts",
        TooWide = "too_wide",
        OtherCurrency = "other_currency",
        Money = "unfit_money",
    }
}

fn listed(parts: &[MarginPart]) -> String {
    let names: Vec<String> = parts.iter().map(ToString::to_string).collect();
    names.join(", ")
}

/// An amount that must be in the currency of the figure that it is part of.
pub(super) fn in_currency(
    what: impl fmt::Display,
    value: Money,
    currency: Currency,
) -> Result<Money, KeyAccountError> {
    if value.currency() == currency {
        Ok(value)
    } else {
        Err(KeyAccountError::OtherCurrency { what: what.to_string(), currency, value })
    }
}

/// An amount that must be above zero.
pub(super) fn above_zero(what: &'static str, value: Money) -> Result<Money, KeyAccountError> {
    if value.amount().is_positive() {
        Ok(value)
    } else {
        Err(KeyAccountError::TooSmall { what, is_zero_allowed: false, value: value.to_string() })
    }
}

/// An amount that must not be below zero.
pub(super) fn not_negative(what: &'static str, value: Money) -> Result<Money, KeyAccountError> {
    if value.amount().is_negative() {
        Err(KeyAccountError::TooSmall { what, is_zero_allowed: true, value: value.to_string() })
    } else {
        Ok(value)
    }
}
