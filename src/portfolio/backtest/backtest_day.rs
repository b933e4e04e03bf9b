use super::figures::{AreaUnderCurve, RuleTally, Stability};
use crate::calendar::AsOf;
use crate::warning::ByRule;

/// The counts of one policy on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BacktestDay {
    /// The day.
    pub as_of: AsOf,
    /// The counts of each rule.
    pub rules: ByRule<RuleTally>,
    /// The pairs of true ones and others that each rule ranked.
    pub areas: ByRule<AreaUnderCurve>,
    /// The move of each rule since the first day.
    pub stability: ByRule<Stability>,
}
