use std::fmt;

use super::fold::half;
use crate::measure::proven;

mod sealed {
    /// The digits of a telephone number in the form in which numbers are compared.
    ///
    /// Left out are all characters but digits, an international prefix `00` or `+`, a trunk `0` at
    /// the beginning or in brackets as `(0)`, and an extension behind `转`, `分机`, `ext`, `x` or
    /// `#`. The last 11 digits are kept; a number of fewer than 8 has no form.
    ///
    /// ```
    /// use guanxi::identity::NormalPhone;
    ///
    /// let phone = |text| NormalPhone::from_text(text).ok_or("no number");
    /// assert!(phone("+86 138 0013 8000")?.agrees_with(phone("138-0013-8000")?));
    /// assert!(phone("(010) 6552 9988 转 801")?.agrees_with(phone("0086 10 65529988")?));
    /// assert!(!phone("010-65529988")?.agrees_with(phone("021-65529988")?));
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

        /// The form of a number; `None` when it has too few digits.
        pub fn from_text(text: &str) -> Option<Self> {
            let (digits, len) = super::last_digits(text);
            (len >= Self::MIN_LEN).then_some(Self { digits, len })
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

/// The last digits of a telephone number, 11 at most, and the number of them.
fn last_digits(text: &str) -> (u64, u8) {
    let text: String = half(text).collect::<String>().to_lowercase().replace("(0)", "");
    let end = ["转", "轉", "分机", "ext", "x", "#"].iter().filter_map(|it| text.find(it)).min();
    let before = end.and_then(|end| text.get(..end)).unwrap_or(&text);
    let digits: String = before.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("00").unwrap_or(&digits);
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
