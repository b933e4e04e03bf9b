use crate::id::{half, push_folded};

/// The form in which two texts of the card are compared: half width, small letters, one blank for
/// several, none at the ends, and no characters without a picture.
///
/// Punctuation stays, as in "1.5 million" and "15 million".
pub(super) fn normal_text(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in half(text).collect::<String>().split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        word.chars().for_each(|c| push_folded(&mut normal, c));
    }
    normal
}
