//! A document as a tree of values, with the place of each in a text: what is read before its fields
//! are known, and compared without a second list of them.
#![cfg_attr(
    not(any(feature = "toml", feature = "json")),
    allow(dead_code, unused_imports, unreachable_pub, reason = "only a file has places")
)]

mod any_value;
mod canonical;
#[cfg(feature = "toml")]
mod from_node;
mod node;
mod place;
mod read_node;
mod refusal;
mod to_node;

pub use place::Place;

pub(super) use canonical::canonical;
pub(super) use node::{Entry, Item, Kind, Node, Overlay, Step, written};
pub(super) use place::Lines;
pub(super) use read_node::At;
pub(super) use refusal::{Refusal, Why};
pub(super) use to_node::to_node;
