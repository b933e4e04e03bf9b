//! Small sets, pairs and indexes whose bits are used at once.

mod bit_set;
mod index;
mod packed_pair;
mod tagged;

pub(crate) use bit_set::BitSet;
pub(crate) use index::{below, distance, index, last_of_first};
pub(crate) use packed_pair::PackedPair;
pub(crate) use tagged::Tagged;
