use std::collections::{BTreeMap, BTreeSet};

use super::{PlanAct, PlanContent, PlanEvent, PlanPhase, PlanProof, PlanStage, PlanStep};
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
/// proofs of the round before do not count any more. Whoever writes or submits a plan does not
/// approve it.
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

    /// The content that was written last by a date.
    pub fn content(&self, t: AsOf) -> Option<&PlanContent> {
        self.trail.seen(t).iter().rev().find_map(|entry| match &entry.step {
            PlanStep::Write(content) => Some(content.as_ref()),
            PlanStep::Prove { .. }
            | PlanStep::Submit
            | PlanStep::SendBack { .. }
            | PlanStep::Approve
            | PlanStep::Complete { .. }
            | PlanStep::TakeStock { .. }
            | PlanStep::Renew { .. }
            | PlanStep::Close { .. } => None,
        })
    }

    /// The actions of this round that are done by a date, each with its day.
    pub fn done(&self, t: AsOf) -> BTreeMap<u16, Day> {
        let mut done = BTreeMap::new();
        for entry in self.round(t) {
            if let PlanStep::Complete { number } = entry.step {
                done.entry(number).or_insert(entry.on);
            }
        }
        done
    }

    /// The day on which stock was last taken by a date, or on which the plan was approved.
    pub fn last_stock_taking(&self, t: AsOf) -> Option<Day> {
        let acts = [PlanAct::TakeStock, PlanAct::Approve];
        acts.into_iter().filter_map(|act| self.trail.last_of(act, t)).map(|entry| entry.on).max()
    }

    /// The parts of the six steps that are proved by a date.
    pub fn proofs(&self, t: AsOf) -> BTreeSet<PlanProof> {
        let mut proofs = BTreeSet::new();
        for entry in self.round(t) {
            match &entry.step {
                PlanStep::Prove { proof, .. } => {
                    proofs.insert(*proof);
                }
                PlanStep::TakeStock { .. } => {
                    proofs.insert(PlanProof::StockTaking);
                }
                PlanStep::Write(_)
                | PlanStep::Submit
                | PlanStep::SendBack { .. }
                | PlanStep::Approve
                | PlanStep::Complete { .. }
                | PlanStep::Renew { .. }
                | PlanStep::Close { .. } => {}
            }
        }
        if let Some(content) = self.content(t) {
            let shown = [
                (PlanProof::Swot, content.swot.is_empty()),
                (PlanProof::Objectives, content.objectives.is_empty()),
                (PlanProof::Actions, content.actions.is_empty()),
            ];
            proofs.extend(shown.into_iter().filter(|(_, lacks)| !lacks).map(|(proof, _)| proof));
        }
        proofs
    }

    /// The parts that a step of planning lacks on a date.
    pub fn lacks(&self, phase: PlanPhase, t: AsOf) -> Vec<PlanProof> {
        let proofs = self.proofs(t);
        let of_phase = PlanProof::ALL.into_iter().filter(|proof| proof.phase() == phase);
        of_phase.filter(|proof| !proofs.contains(proof)).collect()
    }

    /// The steps of this round that are seen on a date.
    fn round(&self, t: AsOf) -> impl Iterator<Item = &PlanEvent> {
        let seen = self.trail.seen(t);
        let begin = seen.iter().rposition(|entry| matches!(entry.step, PlanStep::Renew { .. }));
        seen.iter().skip(begin.unwrap_or_default())
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
