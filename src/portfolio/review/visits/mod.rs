//! The visits of all our people, from a review.

mod customer_visits;
mod visit_needs;
mod visit_request;

pub use visit_needs::{StaffVisits, VisitNeeds};
pub use visit_request::{VisitDuty, VisitRequest};
