//! The tests of a file, with everything that is wrong with them.

mod column;
mod expected;
mod read_test;
mod reading;
#[cfg(feature = "schemars")]
mod schema;

pub(super) use read_test::read_tests;
#[cfg(feature = "schemars")]
pub(crate) use schema::tests_schema;
