use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::composed::composed;
use super::invisible::is_invisible;
use crate::valid::words;

words! {
    /// Kinds of a difference between two ids that a reader or a spreadsheet does not see.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum IdDifference {
        /// Zeros at the beginning, as a spreadsheet drops them: `00123` and `123`.
        LeadingZeros = "leading_zeros" => "leading zeros",
        /// Capital and small letters: `ACME` and `Acme`.
        LetterCase = "letter_case" => "letter case",
        /// Full-width forms of ASCII, as a Chinese keyboard writes them: `ＡＣＭＥ` and `ACME`.
        FullWidth = "full_width" => "full-width forms",
        /// Characters without a picture: a zero-width blank, a mark of direction, a soft hyphen.
        Invisible = "invisible" => "invisible characters",
        /// Blanks of other kinds or in another number: a no-break or full-width blank, two blanks
        /// in place of one.
        Blanks = "blanks",
        /// Letters with their marks in one character or in several, as some file systems write
        /// them: `é`, and `e` with an accent behind it.
        Composition = "composition" => "the composition of letters with marks",
    }
}

/// Ids that are different and look alike, so that they may mean one thing.
///
/// Nothing follows from it: two customers may well be called `007` and `7`. It is for the person
/// who loads the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlikes<'a> {
    ids: Vec<&'a str>,
    differences: Vec<IdDifference>,
}

impl<'a> LookAlikes<'a> {
    /// The ids, two or more, in the order of their characters.
    pub fn ids(&self) -> &[&'a str] {
        &self.ids
    }

    /// The differences without which the ids would be one, one at least.
    pub fn differences(&self) -> &[IdDifference] {
        &self.differences
    }
}

impl fmt::Display for LookAlikes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.ids.iter().map(|id| format!("{id:?}")).collect();
        let differences: Vec<_> = self.differences.iter().map(ToString::to_string).collect();
        write!(f, "{} differ only by {}", in_words(&ids), in_words(&differences))
    }
}

/// The items with commas between them and "and" before the last.
fn in_words(items: &[String]) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The ids among some that are different and look alike, group by group.
///
/// Ids belong together when their texts are one after what an [`IdDifference`] names is folded:
/// letters to lower case, full-width forms to ASCII, every run of blanks to one blank; invisible
/// characters, blanks at an end, and zeros at the beginning are left out, and a letter with its
/// marks is one character. Letters of different scripts are not compared. The order of the ids
/// decides nothing, and an id given twice counts once.
///
/// ```
/// use guanxi::id::look_alikes;
///
/// let found = look_alikes(["00123", "ACME", "ＡＣＭＥ", "123", "Li"]);
/// let found: Vec<_> = found.iter().map(ToString::to_string).collect();
/// assert_eq!(
///     found,
///     [
///         "\"00123\" and \"123\" differ only by leading zeros",
///         "\"ACME\" and \"ＡＣＭＥ\" differ only by full-width forms",
///     ],
/// );
/// ```
#[doc(alias = "疑似重复")]
pub fn look_alikes<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<LookAlikes<'a>> {
    let mut groups: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for id in ids {
        groups.entry(folded(id, None)).or_default().insert(id);
    }
    let alike = groups.into_values().filter(|ids| ids.len() > 1);
    let mut found: Vec<_> = alike
        .map(|ids| {
            let is_needed = |it: &IdDifference| splits(&ids, *it);
            let differences = IdDifference::ALL.into_iter().filter(is_needed).collect();
            LookAlikes { ids: ids.into_iter().collect(), differences }
        })
        .collect();
    found.sort_by(|one, other| one.ids.cmp(&other.ids));
    found
}

/// Tells whether ids that look alike are several when one difference is not folded.
fn splits(ids: &BTreeSet<&str>, difference: IdDifference) -> bool {
    let mut texts = ids.iter().map(|id| folded(id, Some(difference)));
    let first = texts.next();
    texts.any(|text| Some(text) != first)
}

/// The text of an id with all differences folded but one.
fn folded(id: &str, except: Option<IdDifference>) -> String {
    let folds = |it| except != Some(it);
    let id: String = if folds(IdDifference::Composition) {
        composed(id.chars().filter(|c| !folds(IdDifference::Invisible) || !is_invisible(*c)))
            .collect()
    } else {
        id.to_owned()
    };
    let mut text = String::with_capacity(id.len());
    for c in id.chars() {
        if folds(IdDifference::Invisible) && is_invisible(c) {
            continue;
        }
        if folds(IdDifference::Blanks) && c.is_whitespace() {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            continue;
        }
        let c = if folds(IdDifference::FullWidth) { half_width(c) } else { c };
        if folds(IdDifference::LetterCase) {
            // Upwards first: the letters that have one capital become one.
            text.extend(c.to_uppercase().flat_map(char::to_lowercase));
        } else {
            text.push(c);
        }
    }
    if folds(IdDifference::Blanks) && text.ends_with(' ') {
        text.pop();
    }
    if folds(IdDifference::LeadingZeros) { without_zeros(&text).to_owned() } else { text }
}

/// A text without the zeros at its beginning; the last character stays.
fn without_zeros(text: &str) -> &str {
    let rest = text.trim_start_matches('0');
    if rest.is_empty() && !text.is_empty() { "0" } else { rest }
}

/// The ASCII character of a full-width form.
pub(crate) fn half_width(c: char) -> char {
    let ascii = |c: char| char::from_u32(u32::from(c).checked_sub(0xFEE0)?);
    match c {
        '\u{FF01}'..='\u{FF5E}' => ascii(c).unwrap_or(c),
        _ => c,
    }
}
