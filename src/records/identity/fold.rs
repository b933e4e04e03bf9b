pub(super) use crate::id::{half, push_folded};

/// Tells whether a character separates words and is no part of them: a blank, a control character,
/// punctuation. Letters, digits, marks on letters and signs such as emoji are part of a word.
pub(super) fn is_separator(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_alphanumeric();
    }
    if c.is_alphanumeric() {
        return false;
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{A1}'..='\u{BF}' // Latin punctuation and signs
                | '\u{2000}'..='\u{206F}' // dashes, quotation marks, dots
                | '\u{3000}'..='\u{303F}' // 、。〈〉《》「」
                | '\u{30FB}' // the dot between Japanese words
                | '\u{FE10}'..='\u{FE1F}'
                | '\u{FE30}'..='\u{FE6F}' // vertical and small forms
                | '\u{FF5F}'..='\u{FF65}' // half-width 。「」、・
        )
}

/// The letters and digits of a text in half width and lower case.
pub(super) fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    half(text).filter(|c| !is_separator(*c)).for_each(|c| push_folded(&mut all, c));
    all
}

/// Tells whether a normal form has the two characters that make it a key: a shorter one says
/// nothing.
pub(super) fn is_key(text: &str) -> bool {
    text.chars().nth(1).is_some()
}

/// The characters of a number: in half width and capitals, without blanks, dots and dashes. Any
/// other character stays, so that a check can name it.
pub(super) fn number(text: &str) -> String {
    let is_filler = |c: &char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '‐'..='―');
    half(text).filter(|c| !is_filler(c)).map(|c| c.to_ascii_uppercase()).collect()
}
