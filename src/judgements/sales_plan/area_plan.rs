use std::fmt;

use crate::calendar::{Day, Month, Window, WorkCalendarDraft};
use crate::id::{CustomerId, ProductGroupId};
use crate::measure::{Ratio, proven};
use crate::money::{Amount, Currency, Rounding, Total};
use crate::phase::{DayWeightsDraft, Phase, PhaseError};
use crate::product::ProductTree;
use crate::trade::SaleLine;
use crate::valid::codes;

/// The real result of a customer, from which its plan is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerResult {
    /// The customer.
    pub customer: CustomerId,
    /// The net purchases of the year before.
    pub result: Amount,
    /// The plan in proportion to the result: 110 % for a customer that is to grow by a tenth.
    /// Credit grade and class of the customer may set it.
    pub growth: Ratio,
}

/// An area for which no plan can be proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AreaPlanError {
    /// No customer has a result above 0 that is to be planned.
    #[error("no customer of the area has a result to plan from")]
    NoResult,
    /// A customer is named twice.
    #[error("{customer} has two results")]
    Twice {
        /// The customer.
        customer: CustomerId,
    },
    /// The target of the area is negative.
    #[error("the target of an area is at least 0, was {minor} minor units")]
    Negative {
        /// The target.
        minor: i64,
    },
    /// The year cannot be spread over days.
    #[error(transparent)]
    Phase(#[from] PhaseError),
    /// A proposal does not fit an amount.
    #[error("the plan proposed for {customer} does not fit an amount")]
    Overflow {
        /// The customer.
        customer: CustomerId,
    },
}

codes! {
    AreaPlanError {
        NoResult = "no_result",
        Twice = "customer_twice",
        Negative = "negative_target",
        Overflow = "overflow",
    }
    passing {
        AreaPlanError::Phase(reason) => reason.code(),
    }
}

/// The plan of a customer within that of its area.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AreaPlanRow {
    /// The customer.
    pub customer: CustomerId,
    /// Its result of the year before.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub result: Amount,
    /// The plan that its result proposes.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub proposed: Amount,
    /// Its part of the target of the area.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub planned: Amount,
    /// That part by month.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub months: Vec<(Month, Amount)>,
}

/// The plan of an area and a year, proposed from real results (年度区域销售计划).
///
/// # Rule
///
/// > S7: the plan of a customer is its result × its growth, not below 0. The target of the area is
/// > split to customers in proportion to their proposals, and to months by the weights of their
/// > days, by largest remainder, ties to the earlier name and month. The difference between the
/// > target and the sum of the proposals is shown.
///
/// So the parts are the target, to the cent, and nobody hides that the target is more than the
/// customers promise.
#[doc(alias = "年度区域销售计划")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AreaPlan {
    /// The target of the area.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub target: Amount,
    /// The sum of the proposals.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub proposed: Total,
    /// The customers by name.
    pub rows: Vec<AreaPlanRow>,
}

impl AreaPlan {
    /// Proposes the plan of the year in which a day lies.
    ///
    /// # Errors
    ///
    /// When the target is negative, a customer has two results, no proposal is above 0, the year
    /// cannot be spread over days, or a proposal does not fit.
    pub fn propose(
        year: Day,
        target: Amount,
        results: &[CustomerResult],
        weights: &DayWeightsDraft,
        calendar: &WorkCalendarDraft,
    ) -> Result<Self, AreaPlanError> {
        if target.is_negative() {
            return Err(AreaPlanError::Negative { minor: target.minor() });
        }
        let mut results: Vec<&CustomerResult> = results.iter().collect();
        results.sort_by(|a, b| a.customer.cmp(&b.customer));
        let mut pairs = results.iter().zip(results.iter().skip(1));
        if let Some((one, _)) = pairs.find(|(one, other)| one.customer == other.customer) {
            return Err(AreaPlanError::Twice { customer: one.customer.clone() });
        }
        let proposals = results.iter().map(|it| it.proposal()).collect::<Result<Vec<_>, _>>()?;
        let planned = target.split_by(&proposals).ok_or(AreaPlanError::NoResult)?;
        let months = months(year, weights, calendar)?;
        let rows = results.iter().zip(&proposals).zip(planned);
        let rows = rows.map(|((of, proposed), planned)| AreaPlanRow {
            customer: of.customer.clone(),
            result: of.result,
            proposed: *proposed,
            planned,
            months: by_month(planned, &months),
        });
        let proposed = proposals.iter().copied().collect();
        Ok(Self { target, proposed, rows: rows.collect() })
    }

    /// The target less the sum of the proposals: above 0 what no result supports.
    pub fn difference(&self) -> Total {
        self.target.to_total().minus(self.proposed)
    }

    /// The plan as a person reads it.
    pub fn with_currency(&self, currency: Currency) -> impl fmt::Display + fmt::Debug {
        let [target, proposed, difference] =
            [self.target.to_total(), self.proposed, self.difference()]
                .map(|it| it.with_currency(currency).to_string());
        format!("target {target}, proposed from results {proposed}, difference {difference}")
    }
}

impl CustomerResult {
    /// The result of a customer by the lines of its sales: the net amount of a product, with all
    /// below it, within a window. `None` when that does not fit.
    pub fn of_lines<'a>(
        customer: CustomerId,
        lines: impl IntoIterator<Item = &'a SaleLine>,
        (product, products): (&ProductGroupId, &ProductTree),
        window: Window,
        growth: Ratio,
    ) -> Option<Self> {
        let lines = lines.into_iter().filter(|it| window.contains(it.day));
        let lines = lines.filter(|it| products.is_within(&it.product, product));
        let result: Total = lines.map(|it| it.amount).collect();
        Some(Self { customer, result: result.to_amount()?, growth })
    }

    fn proposal(&self) -> Result<Amount, AreaPlanError> {
        let result = self.result.max(Amount::ZERO);
        let proposal = result.share(self.growth, Rounding::HalfUp);
        proposal.ok_or_else(|| AreaPlanError::Overflow { customer: self.customer.clone() })
    }
}

/// The months of a year with their weights.
fn months(
    year: Day,
    weights: &DayWeightsDraft,
    calendar: &WorkCalendarDraft,
) -> Result<Vec<(Month, Amount)>, PhaseError> {
    use crate::calendar::Period;
    let first = Period::Year.first_month(year);
    let window = Window::inclusive(first.first_day(), Period::Year.last_day(year));
    let phase = Phase::try_new(window, weights, calendar)?;
    let weight = |month: Month| {
        let weight = i64::try_from(phase.weight_of(month.window())).ok();
        Amount::from_minor(proven!(weight, else 0, "31 weights of 32 bits"))
    };
    let months = (0..12).map(|it| first.offset(it));
    Ok(months.map(|month| (month, weight(month))).collect())
}

fn by_month(planned: Amount, months: &[(Month, Amount)]) -> Vec<(Month, Amount)> {
    let weights: Vec<Amount> = months.iter().map(|(_, weight)| *weight).collect();
    let parts = proven!(planned.split_by(&weights), else Vec::new(), "a year has a weight");
    months.iter().map(|(month, _)| *month).zip(parts).collect()
}
