use std::fmt;

use super::DistributionPolicyDraft;
use crate::outlet::{Outlet, OutletVisit, PositionError};

/// A finding about the check-in of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CheckInFinding {
    /// The check-in was far from the outlet.
    Far {
        /// The metres.
        metres: u32,
        /// The metres that the policy allows.
        most: u32,
    },
    /// The check-in and the outlet are stated in two datums.
    NotComparable(PositionError),
    /// The outlet has no position.
    OutletWithoutPosition,
}

impl CheckInFinding {
    /// The finding about a visit with a check-in; `None` for one near its outlet, and for one that
    /// took no position.
    ///
    /// # Rule
    ///
    /// > S9: a check-in far from its outlet is a finding. Datums are never mixed.
    pub fn find(
        visit: &OutletVisit,
        outlet: &Outlet,
        policy: &DistributionPolicyDraft,
    ) -> Option<Self> {
        let checked_in = visit.position?;
        let Some(position) = outlet.position else { return Some(Self::OutletWithoutPosition) };
        let most = policy.check_in_metres;
        match position.metres_to(checked_in) {
            Ok(metres) => (metres > most).then_some(Self::Far { metres, most }),
            Err(error) => Some(Self::NotComparable(error)),
        }
    }
}

impl fmt::Display for CheckInFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Far { metres, most } => {
                write!(f, "checked in {metres} metres from the outlet, at most {most} count")
            }
            Self::NotComparable(error) => error.fmt(f),
            Self::OutletWithoutPosition => f.write_str("the outlet has no position"),
        }
    }
}
