//! Each threshold of a policy changed by one unit.

mod fields;
mod mutation_report;

pub use mutation_report::MutationReport;
