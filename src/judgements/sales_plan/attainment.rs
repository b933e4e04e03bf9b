use std::fmt;

use super::{PlanNumber, PlanTarget, RequiredRate, SalesPlanDraft, SalesPlanPolicyDraft};
use crate::calendar::{AsOf, Day, Window, WorkCalendarDraft};
use crate::id::ProductGroupId;
use crate::measure::{Quotient, plural};
use crate::money::{Currency, Rounding};
use crate::phase::{DayWeightsDraft, Phase, PhaseError};
use crate::product::{ProductTree, QuantityError};
use crate::trade::SaleLine;
use crate::valid::codes;

/// A target that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AttainmentError {
    /// The month cannot be spread over days.
    #[error(transparent)]
    Phase(#[from] PhaseError),
    /// The quantity of a line cannot be said in base units.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// A product below the node has another base unit than the node.
    #[error("{product} is counted in another unit than {node}")]
    MixedUnits {
        /// The product of the target.
        node: ProductGroupId,
        /// The product below it.
        product: ProductGroupId,
    },
    /// A sum does not fit.
    #[error("the sales of {product} do not fit a number")]
    Overflow {
        /// The product of the target.
        product: ProductGroupId,
    },
}

codes! {
    AttainmentError {
        MixedUnits = "mixed_units",
        Overflow = "overflow",
    }
    passing {
        AttainmentError::Phase(reason) => reason.code(),
        AttainmentError::Quantity(reason) => reason.code(),
    }
}

/// The facts by which targets are read.
#[derive(Debug, Clone, Copy)]
pub struct AttainmentFacts<'a> {
    /// The lines of the sales, of any time and product.
    pub lines: &'a [SaleLine],
    /// The products.
    pub products: &'a ProductTree,
    /// The weights of the days.
    pub weights: &'a DayWeightsDraft,
    /// The days worked.
    pub calendar: &'a WorkCalendarDraft,
    /// The last day for which the plan holds, as the end of the contract; `None` without one.
    pub ends: Option<Day>,
    /// The policy.
    pub policy: &'a SalesPlanPolicyDraft,
}

/// A target of a product and month against the sales by a day.
///
/// # Rule
///
/// > S7: attainment = actual ÷ target; pace = actual ÷ plan to date; required per day = (target −
/// > actual)⁺ ÷ worked days left; projected = actual ÷ phase from a quarter of the month on. A
/// > target of 0 has no attainment. Returns beyond sales make both negative, shown as such.
///
/// A plan that ends within the month, with the contract, is the part that is due by its last day.
#[doc(alias = "计划完成率")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Attainment {
    /// The product.
    pub product: ProductGroupId,
    /// The target in force on the day.
    pub target: PlanNumber,
    /// The first target that was stated for it.
    pub original: PlanNumber,
    /// The sales of the month by the day, less returns.
    pub actual: PlanNumber,
    /// The part of the target that is due by the day.
    pub due: PlanNumber,
    /// The sales that are still to come.
    pub required: RequiredRate,
    /// The result at the end of the month at the pace so far, rounded half up; `None` before the
    /// part of the month that the policy asks for.
    pub projected: Option<PlanNumber>,
    /// The lines of the product without a quantity, which a target in units leaves out.
    pub lines_without_quantity: u32,
}

impl Attainment {
    /// Reads a target of a plan as of a day.
    ///
    /// # Errors
    ///
    /// When the month cannot be spread over days, a quantity cannot be said in the base unit of the
    /// product, or a sum does not fit.
    pub fn try_read(
        target: &PlanTarget,
        plan: &SalesPlanDraft,
        facts: &AttainmentFacts<'_>,
        t: AsOf,
    ) -> Result<Self, AttainmentError> {
        let product = &target.product;
        let overflow = || AttainmentError::Overflow { product: product.clone() };
        let (actual, lines_without_quantity) = facts.actual(target, t)?;
        let actual = actual.ok_or_else(overflow)?;
        let phase = Phase::try_new(target.month.window(), facts.weights, facts.calendar)?;
        let whole = facts.due(target, &phase, target.month.last_day())?;
        let due = facts.due(target, &phase, t.day())?;
        let last = facts.ends.map_or(target.month.last_day(), |it| it.min(target.month.last_day()));
        let days_left = phase.days_of(Window { after: t.day(), until: last });
        let original = plan.original(target).map_or(target.target, |it| it.target);
        let elapsed = (phase.weight_to(t.day().min(last)), phase.weight_to(last));
        Ok(Self {
            product: product.clone(),
            target: whole,
            original,
            actual: whole.with(actual),
            due,
            required: RequiredRate::of(whole, actual, days_left).ok_or_else(overflow)?,
            projected: facts.projected(actual, elapsed).map(|it| whole.with(it)),
            lines_without_quantity,
        })
    }

