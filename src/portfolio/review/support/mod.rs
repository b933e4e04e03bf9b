//! Support from a review: its effect, and the ties that it makes.

mod customer_bonds;
mod effect_groups;

pub use effect_groups::{EffectGroups, EffectRequest};

pub(super) use customer_bonds::customer_bonds;
