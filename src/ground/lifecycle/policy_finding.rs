use std::fmt;

use super::team::{Seat, Team};
use crate::id::RoleId;
use crate::measure::plural;

/// The steps of one item of a policy that different people take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staffing {
    /// The path of the item in the policy.
    pub path: String,
    /// The places, each for another person.
    pub seats: Vec<Seat>,
}

impl Staffing {
    /// The places of an item of a policy.
    pub fn new(path: impl Into<String>, seats: Vec<Seat>) -> Self {
        Self { path: path.into(), seats }
    }
}

/// A deadline of a policy and the one that follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlinePair {
    /// The path of the first.
    pub path: String,
    /// Its days.
    pub days: u16,
    /// The path of the one that follows.
    pub next: String,
    /// Its days.
    pub next_days: u16,
}

/// A finding about a policy of steps: correct by itself, and of little use to this team.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PolicyFinding {
    /// An item asks for a role more often than people hold it.
    TooFewHolders {
        /// The path of the item.
        path: String,
        /// The role.
        role: RoleId,
        /// The places that take it.
        places: usize,
        /// The people who hold it.
        holders: usize,
    },
    /// An item takes more different people than the team has for it.
    TooFewPeople {
        /// The path of the item.
        path: String,
        /// The acts, each to be taken by another person.
        acts: Vec<&'static str>,
        /// The places that the team can fill.
        filled: usize,
    },
    /// A deadline is longer than the one that follows it.
    DeadlineOvertaken {
        /// The path of the deadline.
        path: String,
        /// Its days.
        days: u16,
        /// The path of the one that follows.
        next: String,
        /// Its days.
        next_days: u16,
    },
}

impl fmt::Display for PolicyFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewHolders { path, role, places, holders } => {
                write!(f, "{path} asks for {role} in {places} places, and {holders} hold that role")
            }
            Self::TooFewPeople { path, acts, filled } => {
                let (count, acts) = (acts.len(), acts.join(", "));
                write!(f, "{path} takes {count} people ({acts}), and the team has {filled} for it")
            }
            Self::DeadlineOvertaken { path, days, next, next_days } => {
                let noun = plural(*days, "day", "days");
                let next_noun = plural(*next_days, "day", "days");
                write!(f, "{path} ({days} {noun}) is longer than {next} ({next_days} {next_noun})")
            }
        }
    }
}

/// A policy of steps that people take, to be set against the people of a company.
///
/// # Rule
///
/// > A policy that contradicts itself does not exist. One that a team cannot follow does: people
/// > come and go, and are no part of it. So what the team lacks is a finding and no refusal.
pub trait StaffedPolicy {
    /// The items that take several people.
    fn staffings(&self) -> Vec<Staffing>;

    /// The deadlines of which one follows the other. None by default.
    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        Vec::new()
    }

    /// The findings of the policy for a team: roles that too few people hold, acts that cannot be
    /// taken by different people, deadlines that are longer than those that follow them.
    ///
    /// For an item that lacks holders of a role, only that role is named.
    fn findings_for(&self, team: &Team) -> Vec<PolicyFinding> {
        let staffed = self.staffings().into_iter().flat_map(|it| it.findings(team));
        let pairs = self.deadline_pairs().into_iter().filter(|it| it.days > it.next_days);
        let overtaken = pairs.map(|DeadlinePair { path, days, next, next_days }| {
            PolicyFinding::DeadlineOvertaken { path, days, next, next_days }
        });
        staffed.chain(overtaken).collect()
    }
}

impl Staffing {
    fn findings(self, team: &Team) -> Vec<PolicyFinding> {
        let Self { path, seats } = self;
        let mut roles: Vec<&RoleId> = seats.iter().filter_map(|seat| seat.role.as_ref()).collect();
        roles.sort();
        let short = roles.chunk_by(PartialEq::eq).filter_map(|places| {
            let (role, holders) = (*places.first()?, team.holders(places.first()?));
            let (path, places) = (path.clone(), places.len());
            let found = PolicyFinding::TooFewHolders { path, role: role.clone(), places, holders };
            (holders < places).then_some(found)
        });
        let found: Vec<PolicyFinding> = short.collect();
        let filled = team.filled(&seats);
        if !found.is_empty() || filled == seats.len() {
            return found;
        }
        let acts = seats.iter().map(|seat| seat.act).collect();
        vec![PolicyFinding::TooFewPeople { path, acts, filled }]
    }
}
