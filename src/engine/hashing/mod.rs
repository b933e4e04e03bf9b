//! Hashes by published functions, with the same result on every machine.

mod checksum;
mod keyed_hash;
mod stable_hasher;

pub(crate) use checksum::{Checksum, digest};
pub(crate) use keyed_hash::keyed_hash;
pub(crate) use stable_hasher::StableHasher;
