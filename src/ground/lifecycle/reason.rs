use std::fmt;
use std::str::FromStr;

/// A reason that is blank.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a reason must not be blank, was {text:?}")]
pub struct ReasonError {
    text: String,
}

mod sealed {
    use super::ReasonError;

    /// The reason of a step: a text that is not blank, kept as given.
    ///
    /// ```
    /// use guanxi::lifecycle::Reason;
    ///
    /// let reason: Reason = "bankrupt".parse()?;
    /// assert_eq!(reason.as_str(), "bankrupt");
    /// assert_eq!(
    ///     Reason::try_new(" ").unwrap_err().to_string(),
    ///     "a reason must not be blank, was \" \""
    /// );
    /// # Ok::<(), guanxi::lifecycle::ReasonError>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[cfg_attr(
        feature = "serde",
        derive(serde::Serialize, serde::Deserialize),
        serde(try_from = "String", into = "String")
    )]
    #[cfg_attr(
        feature = "schemars",
        derive(schemars::JsonSchema),
        schemars(extend("pattern" = r"\S"))
    )]
    pub struct Reason(Box<str>);

    impl Reason {
        /// Takes a text as a reason.
        ///
        /// # Errors
        ///
        /// When the text is empty or holds white space only.
        pub fn try_new(text: &str) -> Result<Self, ReasonError> {
            Self::check(text).map(|()| Self(text.into()))
        }

        /// Checks a text that a step keeps as plain text.
        ///
        /// # Errors
        ///
        /// When the text is empty or holds white space only.
        pub fn check(text: &str) -> Result<(), ReasonError> {
            if text.trim().is_empty() { Err(ReasonError { text: text.to_owned() }) } else { Ok(()) }
        }

        /// The text.
        pub fn as_str(&self) -> &str {
            &self.0
        }
    }
}
pub use sealed::Reason;

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Reason {
    type Err = ReasonError;

    fn from_str(text: &str) -> Result<Self, ReasonError> {
        Self::try_new(text)
    }
}

crate::valid::text_form!(Reason);
