//! Readings of a review for support: its effect, and the ties of customers to us.

mod customer_bonds;
mod effect_groups;

pub use effect_groups::{EffectGroups, EffectRequest};

pub(super) use customer_bonds::customer_bonds;
