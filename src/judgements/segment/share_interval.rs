use std::fmt;

use crate::measure::Quotient;

/// A share between two bounds, because it is not known of everything whether it belongs to the
/// share. The share is `low` if none of the unknown belongs to it and `high` if all of it does.
///
/// Displayed as `60%..80%`, and as one share where nothing is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ShareInterval {
    /// The known part by the whole.
    pub low: Quotient,
    /// The known and the unknown part by the whole.
    pub high: Quotient,
}

impl ShareInterval {
    /// The interval of a known and an unknown part; `None` without a whole.
    pub(super) fn try_new(known: i128, unknown: i128, whole: i128) -> Option<Self> {
        let low = Quotient::try_new(known, whole)?;
        let high = Quotient::try_new(known.checked_add(unknown)?, whole)?;
        Some(Self { low, high })
    }
}

impl fmt::Display for ShareInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.low.percent().fmt(f)?;
        if self.low == self.high { Ok(()) } else { write!(f, "..{}", self.high.percent()) }
    }
}
