//! Evidence: the figures that decided a judgement, and the sentence they make.
//!
//! The numbers printed are the numbers compared: a figure is taken from the reading that decided,
//! never computed again.

mod figure;

pub use figure::{Evidence, Figure, Value};
