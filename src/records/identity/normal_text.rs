use std::fmt;

use super::fold::{folded, is_key};

/// A text in the form in which texts are compared: letters and digits in half width and lower case,
/// without blanks and punctuation.
///
/// Two texts are one when their normal forms are equal; nothing is guessed beyond that. Blank text
/// has an empty form.
///
/// ```
/// use guanxi::identity::NormalText;
///
/// assert_eq!(NormalText::new("ＩＣＢＣ　6222-0001"), NormalText::new("icbc 62220001"));
/// assert_eq!(NormalText::new("中山路 1号").as_str(), "中山路1号");
/// assert!(!NormalText::new("王").is_key());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct NormalText(Box<str>);

impl NormalText {
    /// The normal form of a text.
    pub fn new(text: &str) -> Self {
        Self(folded(text).into())
    }

    /// The letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether the form has two characters or more, so that it can serve as a key.
    pub fn is_key(&self) -> bool {
        is_key(&self.0)
    }
}

impl fmt::Display for NormalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
