//! The state of a held order, and the state after a step.

use super::hold_error::HoldError;
use super::hold_status::{HoldAct, HoldStatus};
use super::hold_step::{HoldStep, TakenStep};
use super::release_policy::{ReleasePolicy, ReleasedValue};
use crate::calendar::Day;
use crate::credit::Reason;
use crate::id::StaffId;
use crate::lifecycle::{self, Entry, Stage};
use crate::money::{Amount, Major, Money};

/// The state of a held order after a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) status: HoldStatus,
    /// The reasons that stand, in the order of precedence; the one by hand among them.
    pub(super) reasons: Vec<Reason>,
    pub(super) owner: StaffId,
    pub(super) value: Money,
    pub(super) release: Option<Release>,
}

/// The value that was released, and its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Release {
    value: Money,
    last_day: Day,
}

/// The person who takes a step, and the day on which it is taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taker<'a> {
    pub(super) by: &'a StaffId,
    pub(super) on: Day,
}

pub(super) fn sorted(mut reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

impl State {
    /// The state after a step that is taken today.
    pub(super) fn after(
        &self,
        step: &HoldStep,
        taker: Taker<'_>,
        policy: &ReleasePolicy,
    ) -> Result<Self, HoldError> {
        let next = self.by(self.act(step, taker.on, policy), step, policy.last_day(taker.on))?;
        if let HoldStep::Release { role, requested_by, .. } = step {
            self.demand_authority(role, requested_by, taker.by, policy)?;
        }
        Ok(next)
    }

    /// The states to which a step may have led when it was taken, under whatever policy: first that
    /// under this one. Who may release is not asked again. A release that begins lasts up to
    /// `last_day`.
    ///
    /// # Errors
    ///
    /// When no policy could have allowed the step.
    pub(super) fn after_history(
        &self,
        step: &HoldStep,
        on: Day,
        last_day: Day,
        policy: &ReleasePolicy,
    ) -> Result<Vec<Self>, HoldError> {
        let (mut states, mut refused) = (Vec::new(), None);
        for act in self.acts_of_any_policy(step, on, policy) {
            match self.by(act, step, last_day) {
                Ok(state) => states.push(state),
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        refused.filter(|_| states.is_empty()).map_or(Ok(states), Err)
    }

    /// The state after a step that led to a status and a last day of release when it was taken.
    pub(super) fn after_taken(&self, taken: &TakenStep) -> Result<Self, HoldError> {
        let TakenStep { event: Entry { step, on, .. }, status, last_day } = taken;
        let wrong = HoldError::NotReached { step: step.to_string(), status: *status };
        let states =
            self.after_history(step, *on, last_day.unwrap_or(*on), &ReleasePolicy::default())?;
        let is_reached = |it: &Self| {
            let begins = it.release != self.release;
            let is_over = begins && it.last_day().is_some_and(|last| last < *on);
            it.status == *status && it.last_day() == *last_day && !is_over
        };
        states.into_iter().find(is_reached).ok_or(wrong)
    }

    /// The last day of the release that holds, or held last.
    pub(super) fn last_day(&self) -> Option<Day> {
        self.release.map(|it| it.last_day)
    }

    /// The state after an act; `last_day` is that of a release which begins now.
    fn by(&self, act: HoldAct, step: &HoldStep, last_day: Day) -> Result<Self, HoldError> {
        let status = self.status.try_after(act)?;
        let release = Some(Release { value: self.value, last_day });
        let next = Self { status, ..self.clone() };
        match step {
            HoldStep::Check { reasons, .. } => {
                let reasons = self.standing(reasons);
                let releases = status == HoldStatus::Released;
                let release = if releases { release } else { self.release };
                Ok(Self { reasons, release, ..next })
            }
            HoldStep::Force { why } => {
                demand_why(step, why)?;
                let reasons = self.reasons.iter().copied().chain([Reason::ForcedHold]).collect();
                Ok(Self { reasons: sorted(reasons), release: None, ..next })
            }
            HoldStep::Release { why, .. } => {
                demand_why(step, why)?;
                Ok(Self { reasons: Vec::new(), release, ..next })
            }
            HoldStep::Reject { why } => {
                demand_why(step, why)?;
                Ok(next)
            }
            HoldStep::Assign { to } => Ok(Self { owner: to.clone(), ..next }),
            HoldStep::Change { value } => {
                self.demand_value(*value)?;
                Ok(Self { value: *value, ..next })
            }
        }
    }

    /// The act that a step comes to in this state and under the policy.
    fn act(&self, step: &HoldStep, on: Day, policy: &ReleasePolicy) -> HoldAct {
        match step {
            HoldStep::Check { reasons, .. } => {
                let is_clear = self.standing(reasons).is_empty();
                match (self.is_let_go(on), is_clear, policy.releases_by_itself) {
                    (true, false, _) => HoldAct::CheckAnewWithReasons,
                    (true, true, _) => HoldAct::CheckAnewWithoutReasons,
                    (false, false, _) => HoldAct::CheckWithReasons,
                    (false, true, true) => HoldAct::CheckThatReleases,
                    (false, true, false) => HoldAct::CheckWithoutReasons,
                }
            }
            HoldStep::Force { .. } => HoldAct::Force,
            HoldStep::Release { .. } => HoldAct::Release,
            HoldStep::Reject { .. } => HoldAct::Reject,
            HoldStep::Assign { .. } => HoldAct::Assign,
            HoldStep::Change { value } => {
                let is_released = self.status == HoldStatus::Released;
                let is_within = is_released && self.is_covered(*value, on, policy);
                if is_within { HoldAct::ChangeWithin } else { HoldAct::Change }
            }
        }
    }

    /// The acts that a step may have come to under any policy, the one under this policy first.
    /// The table of the status tells which of them are allowed.
    fn acts_of_any_policy(
        &self,
        step: &HoldStep,
        on: Day,
        policy: &ReleasePolicy,
    ) -> impl Iterator<Item = HoldAct> {
        let first = self.act(step, on, policy);
        let any: &[HoldAct] = match first {
            HoldAct::CheckWithReasons | HoldAct::CheckAnewWithReasons => {
                &[HoldAct::CheckWithReasons, HoldAct::CheckAnewWithReasons]
            }
            HoldAct::CheckThatReleases
            | HoldAct::CheckWithoutReasons
            | HoldAct::CheckAnewWithoutReasons => &[
                HoldAct::CheckThatReleases,
                HoldAct::CheckWithoutReasons,
                HoldAct::CheckAnewWithoutReasons,
            ],
            HoldAct::ChangeWithin | HoldAct::Change => &[HoldAct::ChangeWithin, HoldAct::Change],
            HoldAct::Force | HoldAct::Release | HoldAct::Reject | HoldAct::Assign => &[],
        };
        let others = any.iter().copied().filter(move |it| *it != first);
        [first].into_iter().chain(others)
    }

    /// True when the order was let go and has to be checked anew: it was changed, or the last day
    /// of its release is over.
    fn is_let_go(&self, on: Day) -> bool {
        match self.status {
            HoldStatus::ToCheck => true,
            HoldStatus::Released => self.release.is_some_and(|it| on > it.last_day),
            HoldStatus::Held | HoldStatus::Ready | HoldStatus::Passed | HoldStatus::Rejected => {
                false
            }
        }
    }

    /// The reasons after a check: those that it found, and the one by hand while the order is held.
    fn standing(&self, found: &[Reason]) -> Vec<Reason> {
        let by_hand = self.reasons.iter().copied().filter(|it| *it == Reason::ForcedHold);
        let by_hand = by_hand.filter(|_| self.status != HoldStatus::ToCheck);
        sorted(found.iter().copied().chain(by_hand).collect())
    }

    /// True when the release holds on a day for a value.
    pub(super) fn is_covered(&self, value: Money, on: Day, policy: &ReleasePolicy) -> bool {
        let covers = |it: Release| {
            on <= it.last_day && policy.covers(ReleasedValue { released: it.value, now: value })
        };
        self.release.is_some_and(covers)
    }

    fn demand_value(&self, value: Money) -> Result<(), HoldError> {
        let was = self.value;
        if value.currency() != was.currency() || value.amount() < Amount::ZERO {
            return Err(HoldError::Value { was, value });
        }
        Ok(())
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
    lifecycle::Reason::check(why).map_err(|_| HoldError::Blank { step: step.to_string() })
}
