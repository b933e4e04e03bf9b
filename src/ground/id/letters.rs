use super::composed::composed;
use super::invisible::is_invisible;
use super::look_alikes::half_width;

/// The characters of a text in half width, letters and their marks in one, without those that have
/// no picture.
pub(crate) fn half(text: &str) -> impl Iterator<Item = char> {
    composed(text.chars().filter(|c| !is_invisible(*c)).map(half_width))
}

/// Adds a character in lower case. Upwards first: the letters that have one capital become one.
pub(crate) fn push_folded(to: &mut String, c: char) {
    if c.is_ascii() {
        to.push(c.to_ascii_lowercase());
    } else {
        to.extend(c.to_uppercase().flat_map(char::to_lowercase));
    }
}
