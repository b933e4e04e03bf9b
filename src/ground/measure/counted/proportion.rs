use std::cmp::Ordering;
use std::fmt;

use super::ConfidenceLevel;
use crate::engine::compare_products;
use crate::measure::{Quotient, Ratio, proven};

const MILLION: u32 = 1_000_000;

/// A proportion that was counted: `part` of `whole` cases, with its interval.
///
/// The interval is that of Wilson (1927) at 95 %, z = 1.96, without a correction for continuity:
/// all proportions that the count does not contradict. It is decided in integers, so that a bound
/// met exactly is met exactly.
///
/// Displayed as `8 of 10`.
///
/// ```
/// use guanxi::measure::{Proportion, Ratio};
///
/// let pleased = Proportion::try_new(8, 10).ok_or("more than the whole")?;
/// let interval = pleased.interval().ok_or("nothing was counted")?;
/// assert_eq!(interval.to_string(), "49.0156%..94.332%");
/// assert!(pleased.is_surely_above(Ratio::from_percent(49)));
/// assert!(!pleased.is_surely_above(Ratio::from_percent(50)), "eight of ten may be half");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Proportion {
    part: u32,
    whole: u32,
}

/// The interval of a proportion, rounded outwards to parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ProportionInterval {
    /// The least proportion that the count does not contradict.
    pub low: Ratio,
    /// The greatest proportion that the count does not contradict.
    pub high: Ratio,
}

impl Proportion {
    /// Nothing of nothing, as a stand-in.
    pub(crate) const NONE: Self = Self { part: 0, whole: 0 };

    /// `part` of `whole`; `None` when the part is more than the whole. Nothing of nothing is a
    /// proportion without a fraction.
    pub const fn try_new(part: u32, whole: u32) -> Option<Self> {
        if part > whole { None } else { Some(Self { part, whole }) }
    }

    /// The cases with the property.
    pub const fn part(self) -> u32 {
        self.part
    }

    /// All cases.
    pub const fn whole(self) -> u32 {
        self.whole
    }

    /// The part of the whole; `None` when nothing was counted.
    pub fn fraction(self) -> Option<Quotient> {
        Quotient::try_new(self.part.into(), self.whole.into())
    }

    /// Returns `true` when the whole interval lies above a ratio.
    pub fn is_surely_above(self, ratio: Ratio) -> bool {
        self.fraction().is_some_and(|it| it > ratio) && self.contradicts(ratio)
    }

    /// Returns `true` when the whole interval lies below a ratio.
    pub fn is_surely_below(self, ratio: Ratio) -> bool {
        self.fraction().is_some_and(|it| it < ratio) && self.contradicts(ratio)
    }

    /// The interval at 95 %; `None` when nothing was counted.
    pub fn interval(self) -> Option<ProportionInterval> {
        self.interval_at(ConfidenceLevel::NinetyFive)
    }

    /// The interval at a level of confidence; `None` when nothing was counted.
    pub fn interval_at(self, level: ConfidenceLevel) -> Option<ProportionInterval> {
        let fraction = self.fraction()?;
        let is_outside = |parts: u32| self.compare(parts, level).is_some_and(Ordering::is_ge);
        // Towards the fraction from either side: outside first, then inside.
        let below =
            |parts: u32| fraction > Ratio::from_parts_per_million(parts) && is_outside(parts);
        let above =
            |parts: u32| fraction < Ratio::from_parts_per_million(parts) && is_outside(parts);
        let low = last_that(below);
        let high = last_that(|parts| MILLION.checked_sub(parts).is_some_and(above));
        let high = proven!(MILLION.checked_sub(high), else MILLION, "at most a million");
        Some(ProportionInterval {
            low: Ratio::from_parts_per_million(low),
            high: Ratio::from_parts_per_million(high),
        })
    }

    /// Returns `true` when the count speaks against a proportion: (k/n − p)²·n > z²·p(1 − p).
    fn contradicts(self, ratio: Ratio) -> bool {
        let parts = ratio.parts_per_million();
        let found = self.compare(parts, ConfidenceLevel::NinetyFive);
        parts > MILLION || found.is_some_and(Ordering::is_gt)
    }

    /// (k/n − p)²·n against z²·p(1 − p), both times n·10^12·10^6; `None` for a proportion above 1.
    fn compare(self, parts: u32, level: ConfidenceLevel) -> Option<Ordering> {
        let (k, n) = (i128::from(self.part), i128::from(self.whole));
        let (p, one) = (i128::from(parts), i128::from(MILLION));
        let away = k.checked_mul(one)?.checked_sub(p.checked_mul(n)?)?;
        let spread = p.checked_mul(one.checked_sub(p).filter(|rest| *rest >= 0)?)?;
        let right = spread.checked_mul(n)?;
        let square = away.checked_mul(away)?;
        let z_squared = level.z_squared();
        Some(compare_products(square, ConfidenceLevel::Z_SQUARED_OF, right, z_squared))
    }
}

/// The last of 0..=1,000,000 for which a property holds that holds for 0 and, once lost, is lost.
fn last_that(holds: impl Fn(u32) -> bool) -> u32 {
    // Bit by bit: a million has 20 of them.
    (0..20).rev().fold(0_u32, |found, bit| {
        let candidate = found | (1 << bit);
        if candidate <= MILLION && holds(candidate) { candidate } else { found }
    })
}

impl fmt::Display for Proportion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.part, self.whole)
    }
}

impl fmt::Display for ProportionInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.low, self.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(part: u32, whole: u32) -> Option<(u32, u32)> {
        let found = Proportion::try_new(part, whole)?.interval()?;
        Some((found.low.parts_per_million(), found.high.parts_per_million()))
    }

    #[test]
    fn bounds_are_those_of_the_closed_formula() {
        // (2k + z² ± z√(z² + 4k(n − k)/n)) / 2(n + z²), in high precision.
        assert_eq!(interval(8, 10), Some((490_156, 943_320)));
        assert_eq!(interval(5, 10), Some((236_589, 763_411)));
        assert_eq!(interval(0, 10), Some((0, 277_541)));
        assert_eq!(interval(10, 10), Some((722_459, 1_000_000)));
        assert_eq!(interval(1, 1), Some((206_543, 1_000_000)));
        assert_eq!(interval(0, 0), None);
    }

    #[test]
    fn large_counts_fit() {
        let (low, high) = interval(u32::MAX / 2, u32::MAX).unwrap_or_default();
        assert!((499_984..500_000).contains(&low) && (500_000..500_016).contains(&high));
        assert_eq!(interval(u32::MAX, u32::MAX), Some((999_999, 1_000_000)));
    }

    #[test]
    fn a_part_is_not_more_than_the_whole() {
        assert_eq!(Proportion::try_new(11, 10), None);
    }
}
