//! The figures of a test, judged by the functions that judge customers.

mod level;
mod name;

pub(super) use level::{evaluate, judge};
pub(super) use name::{Named, name, names, why_name};
