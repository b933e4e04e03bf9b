use std::fmt;

use super::binomial_tail::{Odds, upper_tail};
use super::proportion::Proportion;
use crate::measure::{Probability, Ratio, common_divisor};

/// The test of a counted share against a rate that is usual.
///
/// The probability of as many cases by chance is P[Bin(whole, rate) ≥ part], worked out in whole
/// numbers of any length and cut off to 10^-12: so it is strictly below a threshold exactly when
/// the true one is.
///
/// ```
/// use guanxi::measure::{Proportion, RateTest, Ratio};
///
/// let scans = Proportion::try_new(2, 10).ok_or("more than all")?;
/// let test = RateTest::try_new(scans, Ratio::from_percent(2)).ok_or("too many")?;
/// assert_eq!(test.to_string(), "2 of 10 where 2% are usual, by chance with probability 1.6%");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateTest {
    share: Proportion,
    rate: Ratio,
    p: Probability,
}

impl RateTest {
    /// The most cases of a test.
    pub const MOST_CASES: u32 = 10_000;

    /// The test of a share against a rate; `None` for a rate above 100 % and for more than
    /// [`MOST_CASES`](Self::MOST_CASES).
    pub fn try_new(share: Proportion, rate: Ratio) -> Option<Self> {
        let whole = Some(share.whole()).filter(|whole| *whole <= Self::MOST_CASES)?;
        let (part, one) = (rate.parts_per_million(), Ratio::ONE.parts_per_million());
        let rest = one.checked_sub(part)?;
        let shared = u32::try_from(common_divisor(part.into(), rest.into())).ok()?;
        let odds = Odds { for_it: part.checked_div(shared)?, against: rest.checked_div(shared)? };
        Some(Self { share, rate, p: upper_tail(whole, share.part(), odds)? })
    }

    /// The counted share.
    pub const fn share(self) -> Proportion {
        self.share
    }

    /// The rate that is usual.
    pub const fn rate(self) -> Ratio {
        self.rate
    }

    /// The probability of as many cases, or more, at the usual rate.
    pub const fn p(self) -> Probability {
        self.p
    }

    /// Returns `true` when the counted share is at least a multiple of the usual rate.
    pub(crate) fn reaches(self, multiple: u8) -> bool {
        // part / whole ≥ multiple · rate: 32 bits times a million, and 8 times 32 times 32 bits.
        let part = u128::from(self.share.part()).checked_mul(1_000_000);
        let rate = u128::from(self.rate.parts_per_million());
        let least = rate.checked_mul(multiple.into());
        let least = least.and_then(|it| it.checked_mul(self.share.whole().into()));
        part.zip(least).is_some_and(|(part, least)| part >= least)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for RateTest {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut to = to.serialize_struct("RateTest", 3)?;
        to.serialize_field("share", &self.share)?;
        to.serialize_field("rate", &self.rate)?;
        to.serialize_field("p", &crate::valid::AsText(self.p))?;
        to.end()
    }
}

impl fmt::Display for RateTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { share, rate, p } = self;
        write!(f, "{share} where {rate} are usual, by chance with probability {}", p.spoken())
    }
}
