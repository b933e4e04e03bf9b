use std::fmt;

use crate::measure::{Quotient, proven};

/// A count over a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CardCount {
    /// The part.
    pub part: u32,
    /// The whole.
    pub of: u32,
}

/// The care of a salesperson for cards, as counts over counts.
///
/// # Rule
///
/// > S1: per salesperson and quarter: visits written up in time, cards complete, cards current,
/// > visits prepared by a look at the card, loans returned in time. An audit over a quarter gives
/// > those of the quarter.
#[doc(alias = "资料管理考核")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AuditCounts {
    /// Visits written up in time, of those due in the days of the audit.
    pub written_up: CardCount,
    /// Cards without a mandatory field missing, of all.
    pub complete: CardCount,
    /// Cards without a stale value or a conflict, of all.
    pub current: CardCount,
    /// Visits before which the card was read, of those of the days of the audit.
    pub consulted: CardCount,
    /// Loans returned in time, of those due in the days of the audit.
    pub returned: CardCount,
}

impl CardCount {
    /// The share, exactly; `None` of nothing.
    pub fn share(self) -> Option<Quotient> {
        Quotient::try_new(i128::from(self.part), i128::from(self.of))
    }

    pub(super) fn add(&mut self, is_part: bool) {
        let plus = |n: u32, more: bool| proven!(n.checked_add(u32::from(more)), else n, "fewer facts than a count holds");
        *self = Self { part: plus(self.part, is_part), of: plus(self.of, true) };
    }
}

impl fmt::Display for CardCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.part, self.of)
    }
}

impl fmt::Display for AuditCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { written_up, complete, current, consulted, returned } = self;
        write!(
            f,
            "visits written up {written_up}, cards complete {complete}, current {current}, "
        )?;
        write!(f, "visits prepared {consulted}, loans returned {returned}")
    }
}
