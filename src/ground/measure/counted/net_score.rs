use std::cmp::Ordering;
use std::fmt;

use super::{ConfidenceLevel, SignedInterval, SignedShare};
use crate::engine::compare_products;
use crate::measure::{Quotient, proven};

/// Counted cases for and against, of all cases: the score is the share of those for less that of
/// those against, as in the net promoter score.
///
/// The score is one exact fraction, never the difference of two rounded shares. The interval is the
/// adjusted Wald interval: 3 cases more, ¾ of them for and ¾ against, which did best of those
/// tested by Rocks (2016, *Interval estimation for the net promoter score*). Its centre is pulled
/// towards 0: print the plain score beside it.
///
/// Displayed in points: `51.612903`.
///
/// ```
/// use guanxi::measure::{ConfidenceLevel, NetScore};
///
/// let score = NetScore::try_new(18, 2, 31).ok_or("more than all")?;
/// assert_eq!(score.points().map(|it| it.to_string()).as_deref(), Some("51.612903"));
/// let interval = score.interval(ConfidenceLevel::NinetyFive).ok_or("nobody answered")?;
/// assert_eq!(interval.to_string(), "25.5119%..68.6058%");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NetScore {
    for_it: u32,
    against: u32,
    whole: u32,
}

impl NetScore {
    /// Cases for and against, of all; `None` when together they are more than all.
    pub fn try_new(for_it: u32, against: u32, whole: u32) -> Option<Self> {
        (for_it.checked_add(against)? <= whole).then_some(Self { for_it, against, whole })
    }

    /// The cases for: promoters (推荐者).
    pub const fn for_it(self) -> u32 {
        self.for_it
    }

    /// The cases against: detractors (贬损者).
    pub const fn against(self) -> u32 {
        self.against
    }

    /// All cases.
    pub const fn whole(self) -> u32 {
        self.whole
    }

    /// The score in points, from −100 to 100: `100·(for − against) / whole`. `None` without cases.
    pub fn points(self) -> Option<Quotient> {
        let balance = self.balance().checked_mul(100)?;
        Quotient::try_new(balance, self.whole.into())
    }

    /// The interval, rounded outwards and cut off at −100 % and 100 %; `None` without cases.
    pub fn interval(self, level: ConfidenceLevel) -> Option<SignedInterval> {
        if self.whole == 0 {
            return None;
        }
        // Outside means: not on the inner side of the end.
        let is_below = |parts: i128| {
            self.compare(parts, level).is_some_and(|(side, far)| side.is_le() && far.is_ge())
        };
        let is_above = |parts: i128| {
            self.compare(parts, level).is_some_and(|(side, far)| side.is_ge() && far.is_ge())
        };
        let one = SignedShare::ONE;
        let low = last_from_the_end(|step| step.checked_sub(one).is_some_and(is_below));
        let high = last_from_the_end(|step| one.checked_sub(step).is_some_and(is_above));
        Some(SignedInterval {
            low: SignedShare::clipped(low.checked_sub(one)?),
            high: SignedShare::clipped(one.checked_sub(high)?),
        })
    }

    /// The cases for less those against.
    fn balance(self) -> i128 {
        let balance = i128::from(self.for_it).checked_sub(self.against.into());
        proven!(balance, else 0, "two counts of 32 bits")
    }

    /// A share of parts against the centre of the interval, and its distance from the centre
    /// against the half width: (D/N − s)² against z²·(S/N − D²/N²)/N, with N = n + 3, D = for −
    /// against, S = for + against + 3/2.
    fn compare(self, parts: i128, level: ConfidenceLevel) -> Option<(Ordering, Ordering)> {
        let n = i128::from(self.whole).checked_add(3)?;
        let d = self.balance();
        let away = parts.checked_mul(n)?.checked_sub(d.checked_mul(SignedShare::ONE)?)?;
        let both = i128::from(self.for_it).checked_add(self.against.into())?;
        let twice = both.checked_mul(2)?.checked_add(3)?.checked_mul(n)?;
        let spread = twice.checked_sub(d.checked_mul(d)?.checked_mul(2)?)?;
        // Both sides times 2·N³·10^12·10^6.
        let left_factor = n.checked_mul(2)?.checked_mul(ConfidenceLevel::Z_SQUARED_OF)?;
        let right_factor = level.z_squared().checked_mul(1_000_000_000_000)?;
        let far = compare_products(away.checked_mul(away)?, left_factor, spread, right_factor);
        Some((away.cmp(&0), far))
    }
}

/// The last of 0..=2,000,000 steps for which a property holds that, once lost, is lost; 0 where it
/// holds for none.
fn last_from_the_end(holds: impl Fn(i128) -> bool) -> i128 {
    // Bit by bit: two millions have 21 of them.
    (0..21).rev().fold(0, |found: i128, bit| {
        let candidate = found | (1 << bit);
        if candidate <= 2_000_000 && holds(candidate) { candidate } else { found }
    })
}

impl fmt::Display for NetScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.points() {
            Some(points) => points.fmt(f),
            None => f.write_str("none"),
        }
    }
}
