//! Key accounts: selection, value, position, and the strategy for each (S16, S17).
//!
//! Selection and strategy:
//!
//! | type | meaning |
//! |---|---|
//! | [`KeyAccountPolicy`], [`KeyAccountPolicyDraft`] | all rules, and the plain form |
//! | [`KeyAccountScorecards`] | the scorecards of both axes and of fit (S15) |
//! | [`SelectionRules`], [`KeyAccountChoice`] | the selection; its result for a customer |
//! | [`KeyAccountCandidate`], [`SelectionFigures`], [`StrategicFlag`] | a customer to be selected |
//! | [`SelectionReason`], [`ExclusionReason`] | the rules that choose, and those that keep out |
//! | [`KeyAccountStatus`], [`ReviewOrderError`] | the status after a review; a wrong order |
//! | [`SelectionCheck`], [`KeyAccountWeight`] | the check against 80/20 |
//! | [`CapacityCheck`], [`KeyAccountHours`] | the hours that key accounts take |
//! | [`MatrixRules`], [`AxisLines`] | the matrix of three by three, its lines and band |
//! | [`KeyAccountStrategies`], [`StrategyRow`], [`KeyAccountStrategy`] | the strategy of a cell |
//! | [`KeyAccountCell`], [`Attractiveness`], [`Relationship`], [`MatrixAxis`] | a cell, the axes |
//! | [`KeyAccountPosition`], [`AxisReading`], [`OpenCriterion`] | the scores of an account |
//! | [`AxisError`] | a reading of an axis that cannot be |
//! | [`GainCap`] | the effect of mutual gain on the strategy |
//! | [`MatrixReading`], [`CellVerdict`], [`OpenQuestion`] | cell and strategy, as far as known |
//! | [`CellStep`] | the distance to a neighbouring cell |
//! | [`StrategyTable`], [`CellTotals`], [`PlacedKeyAccount`] | all accounts by cell, with sums |
//!
//! Value and margin:
//!
//! | type | meaning |
//! |---|---|
//! | [`WalletInterval`], [`StatedTotal`] | our share of what a customer buys, as an interval |
//! | [`WalletAllocation`], [`AllocatedShare`] | shares of wallet estimated from ranks |
//! | [`SupplierRank`], [`Supplier`] | the place that a customer gives a supplier |
//! | [`GrowthReading`], [`GrowthFactor`] | growth in three factors that multiply exactly |
//! | [`MarketSizes`], [`SizeChange`] | sizes of a year and of the year before |
//! | [`GrowthPotential`], [`GrowthLevels`] | potential by yearly growth |
//! | [`CustomerMargin`], [`MarginPart`] | the margin of a customer, part by part |
//! | [`ActivityRate`], [`Activity`] | a time-driven rate; an activity of serving |
//! | [`CapacityUse`], [`ActivityCost`] | the cost of time used and unused |
//! | [`receivable_cost`] | the cost of what a customer owes |
//! | [`WhaleCurve`], [`WhaleStep`], [`CustomerProfit`] | profits summed up from the largest down |
//!
//! Position:
//!
//! | type | meaning |
//! |---|---|
//! | [`NeedBalance`], [`ComparedNeed`] | needs against our ability, leads and trails apart |
//! | [`BargainingReading`], [`BargainingPower`] | bargaining power, and the will to use it |
//! | [`BargainingFacts`], [`BargainingPart`], [`BargainingBounds`] | five parts of that power |
//! | [`PressureSign`], [`PressureKind`] | signs that a customer uses its power |
//! | [`Replaceability`] | the months that it takes to replace a customer |
//! | [`MutualGain`], [`MutualGainFacts`], [`GainPart`] | the gain of a dealer with us |
//!
//! Parts of these:
//!
//! | type | meaning |
//! |---|---|
//! | [`MoneyInterval`], [`FractionInterval`] | a value of which only bounds are known |
//! | [`KeyAccountError`] | a figure that cannot be |
//!
//! Every figure is exact: money to the cent, fractions undivided. A value of which only bounds are
//! known stays an interval, and one that nobody knows stays unknown.
//!
//! Systems of the domain: [S16], [S17].
//!
//! [S16]: crate::docs::domain#s16
//! [S17]: crate::docs::domain#s17

mod cards;
mod error;
mod growth;
mod interval;
mod margin;
mod margin_part;
mod matrix;
mod policy;
mod position;
mod selection;
mod wallet;

pub use cards::KeyAccountScorecards;
pub use error::KeyAccountError;
pub use growth::{
    GrowthFactor, GrowthLevels, GrowthPotential, GrowthReading, MarketSizes, SizeChange,
};
pub use interval::{FractionInterval, MoneyInterval};
pub use margin::{
    Activity, ActivityCost, ActivityRate, CapacityUse, CustomerMargin, CustomerProfit, WhaleCurve,
    WhaleStep, receivable_cost,
};
pub use margin_part::MarginPart;
pub use matrix::{
    Attractiveness, AxisError, AxisLines, AxisReading, CellStep, CellTotals, CellVerdict, GainCap,
    KeyAccountCell, KeyAccountPosition, KeyAccountStrategies, KeyAccountStrategy, MatrixAxis,
    MatrixReading, MatrixRules, OpenCriterion, OpenQuestion, PlacedKeyAccount, Relationship,
    StrategyRow, StrategyTable,
};
pub use policy::{KeyAccountPolicy, KeyAccountPolicyDraft};
pub use position::{
    BargainingBounds, BargainingFacts, BargainingPart, BargainingPower, BargainingReading,
    ComparedNeed, GainPart, MutualGain, MutualGainFacts, NeedBalance, PressureKind, PressureSign,
    Replaceability,
};
pub use selection::{
    CapacityCheck, ExclusionReason, KeyAccountCandidate, KeyAccountChoice, KeyAccountHours,
    KeyAccountStatus, KeyAccountWeight, ReviewOrderError, SelectionCheck, SelectionFigures,
    SelectionReason, SelectionRules, StrategicFlag,
};
pub use wallet::{
    AllocatedShare, StatedTotal, Supplier, SupplierRank, WalletAllocation, WalletInterval,
};
