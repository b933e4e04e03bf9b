use std::collections::BTreeMap;
use std::fmt;

use super::{
    AccountPlan, AccountPlanPolicyDraft, Measurement, ObjectiveMeasure, PlanContent, PlanPhase,
    PlanProof, PlanRound,
};
use crate::assignment::{Assignment, AssignmentRole};
use crate::calendar::{AsOf, Day};
use crate::id::{ObjectiveId, StaffId};
use crate::key_account::KeyAccountStrategy;

/// A duty of a member of our staff in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum PlanDuty {
    /// Manages the account.
    Manager,
    /// Stands by as deputy.
    Deputy,
    /// Answers for an objective.
    Objective(ObjectiveId),
    /// Takes an action.
    Action(u16),
}

/// A finding about the plan of a key account.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum PlanFinding {
    /// No plan was ever in force, or it is closed.
    NoPlan,
    /// The plan was renewed and the new one is not approved: that of the round before is in force.
    RenewalNotApproved {
        /// The day on which it was renewed.
        since: Day,
    },
    /// Nobody manages the account.
    NoManager,
    /// Nobody stands by as deputy.
    NoDeputy,
    /// A step of planning lacks proofs.
    StepMissing {
        /// The step.
        phase: PlanPhase,
        /// The proofs that it lacks.
        lacks: Vec<PlanProof>,
    },
    /// An objective without baseline cannot be judged.
    NoBaseline {
        /// The objective.
        objective: ObjectiveId,
    },
    /// An objective was not measured by its day.
    ReviewOverdue {
        /// The objective.
        objective: ObjectiveId,
        /// The day.
        due: Day,
    },
    /// An action is not done by its last day.
    ActionOverdue {
        /// The number of the action.
        number: u16,
        /// The last day.
        due: Day,
    },
    /// Stock was not taken in time.
    StockTakingOverdue {
        /// The last day for it.
        due: Day,
    },
    /// The plan was to be renewed.
    RenewalOverdue {
        /// The day.
        due: Day,
    },
    /// Somebody with a duty in the plan has left.
    OwnerGone {
        /// The staff member.
        staff: StaffId,
        /// The duty.
        duty: PlanDuty,
        /// The last day with us.
        last_day: Day,
    },
    /// The plan follows another strategy than the cell of the account asks for.
    StrategyDiffers {
        /// The strategy of the plan.
        plan: KeyAccountStrategy,
        /// The strategy of the cell.
        cell: KeyAccountStrategy,
    },
    /// Every objective is about price.
    OnlyPrice,
}

/// A plan with everything that its findings need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanRequest<'a> {
    /// The plan; `None` where there is none.
    pub plan: Option<&'a AccountPlan>,
    /// The measurements of its objectives.
    pub measurements: &'a [Measurement],
    /// The assignments of the account, in any role.
    pub assignments: &'a [Assignment],
    /// The last days of the people who left or will leave.
    pub last_days: &'a BTreeMap<StaffId, Day>,
    /// The strategy of the cell, where it is certain.
    pub strategy: Option<KeyAccountStrategy>,
    /// The date.
    pub t: AsOf,
}

