//! Which customers matter, and in what way.
//!
//! | question | rule | answer |
//! |---|---|---|
//! | who buys much? | S11 ABC | [`Class`] by two cut amounts, see [`AbcPolicy`] |
//! | how concentrated is it? | S12 Pareto | [`Pareto`] |
//! | who is loyal? | S13 | [`LoyaltyReading`], see [`LoyaltyPolicy`] |
//! | what to do with whom? | S14 | [`Quadrant`] and its [`Strategy`] |
//! | and over parts that never meet? | S11 | [`CutSearch`] |
//! | who moved? | S14 | [`Movement`] between two reviews |

mod abc;
mod bracket;
mod loyalty;
mod movement;
mod pareto;
mod quadrant;
mod search;
mod select;
mod steps;

pub use abc::{AbcMethod, AbcPolicy, AbcPolicyDraft, Class, ColumnError, Cuts};
pub use loyalty::{LoyaltyPolicy, LoyaltyPolicyDraft, LoyaltyReading, Weights};
pub use movement::{Movement, MovementCell};
pub use pareto::Pareto;
pub use quadrant::{LargeVolume, Quadrant, QuadrantPolicy, QuadrantPolicyDraft, Strategy};
pub use search::{CutSearch, Tally};