    /// The part of the target that is reached; `None` of a target of 0.
    pub fn attainment(&self) -> Option<Quotient> {
        Quotient::try_new(self.actual.number().into(), self.target.number().into())
    }

    /// The sales against the part of the target that is due; `None` while nothing is.
    pub fn pace(&self) -> Option<Quotient> {
        Quotient::try_new(self.actual.number().into(), self.due.number().into())
    }

    /// The sales less the target: below 0 what is missing. `None` when that does not fit.
    pub fn variance(&self) -> Option<PlanNumber> {
        let variance = self.actual.number().checked_sub(self.target.number())?;
        Some(self.target.with(variance))
    }

    /// The reading as a person reads it.
    pub fn with_currency(&self, currency: Currency) -> impl fmt::Display + fmt::Debug {
        SpokenAttainment { reading: self.clone(), currency }
    }
}

impl AttainmentFacts<'_> {
    /// The sales of the product in the month by the day, with the lines left out; no sum where it
    /// does not fit.
    fn actual(&self, of: &PlanTarget, t: AsOf) -> Result<(Option<i64>, u32), AttainmentError> {
        let (mut sum, mut without) = (Some(0_i64), 0_u32);
        let counts = |line: &&SaleLine| {
            t.sees(line.day)
                && line.counting_month(self.policy.late_returns) == of.month
                && self.products.is_within(&line.product, &of.product)
        };
        for line in self.lines.iter().filter(counts) {
            let number = match of.target {
                PlanNumber::Amount(_) => Some(line.amount.minor()),
                PlanNumber::Quantity(_) => self.quantity(line, &of.product)?,
            };
            match number {
                Some(number) => sum = sum.and_then(|sum| sum.checked_add(number)),
                None => without = without.checked_add(1).unwrap_or(without),
            }
        }
        Ok((sum, without))
    }

    /// The quantity of a line in the base unit of a wider product.
    fn quantity(
        &self,
        line: &SaleLine,
        node: &ProductGroupId,
    ) -> Result<Option<i64>, AttainmentError> {
        let Some(quantity) = &line.quantity else { return Ok(None) };
        let product = &line.product;
        let base = self.products.to_base(product, quantity.number, &quantity.unit)?;
        if self.products.base_unit(product) == self.products.base_unit(node) {
            return Ok(Some(base));
        }
        Err(AttainmentError::MixedUnits { node: node.clone(), product: product.clone() })
    }

    /// The part of a target that is due by a day, not beyond the end of the plan.
    fn due(&self, of: &PlanTarget, phase: &Phase, day: Day) -> Result<PlanNumber, PhaseError> {
        let day = self.ends.map_or(day, |ends| ends.min(day));
        if let Some(dates) = of.dates() {
            return dates.amount_to(day, self.weights, self.calendar).map(PlanNumber::Amount);
        }
        // Quantities and amounts are rounded alike.
        let number = crate::money::Amount::from_minor(of.target.number());
        Ok(of.target.with(phase.amount_to(number, day).minor()))
    }

    /// The result at the end of the month, from the weights gone by and of the whole.
    fn projected(&self, actual: i64, (gone, whole): (u64, u64)) -> Option<i64> {
        if gone == 0 || self.policy.project_from.is_missed_by(gone.into(), whole.into()) {
            return None;
        }
        let product = i128::from(actual).checked_mul(whole.into())?;
        i64::try_from(Rounding::HalfUp.divide(product, gone.into())?).ok()
    }
}

#[derive(Debug, Clone)]
struct SpokenAttainment {
    reading: Attainment,
    currency: Currency,
}

impl fmt::Display for SpokenAttainment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spoken = |number: PlanNumber| number.with_currency(self.currency);
        let Attainment { product, target, original, actual, due, required, .. } = &self.reading;
        write!(f, "{product}: {} of {}", spoken(*actual), spoken(*target))?;
        if let Some(attainment) = self.reading.attainment() {
            write!(f, " ({})", attainment.percent())?;
        }
        write!(f, ", {} due by now", spoken(*due))?;
        if let Some(pace) = self.reading.pace() {
            write!(f, " (pace {})", pace.percent())?;
        }
        match required {
            RequiredRate::Nothing => {}
            RequiredRate::PerDay { sales, days } => {
                let noun = plural(*days, "day", "days");
                write!(f, ", {} a day for {days} {noun} to come", spoken(*sales))?;
            }
            RequiredRate::Shortfall { missing } => write!(f, ", {} missing", spoken(*missing))?,
        }
        if original != target {
            write!(f, "; first planned {}", spoken(*original))?;
        }
        Ok(())
    }
}
