use std::fmt;

use crate::measure::Ratio;
use crate::money::{Currency, Total};

/// The open items of one bucket, and the allowance for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllowanceRow {
    /// All that is open in the bucket.
    pub open: Total,
    /// The part of it that collateral secures.
    pub secured: Total,
    /// The rate of the bucket, on the part that is not secured.
    pub rate: Ratio,
    /// The allowance, rounded once.
    pub allowance: Total,
}

/// The allowance for the open items of a customer, by bucket.
#[doc(alias = "坏账准备")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The buckets, the youngest first.
    pub rows: Vec<AllowanceRow>,
}

impl Allowance {
    /// The allowance: the sum of the rows.
    pub fn total(&self) -> Total {
        self.sum(|row| row.allowance)
    }

    /// All that is open.
    pub fn open(&self) -> Total {
        self.sum(|row| row.open)
    }

    /// The part of it that collateral secures.
    pub fn secured(&self) -> Total {
        self.sum(|row| row.secured)
    }

    fn sum(&self, part: impl Fn(&AllowanceRow) -> Total) -> Total {
        self.rows.iter().map(part).fold(Total::ZERO, Total::plus)
    }
}

impl fmt::Display for Allowance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        let (allowance, open) = (money(self.total()), money(self.open()));
        write!(f, "allowance {allowance} on {open} open")?;
        if self.secured().is_positive() {
            write!(f, ", of which {} is secured", money(self.secured()))?;
        }
        Ok(())
    }
}
