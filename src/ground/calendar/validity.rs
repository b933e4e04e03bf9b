use std::fmt;

use super::Day;

/// A validity that ends before it begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a term from {from} ends on that day or later, was {to}")]
pub struct ValidityError {
    from: Day,
    to: Day,
}

mod sealed {
    use super::ValidityError;
    use crate::calendar::Day;

    /// The days for which something holds: from the first to the last, both included. Either end
    /// may be open.
    ///
    /// Contracts, limits, collateral, grants and reservations hold for such days.
    ///
    /// ```
    /// use guanxi::calendar::{Day, Validity};
    ///
    /// let day = |text: &str| text.parse::<Day>();
    /// let year = Validity::try_new(day("2026-01-01")?, Some(day("2026-12-31")?))?;
    /// assert!(year.contains(day("2026-12-31")?) && !year.contains(day("2027-01-01")?));
    /// assert_eq!(year.to_string(), "2026-01-01 to 2026-12-31");
    ///
    /// let later = Validity::open_ended(day("2026-12-01")?);
    /// let both = year.overlap(later).map(|days| days.to_string());
    /// assert_eq!(both.as_deref(), Some("2026-12-01 to 2026-12-31"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "有效期")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(with = "super::written::Written")
    )]
    pub struct Validity {
        /// The first day of the calendar where the start is open.
        from: Day,
        to: Option<Day>,
    }

    impl Validity {
        /// All days.
        pub const ALWAYS: Self = Self { from: Day::MIN, to: None };

        /// From a first day to a last day, both included; without a last day the end is open.
        ///
        /// # Errors
        ///
        /// When the last day lies before the first.
        ///
        /// ```
        /// # use guanxi::calendar::{Day, Validity};
        /// let day = |text: &str| text.parse::<Day>();
        /// let error = Validity::try_new(day("2026-01-01")?, Some(day("2025-12-31")?));
        /// assert_eq!(
        ///     error.unwrap_err().to_string(),
        ///     "a term from 2026-01-01 ends on that day or later, was 2025-12-31"
        /// );
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub fn try_new(from: Day, to: Option<Day>) -> Result<Self, ValidityError> {
            match to {
                Some(to) if to < from => Err(ValidityError { from, to }),
                Some(_) | None => Ok(Self { from, to }),
            }
        }

        /// From a first day on, without end.
        pub const fn open_ended(from: Day) -> Self {
            Self { from, to: None }
        }

        /// Up to a last day, that one included, without a first.
        pub const fn up_to(last: Day) -> Self {
            Self { from: Day::MIN, to: Some(last) }
        }

        /// The first day; [`Day::MIN`] where the start is open.
        pub const fn from(self) -> Day {
            self.from
        }

        /// The last day; `None` where the end is open.
        pub const fn to(self) -> Option<Day> {
            self.to
        }
    }
}
pub use sealed::Validity;

impl Validity {
    /// Returns `true` when the start is open.
    pub fn is_open_at_start(self) -> bool {
        self.from() == Day::MIN
    }

    /// Returns `true` when something that holds for these days holds on the day.
    pub fn contains(self, day: Day) -> bool {
        self.from() <= day && !self.is_over_on(day)
    }

    /// Returns `true` when the last day has gone by.
    pub fn is_over_on(self, day: Day) -> bool {
        self.to().is_some_and(|to| to < day)
    }

    /// The days that lie in both; `None` when there are none.
    pub fn overlap(self, other: Self) -> Option<Self> {
        let to = [self.to(), other.to()].into_iter().flatten().min();
        Self::try_new(self.from().max(other.from()), to).ok()
    }

    /// The days before a day; `None` when there are none.
    pub fn before(self, day: Day) -> Option<Self> {
        let last = day.checked_offset(-1)?;
        self.overlap(Self::up_to(last))
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_open_at_start(), self.to()) {
            (false, Some(to)) => write!(f, "{} to {to}", self.from()),
            (false, None) => write!(f, "{} without end", self.from()),
            (true, Some(to)) => write!(f, "up to {to}"),
            (true, None) => f.write_str("always"),
        }
    }
}

/// The written form. An open start is written as `null`, and the field is never left out.
#[cfg(feature = "serde")]
mod written {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::Validity;
    use crate::calendar::Day;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields, rename = "Validity")]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub(super) struct Written {
        /// The first day; empty where the start is open.
        #[serde(deserialize_with = "Option::deserialize")]
        from: Option<Day>,
        /// The last day; empty where the end is open.
        #[serde(default)]
        to: Option<Day>,
    }

    impl Serialize for Validity {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let from = Some(self.from()).filter(|_| !self.is_open_at_start());
            Written { from, to: self.to() }.serialize(to)
        }
    }

    impl<'de> Deserialize<'de> for Validity {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let Written { from, to } = Written::deserialize(from)?;
            Self::try_new(from.unwrap_or(Day::MIN), to).map_err(D::Error::custom)
        }
    }
}
