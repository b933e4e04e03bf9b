//! Small sets, tagged numbers and indexes whose bits are used at once.

mod bit_set;
mod index;
mod tagged;
mod text_sieve;

pub(crate) use bit_set::BitSet;
pub(crate) use index::{below, distance, index, last_of_first};
pub(crate) use tagged::Tagged;
pub(crate) use text_sieve::{TextMark, TextSieve};
