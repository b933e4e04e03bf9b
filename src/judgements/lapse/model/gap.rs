use std::fmt;

use crate::measure::{proven, write_micros};

/// Millionths of a day.
const MICROS: u64 = 1_000_000;

/// A length of time in millionths of a day; printed in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gap(u64);

impl Gap {
    pub(super) const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// A gap of whole days.
    #[cfg(any(feature = "toml", feature = "json"))]
    pub(crate) fn from_days(days: u16) -> Self {
        let micros = u64::from(days).checked_mul(MICROS);
        Self(proven!(micros, else 0, "16 bits times 20"))
    }

    /// The length in millionths of a day.
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// Tells whether days, or fewer than none, are no longer than the gap.
    pub(crate) fn holds_days(self, days: i32) -> bool {
        let is_longer = u64::try_from(days).is_ok_and(|days| days > self.0 / MICROS);
        !is_longer
    }

    /// Whole days of several such gaps in a row; beyond them means beyond the part of a day that is
    /// left out as well. `None` when no two days of the calendar are so far apart.
    pub(crate) fn whole_days_of(self, gaps: u8) -> Option<i32> {
        let micros = self.0.checked_mul(gaps.into())?;
        i32::try_from(micros / MICROS).ok()
    }

    /// Whole days, rounded half up. A gap longer than any two days of the calendar are apart counts
    /// as the longest that can be told in days.
    pub(crate) fn days(self) -> i32 {
        const LONGEST: u64 = (1 << 31) - 1;
        let whole = self.0 / MICROS;
        let rounded_up = u64::from(self.0 % MICROS >= MICROS / 2);
        let days = proven!(whole.checked_add(rounded_up), else whole, "44 bits");
        proven!(i32::try_from(days.min(LONGEST)).ok(), else 0, "31 bits")
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, i128::from(self.0))
    }
}
