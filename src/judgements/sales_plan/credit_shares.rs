use std::collections::BTreeSet;

use crate::id::StaffId;
use crate::measure::{Ratio, proven};
use crate::money::Amount;
use crate::valid::codes;

/// Shares by which a sale cannot be credited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CreditSharesError {
    /// The shares add up to more than the sale.
    #[error("shares of a sale add up to at most 100%, were {parts} parts per million")]
    AboveOne {
        /// The sum.
        parts: u64,
    },
    /// A person has two shares.
    #[error("{staff} has two shares of a sale")]
    Twice {
        /// The person.
        staff: StaffId,
    },
}

codes! {
    CreditSharesError {
        AboveOne = "shares_above_one",
        Twice = "share_twice",
    }
}

mod sealed {
    use super::CreditSharesError;
    use crate::id::StaffId;
    use crate::measure::Ratio;

    /// The people to whom a sale is credited, with their shares.
    ///
    /// # Rule
    ///
    /// > S7: a sale credited to several people counts by shares that add up to at most one. The
    /// > parts are split by largest remainder, so that they are never more than the sale.
    ///
    /// ```
    /// use guanxi::measure::Ratio;
    /// use guanxi::money::Amount;
    /// use guanxi::sales_plan::CreditShares;
    ///
    /// let half = Ratio::from_percent(50);
    /// let shares = CreditShares::try_new([("Wang".parse()?, half), ("Li".parse()?, half)])?;
    /// let cents = Amount::from_minor(101);
    /// assert_eq!(shares.credit(&"Wang".parse()?, cents).minor(), 51);
    /// assert_eq!(shares.credit(&"Li".parse()?, cents).minor(), 50);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CreditShares {
        shares: Vec<(StaffId, Ratio)>,
    }

    impl CreditShares {
        /// Shares in the order in which remainders are given.
        ///
        /// # Errors
        ///
        /// When a person has two shares or they add up to more than 100 %.
        pub fn try_new(
            shares: impl IntoIterator<Item = (StaffId, Ratio)>,
        ) -> Result<Self, CreditSharesError> {
            let shares: Vec<_> = shares.into_iter().collect();
            super::check(&shares)?;
            Ok(Self { shares })
        }

        /// The people with their shares.
        pub fn shares(&self) -> &[(StaffId, Ratio)] {
            &self.shares
        }
    }
}
pub use sealed::CreditShares;

const ONE: u32 = Ratio::ONE.parts_per_million();

fn check(shares: &[(StaffId, Ratio)]) -> Result<(), CreditSharesError> {
    let mut people = BTreeSet::new();
    if let Some((staff, _)) = shares.iter().find(|(staff, _)| !people.insert(staff)) {
        return Err(CreditSharesError::Twice { staff: staff.clone() });
    }
    let parts = shares.iter().map(|(_, share)| u64::from(share.parts_per_million())).sum();
    if parts > ONE.into() { Err(CreditSharesError::AboveOne { parts }) } else { Ok(()) }
}

impl CreditShares {
    /// The part of an amount that is credited to a person; 0 without a share.
    pub fn credit(&self, staff: &StaffId, amount: Amount) -> Amount {
        self.part(staff, amount)
    }

    /// The part of a quantity that is credited to a person, in whole units.
    pub fn credit_quantity(&self, staff: &StaffId, quantity: i64) -> i64 {
        self.part(staff, Amount::from_minor(quantity)).minor()
    }

    fn part(&self, staff: &StaffId, whole: Amount) -> Amount {
        let mut weights: Vec<u32> =
            self.shares().iter().map(|(_, share)| share.parts_per_million()).collect();
        let credited = weights.iter().try_fold(0_u32, |sum, it| sum.checked_add(*it));
        let credited = proven!(credited, else ONE, "shares add up to at most one");
        weights.push(proven!(ONE.checked_sub(credited), else 0, "at most one"));
        let parts = proven!(whole.split(&weights), else Vec::new(), "the weights add up to one");
        let people = self.shares().iter().map(|(staff, _)| staff);
        let part = people.zip(parts).find(|(it, _)| *it == staff);
        part.map_or(Amount::ZERO, |(_, part)| part)
    }
}
