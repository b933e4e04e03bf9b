//! The facts of a customer as they stand by other versions than the tables hold.
//!
//! The tables hold what stands now. [`compose`] takes the facts with versions out of a copy of the
//! customer's runs and puts in the versions that stand on a day. What names a fact that does not
//! stand loses the name, or does not stand either.

mod choice;
mod compose;
mod documents;
mod facts;
mod flows;
mod lists;
mod recorded;
mod sums;
mod timelines;
mod union;

pub(crate) use compose::{Composition, ListedFacts, compose};
pub(crate) use facts::{FactReader, facts_of_one};
pub(crate) use recorded::Recorded;
pub(crate) use sums::{fits_merged, months_fit_merged, note_merged, runs_fit_merged};
pub(crate) use timelines::{fits, fits_beside, overflow};
pub(crate) use union::{check_merge, merge, merge_all, united};
