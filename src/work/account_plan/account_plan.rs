use std::collections::{BTreeMap, BTreeSet};

use super::{
    PlanAct, PlanContent, PlanEvent, PlanPhase, PlanProof, PlanRound, PlanStage, PlanStep,
};
use crate::calendar::{AsOf, Day};
use crate::id::CustomerId;
use crate::lifecycle::{Apart, Progress, StepError, StepRules, Trail};
use crate::valid::codes;

/// The content for which a step on a plan is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanFault {
    /// Nothing is written yet.
    #[error("a plan without content cannot be submitted")]
    NoContent,
    /// The step claims a proof that the plan shows by itself.
    #[error("{proof} is shown by the plan itself and is not claimed")]
    ShownByPlan {
        /// The part.
        proof: PlanProof,
    },
    /// The plan has no action of that number.
    #[error("the plan has no action {number}")]
    UnknownAction {
        /// The number.
        number: u16,
    },
    /// The action is done already.
    #[error("action {number} was done on {on}")]
    DoneBefore {
        /// The number.
        number: u16,
        /// The day on which it was done.
        on: Day,
    },
}

codes! {
    PlanFault {
        NoContent = "plan_without_content",
        ShownByPlan = "shown_by_plan",
        UnknownAction = "unknown_action",
        DoneBefore = "action_done_before",
    }
}

/// The refusal of a step on a plan.
pub type PlanStepError = StepError<PlanStage, PlanFault>;

/// The pairs of acts that take two people: who writes or submits a plan does not approve it.
const APART: &[Apart<PlanAct>] = &[
    Apart { one: PlanAct::Write, other: PlanAct::Approve },
    Apart { one: PlanAct::Submit, other: PlanAct::Approve },
];

/// The plan of a key account (S18), with every step taken on it.
///
/// # Rule
///
/// > S18: six steps (assess, gather, rivals, ourselves, strategy, renew), each with what proves it
/// > done.
///
/// The content of a plan that is not drafted is changed by renewing it, which begins a new round:
/// proofs of the round before do not count any more. Until the new round is approved the plan of
/// the one before stays in force ([`in_force`](Self::in_force)). The person who writes or
/// submits a plan does not approve it.
///
/// ```
/// use guanxi::account_plan::{AccountLevel, AccountPlan, PlanContent, PlanContentDraft};
/// use guanxi::account_plan::{PlanStage, PlanStep};
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::key_account::KeyAccountStrategy;
/// use guanxi::lifecycle::Entry;
///
/// let content = PlanContent::try_new(PlanContentDraft {
///     level: AccountLevel::Province,
///     branches: Vec::new(),
///     strategy: KeyAccountStrategy::Develop,
///     swot: Vec::new(),
///     objectives: Vec::new(),
///     actions: Vec::new(),
///     renew_on: day!(2026, 12, 31),
/// })?;
/// let mut plan = AccountPlan::new("Li & Sons".parse()?);
/// let (on, wang, zhao) = (day!(2026, 1, 5), "Wang".parse()?, "Zhao".parse()?);
/// plan.apply(Entry::new(PlanStep::Write(Box::new(content)), on, wang))?;
/// plan.apply(Entry::new(PlanStep::Submit, on, "Wang".parse()?))?;
/// let own = plan.apply(Entry::new(PlanStep::Approve, on, "Wang".parse()?)).unwrap_err();
/// assert_eq!(own.to_string(), "to write and to approve a plan takes two people, Wang was both");
/// plan.apply(Entry::new(PlanStep::Approve, on, zhao))?;
/// assert_eq!(plan.stage(AsOf::new(on)), PlanStage::InForce);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "核心客户计划")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AccountPlan {
    customer: CustomerId,
    trail: Trail<PlanStep>,
}

impl AccountPlan {
    /// A plan without steps.
    pub fn new(customer: CustomerId) -> Self {
        Self { customer, trail: Trail::default() }
    }

    /// A plan and its steps as they were kept.
    ///
    /// # Errors
    ///
    /// As for [`apply`](Self::apply), of the first step that is refused.
    pub fn replay(
        customer: CustomerId,
        events: impl IntoIterator<Item = PlanEvent>,
    ) -> Result<Self, PlanStepError> {
        let mut plan = Self::new(customer);
        for event in events {
            plan.apply(event)?;
        }
        Ok(plan)
    }

