//! The dependence of our sales on single people of ours.

mod customer_bonds;
mod remedy;
mod staff_dependence;

pub use customer_bonds::{CardSecrets, CustomerBonds};
pub use remedy::DependenceRemedy;
pub use staff_dependence::{Concentration, PersonDependence, StaffDependence};
