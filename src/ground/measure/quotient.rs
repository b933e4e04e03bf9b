use std::cmp::Ordering;
use std::fmt;

use super::{Ratio, common_divisor, proven};
use crate::engine::{Wide, compare_products};

const MICROS: u128 = 1_000_000;

/// A fraction that was measured, kept as part and whole, so that it compares exactly and is divided
/// only when printed.
///
/// Equal fractions are equal whatever their terms. Printed with at most six digits after the point,
/// rounded half up (away from zero), trailing zeros left off.
///
/// ```
/// use guanxi::measure::{Quotient, Ratio};
///
/// let third = Quotient::try_new(100, 300).ok_or("nothing to divide by")?;
/// assert_eq!(third.to_string(), "0.333333");
/// assert_eq!(Some(third), Quotient::try_new(1, 3));
/// assert!(third > Ratio::from_percent(33));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Quotient {
    part: i128,
    /// Positive.
    whole: i128,
}

impl Quotient {
    /// The fraction 0.
    pub const ZERO: Self = Self { part: 0, whole: 1 };

    /// `part / whole`; `None` unless `whole` is positive and at most 2^127 − 1.
    ///
    /// ```
    /// # use guanxi::measure::Quotient;
    /// assert!(Quotient::try_new(1, 0).is_none());
    /// ```
    pub fn try_new(part: i128, whole: i128) -> Option<Self> {
        (whole > 0).then_some(Self { part, whole })
    }

    /// The fraction in millionths, rounded half away from zero; `None` when it does not fit.
    ///
    /// ```
    /// # use guanxi::measure::Quotient;
    /// assert_eq!(Quotient::try_new(2, 3).and_then(Quotient::to_micros), Some(666_667));
    /// ```
    pub fn to_micros(self) -> Option<i128> {
        let (size, whole) = (self.part.unsigned_abs(), self.whole.unsigned_abs());
        let (units, rest) = (size.checked_div(whole)?, size.checked_rem(whole)?);
        let micros = units.checked_mul(MICROS)?.checked_add(round_micros(rest, whole))?;
        i128::try_from(micros).ok()?.checked_mul(self.part.signum())
    }

    /// The fraction less a whole number; `None` when that does not fit.
    pub(crate) fn less(self, units: u16) -> Option<Self> {
        let taken = self.whole.checked_mul(i128::from(units))?;
        Self::try_new(self.part.checked_sub(taken)?, self.whole)
    }

    /// The fraction times a small whole number; terms above 2^119 are halved until the product
    /// fits.
    pub(crate) fn times(self, factor: u8) -> Self {
        let (mut part, mut whole) = (self.part, self.whole);
        loop {
            if let Some(part) = part.checked_mul(i128::from(factor)) {
                return Self { part, whole: whole.max(1) };
            }
            (part, whole) = (part >> 1, whole >> 1);
        }
    }

    /// The terms of the fraction: part and whole. The whole is positive.
    pub(crate) const fn terms(self) -> (i128, i128) {
        (self.part, self.whole)
    }

    /// The sum of two fractions in lowest terms; `None` when they do not fit.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.terms(), other.terms());
        let shared = common_divisor(b.unsigned_abs(), d.unsigned_abs());
        let shared = i128::try_from(shared).ok()?;
        let (left, right) = (d.checked_div(shared)?, b.checked_div(shared)?);
        let part = a.checked_mul(left)?.checked_add(c.checked_mul(right)?)?;
        let (part, whole) = reduced(part, b.checked_mul(left)?)?;
        Self::try_new(part, whole)
    }

    /// The product of two fractions in lowest terms; `None` when it does not fit.
    pub(crate) fn product(self, other: Self) -> Option<Self> {
        let ((a, b), (c, d)) = (self.terms(), other.terms());
        let (a, d) = reduced(a, d)?;
        let (c, b) = reduced(c, b)?;
        Self::try_new(a.checked_mul(c)?, b.checked_mul(d)?)
    }

    /// The difference of two fractions in lowest terms; `None` when they do not fit.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { part: other.part.checked_neg()?, whole: other.whole })
    }

    /// The fraction in percent for a sentence such as "85.3% of the plan", rounded toward zero.
    ///
    /// ```
    /// use guanxi::measure::Quotient;
    /// let share = |part, whole| Quotient::try_new(part, whole).map(Quotient::percent);
    /// let spoken = |part, whole| share(part, whole).map(|it| it.to_string());
    /// assert_eq!(spoken(2, 3).as_deref(), Some("66.6%"));
    /// assert_eq!(spoken(9_999, 10_000).as_deref(), Some("99.9%"), "only all is 100%");
    /// ```
    pub const fn percent(self) -> PercentText {
        PercentText(self)
    }
}

/// Two numbers without their common divisor; the second is positive.
fn reduced(part: i128, whole: i128) -> Option<(i128, i128)> {
    let shared = common_divisor(part.unsigned_abs(), whole.unsigned_abs());
    let shared = i128::try_from(shared).ok()?;
    Some((part.checked_div(shared)?, whole.checked_div(shared)?))
}

/// `rest / whole` in millionths, rounded half up, for `rest < whole`: the largest `q` with
/// `(2q − 1) · whole ≤ 2 · 10^6 · rest`.
fn round_micros(rest: u128, whole: u128) -> u128 {
    let twice = rest.checked_mul(2 * MICROS).and_then(|x| x.checked_add(whole));
    if let Some(micros) = twice.and_then(|twice| twice.checked_div(whole.checked_mul(2)?)) {
        return micros;
    }
    let target = Wide::product(rest, 2 * MICROS);
    let is_reached = |micros: u128| {
        let odd = micros.checked_mul(2).and_then(|twice| twice.checked_sub(1));
        micros <= MICROS && odd.is_some_and(|odd| Wide::product(odd, whole) <= target)
    };
    // Bit by bit: 10^6 has 20 of them.
    (0..20).rev().fold(0_u128, |found, bit| {
        let candidate = found | (1 << bit);
        if is_reached(candidate) { candidate } else { found }
    })
}

