use super::rounding::{ceil, floor, root_up};
use super::{ConfidenceLevel, Proportion, SignedInterval, SignedShare};
use crate::measure::{Quotient, Ratio, proven};

/// The difference of two proportions that were counted in different cases: the first less the
/// second.
///
/// The interval is that of Newcombe (1998, *Interval estimation for the difference between
/// independent proportions*, method 10): it joins the two intervals of Wilson. It is worked out in
/// integers, with square roots rounded away from the difference.
///
/// ```
/// use guanxi::measure::{ConfidenceLevel, Proportion, ProportionDifference};
///
/// let of = |part, whole| Proportion::try_new(part, whole).ok_or("more than the whole");
/// let fell = ProportionDifference::try_new(of(56, 70)?, of(48, 80)?).ok_or("nothing counted")?;
/// assert_eq!(fell.value().to_string(), "0.2");
/// let interval = fell.interval(ConfidenceLevel::NinetyFive);
/// assert!(interval.is_above_zero());
/// assert_eq!(interval.to_string(), "5.2428%..33.3876%");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ProportionDifference {
    first: Proportion,
    second: Proportion,
}

impl ProportionDifference {
    /// The first proportion less the second; `None` unless something was counted for each.
    pub fn try_new(first: Proportion, second: Proportion) -> Option<Self> {
        (first.whole() > 0 && second.whole() > 0).then_some(Self { first, second })
    }

    /// The first proportion.
    pub const fn first(self) -> Proportion {
        self.first
    }

    /// The second proportion.
    pub const fn second(self) -> Proportion {
        self.second
    }

    /// The difference, exactly.
    pub fn value(self) -> Quotient {
        let [(a, m), (b, n)] = self.counts();
        let fraction = || {
            let part = a.checked_mul(n)?.checked_sub(b.checked_mul(m)?)?;
            Quotient::try_new(part, m.checked_mul(n)?)
        };
        proven!(fraction(), else Quotient::ZERO, "two counts of 32 bits, both above 0")
    }

    /// The interval: of all differences that the counts do not contradict, rounded outwards.
    pub fn interval(self, level: ConfidenceLevel) -> SignedInterval {
        let ends = self.ends(level);
        let whole = SignedInterval {
            low: SignedShare::clipped(-SignedShare::ONE),
            high: SignedShare::clipped(SignedShare::ONE),
        };
        proven!(ends, else whole, "parts of a million, squared")
    }

    fn ends(self, level: ConfidenceLevel) -> Option<SignedInterval> {
        let one = SignedShare::ONE;
        let [(a, m), (b, n)] = self.counts();
        let (of_first, of_second) =
            (self.first.interval_at(level)?, self.second.interval_at(level)?);
        let [low_1, high_1] = [of_first.low, of_first.high].map(parts);
        let [low_2, high_2] = [of_second.low, of_second.high].map(parts);
        // Each proportion from either side, so that no distance is told too short.
        let (first, second) = (a.checked_mul(one)?, b.checked_mul(one)?);
        let (down_1, up_1) = (floor(first, m)?, ceil(first, m)?);
        let (down_2, up_2) = (floor(second, n)?, ceil(second, n)?);
        let down = joined(up_1.checked_sub(low_1)?, high_2.checked_sub(down_2)?)?;
        let up = joined(high_1.checked_sub(down_1)?, up_2.checked_sub(low_2)?)?;
        let (apart, of) = self.value().terms();
        let apart = apart.checked_mul(one)?;
        Some(SignedInterval {
            low: SignedShare::clipped(floor(apart, of)?.checked_sub(down)?),
            high: SignedShare::clipped(ceil(apart, of)?.checked_add(up)?),
        })
    }

    fn counts(self) -> [(i128, i128); 2] {
        [self.first, self.second].map(|it| (it.part().into(), it.whole().into()))
    }
}

fn parts(ratio: Ratio) -> i128 {
    ratio.parts_per_million().into()
}

/// √(a² + b²), rounded up.
fn joined(a: i128, b: i128) -> Option<i128> {
    root_up(a.checked_mul(a)?.checked_add(b.checked_mul(b)?)?)
}
