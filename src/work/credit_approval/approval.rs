use std::collections::BTreeSet;

use super::{
    CreditApprovalAct, CreditApprovalEvent, CreditApprovalFault, CreditApprovalPolicy,
    CreditApprovalStage, CreditApprovalStep, CreditApprovalStepError, CreditTerms,
};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, RoleId, StaffId};
use crate::lifecycle::{
    Apart, Approval, Journey, JourneyPart, Progress, Reason, RoleRule, Step as _, StepRules, Trail,
};
use crate::money::Money;

/// Nobody approves what he or she proposed.
const APART: [Apart<CreditApprovalAct>; 1] =
    [Apart { one: CreditApprovalAct::Propose, other: CreditApprovalAct::Approve }];

/// The beginning of an approval: somebody applied for limits or terms.
#[doc(alias = "授信申请")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct CreditApplication {
    /// The customer.
    pub customer: CustomerId,
    /// The terms applied for.
    pub terms: CreditTerms,
    /// The reason.
    pub reason: Reason,
    /// The day.
    pub on: Day,
    /// The member of our staff who applied.
    pub by: StaffId,
}

/// Everything that decides on a step besides the steps taken.
#[derive(Debug, Clone, Copy)]
pub struct CreditApprovalInputs<'a> {
    /// The roles of the person who takes the step.
    pub held: &'a BTreeSet<RoleId>,
    /// The policy.
    pub policy: &'a CreditApprovalPolicy,
}

/// The approval of limits and terms of a customer, with the steps taken (S20).
///
/// # Rule
///
/// > S20: limits, temporary limits and terms are applied for, set beside the proposal, approved by
/// > quorum in bands, reviewed. Neither who applied nor who proposed approves. An approval holds
/// > for what was proposed: after a return all approve anew. A limit above the computed one needs
/// > a reason.
///
/// Other terms take another application: its grant and the end of these are two steps. The stage is
/// worked out of the steps and the day, and never stored.
#[doc(alias = "授信审批")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CreditApproval {
    application: CreditApplication,
    trail: Trail<CreditApprovalStep>,
}

impl CreditApproval {
    /// An approval without steps.
    pub fn open(application: CreditApplication) -> Self {
        Self { application, trail: Trail::default() }
    }

    /// An approval and its steps as they were kept: by the table alone, since the policy of their
    /// days is past.
    ///
    /// # Errors
    ///
    /// When a step is out of order or out of turn, or dated before the application: the first.
    pub fn replay(
        application: CreditApplication,
        events: impl IntoIterator<Item = CreditApprovalEvent>,
    ) -> Result<Self, CreditApprovalStepError> {
        let mut approval = Self::open(application);
        for event in events {
            let rules = StepRules::at(approval.stage_of_step(event.on));
            let (on, applied) = (event.on, approval.application.on);
            approval.trail.take_checked(event, &rules, |_| not_before(on, applied))?;
        }
        Ok(approval)
    }

