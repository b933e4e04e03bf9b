use std::collections::BTreeSet;
use std::fmt;

use super::policy_finding::Staffing;
use super::team::Seat;
use crate::id::{RoleId, StaffId};
use crate::valid::{Draft, Order, Violations, words};

/// A place among the approvers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Slot {
    /// The role that an approval in this place takes.
    pub role: RoleId,
}

words! {
    /// The order in which places are filled.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub enum SlotOrder as "an order of places" {
        /// Any order.
        #[default]
        Any = "any",
        /// From the first place to the last.
        InTurn = "in_turn",
    }
}

/// The people whose approval a step takes: one for each place, all of them different people.
/// Without places nobody has to approve.
///
/// ```
/// use std::collections::BTreeSet;
///
/// use guanxi::lifecycle::{Approval, Quorum, Slot, SlotOrder};
///
/// let credit = BTreeSet::from(["credit".parse()?]);
/// let sales = BTreeSet::from(["sales head".parse()?]);
/// let slots = vec![Slot { role: "credit".parse()? }, Slot { role: "sales head".parse()? }];
/// let quorum = Quorum { slots, order: SlotOrder::Any };
/// let first = Approval { slot: 1, by: "Wang".parse()? };
/// quorum.check(&[], &first, &sales)?;
/// assert!(!quorum.is_full(&[first.clone()]), "one of two");
///
/// let both = Approval { slot: 0, by: "Wang".parse()? };
/// assert_eq!(
///     quorum.check(&[first], &both, &credit).unwrap_err().to_string(),
///     "Wang approves in one place, and did in place 1"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "会签")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Quorum {
    /// The places.
    pub slots: Vec<Slot>,
    /// The order in which they are filled.
    pub order: SlotOrder,
}

/// An approval in one place. One act fills one place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Approval {
    /// The place, from 0.
    pub slot: usize,
    /// The staff member.
    pub by: StaffId,
}

/// An approval that a quorum does not take, in the order of the checks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuorumError {
    /// There is no such place.
    #[error("there is no place {slot} among {count} approvers")]
    NoSuchSlot {
        /// The place that was named.
        slot: usize,
        /// The number of places.
        count: usize,
    },
    /// The place is filled.
    #[error("place {slot} among the approvers is filled by {by}")]
    Filled {
        /// The place.
        slot: usize,
        /// The staff member in it.
        by: StaffId,
    },
    /// An earlier place has to be filled first.
    #[error("place {slot} among the approvers comes after place {next}, which is open")]
    NotInTurn {
        /// The place that was named.
        slot: usize,
        /// The place that is next.
        next: usize,
    },
    /// The person does not hold the role of the place.
    #[error("place {slot} among the approvers takes the role {role}, {by} does not hold it")]
    Role {
        /// The place.
        slot: usize,
        /// Its role.
        role: RoleId,
        /// The staff member.
        by: StaffId,
    },
    /// The person has approved in another place.
    #[error("{by} approves in one place, and did in place {slot}")]
    SamePerson {
        /// The staff member.
        by: StaffId,
        /// The other place.
        slot: usize,
    },
}

impl Quorum {
    /// A place for each role, filled in any order. A text that is no role has no place.
    pub(crate) fn of_roles(roles: &[&str]) -> Self {
        let roles = roles.iter().filter_map(|role| RoleId::try_new(role).ok());
        Self { slots: roles.map(|role| Slot { role }).collect(), order: SlotOrder::Any }
    }

    /// The places, after an act of somebody who does not approve.
    fn after(&self, act: &'static str) -> Vec<Seat> {
        let approvers = self.slots.iter().map(|slot| Seat::holder("approve", slot.role.clone()));
        std::iter::once(Seat::anyone(act)).chain(approvers).collect()
    }

    /// The places that are open after some approvals.
    pub fn open_slots(&self, given: &[Approval]) -> Vec<usize> {
        let is_open = |slot: &usize| !given.iter().any(|approval| approval.slot == *slot);
        (0..self.slots.len()).filter(is_open).collect()
    }

    /// Returns `true` when every place is filled. Only then may the stage change.
    pub fn is_full(&self, given: &[Approval]) -> bool {
        self.open_slots(given).is_empty()
    }

