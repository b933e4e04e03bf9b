use std::fmt;

use crate::measure::{Quotient, write_micros};

/// The scale of a fraction.
const ONE: i128 = 1_000_000_000_000;
/// The natural logarithm of 2.
const LN_2: i128 = 693_147_180_560;
/// The terms of the series of a logarithm: the first one left out is below the scale.
const TERMS: i128 = 9;

/// The population stability index of counts in classes against earlier counts: by how much the
/// shares have moved.
///
/// # Rule
///
/// > S21.4: PSI = Σ (q − p) × ln(q / p) over the classes, with the shares p before and q now. Half
/// > a case is added to every class, so that an empty one has a logarithm.
///
/// It is 0 where no share has moved. By the usual reading of scorecards below 0.1 little has
/// changed, and from 0.25 on so much that the score should be looked at again (Siddiqi, *Credit
/// Risk Scorecards*, 2006). Worked out in whole numbers, alike on every machine, and rounded to a
/// millionth.
///
/// ```
/// use guanxi::measure::StabilityIndex;
///
/// let index = StabilityIndex::from_counts(&[700, 200, 100], &[600, 250, 150]).ok_or("too many")?;
/// assert_eq!(index.to_string(), "0.046656");
/// assert_eq!(StabilityIndex::from_counts(&[7, 3], &[7, 3]), Some(StabilityIndex::ZERO));
/// # Ok::<(), &str>(())
/// ```
#[doc(alias = "PSI")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StabilityIndex {
    millionths: u64,
}

impl StabilityIndex {
    /// No share has moved.
    pub const ZERO: Self = Self { millionths: 0 };

    /// The index of counts against earlier ones of the same classes; `None` where the numbers of
    /// classes differ, or with 2^40 cases or more.
    pub fn from_counts(before: &[u64], now: &[u64]) -> Option<Self> {
        if before.len() != now.len() {
            return None;
        }
        let (all_before, all_now) = (halves_of_all(before)?, halves_of_all(now)?);
        let mut sum = 0_i128;
        for (before, now) in before.iter().zip(now) {
            // Shares over one denominator.
            let before = halves(*before)?.checked_mul(all_now)?;
            let now = halves(*now)?.checked_mul(all_before)?;
            let moved = now.checked_sub(before)?;
            let whole = all_before.checked_mul(all_now)?;
            let share = scaled(moved, whole)?;
            sum = sum.checked_add(share.checked_mul(ln(now, before)?)?.checked_div(ONE)?)?;
        }
        let millionths = sum.checked_add(500_000)?.checked_div(1_000_000)?;
        Some(Self { millionths: u64::try_from(millionths).ok()? })
    }

    /// The index as a fraction.
    pub fn fraction(self) -> Quotient {
        Quotient::try_new(self.millionths.into(), 1_000_000).unwrap_or(Quotient::ZERO)
    }
}

impl fmt::Display for StabilityIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_micros(f, self.millionths.into())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for StabilityIndex {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A count and half a case, in halves.
fn halves(count: u64) -> Option<i128> {
    let is_small = count < 1 << 40;
    i128::from(count).checked_mul(2)?.checked_add(1).filter(|_| is_small)
}

fn halves_of_all(counts: &[u64]) -> Option<i128> {
    let all = counts.iter().try_fold(0_i128, |sum, it| sum.checked_add(halves(*it)?))?;
    (all < 1 << 42).then_some(all)
}

/// A fraction in parts of the scale, of terms below 2^86.
fn scaled(part: i128, whole: i128) -> Option<i128> {
    part.checked_mul(ONE)?.checked_div(whole)
}

/// The natural logarithm of a fraction of positive terms, in parts of the scale: halved or doubled
/// until it lies between 2/3 and 4/3, then 2 artanh((a − b) / (a + b)).
fn ln(part: i128, whole: i128) -> Option<i128> {
    let (mut part, mut whole, mut doublings) = (part, whole, 0_i128);
    while part.checked_mul(3)? > whole.checked_mul(4)? {
        whole = whole.checked_mul(2)?;
        doublings = doublings.checked_add(1)?;
    }
    while part.checked_mul(3)? < whole.checked_mul(2)? {
        part = part.checked_mul(2)?;
        doublings = doublings.checked_sub(1)?;
    }
    let root = scaled(part.checked_sub(whole)?, part.checked_add(whole)?)?;
    let square = root.checked_mul(root)?.checked_div(ONE)?;
    let (mut power, mut sum) = (root, 0_i128);
    for term in 0..TERMS {
        let odd = term.checked_mul(2)?.checked_add(1)?;
        sum = sum.checked_add(power.checked_div(odd)?)?;
        power = power.checked_mul(square)?.checked_div(ONE)?;
    }
    sum.checked_mul(2)?.checked_add(doublings.checked_mul(LN_2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_the_tables() {
        // In parts of the scale, from tables of twelve digits.
        let table = [
            (1, 1, 0),
            (2, 1, 693_147_180_560),
            (1, 2, -693_147_180_560),
            (3, 1, 1_098_612_288_668),
            (10, 1, 2_302_585_092_994),
            (4, 3, 287_682_072_452),
            (2, 3, -405_465_108_108),
            (1, 1_000_000, -13_815_510_557_964),
        ];
        for (part, whole, expected) in table {
            let found = ln(part, whole).unwrap_or_default();
            assert!((found - expected).abs() < 100, "{part}/{whole}: {found}, {expected}");
        }
    }

    #[test]
    fn the_index_is_that_of_the_formula() {
        let index = |before: &[u64], now: &[u64]| {
            StabilityIndex::from_counts(before, now).map(|it| it.millionths)
        };
        // 2 × 0.05 × ln 1.2 + 2 × 0.05 × ln 1.25; half a case is next to nothing.
        let million = 1_000_000_000;
        let quarters = [25 * million; 4];
        let moved = [30 * million, 30 * million, 20 * million, 20 * million];
        assert_eq!(index(&quarters, &moved), Some(40_547));
        assert_eq!(index(&moved, &quarters), Some(40_547), "either way");
        assert_eq!(index(&[7, 3], &[70, 30]), Some(1_227), "the same shares, but half a case");
        // (1/4 − 3/4) × ln (1/3) twice: one case that moved from one class to another.
        assert_eq!(index(&[1, 0], &[0, 1]), Some(1_098_612));
        assert_eq!(index(&[1], &[1, 0]), None);
        assert_eq!(index(&[1 << 40], &[1]), None);
        assert_eq!(index(&[], &[]), Some(0));
    }
}
