//! Segments: customers classified by purchases, loyalty and movement.
//!
//! | question | system | answer |
//! |---|---|---|
//! | who buys much? | S11 ABC | [`Class`] by two cut amounts, see [`AbcPolicy`] |
//! | who buys much, over customers in several processes? | S11 | [`CutSearch`] |
//! | who came into another class? | S11 | [`ClassTransition`] by [`ClassLines`] |
//! | which class has a group? | S11 | [`GroupedAmounts`] |
//! | which classes does a meeting talk about? | S11 | [`AgendaItem`], see [`MeetingPolicy`] |
//! | who buys evenly? | S11 | [`XyzReading`], [`AbcXyzCell`], see [`XyzPolicy`] |
//! | who bought lately, often, much? | S11 | [`RfmReading`], see [`RfmPolicy`] |
//! | how concentrated is it? | S12 Pareto | [`Pareto`] |
//! | who is loyal? | S13 | [`LoyaltyReading`], see [`LoyaltyPolicy`] |
//! | is the declared attitude true? | S13 | [`AttitudeReading`], see [`AttitudePolicy`] |
//! | how large is the loyal base? | S13 | [`SeriesShare`] |
//! | what to do with whom? | S14 | [`Quadrant`] and its [`Strategy`] |
//! | how much depends on the dangerous? | S14 | [`QuadrantShares`] |
//! | who moved? | S14 | [`QuadrantMovement`] between two reviews, [`Movement`] of any groups |
//! | how long, and who came back? | S14 | [`MonthlyHistory`] of monthly reviews |
//! | what moved with a programme? | S14 | [`ProgrammeMovement`], without a claim of cause |
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
//! | [`MeetingPolicyDraft`] | the plain form of a policy of meetings |
//! | [`ReviewedCustomer`], [`AgendaReason`] | a customer for the agenda; the reason |
//! | [`DecidedClass`] | the computed class with the decision that stands beside it |
//! | [`OverdueMeeting`] | no meeting within the days of the policy |
//! | [`XyzPolicyDraft`], [`CellTexts`] | the plain form of XYZ; texts of the nine cells |
//! | [`Xyz`] | even, changing or erratic |
//! | [`RfmPolicyDraft`], [`RfmMeasure`] | the plain form of RFM; the monetary value |
//! | [`RfmScores`] | scores from 1 to 5 |
//! | [`RfmSegment`], [`ScoreRange`] | a named box of scores, and its sides |
//! | [`OneOffInClasses`] | the weight of one-offs in the amounts that are classed |
//! | [`Cuts`] | the smallest amount of A and of B |
//! | [`CutShares`] | the shares of the total amount at which classes are cut |
//! | [`Tally`] | the sums of one part of a book in one round of a cut search |
//! | [`ColumnError`] | a buffer for classes of another length than the column of amounts |
//! | [`LoyaltyPolicyDraft`] | the plain form of a loyalty policy |
//! | [`AttitudePolicyDraft`], [`ProductLaunch`] | the plain form of that policy; a new product |
//! | [`AttitudeDifference`] | a declared attitude that purchases do not bear out |
//! | [`SeriesCandidate`] | a customer as the degree of serialisation counts it |
//! | [`ShareInterval`] | a share of which a part is not known |
//! | [`QuadrantCustomer`], [`QuadrantPart`] | a customer, or the customers of a quadrant |
//! | [`Weights`] | the weights of the components of the loyalty score |
//! | [`RegularityMethod`] | the way in which regularity is counted |
//! | [`OwnRhythm`], [`RhythmDays`] | regularity by own rhythm: its rules, its days |
//! | [`QuadrantPolicy`] | the split of customers into quadrants |
//! | [`QuadrantPolicyDraft`] | the plain form of a quadrant policy |
//! | [`LargeVolume`] | the bound from which volume is large |
//! | [`Volume`] | the volume of a customer: large or small |
//! | [`MovementCell`], [`MovementEntry`] | customers that moved in one way; with that way |
//! | [`GroupPlacement`], [`Place`] | a customer in one review with its purchases; its place alone |
//! | [`Migration`], [`Move`] | a customer in both reviews; the way between two places |
//! | [`PlacedCustomer`], [`PlacedReview`], [`ReviewPair`] | reviews as far as movement asks |
//! | [`MergeList`], [`MergedCustomer`] | customers that are one, whatever review they are in |
//! | [`UnlistedPlace`] | the place of a customer that a review does not list |
//! | [`MergeCounts`] | rows that were added to the row of another customer, because both are one |
//! | [`Direction`], [`AxisChange`] | gained, kept or lost; by loyalty and by volume |
//! | [`MovementFigure`], [`MovementMeasure`] | a rate of movement; its name |
//! | [`LargestMove`] | a customer among the five that moved most money |
//! | [`GroupStay`] | the months of customers in their group |
//! | [`Programme`] | some of the customers, with the name of what is done for them |
//! | [`MovementError`], [`MergeListError`] | reviews that cannot be compared; a wrong list |
//!
//! Systems of the domain: [S11], [S12], [S13], [S14].
//!
//! [S11]: crate::docs::domain#s11
//! [S12]: crate::docs::domain#s12
//! [S13]: crate::docs::domain#s13
//! [S14]: crate::docs::domain#s14

mod abc;
mod attitude;
mod loyalty;
mod meeting;
mod movement;
mod pareto;
mod quadrant;
mod quadrant_shares;
mod rfm;
mod serialisation;
mod share_interval;
mod xyz;

pub use abc::{
    AbcMethod, AbcPolicy, AbcPolicyDraft, Class, ClassBasis, ClassLines, ClassReason, ClassState,
    ClassTransition, ColumnError, CutSearch, CutShares, Cuts, GroupMember, GroupSumError,
    GroupedAmounts, OneOffInClasses, PendingClass, Reclassification, Tally,
};
pub use attitude::{
    AttitudeDifference, AttitudePolicy, AttitudePolicyDraft, AttitudeReading, ProductLaunch,
};
pub use loyalty::{
    LoyaltyPolicy, LoyaltyPolicyDraft, LoyaltyReading, OwnRhythm, RegularityMethod, RhythmDays,
    Weights,
};
pub use meeting::{
    AgendaItem, AgendaReason, DecidedClass, MeetingPolicy, MeetingPolicyDraft, OverdueMeeting,
    ReviewedCustomer,
};
pub(crate) use movement::join_reviews;
pub use movement::{
    AxisChange, Direction, GroupPlacement, GroupStay, LargestMove, MergeCounts, MergeList,
    MergeListError, MergedCustomer, Migration, MonthlyHistory, Move, Movement, MovementCell,
    MovementEntry, MovementError, MovementFigure, MovementMeasure, Place, PlacedCustomer,
    PlacedReview, Programme, ProgrammeMovement, QuadrantMovement, ReviewPair, UnlistedPlace,
};
pub use pareto::Pareto;
pub use quadrant::{LargeVolume, Quadrant, QuadrantPolicy, QuadrantPolicyDraft, Strategy, Volume};
pub use quadrant_shares::{QuadrantCustomer, QuadrantPart, QuadrantShares};
pub use rfm::{
    RfmMeasure, RfmPolicy, RfmPolicyDraft, RfmReading, RfmScores, RfmSegment, ScoreRange,
};
pub use serialisation::{SeriesCandidate, SeriesShare};
pub use share_interval::ShareInterval;
pub use xyz::{AbcXyzCell, CellTexts, Xyz, XyzPolicy, XyzPolicyDraft, XyzReading};
