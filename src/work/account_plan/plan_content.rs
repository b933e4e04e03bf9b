use std::collections::BTreeSet;

use super::{Objective, SwotEntry};
use crate::calendar::Day;
use crate::id::{CustomerId, StaffId};
use crate::key_account::KeyAccountStrategy;
use crate::lifecycle::Reason;
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The level at which an account is managed, the highest first.
    #[doc(alias = "多级客户")]
    #[doc(alias = "多级")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AccountLevel as "a level of an account" {
        /// The whole country.
        Nation = "nation",
        /// A province.
        Province = "province",
        /// A city.
        City = "city",
    }
}

/// A branch of a key account, with the level at which it is managed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct AccountBranch {
    /// The branch.
    pub customer: CustomerId,
    /// Its level, below that of the account.
    pub level: AccountLevel,
}

/// An action of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PlanAction {
    /// Its number, one of each in a plan.
    pub number: u16,
    /// The action, in words.
    pub action: Reason,
    /// The staff member who takes it.
    pub owner: StaffId,
    /// The last day.
    pub due: Day,
}

/// Plain form of a [`PlanContent`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PlanContentDraft {
    /// The level at which the account is managed.
    pub level: AccountLevel,
    /// Its branches.
    #[cfg_attr(feature = "serde", serde(default))]
    pub branches: Vec<AccountBranch>,
    /// The strategy.
    pub strategy: KeyAccountStrategy,
    /// The SWOT analysis.
    #[cfg_attr(feature = "serde", serde(default))]
    pub swot: Vec<SwotEntry>,
    /// The objectives.
    #[cfg_attr(feature = "serde", serde(default))]
    pub objectives: Vec<Objective>,
    /// The actions.
    #[cfg_attr(feature = "serde", serde(default))]
    pub actions: Vec<PlanAction>,
    /// The day on which the plan is renewed.
    pub renew_on: Day,
}

/// The content of a plan, checked: strategy, SWOT, objectives, actions.
#[doc(alias = "客户计划")]
pub type PlanContent = Valid<PlanContentDraft>;

impl Draft for PlanContentDraft {
    fn check(&self, found: &mut Violations) {
        let mut branches = BTreeSet::new();
        found.each_row("branches", &self.branches, |found, _, branch| {
            if branch.level <= self.level {
                let (account, level) = (self.level, branch.level);
                found.add(
                    "level",
                    format!("must be below that of the account ({account}), was {level}"),
                );
            }
            if !branches.insert(branch.customer.clone()) {
                found.add("customer", format!("must be listed once, was {}", branch.customer));
            }
        });
        let mut objectives = BTreeSet::new();
        found.each_row("objectives", &self.objectives, |found, _, objective| {
            if !objectives.insert(objective.id.clone()) {
                found.add("id", format!("must be one of each, was {}", objective.id));
            }
            check_objective(found, objective);
        });
        let mut actions = BTreeSet::new();
        found.each_row("actions", &self.actions, |found, _, action| {
            if !actions.insert(action.number) {
                found.add("number", format!("must be one of each, was {}", action.number));
            }
        });
    }
}

fn check_objective(found: &mut Violations, objective: &Objective) {
    let Objective { baseline, due, review_on, .. } = objective;
    if let Some(baseline) = baseline.filter(|it| it.on >= *due) {
        found.add("due", format!("must come after the baseline ({}), was {due}", baseline.on));
    }
    if review_on > due {
        found.add("review_on", format!("must not come after due ({due}), was {review_on}"));
    }
}
