use std::collections::BTreeSet;

use super::{
    PaymentPlanAct, PaymentPlanEvent, PaymentPlanFault, PaymentPlanPolicy, PaymentPlanStage,
    PaymentPlanStep, PaymentPlanStepError, PlanPart,
};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, RoleId, StaffId};
use crate::lifecycle::{Progress, Reason, RoleRule, Step as _, StepRules, Trail};
use crate::money::Currency;
use crate::receivable::{Promise, PromiseStatus, promises};

/// The beginning of a payment plan: its parts are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PaymentPlanOpening {
    /// The customer.
    pub customer: CustomerId,
    /// The currency of the parts.
    pub currency: Currency,
    /// The parts, by rising days.
    pub parts: Vec<PlanPart>,
    /// The reason.
    pub reason: Reason,
    /// The day.
    pub on: Day,
    /// The staff member who offers it.
    pub by: StaffId,
}

/// Everything that decides on a step besides the steps taken.
#[derive(Debug, Clone, Copy)]
pub struct PaymentPlanInputs<'a> {
    /// The account of the customer, whose money keeps the parts.
    pub account: AccountView<'a>,
    /// The roles of the person who takes the step.
    pub held: &'a BTreeSet<RoleId>,
    /// The policy.
    pub policy: &'a PaymentPlanPolicy,
}

/// A part with the status of its promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanPartStatus {
    /// The part.
    pub part: PlanPart,
    /// The status.
    pub status: PromiseStatus,
}

/// A payment plan with the steps taken.
///
/// # Rule
///
/// > S10, S20: each part is a promise from the day of the agreement, kept and broken as promises
/// > are. A plan is fulfilled when every part was kept; after a broken part it is revised or given
/// > up. Other parts are approved and agreed anew.
///
/// A plan moves no due date: interest runs, and the items age. The stage is worked out of the steps
/// and never stored.
#[doc(alias = "分期还款")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PaymentPlan {
    opening: PaymentPlanOpening,
    trail: Trail<PaymentPlanStep>,
}

impl PaymentPlan {
    /// A plan without steps.
    ///
    /// # Errors
    ///
    /// The first fault of its parts.
    pub fn try_open(
        opening: PaymentPlanOpening,
        policy: &PaymentPlanPolicy,
    ) -> Result<Self, PaymentPlanFault> {
        policy.check_parts(&opening.parts, opening.on, opening.currency)?;
        Ok(Self { opening, trail: Trail::default() })
    }

    /// A plan and its steps as they were kept: by the table alone, since the policy of their days
    /// is past.
    ///
    /// # Errors
    ///
    /// When a step is out of order or out of turn, or dated before the plan: the first.
    pub fn replay(
        opening: PaymentPlanOpening,
        events: impl IntoIterator<Item = PaymentPlanEvent>,
    ) -> Result<Self, PaymentPlanStepError> {
        let mut plan = Self { opening, trail: Trail::default() };
        for event in events {
            let rules = StepRules::at(plan.last_stage());
            let (on, planned) = (event.on, plan.opening.on);
            plan.trail.take_checked(event, &rules, |_| not_before(on, planned))?;
        }
        Ok(plan)
    }

