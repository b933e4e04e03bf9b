use std::fmt;

use super::{RetentionFigure, RetentionFormula, RevenueBridge};
use crate::measure::Ratio;
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`RetentionPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RetentionPolicyDraft {
    /// The least share of sales from existing customers, 60 % by default.
    pub existing_share: Ratio,
    /// `true` when customers that were won back count as existing; `false` by default.
    pub counts_won_back: bool,
}

/// The policy of retention (S27).
///
/// # Rule
///
/// > S27: at least 60 % of revenue comes from existing customers; those won back are shown apart
/// > and count as existing only if the policy says so.
#[doc(alias = "客户保持率")]
pub type RetentionPolicy = Valid<RetentionPolicyDraft>;

impl Default for RetentionPolicyDraft {
    fn default() -> Self {
        Self { existing_share: Ratio::from_percent(60), counts_won_back: false }
    }
}

impl Draft for RetentionPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_most("existing_share", Ratio::ONE, self.existing_share);
    }
}

/// The share of sales from existing customers beside its least.
#[doc(alias = "老客户销售占比")]
#[doc(alias = "老客户")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExistingShare {
    /// The figure, with the name of its formula.
    pub figure: RetentionFigure,
    /// The least share.
    pub least: Ratio,
}

impl ExistingShare {
    /// Returns `true` when the share is at least as large as it is to be.
    pub fn is_met(&self) -> bool {
        self.figure.fraction >= self.least
    }
}

impl RetentionPolicyDraft {
    /// The share of sales from existing customers; `None` without sales in the second window.
    pub fn existing_share(&self, bridge: &RevenueBridge) -> Option<ExistingShare> {
        let formula = if self.counts_won_back {
            RetentionFormula::FromExistingWithWonBack
        } else {
            RetentionFormula::FromExisting
        };
        let figure = bridge.retention(formula)?;
        Some(ExistingShare { figure, least: self.existing_share })
    }
}

impl fmt::Display for ExistingShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.is_met() { "met" } else { "missed" };
        write!(f, "{}, at least {}: {verdict}", self.figure, self.least)
    }
}
