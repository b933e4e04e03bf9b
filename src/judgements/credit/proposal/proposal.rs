use std::fmt;

use crate::money::{Amount, Currency, Total};

/// What caps a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cap {
    /// What the customer needs for what it buys.
    Need,
    /// What it can carry.
    Capacity,
    /// The largest limit of the policy.
    Policy,
    /// What the insurance covers.
    Insurance,
}

impl fmt::Display for Cap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Need => "need",
            Self::Capacity => "capacity",
            Self::Policy => "policy",
            Self::Insurance => "insurance",
        })
    }
}

/// Why no limit is proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoProposal {
    /// Neither need nor capacity can be worked out, so nothing speaks for any limit.
    #[error("neither need nor capacity is known: no limit is proposed")]
    NothingKnown,
    /// A figure is below zero.
    #[error("{field} must not be negative, was {minor}")]
    Negative {
        /// The figure.
        field: &'static str,
        /// Its value in minor units.
        minor: i64,
    },
    /// The window of the sales has no day.
    #[error("the window of the sales must have at least 1 day, had 0")]
    NoDays,
}

/// A proposed limit, what binds it, and every cap that was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The limit.
    pub limit: Amount,
    /// The smallest cap, the first of equal ones.
    pub binding: Cap,
    /// All caps, before rounding; fractions of a minor unit cut off.
    pub caps: Vec<(Cap, Total)>,
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        write!(f, "limit {}, bound by {}", money(self.limit.to_total()), self.binding)?;
        for (place, (cap, total)) in self.caps.iter().enumerate() {
            let separator = if place == 0 { ": " } else { ", " };
            write!(f, "{separator}{cap} {}", money(*total))?;
        }
        Ok(())
    }
}
