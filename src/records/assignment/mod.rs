//! Assignments: which of our people has a customer, and the place of the customer.
//!
//! | type | meaning |
//! |---|---|
//! | [`Assignment`], [`AssignmentRole`] | a member of our staff who has a customer in a role |
//! | [`AssignmentFinding`] | a customer of nobody, or of somebody who left |
//! | [`Placement`] | the territory, channel level and kind of business of a customer |
//!
//! Audit, hand-over, visit plan, area plan, peers and dependence read the same facts, so that
//! nobody keeps a list of customers of their own.
//!
//! Systems of the domain: [S1], [S24].
//!
//! [S1]: crate::docs::domain#s1
//! [S24]: crate::docs::domain#s24

mod assignment;
mod finding;
mod placement;

pub use assignment::{Assignment, AssignmentRole};
pub use finding::AssignmentFinding;
pub use placement::Placement;
