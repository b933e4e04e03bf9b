use std::fmt;

use crate::calendar::Day;

/// A term that ends before it begins.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a term from {from} ends on that day or later, was {to}")]
pub struct TermError {
    from: Day,
    to: Day,
}

mod sealed {
    use super::TermError;
    use crate::calendar::Day;

    /// The days for which a contract is made: from the first to the last, both included, or without
    /// end.
    ///
    /// ```
    /// use guanxi::calendar::Day;
    /// use guanxi::contract::Term;
    ///
    /// let day = |text: &str| text.parse::<Day>();
    /// let year = Term::try_new(day("2026-01-01")?, Some(day("2026-12-31")?))?;
    /// assert!(year.contains(day("2026-12-31")?) && !year.contains(day("2027-01-01")?));
    /// assert_eq!(year.to_string(), "2026-01-01 to 2026-12-31");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "合同期限")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Term {
        from: Day,
        to: Option<Day>,
    }

    impl Term {
        /// A term from a first day to a last day, both included; without a last day it is
        /// open-ended.
        ///
        /// # Errors
        ///
        /// When the last day lies before the first.
        ///
        /// ```
        /// # use guanxi::{calendar::Day, contract::Term};
        /// let day = |text: &str| text.parse::<Day>();
        /// let error = Term::try_new(day("2026-01-01")?, Some(day("2025-12-31")?)).unwrap_err();
        /// assert_eq!(
        ///     error.to_string(),
        ///     "a term from 2026-01-01 ends on that day or later, was 2025-12-31"
        /// );
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub fn try_new(from: Day, to: Option<Day>) -> Result<Self, TermError> {
            match to {
                Some(to) if to < from => Err(TermError { from, to }),
                Some(_) | None => Ok(Self { from, to }),
            }
        }

        /// A term without end.
        ///
        /// ```
        /// # use guanxi::{calendar::Day, contract::Term};
        /// assert!(Term::open_ended(Day::default()).contains(Day::MAX));
        /// ```
        pub const fn open_ended(from: Day) -> Self {
            Self { from, to: None }
        }

        /// The first day.
        ///
        /// ```
        /// # use guanxi::{calendar::Day, contract::Term};
        /// assert_eq!(Term::open_ended(Day::default()).from(), Day::default());
        /// ```
        pub const fn from(self) -> Day {
            self.from
        }

        /// The last day; `None` when the term is open-ended.
        ///
        /// ```
        /// # use guanxi::{calendar::Day, contract::Term};
        /// assert_eq!(Term::open_ended(Day::default()).to(), None);
        /// ```
        pub const fn to(self) -> Option<Day> {
            self.to
        }
    }
}
pub use sealed::Term;

impl Term {
    /// Whether the day lies in the term.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, contract::Term};
    /// assert!(!Term::open_ended(Day::default()).contains(Day::MIN));
    /// ```
    pub fn contains(self, day: Day) -> bool {
        self.from() <= day && !self.is_over_on(day)
    }

    /// Whether the last day has gone by.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, contract::Term};
    /// let day = Term::try_new(Day::default(), Some(Day::default()))?;
    /// assert!(!day.is_over_on(Day::default()) && day.is_over_on(Day::default().offset(1)));
    /// # Ok::<(), guanxi::contract::TermError>(())
    /// ```
    pub fn is_over_on(self, day: Day) -> bool {
        self.to().is_some_and(|to| to < day)
    }

    /// The days that lie in both terms.
    ///
    /// ```
    /// # use guanxi::{calendar::Day, contract::Term};
    /// let (first, later) = (Day::default(), Day::default().offset(7));
    /// let week = Term::try_new(first, Some(later.offset(-1)))?;
    /// assert_eq!(week.overlap(Term::open_ended(first)), Some(week));
    /// assert_eq!(week.overlap(Term::open_ended(later)), None);
    /// # Ok::<(), guanxi::contract::TermError>(())
    /// ```
    pub fn overlap(self, other: Self) -> Option<Self> {
        let to = [self.to(), other.to()].into_iter().flatten().min();
        Self::try_new(self.from().max(other.from()), to).ok()
    }

    /// The days of the term before a day.
    pub(super) fn before(self, day: Day) -> Option<Self> {
        let until = Self::try_new(Day::MIN, Some(day.offset(-1))).ok()?;
        self.overlap(until)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to() {
            Some(to) => write!(f, "{} to {to}", self.from()),
            None => write!(f, "{} without end", self.from()),
        }
    }
}
