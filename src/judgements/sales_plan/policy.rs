use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`SalesPlanPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SalesPlanPolicyDraft {
    /// The days after a month in which a return that names its sale restates that month.
    pub late_returns: u16,
    /// The part of a month, by weight, from which on a result is projected to its end.
    pub project_from: Ratio,
    /// The days within which a customer with an order day is a trading one.
    pub trading_days: u16,
}

/// The policy of sales plans (S7).
///
/// By default returns restate their month for 90 days, results are projected once a quarter of the
/// month has gone by, and a customer trades that had an order day in the last 365 days.
pub type SalesPlanPolicy = Valid<SalesPlanPolicyDraft>;

impl Default for SalesPlanPolicyDraft {
    fn default() -> Self {
        Self { late_returns: 90, project_from: Ratio::from_percent(25), trading_days: 365 }
    }
}

impl Draft for SalesPlanPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("trading_days", 1, self.trading_days);
        if self.project_from > Ratio::ONE {
            found.add("project_from", format!("must not exceed 100%, was {}", self.project_from));
        }
        if self.project_from == Ratio::ZERO {
            found.add("project_from", "must be above 0%, was 0%".to_owned());
        }
    }
}
