use std::fmt;

use super::binomial_tail::{Odds, upper_tail};
use crate::measure::{Probability, proven};

/// The sign test of cases that were looked at twice: how many fell, how many rose; equal ones are
/// left out (Dixon & Mood 1946, *The statistical sign test*).
///
/// The probability of as many falls by chance is P[Bin(fell + rose, ½) ≥ fell], worked out in whole
/// numbers of any length and cut off to 10^-12: so it is strictly below a threshold exactly when
/// the true one is.
///
/// ```
/// use guanxi::measure::{Ratio, SignTest};
///
/// let four = SignTest::try_new(4, 0).ok_or("too many")?;
/// assert_eq!(four.p().to_string(), "0.0625");
/// assert!(!four.p().is_below(Ratio::from_percent(5)), "four of four is never enough");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SignTest {
    fell: u32,
    rose: u32,
    p: Probability,
}

/// A fall and a rise are equally likely.
const HALF: Odds = Odds { for_it: 1, against: 1 };

impl SignTest {
    /// The most cases of a test.
    pub const MOST_CASES: u32 = 10_000;

    /// The test of cases that fell and rose; `None` for more than [`MOST_CASES`](Self::MOST_CASES)
    /// together.
    pub fn try_new(fell: u32, rose: u32) -> Option<Self> {
        let cases = fell.checked_add(rose).filter(|cases| *cases <= Self::MOST_CASES)?;
        Some(Self { fell, rose, p: upper_tail(cases, fell, HALF)? })
    }

    /// The cases that fell.
    pub const fn fell(self) -> u32 {
        self.fell
    }

    /// The cases that rose.
    pub const fn rose(self) -> u32 {
        self.rose
    }

    /// The probability of as many falls, or more, when a fall is as likely as a rise. 1 without
    /// cases.
    pub const fn p(self) -> Probability {
        self.p
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for SignTest {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut to = to.serialize_struct("SignTest", 3)?;
        to.serialize_field("fell", &self.fell)?;
        to.serialize_field("rose", &self.rose)?;
        to.serialize_field("p", &crate::valid::AsText(self.p))?;
        to.end()
    }
}

impl fmt::Display for SignTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cases = proven!(self.fell.checked_add(self.rose), else self.fell, "at most 10,000");
        write!(f, "{} of {cases} fell, by chance with probability {}", self.fell, self.p.spoken())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_of_any_length_add_up() {
        for n in [1, 2, 31, 32, 33, 64, 127, 128, 999, 1_000, SignTest::MOST_CASES] {
            let whole = SignTest::try_new(0, n).map(SignTest::p);
            assert_eq!(whole, Some(Probability::ONE), "{n}");
        }
        // 2^-n, cut off.
        let last = |n| SignTest::try_new(n, 0).map(|it| it.p().parts_per_trillion());
        assert_eq!([5, 39, 40].map(last), [Some(31_250_000_000), Some(1), Some(0)]);
    }
}