impl PartialEq for Quotient {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Quotient {}

impl PartialOrd for Quotient {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quotient {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_products(self.part, other.whole, other.part, self.whole)
    }
}

impl PartialEq<Ratio> for Quotient {
    fn eq(&self, ratio: &Ratio) -> bool {
        self.partial_cmp(ratio) == Some(Ordering::Equal)
    }
}

impl PartialOrd<Ratio> for Quotient {
    fn partial_cmp(&self, ratio: &Ratio) -> Option<Ordering> {
        let millionths = i128::from(ratio.parts_per_million());
        Some(compare_products(self.part, 1_000_000, self.whole, millionths))
    }
}

impl From<Ratio> for Quotient {
    fn from(ratio: Ratio) -> Self {
        Self { part: ratio.parts_per_million().into(), whole: 1_000_000 }
    }
}

/// Written as the text that it prints.
#[cfg(feature = "serde")]
impl serde::Serialize for Quotient {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl fmt::Display for Quotient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_micros() {
            Some(micros) => write_micros(f, micros),
            None => write!(f, "{}/{}", self.part, self.whole),
        }
    }
}

/// Writes millionths as a decimal number without trailing zeros.
pub(crate) fn write_micros(f: &mut fmt::Formatter<'_>, micros: i128) -> fmt::Result {
    let size = micros.unsigned_abs();
    let (units, rest) = (size / MICROS, size % MICROS);
    let sign = if micros < 0 { "-" } else { "" };
    if rest == 0 {
        return write!(f, "{sign}{units}");
    }
    let digits = format!("{rest:06}");
    write!(f, "{sign}{units}.{}", digits.trim_end_matches('0'))
}

/// A quotient as percent with at most one digit after the point, rounded toward zero so that
/// nothing reads as reached before it is.
#[derive(Debug, Clone, Copy)]
pub struct PercentText(Quotient);

impl fmt::Display for PercentText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Quotient { part, whole } = self.0;
        let (size, whole) = (part.unsigned_abs(), whole.unsigned_abs());
        let parts = size.checked_div(whole).zip(size.checked_rem(whole));
        let (units, rest) = proven!(parts, else (0, 0), "the whole is positive");
        let tenths = proven!(tenths_of_percent(rest, whole), else 0, "the rest is below the whole");
        let (percent, tenth) = (tenths / 10, tenths % 10);
        let sign = if part < 0 && (units > 0 || tenths > 0) { "-" } else { "" };
        match units {
            0 => write!(f, "{sign}{percent}")?,
            units => write!(f, "{sign}{units}{percent:02}")?,
        }
        match tenth {
            0 => write!(f, "%"),
            tenth => write!(f, ".{tenth}%"),
        }
    }
}

/// `rest / whole` in tenths of a percent, rounded down, for `rest < whole`: below 1000.
fn tenths_of_percent(rest: u128, whole: u128) -> Option<u128> {
    if let Some(scaled) = rest.checked_mul(1000) {
        return scaled.checked_div(whole);
    }
    // Dividing both by 2^12 loses less than a tenth of a percent of a percent.
    (rest >> 12).checked_mul(1000)?.checked_div(whole >> 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(part: i128, whole: i128) -> String {
        Quotient::try_new(part, whole).map(|q| q.to_string()).unwrap_or_default()
    }

    #[test]
    fn six_digits_rounded_half_up_without_trailing_zeros() {
        assert_eq!(text(0, 5), "0");
        assert_eq!(text(125, 2), "62.5");
        assert_eq!(text(1, 3), "0.333333");
        assert_eq!(text(2, 3), "0.666667");
        assert_eq!(text(1_234_565, 10_000_000), "0.123457");
        assert_eq!(text(1_234_564, 10_000_000), "0.123456");
        assert_eq!(text(-1, 8), "-0.125");
        assert_eq!(text(9_999_999, 10_000_000), "1");
    }

    #[test]
    fn terms_near_the_end_of_the_type_round_like_small_ones() {
        let third = i128::MAX / 3;
        assert_eq!(text(third, i128::MAX), "0.333333");
        assert_eq!(text(i128::MAX - 1, i128::MAX), "1");
        assert_eq!(text(i128::MAX / 2, i128::MAX - 1), "0.5");
        assert_eq!(
            Quotient::try_new(third, i128::MAX).map(|q| q.percent().to_string()).as_deref(),
            Some("33.3%")
        );
    }

    #[test]
    fn a_percentage_is_never_rounded_up_to_a_threshold() {
        let percent = |part, whole| Quotient::try_new(part, whole).map(|q| q.percent().to_string());
        assert_eq!(percent(9_999, 10_000).as_deref(), Some("99.9%"));
        assert_eq!(percent(10_000, 10_000).as_deref(), Some("100%"));
        assert_eq!(percent(-1, 3).as_deref(), Some("-33.3%"));
        assert_eq!(percent(-1, 3_000).as_deref(), Some("0%"));
        assert_eq!(percent(41, 20).as_deref(), Some("205%"));
        assert_eq!(percent(12_345, 1_000).as_deref(), Some("1234.5%"));
        assert_eq!(percent(i128::MAX, 1), Some(format!("{}00%", i128::MAX)));
    }
}
