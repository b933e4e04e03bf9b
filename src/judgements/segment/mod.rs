//! Segments: customers classified by purchases, loyalty and movement.
//!
//! | question | rule | answer |
//! |---|---|---|
//! | who buys much? | S11 ABC | [`Class`] by two cut amounts, see [`AbcPolicy`] |
//! | who does, over parts that never meet? | S11 | [`CutSearch`] |
//! | how concentrated is it? | S12 Pareto | [`Pareto`] |
//! | who is loyal? | S13 | [`LoyaltyReading`], see [`LoyaltyPolicy`] |
//! | what to do with whom? | S14 | [`Quadrant`] and its [`Strategy`] |
//! | who moved? | S14 | [`Movement`] between two reviews |
//!
//! Systems of the domain: [S11], [S12], [S13], [S14].
//!
//! [S11]: crate::docs::domain#s11
//! [S12]: crate::docs::domain#s12
//! [S13]: crate::docs::domain#s13
//! [S14]: crate::docs::domain#s14

mod abc;
mod loyalty;
mod movement;
mod pareto;
mod quadrant;

pub use abc::{
    AbcMethod, AbcPolicy, AbcPolicyDraft, Class, ColumnError, CutSearch, CutShares, Cuts, Tally,
};
pub use loyalty::{LoyaltyPolicy, LoyaltyPolicyDraft, LoyaltyReading, Weights};
pub use movement::{Movement, MovementCell, Placement};
pub use pareto::Pareto;
pub use quadrant::{LargeVolume, Quadrant, QuadrantPolicy, QuadrantPolicyDraft, Strategy, Volume};