    /// The beginning.
    pub const fn application(&self) -> &CreditApplication {
        &self.application
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<CreditApprovalStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`CreditApprovalStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: CreditApprovalEvent,
        inputs: &CreditApprovalInputs<'_>,
    ) -> Result<Progress<CreditApprovalStage>, CreditApprovalStepError> {
        let before = self.clone();
        let rules = before.rules(&event, inputs);
        let (on, by) = (event.on, event.by.clone());
        self.trail.take_checked(event, &rules, |step| before.check(step, on, &by, inputs))
    }

    /// Everything that stands in the way of a step, in the order of the checks. Empty when it would
    /// be taken or is known.
    pub fn blockers(
        &self,
        event: &CreditApprovalEvent,
        inputs: &CreditApprovalInputs<'_>,
    ) -> Vec<CreditApprovalStepError> {
        let rules = self.rules(event, inputs);
        let content = |step: &CreditApprovalStep| self.check(step, event.on, &event.by, inputs);
        self.trail.blockers(event, &rules, content)
    }

    /// The stage on a date; `None` before the application.
    pub fn stage(&self, t: AsOf) -> Option<CreditApprovalStage> {
        t.sees(self.application.on).then(|| self.stage_of_step(t.day()))
    }

    /// The terms proposed last as of a date.
    pub fn terms(&self, t: AsOf) -> Option<&CreditTerms> {
        self.trail.seen(t).iter().rev().find_map(|entry| entry.step.terms())
    }

    /// The terms that hold on a date.
    pub fn terms_in_force(&self, t: AsOf) -> Option<&CreditTerms> {
        let from = self.trail.seen(t).iter().rev().find_map(|entry| entry.step.from())?;
        let holds = self.stage(t)?.is_in_force() && from <= t.day();
        self.terms(t).filter(|_| holds)
    }

    /// The last day for the next review as of a date; `None` before the grant.
    pub fn review_by(&self, t: AsOf) -> Option<Day> {
        self.trail.seen(t).iter().rev().find_map(|entry| entry.step.review_by())
    }

    /// The way of the application as of a date; `None` before it.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        let CreditApplication { on, by, .. } = &self.application;
        Journey::read(&self.trail, *on, by, t, |act| match act {
            CreditApprovalAct::Grant | CreditApprovalAct::Refuse => JourneyPart::Answer,
            CreditApprovalAct::Propose
            | CreditApprovalAct::Approve
            | CreditApprovalAct::Return
            | CreditApprovalAct::Review
            | CreditApprovalAct::End
            | CreditApprovalAct::Withdraw => JourneyPart::Work,
        })
    }

    /// The approvals of what was proposed last.
    pub fn approvals(&self) -> Vec<Approval> {
        let since = self.trail.since(CreditApprovalAct::Propose).iter();
        let given = since.filter_map(|entry| {
            entry.step.slot().map(|slot| Approval { slot, by: entry.by.clone() })
        });
        given.collect()
    }

    /// The stage in which a step of a day finds the approval.
    fn stage_of_step(&self, on: Day) -> CreditApprovalStage {
        let t = AsOf::new(on);
        let stage = self.trail.stage(CreditApprovalStage::Applied, t);
        let is_over = |last: Option<Day>| last.is_some_and(|last| last < on);
        let until = self.terms(t).and_then(|terms| terms.until);
        match stage {
            CreditApprovalStage::InForce if is_over(until) => CreditApprovalStage::Ended,
            CreditApprovalStage::InForce if is_over(self.review_by(t)) => {
                CreditApprovalStage::ReviewDue
            }
            CreditApprovalStage::InForce
            | CreditApprovalStage::Applied
            | CreditApprovalStage::Proposed
            | CreditApprovalStage::ReviewDue
            | CreditApprovalStage::Ended
            | CreditApprovalStage::Refused
            | CreditApprovalStage::Withdrawn => stage,
        }
    }

    /// The rules of a step besides its content.
    fn rules<'a>(
        &self,
        event: &CreditApprovalEvent,
        inputs: &CreditApprovalInputs<'a>,
    ) -> StepRules<'a, CreditApprovalStage> {
        let (manager, held) = (inputs.policy.manager.as_ref(), inputs.held);
        let holder = manager.map_or(RoleRule::Anyone, |role| RoleRule::Holder { role, held });
        let role = match event.step.act() {
            CreditApprovalAct::Refuse | CreditApprovalAct::Review | CreditApprovalAct::End => {
                holder
            }
            CreditApprovalAct::Propose
            | CreditApprovalAct::Approve
            | CreditApprovalAct::Return
            | CreditApprovalAct::Grant
            | CreditApprovalAct::Withdraw => RoleRule::Anyone,
        };
        let (stage, round) = (self.stage_of_step(event.on), Some(CreditApprovalAct::Propose));
        StepRules { stage, role, apart: &APART, round, last_day: None }
    }

    fn check(
        &self,
        step: &CreditApprovalStep,
        on: Day,
        by: &StaffId,
        inputs: &CreditApprovalInputs<'_>,
    ) -> Result<(), CreditApprovalFault> {
        not_before(on, self.application.on)?;
        let proposed = self.terms(AsOf::new(Day::MAX));
        let quorum = proposed.map(|terms| inputs.policy.approvers(terms.limit));
        match step {
            CreditApprovalStep::Propose { terms, computed, reason } => {
                self.check_proposal(terms, *computed, reason.as_ref(), on)
            }
            CreditApprovalStep::Approve { slot } => {
                if *by == self.application.by {
                    return Err(CreditApprovalFault::OwnApplication { by: by.clone() });
                }
                let approval = Approval { slot: *slot, by: by.clone() };
                quorum.map_or(Ok(()), |quorum| {
                    Ok(quorum.check(&self.approvals(), &approval, inputs.held)?)
                })
            }
            CreditApprovalStep::Grant { from, review_by } => {
                let open = quorum.map(|quorum| quorum.open_slots(&self.approvals()));
                if let Some(open) = open.filter(|open| !open.is_empty()) {
                    return Err(CreditApprovalFault::NotApproved { open });
                }
                if *from < on {
                    return Err(CreditApprovalFault::Backdated { on, from: *from });
                }
                check_review(*review_by, *from, inputs.policy)
            }
            CreditApprovalStep::Review { review_by, .. } => {
                check_review(*review_by, on, inputs.policy)
            }
            CreditApprovalStep::Return { .. }
            | CreditApprovalStep::End { .. }
            | CreditApprovalStep::Refuse { .. }
            | CreditApprovalStep::Withdraw { .. } => Ok(()),
        }
    }

    fn check_proposal(
        &self,
        terms: &CreditTerms,
        computed: Option<Money>,
        reason: Option<&Reason>,
        on: Day,
    ) -> Result<(), CreditApprovalFault> {
        let (limit, currency) = (terms.limit, self.application.terms.limit.currency());
        let amounts = [limit].into_iter().chain(computed);
        if let Some(amount) = amounts.into_iter().find(|amount| amount.currency() != currency) {
            return Err(CreditApprovalFault::Currency { amount, currency });
        }
        if limit.amount().is_negative() {
            return Err(CreditApprovalFault::Negative { limit });
        }
        let computed = computed.unwrap_or(Money::zero(currency));
        if reason.is_none() && limit.amount() > computed.amount() {
            return Err(CreditApprovalFault::AboveComputed { limit, computed });
        }
        match terms.until {
            Some(until) if until < on => Err(CreditApprovalFault::Over { on, until }),
            Some(_) | None => Ok(()),
        }
    }
}

impl CreditApprovalStep {
    const fn terms(&self) -> Option<&CreditTerms> {
        match self {
            Self::Propose { terms, .. } => Some(terms),
            Self::Approve { .. }
            | Self::Return { .. }
            | Self::Grant { .. }
            | Self::Review { .. }
            | Self::End { .. }
            | Self::Refuse { .. }
            | Self::Withdraw { .. } => None,
        }
    }

    const fn slot(&self) -> Option<usize> {
        match self {
            Self::Approve { slot } => Some(*slot),
            Self::Propose { .. }
            | Self::Return { .. }
            | Self::Grant { .. }
            | Self::Review { .. }
            | Self::End { .. }
            | Self::Refuse { .. }
            | Self::Withdraw { .. } => None,
        }
    }

    const fn from(&self) -> Option<Day> {
        match self {
            Self::Grant { from, .. } => Some(*from),
            Self::Propose { .. }
            | Self::Approve { .. }
            | Self::Return { .. }
            | Self::Review { .. }
            | Self::End { .. }
            | Self::Refuse { .. }
            | Self::Withdraw { .. } => None,
        }
    }

    const fn review_by(&self) -> Option<Day> {
        match self {
            Self::Grant { review_by, .. } | Self::Review { review_by, .. } => Some(*review_by),
            Self::Propose { .. }
            | Self::Approve { .. }
            | Self::Return { .. }
            | Self::End { .. }
            | Self::Refuse { .. }
            | Self::Withdraw { .. } => None,
        }
    }
}

fn not_before(on: Day, applied: Day) -> Result<(), CreditApprovalFault> {
    if on < applied { Err(CreditApprovalFault::BeforeApplication { on, applied }) } else { Ok(()) }
}

fn check_review(
    review_by: Day,
    after: Day,
    policy: &CreditApprovalPolicy,
) -> Result<(), CreditApprovalFault> {
    let last = after.offset(i32::from(policy.review_days));
    if after < review_by && review_by <= last {
        Ok(())
    } else {
        Err(CreditApprovalFault::ReviewDay { review_by, after, last })
    }
}

/// The written form of an approval: its application and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenApproval {
    application: CreditApplication,
    trail: Vec<CreditApprovalEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for CreditApproval {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenApproval::deserialize(from)?;
        Self::replay(written.application, written.trail).map_err(serde::de::Error::custom)
    }
}
