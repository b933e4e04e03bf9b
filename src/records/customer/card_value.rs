use std::cmp::Ordering;
use std::fmt;

use super::normal_text::normal_text;
use super::{CardError, Field};
use crate::confidence::WITHHELD;
use crate::engine::TextMark;

mod sealed {
    use super::{CardError, Field, TextMark, WITHHELD, normal_text};

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
    #[derive(Clone, PartialEq, Eq, Hash)]
    pub struct CardValue {
        /// The form that is compared, and behind it the text unless it is the same. Both are empty
        /// for absence, as no text has an empty form.
        both: Box<str>,
        /// The bytes of the form that is compared.
        normal: usize,
        mark: TextMark,
    }

    impl CardValue {
        /// A text, kept as given.
        ///
        /// # Errors
        ///
        /// When the text is empty or shows nothing.
        pub fn try_from_text(text: impl Into<String>) -> Result<Self, CardError> {
            let text = text.into();
            let mut both = normal_text(&text);
            if both.is_empty() {
                return Err(CardError::Blank { text });
            }
            let (normal, mark) = (both.len(), TextMark::of(&both));
            if both != text {
                both.push_str(&text);
            }
            Ok(Self { both: both.into(), normal, mark })
        }

        /// The statement that there is none.
        #[doc(alias = "无")]
        pub fn absent() -> Self {
            Self { both: Box::default(), normal: 0, mark: TextMark::of("") }
        }

        /// The text as given; `None` for absence.
        pub fn text(&self) -> Option<&str> {
            let behind = self.both.get(self.normal..).unwrap_or_default();
            let text = if behind.is_empty() { &*self.both } else { behind };
            (!self.is_absent()).then_some(text)
        }

        /// The value as a message or a log tells it, neither of which knows who reads it: a mark in
        /// the place of the bank, since the account of a sole trader is that of a person.
        pub(crate) fn told_of(&self, field: Field) -> Self {
            if field == Field::Bank && !self.is_absent() {
                let both: Box<str> = WITHHELD.into();
                Self { normal: both.len(), mark: TextMark::of(&both), both }
            } else {
                self.clone()
            }
        }

        /// Returns `true` for the statement that there is none.
        pub fn is_absent(&self) -> bool {
            self.normal == 0
        }

        /// Returns `true` when the other says the same: width, case and blanks make no difference,
        /// punctuation does.
        pub fn says_same_as(&self, other: &Self) -> bool {
            self.normal() == other.normal()
        }

        /// The form that is compared.
        pub(crate) fn normal(&self) -> &str {
            self.both.get(..self.normal).unwrap_or_default()
        }

        /// The mark of that form.
        pub(crate) const fn mark(&self) -> TextMark {
            self.mark
        }
    }
}
pub use sealed::CardValue;

/// By the form that is compared, then by the text; absence first.
impl Ord for CardValue {
    fn cmp(&self, other: &Self) -> Ordering {
        self.normal().cmp(other.normal()).then_with(|| self.text().cmp(&other.text()))
    }
}

impl PartialOrd for CardValue {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for CardValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CardValue").field(&self.text()).finish()
    }
}

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
