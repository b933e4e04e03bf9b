use super::DayCount;
use crate::measure::{Ratio, proven};
use crate::money::{Amount, Rounding, Total};

/// Interest before any rounding, an exact fraction of minor units.
///
/// Interest of neighbouring runs of days adds up to that of all of them, whatever the day count.
/// It is rounded once, at the end.
///
/// ```
/// use guanxi::calendar::Day;
/// use guanxi::calendar::Window;
/// use guanxi::credit::InterestPolicyDraft;
/// use guanxi::credit::InterestPolicy;
/// use guanxi::measure::Ratio;
/// use guanxi::money::{Amount, Rounding};
///
/// let (after, until): (Day, Day) = ("2026-01-01".parse()?, "2026-03-01".parse()?);
/// let agreed = InterestPolicyDraft::agreed(Ratio::from_percent(6), after);
/// let policy = InterestPolicy::try_new(agreed)?;
/// let interest = policy.accrued(Amount::from_minor(1_000_00), Window { after, until })?;
/// assert_eq!(interest.rounded(Rounding::HalfUp).minor(), 9_70, "59 days, 9.698…");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ExactInterest {
    /// Minor units times parts of a year times parts per million.
    parts: i128,
}

impl ExactInterest {
    /// No interest.
    pub const ZERO: Self = Self { parts: 0 };

    const UNIT: i128 = DayCount::PARTS_OF_YEAR * 1_000_000;

    /// The interest on an amount at a rate of a year over some parts of a year.
    pub(super) fn new(amount: Amount, rate: Ratio, year_parts: i128) -> Option<Self> {
        let of_year =
            i128::from(amount.minor()).checked_mul(i128::from(rate.parts_per_million()))?;
        Some(Self { parts: of_year.checked_mul(year_parts)? })
    }

    /// The sum; `None` when it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self { parts: self.parts.checked_add(other.parts)? })
    }

    /// The interest in whole minor units.
    pub fn rounded(self, rounding: Rounding) -> Total {
        let minor = rounding.divide(self.parts, Self::UNIT);
        Total::from_minor(proven!(minor, else 0, "the unit is positive"))
    }
}
