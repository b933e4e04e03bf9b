use std::collections::{BTreeMap, BTreeSet};

use crate::id::{RoleId, StaffId};

/// A place in a row of steps that different people take: an act, and the role that it takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seat {
    /// The verb of the act, such as `approve`.
    pub act: &'static str,
    /// The role; `None` where anybody takes the step.
    pub role: Option<RoleId>,
}

impl Seat {
    /// A step that anybody takes.
    pub const fn anyone(act: &'static str) -> Self {
        Self { act, role: None }
    }

    /// A step that takes a role.
    pub const fn holder(act: &'static str, role: RoleId) -> Self {
        Self { act, role: Some(role) }
    }
}

/// The people of a company with the roles that each holds, to be set against a policy.
///
/// A person may hold several roles and takes one place all the same.
///
/// ```
/// use guanxi::lifecycle::{Seat, Team};
///
/// let roles = |names: [&str; 2]| names.map(|it| it.parse().unwrap()).into();
/// let mut team = Team::default();
/// team.people.insert("Wang".parse()?, roles(["credit manager", "head of sales"]));
/// let seats = [
///     Seat::holder("approve", "credit manager".parse()?),
///     Seat::holder("approve", "head of sales".parse()?),
/// ];
/// assert_eq!(team.filled(&seats), 1, "Wang holds both roles, and is one person");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Team {
    /// The roles of each person.
    pub people: BTreeMap<StaffId, BTreeSet<RoleId>>,
}

impl Team {
    /// The number of people who hold a role.
    pub fn holders(&self, role: &RoleId) -> usize {
        self.people.values().filter(|held| held.contains(role)).count()
    }

    /// The largest number of places that different people of the team can take.
    pub fn filled(&self, seats: &[Seat]) -> usize {
        let mut taken: BTreeMap<&StaffId, usize> = BTreeMap::new();
        let seat = |place: &usize| self.seat(*place, seats, &mut taken, &mut BTreeSet::new());
        (0..seats.len()).filter(seat).count()
    }

    /// Gives a place to a person, who may hand over a place of theirs to somebody else for it.
    fn seat<'a>(
        &'a self,
        place: usize,
        seats: &[Seat],
        taken: &mut BTreeMap<&'a StaffId, usize>,
        asked: &mut BTreeSet<&'a StaffId>,
    ) -> bool {
        let Some(Seat { role, .. }) = seats.get(place) else { return false };
        for (person, held) in &self.people {
            let may = role.as_ref().is_none_or(|role| held.contains(role));
            if !may || !asked.insert(person) {
                continue;
            }
            let is_free = match taken.get(person).copied() {
                Some(other) => self.seat(other, seats, taken, asked),
                None => true,
            };
            if is_free {
                taken.insert(person, place);
                return true;
            }
        }
        false
    }
}
