use std::fmt;

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

impl SignTest {
    /// The most cases of a test.
    pub const MOST_CASES: u32 = 10_000;

    /// The test of cases that fell and rose; `None` for more than [`MOST_CASES`](Self::MOST_CASES)
    /// together.
    pub fn try_new(fell: u32, rose: u32) -> Option<Self> {
        let cases = fell.checked_add(rose).filter(|cases| *cases <= Self::MOST_CASES)?;
        Some(Self { fell, rose, p: upper_tail(cases, fell)? })
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

/// P[Bin(n, ½) ≥ least], cut off to parts per trillion.
fn upper_tail(n: u32, least: u32) -> Option<Probability> {
    // C(n, k) for k from n down: those of the tail add up.
    let (mut term, mut sum) = (Digits::from(1), Digits::default());
    for k in (least..=n).rev() {
        sum.add(&term)?;
        // C(n, k − 1) = C(n, k)·k / (n − k + 1).
        term.multiply(k)?;
        term.divide(n.checked_sub(k)?.checked_add(1)?)?;
    }
    sum.multiply(1_000_000)?;
    sum.multiply(1_000_000)?;
    Probability::try_from_parts_per_trillion(sum.shifted(n)?).ok()
}

/// A whole number in digits of 32 bits, the lowest first.
#[derive(Debug, Clone, Default)]
struct Digits(Vec<u32>);

impl From<u32> for Digits {
    fn from(number: u32) -> Self {
        Self(vec![number])
    }
}

impl Digits {
    const BITS: u32 = 32;

    fn add(&mut self, other: &Self) -> Option<()> {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut carry = 0_u64;
        let mut others = other.0.iter();
        for digit in &mut self.0 {
            let further = others.next().map_or(0, |it| u64::from(*it));
            carry = u64::from(*digit).checked_add(further)?.checked_add(carry)?;
            *digit = low(carry)?;
            carry >>= Self::BITS;
        }
        self.carry(carry)
    }

    fn multiply(&mut self, by: u32) -> Option<()> {
        let mut carry = 0_u64;
        for digit in &mut self.0 {
            carry = u64::from(*digit).checked_mul(by.into())?.checked_add(carry)?;
            *digit = low(carry)?;
            carry >>= Self::BITS;
        }
        self.carry(carry)
    }

    fn divide(&mut self, by: u32) -> Option<()> {
        let mut rest = 0_u64;
        for digit in self.0.iter_mut().rev() {
            let number = (rest << Self::BITS) | u64::from(*digit);
            *digit = u32::try_from(number.checked_div(by.into())?).ok()?;
            rest = number.checked_rem(by.into())?;
        }
        Some(())
    }

    fn carry(&mut self, carry: u64) -> Option<()> {
        if carry > 0 {
            self.0.push(u32::try_from(carry).ok()?);
        }
        Some(())
    }

    /// The number without its lowest bits; `None` when more than 64 are left.
    fn shifted(&self, bits: u32) -> Option<u64> {
        let (whole, rest) = (bits.checked_div(Self::BITS)?, bits.checked_rem(Self::BITS)?);
        let digits = self.0.get(usize::try_from(whole).ok()?..).unwrap_or_default();
        let number = digits.iter().rev().try_fold(0_u128, |number, digit| {
            let number = number.checked_mul(1 << Self::BITS)?;
            number.checked_add((*digit).into())
        })?;
        u64::try_from(number.checked_shr(rest)?).ok()
    }
}

/// The lowest 32 bits.
fn low(number: u64) -> Option<u32> {
    u32::try_from(number & u64::from(u32::MAX)).ok()
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
