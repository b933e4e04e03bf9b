//! How a held order stands, and what a step makes of it.

use super::hold_error::HoldError;
use super::hold_status::HoldStatus;
use super::hold_step::HoldStep;
use super::release_policy::ReleasePolicy;
use crate::calendar::Day;
use crate::credit::Reason;
use crate::id::StaffId;
use crate::money::{Amount, Major, Money};

/// How a hold stands after a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) status: HoldStatus,
    /// The reasons that stand, in the order of precedence; the one by hand among them.
    pub(super) reasons: Vec<Reason>,
    pub(super) owner: StaffId,
    pub(super) value: Money,
    /// What was released, and up to which day.
    pub(super) released: Option<(Money, Day)>,
}

pub(super) fn sorted(mut reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

impl State {
    pub(super) fn after(
        &self,
        step: &HoldStep,
        on: Day,
        by: &StaffId,
        policy: &ReleasePolicy,
    ) -> Result<Self, HoldError> {
        use HoldStatus::{Held, Passed, Ready, Rejected, Released, ToCheck};
        let out_of_turn = || HoldError::OutOfTurn { step: step.to_string(), status: self.status };
        let same = || self.clone();
        match (step, self.status) {
            (HoldStep::Check { reasons, .. }, Held | Ready) => {
                Ok(self.checked(reasons, on, policy))
            }
            (HoldStep::Check { reasons, .. }, ToCheck) => Ok(self.rechecked(reasons)),
            (HoldStep::Check { reasons, .. }, Released) if self.is_over(on) => {
                Ok(self.rechecked(reasons))
            }
            (HoldStep::Force { why }, Held | Ready | Released | ToCheck | Passed) => {
                demand_why(step, why)?;
                let reasons = self.reasons.iter().copied().chain([Reason::ForcedHold]).collect();
                Ok(Self { status: Held, reasons: sorted(reasons), released: None, ..same() })
            }
            (HoldStep::Release { why, role, requested_by }, Held | Ready) => {
                demand_why(step, why)?;
                self.demand_authority(role, requested_by, by, policy)?;
                let released = Some((self.value, policy.last_day(on)));
                Ok(Self { status: Released, reasons: Vec::new(), released, ..same() })
            }
            (HoldStep::Reject { why }, Held | Ready | ToCheck) => {
                demand_why(step, why)?;
                Ok(Self { status: Rejected, ..same() })
            }
            (HoldStep::Assign { to }, Held | Ready | ToCheck) => {
                Ok(Self { owner: to.clone(), ..same() })
            }
            (HoldStep::Change { value }, Held | Ready | Released | ToCheck | Passed) => {
                self.changed(*value, on, policy)
            }
            (
                HoldStep::Check { .. } | HoldStep::Reject { .. } | HoldStep::Assign { .. },
                Released | Passed | Rejected,
            )
            | (HoldStep::Force { .. } | HoldStep::Change { .. }, Rejected)
            | (HoldStep::Release { .. }, Released | ToCheck | Passed | Rejected) => {
                Err(out_of_turn())
            }
        }
    }

    /// Checked after it was let go: nothing stands against it, or it is held again.
    fn rechecked(&self, reasons: &[Reason]) -> Self {
        let status = if reasons.is_empty() { HoldStatus::Passed } else { HoldStatus::Held };
        Self { status, reasons: sorted(reasons.to_vec()), ..self.clone() }
    }

    /// Whether the last day of the release has passed.
    fn is_over(&self, on: Day) -> bool {
        self.released.is_some_and(|(_, until)| on > until)
    }

    /// Checked while it is held: what a person holds by hand stays held.
    fn checked(&self, reasons: &[Reason], on: Day, policy: &ReleasePolicy) -> Self {
        let by_hand = self.reasons.iter().copied().filter(|it| *it == Reason::ForcedHold);
        let reasons = sorted(reasons.iter().copied().chain(by_hand).collect());
        let released = Some((self.value, policy.last_day(on)));
        match (reasons.is_empty(), policy.releases_by_itself) {
            (false, _) => Self { status: HoldStatus::Held, reasons, ..self.clone() },
            (true, true) => {
                Self { status: HoldStatus::Released, reasons, released, ..self.clone() }
            }
            (true, false) => Self { status: HoldStatus::Ready, reasons, ..self.clone() },
        }
    }

    fn changed(&self, value: Money, on: Day, policy: &ReleasePolicy) -> Result<Self, HoldError> {
        let was = self.value;
        if value.currency() != was.currency() || value.amount() < Amount::ZERO {
            return Err(HoldError::Value { was, value });
        }
        let status = match self.status {
            HoldStatus::Released if self.is_covered(value, on, policy) => HoldStatus::Released,
            HoldStatus::Released | HoldStatus::ToCheck | HoldStatus::Passed => HoldStatus::ToCheck,
            HoldStatus::Held | HoldStatus::Ready => HoldStatus::Held,
            HoldStatus::Rejected => HoldStatus::Rejected,
        };
        Ok(Self { status, value, ..self.clone() })
    }

    pub(super) fn is_covered(&self, value: Money, on: Day, policy: &ReleasePolicy) -> bool {
        let released = self.released;
        released.is_some_and(|(released, until)| on <= until && policy.covers(released, value))
    }

    fn demand_authority(
        &self,
        role: &str,
        requested_by: &StaffId,
        by: &StaffId,
        policy: &ReleasePolicy,
    ) -> Result<(), HoldError> {
        let value = self.value;
        let money =
            |bound: Major| Money::new(bound.to_minor_ceil(value.currency()), value.currency());
        let known = policy.role(role);
        let known = known.ok_or_else(|| HoldError::UnknownRole { role: role.to_owned() })?;
        if let Some(ceiling) = known.ceiling.filter(|_| !known.may_release(value)) {
            let (role, ceiling) = (role.to_owned(), money(ceiling));
            return Err(HoldError::BeyondCeiling { role, ceiling, value });
        }
        match policy.four_eyes_above {
            Some(bound) if by == requested_by && policy.takes_four_eyes(value) => {
                Err(HoldError::FourEyes { by: by.clone(), value, bound: money(bound) })
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn demand_why(step: &HoldStep, why: &str) -> Result<(), HoldError> {
    if why.trim().is_empty() { Err(HoldError::Blank { step: step.to_string() }) } else { Ok(()) }
}
