use crate::calendar::{AsOf, Day};
use crate::customer::policy::days_between;
use crate::customer::{CardError, CardValue, EntrySource};
use crate::id::StaffId;

mod sealed {
    use super::{AsOf, CardError, CardValue, Day, EntrySource, StaffId, days_between};

    /// One record in a field of the card: the value, when it was true, when we knew, who wrote it
    /// down and where it came from.
    ///
    /// The day of the observation decides how fresh the value is, the day of the record from when
    /// it is seen. Whoever reads a file in is not the source of its content.
    ///
    /// ```
    /// use guanxi::customer::{Entry, EntrySource};
    /// use guanxi::day;
    ///
    /// let entry = Entry::try_new("pays on the 25th", day!(2026, 3, 2), "Wang".parse()?)?
    ///     .observed_on(day!(2026, 2, 27))?
    ///     .with_source(EntrySource::Stated);
    /// assert_eq!(entry.text(), Some("pays on the 25th"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    // The order is that of the card: records that are equal stand together.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
    pub struct Entry {
        recorded: Day,
        observed: Day,
        source: EntrySource,
        author: StaffId,
        value: CardValue,
    }

    impl Entry {
        /// A text seen on a visit on the day of the record. The text is kept as given.
        ///
        /// # Errors
        ///
        /// When the text is empty or shows nothing.
        ///
        /// ```
        /// # use guanxi::{customer::Entry, day};
        /// let error = Entry::try_new(" ", day!(2026, 3, 2), "Wang".parse()?).unwrap_err();
        /// assert_eq!(error.to_string(), "an entry of the card says something, was \" \"");
        /// # Ok::<(), guanxi::id::IdError>(())
        /// ```
        pub fn try_new(
            text: impl Into<String>,
            recorded: Day,
            author: StaffId,
        ) -> Result<Self, CardError> {
            Ok(Self::new(CardValue::try_from_text(text)?, recorded, author))
        }

        /// A value seen on a visit on the day of the record.
        pub const fn new(value: CardValue, recorded: Day, author: StaffId) -> Self {
            Self { recorded, observed: recorded, source: EntrySource::Visit, author, value }
        }

        /// The entry with the day on which it was true or said.
        ///
        /// # Errors
        ///
        /// When that day lies after the day of the record.
        pub fn observed_on(self, observed: Day) -> Result<Self, CardError> {
            let recorded = self.recorded;
            if observed > recorded {
                return Err(CardError::ObservedLater { observed, recorded });
            }
            Ok(Self { observed, ..self })
        }

        /// The entry with its source.
        #[must_use]
        pub fn with_source(self, source: EntrySource) -> Self {
            Self { source, ..self }
        }

        /// The value.
        pub const fn value(&self) -> &CardValue {
            &self.value
        }

        /// The text; `None` when the entry says that there is none.
        pub fn text(&self) -> Option<&str> {
            self.value.text()
        }

        /// The day on which it was true or said; never after the record.
        pub const fn observed(&self) -> Day {
            self.observed
        }

        /// The day of the record, from which it is seen.
        pub const fn recorded(&self) -> Day {
            self.recorded
        }

        /// The staff member who recorded it.
        pub const fn author(&self) -> &StaffId {
            &self.author
        }

        /// The source.
        pub const fn source(&self) -> EntrySource {
            self.source
        }

        /// The act by which it came on the card: nobody makes two entries in one. The order of
        /// entries is that of their acts, then of their values.
        pub(crate) const fn act(&self) -> (Day, Day, EntrySource, &StaffId) {
            (self.recorded, self.observed, self.source, &self.author)
        }

        /// The days since the observation of an entry that is seen.
        pub(crate) fn age(&self, t: AsOf) -> u32 {
            days_between(self.observed, t)
        }
    }
}
pub use sealed::Entry;
