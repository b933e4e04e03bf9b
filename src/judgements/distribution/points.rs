use super::ShareInterval;
use crate::measure::Quotient;

/// The total distribution points of several items, and what each point sells.
///
/// # Rule
///
/// > S9: total distribution points (TDP) = Σ weighted distribution of the items; velocity = sales ÷
/// > points (SPPD). A point is one percent. Weights that are missing make an interval.
#[doc(alias = "TDP")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DistributionPoints {
    /// The sum of the weighted distributions; 1 is a hundred points.
    pub total: ShareInterval,
    /// The number of items.
    pub items: u32,
}

/// The sales of a distribution point, of which only bounds are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Velocity {
    /// The least that they can be.
    pub low: Quotient,
    /// The most that they can be.
    pub high: Quotient,
}

impl DistributionPoints {
    /// The points of items; `None` when the sum does not fit.
    pub fn try_new(weighted: impl IntoIterator<Item = ShareInterval>) -> Option<Self> {
        let total = ShareInterval { low: Quotient::ZERO, high: Quotient::ZERO };
        weighted.into_iter().try_fold(Self { total, items: 0 }, |sum, it| {
            let (low, high) = (sum.total.low.plus(it.low)?, sum.total.high.plus(it.high)?);
            Some(Self { total: ShareInterval { low, high }, items: sum.items.checked_add(1)? })
        })
    }

    /// The sales of a point; `None` when there may be no points at all.
    #[doc(alias = "单点卖力")]
    pub fn velocity(&self, sales: i64) -> Option<Velocity> {
        let of = |points: Quotient| {
            let (part, whole) = points.terms();
            Quotient::try_new(i128::from(sales).checked_mul(whole)?, part.checked_mul(100)?)
        };
        let (one, other) = (of(self.total.low)?, of(self.total.high)?);
        Some(Velocity { low: one.min(other), high: one.max(other) })
    }
}
