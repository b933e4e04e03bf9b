use super::stage::Stage;
use crate::calendar::Day;
use crate::id::{RoleId, StaffId};

/// An act that takes a role, by a person who does not hold it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("to {act} {} takes the role {role}, {by} does not hold it", G::SUBJECT)]
pub struct RoleError<G: Stage> {
    /// The act that was refused.
    pub act: G::Act,
    /// The role that the act takes.
    pub role: RoleId,
    /// The staff member.
    pub by: StaffId,
}

/// An act after its last day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {act} {} on {on}, the last day was {last}", G::SUBJECT)]
pub struct DeadlineError<G: Stage> {
    /// The act that was refused.
    pub act: G::Act,
    /// The day of the step.
    pub on: Day,
    /// The last day on which the act was allowed.
    pub last: Day,
}
