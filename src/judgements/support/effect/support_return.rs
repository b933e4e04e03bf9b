use std::fmt;

use super::{EffectVerdict, SupportEffect};
use crate::measure::{Quotient, Ratio};
use crate::money::{Amount, Currency};

/// The return on the cost of a support (S25). It carries the verdict, so that nobody reads it
/// without the doubts.
#[doc(alias = "投入产出比")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportReturn {
    /// The cost.
    pub cost: Amount,
    /// The currency.
    pub currency: Currency,
    /// The margin on the effect less the cost, over the cost: −1 where nothing came back.
    pub fraction: Quotient,
    /// The verdict on the effect.
    pub verdict: EffectVerdict,
}

impl SupportEffect {
    /// The return on a cost, that of the supported customers with a control, at a margin on their
    /// purchases; `None` without a cost above 0, and when it does not fit.
    ///
    /// # Rule
    ///
    /// > S25: `(total × margin − cost) / cost`.
    ///
    /// Support of customers that are left out or have no control is no part of the cost: its effect
    /// is not known.
    pub fn return_on(&self, cost: Amount, margin: Ratio) -> Option<SupportReturn> {
        if !cost.is_positive() {
            return None;
        }
        let spent = i128::from(cost.minor());
        let gained = self.all.product(margin.into())?;
        let over = gained.minus(Quotient::try_new(spent, 1)?)?;
        let fraction = over.product(Quotient::try_new(1, spent)?)?;
        Some(SupportReturn { cost, currency: self.currency, fraction, verdict: self.verdict() })
    }
}

impl fmt::Display for SupportReturn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cost = self.cost.to_total().with_currency(self.currency);
        write!(f, "{} on {cost}, {}", self.fraction.percent(), self.verdict)
    }
}
