use std::fmt;
use std::str::FromStr;

use crate::measure::proven;
use crate::valid::text_form;

/// A text that is no number of person-days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("person-days are counted in halves below 2^31, as 2.5, was {text:?}")]
pub struct PersonDaysError {
    text: String,
}

mod sealed {
    /// Days of people, in halves.
    ///
    /// ```
    /// use guanxi::support::PersonDays;
    ///
    /// let days: PersonDays = "2.5".parse()?;
    /// assert_eq!(days, PersonDays::from_half_days(5));
    /// assert_eq!(days.plus(PersonDays::from_days(1)).to_string(), "3.5");
    /// # Ok::<(), guanxi::support::PersonDaysError>(())
    /// ```
    #[doc(alias = "人天")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(into = "String"))]
    pub struct PersonDays(u64);

    impl PersonDays {
        /// No days.
        pub const ZERO: Self = Self(0);

        /// A number of half days.
        pub fn from_half_days(halves: u32) -> Self {
            Self(halves.into())
        }

        /// The number of half days.
        pub const fn half_days(self) -> u64 {
            self.0
        }

        pub(super) const fn from_sum(halves: u64) -> Self {
            Self(halves)
        }
    }
}
pub use sealed::PersonDays;

impl PersonDays {
    /// A number of whole days.
    pub fn from_days(days: u16) -> Self {
        Self::from_half_days(u32::from(days) << 1)
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Self {
        let sum = self.half_days().checked_add(other.half_days());
        Self::from_sum(proven!(sum, else u64::MAX, "fewer than 2^32 entries of 32 bits each"))
    }

    /// The noun after the number of days.
    pub(crate) const fn noun(self) -> &'static str {
        if self.half_days() == 2 { "person-day" } else { "person-days" }
    }

    /// Returns `true` above zero.
    pub const fn is_positive(self) -> bool {
        self.half_days() > 0
    }
}

impl FromIterator<PersonDays> for PersonDays {
    fn from_iter<I: IntoIterator<Item = Self>>(days: I) -> Self {
        days.into_iter().fold(Self::ZERO, Self::plus)
    }
}

impl fmt::Display for PersonDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let halves = self.half_days();
        write!(f, "{}", halves >> 1)?;
        if halves & 1 == 0 { Ok(()) } else { f.write_str(".5") }
    }
}

impl FromStr for PersonDays {
    type Err = PersonDaysError;

    fn from_str(text: &str) -> Result<Self, PersonDaysError> {
        read(text).ok_or_else(|| PersonDaysError { text: text.to_owned() })
    }
}

fn read(text: &str) -> Option<PersonDays> {
    let (whole, half) = match text.split_once('.') {
        None => (text, 0),
        Some((whole, "0")) => (whole, 0),
        Some((whole, "5")) => (whole, 1),
        Some(_) => return None,
    };
    let is_plain = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let whole = whole.parse::<u32>().ok().filter(|_| is_plain)?;
    whole.checked_mul(2)?.checked_add(half).map(PersonDays::from_half_days)
}

text_form!(PersonDays, "person-days such as \"2.5\"");
