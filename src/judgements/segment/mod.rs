//! Segments: customers classified by purchases, loyalty and movement.
//!
//! | question | system | answer |
//! |---|---|---|
//! | who buys much? | S11 ABC | [`Class`] by two cut amounts, see [`AbcPolicy`] |
//! | the same, with the customers in several processes | S11 | [`CutSearch`] |
//! | who came into another class? | S11 | [`ClassTransition`] by [`ClassLines`] |
//! | which class have groups? | S11 | [`GroupedAmounts`] |
//! | how concentrated is it? | S12 Pareto | [`Pareto`] |
//! | who is loyal? | S13 | [`LoyaltyReading`], see [`LoyaltyPolicy`] |
//! | what to do with whom? | S14 | [`Quadrant`] and its [`Strategy`] |
//! | who moved? | S14 | [`Movement`] between two reviews |
//!
//! Policies, their parts, and figures:
//!
//! | type | meaning |
//! |---|---|
//! | [`AbcPolicyDraft`] | the plain form of an ABC policy |
//! | [`AbcMethod`] | the method that cuts the classes |
//! | [`Reclassification`] | the way in which a customer comes into another class |
//! | [`ClassState`], [`PendingClass`] | a class after a review; a change that waits |
//! | [`ClassBasis`], [`ClassReason`] | the ground of a class, the reason of a step |
//! | [`GroupMember`], [`GroupSumError`] | a customer with its group; a sum that does not fit |
//! | [`Cuts`] | the smallest amount of A and of B |
//! | [`CutShares`] | the shares of the total amount at which classes are cut |
//! | [`Tally`] | the sums of one part of a book in one round of a cut search |
//! | [`ColumnError`] | a buffer for classes of another length than the column of amounts |
//! | [`LoyaltyPolicyDraft`] | the plain form of a loyalty policy |
//! | [`Weights`] | the weights of the components of the loyalty score |
//! | [`QuadrantPolicy`] | the split of customers into quadrants |
//! | [`QuadrantPolicyDraft`] | the plain form of a quadrant policy |
//! | [`LargeVolume`] | the bound from which volume is large |
//! | [`Volume`] | the volume of a customer: large or small |
//! | [`MovementCell`] | customers that moved in one way, and their purchases in both reviews |
//! | [`Placement`] | the place of a customer in one review |
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
    AbcMethod, AbcPolicy, AbcPolicyDraft, Class, ClassBasis, ClassLines, ClassReason, ClassState,
    ClassTransition, ColumnError, CutSearch, CutShares, Cuts, GroupMember, GroupSumError,
    GroupedAmounts, PendingClass, Reclassification, Tally,
};
pub use loyalty::{LoyaltyPolicy, LoyaltyPolicyDraft, LoyaltyReading, Weights};
pub use movement::{Movement, MovementCell, Placement};
pub use pareto::Pareto;
pub use quadrant::{LargeVolume, Quadrant, QuadrantPolicy, QuadrantPolicyDraft, Strategy, Volume};