    /// The customer.
    pub const fn customer(&self) -> &CustomerId {
        &self.customer
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<PlanStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`StepError`], in the order of its cases. Its content is wrong when a plan without content
    /// is submitted, a part is claimed that the plan itself shows, or an action is done that the
    /// plan does not have or that is done already. Nothing has changed then.
    pub fn apply(&mut self, event: PlanEvent) -> Result<Progress<PlanStage>, PlanStepError> {
        let end = AsOf::new(Day::MAX);
        let rules = StepRules {
            apart: APART,
            round: Some(PlanAct::Renew),
            ..StepRules::at(self.stage(end))
        };
        let content = self.content(end).cloned();
        let done = self.done(end);
        self.trail.take_checked(event, &rules, |step| match step {
            PlanStep::Submit if content.is_none() => Err(PlanFault::NoContent),
            PlanStep::Prove { proof, .. } if proof.is_in_plan() => {
                Err(PlanFault::ShownByPlan { proof: *proof })
            }
            PlanStep::Complete { number } => {
                let number = *number;
                let actions = content.as_ref().map_or(&[][..], |it| &it.actions);
                if !actions.iter().any(|action| action.number == number) {
                    return Err(PlanFault::UnknownAction { number });
                }
                match done.get(&number) {
                    Some(on) => Err(PlanFault::DoneBefore { number, on: *on }),
                    None => Ok(()),
                }
            }
            PlanStep::Write(_)
            | PlanStep::Prove { .. }
            | PlanStep::Submit
            | PlanStep::SendBack { .. }
            | PlanStep::Approve
            | PlanStep::TakeStock { .. }
            | PlanStep::Renew { .. }
            | PlanStep::Close { .. } => Ok(()),
        })
    }

    /// The stage on a date.
    pub fn stage(&self, t: AsOf) -> PlanStage {
        self.trail.stage(PlanStage::Drafted, t)
    }

    /// The content that was written last by a date, approved or not.
    pub fn content(&self, t: AsOf) -> Option<&PlanContent> {
        PlanRound::latest(self.trail.seen(t)).content()
    }

    /// The plan in force on a date: the round that was approved last, while another one is drafted,
    /// too. `None` before the first approval and once the plan is closed.
    pub fn in_force(&self, t: AsOf) -> Option<PlanRound<'_>> {
        let is_closed = self.stage(t) == PlanStage::Closed;
        PlanRound::approved(self.trail.seen(t)).filter(|_| !is_closed)
    }

    /// The day on which a new round began that is not approved on a date; `None` without one, and
    /// in the first round.
    pub fn renewed_on(&self, t: AsOf) -> Option<Day> {
        match self.stage(t) {
            PlanStage::Drafted | PlanStage::Submitted => {
                self.trail.last_of(PlanAct::Renew, t).map(|entry| entry.on)
            }
            PlanStage::InForce | PlanStage::Closed => None,
        }
    }

    /// The actions of the latest round that are done by a date, each with its day.
    pub fn done(&self, t: AsOf) -> BTreeMap<u16, Day> {
        PlanRound::latest(self.trail.seen(t)).done()
    }

    /// The day on which stock was last taken by a date, or on which the plan was approved.
    pub fn last_stock_taking(&self, t: AsOf) -> Option<Day> {
        let acts = [PlanAct::TakeStock, PlanAct::Approve];
        acts.into_iter().filter_map(|act| self.trail.last_of(act, t)).map(|entry| entry.on).max()
    }

    /// The parts of the six steps that are proved by a date in the latest round.
    pub fn proofs(&self, t: AsOf) -> BTreeSet<PlanProof> {
        PlanRound::latest(self.trail.seen(t)).proofs()
    }

    /// The parts that a step of planning lacks on a date in the latest round.
    pub fn lacks(&self, phase: PlanPhase, t: AsOf) -> Vec<PlanProof> {
        PlanRound::latest(self.trail.seen(t)).lacks(phase)
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Deserialize, Deserializer, de::Error};

    use super::{AccountPlan, CustomerId, PlanEvent};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        customer: CustomerId,
        trail: Vec<PlanEvent>,
    }

    /// Passes the checks of [`AccountPlan::replay`].
    impl<'de> Deserialize<'de> for AccountPlan {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let Written { customer, trail } = Written::deserialize(from)?;
            Self::replay(customer, trail).map_err(D::Error::custom)
        }
    }
}
