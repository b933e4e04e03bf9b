use std::fmt;

use super::fold::half;
use crate::measure::proven;

mod sealed {
    /// The digits of a telephone number in the form in which numbers are compared.
    ///
    /// Left out are a label before the number, an international prefix `00` or `+`, a trunk `0` at
    /// the beginning or in brackets as `(0)`, and an extension: behind `转`, `分机`, `ext`, `x` or
    /// `#`, or of up to four digits behind a dash where a whole number with its area code stands
    /// before it. The last 11 digits are kept; a number of fewer than 8, or of more than 15 with
    /// its country, has no form.
    ///
    /// A text of several numbers has no form, since none of them is the one meant;
    /// [`all_in`](Self::all_in) gives each.
    ///
    /// ```
    /// use guanxi::identity::NormalPhone;
    ///
    /// let phone = |text| NormalPhone::from_text(text).ok_or("no number");
    /// assert!(phone("+86 138 0013 8000")?.agrees_with(phone("138-0013-8000")?));
    /// assert!(phone("(010) 6552 9988 转 801")?.agrees_with(phone("0086 10 65529988")?));
    /// assert!(!phone("010-65529988")?.agrees_with(phone("021-65529988")?));
    /// assert_eq!(phone("Tel. 010-65529988-801")?, phone("010-65529988")?);
    /// assert_eq!(NormalPhone::from_text("13800138000 / 13900139000"), None);
    /// assert_eq!(NormalPhone::from_text("110"), None);
    /// # Ok::<(), &str>(())
    /// ```
    #[doc(alias = "电话归一")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct NormalPhone {
        digits: u64,
        len: u8,
    }

    impl NormalPhone {
        /// The fewest digits that are compared.
        pub const MIN_LEN: u8 = 8;
        /// The most digits that are compared.
        pub const MAX_LEN: u8 = 11;

        /// The form of the number in a text; `None` when there is none, or several that differ.
        pub fn from_text(text: &str) -> Option<Self> {
            match Self::all_in(text).as_slice() {
                [only] => Some(*only),
                _ => None,
            }
        }

        /// The forms of all numbers in a text, each once, in the order of their digits.
        pub fn all_in(text: &str) -> Vec<Self> {
            let forms = super::numbers(text).into_iter().filter_map(|number| {
                let (digits, len) = super::last_digits(&number);
                (len >= Self::MIN_LEN).then_some(Self { digits, len })
            });
            let mut all: Vec<Self> = forms.collect();
            all.sort_unstable();
            all.dedup();
            all
        }

        /// Tells whether two numbers end alike: in as many digits as both have, 8 to 11.
        pub fn agrees_with(self, other: Self) -> bool {
            let len = self.len.min(other.len);
            super::ending(self.digits, len) == super::ending(other.digits, len)
        }

        /// The last eight digits, in which all numbers agree that agree at all.
        pub(crate) fn last_eight(self) -> u64 {
            super::ending(self.digits, Self::MIN_LEN)
        }

        /// The digits that are kept.
        pub(super) const fn parts(self) -> (u64, u8) {
            (self.digits, self.len)
        }
    }
}
pub use sealed::NormalPhone;

/// The number at the end of a number, in decimal digits.
fn ending(digits: u64, len: u8) -> u64 {
    let tens = proven!(10_u64.checked_pow(u32::from(len)), else u64::MAX, "11 digits at most");
    digits.checked_rem(tens).unwrap_or(digits)
}

/// The most digits of a number with its country, by ITU-T E.164.
const MOST_DIGITS: usize = 15;

/// The marks before an extension.
const EXTENSIONS: [&str; 8] = ["转", "轉", "分机", "分機", "ext", "extension", "x", "#"];

