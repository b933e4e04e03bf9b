use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::AsOf;
use crate::contract::{
    ClauseGroup, Clauses, Contract, ContractAct, ContractEvent, ContractStatus, ContractStep,
};
use crate::id::{RoleId, StaffId};
use crate::lifecycle::{
    Approval, Quorum, QuorumBand, QuorumBands, QuorumError, Seat, Slot, StaffedPolicy, Staffing,
    Step as _,
};
use crate::money::{Major, Money};
use crate::valid::or_none::NONE;
use crate::valid::{Draft, Valid, Violations, codes};

/// Plain form of a [`ContractApprovalPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ContractApprovalPolicyDraft {
    /// The people who approve, by the amount at stake: the expected purchases of a year.
    pub quorum: QuorumBands<Major>,
    /// The role that approves, besides, a group of clauses which differs from the standard text.
    #[doc(alias = "非标条款审批")]
    pub deviations: BTreeMap<ClauseGroup, RoleId>,
    /// The role that reopens a terminated contract, the head of sales by default; without one
    /// nobody does. A policy file says `"none"` for that, so no such role is called `none`.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<RoleId>"))]
    pub reopener: Option<RoleId>,
}

/// The policy of who approves a contract (S5): by the amount at stake and by what differs from the
/// standard text.
///
/// The default values:
///
/// - The head of sales approves; from purchases of 100,000 a year on, so does the general manager.
/// - A deviation in settlement is approved by the credit manager, in trading rights by the head of
///   sales, in breach and disputes by the lawyer.
/// - The head of sales reopens a terminated contract.
#[doc(alias = "合同审批")]
pub type ContractApprovalPolicy = Valid<ContractApprovalPolicyDraft>;

impl Default for ContractApprovalPolicyDraft {
    fn default() -> Self {
        let from = Major::from_units(100_000);
        let quorum = Quorum::of_roles(&["head of sales", "general manager"]);
        let deviations = [
            (ClauseGroup::Settlement, "credit manager"),
            (ClauseGroup::TradingRights, "head of sales"),
            (ClauseGroup::BreachAndDisputes, "lawyer"),
        ];
        let row = |(group, role): (ClauseGroup, &str)| {
            RoleId::try_new(role).ok().map(|role| (group, role))
        };
        Self {
            quorum: QuorumBands {
                least: Quorum::of_roles(&["head of sales"]),
                bands: vec![QuorumBand { from, quorum }],
            },
            deviations: deviations.into_iter().filter_map(row).collect(),
            reopener: RoleId::try_new("head of sales").ok(),
        }
    }
}

impl ContractApprovalPolicyDraft {
    /// The people who approve a contract.
    ///
    /// # Rule
    ///
    /// > S5: a quorum by band of the amount at stake, and for each group of clauses that differs
    /// > from the standard text one more of its role.
    ///
    /// A role that is asked for several groups has one place.
    pub fn approvers(&self, at_stake: Money, clauses: &Clauses, standard: &Clauses) -> Quorum {
        let is_reached =
            |from: &Major| from.to_minor_ceil(at_stake.currency()) <= at_stake.amount();
        let mut quorum = self.quorum.quorum_by(is_reached).clone();
        let differing = clauses.differing(standard).into_iter();
        let roles: BTreeSet<&RoleId> =
            differing.filter_map(|group| self.deviations.get(&group)).collect();
        quorum.slots.extend(roles.into_iter().map(|role| Slot { role: role.clone() }));
        quorum
    }
}

impl ContractApprovalPolicyDraft {
    /// Checks a step by a person who holds some roles: a terminated contract is reopened in the
    /// role of this policy, and by somebody who holds it. The other steps ask for no role.
    ///
    /// # Errors
    ///
    /// [`ContractApprovalError::Reopener`].
    pub fn check_step(
        &self,
        event: &ContractEvent,
        held: &BTreeSet<RoleId>,
    ) -> Result<(), ContractApprovalError> {
        match &event.step {
            ContractStep::Reopen { role, .. }
                if self.reopener.as_ref() != Some(role) || !held.contains(role) =>
            {
                let (by, role) = (event.by.clone(), role.clone());
                Err(ContractApprovalError::Reopener { by, role })
            }
            ContractStep::Reopen { .. }
            | ContractStep::Submit
            | ContractStep::Return
            | ContractStep::Approve
            | ContractStep::Sign
            | ContractStep::Terminate { .. }
            | ContractStep::DeclineRenewal { .. }
            | ContractStep::GiveNotice { .. }
            | ContractStep::NotifyBreach { .. }
            | ContractStep::AcceptCure
            | ContractStep::Renew => Ok(()),
        }
    }
}

