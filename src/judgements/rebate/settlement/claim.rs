use std::fmt;

use crate::calendar::{AsOf, Day, Validity};
use crate::rebate::RebateAgreement;

/// The claim of a rebate by the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimState {
    /// No claim is needed.
    NotNeeded,
    /// The rebate can be claimed.
    Open {
        /// The last day.
        until: Day,
    },
    /// The rebate can still be claimed, and its last day is near: remind the customer.
    Ending {
        /// The last day.
        until: Day,
    },
    /// Claimed in time.
    Claimed {
        /// The day.
        on: Day,
    },
    /// Not claimed in time.
    Lapsed {
        /// The last day of the claim.
        until: Day,
    },
}

impl ClaimState {
    /// The state of the claim on the rebate of a period as of `t`.
    ///
    /// # Rule
    ///
    /// > S6: a rebate that is not claimed within the claim limit lapses. It is warned of before.
    pub fn new(
        agreement: &RebateAgreement,
        period: Validity,
        claimed: Option<Day>,
        t: AsOf,
    ) -> Self {
        let terms = agreement.settlement;
        let Some(days) = terms.claim_days else { return Self::NotNeeded };
        let until = settlement_day(agreement, period).offset(days.into());
        if let Some(on) = claimed.filter(|on| t.sees(*on) && *on <= until) {
            return Self::Claimed { on };
        }
        if t.day() > until {
            return Self::Lapsed { until };
        }
        let left = until.days_since(t.day());
        if left <= i32::from(terms.claim_warning_days) {
            Self::Ending { until }
        } else {
            Self::Open { until }
        }
    }
}

/// The day from which a period is settled for good.
pub(super) fn settlement_day(agreement: &RebateAgreement, period: Validity) -> Day {
    period.to().unwrap_or(agreement.to).offset(agreement.settlement.days_after.into())
}

impl fmt::Display for ClaimState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotNeeded => f.write_str("no claim needed"),
            Self::Open { until } => write!(f, "to be claimed by {until}"),
            Self::Ending { until } => write!(f, "to be claimed by {until}, which is near"),
            Self::Claimed { on } => write!(f, "claimed on {on}"),
            Self::Lapsed { until } => write!(f, "lapsed after {until}"),
        }
    }
}
