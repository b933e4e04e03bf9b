//! Confidence: who may read what, and values that show themselves to nobody else (S1, S2).
//!
//! | type | meaning |
//! |---|---|
//! | [`Clearance`] | the four levels of confidential data |
//! | [`Reader`] | a reader with a clearance, and whether there is a need to know |
//! | [`Sensitive`] | a value of a sensitive kind, with purpose and last day |
//! | [`SensitiveDraft`] | the same in the open, to be stored |
//! | [`SensitiveTerm`] | its kind and last day, without the value |
//! | [`SensitiveKind`] | the kinds of sensitive values |
//!
//! Redaction comes first and computing second: a function that tells a reader anything is given
//! what the reader may see, so that a hidden fact changes no answer.

mod clearance;
mod sensitive;

pub use clearance::{Clearance, Reader};
pub(crate) use sensitive::WITHHELD;
pub use sensitive::{Sensitive, SensitiveDraft, SensitiveKind, SensitiveTerm};