/// The numbers in a text, in digits without extensions.
fn numbers(text: &str) -> Vec<String> {
    let text = half(text).collect::<String>().to_lowercase().replace("(0)", "");
    let (mut found, mut between, mut rest) = (Vec::new(), String::new(), text.as_str());
    while !rest.is_empty() {
        let (label, behind) = rest.split_at(rest.find(belongs).unwrap_or(rest.len()));
        between.push_str(label);
        let end = behind.find(|c| !belongs(c)).unwrap_or(behind.len());
        let (piece, behind) = behind.split_at(end);
        rest = behind;
        if digits(piece).is_empty() {
            continue;
        }
        let mark = between.trim_matches(|c: char| c.is_whitespace() || ".:,;".contains(c));
        // An extension ends where another number begins.
        let is_extension = !found.is_empty() && EXTENSIONS.contains(&mark);
        let begin = if is_extension { piece.find(['/', '+']) } else { Some(0) };
        let numbers = begin.and_then(|begin| piece.get(begin..)).unwrap_or_default();
        let all = pieces(numbers).into_iter().flat_map(|it| whole_numbers(&it));
        found.extend(all.filter(|it| it.len() >= usize::from(NormalPhone::MIN_LEN)));
        between.clear();
    }
    found
}

/// Tells whether a character may stand within a number.
fn belongs(c: char) -> bool {
    let is_blank = c.is_whitespace() && !c.is_control();
    c.is_ascii_digit() || is_blank || is_dash(c) || ".()+/".contains(c)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―')
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The parts of a text that are numbers of their own: each begins with a `+`, or behind a `/` with
/// a whole number before it. A `/` behind an area code is part of the number.
fn pieces(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (place, behind) in text.split('+').enumerate() {
        let plus = if place == 0 { "" } else { "+" };
        let (mut number, mut digits) = (plus.to_owned(), String::new());
        for part in behind.split_inclusive('/') {
            number.push_str(part);
            digits.extend(part.chars().filter(char::is_ascii_digit));
            if digits.len() >= usize::from(NormalPhone::MIN_LEN) {
                all.push(std::mem::take(&mut number));
                digits.clear();
            }
        }
        all.push(number);
    }
    all
}

/// The digits of a number without its extension. What is too long for one number is several where
/// each stands between blanks as a whole, and none otherwise.
fn whole_numbers(text: &str) -> Vec<String> {
    let number = digits(without_extension(text));
    if international(&number).unwrap_or(&number).len() <= MOST_DIGITS {
        return vec![number];
    }
    let parts: Vec<&str> = text.split_whitespace().map(without_extension).collect();
    let whole = usize::from(NormalPhone::MIN_LEN)..=MOST_DIGITS;
    let is_whole = |it: &&str| whole.contains(&digits(it).len());
    if parts.iter().all(is_whole) { parts.into_iter().map(digits).collect() } else { Vec::new() }
}

/// A number without up to four digits behind its last dash, where what stands before it is whole:
/// as long as a number with area code is, and with country where it begins with the prefix of one.
fn without_extension(text: &str) -> &str {
    let Some((before, extension)) = text.rsplit_once(is_dash) else { return text };
    let number = digits(before);
    let is_whole = match (international(&number), number.strip_prefix('0')) {
        (Some(with_country), _) => matches!(with_country.len(), 12 | 13),
        (None, _) if before.contains('+') => matches!(number.len(), 12 | 13),
        (None, Some(national)) => matches!(national.len(), 10 | 11),
        // A mobile number of China, or one of North America with its country.
        (None, None) => number.len() == 11 && number.starts_with('1'),
    };
    if is_whole && digits(extension).len() <= 4 { before } else { text }
}

/// A number behind the international prefix; `None` where it has none.
fn international(digits: &str) -> Option<&str> {
    digits.strip_prefix("00")
}

/// The last digits of a telephone number, 11 at most, and the number of them.
fn last_digits(digits: &str) -> (u64, u8) {
    let national = international(digits).unwrap_or(digits);
    let national = national.strip_prefix('0').unwrap_or(national);
    let last = national.char_indices().rev().take(usize::from(NormalPhone::MAX_LEN)).last();
    let kept = last.map_or("", |(begin, _)| national.get(begin..).unwrap_or_default());
    let len = u8::try_from(kept.len()).unwrap_or(NormalPhone::MAX_LEN);
    (kept.parse().unwrap_or_default(), len)
}

impl fmt::Display for NormalPhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, len) = self.parts();
        write!(f, "{digits:0len$}", len = usize::from(len))
    }
}
