use std::fmt;

use crate::measure::write_micros;

/// A share that may be negative, in whole parts per million: an end of the interval of a
/// difference.
///
/// Displayed in percent: `-6.5716%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SignedShare(i32);

impl SignedShare {
    /// The share 0.
    pub const ZERO: Self = Self(0);

    /// 100 % in parts per million.
    pub(super) const ONE: i128 = 1_000_000;

    /// A share of a number of parts per million.
    pub const fn from_parts_per_million(parts: i32) -> Self {
        Self(parts)
    }

    /// The share in parts per million.
    pub const fn parts_per_million(self) -> i32 {
        self.0
    }

    /// The share of a number of parts, cut off at −100 % and 100 %, beyond which there is none.
    pub(super) fn clipped(parts: i128) -> Self {
        let parts = parts.clamp(-Self::ONE, Self::ONE);
        Self(crate::measure::proven!(i32::try_from(parts).ok(), else 0, "at most a million"))
    }
}

/// Written as the text that it prints.
#[cfg(feature = "serde")]
impl serde::Serialize for SignedShare {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for SignedShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Millionths of the whole are hundredths of a percent of a percent.
        let micros_of_percent = i128::from(self.0).checked_mul(100);
        let micros = crate::measure::proven!(micros_of_percent, else 0, "32 bits times 100");
        write_micros(f, micros)?;
        f.write_str("%")
    }
}

/// The interval of a difference of shares, rounded outwards to parts per million.
///
/// Displayed as `1.9%..34.01%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SignedInterval {
    /// The least value that the counts do not contradict.
    pub low: SignedShare,
    /// The greatest value that the counts do not contradict.
    pub high: SignedShare,
}

impl SignedInterval {
    /// Returns `true` when the whole interval lies above 0.
    pub fn is_above_zero(self) -> bool {
        self.low > SignedShare::ZERO
    }

    /// Returns `true` when the whole interval lies below 0.
    pub fn is_below_zero(self) -> bool {
        self.high < SignedShare::ZERO
    }
}

impl fmt::Display for SignedInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.low, self.high)
    }
}
