use std::fmt;

use super::CardError;
use super::normal_text::normal_text;

mod sealed {
    use super::{CardError, normal_text};

    /// The content of a field of the card: a text, or the statement that there is none.
    ///
    /// *Absent* ("they have no brands of their own") is an answer: it fills the field and grows
    /// stale as a text does. A blank is no answer and is refused.
    ///
    /// ```
    /// use guanxi::customer::CardValue;
    ///
    /// let bank = CardValue::try_from_text("ICBC  Hangzhou")?;
    /// assert!(bank.says_same_as(&CardValue::try_from_text("ＩＣＢＣ hangzhou ")?));
    /// assert!(!bank.says_same_as(&CardValue::absent()));
    /// # Ok::<(), guanxi::customer::CardError>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct CardValue {
        /// The form that is compared; empty for absence, as no text has an empty one.
        normal: Box<str>,
        text: Box<str>,
    }

    impl CardValue {
        /// A text, kept as given.
        ///
        /// # Errors
        ///
        /// When the text is empty or shows nothing.
        pub fn try_from_text(text: impl Into<String>) -> Result<Self, CardError> {
            let text = text.into();
            let normal = normal_text(&text);
            if normal.is_empty() {
                return Err(CardError::Blank { text });
            }
            Ok(Self { normal: normal.into(), text: text.into() })
        }

        /// The statement that there is none.
        #[doc(alias = "无")]
        pub fn absent() -> Self {
            Self { normal: Box::default(), text: Box::default() }
        }

        /// The text as given; `None` for absence.
        pub fn text(&self) -> Option<&str> {
            (!self.is_absent()).then_some(&*self.text)
        }

        /// Returns `true` for the statement that there is none.
        pub fn is_absent(&self) -> bool {
            self.normal.is_empty()
        }

        /// Returns `true` when the other says the same: width, case and blanks make no difference,
        /// punctuation does.
        pub fn says_same_as(&self, other: &Self) -> bool {
            self.normal == other.normal
        }

        /// The form that is compared.
        pub(crate) fn normal(&self) -> &str {
            &self.normal
        }
    }
}
pub use sealed::CardValue;

impl fmt::Display for CardValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().unwrap_or("(none)"))
    }
}

/// Written as its text; absence as none.
#[cfg(feature = "serde")]
impl serde::Serialize for CardValue {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(to)
    }
}
