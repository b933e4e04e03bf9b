use std::collections::BTreeSet;

use super::{
    AdmissionAct, AdmissionEvent, AdmissionFacts, AdmissionFault, AdmissionPolicy, AdmissionStage,
    AdmissionStep, AdmissionStepError, FirstTerms,
};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, RoleId, StaffId};
use crate::lifecycle::{Apart, Approval, Progress, RoleRule, Step as _, StepRules, Trail};

/// Nobody approves what he or she submitted.
const APART: [Apart<AdmissionAct>; 1] =
    [Apart { one: AdmissionAct::Submit, other: AdmissionAct::Approve }];

/// The beginning of an admission: somebody applied.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct AdmissionOpening {
    /// The customer.
    pub customer: CustomerId,
    /// The day.
    pub on: Day,
    /// The member of our staff who took the application.
    pub by: StaffId,
}

/// Everything that decides on a step of an admission besides the steps taken.
#[derive(Debug, Clone, Copy)]
pub struct AdmissionInputs<'a> {
    /// The facts about the customer as of the day of the step; a submission checks them.
    pub facts: AdmissionFacts<'a>,
    /// The roles of the person who takes the step.
    pub held: &'a BTreeSet<RoleId>,
    /// The policy.
    pub policy: &'a AdmissionPolicy,
}

/// The admission of a customer, with the steps taken (S15).
///
/// # Rule
///
/// > S15: identity, permits, a card, free rights, first terms, quorum, trial, confirmed or ended.
/// > The submitter does not approve, one person approves in one place, and an approval holds for
/// > what was submitted: after a return all approve anew.
///
/// The stage is worked out of the steps and never stored.
#[doc(alias = "客户准入")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CustomerAdmission {
    opening: AdmissionOpening,
    trail: Trail<AdmissionStep>,
}

impl CustomerAdmission {
    /// An admission without steps.
    pub fn open(opening: AdmissionOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// An admission and its steps as they were kept: by the table alone, since the policy and the
    /// facts of their days are past.
    ///
    /// # Errors
    ///
    /// When a step is out of order or out of turn, or dated before the application: the first.
    pub fn replay(
        opening: AdmissionOpening,
        events: impl IntoIterator<Item = AdmissionEvent>,
    ) -> Result<Self, AdmissionStepError> {
        let mut admission = Self::open(opening);
        for event in events {
            let rules = StepRules::at(admission.last_stage());
            let (on, applied) = (event.on, admission.opening.on);
            admission.trail.take_checked(event, &rules, |_| not_before(on, applied))?;
        }
        Ok(admission)
    }

    /// The beginning.
    pub const fn opening(&self) -> &AdmissionOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<AdmissionStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`AdmissionStepError`], in the order of its cases. Nothing has changed then. To extend a
    /// trial that is over is too late; to confirm or to end it is not.
    pub fn apply(
        &mut self,
        event: AdmissionEvent,
        inputs: &AdmissionInputs<'_>,
    ) -> Result<Progress<AdmissionStage>, AdmissionStepError> {
        let before = self.clone();
        let rules = before.rules(event.step.act(), inputs);
        let (on, by) = (event.on, event.by.clone());
        self.trail.take_checked(event, &rules, |step| before.check(step, on, &by, inputs))
    }

    /// Everything that stands in the way of a step, in the order of the checks. Empty when it would
    /// be taken or is known.
    pub fn blockers(
        &self,
        event: &AdmissionEvent,
        inputs: &AdmissionInputs<'_>,
    ) -> Vec<AdmissionStepError> {
        let rules = self.rules(event.step.act(), inputs);
        let content = |step: &AdmissionStep| self.check(step, event.on, &event.by, inputs);
        self.trail.blockers(event, &rules, content)
    }

    /// The stage on a date; `None` before the application.
    pub fn stage(&self, t: AsOf) -> Option<AdmissionStage> {
        t.sees(self.opening.on).then(|| self.trail.stage(AdmissionStage::Applied, t))
    }

    /// The terms submitted last as of a date.
    pub fn terms(&self, t: AsOf) -> Option<&FirstTerms> {
        match &self.trail.last_of(AdmissionAct::Submit, t)?.step {
            AdmissionStep::Submit { terms } => Some(terms),
            AdmissionStep::Approve { .. }
            | AdmissionStep::Return { .. }
            | AdmissionStep::Admit { .. }
            | AdmissionStep::Extend { .. }
            | AdmissionStep::Confirm
            | AdmissionStep::End { .. }
            | AdmissionStep::Refuse { .. }
            | AdmissionStep::Withdraw { .. } => None,
        }
    }

