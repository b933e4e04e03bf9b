use crate::measure::Quotient;

/// The total distribution points of several items, and what each point sells.
///
/// # Rule
///
/// > S9: total distribution points = Σ weighted distribution of the items; velocity = sales ÷
/// > points (SPPD). A point is one percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DistributionPoints {
    /// The sum of the weighted distributions; 1 is a hundred points.
    pub total: Quotient,
    /// The number of items.
    pub items: u32,
}

impl DistributionPoints {
    /// The points of items; `None` when the sum does not fit.
    pub fn try_new(weighted: impl IntoIterator<Item = Quotient>) -> Option<Self> {
        let none = Self { total: Quotient::ZERO, items: 0 };
        weighted.into_iter().try_fold(none, |sum, it| {
            Some(Self { total: sum.total.plus(it)?, items: sum.items.checked_add(1)? })
        })
    }

    /// The sales of a point; `None` without points.
    #[doc(alias = "单点卖力")]
    pub fn velocity(&self, sales: i64) -> Option<Quotient> {
        let (part, whole) = self.total.terms();
        let points = part.checked_mul(100)?;
        Quotient::try_new(i128::from(sales).checked_mul(whole)?, points)
    }
}
