mod sealed {
    use crate::calendar::Day;
    use crate::customer::CardError;
    use crate::id::StaffId;

    /// A text in one field of the card, with the day and the author of the record. The text is
    /// never blank.
    ///
    /// ```
    /// use guanxi::customer::Entry;
    ///
    /// let entry = Entry::try_new("pays on the 25th", "2026-03-02".parse()?, "Wang".parse()?)?;
    /// assert_eq!(entry.text(), "pays on the 25th");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize))]
    pub struct Entry {
        text: String,
        recorded: Day,
        author: StaffId,
    }

    impl Entry {
        /// An entry. The text is kept as given.
        ///
        /// # Errors
        ///
        /// When the text is empty or blank.
        ///
        /// ```
        /// # use guanxi::customer::Entry;
        /// let error = Entry::try_new(" ", "2026-03-02".parse()?, "Wang".parse()?).unwrap_err();
        /// assert_eq!(error.to_string(), "an entry of the card says something, was \" \"");
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        pub fn try_new(
            text: impl Into<String>,
            recorded: Day,
            author: StaffId,
        ) -> Result<Self, CardError> {
            let text = text.into();
            if text.trim().is_empty() {
                return Err(CardError::Blank { text });
            }
            Ok(Self { text, recorded, author })
        }

        /// The text.
        pub fn text(&self) -> &str {
            &self.text
        }

        /// The day of the record, from which it is seen.
        pub const fn recorded(&self) -> Day {
            self.recorded
        }

        /// The staff member who recorded it.
        pub const fn author(&self) -> &StaffId {
            &self.author
        }
    }
}
pub use sealed::Entry;

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Entry {
    fn deserialize<S: serde::Deserializer<'de>>(from: S) -> Result<Self, S::Error> {
        use crate::calendar::Day;
        use crate::id::StaffId;

        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            text: String,
            recorded: Day,
            author: StaffId,
        }
        let written = Written::deserialize(from)?;
        Self::try_new(written.text, written.recorded, written.author)
            .map_err(serde::de::Error::custom)
    }
}