    /// The beginning.
    pub const fn opening(&self) -> &PaymentPlanOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<PaymentPlanStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`PaymentPlanStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: PaymentPlanEvent,
        inputs: &PaymentPlanInputs<'_>,
    ) -> Result<Progress<PaymentPlanStage>, PaymentPlanStepError> {
        let before = self.clone();
        let rules = before.rules(event.step.act(), inputs);
        let on = event.on;
        self.trail.take_checked(event, &rules, |step| before.check(step, on, inputs))
    }

    /// The stage on a date; `None` before the plan.
    pub fn stage(&self, t: AsOf) -> Option<PaymentPlanStage> {
        let stage = || self.trail.stage(PaymentPlanStage::Offered, t);
        t.sees(self.opening.on).then(stage)
    }

    /// The parts as of a date.
    pub fn parts(&self, t: AsOf) -> &[PlanPart] {
        let revised = self.trail.seen(t).iter().rev().find_map(|entry| match &entry.step {
            PaymentPlanStep::Revise { parts, .. } => Some(parts.as_slice()),
            PaymentPlanStep::Approve
            | PaymentPlanStep::Agree
            | PaymentPlanStep::Fulfil
            | PaymentPlanStep::Break { .. }
            | PaymentPlanStep::Withdraw { .. } => None,
        });
        revised.unwrap_or(&self.opening.parts)
    }

    /// The promises that the parts are as of a date; none unless the plan is agreed.
    pub fn promises(&self, t: AsOf) -> Vec<Promise> {
        match self.stage(t) {
            Some(PaymentPlanStage::Agreed | PaymentPlanStage::Fulfilled) => {}
            Some(
                PaymentPlanStage::Offered
                | PaymentPlanStage::Approved
                | PaymentPlanStage::Broken
                | PaymentPlanStage::Withdrawn,
            )
            | None => return Vec::new(),
        }
        let agreed = self.trail.last_of(PaymentPlanAct::Agree, t).map(|entry| entry.on);
        let made = agreed.unwrap_or(self.opening.on);
        let promise = |part: &PlanPart| Promise::new(made, part.by, part.amount.amount());
        self.parts(t).iter().map(promise).collect()
    }

    /// The parts of an agreed plan with their status as of a date.
    pub fn progress(
        &self,
        account: AccountView<'_>,
        policy: &PaymentPlanPolicy,
        t: AsOf,
    ) -> Vec<PlanPartStatus> {
        let made = self.promises(t);
        let tolerance = policy.tolerance.to_minor_ceil(self.opening.currency);
        let statuses = promises(&made, account.payments(), tolerance, t);
        let parts = self.parts(t).iter().zip(statuses);
        parts
            .filter_map(|(part, status)| Some(PlanPartStatus { part: *part, status: status? }))
            .collect()
    }

    /// The first broken part of an agreed plan as of a date: it is to be revised or given up.
    pub fn broken_part(
        &self,
        account: AccountView<'_>,
        policy: &PaymentPlanPolicy,
        t: AsOf,
    ) -> Option<PlanPart> {
        let progress = self.progress(account, policy, t);
        progress.iter().find(|it| it.status == PromiseStatus::Broken).map(|it| it.part)
    }

    fn last_stage(&self) -> PaymentPlanStage {
        self.trail.stage(PaymentPlanStage::Offered, AsOf::new(Day::MAX))
    }

    fn rules<'a>(
        &self,
        act: PaymentPlanAct,
        inputs: &PaymentPlanInputs<'a>,
    ) -> StepRules<'a, PaymentPlanStage> {
        let (manager, held) = (inputs.policy.manager.as_ref(), inputs.held);
        let holder = manager.map_or(RoleRule::Anyone, |role| RoleRule::Holder { role, held });
        let role = match act {
            PaymentPlanAct::Approve | PaymentPlanAct::Break => holder,
            PaymentPlanAct::Agree
            | PaymentPlanAct::Revise
            | PaymentPlanAct::Fulfil
            | PaymentPlanAct::Withdraw => RoleRule::Anyone,
        };
        StepRules { role, ..StepRules::at(self.last_stage()) }
    }

    fn check(
        &self,
        step: &PaymentPlanStep,
        on: Day,
        inputs: &PaymentPlanInputs<'_>,
    ) -> Result<(), PaymentPlanFault> {
        not_before(on, self.opening.on)?;
        match step {
            PaymentPlanStep::Revise { parts, .. } => {
                inputs.policy.check_parts(parts, on, self.opening.currency)
            }
            PaymentPlanStep::Fulfil => {
                let progress = self.progress(inputs.account, inputs.policy, AsOf::new(on));
                let open = progress.iter().filter(|it| it.status != PromiseStatus::Kept).count();
                if open == 0 { Ok(()) } else { Err(PaymentPlanFault::NotPaid { open }) }
            }
            PaymentPlanStep::Approve
            | PaymentPlanStep::Agree
            | PaymentPlanStep::Break { .. }
            | PaymentPlanStep::Withdraw { .. } => Ok(()),
        }
    }
}

fn not_before(on: Day, planned: Day) -> Result<(), PaymentPlanFault> {
    if on < planned { Err(PaymentPlanFault::BeforePlan { on, planned }) } else { Ok(()) }
}

/// The written form of a plan: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPlan {
    opening: PaymentPlanOpening,
    trail: Vec<PaymentPlanEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for PaymentPlan {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenPlan::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}
