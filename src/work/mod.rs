//! The work that judgements cause.

pub mod casework;
pub mod handling;
pub mod hold;
