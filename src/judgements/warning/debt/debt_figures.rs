use super::DebtPolicy;
use crate::credit::LimitInForce;
use crate::measure::Ratio;
use crate::money::{Amount, Currency, Total};
use crate::warning::{Arm, JudgedFigures};

/// The figures by which debt is judged. Amounts are in minor units of a currency.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct DebtFigures {
    /// Exposure by a limit above zero, in place of both.
    pub(crate) utilisation: Option<Ratio>,
    pub(crate) exposure: Option<Amount>,
    /// None is agreed where it is left out.
    pub(crate) limit: Option<LimitInForce>,
    pub(crate) oldest_past_due: Option<u16>,
    /// At least the tolerance where it is left out.
    pub(crate) overdue: Option<Amount>,
}

impl DebtFigures {
    /// The findings of a policy.
    pub(crate) fn judged(self, policy: &DebtPolicy, currency: Currency) -> JudgedFigures {
        let million = || LimitInForce::Amount(Amount::from_minor(1_000_000).into());
        let (exposure, limit) = match self.utilisation {
            Some(used) => {
                let minor = i64::from(used.parts_per_million());
                (Some(Amount::from_minor(minor)), Some(million()))
            }
            None => (self.exposure, self.limit),
        };
        let is_exposure_given = exposure.is_some() || limit.is_some();
        let exposure = exposure.map_or(Total::ZERO, Total::from);
        let limit = limit.unwrap_or(LimitInForce::NotSet);
        let tolerance = || policy.overdue_tolerance.to_minor_ceil(currency);
        let overdue = Total::from(self.overdue.unwrap_or_else(tolerance));
        let oldest = self.oldest_past_due.map(i32::from);
        let arms = policy.arms_by(exposure, (overdue, oldest.unwrap_or_default()), limit, currency);
        let is_given = |arm: Arm| {
            if arm == Arm::Ageing { oldest.is_some() } else { is_exposure_given }
        };
        let arms = arms.into_iter().filter(|it| is_given(it.arm)).collect();
        let retained = policy.not_cleared(exposure, limit).filter(|_| is_exposure_given);
        JudgedFigures { retained, ..JudgedFigures::of(arms) }
    }
}
