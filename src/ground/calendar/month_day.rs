/// A month and day that no year has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no year has a day {day} of month {month}")]
pub struct MonthDayError {
    /// The month offered.
    pub month: u32,
    /// The day offered.
    pub day: u32,
}

mod sealed {
    use super::MonthDayError;
    use crate::calendar::Day;

    /// A day of the year without its year: a birthday, the first day of a yearly stock-taking.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct MonthDay {
        month: u32,
        day: u32,
    }

    impl MonthDay {
        /// A day of a month; 29 February is one.
        ///
        /// # Errors
        ///
        /// When no year has that day.
        ///
        /// ```
        /// use guanxi::calendar::MonthDay;
        /// assert!(MonthDay::try_new(2, 29).is_ok());
        /// let error = MonthDay::try_new(2, 30).unwrap_err();
        /// assert_eq!(error.to_string(), "no year has a day 30 of month 2");
        /// ```
        pub const fn try_new(month: u32, day: u32) -> Result<Self, MonthDayError> {
            // A leap year has every day that any year has.
            match Day::try_from_ymd(2024, month, day) {
                Some(_) => Ok(Self { month, day }),
                None => Err(MonthDayError { month, day }),
            }
        }

        /// The month, 1 to 12.
        pub const fn month(self) -> u32 {
            self.month
        }

        /// The day of the month.
        pub const fn day(self) -> u32 {
            self.day
        }
    }
}
pub use sealed::MonthDay;

#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMonthDay {
    month: u32,
    day: u32,
}

#[cfg(feature = "serde")]
impl serde::Serialize for MonthDay {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        WrittenMonthDay { month: self.month(), day: self.day() }.serialize(to)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for MonthDay {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let WrittenMonthDay { month, day } = WrittenMonthDay::deserialize(from)?;
        Self::try_new(month, day).map_err(serde::de::Error::custom)
    }
}
