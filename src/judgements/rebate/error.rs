use crate::calendar::Day;
use crate::id::{RebateId, UnitId};
use crate::measure::Quotient;
use crate::money::Currency;
use crate::valid::codes;

/// The reason why a rebate cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RebateError {
    /// A sum or a product does not fit.
    #[error("the rebate of {agreement} is too large to be computed")]
    Overflow {
        /// The agreement.
        agreement: RebateId,
    },
    /// The agreement has no such period.
    #[error("{agreement} has {periods} periods, was asked for number {number}")]
    NoPeriod {
        /// The agreement.
        agreement: RebateId,
        /// The number that was asked for, from 1.
        number: usize,
        /// Its periods.
        periods: usize,
    },
    /// A movement is counted in another unit than the base.
    #[error("the base of {agreement} counts in {base}, the goods of {day} in {found}")]
    Unit {
        /// The agreement.
        agreement: RebateId,
        /// The unit of the base.
        base: UnitId,
        /// The day of the movement.
        day: Day,
        /// The unit of the movement; `none` where it has no quantity.
        found: String,
    },
    /// A movement is in a currency for which the agreement has no rate.
    #[error("{agreement} has no rate for {found}, the currency of the goods of {day}")]
    NoRate {
        /// The agreement.
        agreement: RebateId,
        /// The day of the movement.
        day: Day,
        /// Its currency.
        found: Currency,
    },
    /// A timeline of amounts cannot serve an agreement that asks for more.
    #[error("{agreement} needs lines with {needs}, a timeline has amounts by day only")]
    NeedsLines {
        /// The agreement.
        agreement: RebateId,
        /// The things it asks for.
        needs: &'static str,
    },
    /// The method needs outcomes with probabilities that sum to 100 %.
    #[error(
        "the outcomes of {agreement} must have probabilities that sum to 100%, sum to {}",
        sum.percent()
    )]
    Outcomes {
        /// The agreement.
        agreement: RebateId,
        /// Their sum.
        sum: Quotient,
    },
    /// The agreement has no such tier.
    #[error("{agreement} has {tiers} tiers, was asked for number {number}")]
    NoTier {
        /// The agreement.
        agreement: RebateId,
        /// The number that was asked for, from 1.
        number: usize,
        /// Its tiers.
        tiers: usize,
    },
}

codes! {
    RebateError {
        Overflow = "rebate_overflow",
        NoPeriod = "no_such_period",
        Unit = "rebate_unit",
        NoRate = "no_agreed_rate",
        NeedsLines = "needs_lines",
        Outcomes = "outcomes_not_whole",
        NoTier = "no_such_tier",
    }
}