    /// The approvals of what was submitted last.
    pub fn approvals(&self) -> Vec<Approval> {
        let since = self.trail.since(AdmissionAct::Submit).iter();
        let given = since.filter_map(|entry| match entry.step {
            AdmissionStep::Approve { slot } => Some(Approval { slot, by: entry.by.clone() }),
            AdmissionStep::Submit { .. }
            | AdmissionStep::Return { .. }
            | AdmissionStep::Admit { .. }
            | AdmissionStep::Extend { .. }
            | AdmissionStep::Confirm
            | AdmissionStep::End { .. }
            | AdmissionStep::Refuse { .. }
            | AdmissionStep::Withdraw { .. } => None,
        });
        given.collect()
    }

    /// The last day of the trial as of a date; `None` before the admission.
    pub fn trial_until(&self, t: AsOf) -> Option<Day> {
        self.trail.seen(t).iter().rev().find_map(|entry| match entry.step {
            AdmissionStep::Admit { until } | AdmissionStep::Extend { until, .. } => Some(until),
            AdmissionStep::Submit { .. }
            | AdmissionStep::Approve { .. }
            | AdmissionStep::Return { .. }
            | AdmissionStep::Confirm
            | AdmissionStep::End { .. }
            | AdmissionStep::Refuse { .. }
            | AdmissionStep::Withdraw { .. } => None,
        })
    }

    fn last_stage(&self) -> AdmissionStage {
        self.trail.stage(AdmissionStage::Applied, AsOf::new(Day::MAX))
    }

    /// The rules of a step besides its content.
    fn rules<'a>(
        &self,
        act: AdmissionAct,
        inputs: &AdmissionInputs<'a>,
    ) -> StepRules<'a, AdmissionStage> {
        let (confirmer, held) = (inputs.policy.confirmer.as_ref(), inputs.held);
        let holder = confirmer.map_or(RoleRule::Anyone, |role| RoleRule::Holder { role, held });
        let until = self.trial_until(AsOf::new(Day::MAX));
        let (role, last_day) = match act {
            AdmissionAct::Extend => (holder, until),
            AdmissionAct::Confirm | AdmissionAct::End | AdmissionAct::Refuse => (holder, None),
            AdmissionAct::Submit
            | AdmissionAct::Approve
            | AdmissionAct::Return
            | AdmissionAct::Admit
            | AdmissionAct::Withdraw => (RoleRule::Anyone, None),
        };
        let (stage, round) = (self.last_stage(), Some(AdmissionAct::Submit));
        StepRules { stage, role, apart: &APART, round, last_day }
    }

    fn check(
        &self,
        step: &AdmissionStep,
        on: Day,
        by: &StaffId,
        inputs: &AdmissionInputs<'_>,
    ) -> Result<(), AdmissionFault> {
        let AdmissionInputs { facts, held, policy } = inputs;
        not_before(on, self.opening.on)?;
        match step {
            AdmissionStep::Submit { terms } => {
                let gaps = policy.gaps(facts, terms, AsOf::new(on));
                if gaps.is_empty() { Ok(()) } else { Err(AdmissionFault::Requirements { gaps }) }
            }
            AdmissionStep::Approve { slot } => {
                let approval = Approval { slot: *slot, by: by.clone() };
                let terms = self.terms(AsOf::new(Day::MAX));
                terms.map_or(Ok(()), |terms| {
                    let quorum = policy.approvers(terms.limit);
                    Ok(quorum.check(&self.approvals(), &approval, held)?)
                })
            }
            AdmissionStep::Admit { until } => {
                let terms = self.terms(AsOf::new(Day::MAX));
                let open = terms.map(|it| policy.approvers(it.limit).open_slots(&self.approvals()));
                if let Some(open) = open.filter(|open| !open.is_empty()) {
                    return Err(AdmissionFault::NotApproved { open });
                }
                check_end(*until, on, policy)
            }
            AdmissionStep::Extend { until, .. } => {
                let most = policy.extensions;
                let steps = self.trail.iter();
                let extended =
                    steps.filter(|it| matches!(it.step, AdmissionStep::Extend { .. })).count();
                if extended >= usize::from(most) {
                    return Err(AdmissionFault::Extensions { most });
                }
                let after = self.trial_until(AsOf::new(Day::MAX)).unwrap_or(on);
                check_end(*until, after, policy)
            }
            AdmissionStep::Return { .. }
            | AdmissionStep::Confirm
            | AdmissionStep::End { .. }
            | AdmissionStep::Refuse { .. }
            | AdmissionStep::Withdraw { .. } => Ok(()),
        }
    }
}

fn not_before(on: Day, applied: Day) -> Result<(), AdmissionFault> {
    if on < applied { Err(AdmissionFault::BeforeApplication { on, applied }) } else { Ok(()) }
}

/// Checks the last day of a trial that runs from a day on.
fn check_end(until: Day, after: Day, policy: &AdmissionPolicy) -> Result<(), AdmissionFault> {
    let last = after.offset(i32::from(policy.trial_days));
    if after < until && until <= last {
        Ok(())
    } else {
        Err(AdmissionFault::TrialEnd { until, after, last })
    }
}

/// The written form of an admission: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAdmission {
    opening: AdmissionOpening,
    trail: Vec<AdmissionEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for CustomerAdmission {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenAdmission::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}
