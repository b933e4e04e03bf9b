use crate::measure::Probability;

/// The odds of a case: the chance is `for_it / (for_it + against)`, in lowest terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Odds {
    pub(super) for_it: u32,
    pub(super) against: u32,
}

/// P[Bin(n, p) ≥ least], worked out in whole numbers and cut off to parts per trillion; `None` when
/// the odds do not fit or more is asked for than there are cases.
pub(super) fn upper_tail(n: u32, least: u32, odds: Odds) -> Option<Probability> {
    let Odds { for_it, against } = odds;
    let both = for_it.checked_add(against).filter(|both| *both > 0)?;
    if for_it == 0 {
        return Some(if least == 0 { Probability::ONE } else { Probability::ZERO });
    }
    // C(n, k)·for_it^k·against^(n − k) for k from n down: those of the tail add up.
    let (mut term, mut sum) = (power(for_it, n)?, Digits::default());
    for k in (least..=n).rev() {
        sum.add(&term)?;
        // C(n, k − 1) = C(n, k)·k / (n − k + 1).
        term.multiply(k)?;
        term.divide(n.checked_sub(k)?.checked_add(1)?)?;
        if against != for_it {
            term.multiply(against)?;
            term.divide(for_it)?;
        }
    }
    sum.multiply(1_000_000)?;
    sum.multiply(1_000_000)?;
    divide_by_power(&mut sum, both, n)?;
    Probability::try_from_parts_per_trillion(sum.to_u64()?).ok()
}

fn power(base: u32, exponent: u32) -> Option<Digits> {
    let mut power = Digits::from(1);
    for _ in 0..exponent {
        power.multiply(base)?;
    }
    Some(power)
}

/// Divides by a power, in as large steps as one digit takes; each is cut off, and so is the whole.
fn divide_by_power(number: &mut Digits, base: u32, exponent: u32) -> Option<()> {
    let mut left = exponent;
    while left > 0 {
        let mut step = 1_u32;
        while let Some(larger) = step.checked_mul(base).filter(|_| left > 0) {
            step = larger;
            left = left.checked_sub(1)?;
        }
        number.divide(step)?;
    }
    Some(())
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

    /// The number; `None` when it has more than 64 bits.
    fn to_u64(&self) -> Option<u64> {
        let number = self.0.iter().rev().try_fold(0_u128, |number, digit| {
            let number = number.checked_mul(1 << Self::BITS)?;
            number.checked_add((*digit).into())
        })?;
        u64::try_from(number).ok()
    }
}

/// The lowest 32 bits.
fn low(number: u64) -> Option<u32> {
    u32::try_from(number & u64::from(u32::MAX)).ok()
}
