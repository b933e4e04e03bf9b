//! The customers of a review that are lost.

mod lost_customer;

pub use lost_customer::LostCustomer;

pub(super) use lost_customer::lost_customers;
