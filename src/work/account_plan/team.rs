use std::collections::BTreeMap;
use std::fmt;

use super::AccountPlanPolicyDraft;
use crate::assignment::{Assignment, AssignmentRole};
use crate::calendar::AsOf;
use crate::id::{CustomerId, StaffId};

/// A key account with its assignments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssignedAccount<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// Its assignments, in any role.
    pub assignments: &'a [Assignment],
}

/// The key accounts that a member of our staff manages, or stands by for as deputy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ManagerLoad {
    /// The staff member.
    pub staff: StaffId,
    /// The role.
    pub role: AssignmentRole,
    /// The accounts, by name.
    pub accounts: Vec<CustomerId>,
}

impl ManagerLoad {
    /// The loads of all managers and deputies on a date, by name.
    ///
    /// # Rule
    ///
    /// > S18: a key account has a manager and a deputy, and each of them at most n accounts.
    ///
    /// An account that is listed twice counts once.
    #[doc(alias = "客户经理")]
    pub fn all(accounts: &[AssignedAccount<'_>], t: AsOf) -> Vec<Self> {
        let mut loads: BTreeMap<(StaffId, AssignmentRole), Vec<CustomerId>> = BTreeMap::new();
        for account in accounts {
            for role in [AssignmentRole::KeyAccountManager, AssignmentRole::Deputy] {
                if let Some(held) = Assignment::in_role(account.assignments, role, t) {
                    let load = loads.entry((held.staff.clone(), role)).or_default();
                    load.push(account.customer.clone());
                }
            }
        }
        let load = |((staff, role), mut accounts): ((StaffId, AssignmentRole), Vec<CustomerId>)| {
            accounts.sort();
            accounts.dedup();
            Self { staff, role, accounts }
        };
        loads.into_iter().map(load).collect()
    }

    /// Returns `true` when it is more than the policy allows; as many as it allows are not.
    pub fn is_too_large(&self, policy: &AccountPlanPolicyDraft) -> bool {
        self.accounts.len() > usize::from(policy.accounts_per_manager)
    }
}

impl fmt::Display for ManagerLoad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} of {} accounts", self.staff, self.role, self.accounts.len())
    }
}
