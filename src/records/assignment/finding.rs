use std::collections::BTreeMap;
use std::fmt;

use super::{Assignment, AssignmentRole};
use crate::calendar::{AsOf, Day};
use crate::id::StaffId;

/// A customer whom nobody looks after.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
pub enum AssignmentFinding {
    /// No assignment holds: a customer of nobody.
    #[doc(alias = "无主客户")]
    Nobody,
    /// The one who has the customer has left.
    Left {
        /// The staff member.
        staff: StaffId,
        /// The role.
        role: AssignmentRole,
        /// The last day of the staff member with us.
        last_day: Day,
    },
}

impl AssignmentFinding {
    /// The findings about the assignments of a customer on a date. `last_days` are those of the
    /// people who left or will leave; on the last day they are still there.
    ///
    /// # Rule
    ///
    /// > S1: a customer of nobody, or of somebody who left, is a finding.
    ///
    /// A book without any assignment says nothing about its customers:
    /// [`Feeds::assignments_from`](crate::account::Feeds) tells.
    pub fn on(
        assignments: &[Assignment],
        last_days: &BTreeMap<StaffId, Day>,
        t: AsOf,
    ) -> Vec<Self> {
        let holding: Vec<&Assignment> = Assignment::holding(assignments, t).collect();
        if holding.is_empty() {
            return vec![Self::Nobody];
        }
        let left = holding.into_iter().filter_map(|it| {
            let last_day = *last_days.get(&it.staff).filter(|last| t.day() > **last)?;
            Some(Self::Left { staff: it.staff.clone(), role: it.role, last_day })
        });
        left.collect()
    }
}

impl fmt::Display for AssignmentFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => f.write_str("nobody has the customer"),
            Self::Left { staff, role, last_day } => {
                write!(f, "{staff}, {role} of the customer, left after {last_day}")
            }
        }
    }
}