    /// Checks an approval by a person who holds some roles against the approvals given before,
    /// which are those of the content as it stands: a change of content drops them.
    ///
    /// # Errors
    ///
    /// [`QuorumError`], in the order of its cases.
    pub fn check(
        &self,
        given: &[Approval],
        approval: &Approval,
        held: &BTreeSet<RoleId>,
    ) -> Result<(), QuorumError> {
        let Approval { slot, by } = approval;
        let (slot, by) = (*slot, by.clone());
        let count = self.slots.len();
        let place = self.slots.get(slot).ok_or(QuorumError::NoSuchSlot { slot, count })?;
        if let Some(earlier) = given.iter().find(|earlier| earlier.slot == slot) {
            return Err(QuorumError::Filled { slot, by: earlier.by.clone() });
        }
        match (self.order, self.open_slots(given).first()) {
            (SlotOrder::InTurn, Some(next)) if *next < slot => {
                return Err(QuorumError::NotInTurn { slot, next: *next });
            }
            (SlotOrder::InTurn | SlotOrder::Any, _) => {}
        }
        if !held.contains(&place.role) {
            return Err(QuorumError::Role { slot, role: place.role.clone(), by });
        }
        match given.iter().find(|earlier| earlier.by == by) {
            Some(earlier) => Err(QuorumError::SamePerson { by, slot: earlier.slot }),
            None => Ok(()),
        }
    }
}

/// The quorum from a value on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct QuorumBand<B> {
    /// The least value of the band.
    pub from: B,
    /// The people who approve.
    pub quorum: Quorum,
}

/// Quorums by value, as by the amount at stake: each holds from its least value up to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct QuorumBands<B> {
    /// The quorum below the first band.
    pub least: Quorum,
    /// The bands, their least values rising.
    pub bands: Vec<QuorumBand<B>>,
}

impl<B: PartialOrd + fmt::Display + Default> Draft for QuorumBands<B> {
    /// Below the first band something has to be left for the least quorum.
    fn check(&self, found: &mut Violations) {
        let nothing = B::default();
        let mut lower = &nothing;
        for (place, QuorumBand { from, .. }) in self.bands.iter().enumerate() {
            if !Order::Rising.allows(lower, from) {
                let problem = format!("must exceed {lower}, was {from}");
                found.add(&format!("bands.{place}.from"), problem);
            }
            lower = from;
        }
    }
}

impl<B: fmt::Display> QuorumBands<B> {
    /// Finds quorums without a place: an act that nobody has to approve.
    pub(crate) fn check_places(&self, found: &mut Violations) {
        if self.least.slots.is_empty() {
            found.add("least.slots", "must have a place, had none".to_owned());
        }
        for (place, QuorumBand { from, quorum }) in self.bands.iter().enumerate() {
            if quorum.slots.is_empty() {
                let problem = format!("must have a place, that from {from} had none");
                found.add(&format!("bands.{place}.quorum.slots"), problem);
            }
        }
    }
}

impl<B: PartialOrd> QuorumBands<B> {
    /// The quorum of a value.
    pub fn quorum(&self, value: &B) -> &Quorum {
        self.quorum_by(|from| from <= value)
    }

    /// The quorum of a value that is no `B`, by the question whether it reaches the least value of
    /// a band: an amount in a currency, where bands are in major units.
    pub fn quorum_by(&self, reaches: impl Fn(&B) -> bool) -> &Quorum {
        let band = self.bands.iter().rev().find(|band| reaches(&band.from));
        band.map_or(&self.least, |band| &band.quorum)
    }
}

impl<B: fmt::Display> QuorumBands<B> {
    /// The places of each band, after an act of somebody who does not approve.
    pub fn staffings(&self, path: &str, act: &'static str) -> Vec<Staffing> {
        let least = Staffing::new(format!("{path}.least"), self.least.after(act));
        let band = |it: &QuorumBand<B>| {
            Staffing::new(format!("{path}.bands from {}", it.from), it.quorum.after(act))
        };
        std::iter::once(least).chain(self.bands.iter().map(band)).collect()
    }
}
