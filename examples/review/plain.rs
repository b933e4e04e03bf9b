//! Messages in plain words: no terms of the language in which the program is written.

use std::num::NonZeroU16;

/// Bounds as a person writes them: `1 to 128`.
pub(crate) fn bounds(message: &str) -> String {
    message.replace("..=", " to ")
}

/// The days of a horizon.
pub(crate) fn days(text: &str) -> Result<NonZeroU16, String> {
    text.parse().map_err(|_| format!("a whole number of days from 1 to {}", u16::MAX))
}
