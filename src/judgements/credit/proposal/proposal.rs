use std::fmt;

use crate::money::{Amount, Currency, Total};

/// A cap of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitCap {
    /// The need: sales of a day × days until payment.
    Need,
    /// The capacity: means × the share for the score.
    Capacity,
    /// The largest limit of the policy.
    Policy,
    /// The cover of the insurance.
    Insurance,
}

impl fmt::Display for LimitCap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Need => "need",
            Self::Capacity => "capacity",
            Self::Policy => "policy",
            Self::Insurance => "insurance",
        })
    }
}

/// A proposed limit, its binding cap, and every cap that is known.
#[doc(alias = "授信建议")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The limit.
    pub limit: Amount,
    /// The smallest cap, the first of equal ones.
    pub binding: LimitCap,
    /// All caps, before rounding; fractions of a minor unit cut off.
    pub caps: Vec<CapAmount>,
}

/// A cap and the limit that it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapAmount {
    /// The cap.
    pub cap: LimitCap,
    /// The largest limit by this cap.
    pub most: Total,
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        write!(f, "limit {}, bound by {}", money(self.limit.to_total()), self.binding)?;
        for (place, CapAmount { cap, most }) in self.caps.iter().enumerate() {
            let separator = if place == 0 { ": " } else { ", " };
            write!(f, "{separator}{cap} {}", money(*most))?;
        }
        Ok(())
    }
}