impl PlanRequest<'_> {
    /// The findings about the plan of a key account on a date, in the order of their cases.
    ///
    /// # Rule
    ///
    /// > S18: key account without plan, step missing, objective without baseline, review overdue,
    /// > owner gone, strategy of the plan not that of the cell, every objective about price. The
    /// > list is taken stock of each quarter.
    ///
    /// The plan in force is judged: while a renewed one waits for its approval, that of the round
    /// before, and the waiting is a finding. A plan that was never approved is no plan.
    pub fn findings(&self, policy: &AccountPlanPolicyDraft) -> Vec<PlanFinding> {
        let mut found = Vec::new();
        let round = self.plan.and_then(|plan| plan.in_force(self.t));
        let round = round.and_then(|round| Some((round, round.content()?)));
        match (round, self.plan.and_then(|plan| plan.renewed_on(self.t))) {
            (None, _) => found.push(PlanFinding::NoPlan),
            (Some(_), Some(since)) => found.push(PlanFinding::RenewalNotApproved { since }),
            (Some(_), None) => {}
        }
        self.people(&mut found);
        if let Some((round, content)) = round {
            Self::steps(round, &mut found);
            self.objectives(content, &mut found);
            self.days(round, content, policy, &mut found);
            self.owners(content, &mut found);
            self.direction(content, &mut found);
        }
        found
    }

    fn holder(&self, role: AssignmentRole) -> Option<&StaffId> {
        Assignment::in_role(self.assignments, role, self.t).map(|it| &it.staff)
    }

    fn people(&self, found: &mut Vec<PlanFinding>) {
        let roles = [
            (AssignmentRole::KeyAccountManager, PlanFinding::NoManager, PlanDuty::Manager),
            (AssignmentRole::Deputy, PlanFinding::NoDeputy, PlanDuty::Deputy),
        ];
        for (role, nobody, duty) in roles {
            match self.holder(role) {
                Some(staff) => found.extend(self.gone(staff, duty)),
                None => found.push(nobody),
            }
        }
    }

    fn gone(&self, staff: &StaffId, duty: PlanDuty) -> Option<PlanFinding> {
        let last_day = *self.last_days.get(staff).filter(|last| self.t.day() > **last)?;
        Some(PlanFinding::OwnerGone { staff: staff.clone(), duty, last_day })
    }

    fn steps(round: PlanRound<'_>, found: &mut Vec<PlanFinding>) {
        for phase in PlanPhase::ALL.into_iter().filter(|phase| *phase != PlanPhase::Renew) {
            let lacks = round.lacks(phase);
            if !lacks.is_empty() {
                found.push(PlanFinding::StepMissing { phase, lacks });
            }
        }
    }

    fn objectives(&self, content: &PlanContent, found: &mut Vec<PlanFinding>) {
        for objective in &content.objectives {
            if objective.baseline.is_none() {
                found.push(PlanFinding::NoBaseline { objective: objective.id.clone() });
            }
            let due = objective.review_on;
            let latest = objective.latest(self.measurements, self.t);
            let is_measured = latest.is_some_and(|it| it.measured.on >= due);
            if self.t.day() > due && !is_measured {
                let objective = objective.id.clone();
                found.push(PlanFinding::ReviewOverdue { objective, due });
            }
        }
    }

    fn days(
        &self,
        round: PlanRound<'_>,
        content: &PlanContent,
        policy: &AccountPlanPolicyDraft,
        found: &mut Vec<PlanFinding>,
    ) {
        let (t, done) = (self.t.day(), round.done());
        for action in &content.actions {
            let (number, due) = (action.number, action.due);
            if t > due && !done.contains_key(&number) {
                found.push(PlanFinding::ActionOverdue { number, due });
            }
        }
        if let Some(last) = self.plan.and_then(|plan| plan.last_stock_taking(self.t)) {
            let due = last.offset(policy.stock_taking_days.into());
            if t > due {
                found.push(PlanFinding::StockTakingOverdue { due });
            }
        }
        if t > content.renew_on {
            found.push(PlanFinding::RenewalOverdue { due: content.renew_on });
        }
    }

    fn owners(&self, content: &PlanContent, found: &mut Vec<PlanFinding>) {
        for objective in &content.objectives {
            let duty = PlanDuty::Objective(objective.id.clone());
            found.extend(self.gone(&objective.owner, duty));
        }
        for action in &content.actions {
            found.extend(self.gone(&action.owner, PlanDuty::Action(action.number)));
        }
    }

    fn direction(&self, content: &PlanContent, found: &mut Vec<PlanFinding>) {
        let plan = content.strategy;
        if let Some(cell) = self.strategy.filter(|cell| *cell != plan) {
            found.push(PlanFinding::StrategyDiffers { plan, cell });
        }
        let mut measures = content.objectives.iter().map(|it| it.measure);
        if !content.objectives.is_empty() && measures.all(|it| it == ObjectiveMeasure::Price) {
            found.push(PlanFinding::OnlyPrice);
        }
    }
}

impl fmt::Display for PlanDuty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manager => f.write_str("manager"),
            Self::Deputy => f.write_str("deputy"),
            Self::Objective(objective) => write!(f, "owner of objective {objective}"),
            Self::Action(number) => write!(f, "owner of action {number}"),
        }
    }
}

impl fmt::Display for PlanFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlan => f.write_str("the key account has no plan in force"),
            Self::RenewalNotApproved { since } => {
                write!(f, "the plan was renewed on {since}, and the new one is not approved")
            }
            Self::NoManager => f.write_str("nobody manages the account"),
            Self::NoDeputy => f.write_str("nobody stands by as deputy"),
            Self::StepMissing { phase, lacks } => {
                let lacks: Vec<String> = lacks.iter().map(ToString::to_string).collect();
                write!(f, "step {phase} lacks {}", lacks.join(", "))
            }
            Self::NoBaseline { objective } => {
                write!(f, "objective {objective} has no baseline and cannot be judged")
            }
            Self::ReviewOverdue { objective, due } => {
                write!(f, "objective {objective} was to be measured by {due}")
            }
            Self::ActionOverdue { number, due } => write!(f, "action {number} was due on {due}"),
            Self::StockTakingOverdue { due } => write!(f, "stock was to be taken by {due}"),
            Self::RenewalOverdue { due } => write!(f, "the plan was to be renewed on {due}"),
            Self::OwnerGone { staff, duty, last_day } => {
                write!(f, "{staff}, {duty}, left after {last_day}")
            }
            Self::StrategyDiffers { plan, cell } => {
                write!(f, "the plan says {plan}, the matrix {cell}")
            }
            Self::OnlyPrice => f.write_str("every objective is about price"),
        }
    }
}
