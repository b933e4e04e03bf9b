use std::fmt;

use crate::measure::Quotient;

/// A share of which only bounds are known, from facts that are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ShareInterval {
    /// The least that it can be.
    pub low: Quotient,
    /// The most that it can be.
    pub high: Quotient,
}

impl ShareInterval {
    /// The share of the parts that are in, some parts being unknown; `None` when there are no parts
    /// at all.
    ///
    /// The share is lowest when the unknown parts are out, highest when they are in.
    pub(super) fn of_counts(in_it: i128, unknown: i128, out: i128) -> Option<Self> {
        let whole = in_it.checked_add(unknown)?.checked_add(out)?;
        let high = in_it.checked_add(unknown)?;
        Some(Self { low: Quotient::try_new(in_it, whole)?, high: Quotient::try_new(high, whole)? })
    }

    /// Returns `true` when both bounds are one.
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }
}

impl fmt::Display for ShareInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_exact() {
            return write!(f, "{}", self.low.percent());
        }
        write!(f, "{} to {}", self.low.percent(), self.high.percent())
    }
}
