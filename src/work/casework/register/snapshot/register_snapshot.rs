use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::delta_error::DeltaError;
use super::register_delta::{ChangedEpisode, RegisterDelta};
use super::saved_customer::{CustomerFile, SavedCustomer, saved_customer};
use crate::casework::episode::{Episode, Event, check_episode};
use crate::casework::policy::{CasePolicy, PolicyMark};
use crate::casework::register::register::Register;
use crate::casework::register::{BookState, RegisterMark};
use crate::id::{CustomerId, CustomerKey};
use crate::valid::Violations;
use crate::warning::Rule;

/// A register in plain form, to be written and read back.
///
/// It names customers by their ids, so that a book that registers them in another order gets them
/// back all the same, and it holds what was taken as state: a policy that is changed later judges
/// none of it again. What is read is checked: days that fall, steps out of turn and states that
/// contradict themselves are refused with their place.
///
/// Registers were written by positions before, and without a version. They are read, too, and each
/// is written again as it was read until it is restored or takes changes.
///
/// | version | form |
/// |---|---|
/// | none | by position, as inputs |
/// | 1 | by customer, as states; the due days of a case stay as they are |
/// | 2 | the due days of a case with what they are counted from |
#[doc(alias = "台账快照")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterSnapshot(pub(super) Form);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// By position, as all inputs: the form before versions.
    #[cfg_attr(not(feature = "serde"), allow(dead_code, reason = "it is read from files only"))]
    Positions(OldRegister),
    /// By customer, as states.
    Customers(SavedRegister),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OldRegister {
    pub(super) state: BookState,
    /// The position of the customer, the rule and the trail of each episode.
    pub(super) trails: Vec<(u32, Rule, Vec<Event>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SavedRegister {
    /// The version of the form in which it is written again.
    pub(super) version: u32,
    pub(super) policy: PolicyMark,
    pub(super) mark: RegisterMark,
    pub(super) state: BookState,
    pub(super) files: BTreeMap<SavedCustomer, Vec<Episode>>,
}

impl RegisterSnapshot {
    /// The version of the form in which registers are written.
    pub const VERSION: u32 = 2;

    /// Saves a register; see [`Register::snapshot`].
    pub(crate) fn save(
        register: &Register,
        policy: &CasePolicy,
        id_of: impl Fn(CustomerKey) -> Option<CustomerId>,
    ) -> Self {
        let file = |(customer, episodes): (&CustomerKey, &Vec<Episode>)| {
            (saved_customer(*customer, &id_of), episodes.clone())
        };
        Self(Form::Customers(SavedRegister {
            version: Self::VERSION,
            policy: PolicyMark::from(policy),
            mark: register.changes.now(),
            state: register.state.clone(),
            files: register.files.iter().map(file).collect(),
        }))
    }

    /// The version of the form that was read; 0 for a register that was written without one.
    pub const fn version(&self) -> u32 {
        match &self.0 {
            Form::Positions(_) => 0,
            Form::Customers(saved) => saved.version,
        }
    }

    /// The mark of the policy under which it was saved; `None` where none was written.
    pub const fn policy_mark(&self) -> Option<PolicyMark> {
        match &self.0 {
            Form::Positions(_) => None,
            Form::Customers(saved) => Some(saved.policy),
        }
    }

    /// The mark from which on changes are to be written next; `None` where none was written.
    pub const fn mark(&self) -> Option<RegisterMark> {
        match &self.0 {
            Form::Positions(_) => None,
            Form::Customers(saved) => Some(saved.mark),
        }
    }

    /// The snapshot with files whose customers were not found when they were read back, so that
    /// they are kept until their customers are.
    ///
    /// # Errors
    ///
    /// When the snapshot has a file of one of the customers, or no version. Nothing is lost: the
    /// error has them all.
    pub fn try_with(mut self, unresolved: Vec<CustomerFile>) -> Result<Self, DeltaError> {
        let Form::Customers(saved) = &mut self.0 else { return Err(DeltaError::NoVersion) };
        for CustomerFile { customer, episodes } in unresolved {
            match saved.files.entry(customer) {
                Entry::Vacant(place) => {
                    place.insert(episodes);
                }
                Entry::Occupied(place) => {
                    return Err(DeltaError::Twice { customer: place.key().clone() });
                }
            }
        }
        Ok(self)
    }

    /// Brings the snapshot up to a later save: afterwards it is what a snapshot of that moment is.
    ///
    /// # Errors
    ///
    /// When the changes do not begin where the snapshot ends, or contradict it. Nothing has changed
    /// then.
    pub fn apply(&mut self, delta: RegisterDelta) -> Result<(), DeltaError> {
        let Form::Customers(saved) = &mut self.0 else { return Err(DeltaError::NoVersion) };
        if delta.from != saved.mark {
            return Err(DeltaError::Gap { from: delta.from, mark: saved.mark });
        }
        let RegisterDelta { from: _, to, policy, state, changed, gone } = delta;
        let mut next = Vec::with_capacity(changed.len());
        let mut found = Violations::default();
        for (customer, change) in changed {
            let rule = change.rule();
            let episode = match change {
                ChangedEpisode::Whole(episode) => *episode,
                ChangedEpisode::Quiet(quiet) => {
                    let file = saved.files.get(&customer).into_iter().flatten();
                    let Some(before) = file.into_iter().find(|it| it.rule() == rule) else {
                        return Err(DeltaError::Unknown { customer, rule });
                    };
                    before.after_quiet(*quiet)
                }
            };
            let part = format!("{customer}.{}", rule.code());
            found.within(&part, |found| check_episode(&episode, found));
            next.push((customer, episode));
        }
        found.none_or(()).map_err(DeltaError::Contradicts)?;
        for (customer, rule) in gone {
            if let Entry::Occupied(mut file) = saved.files.entry(customer) {
                file.get_mut().retain(|it| it.rule() != rule);
                if file.get().is_empty() {
                    file.remove();
                }
            }
        }
        for (customer, episode) in next {
            let file = saved.files.entry(customer).or_default();
            match file.binary_search_by_key(&episode.rule(), Episode::rule) {
                Ok(place) => {
                    if let Some(before) = file.get_mut(place) {
                        *before = episode;
                    }
                }
                Err(place) => file.insert(place, episode),
            }
        }
        saved.version = Self::VERSION;
        (saved.mark, saved.policy, saved.state) = (to, policy, state);
        Ok(())
    }
}