impl Draft for ContractApprovalPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("quorum", |found| {
            self.quorum.check(found);
            self.quorum.check_places(found);
        });
        if self.reopener.as_ref().is_some_and(|role| role.as_str() == NONE) {
            found.add("reopener", format!("must not be called {NONE}, the word for no role"));
        }
    }
}

/// The approval of a content of a contract in one place.
///
/// The content is numbered by its submissions: one that was returned and handed in again is another
/// content, and the approvals of the one before stay as history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ContentApproval {
    /// The number of the submission, from 1.
    pub content: usize,
    /// The place and the person.
    pub approval: Approval,
}

/// An approval of a contract that is refused, in the order of the checks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContractApprovalError {
    /// The contract is not in review.
    #[error("a contract is approved while it is in review, it is {status}")]
    NotInReview {
        /// The status.
        status: ContractStatus,
    },
    /// The approval names another content.
    #[error("the content in review is number {current}, {named} was approved")]
    OtherContent {
        /// The content that was named.
        named: usize,
        /// The content in review.
        current: usize,
    },
    /// The person submitted the content.
    #[error("cannot approve a contract as {by}, who submitted it")]
    Author {
        /// The staff member.
        by: StaffId,
    },
    /// The person may not reopen a contract in that role.
    #[error("{by} may not reopen a contract as {role}")]
    Reopener {
        /// The staff member.
        by: StaffId,
        /// The role that was named.
        role: RoleId,
    },
    /// The quorum does not take the approval.
    #[error(transparent)]
    Quorum(#[from] QuorumError),
}

codes! {
    ContractApprovalError {
        NotInReview = "contract_not_in_review",
        OtherContent = "other_content",
        Author = "approval_by_author",
        Reopener = "not_the_reopener",
        Quorum = "quorum_refused",
    }
}

/// The number of the content of a contract as of a date: that of its last submission; 0 before the
/// first.
pub fn content_number(contract: &Contract, t: AsOf) -> usize {
    let seen = contract.trail().seen(t).iter();
    seen.filter(|event| event.step.act() == ContractAct::Submit).count()
}

/// Takes an approval of the content in review beside those given, by a person who holds some roles.
/// Returns `true` when the quorum is full: then the contract takes the step
/// [`Approve`](crate::contract::ContractStep::Approve).
///
/// # Errors
///
/// [`ContractApprovalError`], in the order of its cases. Nothing has changed then.
pub fn approve_content(
    contract: &Contract,
    quorum: &Quorum,
    given: &mut Vec<ContentApproval>,
    approval: ContentApproval,
    held: &BTreeSet<RoleId>,
    t: AsOf,
) -> Result<bool, ContractApprovalError> {
    let status = contract.status(t);
    if status != ContractStatus::InReview {
        return Err(ContractApprovalError::NotInReview { status });
    }
    let (current, named) = (content_number(contract, t), approval.content);
    if named != current {
        return Err(ContractApprovalError::OtherContent { named, current });
    }
    let submitted = contract.trail().last_of(ContractAct::Submit, t);
    if submitted.is_some_and(|event| event.by == approval.approval.by) {
        return Err(ContractApprovalError::Author { by: approval.approval.by });
    }
    let of_content = given.iter().filter(|it| it.content == current);
    let mut of_content: Vec<Approval> = of_content.map(|it| it.approval.clone()).collect();
    quorum.check(&of_content, &approval.approval, held)?;
    of_content.push(approval.approval.clone());
    given.push(approval);
    Ok(quorum.is_full(&of_content))
}

impl StaffedPolicy for ContractApprovalPolicyDraft {
    /// Each band of the quorum, and each band with a contract that differs from the standard text
    /// in all groups.
    fn staffings(&self) -> Vec<Staffing> {
        let bands = self.quorum.staffings("quorum", "submit");
        let roles: BTreeSet<&RoleId> = self.deviations.values().collect();
        let differing = bands.iter().map(|Staffing { path, seats }| {
            let more = roles.iter().map(|role| Seat::holder("approve", (*role).clone()));
            let seats = seats.iter().cloned().chain(more).collect();
            Staffing::new(format!("{path} with all deviations"), seats)
        });
        let differing: Vec<Staffing> = differing.filter(|_| !roles.is_empty()).collect();
        bands.into_iter().chain(differing).collect()
    }
}
