use std::collections::BTreeMap;

use super::register_snapshot::{Form, OldRegister, RegisterSnapshot, SavedRegister};
use super::saved_customer::{CustomerFile, SavedCustomer};
use crate::casework::episode::Episode;
use crate::casework::policy::{CasePolicy, PolicyMark};
use crate::casework::register::register::Register;
use crate::casework::register::{ChangeLog, RegisterError, RegisterMark};
use crate::id::CustomerKey;

/// A register that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The register, with every file whose customer was found.
    pub register: Register,
    /// The files of customers that were not found. Keep them with
    /// [`RegisterSnapshot::try_with`], or they end here.
    pub unresolved: Vec<CustomerFile>,
    /// The answer whether the register was saved under the policy of today.
    pub policy: PolicyMatch,
}

/// A comparison of the policy under which a register was saved with that of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolicyMatch {
    /// The policy is the same.
    Same,
    /// The policy is another one. Steps and deadlines stay as they were; later inputs are judged by
    /// the new one.
    Changed,
    /// The register was saved without a mark of its policy.
    Unknown,
}

/// Restores a register; see [`Register::restore`].
pub(crate) fn restore(
    snapshot: RegisterSnapshot,
    policy: &CasePolicy,
    key_of: impl FnMut(&SavedCustomer) -> Option<CustomerKey>,
) -> Result<Restored, RegisterError> {
    match snapshot.0 {
        Form::Positions(old) => {
            let (saved, policy) = (replayed(old, policy)?, PolicyMatch::Unknown);
            Ok(resolved(saved, policy, key_of))
        }
        Form::Customers(saved) => {
            let is_same = saved.policy == PolicyMark::from(policy);
            let policy = if is_same { PolicyMatch::Same } else { PolicyMatch::Changed };
            Ok(resolved(saved, policy, key_of))
        }
    }
}

/// Takes the inputs of a register without a version once more.
fn replayed(old: OldRegister, policy: &CasePolicy) -> Result<SavedRegister, RegisterError> {
    let OldRegister { state, trails } = old;
    let mut files: BTreeMap<SavedCustomer, Vec<Episode>> = BTreeMap::new();
    for (position, rule, trail) in trails {
        let customer = CustomerKey::from_position(position);
        let refused = |refused| RegisterError::Episode { customer, rule, refused };
        let episode = Episode::replay(rule, trail, policy).map_err(refused)?;
        let file = files.entry(SavedCustomer::Position(position)).or_default();
        match file.binary_search_by_key(&rule, Episode::rule) {
            Ok(_) => return Err(RegisterError::Twice { customer, rule }),
            Err(place) => file.insert(place, episode),
        }
    }
    let (policy, mark) = (PolicyMark::from(policy), RegisterMark::default());
    let version = RegisterSnapshot::VERSION;
    Ok(SavedRegister { version, policy, mark, state, files })
}

/// Gives each file to its customer.
fn resolved(
    saved: SavedRegister,
    policy: PolicyMatch,
    mut key_of: impl FnMut(&SavedCustomer) -> Option<CustomerKey>,
) -> Restored {
    let SavedRegister { version: _, policy: _, mark, state, files } = saved;
    let mut register = Register { state, changes: ChangeLog::after(mark), ..Register::default() };
    let mut unresolved = Vec::new();
    for (customer, episodes) in files {
        match key_of(&customer).filter(|key| !register.files.contains_key(key)) {
            Some(key) => {
                register.files.insert(key, episodes);
            }
            None => unresolved.push(CustomerFile { customer, episodes }),
        }
    }
    Restored { register, unresolved, policy }
}
