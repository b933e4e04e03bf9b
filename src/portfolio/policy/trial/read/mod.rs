//! The tests of a file, with everything that is wrong with them.

mod column;
mod expected;
mod read_test;
mod reading;

pub(super) use read_test::read_tests;
